# SPDX-License-Identifier: GPL-3.0-or-later
"""An opened database: reads, and the door to `Unit` for writes. Imports no feature."""

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import peewee

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.store import clean_close
from hongyun_desktop.core.store.database import Database, translated
from hongyun_desktop.core.store.unit import Unit

DESK_OPERATOR = "desk_operator"


class Store:
    """One database in use by this process; made by `open_store`, closed by `close` or a with statement.

    operator_id: who is at the desk; every write carries it. run: marks the writes of this opening, which undo
    may take back. pages_checked: whether the file's pages were looked through in this opening and found sound.
    """

    def __init__(self, database: Database, clock: Clock, on_close: Callable[[], None]) -> None:
        self.database = database
        self.path: Path = database.path
        self.clock = clock
        self.run = secrets.token_hex(8)
        self.pages_checked = False
        self._on_close = on_close
        self.operator_id = self.value(
            "SELECT id FROM operator WHERE id = coalesce("
            "(SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?), 1)",
            (DESK_OPERATOR,),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            # Perhaps of the file: the next opening looks at once.
            self.pages_checked = False
        self.close()

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it; a second call does nothing."""
        if not self.database.is_closed():
            try:
                self.database.close()
                if self.pages_checked:
                    clean_close.keep(self.path)
            finally:
                self._on_close()

    def unit(self, code: str, **params: object) -> Unit:
        """A transaction that will stand in the journal as `code` with `params` (ids and counts, never names)."""
        return Unit(self, code, params)

    def fetch(self, query: peewee.Query) -> list[Any]:
        """All rows of a peewee query, in the query's order and row type."""
        with translated(self.path):
            return list(query.execute(self.database))

    def find(self, query: peewee.Query) -> Any | None:
        """The first row of a peewee query, or None."""
        return next(iter(self.fetch(query)), None)

    def sql(self, statement: str, params: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement that only reads."""
        with translated(self.path):
            return self.database.connection().execute(statement, tuple(params)).fetchall()

    def value(self, statement: str, params: Iterable[object] = ()) -> Any:
        """The first column of the first row, or None where there is no row."""
        rows = self.sql(statement, params)
        return rows[0][0] if rows else None

    @property
    def is_demo(self) -> bool:
        """Whether this database holds the invented story; its certificates are marked 样张."""
        return bool(self.value("SELECT is_demo FROM meta"))

    @property
    def secret(self) -> bytes:
        """The key of this database's check codes; never leaves it but in its backups."""
        return self.value("SELECT secret FROM meta")

    @property
    def ledger_head(self) -> tuple[int, str]:
        """How many entries the ledger has, and the hash of the last one in hex."""
        entries, head = self.sql("SELECT entries, hash FROM chain_head")[0]
        return entries, head.hex()
