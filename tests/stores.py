# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases for each test and example, empty or the demo's: made once by the program, then copied for less."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hongyun_desktop.core.clock import Clock, FixedClock
from hongyun_desktop.core.store import photos
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

OPENED = datetime(2026, 10, 8, 9, 0)
DEMO_DAY = date(2026, 11, 24)


@cache
def _empty_database() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        open_store(file, clock=FixedClock(OPENED)).close()
        return file.read_bytes()


def open_empty(path: Path, clock: Clock | None = None) -> Store:
    """A store on a new file at `path`; all have one database id and one secret."""
    path.write_bytes(_empty_database())
    return open_store(path, clock=clock or FixedClock(OPENED))


@contextmanager
def empty_store() -> Iterator[Store]:
    """An empty store in a folder of its own, for each example of a property."""
    with TemporaryDirectory() as folder, open_empty(Path(folder) / "鸿运.db") as store:
        yield store


def copy_demo(made: Path, folder: Path) -> Path:
    """The demo database and its photos in another folder; the copy."""
    copy = folder / "demo.db"
    shutil.copyfile(made, copy)
    shutil.copytree(photos.folder_of(made), photos.folder_of(copy))
    return copy


def spoil_page(path: Path, table: str = "certificate_print") -> None:
    """Damage the page of a table that no opening reads, as a failing disk would: nobody wrote to the file."""
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    before = path.stat()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
