# SPDX-License-Identifier: GPL-3.0-or-later
"""从备份找回: put a backup in the place of the live database, keeping what is there now.

Works where the database is missing, empty or damaged. Imports no feature but for replaying erasures, which the
caller passes in.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hongyun_desktop.core.clock import Clock, SystemClock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, keys, opening, photos, thumbnails
from hongyun_desktop.core.store.claiming import claim, share
from hongyun_desktop.core.store.database import connect, copy_pages, engine, full_or, is_plain, looking, translated
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.frozen_class import frozen


@frozen
class Restored:
    """What a restoration did: where the state before it was kept (None: there was none), erasures replayed.

    is_encrypted: whether what is there now is. has_present_passphrase: whether it still opens by what opened the
    state before it (else by what opened the backup). photos_missing: how many were neither beside the database nor
    beside the backup. present_was_read: whether erasures since the backup could be told at all.
    """

    kept: Path | None
    erased_again: int
    is_encrypted: bool = False
    has_present_passphrase: bool = False
    photos_missing: int = 0
    present_was_read: bool = True


@frozen
class _Present:
    """What the database being replaced knows that an older backup can't: who was erased, which ids were given.

    key: what opened it.
    """

    erasures: tuple[tuple[int, str], ...] = ()
    last_resident_id: int = 0
    key: bytes | None = None
    was_read: bool = False


def restore(
    path: Path,
    file: Path,
    erase: Callable[[Store, int], object],
    key: bytes | None = None,
    *,
    clock: Clock | None = None,
    present_key: bytes | None = None,
) -> Restored:
    """Put a verified backup in the place of the database at `path`, brought up to date and with erasures replayed.

    erase: blanks one resident again (`roster.erasure.erase`), for those erased after the backup was made. key: the
    backup's, from `keys.unlock(file, typed)`. present_key: of the database that is replaced, where it is known; where
    both are one, its passphrase stays, else the backup's key file comes with it.
    Nothing of the present state changes before the new one is whole.
    Raises: StorageProblem("backup_missing"), ("backup_not_verified"), ("backup_key_file_missing"),
    ("database_key_needed"), ("database_newer"),
    ("database_in_use"), ("disk_full"), ("folder_not_writable").
    """
    clock, path = clock or SystemClock(), path.absolute()
    check_backup(file, key)
    release = claim(path, "restore", clock)
    try:
        present = _read_present(path, [present_key, key])
        with _staged(path, file, key) as copy:
            with opening.open_store(copy, key, clock=clock, program="restore") as store:
                erased_again = _replay(store, present, erase)
                missing = _bring_photos(store, path, file)
                # Closing would fold the log in as well, but keep to itself what the disk refused; the file goes alone.
                store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
            share(copy)
            backup.sync_file(copy)
            kept = backup.set_aside(path, clock)
            thumbnails.forget_all(path)
            same_key = _replace(path, copy, file, key, present)
        return Restored(kept, erased_again, key is not None, same_key, missing, present.was_read)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error
    finally:
        release()


def check_backup(file: Path, key: bytes | None) -> None:
    """Do nothing for a whole backup. Raises: StorageProblem("backup_missing"), ("backup_not_verified"),
    ("backup_key_file_missing"), ("database_newer"), ("database_key_needed"), ("database_key_wrong")."""
    if not file.is_file():
        raise StorageProblem("backup_missing", file=file.name)
    if key is None and keys.may_lack_key_file(file):
        raise StorageProblem("backup_key_file_missing", file=file.name, key_file=keys.file_of(file).name)
    try:
        opening.examine(file, key)
        backup.verify(file, key)
    except StorageProblem as error:
        if error.code in ("database_newer", "database_key_needed", "database_key_wrong"):
            raise
        raise StorageProblem("backup_not_verified", file=file.name) from error


def _read_present(path: Path, known: Sequence[bytes | None]) -> _Present:
    """What the database as it is knows; nothing where it can't be read any more, or by none of the keys."""
    if not path.exists() or path.stat().st_size == 0:
        return _Present(was_read=True)
    for key in [None] if is_plain(path) else [key for key in known if key is not None]:
        try:
            _fold_log(path, key)
            with looking(path, key) as connection:
                erasures = connection.execute("SELECT resident_id, erased_at FROM erasure ORDER BY id").fetchall()
                last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'resident'").fetchone()
        except engine.Error:
            continue
        return _Present(tuple(erasures), last[0] if last else 0, key, was_read=True)
    return _Present()


