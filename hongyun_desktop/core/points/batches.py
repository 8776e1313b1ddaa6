# SPDX-License-Identifier: GPL-3.0-or-later
"""What was recorded together, batch by batch, and each one's lines. Reads only; `reversal.undo_batch` takes it back."""

import json
from collections.abc import Sequence
from datetime import datetime

from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.points.people import JOINS, NAME, ORDER, SHORT_ADDRESS
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_OPERATOR = "(SELECT o.name FROM entry e JOIN operator o ON o.id = e.recorded_by WHERE e.batch_id = b.id LIMIT 1)"
_FIRST_ACTIVITY = (
    "(SELECT x.name FROM service f JOIN activity x ON x.id = f.activity_id WHERE f.batch_id = b.id"
    " ORDER BY f.id LIMIT 1)"
)


@frozen
class BatchRow:
    """One batch; people, minutes, points: as recorded; standing: how many of its `services` were not taken back.

    kind: sign_in, credit or opening. activity: the first one's name, empty for openings; activities: how many.
    operator: empty where no points were recorded. undone_at: when the whole of it was taken back.
    """

    batch_id: int
    kind: str
    made_at: datetime
    operator: str
    activity: str
    activities: int
    services: int
    standing: int
    people: int
    minutes: int
    points: int
    undone_at: datetime | None


@frozen
class BatchLine:
    """One service of a batch; points 0 where none were earned."""

    service_id: int
    entry_id: int | None
    resident_id: int
    name: str
    dwelling: str
    activity: str
    minutes: int
    points: int
    reversed: bool


def batches(store: Store, _query: Query) -> Window[BatchRow]:
    """All batches, newest first; nothing narrows them down."""
    rows = store.sql("SELECT id FROM batch ORDER BY id DESC")
    return Window([batch_id for (batch_id,) in rows], lambda ids: _rows(store, ids))


def _rows(store: Store, batch_ids: Sequence[int]) -> list[BatchRow]:
    rows = store.sql(
        f"SELECT b.id, b.kind, b.made_at, coalesce({_OPERATOR}, ''), coalesce({_FIRST_ACTIVITY}, ''),"
        " count(DISTINCT s.activity_id), count(s.id), count(s.id) - count(s.reversed_at),"
        " count(DISTINCT coalesce(a.merged_into, a.id)), coalesce(sum(s.minutes), 0), coalesce(sum(e.amount), 0),"
        " b.undone_at FROM json_each(?) asked JOIN batch b ON b.id = asked.value"
        " LEFT JOIN service s ON s.batch_id = b.id LEFT JOIN account a ON a.id = s.account_id"
        " LEFT JOIN entry e ON e.id = s.entry_id GROUP BY asked.key ORDER BY asked.key",
        (json.dumps(list(batch_ids)),),
    )
    return [
        BatchRow(
            batch_id, kind, datetime.fromisoformat(made_at), *counted,
            undone_at=datetime.fromisoformat(undone_at) if undone_at else None,
        )
        for batch_id, kind, made_at, *counted, undone_at in rows
    ]  # fmt: skip


def lines(store: Store, batch_id: int) -> Window[BatchLine]:
    """The services of one batch by building, unit and room as numbers, then name; empty for an unknown batch."""
    rows = store.sql(
        f"SELECT s.id FROM service s JOIN account k ON k.id = s.account_id"
        f" JOIN account a ON a.id = coalesce(k.merged_into, k.id) {JOINS} WHERE s.batch_id = ? ORDER BY {ORDER}, s.id",
        (batch_id,),
    )
    return Window([service_id for (service_id,) in rows], lambda ids: _lines(store, ids))


def _lines(store: Store, service_ids: Sequence[int]) -> list[BatchLine]:
    rows = store.sql(
        f"SELECT s.id, s.entry_id, r.id, {NAME}, {SHORT_ADDRESS}, coalesce(x.name, ''), s.minutes,"
        " coalesce(e.amount, 0), s.reversed_at IS NOT NULL FROM json_each(?) asked JOIN service s ON s.id = asked.value"
        f" JOIN account k ON k.id = s.account_id JOIN account a ON a.id = coalesce(k.merged_into, k.id) {JOINS}"
        " LEFT JOIN activity x ON x.id = s.activity_id LEFT JOIN entry e ON e.id = s.entry_id ORDER BY asked.key",
        (json.dumps(list(service_ids)),),
    )
    return [BatchLine(*row[:8], reversed=bool(row[8])) for row in rows]
