# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger workbook into the tasks: what it would change, and the one transaction that changes it.

A row is known again by what it says (its key), never by its number. What a hand changed in the program stays; a file
moves a task forward, never back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.import_layout import Meanings, keep
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.rectification.ledger_lines import TaskLine, totals_of
from hongyun_desktop.core.rectification.ledger_rows import (
    KnownTask,
    hand_columns,
    known_tasks,
    measured_by_hand,
    paired,
)
from hongyun_desktop.core.rectification.quantities import Quantity, Total, quantity_text
from hongyun_desktop.core.rectification.rules import ENDED_WITHOUT_WORK, State
from hongyun_desktop.core.rectification.tables import Task, TaskQuantity, TaskStep
from hongyun_desktop.core.rectification.tasks import next_serial, place_columns, quantity_columns, step_columns
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.core.store.upkeep import newest_change
from hongyun_desktop.frozen_class import frozen

REASON = "台账导入"
Tell = Callable[[int, int], object]
_ORDER = tuple(State)
_AT_ONCE = 500


@frozen
class TaskDifference:
    """A value that a hand changed in the program and the file has otherwise; field: party, due_on, done …"""

    task_id: int
    number: str
    title: str
    field: str
    kept: str
    in_file: str


@frozen
class TaskChange:
    """What a row changes of a task that is known; empty columns and no quantity where only its state goes on.

    more: the other measured lines that change, each with its id, None for a new one.
    """

    task: KnownTask
    line: TaskLine
    columns: Mapping[str, object]
    quantity: Quantity | None
    to: State | None
    more: tuple[tuple[int | None, Quantity], ...] = ()


@frozen
class TaskPlan:
    """What a ledger would change; tasks and totals are of its accepted rows, the same whenever it is read.

    journal_id: the newest step when the plan was made.
    """

    tasks: int
    totals: tuple[Total, ...]
    added: int
    updated: int
    unchanged: int
    problems: tuple[ImportProblem, ...]
    differences: tuple[TaskDifference, ...]
    journal_id: int
    new: tuple[tuple[str, TaskLine], ...] = field(repr=False, default=())
    changed: tuple[TaskChange, ...] = field(repr=False, default=())


def plan_tasks(store: Store, lines: Sequence[TaskLine]) -> TaskPlan:
    """What the rows of a ledger mean; writes nothing."""
    taken = [line for line in lines if line.taken]
    known = known_tasks(store, {line.key for line in taken})
    new: list[tuple[str, TaskLine]] = []
    changed: list[TaskChange] = []
    differences: list[TaskDifference] = []
    for line, key, task in paired(taken, known):
        if task is None:
            new.append((key, line))
        elif change := _change(store, task, line, differences):
            changed.append(change)
    return TaskPlan(
        tasks=len(taken),
        totals=totals_of(lines),
        added=len(new),
        updated=len(changed),
        unchanged=len(taken) - len(new) - len(changed),
        problems=tuple(
            ImportProblem(line.sheet, line.row, line.problem, line.title, line.problem_text)
            for line in lines if line.problem
        ),
        differences=tuple(differences),
        journal_id=newest_change(store),
        new=tuple(new),
        changed=tuple(changed),
    )  # fmt: skip


def _change(store: Store, task: KnownTask, line: TaskLine, differences: list[TaskDifference]) -> TaskChange | None:
    """What a row changes of its task; None for nothing. What a hand wrote goes to the differences instead."""
    to = _moves_to(task, line)
    columns: dict[str, object] = {}
    for name in ("party", "due_on", "cost_fen", "note"):
        told, kept = getattr(line, name), getattr(task, name)
        if told in (None, "") or told == kept:
            continue
        if name in hand_columns(store, task):
            differences.append(_difference(task, name, _shown(name, kept), _shown(name, told)))
        else:
            columns[name] = told
    kept: list[tuple[int | None, Quantity | None]] = [(task.quantity_id, task.quantity), *task.more]
    kept += [(None, None)] * (len(line.quantities) - len(kept))
    changed = [
        (each, _quantity(store, task, (each, stands, new), to, differences))
        for (each, stands), new in zip(kept, line.quantities, strict=False)
    ]
    quantity = changed[0][1] if changed else None
    more = tuple((each, new) for each, new in changed[1:] if new is not None)
    return TaskChange(task, line, columns, quantity, to, more) if columns or quantity or to or more else None


def _moves_to(task: KnownTask, line: TaskLine) -> State | None:
    """Where the row moves its task; None for where it stands already, or has been."""
    if task.state in ENDED_WITHOUT_WORK or _ORDER.index(line.state) <= _ORDER.index(task.state):
        return None
    if task.reopened and (line.done_on is None or line.done_on <= task.last_step_on):
        return None
    return line.state


def _quantity(
    store: Store,
    task: KnownTask,
    measured: tuple[int | None, Quantity | None, Quantity],
    to: State | None,
    differences: list[TaskDifference],
) -> Quantity | None:
    """A measured line of the task (its id, as it stands) as the row has it; None for no change."""
    quantity_id, kept, told = measured
    if told == kept:
        return None
    if kept is None:
        return None if measured_by_hand(store, task, quantity_id) else told
    if to is State.CLOSED:
        return told
    if measured_by_hand(store, task, quantity_id) or task.state not in (_ORDER[0], _ORDER[1], _ORDER[2]):
        if (told.unit, told.planned_milli, told.done_milli) != (kept.unit, kept.planned_milli, kept.done_milli):
            differences.append(_difference(task, "quantity", _measure(kept), _measure(told)))
        return None
    if told.done_milli < kept.done_milli:
        differences.append(_difference(task, "quantity", _measure(kept), _measure(told)))
        told = Quantity(told.unit, told.planned_milli, kept.done_milli, kept.accepted_milli, kept.item)
    return told if told != kept else None


