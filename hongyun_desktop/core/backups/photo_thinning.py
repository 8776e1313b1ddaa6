# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos beside the backups of a folder: those may go that neither the database nor any backup there names.

What can't be read may name any of them, so nothing goes then. Files that do not look like photos are nobody's here.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hongyun_desktop.core.backups.remembering import Place, place_of
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, photos
from hongyun_desktop.core.store.database import engine, is_plain
from hongyun_desktop.core.store.reading import Reading, look_at
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.syncing import sync_folder

_NAME = re.compile(r"[0-9a-f]{64}(\.\w+)?")
# Windows leaves it in any folder with pictures, and no program can read a database in it.
_NOT_A_BACKUP = "thumbs.db"


def thin(store: Store, folder: Path) -> list[Path]:
    """Remove the photos of a folder that nothing names any more; those removed. What the disk refuses stays.

    Each look goes by what lies there now, so that a kill at any moment leaves at most photos for the next one.
    """
    if place_of(folder, store.path) in (Place.SHARE, Place.CLOUD):
        # Another computer may be bringing photos there whose backup has no name yet.
        return []
    found = superfluous(store, folder)
    if not found:
        return []
    gone: list[Path] = []
    with suppress(OSError):
        # A backup that was thinned must not come back after a power cut to find its photos gone.
        sync_folder(folder)
        for file in found:
            file.unlink()
            gone.append(file)
            with suppress(OSError):
                file.parent.rmdir()
    return gone


def superfluous(store: Store, folder: Path) -> list[Path]:
    """Photos that neither the database nor any backup of the folder names, sorted; none where one can't be read, or
    is still being made."""
    place, key = backup.photo_folder_of(folder), store.database.key
    try:
        lying = {file.relative_to(place) for file in _photos_in(place)}
        spare = lying - _names(store, key)
        if key is not None and spare:
            # From before the lock; where no sealed copy came, the database has none, and mends from the plain one.
            spare -= {plain for plain, own in _plain_and_own(store, key) if own not in lying}
        if any(folder.glob(".*.part")):
            # Another database's: it brings its photos first and has a name last, so it is asked for before the names.
            return []
        for file in _backups_in(folder) if spare else ():
            if file.samefile(store.path):
                # Looked at already, and a second handle would drop this process's locks as it closes.
                continue
            own_key = None if is_plain(file) else key
            with look_at(file, own_key) as copy:
                spare -= _names(copy, own_key)
    except (OSError, StorageProblem, engine.Error):
        return []
    return sorted(place / name for name in spare)


def _photos_in(place: Path) -> Iterator[Path]:
    return (file for file in place.glob("??/*") if _NAME.fullmatch(file.name) and file.name[:2] == file.parent.name)


def _backups_in(folder: Path) -> Iterator[Path]:
    """Whatever may be one, by whatever name; what 从备份找回 set aside, or somebody tidied into a folder, as well."""
    for pattern in ("*.db", "*/*.db"):
        yield from (file for file in folder.glob(pattern) if file.name.lower() != _NOT_A_BACKUP and _holds(file))


def _holds(file: Path) -> bool:
    return file.is_file() and not file.name.startswith(".") and file.stat().st_size > 0


def _plain_and_own(store: Store, key: bytes) -> Iterator[tuple[Path, Path]]:
    """What each photo of the database is called without a lock, and with its own."""
    for sha256, suffix in store.sql("SELECT sha256, suffix FROM stored_file"):
        yield photos.name_of(sha256, suffix, None), photos.name_of(sha256, suffix, key)


def _names(reading: Reading, key: bytes | None) -> set[Path]:
    if not reading.value("SELECT 1 FROM sqlite_master WHERE name = 'stored_file'"):
        # Another program's.
        return set()
    rows = reading.sql("SELECT sha256, suffix FROM stored_file")
    return {photos.name_of(sha256, suffix, key) for sha256, suffix in rows}
