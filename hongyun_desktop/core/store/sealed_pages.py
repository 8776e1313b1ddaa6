# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the tables of an encrypted file are sound, asked by two threads: opening its pages is what takes the time.

The engine goes over each table twice. A cache that holds the table with its indexes opens each page once, and while
one thread is busy with the largest table, the other one does the rest. Free pages, and one that two tables claim, are
left to the check of every opening.
"""

import ctypes
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from hongyun_desktop.core.store.database import looking

# The largest table with its indexes at a million entries takes 190; less is taken where there is less.
_LARGEST_CACHE_MIB, _CACHE_MIB = 192, 64


def tables_sound(file: Path, key: bytes, copy: Any) -> bool:
    """Whether the engine finds nothing wrong with any page and row of any table. Raises: engine errors.

    copy: a connection of `looking` at the file, which stays open meanwhile: whoever closes last clears up.
    """
    largest, *others = _largest_first(copy)
    waiting = deque(others)
    try:
        with ThreadPoolExecutor(1) as pool:
            beside = pool.submit(_all_sound, file, key, _CACHE_MIB, _taken_from(waiting))
            here = _all_sound(file, key, _LARGEST_CACHE_MIB, chain([largest], _taken_from(waiting)))
            return beside.result() and here
    finally:
        _give_memory_back()


def _largest_first(copy: Any) -> list[str]:
    """The names of the tables by the number of their cells, as far as numbering tells it; the engine tells no sizes."""
    tables = copy.execute(
        "SELECT name, ncol, type NOT IN ('table', 'virtual') OR wr FROM pragma_table_list"
        " WHERE schema = 'main' AND type <> 'view'"
    ).fetchall()
    cells = {name: 0 if unnumbered else columns * _highest(copy, name) for name, columns, unnumbered in tables}
    return sorted(cells, key=lambda name: cells[name], reverse=True)


def _highest(copy: Any, table: str) -> int:
    return copy.execute(f'SELECT coalesce(max(rowid), 0) FROM "{table}"').fetchone()[0]


def _taken_from(waiting: deque[str]) -> Iterator[str]:
    # Another thread may take the last one between a look and the taking.
    with suppress(IndexError):
        while True:
            yield waiting.popleft()


def _all_sound(file: Path, key: bytes, cache_mib: int, tables: Iterator[str]) -> bool:
    with looking(file, key, sealed_cache_mib=cache_mib) as copy:
        return all(copy.execute(f"PRAGMA quick_check('{name}')").fetchone()[0] == "ok" for name in tables)


def _give_memory_back() -> None:
    # The GNU library would keep what the caches took until the program ends.
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
