# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done, by whom and when; and taking back the newest of it.

Reads the journal that `unit` writes. Knows rows only as JSON, tables only by name.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hongyun_desktop.core.changes import Changed, topics_of
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store.audit_chain import ERASED
from hongyun_desktop.core.store.database import engine, translated
from hongyun_desktop.core.store.rights import SENSITIVE_COLUMNS, Right, right_of
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.upkeep import IS_NO_UPKEEP, UPKEEP
from hongyun_desktop.frozen_class import frozen


@frozen
class JournalEntry:
    """One unit of work; params hold ids and counts for the sentence of `code`."""

    journal_id: int
    at: datetime
    operator: str
    code: str
    params: Mapping[str, Any]


@frozen
class Difference:
    """One column that a unit changed in one row, as the file holds it; None where the row did not exist."""

    column: str
    before: Any
    after: Any


@frozen
class HistoryEntry:
    """What one unit did to one row; `erased` where its images were blanked."""

    entry: JournalEntry
    differences: tuple[Difference, ...]
    erased: bool = False


def entries(store: Store, limit: int = 200) -> list[JournalEntry]:
    """The newest units, newest first."""
    rows = store.sql(f"{_ENTRY} ORDER BY j.id DESC LIMIT ?", (limit,))
    return [_entry(*row) for row in rows]


def history(store: Store, table: str, row_id: int) -> list[HistoryEntry]:
    """All that happened to one row, oldest first; without what is sensitive for those who may not see it."""
    rows = store.sql(
        "SELECT j.id, j.at, o.name, j.code, j.params, r.before, r.after FROM journal_row r"
        " JOIN journal j ON j.id = r.journal_id JOIN operator o ON o.id = j.operator_id"
        " WHERE r.table_name = ? AND r.row_id = ? ORDER BY r.id",
        (table, row_id),
    )
    hidden = frozenset() if store.may(Right.SEE_SENSITIVE) else SENSITIVE_COLUMNS.get(table, frozenset())
    return [
        HistoryEntry(_entry(*head), _differences(before, after, hidden), erased=ERASED in (before, after))
        for *head, before, after in rows
    ]


_ENTRY = "SELECT j.id, j.at, o.name, j.code, j.params FROM journal j JOIN operator o ON o.id = j.operator_id"


def _entry(journal_id: int, at: str, operator: str, code: str, params: str) -> JournalEntry:
    return JournalEntry(journal_id, datetime.fromisoformat(at), operator, code, json.loads(params))


def _differences(before: str | None, after: str | None, hidden: frozenset[str]) -> tuple[Difference, ...]:
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    columns = [column for column in dict.fromkeys((*old, *new)) if column not in hidden]
    return tuple(Difference(c, old.get(c), new.get(c)) for c in columns if c != "id" and old.get(c) != new.get(c))


def undoable(store: Store) -> JournalEntry | None:
    """The unit that undo would take back: the newest of this opening that stands."""
    standing = [step for step in _steps(store) if not step.taken_back and step.depth % 2 == 0]
    return _entry_of(store, standing[-1]) if standing else None


def redoable(store: Store) -> JournalEntry | None:
    """The undo that redo would take back: the newest one that stands, if nothing new was done after it."""
    steps = _steps(store)
    last_new = max((step.journal_id for step in steps if step.depth == 0), default=0)
    standing = [s for s in steps if not s.taken_back and s.depth % 2 == 1 and s.journal_id > last_new]
    return _entry_of(store, standing[-1]) if standing else None


def origin(store: Store, entry: JournalEntry) -> JournalEntry:
    """The step that an undo or a redo goes back to; anything else is its own origin."""
    rows = store.sql(
        "WITH RECURSIVE back(id) AS (SELECT ? UNION ALL SELECT undoes FROM journal j JOIN back USING (id)"
        " WHERE undoes IS NOT NULL) SELECT min(id) FROM back",
        (entry.journal_id,),
    )
    return _entry(*store.sql(f"{_ENTRY} WHERE j.id = ?", rows[0])[0])


def can_be_undone(store: Store, journal_id: int) -> bool:
    """Whether undo would take back just this unit: the newest of this opening, and no ledger or certificate in it."""
    newest = undoable(store)
    return (
        newest is not None
        and newest.journal_id == journal_id
        and bool(store.value("SELECT undoable FROM journal WHERE id = ?", (journal_id,)))
    )


@frozen
class _Step:
    """A unit of this opening; depth: 0 something new, odd an undo, even and over 0 a redo."""

    journal_id: int
    depth: int
    taken_back: bool


def _steps(store: Store) -> list[_Step]:
    statement = f"SELECT id, undoes FROM journal WHERE run = ? AND {IS_NO_UPKEEP} ORDER BY id"
    rows = store.sql(statement, (store.run, *UPKEEP))
    depths: dict[int, int] = {}
    for journal_id, undoes in rows:
        depths[journal_id] = depths[undoes] + 1 if undoes else 0
    taken_back = {undoes for _, undoes in rows}
    return [_Step(journal_id, depth, journal_id in taken_back) for journal_id, depth in depths.items()]


def _entry_of(store: Store, step: _Step) -> JournalEntry:
    return _entry(*store.sql(f"{_ENTRY} WHERE j.id = ?", (step.journal_id,))[0])


def undo(store: Store) -> Changed:
    """Take back the newest unit of this opening.

    Raises: Refused("nothing_to_undo"), Refused("undo_not_possible", what) for ledger and certificates (they are
    reversed, never undone), Refused("undo_row_changed"), Refused("undo_row_in_use").
    """
    target = undoable(store)
    if target is None:
        raise Refused("nothing_to_undo")
    return _take_back(store, target, "undo")


def redo(store: Store) -> Changed:
    """Do again what undo took back. Raises: Refused("nothing_to_redo") and those of `undo`."""
    target = redoable(store)
    if target is None:
        raise Refused("nothing_to_redo")
    return _take_back(store, target, "redo")


def _take_back(store: Store, target: JournalEntry, code: str) -> Changed:
    if not store.value("SELECT undoable FROM journal WHERE id = ?", (target.journal_id,)):
        raise Refused("undo_not_possible", what=target.code)
    right = right_of(target.code)
    if right is not None:
        store.demand(right)
    rows = store.sql(
        "SELECT table_name, row_id, before, after FROM journal_row WHERE journal_id = ? ORDER BY id DESC",
        (target.journal_id,),
    )
    with store.unit(code, what=target.code, journal_id=target.journal_id) as unit:
        unit.undoes = target.journal_id
        try:
            with translated(store.path):
                for table, row_id, before, after in rows:
                    unit.put_back(table, row_id, after, before)
        except engine.IntegrityError as error:
            raise Refused("undo_row_in_use", what=target.code) from error
        return unit.changed(*topics_of({table for table, *_ in rows}))
