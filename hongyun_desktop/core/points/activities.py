# SPDX-License-Identifier: GPL-3.0-or-later
"""Activities: something that people served at, known by its day and name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points.tables import Activity
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ActivityValues:
    """What the committee writes down of an activity; service_kind chooses the rule, empty for any kind."""

    name: str
    held_on: date
    team: str = ""
    service_kind: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as it stands."""

    activity_id: int
    name: str
    held_on: date
    team: str
    service_kind: str


def list_activities(store: Store, first: date, last: date) -> list[ActivityRow]:
    """The activities held between two days, both included, by day and name; empty for none."""
    query = Activity.select().where(Activity.held_on.between(first, last)).order_by(Activity.held_on, Activity.name)
    return [_row(found) for found in store.fetch(query)]


def find_activity(store: Store, held_on: date, name: str) -> ActivityRow | None:
    """The activity of that day and name."""
    found = store.find(Activity.select().where((Activity.held_on == held_on) & (Activity.name == clean_text(name))))
    return _row(found) if found else None


def get_activity(store: Store, activity_id: int) -> ActivityRow:
    """The activity of that id. Raises: Refused("activity_unknown", activity_id)."""
    found = store.find(Activity.select().where(Activity.id == activity_id))
    if found is None:
        raise Refused("activity_unknown", activity_id=activity_id)
    return _row(found)


def save_activity(store: Store, values: ActivityValues, activity_id: int | None = None) -> Changed:
    """Make an activity, or change one; params of the outcome hold its activity_id.

    Without an id the one of the same day and name is changed, if there is one. Day and kind stay as they are
    once service at it was credited, because the entries speak of them.
    Raises: Invalid("activity_name_empty"), Invalid("private_use_character"), Refused("activity_unknown"),
    Refused("activity_has_services"), Refused("activity_exists", name, day).
    """
    with store.unit("activity_saved") as unit:
        unit.params["activity_id"] = put_activity(unit, values, activity_id)
    return unit.changed(Topic.ACTIVITY)


def put_activity(unit: Unit, values: ActivityValues, activity_id: int | None = None) -> int:
    """The same within a transaction that does more; the activity's id."""
    name = clean_text(values.name)
    if not name:
        raise Invalid("activity_name_empty", "name")
    namesake = find_activity(unit.store, values.held_on, name)
    known = get_activity(unit.store, activity_id) if activity_id is not None else namesake
    if known and namesake and namesake.activity_id != known.activity_id:
        raise Refused("activity_exists", name=name, day=values.held_on.isoformat())
    columns = {
        "name": name,
        "held_on": values.held_on,
        "team": clean_text(values.team),
        "service_kind": clean_text(values.service_kind),
    }
    return _write(unit, known, columns)


def add_activities(unit: Unit, values: Sequence[ActivityValues]) -> range:
    """Make activities that are known to be new; their ids in the same order."""
    return unit.insert_many(
        Activity,
        [{"name": v.name, "held_on": v.held_on, "team": v.team, "service_kind": v.service_kind} for v in values],
    )


def _write(unit: Unit, known: ActivityRow | None, columns: dict[str, object]) -> int:
    if known is None:
        return unit.insert(Activity, **columns)
    moved = (known.held_on, known.service_kind) != (columns["held_on"], columns["service_kind"])
    if moved and unit.store.value(
        "SELECT 1 FROM service WHERE activity_id = ? AND reversed_at IS NULL", (known.activity_id,)
    ):
        raise Refused("activity_has_services")
    unit.update(Activity, known.activity_id, **columns)
    return known.activity_id


def _row(found: Activity) -> ActivityRow:
    return ActivityRow(
        found.id, str(found.name), date.fromisoformat(str(found.held_on)), str(found.team), str(found.service_kind)
    )
