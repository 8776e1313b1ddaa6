# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks for the tests of this folder."""

from datetime import date
from typing import Any

from hongyun_desktop.core.rectification import stepping, tasks
from hongyun_desktop.core.rectification.places import place_of
from hongyun_desktop.core.rectification.quantities import MILLI, Quantity
from hongyun_desktop.core.rectification.rules import State, TaskValues
from hongyun_desktop.core.store.store import Store

OCTOBER = date(2026, 10, 1)


def task(
    store: Store, title: str = "楼道堆物", place: str = "7栋1单元楼道", category: str = "楼道堆物", **more: Any
) -> int:
    """A task raised on 1 October 2026 unless said otherwise; its id."""
    values = TaskValues(title, category, more.pop("raised_on", OCTOBER), place_of(place), **more)
    return tasks.save_task(store, values).params["task_id"]


def measure(unit: str, planned: int, done: int = 0, accepted: int = 0) -> Quantity:
    return Quantity(unit, planned * MILLI, done * MILLI, accepted * MILLI)


def walk(store: Store, task_id: int, *states: State, on: date = OCTOBER, reason: str = "说明", **more: Any) -> None:
    """Let a task go through states, all on one day."""
    for state in states:
        stepping.step(store, task_id, state, on=on, reason=reason, party="物业", **more)


UNTIL_ACCEPTANCE = (State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE)
UNTIL_CLOSED = (*UNTIL_ACCEPTANCE, State.CLOSED)
