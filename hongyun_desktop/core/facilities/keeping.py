# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of facilities: queries and the only transactions that write it.

Upkeep is an ordinary rectification task whose source is 设施维护. Knows nothing of the screen.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from json import dumps
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.facilities.rules import (
    FacilityRow,
    FacilityValues,
    InspectionRow,
    Outcome,
    Standing,
    Work,
    checked,
    months_after,
)
from hongyun_desktop.core.facilities.tables import Facility, Inspection
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification import tasks
from hongyun_desktop.core.rectification.places import place_of
from hongyun_desktop.core.rectification.rules import OPEN, Source, TaskValues
from hongyun_desktop.core.store import search_terms
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store

UPKEEP_CATEGORY = "设施维护"
_OPEN_STATES = ", ".join(f"'{state.value}'" for state in sorted(OPEN))
_LAST_OUTCOME = (
    "(SELECT i.outcome FROM inspection i WHERE i.facility_id = f.id ORDER BY i.inspected_on DESC, i.id DESC LIMIT 1)"
)
_STANDING = f"iif(f.removed_on IS NULL, coalesce({_LAST_OUTCOME}, 'unseen'), 'removed')"
_COLUMNS = (
    "f.id, f.name, f.kind, f.place, f.work, f.built_on, f.cost_fen, f.funded_by, f.keeper, f.keeper_phone,"
    f" f.inspect_every_months, f.next_inspection_on, f.removed_on, f.note, {_STANDING},"
    f" (SELECT count(*) FROM task t WHERE t.facility_id = f.id AND t.state IN ({_OPEN_STATES}))"
)
_SORTS = {
    "name": "f.name", "kind": "f.kind", "place": "f.place", "built_on": "f.built_on IS NULL, f.built_on",
    "cost": "f.cost_fen IS NULL, f.cost_fen", "keeper": "f.keeper", "standing": _STANDING,
    "next_inspection_on": "f.next_inspection_on IS NULL, f.next_inspection_on",
}  # fmt: skip
_NATURAL = "f.removed_on IS NOT NULL, f.next_inspection_on IS NULL, f.next_inspection_on, f.name, f.id"


def save_facility(store: Store, values: FacilityValues, facility_id: int | None = None) -> Changed:
    """Write down a facility, or change one; params of the outcome hold its facility_id.

    Raises: those of `rules.checked`, Refused("facility_unknown").
    """
    columns = asdict(checked(values, today(store.clock))) | {"work": values.work.value}
    if facility_id is not None:
        get_facility(store, facility_id)
    with store.unit("facility_saved") as unit:
        if facility_id is None:
            facility_id = unit.insert(Facility, **columns)
        else:
            unit.update(Facility, facility_id, **columns)
        unit.params["facility_id"] = facility_id
        return unit.changed(Topic.FACILITY)


def remove_facility(store: Store, facility_id: int, removed_on: date) -> Changed:
    """Say that a facility is no longer there; its history stays.

    Raises: Refused("facility_unknown"), Invalid("day_in_future", "removed_on").
    """
    get_facility(store, facility_id)
    if removed_on > today(store.clock):
        raise Invalid("day_in_future", "removed_on")
    with store.unit("facility_removed", facility_id=facility_id) as unit:
        unit.update(Facility, facility_id, removed_on=removed_on, next_inspection_on=None)
        return unit.changed(Topic.FACILITY)


def inspect(
    store: Store, facility_id: int, outcome: Outcome, inspected_on: date, inspector: str = "", finding: str = "",
    *, raise_task: bool = False,
) -> Changed:  # fmt: skip
    """Keep what a look at a facility found, and set the next one by its interval.

    raise_task: make an upkeep task of it in the same step; params then hold its task_id.
    Raises: Refused("facility_unknown"), Refused("facility_is_removed"), Invalid("day_in_future", "inspected_on"),
    Invalid("finding_missing", "finding") where something is wrong and nothing says what.
    """
    row = _standing(store, facility_id)
    if inspected_on > today(store.clock):
        raise Invalid("day_in_future", "inspected_on")
    said = clean_text(finding)
    if outcome is not Outcome.SOUND and not said:
        raise Invalid("finding_missing", "finding")
    with store.unit("facility_inspected", facility_id=facility_id) as unit:
        unit.insert(
            Inspection, facility_id=facility_id, inspected_on=inspected_on, inspector=clean_text(inspector),
            outcome=outcome.value, finding=said,
        )  # fmt: skip
        if row.inspect_every_months:
            unit.update(Facility, facility_id, next_inspection_on=months_after(inspected_on, row.inspect_every_months))
        if raise_task:
            unit.params["task_id"] = tasks.put_task(unit, _upkeep(row, said, inspected_on))
        return unit.changed(Topic.FACILITY, Topic.TASK)


