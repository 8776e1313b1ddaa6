# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos beside the backups of a folder: those may go that neither the database nor any backup there names.

What can't be read may name any of them, so nothing goes then. Files that do not look like photos are nobody's here.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hongyun_desktop.core.backups.remembering import Place, place_of
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, photos, photos_beside
from hongyun_desktop.core.store.database import engine, is_plain
from hongyun_desktop.core.store.reading import look_at
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.syncing import sync_folder


def thin(store: Store, folder: Path) -> list[Path]:
    """Remove the photos of a folder that nothing names any more; those removed. What the disk refuses stays.

    Each look goes by what lies there now, so that a kill at any moment leaves at most photos for the next one. Where
    another copy is being made there now, none go: it finds photos lying there and has no name yet.
    """
    if place_of(folder, store.path) in (Place.SHARE, Place.CLOUD):
        # Another computer may be bringing photos there whose backup has no name yet.
        return []
    with photos_beside.turn_at(folder, patience_s=0) as is_ours:
        return _remove(folder, superfluous(store, folder)) if is_ours else []


def _remove(folder: Path, found: list[Path]) -> list[Path]:
    gone: list[Path] = []
    if not found:
        return gone
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
        lying = {file.relative_to(place) for file in photos_beside.lying_in(place)}
        spare = lying - photos_beside.named_by(store, key)
        if key is not None and spare:
            # From before the lock; where no sealed copy came, the database has none, and mends from the plain one.
            spare -= {plain for plain, own in _plain_and_own(store, key) if own not in lying}
        if any(folder.glob(".*.part")):
            # Whoever could not wait for a turn brings photos first and has a name last: asked for before the names.
            return []
        for file in _backups_in(folder) if spare else ():
            if file.samefile(store.path):
                # Looked at already, and a second handle would drop this process's locks as it closes.
                continue
            own_key = None if is_plain(file) else key
            with look_at(file, own_key) as copy:
                spare -= photos_beside.named_by(copy, own_key)
    except (OSError, StorageProblem, engine.Error):
        return []
    return sorted(place / name for name in spare)


def _backups_in(folder: Path) -> Iterator[Path]:
    """Whatever may be one, by whatever name; what 从备份找回 set aside, or somebody tidied into a folder, as well."""
    for pattern in ("*.db", "*/*.db"):
        yield from filter(photos_beside.may_hold_a_database, folder.glob(pattern))


def _plain_and_own(store: Store, key: bytes) -> Iterator[tuple[Path, Path]]:
    """What each photo of the database is called without a lock, and with its own."""
    for sha256, suffix in store.sql("SELECT sha256, suffix FROM stored_file"):
        yield photos.name_of(sha256, suffix, None), photos.name_of(sha256, suffix, key)
