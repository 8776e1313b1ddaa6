# SPDX-License-Identifier: GPL-3.0-or-later
"""Rectification tasks: writing one down, changing it, taking it away, and all that is known of it.

Where a task stands is changed in `stepping` only. Knows nothing of the screen.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification.cards import get_task
from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.rectification.quantities import Quantity, unit_of
from hongyun_desktop.core.rectification.rows import FROM, place_from, quantities_of, seen, task_row
from hongyun_desktop.core.rectification.rules import Priority, Source, State, TaskValues
from hongyun_desktop.core.rectification.tables import Task, TaskQuantity, TaskStep
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

__all__ = [
    "buildings", "categories", "checked_quantities", "get_task", "next_serial", "parties", "place_columns", "put_task",
    "quantity_columns", "remove_task", "roads", "save_task", "set_quantities", "step_columns", "values_of",
    "write_quantities",
]  # fmt: skip

_HANGING = ("task_funding", "task_chase", "photo")


def save_task(store: Store, values: TaskValues, task_id: int | None = None) -> Changed:
    """Write down a task, or change one; params of the outcome hold its task_id.

    A new one is 登记 and gets the next number of the year it was raised in.
    Raises: Invalid("task_title_empty", "title"), ("task_category_empty", "category"), ("day_in_future", "raised_on"),
    ("due_before_raised", "due_on"), ("raised_after_step", "raised_on", day), those of `checked_quantities`,
    Refused("task_unknown").
    """
    with store.unit("task_saved") as unit:
        unit.params["task_id"] = put_task(unit, values, task_id)
        return unit.changed(Topic.TASK)


def put_task(unit: Unit, values: TaskValues, task_id: int | None = None) -> int:
    """The same within a transaction that does more; the task's id."""
    columns, quantities = _columns(unit.store, values), checked_quantities(values.quantities)
    if task_id is None:
        task_id = _insert(unit, columns, values.raised_on)
    else:
        task_row(unit.store, task_id)
        _move_first_step(unit, task_id, values.raised_on)
        unit.update(Task, task_id, **columns)
    write_quantities(unit, task_id, quantities)
    return task_id


def _insert(unit: Unit, columns: dict[str, object], raised_on: date) -> int:
    task_id = unit.insert(
        Task, year=raised_on.year, serial=next_serial(unit.store, raised_on.year), state=State.REGISTERED.value,
        **columns,
    )  # fmt: skip
    unit.insert(TaskStep, task_id=task_id, **step_columns(unit.store, None, State.REGISTERED, raised_on))
    return task_id


def next_serial(store: Store, year: int) -> int:
    """The number within a year that the next task takes."""
    return store.value("SELECT 1 + coalesce(max(serial), 0) FROM task WHERE year = ?", (year,))


def step_columns(
    store: Store, from_state: State | None, to: State, on: date, reason: str = "", party: str = ""
) -> dict[str, object]:
    """One dated line of a task's history, under whoever is at the desk."""
    return {
        "from_state": from_state.value if from_state else "", "to_state": to.value, "stepped_on": on,
        "recorded_at": store.clock.now().isoformat(), "operator_id": store.operator_id, "reason": clean_text(reason),
        "party": clean_text(party),
    }  # fmt: skip


def _move_first_step(unit: Unit, task_id: int, raised_on: date) -> None:
    """The registration lies on the day the task was raised, and before whatever followed."""
    steps = unit.store.sql("SELECT id, stepped_on FROM task_step WHERE task_id = ? ORDER BY id LIMIT 2", (task_id,))
    if len(steps) > 1 and raised_on.isoformat() > steps[1][1]:
        raise Invalid("raised_after_step", "raised_on", day=steps[1][1])
    if steps:
        unit.update(TaskStep, steps[0][0], stepped_on=raised_on)


def _columns(store: Store, values: TaskValues) -> dict[str, object]:
    title, category = clean_text(values.title), clean_text(values.category)
    if not title:
        raise Invalid("task_title_empty", "title")
    if not category:
        raise Invalid("task_category_empty", "category")
    if values.raised_on > today(store.clock):
        raise Invalid("day_in_future", "raised_on")
    if values.due_on is not None and values.due_on < values.raised_on:
        raise Invalid("due_before_raised", "due_on")
    if values.cost_fen is not None and values.cost_fen < 0:
        raise Invalid("money_not_understood", "cost", text="")
    return {
        "title": title, "category": category, **place_columns(store, values.place), "source": values.source.value,
        "about_property": values.about_property, "priority": values.priority.value, "party": clean_text(values.party),
        "raised_on": values.raised_on, "due_on": values.due_on, "cost_fen": values.cost_fen,
        "note": clean_text(values.note), "facility_id": values.facility_id,
    }  # fmt: skip


def place_columns(store: Store, place: Place) -> dict[str, object]:
    """A place as the columns hold it; what the roster does not know of a building stays in the spot as it is read."""
    place = Place(
        *(clean_text(part) for part in (place.road, place.road_number, place.building, place.unit, place.spot))
    )
    building_id = store.value("SELECT id FROM building WHERE code = ?", (place.building,)) if place.building else None
    unit_id = store.value(
        "SELECT id FROM building_unit WHERE building_id = ? AND code = ?", (building_id, place.unit)
    ) if building_id and place.unit else None  # fmt: skip
    unknown = replace(place, building="" if building_id else place.building, unit="" if unit_id else place.unit)
    return {
        "road": place.road, "road_number": place.road_number, "building_id": building_id, "building_unit_id": unit_id,
        "spot": replace(unknown, road="", road_number="").text, "place_key": place.key,
    }  # fmt: skip


