# SPDX-License-Identifier: GPL-3.0-or-later
"""One SQLite file through SQLCipher's engine, keyed or plain, with the pragmas every connection needs.

Knows nothing of features; `opening` decides whether a file may be used at all.
"""

import errno
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from sqlcipher3 import dbapi2

from hongyun_desktop.core.errors import StorageProblem

# The wheel has no type information; its errors and `connect` are those of the standard library's sqlite3.
engine: Any = dbapi2

BUSY_TIMEOUT_S = 0.2
RAW_KEY_BYTES = 32
LOG_SUFFIXES = ("-wal", "-shm")
_FOLDINGS, _COPY_BYTES = 3, 1 << 20
PLAIN_HEADER = b"SQLite format 3\x00"

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


class Database:
    """A file in use: one connection for each thread that opened one; any other gets an error, not a new one."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self.path = path
        self.key = key
        self._own = threading.local()
        self._pages: BinaryIO | None = None

    def connect(self) -> None:
        """Open this thread's connection. Raises: engine.InterfaceError in a thread that has one; engine errors."""
        if not self.is_closed():
            raise engine.InterfaceError("this thread has a connection already")
        self._own.connection = self._connect()

    def is_closed(self) -> bool:
        """Whether this thread has no connection."""
        return getattr(self._own, "connection", None) is None

    def connection(self) -> Any:
        """This thread's connection. Raises: engine.InterfaceError in a thread that has none."""
        if self.is_closed():
            raise engine.InterfaceError("no connection in this thread")
        return self._own.connection

    def close(self) -> None:
        """Close this thread's connection; does nothing where it has none. Raises: engine errors."""
        if not self.is_closed():
            connection, self._own.connection = self._own.connection, None
            connection.close()

    def pages(self) -> BinaryIO | None:
        """The encrypted file itself, for `copy_pages`; None for a plain one. Open until `let_go`.

        Where it were closed while a connection is open, POSIX would drop the engine's locks on the file.
        """
        if self.key is not None and self._pages is None:
            self._pages = self.path.open("rb")
        return self._pages

    def let_go(self) -> None:
        """Close what `pages` opened; after the last connection."""
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _connect(self) -> Any:
        return connect(self.path, self.key)


def is_plain(path: Path) -> bool:
    """Whether a file begins like a database without encryption; False where there is none or it can't be read.

    Not for a database that is open in this process: see `Database.pages`.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    except OSError:
        return False


def connect(path: Path, key: bytes | None) -> Any:
    """A connection in autocommit mode with the pragmas set; makes the file where there is none.

    key: 32 raw bytes, or None for a plain file. Raises: engine errors; see `translated`.
    """
    connection = open_file(path, key, "mode=rwc")
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
def looking(path: Path, key: bytes | None, *, sealed_cache_mib: int | None = None) -> Iterator[Any]:
    """A connection that leaves the file, its log and its folder as they are.

    sealed_cache_mib: how much of an encrypted file may stay opened in memory, for whoever goes over it more than once.
    Raises: engine errors; see `translated`.
    """
    log, index = (path.with_name(path.name + suffix) for suffix in LOG_SUFFIXES)
    has_log, has_index = log.exists() and log.stat().st_size > 0, index.exists()
    # Without "immutable" a look alone would leave an empty log beside the file, or fail in a read-only folder.
    connection = open_file(path, key, "mode=ro" if has_log else "mode=ro&immutable=1")
    try:
        if key is not None and sealed_cache_mib is not None:
            connection.execute(f"PRAGMA cache_size = -{sealed_cache_mib * 1024}")
        yield connection
    finally:
        connection.close()
        if not has_index:
            # A write-protected stick refuses even to remove what is not there.
            with suppress(OSError):
                index.unlink(missing_ok=True)


def copy_pages(path: Path, connection: Any, target: Path, key: bytes | None, pages: BinaryIO | None = None) -> None:
    """Copy the whole database of a connection into a new file, at one moment of it.

    pages: from `Database.pages`; encrypted pages are then copied as they are, where that is possible, for opening
    each and sealing it again takes three times as long.
    """
    with translated(path):
        as_they_are = pages is not None and _copy_as_they_are(path, connection, target, pages)
        copy = open_file(target, key, "mode=rwc")
        try:
            # Whoever loses the power now has no copy under its final name: neither log nor sync is needed yet.
            copy.execute("PRAGMA synchronous = OFF")
            if not as_they_are:
                copy.execute("PRAGMA journal_mode = OFF")
                connection.backup(copy, pages=-1)
            # One file that needs no log beside it, wherever it is carried.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def _copy_as_they_are(path: Path, connection: Any, target: Path, pages: BinaryIO) -> bool:
    """Copy the file's bytes while nothing may write to it; False where the log can't be folded in just now.

    A read transaction that began with an empty log keeps every checkpoint out of the file (read mark 0 of the WAL
    format); who writes in the meantime writes to the log.
    """
    log = path.with_name(path.name + LOG_SUFFIXES[0])
    for _ in range(_FOLDINGS):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if log.stat().st_size == 0:
                pages.seek(0)
                with target.open("wb") as copy:
                    shutil.copyfileobj(pages, copy, _COPY_BYTES)
                return True
        finally:
            connection.execute("ROLLBACK")
    return False


def open_file(
    path: Path, key: bytes | None, query: str, *, wait_s: float = BUSY_TIMEOUT_S, any_thread: bool = False
) -> Any:
    """A connection in autocommit mode without a pragma of ours, for whoever needs another than `connect` makes.

    query: of the engine's URI, with its mode. wait_s: for a lock of another connection. any_thread: whether others
    than this thread may use it. Raises: engine errors.
    """
    if key is not None and len(key) != RAW_KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    # as_uri() would write file://server/ for a network path; the engine wants four slashes there.
    place = path.absolute().as_posix()
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:')}?{query}"
    connection = engine.connect(uri, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=not any_thread)
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
    except engine.DatabaseError as error:
        text = str(error).lower()
        for fragment, code in _PROBLEMS:
            if fragment in text:
                raise StorageProblem(code, file=path.name) from error
        raise


def full_or(error: OSError, path: Path, otherwise: StorageProblem) -> StorageProblem:
    """StorageProblem("disk_full", file) where that is what the system said, else the other one."""
    return StorageProblem("disk_full", file=path.name) if error.errno in _FULL else otherwise
