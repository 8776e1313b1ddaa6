# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked alike of an open store and of a file that is not in use here, a backup say. Imports no feature."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hongyun_desktop.core.store.database import looking, translated

# The thorough look at a million entries asks for each row's place in every index: with 8 it takes twice as long.
_SEALED_CACHE_MIB = 64


class Reading(ABC):
    """What can be asked with SQL that only reads: an open store, or a file that is looked at."""

    @abstractmethod
    def sql(self, statement: str, params: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement."""

    def value(self, statement: str, params: Iterable[object] = ()) -> Any:
        """The first column of the first row, or None where there is no row."""
        rows = self.sql(statement, params)
        return rows[0][0] if rows else None

    @property
    def ledger_head(self) -> tuple[int, str]:
        """How many entries the ledger has, and the hash of the last one in hex."""
        entries, head = self.sql("SELECT entries, hash FROM chain_head")[0]
        return entries, head.hex()


class LookedAt(Reading):
    """A file that is looked at and left as it is; made by `look_at`."""

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        self.connection = connection

    def sql(self, statement: str, params: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement. Raises: StorageProblem, engine errors for a file of another shape."""
        with translated(self.path):
            return self.connection.execute(statement, tuple(params)).fetchall()


@contextmanager
def look_at(path: Path, key: bytes | None) -> Iterator[LookedAt]:
    """Open a file to be looked at; the file, its log and its folder stay as they are.

    Raises: StorageProblem, engine errors.
    """
    with translated(path), looking(path, key, sealed_cache_mib=_SEALED_CACHE_MIB) as connection:
        yield LookedAt(path, connection)