def _difference(task: KnownTask, name: str, kept: str, in_file: str) -> TaskDifference:
    return TaskDifference(task.task_id, task.number, task.title, name, kept, in_file)


def _measure(line: Quantity) -> str:
    return f"{quantity_text(line.done_milli)}/{quantity_text(line.planned_milli)} {line.unit}"


def _shown(name: str, value: Any) -> str:
    if name == "cost_fen" and value is not None:
        return yuan_text(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _quiet(_done: int, _total: int) -> None:
    return


def apply_tasks(store: Store, plan: TaskPlan, meanings: Meanings | None = None, tell: Tell = _quiet) -> Changed:
    """Write what a plan would change, all or nothing; a plan that changes nothing leaves no trace.

    meanings: what a person said of the headings, kept with it. tell: called with (done, total) tasks; what it raises
    takes everything back. Raises: Refused("plan_outdated") where data were changed since the plan was made.
    """
    with store.unit("tasks_imported", added=plan.added, updated=plan.updated) as unit:
        if newest_change(store) != plan.journal_id:
            raise Refused("plan_outdated")
        total = len(plan.new) + len(plan.changed)
        for start in range(0, len(plan.new), _AT_ONCE):
            tell(start, total)
            _insert(unit, plan.new[start : start + _AT_ONCE])
        for done, change in enumerate(plan.changed, len(plan.new)):
            tell(done, total)
            _update(unit, change)
        tell(total, total)
        if meanings is not None:
            keep(unit, meanings)
    return unit.changed(Topic.TASK)


def _insert(unit: Unit, new: Sequence[tuple[str, TaskLine]]) -> None:
    day = today(unit.store.clock)
    serials: dict[int, int] = {}
    rows: list[dict[str, object]] = []
    for key, line in new:
        raised_on = raised_day(line, day)
        serial = serials.get(raised_on.year) or next_serial(unit.store, raised_on.year)
        serials[raised_on.year] = serial + 1
        rows.append({"year": raised_on.year, "serial": serial, **_columns(unit.store, key, line, raised_on)})
    ids = unit.insert_many(Task, rows)
    pairs = [(task_id, line) for task_id, (_key, line) in zip(ids, new, strict=True)]
    unit.insert_many(TaskQuantity, [quantity_columns(i, each) for i, line in pairs for each in line.quantities])
    unit.insert_many(TaskStep, [
        {"task_id": task_id, **step} for task_id, line in pairs for step in _steps(unit.store, line, day)
    ])  # fmt: skip


def raised_day(line: TaskLine, day: date) -> date:
    """The day a row was raised; where the ledger has none, the first day that it names, else the day given."""
    return line.raised_on or min((each for each in (line.due_on, line.done_on) if each and each <= day), default=day)


def _columns(store: Store, key: str, line: TaskLine, raised_on: date) -> dict[str, object]:
    return {
        "title": line.title, "category": line.category, **place_columns(store, line.place), "source": "other",
        "about_property": False, "priority": "normal", "party": line.party, "raised_on": raised_on,
        "due_on": line.due_on, "done_on": line.done_on if line.state is State.CLOSED else None,
        "cost_fen": line.cost_fen, "note": line.note, "state": line.state.value, "reopened": 0, "source_key": key,
    }  # fmt: skip


def _steps(store: Store, line: TaskLine, day: date) -> list[dict[str, object]]:
    """What the ledger tells of a task's way; the days between are not known and not made up."""
    raised_on = raised_day(line, day)
    steps = [step_columns(store, None, State.REGISTERED, raised_on, REASON)]
    stands = State.REGISTERED
    if line.party:
        steps.append(step_columns(store, stands, State.ASSIGNED, raised_on, REASON, line.party))
        stands = State.ASSIGNED
    if line.state is not stands:
        on = (line.done_on or day) if line.state is State.CLOSED else raised_on
        steps.append(step_columns(store, stands, line.state, on, REASON))
    return steps


def _update(unit: Unit, change: TaskChange) -> None:
    task, line, columns = change.task, change.line, dict(change.columns)
    first = ((task.quantity_id, change.quantity),) if change.quantity is not None else ()
    for quantity_id, quantity in (*first, *change.more):
        values = quantity_columns(task.task_id, quantity)
        if quantity_id is None:
            unit.insert(TaskQuantity, **values)
        else:
            unit.update(TaskQuantity, quantity_id, **values)
    if change.to is not None:
        columns["state"] = change.to.value
        if change.to is State.CLOSED:
            columns["done_on"] = line.done_on
        on = max(line.done_on or today(unit.store.clock), task.last_step_on)
        party = line.party if change.to is State.ASSIGNED else ""
        step = step_columns(unit.store, task.state, change.to, on, REASON, party)
        unit.insert(TaskStep, task_id=task.task_id, **step)
    unit.update(Task, task.task_id, **columns)
