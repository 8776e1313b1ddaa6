# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos and scans beside the database, named by their SHA-256: a row never stands without its file.

Imports no feature.
"""

import hashlib
import os
from pathlib import Path

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store.backup import sync_folder
from hongyun_desktop.core.store.database import full_or
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import StoredFile

_BLOCK_BYTES = 1 << 20


def folder_of(store: Store) -> Path:
    """Where a store's files lie."""
    return store.path.with_name(store.path.name + ".files")


def path_of(store: Store, sha256: str, suffix: str) -> Path:
    """The place of one file; its first two digits are a folder, so that none grows too long."""
    return folder_of(store) / sha256[:2] / f"{sha256}{suffix}"


def add(store: Store, source: Path) -> Changed:
    """Copy a file in, make sure that it is on the disk, and only then write its row; a second copy is one row.

    Changed.params: file_id, sha256. Raises: StorageProblem("file_not_readable"), ("disk_full").
    """
    folder = folder_of(store)
    temporary = folder / f".{os.getpid()}.part"
    suffix = source.suffix.lower()
    try:
        folder.mkdir(exist_ok=True)
        sha256, size_bytes = _copy_and_hash(source, temporary)
        known = store.find(StoredFile.select().where(StoredFile.sha256 == sha256))
        _put_in_place(temporary, path_of(store, sha256, known.suffix if known else suffix))
    except OSError as error:
        raise full_or(error, source, StorageProblem("file_not_readable", file=source.name)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return _write_row(store, sha256, suffix, size_bytes)


def _put_in_place(temporary: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    temporary.replace(target)
    # Folders are synced from the file upwards: a new one is a name in the folder above it.
    for folder in (target.parent, target.parent.parent):
        sync_folder(folder)


def _copy_and_hash(source: Path, target: Path) -> tuple[str, int]:
    digest, size_bytes = hashlib.sha256(), 0
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK_BYTES):
            digest.update(block)
            size_bytes += writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest(), size_bytes


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
    return [row.sha256 for row in rows if _hash(path_of(store, row.sha256, row.suffix)) != row.sha256]


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
