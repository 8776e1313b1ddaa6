# SPDX-License-Identifier: GPL-3.0-or-later
"""From a path to a store in use, or one clear reason why not; a file that can't be used is left as it was.

The order is fixed: folder, lock, presence, header, schema number, quick_check, backup, migration, triggers. After a
close in order quick_check may come later (`check_pages`): it reads the whole file, the rest next to nothing. What only
a new, an older or an encrypted file needs is imported when one is met.
"""

import errno
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hongyun_desktop.core.clock import Clock, SystemClock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import change_plan, clean_close, migrations, triggers
from hongyun_desktop.core.store.claiming import claim
from hongyun_desktop.core.store.database import PLAIN_HEADER, Database, engine, full_or, looking, translated
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_TELL_EVERY_STEPS = 10_000


@frozen
class NewDatabase:
    """What only the making of a database may say: the demo's marker and its fixed secret, an encrypted one's keys."""

    is_demo: bool = False
    secret: bytes | None = None
    database_id: str = ""
    key_file: bytes | None = None


def open_store(
    path: Path,
    key: bytes | None = None,
    *,
    clock: Clock | None = None,
    create: bool = False,
    new: NewDatabase | None = None,
    program: str = "",
    check_later: bool = False,
) -> Store:
    """Open the database at `path`, migrating it after a verified backup; a new path makes a new database.

    key: 32 raw bytes where the file is encrypted. create: an empty database may take the place of one that was
    opened here before and is gone. program: how this process is named to a second one that finds it locked.
    check_later: the caller will `check_pages` beside the work wherever `Store.pages_checked` is False, which is
    only after a close in order and with no migration due.
    Raises: Refused("folder_…") for shared, synchronised and removable folders; StorageProblem
    "database_in_use" (who), "database_missing", "database_empty_file", "database_damaged", "database_newer",
    "database_not_ours", "database_read_only", "database_not_readable", "database_key_needed", "database_key_wrong",
    "database_key_file_missing", "database_busy", "folder_not_writable", "disk_full", "migration_lost_rows",
    "triggers_missing".
    """
    path = path.absolute()
    clock = clock or SystemClock()
    release = claim(path, program, clock)
    try:
        in_order = clean_close.stands(path)
        if not path.exists():
            _refuse_missing(path, create=create)
            _make(path, key, clock, new or NewDatabase())
        refuse_read_only(path)
        version, checked = examine(path, key, pages=not (check_later and in_order))
        clean_close.forget(path)
        _settle(path, key, clock)
        _migrate(path, key, clock, version)
        store = _use(path, key, clock, release)
        store.pages_checked = checked
        return store
    except BaseException:
        release()
        raise


def check_pages(store: Store, tell: Callable[[int, int], object]) -> None:
    """Look through every page of an open store whose check was put off; on any thread that has a connection.

    tell: called now and then with (0, 0); what it raises ends the look, and nothing is known.
    Raises: StorageProblem("database_damaged"): no more should be written.
    """
    connection = store.database.connection()
    connection.set_progress_handler(lambda: tell(0, 0), _TELL_EVERY_STEPS)
    try:
        with translated(store.path):
            _refuse_damaged_pages(connection, store.path)
    except engine.OperationalError:
        # The engine keeps to itself what a handler raised.
        tell(0, 0)
        raise
    finally:
        connection.set_progress_handler(None, 0)
    store.pages_checked = True


def marker_of(path: Path) -> Path:
    """The file that remembers that a database was opened here, so that its loss is noticed."""
    return path.with_name(path.name + ".opened")


def _refuse_missing(path: Path, *, create: bool) -> None:
    if marker_of(path).exists() and not create:
        raise StorageProblem("database_missing", file=path.name)


def _make(path: Path, key: bytes | None, clock: Clock, new: NewDatabase) -> None:
    from hongyun_desktop.core.store import making

    making.make(path, key, clock, new)


def _settle(path: Path, key: bytes | None, clock: Clock) -> None:
    if key is not None or change_plan.work_folder_of(path).exists():
        from hongyun_desktop.core.store import settling

        settling.settle(path, key, clock)


def _migrate(path: Path, key: bytes | None, clock: Clock, version: int) -> None:
    if version < migrations.LATEST:
        from hongyun_desktop.core.store import migrating

        migrating.migrate(path, key, clock)


def refuse_read_only(path: Path) -> None:
    """Raises: StorageProblem("database_read_only"), ("database_not_readable")."""
    try:
        # The mode bit is asked as well: an administrator may write where the owner said read-only.
        if not path.stat().st_mode & stat.S_IWUSR:
            raise StorageProblem("database_read_only", file=path.name)
        with path.open("r+b"):
            pass
    except OSError as error:
        read_only = error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}
        code = "database_read_only" if read_only else "database_not_readable"
        raise StorageProblem(code, file=path.name) from error


def examine(path: Path, key: bytes | None, *, pages: bool = True) -> tuple[int, bool]:
    """Look without writing: a file that fails here has not been touched. Its schema, and whether every page was read.

    pages: False leaves them out, unless the file is to be migrated.

    Raises: StorageProblem("database_…") for an empty, damaged, newer or other application's file or a wrong key.
    """
    header = _read_header(path)
    if not header:
        raise StorageProblem("database_empty_file", file=path.name)
    if key is None and header != PLAIN_HEADER:
        raise _not_plain(path)
    with translated(path), looking(path, key) as connection:
        if key is not None:
            _unlock(connection, path)
        try:
            return _refuse_unsound(connection, path, pages=pages)
        except engine.DatabaseError as error:
            # What the engine can't read here, short of a lock, is a page that is not what it was written as.
            if "locked" in str(error):
                raise
            raise StorageProblem("database_damaged", file=path.name) from error


def _not_plain(path: Path) -> StorageProblem:
    from hongyun_desktop.core.store import keys

    if keys.may_lack_key_file(path):
        return StorageProblem("database_key_file_missing", file=path.name, key_file=keys.file_of(path).name)
    return StorageProblem("database_key_needed" if keys.is_encrypted(path) else "database_damaged", file=path.name)


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise StorageProblem("database_not_readable", file=path.name) from error


def _unlock(connection: Any, path: Path) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.DatabaseError as error:
        if "not a database" in str(error):
            raise StorageProblem("database_key_wrong", file=path.name) from error
        raise


def _refuse_unsound(connection: Any, path: Path, *, pages: bool) -> tuple[int, bool]:
    if connection.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise StorageProblem("database_not_ours", file=path.name)
    version, latest = connection.execute("PRAGMA user_version").fetchone()[0], migrations.LATEST
    if version > latest:
        raise StorageProblem("database_newer", file=path.name, version=version, latest=latest)
    if not pages and version == latest:
        return version, False
    _refuse_damaged_pages(connection, path)
    return version, True


def _refuse_damaged_pages(connection: Any, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StorageProblem("database_damaged", file=path.name)


def _use(path: Path, key: bytes | None, clock: Clock, release: Callable[[], None]) -> Store:
    database = Database(path, key)
    with translated(path):
        database.connect()
        try:
            triggers.assert_triggers(database.connection(), path)
            _mark(path, database.connection().execute("SELECT database_id FROM meta").fetchone()[0])
            return Store(database, clock, release)
        except BaseException:
            database.close()
            raise


def _mark(path: Path, database_id: str) -> None:
    marker = marker_of(path)
    try:
        if not marker.exists():
            marker.write_text(database_id, encoding="ascii")
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error
