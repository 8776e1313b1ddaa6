# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos beside the backups of a folder, where databases may share both: whose they are, and whose turn it is there.

What can't be read may name any of them. Files that do not look like photos are nobody's here. Imports no feature.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hongyun_desktop.core.store import file_lock, photos
from hongyun_desktop.core.store.claiming import shared_mode
from hongyun_desktop.core.store.reading import Reading

# How long whoever makes a copy waits for another's, or for a look at the photos, to end.
PATIENCE_S = 60.0
_NAME = re.compile(r"[0-9a-f]{64}(\.\w+)?")
_LOCK = ".照片.lock"
# Windows leaves it in any folder with pictures, and no program can read a database in it.
_NOT_A_BACKUP = "thumbs.db"


@contextmanager
def turn_at(folder: Path, patience_s: float) -> Iterator[bool]:
    """Whether no other copy is made in a folder of backups, and no photo is taken from there, meanwhile.

    patience_s: how long to wait for that. Who takes photos away needs it; a copy is worth more without than none, say
    where another account's lock can't be opened.
    """
    file, let_go = folder / _LOCK, None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        let_go = file_lock.take(file, wait_s=patience_s, mode=shared_mode(folder) | 0o600)
    except (OSError, file_lock.Held):
        let_go = None
    try:
        yield let_go is not None
    finally:
        if let_go is not None:
            # Nothing is left in a folder that is somebody's. Who waits on the file that goes asks for its name anew.
            with suppress(OSError):
                file.unlink()
            let_go()


def lying_in(place: Path) -> Iterator[Path]:
    """The photos of a folder of photos, sealed or not."""
    return (file for file in place.glob("??/*") if _NAME.fullmatch(file.name) and file.name[:2] == file.parent.name)


def may_hold_a_database(file: Path) -> bool:
    """Whether a file may be a backup, by whatever name, of this program's or any other."""
    is_hidden = file.name.startswith(".") or file.name.lower() == _NOT_A_BACKUP
    return not is_hidden and file.is_file() and file.stat().st_size > 0


def named_by(reading: Reading, key: bytes | None) -> set[Path]:
    """Where the photos lie that a database names, below a folder of photos. Raises: those of `Reading.sql`."""
    if not reading.value("SELECT 1 FROM sqlite_master WHERE name = 'stored_file'"):
        # Another program's.
        return set()
    rows = reading.sql("SELECT sha256, suffix FROM stored_file")
    return {photos.name_of(sha256, suffix, key) for sha256, suffix in rows}