def upkeep_task(
    store: Store, facility_id: int, title: str, raised_on: date, due_on: date | None = None, party: str = ""
) -> Changed:
    """Make an upkeep task of a facility; params of the outcome hold its task_id.

    Raises: Refused("facility_unknown"), Refused("facility_is_removed"), those of `tasks.save_task`.
    """
    row = _standing(store, facility_id)
    return tasks.save_task(store, _upkeep(row, title, raised_on, due_on, party))


def get_facility(store: Store, facility_id: int) -> FacilityRow:
    """The facility of that id. Raises: Refused("facility_unknown")."""
    rows = _rows(store, [facility_id])
    if not rows:
        raise Refused("facility_unknown")
    return rows[0]


def list_facilities(store: Store) -> tuple[FacilityRow, ...]:
    """All that stand or stood, those to be inspected soonest first; empty for none."""
    window = facility_window(store, Query())
    return tuple(window.fetch(window.ids))


def facility_window(store: Store, query: Query) -> Window[FacilityRow]:
    """The facilities that fit a query; filters: kind, standing. Natural order as `list_facilities`."""
    conditions, params = ["1"], []
    expression = search_terms.match_expression(query.text)
    if expression:
        conditions.append(f"f.id IN ({search_terms.found_ids('facility')})")
        params.append(expression)
    for key, column in (("kind", "f.kind"), ("standing", _STANDING)):
        if key in query.filters:
            conditions.append(f"{column} = ?")
            params.append(query.filters[key])
    order = _SORTS.get(query.sort, "")
    order = f"{order} {'DESC' if query.descending else 'ASC'}, {_NATURAL}" if order else _NATURAL
    found = store.sql(f"SELECT f.id FROM facility f WHERE {' AND '.join(conditions)} ORDER BY {order}", params)
    return Window([facility_id for (facility_id,) in found], lambda ids: _rows(store, ids))


def inspections(store: Store, facility_id: int) -> tuple[InspectionRow, ...]:
    """What was found at a facility, newest first; empty for none."""
    rows = store.sql(
        "SELECT id, inspected_on, inspector, outcome, finding FROM inspection WHERE facility_id = ?"
        " ORDER BY inspected_on DESC, id DESC",
        (facility_id,),
    )
    return tuple(
        InspectionRow(i, date.fromisoformat(day), who, Outcome(what), said) for i, day, who, what, said in rows
    )


def upkeep_of(store: Store, facility_id: int) -> tuple[int, ...]:
    """Ids of a facility's upkeep tasks, newest first; empty for none."""
    return tuple(i for (i,) in store.sql("SELECT id FROM task WHERE facility_id = ? ORDER BY id DESC", (facility_id,)))


def kinds(store: Store) -> tuple[str, ...]:
    """The kinds in use, by name."""
    return tuple(kind for (kind,) in store.sql("SELECT DISTINCT kind FROM facility WHERE kind <> '' ORDER BY kind"))


def _upkeep(row: FacilityRow, title: str, raised_on: date, due_on: date | None = None, party: str = "") -> TaskValues:
    return TaskValues(
        f"{row.name}：{title}", UPKEEP_CATEGORY, raised_on, place_of(row.place), Source.UPKEEP,
        party=party or row.keeper, due_on=due_on, facility_id=row.facility_id,
    )  # fmt: skip


def _standing(store: Store, facility_id: int) -> FacilityRow:
    row = get_facility(store, facility_id)
    if row.removed_on is not None:
        raise Refused("facility_is_removed", name=row.name)
    return row


def _rows(store: Store, ids: Sequence[int]) -> list[FacilityRow]:
    day = today(store.clock)
    found = {
        values[0]: _row(day, *values)
        for values in store.sql(f"SELECT {_COLUMNS} FROM facility f WHERE f.id {AMONG}", (dumps(list(ids)),))
    }
    return [found[each] for each in ids if each in found]


def _row(day: date, *values: Any) -> FacilityRow:
    (facility_id, name, kind, place, work, built_on, cost_fen, funded_by, keeper, phone, months, due_on, removed_on,
     note, standing, open_tasks) = values  # fmt: skip
    due = day_of(due_on)
    return FacilityRow(
        facility_id, name, kind, place, Work(work), day_of(built_on), cost_fen, funded_by, keeper, phone, months, due,
        day_of(removed_on), note, Standing(standing), max((day - due).days, 0) if due else 0,
        open_tasks,
    )  # fmt: skip
