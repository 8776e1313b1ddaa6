# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is known of one task: its steps, its money, when it was chased. Reads only."""

from datetime import date, datetime
from typing import Any

from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.rectification.letters import letter_number
from hongyun_desktop.core.rectification.rows import number_of, task_row
from hongyun_desktop.core.rectification.rules import (
    ChaseRow,
    ChaseWay,
    FundingKind,
    FundingRow,
    State,
    StepRow,
    TaskCard,
)
from hongyun_desktop.core.settings import committee
from hongyun_desktop.core.store.store import Store

LETTER_NUMBER = "coalesce(json_extract(l.wording, '$.content.number'), '')"
"""A letter's number as it was printed, empty for one that kept none; the prefix may be another one by now."""


def get_task(store: Store, task_id: int) -> TaskCard:
    """All of one task. Raises: Refused("task_unknown")."""
    row = task_row(store, task_id)
    about_property, cost_fen, note, facility_id, facility, *original = store.sql(
        "SELECT t.about_property, t.cost_fen, t.note, t.facility_id, coalesce(f.name, ''), o.year, o.serial FROM task t"
        " LEFT JOIN facility f ON f.id = t.facility_id LEFT JOIN task o ON o.id = t.duplicate_of WHERE t.id = ?",
        (task_id,),
    )[0]
    return TaskCard(
        row, bool(about_property), cost_fen, note, facility_id, facility,
        number_of(*original) if original[0] else "", _steps(store, task_id), _funding(store, task_id),
        chases_of(store, task_id),
    )  # fmt: skip


def _steps(store: Store, task_id: int) -> tuple[StepRow, ...]:
    rows = store.sql(
        "SELECT s.id, s.from_state, s.to_state, s.stepped_on, s.recorded_at, o.name, s.reason, s.party"
        " FROM task_step s JOIN operator o ON o.id = s.operator_id WHERE s.task_id = ? ORDER BY s.id",
        (task_id,),
    )
    return tuple(
        StepRow(i, State(before) if before else None, State(to), date.fromisoformat(day), datetime.fromisoformat(at),
                who, reason, party)
        for i, before, to, day, at, who, reason, party in rows
    )  # fmt: skip


def _funding(store: Store, task_id: int) -> tuple[FundingRow, ...]:
    rows = store.sql(
        "SELECT id, kind, amount_fen, body, booked_on, note FROM task_funding WHERE task_id = ? ORDER BY booked_on, id",
        (task_id,),
    )
    return tuple(FundingRow(i, FundingKind(k), fen, body, date.fromisoformat(d), n) for i, k, fen, body, d, n in rows)


def chases_of(store: Store, task_id: int) -> tuple[ChaseRow, ...]:
    """When a task's party was reminded, oldest first; empty for never."""
    prefix = committee(store).number_prefix
    rows = store.sql(
        "SELECT c.id, c.chased_on, c.way, c.spoke_to, c.answer, c.promised_on, l.kind, l.year, l.serial,"
        f" {LETTER_NUMBER} FROM task_chase c LEFT JOIN task_letter l ON l.id = c.letter_id WHERE c.task_id = ?"
        " ORDER BY c.chased_on, c.id",
        (task_id,),
    )
    return tuple(chase_row(prefix, *row) for row in rows)


def chase_row(prefix: str, *values: Any) -> ChaseRow:
    """One reminding as the query of `chases_of` has it."""
    chase_id, day, way, spoke_to, answer, promised_on, kind, year, serial, printed = values
    return ChaseRow(
        chase_id, date.fromisoformat(day), ChaseWay(way), spoke_to, answer, day_of(promised_on),
        printed or (letter_number(prefix, kind, year, serial) if kind else ""),
    )  # fmt: skip