def _fold_log(path: Path, key: bytes | None) -> None:
    """Without a log beside it, a database is replaced in one step that no kill can split."""
    try:
        opening.examine(path, key)
        connect(path, key).close()
    except (StorageProblem, engine.Error):
        # Damaged or not ours: it is kept as it is.
        return


def _bring_photos(store: Store, path: Path, file: Path) -> int:
    """Copy in what the backup's photos lack here, before anything is replaced; how many are nowhere."""
    missing = 0
    for sha256, suffix in store.sql("SELECT sha256, suffix FROM stored_file ORDER BY id"):
        name = photos.name_of(sha256, suffix, store.database.key)
        here, there = photos.folder_of(path) / name, backup.photo_folder_of(file.parent) / name
        if photos.digest_of(here, store.database.key) == sha256:
            continue
        if photos.digest_of(there, store.database.key) != sha256:
            missing += 1
            continue
        here.unlink(missing_ok=True)
        photos.copy_once(there, here)
    return missing


def _replace(path: Path, copy: Path, file: Path, key: bytes | None, present: _Present) -> bool:
    """Put copy and key file in place, so that whichever database a kill leaves has its own beside it; whether the
    present passphrase stays."""
    if key is not None and present.key == key and keys.file_of(path).exists():
        backup.put_in_place(copy, path)
        return True
    theirs = keys.file_of(file)
    if key is not None and theirs.exists():
        # Beside the present one's key until the database has changed: `keys.settle` keeps that which opens it.
        write_whole(keys.next_file_of(path), theirs.read_bytes())
        share(keys.next_file_of(path))
        backup.sync_folder(path.parent)
    backup.put_in_place(copy, path)
    if key is None:
        keys.file_of(path).unlink(missing_ok=True)
    else:
        keys.settle(path, key)
    return False


@contextmanager
def _staged(path: Path, file: Path, key: bytes | None) -> Iterator[Path]:
    """A copy of the backup in a folder of its own beside the database, which goes when all is done."""
    folder = path.with_name(path.name + ".restoring")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        copy = folder / path.name
        with translated(path), looking(file, key) as source:
            copy_pages(path, source, copy, key)
        if keys.file_of(file).exists():
            shutil.copyfile(keys.file_of(file), keys.file_of(copy))
        backup.verify(copy, key)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replay(store: Store, present: _Present, erase: Callable[[Store, int], object]) -> int:
    # Whoever restores has been asked; the operators of the backup may be others, and its desk locked.
    entries, head = store.ledger_head
    with store.by_program():
        erased_again = _erase_again(store, present, erase)
        with store.unit("restored", entries=entries, head=head, erased_again=erased_again) as unit:
            unit.irreversible()
    return erased_again


def _erase_again(store: Store, present: _Present, erase: Callable[[Store, int], object]) -> int:
    known = {row[0] for row in store.sql("SELECT resident_id FROM erasure")}
    here = {row[0] for row in store.sql("SELECT id FROM resident")}
    again = [resident_id for resident_id, _ in present.erasures if resident_id not in known]
    for resident_id in again:
        if resident_id in here:
            erase(store, resident_id)
    with store.unit("erasures_kept", count=len(again)) as unit:
        for resident_id, erased_at in present.erasures:
            unit.execute(
                "INSERT OR IGNORE INTO erasure(resident_id, erased_at) VALUES (?, ?)", (resident_id, erased_at)
            )
        # A number given after the backup was made must not be given to somebody else.
        unit.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'resident'", (present.last_resident_id,)
        )
        unit.irreversible()
    return len([resident_id for resident_id in again if resident_id in here])
