# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos and scans beside the database, named by their SHA-256: a row never stands without its file.

Imports no feature.
"""

import hashlib
import os
from pathlib import Path

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import photos
from hongyun_desktop.core.store.database import full_or
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import StoredFile


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


def add(store: Store, source: Path) -> Changed:
    """Copy a file in, make sure that it is on the disk, and only then write its row; a second copy is one row.

    Changed.params: file_id, sha256. Raises: StorageProblem("file_not_readable"), ("disk_full").
    """
    folder = folder_of(store)
    temporary = folder / f".{os.getpid()}.part"
    suffix = source.suffix.lower()
    try:
        folder.mkdir(exist_ok=True)
        sha256, size_bytes = photos.write(source, temporary, store.database.key)
        known = store.find(StoredFile.select().where(StoredFile.sha256 == sha256))
        photos.put_in_place(temporary, path_of(store, sha256, known.suffix if known else suffix))
    except OSError as error:
        raise full_or(error, source, StorageProblem("file_not_readable", file=source.name)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return _write_row(store, sha256, suffix, size_bytes)


def _write_row(store: Store, sha256: str, suffix: str, size_bytes: int) -> Changed:
    with store.unit("file_added", sha256=sha256) as unit:
        known = store.find(StoredFile.select().where(StoredFile.sha256 == sha256))
        file_id = (
            known.id
            if known
            else unit.insert(
                StoredFile, sha256=sha256, suffix=suffix, size_bytes=size_bytes, added_at=store.clock.now().isoformat()
            )
        )
        return unit.changed(Topic.FILES, file_id=file_id)


def damaged(store: Store) -> list[str]:
    """SHA-256 of each file that is missing or is not what it was, in the order they were added."""
    rows = store.fetch(StoredFile.select().order_by(StoredFile.id))
    return [
        row.sha256
        for row in rows
        if photos.digest_of(path_of(store, row.sha256, row.suffix), store.database.key) != row.sha256
    ]
