# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a task: who takes it on, when it is done, accepted, sent back, reopened, or ended without work.

Which step may follow which is decided in `rules`. Knows nothing of the screen.
"""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rows import seen, task_row
from hongyun_desktop.core.rectification.rules import State, TaskRow, check_step
from hongyun_desktop.core.rectification.tables import Task, TaskStep
from hongyun_desktop.core.rectification.tasks import checked_quantities, step_columns, write_quantities
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_DONE = frozenset({State.AWAITING_ACCEPTANCE, State.CLOSED})


def step(
    store: Store,
    task_id: int,
    to: State,
    *,
    on: date,
    reason: str = "",
    party: str = "",
    quantities: Sequence[Quantity] | None = None,
    duplicate_of: int | None = None,
) -> Changed:
    """Let a task go to another state on a day.

    party: to whom it is given (派单) or handed on (已移交). quantities: the task's lines as they are from now on; None
    leaves them. duplicate_of: the task that a duplicate repeats.
    Raises: those of `rules.check_step` and `tasks.checked_quantities`, Invalid("day_in_future", "on"),
    Invalid("step_before_last", "on", day), Invalid("duplicate_of_missing", "duplicate_of"),
    Invalid("duplicate_of_itself", "duplicate_of"), Refused("task_unknown").
    """
    row = task_row(store, task_id)
    lines = row.quantities if quantities is None else checked_quantities(quantities)
    reopens = check_step(row.state, to, reason, party, lines).reopens
    _check_day(store, row, on)
    if to is State.DUPLICATE:
        _check_original(store, task_id, duplicate_of)
    with store.unit("task_stepped", task_id=task_id, to=to.value) as unit:
        if quantities is not None:
            write_quantities(unit, task_id, lines)
        _write(unit, row, to, on, party, duplicate_of, reopens=reopens)
        unit.insert(TaskStep, task_id=task_id, **step_columns(store, row.state, to, on, reason, party))
        return unit.changed(Topic.TASK)


def _write(
    unit: Unit, row: TaskRow, to: State, on: date, party: str, duplicate_of: int | None, *, reopens: bool
) -> None:
    unit.update(
        Task, row.task_id, state=to.value, reopened=row.reopened + reopens,
        party=clean_text(party) if to is State.ASSIGNED else row.party,
        done_on=(row.done_on or on) if to in _DONE else None,
        duplicate_of=duplicate_of if to is State.DUPLICATE else None,
    )  # fmt: skip


def _check_day(store: Store, row: TaskRow, on: date) -> None:
    if on > today(store.clock):
        raise Invalid("day_in_future", "on")
    last = store.value("SELECT max(stepped_on) FROM task_step WHERE task_id = ?", (row.task_id,))
    if last and on.isoformat() < last:
        raise Invalid("step_before_last", "on", day=last)


def _check_original(store: Store, task_id: int, duplicate_of: int | None) -> None:
    if duplicate_of is None:
        raise Invalid("duplicate_of_missing", "duplicate_of")
    if duplicate_of == task_id:
        raise Invalid("duplicate_of_itself", "duplicate_of")
    if not store.value(f"SELECT 1 FROM task t WHERE t.id = ? AND {seen(store)}", (duplicate_of,)):
        raise Refused("task_unknown")
