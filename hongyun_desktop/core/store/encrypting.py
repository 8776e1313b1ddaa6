# SPDX-License-Identifier: GPL-3.0-or-later
"""Turning encryption on or off for a database that is not open: one step, checked row by row, that a kill can't split.

The other state is made whole in a folder of its own and compared with what is there; then it takes the place of the
database by one renaming. `settling` does what is left, here or at the next opening. Imports no feature.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from hongyun_desktop.core.clock import Clock, SystemClock
from hongyun_desktop.core.errors import AppError, Refused, StorageProblem
from hongyun_desktop.core.store import (
    backup,
    change_plan,
    clean_close,
    key_sealing,
    keys,
    making,
    opening,
    photos,
    settling,
    thumbnails,
)
from hongyun_desktop.core.store.change_plan import Plan
from hongyun_desktop.core.store.claiming import claim, share
from hongyun_desktop.core.store.database import LOG_SUFFIXES, connect, engine, full_or, is_plain, looking, translated
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.syncing import second_name, sync_file

_PROGRAM = "encryption"
_ROWS_AT_ONCE = 2000
# Virtual tables have no rows of their own; those that hold theirs are among the tables.
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def create(
    path: Path, passphrase: str, *, clock: Clock | None = None, create: bool = False, program: str = ""
) -> tuple[Store, str]:
    """Make and open a new encrypted database; the store, and the recovery key to be printed: shown once.

    Raises: Invalid("passphrase_too_short"), ("passphrase_too_simple"), Refused("file_exists", file), those of
    `opening.open_store`.
    """
    if path.exists():
        raise Refused("file_exists", file=path.name)
    new_keys = key_sealing.make_keys(database_id := making.new_database_id(), passphrase, clock)
    new = opening.NewDatabase(database_id=database_id, key_file=new_keys.file_content)
    store = opening.open_store(path, new_keys.data_key, clock=clock, create=create, new=new, program=program)
    return store, new_keys.recovery_text


def encrypt(path: Path, passphrase: str, clock: Clock | None = None) -> str:
    """Encrypt a plain database with its photos; the recovery key to be printed: shown once.

    Plain backups beside it are overwritten and removed once an encrypted one was made and verified; those elsewhere
    are for `settling.plain_copies` to find. Raises: Refused("already_encrypted"), those of
    `key_sealing.check_passphrase`, StorageProblem("database_in_use"), ("encryption_not_verified"), ("disk_full"),
    ("folder_not_writable"), those of `opening.examine`; each leaves the plain database as it was.
    """
    clock, path = clock or SystemClock(), path.absolute()
    key_sealing.check_passphrase(passphrase)
    with _claimed(path, clock):
        if keys.is_encrypted(path):
            raise Refused("already_encrypted", file=path.name)
        database_id = _prepare(path, None, clock)
        made = key_sealing.make_keys(database_id, passphrase, clock)

        def put_key() -> None:
            keys.write_file(path, made.file_content)

        _change(path, None, made.data_key, clock, put_key)
    return made.recovery_text


def decrypt(path: Path, key: bytes, clock: Clock | None = None) -> None:
    """Take the encryption off a database and its photos; its encrypted backups keep theirs.

    key: from `keys.unlock`. Raises: Refused("not_encrypted"), StorageProblem("database_key_wrong"), those of
    `encrypt`; each leaves the encrypted database as it was.
    """
    clock, path = clock or SystemClock(), path.absolute()
    with _claimed(path, clock):
        if is_plain(path):
            raise Refused("not_encrypted", file=path.name)
        _prepare(path, key, clock)
        _change(path, key, None, clock, lambda: None)


@contextmanager
def _claimed(path: Path, clock: Clock) -> Iterator[None]:
    if not path.exists():
        raise StorageProblem("database_missing", file=path.name)
    release = claim(path, _PROGRAM, clock)
    try:
        yield
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error
    finally:
        release()


def _prepare(path: Path, key: bytes | None, clock: Clock) -> str:
    """Finish what an earlier kill left, and see that the database is sound; its id."""
    opening.refuse_read_only(path)
    opening.examine(path, key)
    settling.settle(path, key, clock)
    with looking(path, key) as connection:
        return connection.execute("SELECT database_id FROM meta").fetchone()[0]


def _change(path: Path, old: bytes | None, new: bytes | None, clock: Clock, put_key: Callable[[], None]) -> None:
    folder = change_plan.work_folder_of(path)
    folder.mkdir()
    try:
        change_plan.write(path, Plan(to_encrypted=new is not None))
        _fold_log(path, old, folder)
        made = folder / path.name
        with translated(path):
            _export(path, old, made, new)
            _compare(path, old, made, new)
        share(made)
        sync_file(made)
        _convert_photos(path, old, new)
        thumbnails.forget_all(path, overwrite=new is not None)
        clean_close.forget(path)
        put_key()
        second_name(path, folder / "old.db")
        backup.put_in_place(made, path)
    finally:
        _settle(path, old or new, clock)


def _settle(path: Path, key: bytes | None, clock: Clock) -> None:
    try:
        settling.settle(path, None if is_plain(path) else key, clock)
    except AppError:
        # Whichever state holds is whole. A disk that refused may refuse this too: the next opening tries again.
        return


def _fold_log(path: Path, key: bytes | None, folder: Path) -> None:
    """No log stays beside the file, and the bytes that were in it can still be overwritten."""
    log = path.with_name(path.name + LOG_SUFFIXES[0])
    if log.exists():
        second_name(log, folder / "old.wal")
    with translated(path):
        connect(path, key).close()


def _export(path: Path, old: bytes | None, made: Path, new: bytes | None) -> None:
    connection = connect(path, old)
    try:
        secret = f"\"x'{new.hex()}'\"" if new is not None else "''"
        connection.execute(f"ATTACH ? AS made KEY {secret}", (str(made),))
        # A kill leaves no database under its name yet: neither log nor sync is needed.
        connection.execute("PRAGMA made.journal_mode = OFF")
        connection.execute("PRAGMA made.synchronous = OFF")
        connection.execute("SELECT sqlcipher_export('made')").fetchone()
        for pragma in ("application_id", "user_version"):
            value = connection.execute(f"PRAGMA main.{pragma}").fetchone()[0]
            connection.execute(f"PRAGMA made.{pragma} = {value}")
        connection.execute("PRAGMA made.journal_mode = DELETE")
        connection.execute("DETACH made")
    finally:
        connection.close()


def _compare(path: Path, old: bytes | None, made: Path, new: bytes | None) -> None:
    """Every page, every line of the schema and every row of every table, read from both files.

    Raises: StorageProblem("encryption_not_verified", file).
    """
    try:
        same = backup.verify(made, new) == backup.verify(path, old)
        with looking(path, old) as before, looking(made, new) as after:
            same = same and all(_same(before, after, statement) for statement in _statements(before))
    except (engine.DatabaseError, StorageProblem) as error:
        raise StorageProblem("encryption_not_verified", file=path.name) from error
    if not same:
        raise StorageProblem("encryption_not_verified", file=path.name)


def _statements(connection: Any) -> list[str]:
    tables = [name for (name,) in connection.execute(_TABLES)]
    return [
        "PRAGMA user_version",
        "PRAGMA application_id",
        _SCHEMA,
        *(f'SELECT * FROM "{table}"' for table in tables),
    ]


def _same(before: Any, after: Any, statement: str) -> bool:
    rows = zip_longest(_parts(before.execute(statement)), _parts(after.execute(statement)))
    return all(one == other for one, other in rows)


def _parts(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield rows


def _convert_photos(path: Path, old: bytes | None, new: bytes | None) -> None:
    with looking(path, old) as connection:
        rows = connection.execute("SELECT sha256, suffix FROM stored_file ORDER BY id").fetchall()
    names = [tuple(str(photos.name_of(sha256, suffix, key)) for key in (old, new)) for sha256, suffix in rows]
    there = tuple((before, after) for before, after in names if (photos.folder_of(path) / before).is_file())
    # Written before the first of them: a kill must not leave a photo that nothing knows of.
    change_plan.write(path, Plan(new is not None, there))
    for before, after in there:
        _convert(photos.folder_of(path) / before, photos.folder_of(path) / after, old, new)


def _convert(source: Path, target: Path, old: bytes | None, new: bytes | None) -> None:
    """Write one photo in the other state and read it back. A damaged sealed one stays as it is: it can't be read."""
    expected = photos.digest_of(source, old)
    if not expected:
        return
    temporary = target.parent.parent / ".changing.part"
    if old is None:
        photos.write(source, temporary, new)
    else:
        photos.unseal(source, temporary, old)
    if photos.digest_of(temporary, new) != expected:
        raise StorageProblem("encryption_not_verified", file=source.name)
    photos.put_in_place(temporary, target)
