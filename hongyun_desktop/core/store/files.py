# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos and scans beside the database, named by their SHA-256: a row never stands without its file.

Imports no feature.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import photos
from hongyun_desktop.core.store.database import full_or
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import StoredFile
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


def folder_of(store: Store) -> Path:
    """Where a store's files lie."""
    return photos.folder_of(store.path)


def path_of(store: Store, sha256: str, suffix: str) -> Path:
    """The place of one file; sealed, under another name, where the database is encrypted."""
    return folder_of(store) / photos.name_of(sha256, suffix, store.database.key)


def read(store: Store, sha256: str, suffix: str) -> bytes:
    """A photo's own bytes, in memory only.

    Raises: StorageProblem("photo_damaged", file) where it is missing or is not what was added.
    """
    path = path_of(store, sha256, suffix)
    try:
        content = b"".join(photos.read(path, store.database.key))
    except OSError as error:
        raise StorageProblem("photo_damaged", file=path.name) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StorageProblem("photo_damaged", file=path.name)
    return content


@frozen
class Brought:
    """A file that is on the disk beside the database, and may have no row yet; is_new: whether it was not there."""

    sha256: str
    suffix: str
    size_bytes: int
    is_new: bool


def bring_in(store: Store, source: Path, suffix: str = "") -> Brought:
    """Copy a file in and make sure that it is on the disk; `put_row` is to follow.

    suffix: what its content says; empty for the suffix of its name. A file that is known already keeps its first one.
    Raises: StorageProblem("file_not_readable", file), ("disk_full").
    """
    folder = folder_of(store)
    temporary = folder / f".{os.getpid()}.part"
    try:
        folder.mkdir(exist_ok=True)
        sha256, size_bytes = photos.write(source, temporary, store.database.key)
        known = store.value("SELECT suffix FROM stored_file WHERE sha256 = ?", (sha256,))
        kept = known if known is not None else suffix or source.suffix.lower()
        target = path_of(store, sha256, kept)
        is_new = not target.exists()
        photos.put_in_place(temporary, target)
    except OSError as error:
        raise full_or(error, source, StorageProblem("file_not_readable", file=source.name)) from error
    finally:
        # Usually it has its name by now; what a disk will not let go of is hidden and nobody's photo.
        with suppress(OSError):
            temporary.unlink()
    return Brought(sha256, kept, size_bytes, is_new)


def let_go(store: Store, brought: Brought) -> None:
    """Take a file away that was brought in and is not wanted after all; `put_row` must not have been tried.

    One that was there before stays: undo may want it. What the disk refuses is left to `check`.
    """
    known = store.value("SELECT count(*) FROM stored_file WHERE sha256 = ?", (brought.sha256,))
    if brought.is_new and not known:
        with suppress(OSError):
            path_of(store, brought.sha256, brought.suffix).unlink()


def put_row(unit: Unit, brought: Brought) -> int:
    """The id of a file's row, written now unless it is known."""
    known = unit.store.value("SELECT id FROM stored_file WHERE sha256 = ?", (brought.sha256,))
    if known is not None:
        return known
    at = unit.store.clock.now().isoformat()
    return unit.insert(
        StoredFile, sha256=brought.sha256, suffix=brought.suffix, size_bytes=brought.size_bytes, added_at=at
    )


def add(store: Store, source: Path) -> Changed:
    """Copy a file in and only then write its row; a second copy is one row.

    Changed.params: file_id, sha256. Raises: those of `bring_in`.
    """
    brought = bring_in(store, source)
    with store.unit("file_added", sha256=brought.sha256) as unit:
        return unit.changed(Topic.FILES, file_id=put_row(unit, brought))


def damaged(store: Store) -> list[str]:
    """SHA-256 of each file that is missing or is not what it was, in the order they were added."""
    rows = store.fetch(StoredFile.select().order_by(StoredFile.id))
    return [
        row.sha256
        for row in rows
        if photos.digest_of(path_of(store, row.sha256, row.suffix), store.database.key) != row.sha256
    ]