def checked_quantities(quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Measured lines with their units' usual names.

    Raises: Invalid("quantity_unit_missing", "quantities"), Invalid("quantity_out_of_range", "quantities", text) below
    zero, Invalid("accepted_more_than_done", "quantities").
    """
    return tuple(map(_checked_quantity, quantities))


def _checked_quantity(line: Quantity) -> Quantity:
    unit = unit_of(clean_text(line.unit))
    if not unit:
        raise Invalid("quantity_unit_missing", "quantities")
    if min(line.planned_milli, line.done_milli, line.accepted_milli) < 0:
        raise Invalid("quantity_out_of_range", "quantities", text="")
    if line.accepted_milli > line.done_milli:
        raise Invalid("accepted_more_than_done", "quantities")
    return replace(line, unit=unit, item=clean_text(line.item))


def quantity_columns(task_id: int, line: Quantity) -> dict[str, object]:
    """One measured line as the columns hold it."""
    return {
        "task_id": task_id, "item": line.item, "unit": line.unit, "planned_milli": line.planned_milli,
        "done_milli": line.done_milli, "accepted_milli": line.accepted_milli,
    }  # fmt: skip


def write_quantities(unit: Unit, task_id: int, quantities: Sequence[Quantity]) -> None:
    """Make a task's lines these: the first stays the first; what is left over goes."""
    known = [row_id for (row_id,) in unit.store.sql(
        "SELECT id FROM task_quantity WHERE task_id = ? ORDER BY id", (task_id,))]  # fmt: skip
    for row_id, line in zip(known, quantities, strict=False):
        unit.update(TaskQuantity, row_id, **quantity_columns(task_id, line))
    unit.insert_many(TaskQuantity, [quantity_columns(task_id, line) for line in quantities[len(known) :]])
    for row_id in known[len(quantities) :]:
        unit.delete(TaskQuantity, row_id)


def set_quantities(store: Store, task_id: int, quantities: Sequence[Quantity]) -> Changed:
    """Say what was planned, done and accepted. Raises: those of `checked_quantities`, Refused("task_unknown")."""
    task_row(store, task_id)
    lines = checked_quantities(quantities)
    with store.unit("task_quantities_saved", task_id=task_id) as unit:
        write_quantities(unit, task_id, lines)
        return unit.changed(Topic.TASK)


def remove_task(store: Store, task_id: int) -> Changed:
    """Take away a task that was written down by mistake.

    Raises: Refused("task_unknown"), Refused("task_has_history") unless it is still as it was registered and has
    neither money, chases nor photos, and no other task is its duplicate.
    """
    row = task_row(store, task_id)
    steps = [i for (i,) in store.sql("SELECT id FROM task_step WHERE task_id = ?", (task_id,))]
    hanging = any(store.value(f"SELECT 1 FROM {table} WHERE task_id = ?", (task_id,)) for table in _HANGING)
    named = store.value("SELECT 1 FROM task WHERE duplicate_of = ?", (task_id,))
    if row.state is not State.REGISTERED or len(steps) > 1 or hanging or named:
        raise Refused("task_has_history")
    with store.unit("task_removed", task_id=task_id) as unit:
        write_quantities(unit, task_id, ())
        for step_id in steps:
            unit.delete(TaskStep, step_id)
        unit.delete(Task, task_id)
        return unit.changed(Topic.TASK)


def values_of(store: Store, task_id: int) -> TaskValues:
    """A task as a form shows it to be changed. Raises: Refused("task_unknown")."""
    rows = store.sql(
        "SELECT t.title, t.category, t.raised_on, t.road, t.road_number, coalesce(b.code, ''), coalesce(u.code, ''),"
        " t.spot, t.source, t.about_property, t.priority, t.party, t.due_on, t.cost_fen, t.note, t.facility_id"
        f" {FROM} WHERE t.id = ? AND {seen(store)}",
        (task_id,),
    )
    if not rows:
        raise Refused("task_unknown")
    (title, category, raised_on, road, road_number, building, unit, spot, source, about_property, priority, party,
     due_on, cost_fen, note, facility_id) = rows[0]  # fmt: skip
    return TaskValues(
        title, category, date.fromisoformat(raised_on), place_from(road, road_number, building, unit, spot),
        Source(source), bool(about_property), Priority(priority), party, day_of(due_on), cost_fen, note,
        quantities_of(store, [task_id]).get(task_id, ()), facility_id,
    )  # fmt: skip


def categories(store: Store) -> tuple[str, ...]:
    """The categories in use, those used most first."""
    return _in_use(store, "category")


def parties(store: Store) -> tuple[str, ...]:
    """The responsible parties in use, those used most first."""
    return _in_use(store, "party")


def roads(store: Store) -> tuple[str, ...]:
    """The roads in use, those used most first."""
    return _in_use(store, "road")


def _in_use(store: Store, column: str) -> tuple[str, ...]:
    rows = store.sql(
        f"SELECT {column} FROM task t WHERE {column} <> '' AND {seen(store)} GROUP BY {column}"
        f" ORDER BY count(*) DESC, {column}"
    )
    return tuple(text for (text,) in rows)


def buildings(store: Store) -> tuple[str, ...]:
    """The codes of the buildings that the roster knows, as numbers."""
    codes = [code for (code,) in store.sql("SELECT code FROM building")]
    return tuple(sorted(codes, key=lambda code: (not code.isdigit(), int(code) if code.isdigit() else 0, code)))
