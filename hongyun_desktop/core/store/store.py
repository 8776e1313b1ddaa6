# SPDX-License-Identifier: GPL-3.0-or-later
"""An opened database: reads, and the door to `Unit` for writes. Imports no feature."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import clean_close
from hongyun_desktop.core.store.database import Database, translated
from hongyun_desktop.core.store.reading import Reading
from hongyun_desktop.core.store.rights import RIGHTS, Right, Role
from hongyun_desktop.frozen_class import frozen

if TYPE_CHECKING:
    import peewee

    from hongyun_desktop.core.store.unit import Unit

DESK_OPERATOR = "desk_operator"
FIRST_OPERATOR = "经办人"
"""Who is at the desk of a new database, until somebody puts a name to it."""


def new_run() -> str:
    """What will mark the writes of one opening, or of somebody's turn at the desk."""
    return os.urandom(8).hex()


@frozen
class Session:
    """Somebody at the desk."""

    operator_id: int
    name: str
    role: Role


class Store(Reading):
    """One database in use by this process; made by `open_store`, closed by `close` or a with statement.

    session: who is at the desk, None while locked; every write carries it. Whoever sat there last sits down by
    themselves where they have no password. run: marks the writes of this opening, which undo may take back.
    pages_checked: whether the file's pages were looked through in this opening and found sound. rescued: whether
    this is what could be read of a damaged file, only to be looked at (`rescue`).
    """

    rescued = False

    def __init__(self, database: Database, clock: Clock, on_close: Callable[[], None]) -> None:
        self.database = database
        self.path: Path = database.path
        self.clock = clock
        self.run = new_run()
        self.pages_checked = False
        self._on_close = on_close
        self.session = self._unasked()

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
                self.database.let_go()
                self._on_close()

    @property
    def operator_id(self) -> int:
        """Who is at the desk. Raises: Refused("locked")."""
        return self._signed_in().operator_id

    @property
    def last_at_desk(self) -> int:
        """Who sat at the desk last, whether or not they sit there now."""
        return int(self.value("SELECT value FROM setting WHERE key = ?", (DESK_OPERATOR,)) or 1)

    @property
    def answerable(self) -> int:
        """Under whom the journal keeps what anybody may do: who is at the desk, or who was there last."""
        return self.session.operator_id if self.session else self.last_at_desk

    def may(self, right: Right) -> bool:
        """Whether whoever is at the desk has a right; nobody has none."""
        return self.session is not None and right in RIGHTS[self.session.role]

    def demand(self, right: Right) -> None:
        """Raises: Refused("locked"), Refused("not_allowed", right, role)."""
        session = self._signed_in()
        if right not in RIGHTS[session.role]:
            raise Refused("not_allowed", right=right.value, role=session.role.value)

    @contextmanager
    def by_program(self) -> Iterator[None]:
        """What the program owes whoever is at the desk or not, as erasing again in an older backup."""
        before, operator_id = self.session, self.answerable
        name = self.value("SELECT name FROM operator WHERE id = ?", (operator_id,))
        self.session = Session(operator_id, name, Role.ADMIN)
        try:
            yield
        finally:
            self.session = before

    def _signed_in(self) -> Session:
        if self.session is None:
            raise Refused("locked")
        return self.session

    def _unasked(self) -> Session | None:
        rows = self.sql(
            "SELECT id, name, role FROM operator o WHERE id = ? AND ended_at IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM operator_password p WHERE p.operator_id = o.id)",
            (self.last_at_desk,),
        )
        return Session(rows[0][0], rows[0][1], Role(rows[0][2])) if rows else None

    def unit(self, code: str, **params: object) -> "Unit":
        """A transaction that will stand in the journal as `code` with `params` (ids and counts, never names).

        Entering it raises: Refused("locked"), Refused("not_allowed", right, role).
        """
        return self._unit(code, params)

    def unit_of(self, operator_id: int, code: str, **params: object) -> "Unit":
        """A unit of somebody who is not at the desk yet: signing in, or failing to."""
        return self._unit(code, params, operator_id)

    def _unit(self, code: str, params: Mapping[str, object], operator_id: int | None = None) -> "Unit":
        # Most openings only read, at first: what it takes to write is loaded with the first write.
        from hongyun_desktop.core.store.unit import Unit

        return Unit(self, code, params, operator_id)

    def fetch(self, query: "peewee.Query") -> list[Any]:
        """All rows of a peewee query, in the query's order and row type."""
        from hongyun_desktop.core.store import queries

        with translated(self.path):
            return queries.fetch(self.database.connection(), query)

    def find(self, query: "peewee.Query") -> Any | None:
        """The first row of a peewee query, or None."""
        return next(iter(self.fetch(query)), None)

    def sql(self, statement: str, params: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement that only reads."""
        with translated(self.path):
            return self.database.connection().execute(statement, tuple(params)).fetchall()

    @cached_property
    def is_demo(self) -> bool:
        """Whether this database holds the invented story; its certificates are marked 样张. Set at its making."""
        return bool(self.value("SELECT is_demo FROM meta"))

    @cached_property
    def secret(self) -> bytes:
        """The key of this database's check codes; never leaves it but in its backups. Set at its making."""
        return self.value("SELECT secret FROM meta")
