# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks as the file holds them, made into rows; and which of them whoever is at the desk may see.

Every other module of rectification reads tasks through this one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from json import dumps
from typing import Any

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.rectification.places import Place, place_of
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import OPEN, Priority, Source, State, TaskRow
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store

IS_OPEN = f"t.state IN ({', '.join(repr(state.value) for state in sorted(OPEN))})"
_PHOTOS = "(SELECT count(*) FROM photo p WHERE p.task_id = t.id AND p.stage = '{stage}')"
# A duplicate is no second time; whatever was raised on the same day counts in the order it was written down.
_RECURRENCE = (
    "iif(t.place_key = '', 1, (SELECT 1 + count(*) FROM task e WHERE e.category = t.category"
    " AND e.place_key = t.place_key AND e.place_key <> '' AND e.state NOT IN ('duplicate', 'rejected')"
    " AND (e.raised_on, e.id) < (t.raised_on, t.id)))"
)
COLUMNS = (
    "t.id, t.year, t.serial, t.title, t.category, t.road, t.road_number, coalesce(b.code, ''), coalesce(u.code, ''),"
    " t.spot, t.state, t.source, t.priority, t.party, t.raised_on, t.due_on, t.done_on, t.reopened,"
    f" {_RECURRENCE}, {_PHOTOS.format(stage='before')}, {_PHOTOS.format(stage='after')}"
)
FROM = "FROM task t LEFT JOIN building b ON b.id = t.building_id LEFT JOIN building_unit u ON u.id = t.building_unit_id"


def seen(store: Store) -> str:
    """The condition for tasks (t) that whoever is at the desk may see: matters against the property not for all."""
    return "1" if store.may(Right.SEE_SENSITIVE) else "t.about_property = 0"


def number_of(year: int, serial: int) -> str:
    """A task's number as people say it: 2026-012."""
    return f"{year}-{serial:03d}"


def task_rows(store: Store, ids: Sequence[int]) -> list[TaskRow]:
    """Some tasks in the order asked; those that are gone or not to be seen are left out."""
    asked = dumps(list(ids))
    lines = quantities_of(store, ids)
    day = today(store.clock)
    found = {
        values[0]: _row(day, lines, *values)
        for values in store.sql(f"SELECT {COLUMNS} {FROM} WHERE t.id {AMONG} AND {seen(store)}", (asked,))
    }
    return [found[each] for each in ids if each in found]


def task_row(store: Store, task_id: int) -> TaskRow:
    """One task. Raises: Refused("task_unknown") where there is none that may be seen."""
    rows = task_rows(store, [task_id])
    if not rows:
        raise Refused("task_unknown")
    return rows[0]


def quantities_of(store: Store, ids: Iterable[int]) -> dict[int, tuple[Quantity, ...]]:
    """The measured lines of some tasks, in their order; a task without lines is not among the keys."""
    found: dict[int, list[Quantity]] = {}
    for task_id, *values in store.sql(
        "SELECT task_id, unit, planned_milli, done_milli, accepted_milli, item FROM task_quantity"
        f" WHERE task_id {AMONG} ORDER BY id",
        (dumps(list(ids)),),
    ):
        found.setdefault(task_id, []).append(Quantity(*values))
    return {task_id: tuple(lines) for task_id, lines in found.items()}


def place_from(road: str, road_number: str, building: str, unit: str, spot: str) -> Place:
    """The place of a row; a building that the roster does not know stands whole in the spot, and is read from it."""
    place = Place(road, road_number, building, unit, spot)
    again = place_of(place.text) if not road else place
    return again if again.building else place


def _row(day: date, lines: dict[int, tuple[Quantity, ...]], *values: Any) -> TaskRow:
    (task_id, year, serial, title, category, road, road_number, building, unit, spot, state, source, priority, party,
     raised_on, due_on, done_on, reopened, recurrence, before, after) = values  # fmt: skip
    due, stands = day_of(due_on), State(state)
    return TaskRow(
        task_id, number_of(year, serial), title, category, place_from(road, road_number, building, unit, spot), stands,
        Source(source), Priority(priority), party, date.fromisoformat(raised_on), due, day_of(done_on),
        max((day - due).days, 0) if due and stands in OPEN else 0, reopened, recurrence, lines.get(task_id, ()),
        before, after,
    )  # fmt: skip
