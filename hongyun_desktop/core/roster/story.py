# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened to a person or a dwelling, told in values that may be read over a shoulder: numbers stay masked.

Reads the journal only; `messages` has the sentences.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from hongyun_desktop.core.identity import mask_id_number, mask_phone
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS, Occupancy
from hongyun_desktop.core.roster.unmasking import NUMBERS_SHOWN
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.journal import Difference, HistoryEntry, JournalEntry
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_SILENT = frozenset({"hand_edited", "merged_into", "erased_at", "floor", "building_unit_id"})


@frozen
class FieldChange:
    """One field from what to what, as text; empty for nothing."""

    field: str
    before: str
    after: str


@frozen
class Step:
    """One unit of work as far as it touched the record; created: it made the record."""

    entry: JournalEntry
    created: bool
    erased: bool
    changes: tuple[FieldChange, ...]


def history_of(store: Store, kind: str, record_id: int, limit: int = 10) -> list[Step]:
    """The newest steps, newest first; of a resident also who looked at whole numbers. kind: resident or dwelling."""
    found = journal.history(store, kind, record_id)[-limit:]
    steps = [_step(store, each) for each in found] + (_looks(store, record_id) if kind == "resident" else [])
    return sorted(steps, key=lambda step: step.entry.journal_id, reverse=True)[:limit]


def _looks(store: Store, resident_id: int) -> list[Step]:
    rows = store.sql(
        "SELECT j.id, j.at, o.name, j.params FROM journal j JOIN operator o ON o.id = j.operator_id"
        " WHERE j.code = ? AND j.params ->> 'resident' = ?",
        (NUMBERS_SHOWN, resident_id),
    )
    entries = [
        JournalEntry(journal_id, datetime.fromisoformat(at), operator, NUMBERS_SHOWN, json.loads(params))
        for journal_id, at, operator, params in rows
    ]
    return [Step(entry, created=False, erased=False, changes=()) for entry in entries]


def _step(store: Store, each: HistoryEntry) -> Step:
    created = bool(each.differences) and all(diff.before is None for diff in each.differences)
    changes = () if created or each.erased else tuple(
        FieldChange(diff.column, _text(store, diff.column, diff.before), _text(store, diff.column, diff.after))
        for diff in each.differences
        if diff.column not in _SILENT and _differs(diff)
    )  # fmt: skip
    return Step(each.entry, created, each.erased, changes)


def _differs(diff: Difference) -> bool:
    return (diff.before or "") != (diff.after or "")


def _text(store: Store, column: str, value: Any) -> str:
    if value is None or value in ("", "[]"):
        return ""
    if column == "dwelling_id":
        return _address(store, value)
    return _READ.get(column, str)(value)


def _address(store: Store, dwelling_id: int) -> str:
    rows = store.sql(
        "SELECT b.code, u.code, d.room FROM dwelling d JOIN building_unit u ON u.id = d.building_unit_id"
        " JOIN building b ON b.id = u.building_id WHERE d.id = ?",
        (dwelling_id,),
    )
    return Address(*rows[0]).full if rows else ""


def _listed(value: str) -> str:
    return "、".join(json.loads(value))


_READ: dict[str, Callable[[Any], str]] = {
    "occupancy": lambda value: OCCUPANCY_WORDS[Occupancy(value)],
    "id_number": mask_id_number,
    "phones": lambda value: "、".join(mask_phone(phone) for phone in json.loads(value)),
    "tags": _listed,
    "nicknames": _listed,
}
