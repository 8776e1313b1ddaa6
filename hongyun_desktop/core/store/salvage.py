# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies what can still be read of a damaged database into another connection, row range by row range.

Reads from both ends of a table towards the damage, then looks on in ever smaller pieces of what lies between.
Leaves the damaged file as it is. Imports no feature.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hongyun_desktop.core.store.database import engine, looking
from hongyun_desktop.frozen_class import frozen

_MOST_TRIES = 600  # failed reads in one table with no new row in between: about two seconds at worst
_ROWS_AT_ONCE = 1000
_TABLES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND"
    " (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence') ORDER BY name = 'sqlite_sequence' DESC, name"
)
Tell = Callable[[int, int], object]
_Range = tuple[int | None, int | None]


@frozen
class Lost:
    """How many rows of a table could not be read; None where nobody can tell. is_exact: else as many at most."""

    table: str
    rows: int | None
    is_exact: bool = True


class Source:
    """The damaged file; an encrypted one is opened anew after each fault, for the engine remembers the first."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path, self._key = path, key
        self._open = ExitStack()
        self._connection: Any = None

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_error: object) -> None:
        self.forget()

    def forget(self) -> None:
        """Let go of a connection that saw a fault."""
        self._connection = None
        self._open.close()

    def connection(self) -> Any:
        """The connection in hand. Raises: engine errors."""
        if self._connection is None:
            self._connection = self._open.enter_context(looking(self._path, self._key))
            # A file that was cut short would not be opened at all otherwise.
            self._connection.execute("PRAGMA writable_schema = ON")
            self._connection.execute("PRAGMA cell_size_check = ON")
        return self._connection

    def rows(self, statement: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows, or none where one of them can't be read."""
        rows, is_whole = self.read(statement, params)
        return rows if is_whole else []

    def read(self, statement: str, params: Sequence[object] = ()) -> tuple[list[tuple[Any, ...]], bool]:
        """The rows up to the first that can't be read, and whether there was none such."""
        rows: list[tuple[Any, ...]] = []
        try:
            for row in self.connection().execute(statement, tuple(params)):
                rows.append(row)  # noqa: PERF402 (what was read before a fault must stay)
        except engine.DatabaseError:
            if self._key is not None:
                self.forget()
            return rows, False
        return rows, True


def salvage(source: Source, target: Any, tell: Tell = lambda _done, _total: None) -> tuple[Lost, ...]:
    """Copy every table that both know; what could not be copied, by table. target: today's schema, empty.

    tell: called with (tables done, tables).
    """
    theirs = {name for (name, _sql) in source.rows(_TABLES)}
    tables = target.execute(_TABLES).fetchall()
    lost: list[Lost] = []
    for number, (name, sql) in enumerate(tables):
        tell(number, len(tables))
        if name in theirs:
            found = _Table(source, target, name, has_rowid="WITHOUT ROWID" not in (sql or "").upper()).copy()
            lost += [found] if found else []
    return tuple(lost)


