# SPDX-License-Identifier: GPL-3.0-or-later
"""One SQLite file through SQLCipher's engine, keyed or plain, with the pragmas every connection needs.

Knows nothing of features; `opening` decides whether a file may be used at all.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import peewee
from sqlcipher3 import dbapi2

from hongyun_desktop.core.errors import StorageProblem

# The wheel has no type information; its errors and `connect` are those of the standard library's sqlite3.
engine: Any = dbapi2

BUSY_TIMEOUT_S = 0.2
RAW_KEY_BYTES = 32
LOG_SUFFIXES = ("-wal", "-shm")

_PROBLEMS = (
    ("disk is full", "disk_full"),
    ("database is locked", "database_busy"),
    ("readonly", "database_read_only"),
    ("malformed", "database_damaged"),
    ("not a database", "database_damaged"),
    ("disk i/o error", "disk_error"),
    ("unable to open", "database_not_readable"),
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Database(peewee.SqliteDatabase):
    """peewee's view of the file; a thread without a connection gets an error, not a new one."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        super().__init__(str(path), autoconnect=False)
        self.path = path
        self.key = key

    def connection(self) -> Any:
        """This thread's connection. Raises: peewee.InterfaceError in a thread that has none."""
        # peewee's own method opens one, whatever autoconnect says.
        if self.is_closed():
            raise peewee.InterfaceError("no connection in this thread")
        return super().connection()

    def _connect(self) -> Any:
        return connect(self.path, self.key)


def connect(path: Path, key: bytes | None) -> Any:
    """A connection in autocommit mode with the pragmas set; makes the file where there is none.

    key: 32 raw bytes, or None for a plain file. Raises: engine errors; see `translated`.
    """
    connection = _open(path, key, "mode=rwc")
    try:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "secure_delete = ON",
            "cache_size = -16000",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except engine.Error:
        connection.close()
        raise
    return connection


@contextmanager
def looking(path: Path, key: bytes | None) -> Iterator[Any]:
    """A connection that leaves the file, its log and its folder as they are.

    Raises: engine errors; see `translated`.
    """
    log, index = (path.with_name(path.name + suffix) for suffix in LOG_SUFFIXES)
    has_log, has_index = log.exists() and log.stat().st_size > 0, index.exists()
    # Without "immutable" a look alone would leave an empty log beside the file, or fail in a read-only folder.
    connection = _open(path, key, "mode=ro" if has_log else "mode=ro&immutable=1")
    try:
        yield connection
    finally:
        connection.close()
        if not has_index:
            index.unlink(missing_ok=True)


def copy_pages(path: Path, connection: Any, target: Path, key: bytes | None) -> None:
    """Copy the whole database of a connection into a new file, at one moment of it."""
    with translated(path):
        copy = _open(target, key, "mode=rwc")
        try:
            # Whoever loses the power now has no copy under its final name: neither log nor sync is needed yet.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy, pages=-1)
            # One file that needs no log beside it, wherever it is carried.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def _open(path: Path, key: bytes | None, query: str) -> Any:
    if key is not None and len(key) != RAW_KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    # as_uri() would write file://server/ for a network path; the engine wants four slashes there.
    place = path.absolute().as_posix()
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:')}?{query}"
    connection = engine.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    # The engine would otherwise write to standard error what the user is told in words.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the engine's complaints about disk and file into StorageProblem; bugs pass through as they are."""
    try:
        yield
    except (peewee.DatabaseError, engine.DatabaseError) as error:
        text = str(error).lower()
        for fragment, code in _PROBLEMS:
            if fragment in text:
                raise StorageProblem(code, file=path.name) from error
        raise


def full_or(error: OSError, path: Path, otherwise: StorageProblem) -> StorageProblem:
    """StorageProblem("disk_full", file) where that is what the system said, else the other one."""
    return StorageProblem("disk_full", file=path.name) if error.errno in _FULL else otherwise
