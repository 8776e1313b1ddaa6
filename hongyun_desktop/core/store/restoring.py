# SPDX-License-Identifier: GPL-3.0-or-later
"""从备份找回: put a backup in the place of the live database, keeping what is there now.

Works where the database is missing, empty or damaged. Imports no feature but for replaying erasures, which the
caller passes in.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hongyun_desktop.core.clock import Clock, SystemClock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, opening
from hongyun_desktop.core.store.claiming import claim, share
from hongyun_desktop.core.store.database import connect, copy_pages, engine, full_or, looking, translated
from hongyun_desktop.core.store.store import Store


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did: where the state before it was kept (None: there was none), erasures replayed."""

    kept: Path | None
    erased_again: int


@dataclass(frozen=True, slots=True)
class _Present:
    """What the database being replaced knows that an older backup can't: who was erased, which ids were given."""

    erasures: tuple[tuple[int, str], ...] = ()
    last_resident_id: int = 0


def restore(
    path: Path,
    file: Path,
    erase: Callable[[Store, int], object],
    key: bytes | None = None,
    *,
    clock: Clock | None = None,
) -> Restored:
    """Put a verified backup in the place of the database at `path`, brought up to date and with erasures replayed.

    erase: blanks one resident again (`roster.erasure.erase`), for those erased after the backup was made.
    Nothing of the present state changes before the new one is whole.
    Raises: StorageProblem("backup_missing"), ("backup_not_verified"), ("database_newer"), ("database_in_use"),
    ("disk_full"), ("folder_not_writable").
    """
    clock, path = clock or SystemClock(), path.absolute()
    check_backup(file, key)
    release = claim(path, "restore", clock)
    try:
        _fold_log(path, key)
        present = _read_present(path, key)
        with _staged(path, file, key) as copy:
            with opening.open_store(copy, key, clock=clock, program="restore") as store:
                erased_again = _replay(store, present, erase)
            share(copy)
            backup.sync_file(copy)
            kept = backup.set_aside(path, clock)
            backup.put_in_place(copy, path)
        return Restored(kept, erased_again)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error
    finally:
        release()


def check_backup(file: Path, key: bytes | None) -> None:
    """Do nothing for a whole backup. Raises: StorageProblem("backup_missing"), ("backup_not_verified"),
    ("database_newer")."""
    if not file.is_file():
        raise StorageProblem("backup_missing", file=file.name)
    try:
        opening.examine(file, key)
        backup.verify(file, key)
    except StorageProblem as error:
        if error.code == "database_newer":
            raise
        raise StorageProblem("backup_not_verified", file=file.name) from error


def _read_present(path: Path, key: bytes | None) -> _Present:
    """What the database as it is knows; nothing where it can't be read any more."""
    if not path.exists() or path.stat().st_size == 0:
        return _Present()
    try:
        with looking(path, key) as connection:
            erasures = connection.execute("SELECT resident_id, erased_at FROM erasure ORDER BY id").fetchall()
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'resident'").fetchone()
    except engine.Error:
        return _Present()
    return _Present(tuple(erasures), last[0] if last else 0)


def _fold_log(path: Path, key: bytes | None) -> None:
    """Without a log beside it, a database is replaced in one step that no kill can split."""
    if not path.exists():
        return
    try:
        opening.examine(path, key)
        connect(path, key).close()
    except (StorageProblem, engine.Error):
        # Damaged or not ours: it is kept as it is.
        return


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
        backup.verify(copy, key)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replay(store: Store, present: _Present, erase: Callable[[Store, int], object]) -> int:
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
