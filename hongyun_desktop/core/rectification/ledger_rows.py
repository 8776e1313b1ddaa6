# SPDX-License-Identifier: GPL-3.0-or-later
"""Which row of a ledger is which known task, and what a hand changed of it since.

Several rows may say the same of title, kind, place and day: then the one that fits best is taken, so that another
order of the rows or other numbers in front of them change nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from json import dumps
from typing import Any

from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.rectification.ledger_lines import TaskLine
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rows import number_of
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

# By these units a hand changes a task; an import, and taking one back, is no hand.
_HANDS = ("task_saved", "task_stepped", "task_quantities_saved")
_WATCHED = ("party", "due_on", "cost_fen", "note")


@frozen
class KnownTask:
    """A task that came from a ledger, as an import needs it; quantity: its first measured line; more: the others."""

    task_id: int
    source_key: str
    number: str
    title: str
    party: str
    due_on: date | None
    done_on: date | None
    cost_fen: int | None
    note: str
    state: State
    reopened: int
    last_step_on: date
    quantity_id: int | None
    quantity: Quantity | None
    more: tuple[tuple[int, Quantity], ...] = ()


def known_tasks(store: Store, keys: Collection[str]) -> dict[str, list[KnownTask]]:
    """The tasks of some rows' keys, in the order they were written down."""
    found: dict[str, list[KnownTask]] = {}
    for row in store.sql(
        "SELECT t.id, t.source_key, t.year, t.serial, t.title, t.party, t.due_on, t.done_on, t.cost_fen, t.note,"
        " t.state, t.reopened, (SELECT max(stepped_on) FROM task_step s WHERE s.task_id = t.id), q.id, q.unit,"
        " q.planned_milli, q.done_milli, q.accepted_milli, q.item FROM task t LEFT JOIN task_quantity q ON q.id ="
        " (SELECT min(id) FROM task_quantity m WHERE m.task_id = t.id) WHERE t.source_key IS NOT NULL ORDER BY t.id"
    ):
        task = _known(*row)
        key = task.source_key.partition("#")[0]
        if key in keys:
            found.setdefault(key, []).append(task)
    others = _other_quantities(store)
    return {key: [replace(task, more=others.get(task.task_id, ())) for task in tasks] for key, tasks in found.items()}


def _other_quantities(store: Store) -> dict[int, tuple[tuple[int, Quantity], ...]]:
    """By task, the measured lines behind its first one, each with its id."""
    found: dict[int, tuple[tuple[int, Quantity], ...]] = {}
    for task_id, quantity_id, *measured in store.sql(
        "SELECT task_id, id, unit, planned_milli, done_milli, accepted_milli, item FROM task_quantity q"
        " WHERE EXISTS (SELECT 1 FROM task_quantity f WHERE f.task_id = q.task_id AND f.id < q.id) ORDER BY id"
    ):
        found[task_id] = (*found.get(task_id, ()), (quantity_id, Quantity(*measured)))
    return found


def _known(
    task_id: int, source_key: str, year: int, serial: int, title: str, party: str, due_on: str | None,
    done_on: str | None, cost_fen: int | None, note: str, state: str, reopened: int, last_step_on: str,
    quantity_id: int | None, *measured: Any,
) -> KnownTask:  # fmt: skip
    return KnownTask(
        task_id, source_key, number_of(year, serial), title, party, day_of(due_on), day_of(done_on), cost_fen, note,
        State(state), reopened, date.fromisoformat(last_step_on), quantity_id,
        Quantity(*measured) if quantity_id is not None else None,
    )  # fmt: skip


def paired(
    lines: Sequence[TaskLine], known: Mapping[str, Sequence[KnownTask]]
) -> Iterator[tuple[TaskLine, str, KnownTask | None]]:
    """Every line in its order with its key in the file's tasks, and its task where there is one."""
    groups: dict[str, list[TaskLine]] = {}
    for line in lines:
        groups.setdefault(line.key, []).append(line)
    answers: dict[tuple[str, int], tuple[str, KnownTask | None]] = {}
    for key, group in groups.items():
        for line, full_key, task in _pair_group(key, group, known.get(key, ())):
            answers[line.sheet, line.row] = full_key, task
    for line in lines:
        yield line, *answers[line.sheet, line.row]


def _pair_group(
    key: str, lines: Sequence[TaskLine], tasks: Sequence[KnownTask]
) -> Iterator[tuple[TaskLine, str, KnownTask | None]]:
    left, free = list(tasks), list(lines)
    for least in (4, 3, 2, 1, 0):
        for line in list(free):
            best = next((task for task in left if _likeness(line, task) >= least), None)
            if best is not None:
                left.remove(best)
                free.remove(line)
                yield line, best.source_key, best
    taken = {task.source_key for task in tasks}
    number = 0
    for line in free:
        number += 1
        while f"{key}#{number}" in taken:
            number += 1
        yield line, f"{key}#{number}", None


def _likeness(line: TaskLine, task: KnownTask) -> int:
    """4 for just the same, 3 for the same but for blank cells, 2 for the same amount, 1 for the same unit."""
    told, kept = line.quantity, task.quantity
    done_on = line.done_on if line.state is State.CLOSED else None
    measure = (told.unit, told.planned_milli, told.done_milli) if told else None
    known = (kept.unit, kept.planned_milli, kept.done_milli) if kept else None
    if measure == known:
        same = (line.party, line.due_on, done_on, line.state, line.note, line.cost_fen) == (
            task.party, task.due_on, task.done_on, task.state, task.note, task.cost_fen)  # fmt: skip
        blanks = (line.party or task.party, line.due_on or task.due_on, done_on or task.done_on)
        return 4 if same else 3 if blanks == (task.party, task.due_on, task.done_on) else 2
    if measure is None or known is None or measure[0] != known[0]:
        return 0
    return 2 if measure[1] == known[1] else 1


def measured_by_hand(store: Store, task: KnownTask, quantity_id: int | None) -> bool:
    """Whether a hand wrote a measured line of a task since it was imported, or took one away."""
    where, row = "r.row_id = ?", quantity_id
    if row is None:
        where, row = "r.before ->> 'task_id' = ?", task.task_id
    return bool(store.value(
        "SELECT 1 FROM journal_row r JOIN journal j ON j.id = r.journal_id WHERE r.table_name = 'task_quantity'"
        f" AND j.code {AMONG} AND {where} LIMIT 1",
        (dumps(_HANDS), row),
    ))  # fmt: skip


def hand_columns(store: Store, task: KnownTask) -> frozenset[str]:
    """The columns of a task that a hand changed since it was imported."""
    differ = ", ".join(f"max(r.before ->> '{name}' IS NOT r.after ->> '{name}')" for name in _WATCHED)
    rows = store.sql(
        f"SELECT {differ} FROM journal_row r JOIN journal j ON j.id = r.journal_id WHERE r.table_name = 'task'"
        f" AND r.row_id = ? AND r.before IS NOT NULL AND j.code {AMONG}",
        (task.task_id, dumps(_HANDS)),
    )
    return frozenset(name for name, changed in zip(_WATCHED, rows[0], strict=True) if changed)
