# SPDX-License-Identifier: GPL-3.0-or-later
"""Which backups there are to go back to: beside the database, where they went lately, and on the sticks plugged in.

Looks at names only, so that it works with no database, or a broken one; `restoring.check_backup` reads them.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from hongyun_desktop.core.backups import drives, remembering, stick, thinning
from hongyun_desktop.core.backups.remembering import Place
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import keys
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.restoring import check_backup
from hongyun_desktop.frozen_class import frozen


@frozen
class Found:
    """A backup by its name: when it was made (as that computer's clock said), the running number of the program's
    own copies (0: another's), where it lies, and whether a key opens it."""

    file: Path
    at: datetime
    number: int
    place: Place
    size_bytes: int
    is_encrypted: bool


def backups_for(path: Path, sticks: Iterable[Path] | None = None) -> list[Found]:
    """Backups that could take the place of what is, or was, at `path`; the newest first, by the time in their names.

    sticks: top folders of the sticks to look at (None: those plugged in).
    """
    tops = [drive.folder for drive in drives.drives()] if sticks is None else sticks
    folders = [folder_of(path), *remembering.folders_of(path), *(stick.folder_on(top) for top in tops)]
    seen = dict[Path, Found]()
    for folder in folders:
        for found in _in(folder, path):
            seen.setdefault(found.file.absolute(), found)
    return sorted(seen.values(), key=lambda found: (found.at, found.file.name), reverse=True)


def newest_verified(path: Path, key: bytes | None = None) -> Path | None:
    """The newest backup that can be read through and through and that the key opens; None where there is none.

    The program's own come first, by their numbers: those hold where the clock was wrong.
    """
    for found in sorted(backups_for(path), key=lambda found: (found.number, found.at), reverse=True):
        try:
            check_backup(found.file, key)
        except StorageProblem:
            continue
        return found.file
    return None


def _in(folder: Path, path: Path) -> Iterator[Found]:
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".db" and not file.name.startswith("."))
    except OSError:
        # Not there, or pulled out since.
        return
    place = remembering.place_of(folder, path) if files else Place.COMPUTER
    for file in files:
        at = thinning.moment_of(file.name)
        if at is None or not file.is_file():
            continue
        copy = thinning.read_name(file.name)
        yield Found(file, at, copy.number[0] if copy else 0, place, file.stat().st_size, keys.is_encrypted(file))