class _Table:
    """One table on its way from the damaged file into the other."""

    def __init__(self, source: Source, target: Any, name: str, *, has_rowid: bool) -> None:
        self._source, self._target, self._name, self._has_rowid = source, target, name, has_rowid
        ours = [row[1] for row in target.execute(f'PRAGMA table_info("{name}")')]
        theirs = {row[1] for row in source.rows(f'PRAGMA table_info("{name}")')}
        self._columns = [column for column in ours if column in theirs]
        self._listed = ", ".join(f'"{column}"' for column in self._columns)
        self._refused = 0
        self._seen: set[int] = set()
        self._faults = 0

    def copy(self) -> Lost | None:
        """Copy what can be read; None where that is all."""
        if not self._columns:
            return Lost(self._name, None)
        self._target.execute("BEGIN")
        lost = self._copy_ranges() if self._has_rowid else self._copy_ends()
        self._target.execute("COMMIT")
        if lost is None and self._refused:
            return Lost(self._name, self._refused)
        return lost

    def _copy_ends(self) -> Lost | None:
        """A table without numbered rows: from either end up to the damage."""
        keys = [row for row in self._source.rows(f'PRAGMA table_info("{self._name}")') if row[5]]
        for direction in ("ASC", "DESC"):
            order = ", ".join(f'"{row[1]}" {direction}' for row in sorted(keys, key=lambda row: row[5]))
            rows, is_whole = self._source.read(f'SELECT {self._listed} FROM "{self._name}" ORDER BY {order}')
            self._put(rows)
            if is_whole:
                return None
        return Lost(self._name, None)

    def _copy_ranges(self) -> Lost | None:
        known = last = None
        dead: list[tuple[int, int]] = []
        left: deque[_Range] = deque([(None, None)])
        while left:
            low, high = left.popleft()
            low, high = self._read_both_ways(low, high)
            if low is None and high is None:
                continue
            if known is None:
                known, last = self._known_ids(), self._last_id()
            if high is None:
                high = max(known, default=None) if known else last
                if high is None:
                    return Lost(self._name, None)
            low = max(low or 1, 1)
            if low > high or (known and not any(low <= each <= high for each in known)):
                continue
            if low == high or self._faults >= _MOST_TRIES:
                dead.append((low, high))
                continue
            middle = (low + high) // 2
            left += [(low, middle), (middle + 1, high)]
        return self._lost(known, dead)

    def _read_both_ways(self, low: int | None, high: int | None) -> _Range:
        """Copy from both ends of a range; what lies between and could not be read, (None, None) for nothing."""
        up, is_whole = self._read(low, high, "ASC")
        if is_whole:
            return None, None
        low = up + 1 if up is not None else (low or 1)
        down, is_whole = self._read(low, high, "DESC")
        return (None, None) if is_whole else (low, down - 1 if down is not None else high)

    def _read(self, low: int | None, high: int | None, direction: str) -> tuple[int | None, bool]:
        conditions = ["rowid >= ?"] * (low is not None) + ["rowid <= ?"] * (high is not None)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        rows, is_whole = self._source.read(
            f'SELECT rowid, {self._listed} FROM "{self._name}" NOT INDEXED {where} ORDER BY rowid {direction}',
            [each for each in (low, high) if each is not None],
        )
        new = [row for row in rows if row[0] not in self._seen]
        self._seen.update(row[0] for row in new)
        self._put([row[1:] for row in new])
        self._faults = 0 if new else self._faults + (not is_whole)
        return (rows[-1][0] if rows else None), is_whole

    def _put(self, rows: Sequence[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(self._columns))
        # From both ends the same rows may come twice.
        insert = "INSERT" if self._has_rowid else "INSERT OR IGNORE"
        statement = f'{insert} INTO "{self._name}"({self._listed}) VALUES ({marks})'
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[first : first + _ROWS_AT_ONCE]
            self._target.execute("SAVEPOINT part")
            try:
                self._target.executemany(statement, part)
            except engine.DatabaseError:
                self._target.execute("ROLLBACK TO part")
                for row in part:
                    self._put_one(statement, row)
            self._target.execute("RELEASE part")

    def _put_one(self, statement: str, row: tuple[Any, ...]) -> None:
        """A row whose bytes were altered may be none that this table can hold."""
        try:
            self._target.execute(statement, row)
        except engine.DatabaseError:
            self._refused += 1

    def _known_ids(self) -> set[int]:
        """The ids that a whole index of the table names; empty where there is none."""
        for name, is_partial in self._source.rows(f"SELECT name, partial FROM pragma_index_list('{self._name}')"):
            rows = [] if is_partial else self._source.rows(f'SELECT rowid FROM "{self._name}" INDEXED BY "{name}"')
            if rows:
                return {row_id for (row_id,) in rows}
        return set()

    def _last_id(self) -> int | None:
        """The highest id that was ever given, where that was noted."""
        if self._name == "entry":
            found = self._source.rows("SELECT entries FROM chain_head")
        else:
            found = self._source.rows("SELECT seq FROM sqlite_sequence WHERE name = ?", (self._name,))
        return found[0][0] if found else None

    def _lost(self, known: set[int] | None, dead: Sequence[tuple[int, int]]) -> Lost | None:
        if known:
            rows = len(known - self._seen) + self._refused
        else:
            rows = sum(high - low + 1 for low, high in dead) + self._refused
        return Lost(self._name, rows, is_exact=bool(known) or not dead) if rows else None


def names_of(source: Source) -> Iterator[str]:
    """The tables that the damaged file still names."""
    return (name for (name, _sql) in source.rows(_TABLES))
