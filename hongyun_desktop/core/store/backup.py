# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies that are known to be whole before they count, and the way back from one.

A live file is never copied as a file (commits still in the write-ahead log would be lost) and never restored
beside an old log (its rows would come back). A copy of an encrypted database is accompanied by its key file; photos
lie beside the copies of a folder, each of them once.
"""

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store import keys, photos, photos_beside, sealed_pages
from hongyun_desktop.core.store.database import LOG_SUFFIXES, copy_pages, engine, full_or, looking
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.syncing import sync_file, sync_folder
from hongyun_desktop.frozen_class import frozen


@frozen
class Backup:
    """A verified copy: its file, and the ledger it holds (entries, hash of the last in hex)."""

    file: Path
    entries: int
    head: str


def folder_of(path: Path) -> Path:
    """Where the program's own copies of a database go: 备份 beside it."""
    return path.with_name("备份")


def photo_folder_of(folder: Path) -> Path:
    """Where the photos of a folder's backups lie: 照片 beside them."""
    return folder / "照片"


def remove(file: Path) -> None:
    """Remove a backup with its key file; photos are left to `backups.photo_thinning`. Raises: OSError."""
    file.unlink(missing_ok=True)
    keys.file_of(file).unlink(missing_ok=True)


def back_up(store: Store, folder: Path, *, label: str = "") -> Backup:
    """Copy the store into a folder (a stick, say) and verify the copy.

    Raises: StorageProblem("folder_not_writable"), ("disk_full"), ("backup_not_verified"), Refused("read_only_rescue").
    """
    if store.rescued:
        raise Refused("read_only_rescue")
    connection = store.database.connection()
    with photos_beside.turn_at(folder, photos_beside.PATIENCE_S):
        return copy_verified(
            connection, store.path, store.database.key, folder, store.clock, label,
            pages=store.database.pages(), with_photos=True,
        )  # fmt: skip


def copy_verified(
    connection: Any,
    path: Path,
    key: bytes | None,
    folder: Path,
    clock: Clock,
    label: str,
    *,
    pages: BinaryIO | None = None,
    with_photos: bool = False,
) -> Backup:
    """Copy all pages in one go to a temporary name, reopen, check, sync, and only then give the copy its name.

    pages: see `database.copy_pages`. Raises: those of `back_up`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_left_over(folder, path)
        temporary = folder / f".{path.stem}-{os.getpid()}.part"
        try:
            temporary.touch()
            copy_pages(path, connection, temporary, key, pages)
            entries, head = _verify_while_syncing(temporary, key)
            if with_photos:
                _copy_photos(connection, path, key, photo_folder_of(folder))
            target = _free_name(folder, f"{path.stem}-{clock.now():%Y%m%d-%H%M%S}-{label or head[:8]}")
            if key is not None:
                # Before the copy has its name: one without its key file would be worth nothing.
                _copy_key_file(path, target)
            temporary.replace(target)
            sync_folder(folder)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=folder.name)) from error
    return Backup(target, entries, head)


def _copy_photos(connection: Any, path: Path, key: bytes | None, target: Path) -> None:
    """Those that are missing are no reason to have no backup: `integrity` names them."""
    for sha256, suffix in connection.execute("SELECT sha256, suffix FROM stored_file ORDER BY id").fetchall():
        name = photos.name_of(sha256, suffix, key)
        if (photos.folder_of(path) / name).is_file():
            photos.copy_once(photos.folder_of(path) / name, target / name)


def _copy_key_file(path: Path, target: Path) -> None:
    # A key without a key file is a test's or a tool's; whoever has it needs no file.
    if keys.file_of(path).is_file():
        shutil.copyfile(keys.file_of(path), keys.file_of(target))
        sync_file(keys.file_of(target))


def _verify_while_syncing(file: Path, key: bytes | None) -> tuple[int, str]:
    # The check reads what the disk is still writing down: one after the other would cost a sixth more.
    with ThreadPoolExecutor(1) as pool:
        synced = pool.submit(sync_file, file)
        found = verify(file, key)
        synced.result()
    return found


def left_over(folder: Path, path: Path) -> list[Path]:
    """What killed processes began to write there for this database, not for one whose name begins alike."""
    mine = re.compile(rf"\.{re.escape(path.stem)}-(\d+|\d{{8}}-\d{{6}}-.*)\.part(-\w+)?")
    return [file for file in folder.iterdir() if mine.fullmatch(file.name)]


def _remove_left_over(folder: Path, path: Path) -> None:
    """A copy that a killed process began is as large as the database and of no use."""
    for file in left_over(folder, path):
        file.unlink()


def _free_name(folder: Path, stem: str) -> Path:
    target, number = folder / f"{stem}.db", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    return target


def verify(file: Path, key: bytes | None) -> tuple[int, str]:
    """Reopen a copy and check every page and row and the ledger's head; entries and head hash in hex.

    References are left to `integrity`: one that is broken was broken before, and a copy is needed all the more.
    Raises: StorageProblem("backup_not_verified", file).
    """
    try:
        with looking(file, key) as copy:
            sound = _pages_sound(copy, file, key)
            entries, head = copy.execute("SELECT entries, hash FROM chain_head").fetchone()
            last = copy.execute("SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1").fetchone() or (0, bytes(32))
    except engine.DatabaseError as error:
        raise StorageProblem("backup_not_verified", file=file.name) from error
    if not (sound and (entries, head) == last):
        raise StorageProblem("backup_not_verified", file=file.name)
    return entries, head.hex()


def _pages_sound(copy: Any, file: Path, key: bytes | None) -> bool:
    if key is not None:
        return sealed_pages.tables_sound(file, key, copy)
    return copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"


def set_aside(path: Path, clock: Clock) -> Path | None:
    """Give the present database, its log and its key file, whatever their state, second names in a folder of their own.

    The first name stays: a kill leaves the pair whole in one of the two places. None where there is neither.
    """
    parts = (path, path.with_name(path.name + "-wal"), keys.file_of(path))
    present = [file for file in parts if file.exists()]
    if not present:
        return None
    folder = _free_folder(folder_of(path) / f"找回前-{clock.now():%Y%m%d-%H%M%S}")
    folder.mkdir(parents=True)
    for file in present:
        try:
            (folder / file.name).hardlink_to(file)
        except OSError:
            # A stick's file system knows no second names.
            shutil.copy2(file, folder / file.name)
            sync_file(folder / file.name)
    sync_folder(folder)
    return folder / present[0].name


def put_in_place(file: Path, path: Path) -> None:
    """Let a whole file be the database; the log of the one before goes first, or it would be read into this one."""
    logs = [path.with_name(path.name + suffix) for suffix in LOG_SUFFIXES]
    if any(log.exists() for log in logs):
        # The database before its log: one that is missing is noticed at the next start, one without its log is not.
        path.unlink(missing_ok=True)
        for log in logs:
            log.unlink(missing_ok=True)
    file.replace(path)
    sync_folder(path.parent)


def _free_folder(folder: Path) -> Path:
    free, number = folder, 1
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
