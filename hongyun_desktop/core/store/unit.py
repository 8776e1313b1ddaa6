# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way to write: a transaction that journals each row it touches, all or nothing.

Knows tables only as peewee models; imports no feature.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import audit_chain, search_index
from hongyun_desktop.core.store.database import translated
from hongyun_desktop.core.store.rights import right_of

if TYPE_CHECKING:
    from hongyun_desktop.core.store.fields import Row
    from hongyun_desktop.core.store.store import Store

Values = dict[str, Any]


class Unit:
    """One IMMEDIATE transaction; made by `Store.unit` and used in a with statement.

    Leaving the block commits; an exception takes everything back. A unit that wrote nothing leaves no trace.
    Entering it asks for the right of its code. operator_id: whose it is, where that is not whoever is at the desk.
    """

    def __init__(self, store: "Store", code: str, params: Mapping[str, object], operator_id: int | None = None) -> None:
        self.store = store
        self.code = code
        self.params: Values = dict(params)
        self.journal_id = 0
        self.undoes: int | None = None
        self._operator_id = operator_id
        self._undoable = True
        self._wrote = False
        self._touched: dict[str, set[int]] = {}
        self._rows: list[tuple[str, int, str | None, str | None]] = []

    def __enter__(self) -> "Unit":
        """Raises: Refused("locked"), Refused("not_allowed", right, role)."""
        right = right_of(self.code)
        if right is not None:
            self.store.demand(right)
        with translated(self.store.path):
            self._connection = self.store.database.connection()
            self._connection.execute("BEGIN IMMEDIATE")
            self.journal_id = self._value("SELECT coalesce(max(id), 0) + 1 FROM journal")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None or not self._wrote:
            self._roll_back()
            self.journal_id = 0
            return
        try:
            with translated(self.store.path):
                search_index.refresh(self._connection, self._touched)
                self._write_journal()
                self._connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def insert(self, model: "type[Row]", **values: object) -> int:
        """Add one row; the id it was given."""
        return self.insert_many(model, [values])[0]

    def insert_many(self, model: "type[Row]", rows: Sequence[Mapping[str, object]]) -> range:
        """Add rows that share their columns; the ids they were given, in order."""
        ids = self._insert(model, rows)
        table = model._meta.table_name
        self._rows.extend((table, row_id, None, image) for row_id, image in _images(self._connection, table, ids))
        return ids

    def append_many(self, model: "type[Row]", rows: Sequence[Mapping[str, object]]) -> range:
        """Add rows to a table that is its own history (ledger, certificates); the unit can't be undone any more."""
        ids = self._insert(model, rows)
        if rows:
            self.irreversible()
        return ids

    def append(self, model: "type[Row]", **values: object) -> int:
        """Add one row to a table that is its own history; the id it was given."""
        return self.append_many(model, [values])[0]

    def update(self, model: "type[Row]", row_id: int, **values: object) -> bool:
        """Change columns of one row; whether anything differed."""
        before = self.read_row(model, row_id)
        new = {name: model._meta.fields[name].db_value(value) for name, value in values.items()}
        new = {name: value for name, value in new.items() if before[name] != value}
        if not new:
            return False
        assignments = ", ".join(f"{name} = ?" for name in new)
        self.execute(f"UPDATE {model._meta.table_name} SET {assignments} WHERE id = ?", (*new.values(), row_id))
        self._rows.append((model._meta.table_name, row_id, compact_json(before), compact_json({**before, **new})))
        self.touch(model._meta.table_name, [row_id])
        return True

    def delete(self, model: "type[Row]", row_id: int) -> None:
        """Remove one row; its last state stays in the journal."""
        before = self.read_row(model, row_id)
        self.execute(f"DELETE FROM {model._meta.table_name} WHERE id = ?", (row_id,))
        self._rows.append((model._meta.table_name, row_id, compact_json(before), None))
        self.touch(model._meta.table_name, [row_id])

    def blank_images(self, table: str, row_id: int) -> None:
        """Take what the journal holds of one row; this unit names the images, whose places in the chain stay."""
        rows = self.store.sql(
            "SELECT id, salt, before, after FROM journal_row WHERE table_name = ?1 AND row_id = ?2"
            " AND digest IS NULL AND ?3 NOT IN (coalesce(before, ''), coalesce(after, ''))",
            (table, row_id, audit_chain.ERASED),
        )
        for image, salt, before, after in rows:
            self.execute(
                "UPDATE journal_row SET before = iif(before IS NULL, NULL, ?1), after = iif(after IS NULL, NULL, ?1),"
                " salt = NULL, digest = ?2 WHERE id = ?3",
                (audit_chain.ERASED, audit_chain.image_digest(salt, before, after), image),
            )
        if rows:
            self.params["blanked"] = sorted([*self.params.get("blanked", []), *(row[0] for row in rows)])

    def put_back(self, table: str, row_id: int, expected: str | None, wanted: str | None) -> None:
        """Bring one row from the JSON image it must still have to another; None stands for no row.

        Raises: Refused("undo_row_changed") where the row is not what is expected.
        """
        if _image(self._connection, table, row_id) != (json.loads(expected) if expected else None):
            raise Refused("undo_row_changed", table=table, row=row_id)
        if wanted is None:
            self.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        else:
            values = json.loads(wanted)
            if expected is None:
                marks = ", ".join("?" * len(values))
                self.execute(f"INSERT INTO {table}({', '.join(values)}) VALUES ({marks})", values.values())
            else:
                assignments = ", ".join(f"{name} = ?" for name in values)
                self.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values.values(), row_id))
        self._rows.append((table, row_id, expected, wanted))
        self.touch(table, [row_id])

    def execute(self, sql: str, params: Iterable[object] = ()) -> Any:
        """Run a statement whose effect the caller accounts for (derived tables, frozen facts)."""
        self._wrote = True
        with translated(self.store.path):
            return self._connection.execute(sql, tuple(params))

    def execute_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run one statement for many rows, as `execute` does for one."""
        self._wrote = True
        with translated(self.store.path):
            self._connection.executemany(sql, rows)

    def read_row(self, model: "type[Row]", row_id: int) -> Values:
        """A row's columns as the file holds them. Raises: LookupError where it does not exist."""
        with translated(self.store.path):
            return read_row(self._connection, model._meta.table_name, row_id)

    def irreversible(self) -> None:
        """Say that this unit is taken back by a reversal, never by undo."""
        self._undoable = False
        self._wrote = True

    def changed(self, *topics: Topic, **params: object) -> Changed:
        """What to hand back to the caller; params join the unit's own for its sentence."""
        return Changed(self.journal_id if self._wrote else 0, frozenset(topics), self.code, {**self.params, **params})

    def _insert(self, model: "type[Row]", rows: Sequence[Mapping[str, object]]) -> range:
        table, fields = model._meta.table_name, model._meta.fields
        first = self._next_id(table)
        if not rows:
            return range(first, first)
        columns = tuple(rows[0])
        ids = range(first, first + len(rows))
        data = zip(ids, *(map(fields[name].db_value, [row[name] for row in rows]) for name in columns), strict=True)
        marks = ", ".join("?" * (len(columns) + 1))
        with translated(self.store.path):
            self._connection.executemany(f"INSERT INTO {table}(id, {', '.join(columns)}) VALUES ({marks})", data)
        self.touch(table, ids)
        return ids

    def _next_id(self, table: str) -> int:
        # An id is never given twice, not even after an undo: erasures and the journal speak of rows by id.
        return self._value(
            f"SELECT 1 + max(coalesce((SELECT max(id) FROM {table}), 0),"
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))",
            (table,),
        )

    def _value(self, sql: str, params: tuple[object, ...] = ()) -> Any:
        return self._connection.execute(sql, params).fetchone()[0]

    def touch(self, table: str, ids: Iterable[int]) -> None:
        """Say that rows changed, so that their search words are made anew."""
        self._wrote = True
        if table in search_index.INDEXED:
            self._touched.setdefault(table, set()).update(ids)

    def _write_journal(self) -> None:
        at = self.store.clock.now().isoformat()
        operator_id = self._operator_id or self.store.answerable
        head = (self.journal_id, at, self.store.run, operator_id, self.code, compact_json(self.params))
        # Without an image of any row, undo would say that it had done what it can't do.
        line = (*head, int(self._undoable and bool(self._rows)), self.undoes)
        self._connection.execute(f"INSERT INTO journal({audit_chain.JOURNAL_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)", line)
        self._seal(line, *self._write_images())

    def _write_images(self) -> tuple[int, bytes]:
        """Chain this unit's images to those before; the number of the newest image there is, and its seal."""
        images, seal = self._connection.execute("SELECT images, images_hash FROM audit_head").fetchone()
        if not self._rows:
            return images, seal
        # Not the head's: where somebody made an image up, its number is taken.
        first = self._value("SELECT coalesce(max(id), 0) + 1 FROM journal_row")

        def chained() -> Iterator[tuple[object, ...]]:
            nonlocal images, seal
            for images, (table, row_id, before, after) in enumerate(self._rows, first):
                salt = secrets.token_bytes(audit_chain.SALT_BYTES)
                digest = audit_chain.image_digest(salt, before, after)
                seal = audit_chain.image_seal(seal, digest, images, self.journal_id, table, row_id, before, after)
                yield images, self.journal_id, table, row_id, before, after, salt, seal

        self._connection.executemany(
            "INSERT INTO journal_row(id, journal_id, table_name, row_id, before, after, salt, seal)"
            " VALUES (?,?,?,?,?,?,?,?)",
            chained(),
        )
        return images, seal

    def _seal(self, line: tuple[object, ...], images: int, images_hash: bytes) -> None:
        entries, ledger_hash, previous = self._connection.execute(
            "SELECT c.entries, c.hash, a.hash FROM chain_head c, audit_head a"
        ).fetchone()
        sealed = audit_chain.sealed(previous, line, entries, ledger_hash, images, images_hash)
        self._connection.execute(
            "INSERT INTO audit_seal(journal_id, entries, ledger_hash, images, images_hash, hash) VALUES (?,?,?,?,?,?)",
            (self.journal_id, entries, ledger_hash, images, images_hash, sealed),
        )

    def _roll_back(self) -> None:
        # A full disk may have rolled the transaction back already.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def _image(connection: Any, table: str, row_id: int) -> Values | None:
    try:
        return read_row(connection, table, row_id)
    except LookupError:
        return None


def _images(connection: Any, table: str, ids: range) -> Iterator[tuple[int, str]]:
    """Id and JSON image of the rows whose ids lie in the range, in order; made by the engine, as many are."""
    columns = [column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    pairs = ", ".join(f"'{column}', {column}" for column in columns)
    return connection.execute(
        f"SELECT id, json_object({pairs}) FROM {table} WHERE id >= ? AND id < ? ORDER BY id", (ids.start, ids.stop)
    )


def read_row(connection: Any, table: str, row_id: int) -> Values:
    """A row's columns as the file holds them. Raises: LookupError where it does not exist."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    row = cursor.fetchone()
    if row is None:
        raise LookupError(f"{table} {row_id}")
    return dict(zip((column[0] for column in cursor.description), row, strict=True))
