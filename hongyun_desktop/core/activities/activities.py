# SPDX-License-Identifier: GPL-3.0-or-later
"""Activities: something that people served at or came to, known by its day and name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from json import dumps
from typing import Any

from hongyun_desktop.core.activities.rules import (
    ActivityKind,
    ActivityRow,
    ActivityValues,
    check_times,
    checked_time,
)
from hongyun_desktop.core.activities.tables import Activity
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_COLUMNS = (
    "id, name, held_on, team, service_kind, kind, starts_at, ends_at, place, programme, plan, record, team_id,"
    " cancelled_reason, series"
)
_BLANK: Mapping[str, object] = {
    "kind": ActivityKind.SERVICE.value, "starts_at": "", "ends_at": "", "place": "", "programme": "", "plan": "",
    "record": "",
}  # fmt: skip


def list_activities(store: Store, first: date, last: date) -> list[ActivityRow]:
    """The activities held between two days, both included, by day and name; empty for none."""
    return _rows(store, "held_on BETWEEN ? AND ? ORDER BY held_on, name", (first.isoformat(), last.isoformat()))


def activities_of(store: Store, ids: Sequence[int]) -> list[ActivityRow]:
    """These activities in the order asked; those that are gone are left out."""
    rows = _rows(store, f"id {AMONG}", (dumps(list(ids)),))
    found = {row.activity_id: row for row in rows}
    return [found[each] for each in ids if each in found]


def find_activity(store: Store, held_on: date, name: str) -> ActivityRow | None:
    """The activity of that day and name."""
    return next(iter(_rows(store, "held_on = ? AND name = ?", (held_on.isoformat(), clean_text(name)))), None)


def get_activity(store: Store, activity_id: int) -> ActivityRow:
    """The activity of that id. Raises: Refused("activity_unknown", activity_id)."""
    rows = _rows(store, "id = ?", (activity_id,))
    if not rows:
        raise Refused("activity_unknown", activity_id=activity_id)
    return rows[0]


def save_activity(store: Store, values: ActivityValues, activity_id: int | None = None) -> Changed:
    """Make an activity, or change one; params of the outcome hold its activity_id.

    Without an id the one of the same day and name is changed, if there is one. Day, kind and kind of service stay as
    they are once service at it was credited, because the entries speak of them.
    Raises: Invalid("activity_name_empty"), ("private_use_character"), ("time_not_readable", text),
    ("start_time_missing"), ("ends_before_it_starts"); Refused("activity_unknown"), ("activity_has_services"),
    ("activity_exists", name, day), ("team_unknown").
    """
    with store.unit("activity_saved") as unit:
        unit.params["activity_id"] = put_activity(unit, values, activity_id)
    return unit.changed(Topic.ACTIVITY)


def put_activity(unit: Unit, values: ActivityValues, activity_id: int | None = None) -> int:
    """`save_activity` within a transaction that does more; the activity's id. Raises: the same."""
    name = clean_text(values.name)
    if not name:
        raise Invalid("activity_name_empty", "name")
    namesake = find_activity(unit.store, values.held_on, name)
    known = get_activity(unit.store, activity_id) if activity_id is not None else namesake
    if known and namesake and namesake.activity_id != known.activity_id:
        raise Refused("activity_exists", name=name, day=values.held_on.isoformat())
    team, team_id = _team(unit.store, values)
    columns = {
        "name": name,
        "held_on": values.held_on,
        "team": team,
        "team_id": team_id,
        "service_kind": clean_text(values.service_kind),
        **_told(values),
    }
    return _write(unit, known, columns)


def cancel(store: Store, activity_id: int, reason: str) -> Changed:
    """Call an activity off; who signed up stays on its list.

    Raises: Refused("activity_unknown"), Refused("activity_has_services"), Invalid("reason_empty", "reason").
    """
    told = clean_text(reason)
    if not told:
        raise Invalid("reason_empty", "reason")
    with store.unit("activity_cancelled", activity_id=activity_id) as unit:
        put_cancelled(unit, get_activity(store, activity_id).activity_id, told)
    return unit.changed(Topic.ACTIVITY)


def put_cancelled(unit: Unit, activity_id: int, reason: str) -> None:
    """The same within a transaction that does more; the reason is clean and not empty."""
    _refuse_served(unit.store, activity_id)
    unit.update(Activity, activity_id, cancelled_reason=reason)


def take_up_again(store: Store, activity_id: int) -> Changed:
    """Let an activity that was called off take place after all. Raises: Refused("activity_unknown")."""
    get_activity(store, activity_id)
    with store.unit("activity_resumed", activity_id=activity_id) as unit:
        unit.update(Activity, activity_id, cancelled_reason="")
    return unit.changed(Topic.ACTIVITY)


def remove_activity(store: Store, activity_id: int) -> Changed:
    """Take out an activity that was entered by mistake; undo brings it back.

    Raises: Refused("activity_unknown"), Refused("activity_in_series") where later ones were made from it,
    Refused("activity_in_use") where it has a list, service or photos.
    """
    get_activity(store, activity_id)
    if store.value("SELECT 1 FROM activity WHERE series = ?1 AND id <> ?1", (activity_id,)):
        raise Refused("activity_in_series")
    used = " UNION ".join(
        f"SELECT 1 FROM {table} WHERE activity_id = ?1" for table in ("attendance", "service", "photo")
    )
    if store.value(used, (activity_id,)):
        raise Refused("activity_in_use")
    with store.unit("activity_removed", activity_id=activity_id) as unit:
        unit.update(Activity, activity_id, series=None)
        unit.delete(Activity, activity_id)
    return unit.changed(Topic.ACTIVITY)


def write_record(store: Store, activity_id: int, record: str) -> Changed:
    """Write down how it was, in as many lines as wanted. Raises: Refused("activity_unknown")."""
    get_activity(store, activity_id)
    with store.unit("activity_saved", activity_id=activity_id) as unit:
        unit.update(Activity, activity_id, record=clean_lines(record))
    return unit.changed(Topic.ACTIVITY)


def add_activities(unit: Unit, values: Sequence[ActivityValues]) -> range:
    """Make activities that are known to be new; their ids in the same order."""
    known = team_ids(unit.store, {each.team for each in values})
    rows = [
        {
            "name": each.name, "held_on": each.held_on, "team": each.team, "service_kind": each.service_kind,
            "team_id": known.get(each.team),
        }
        for each in values
    ]  # fmt: skip
    return unit.insert_many(Activity, rows)


def team_ids(store: Store, names: Iterable[str]) -> dict[str, int]:
    """The registered teams of these names; a name that no team bears is absent."""
    rows = store.sql(f"SELECT name, id FROM team WHERE name {AMONG}", (dumps(sorted(names)),))
    return dict(rows)


def refuse_uncreditable(activity: ActivityRow) -> None:
    """Raises: Refused("event_earns_no_points"), Refused("activity_is_cancelled", name)."""
    if activity.kind is ActivityKind.EVENT:
        raise Refused("event_earns_no_points")
    if activity.cancelled:
        raise Refused("activity_is_cancelled", name=activity.name)


def clean_lines(text: str) -> str:
    """Free text of several lines, each clean, without blank lines at either end."""
    return "\n".join(clean_text(line) for line in text.splitlines()).strip("\n")


def _team(store: Store, values: ActivityValues) -> tuple[str, int | None]:
    """The team's name and number, by whichever of them is given."""
    if values.team_id is not None:
        name = store.value("SELECT name FROM team WHERE id = ?", (values.team_id,))
        if name is None:
            raise Refused("team_unknown")
        return name, values.team_id
    team = clean_text(values.team)
    return team, team_ids(store, [team]).get(team)


def _told(values: ActivityValues) -> dict[str, object]:
    """The columns that these values speak of, clean."""
    told: dict[str, object] = {}
    if values.kind is not None:
        told["kind"] = ActivityKind(values.kind).value
    for field in ("starts_at", "ends_at"):
        if (text := getattr(values, field)) is not None:
            told[field] = checked_time(text, field)
    for field in ("place", "programme"):
        if (text := getattr(values, field)) is not None:
            told[field] = clean_text(text)
    for field in ("plan", "record"):
        if (text := getattr(values, field)) is not None:
            told[field] = clean_lines(text)
    return told


def _write(unit: Unit, known: ActivityRow | None, columns: dict[str, Any]) -> int:
    standing = {field: getattr(known, field) for field in _BLANK} if known else _BLANK
    check_times(*(str(columns.get(field, standing[field])) for field in ("starts_at", "ends_at")))
    if known is None:
        return unit.insert(Activity, **{**_BLANK, **columns})
    before = known.held_on, known.service_kind, known.kind.value
    if before != (columns["held_on"], columns["service_kind"], columns.get("kind", known.kind.value)):
        _refuse_served(unit.store, known.activity_id)
    unit.update(Activity, known.activity_id, **columns)
    return known.activity_id


def _refuse_served(store: Store, activity_id: int) -> None:
    if store.value("SELECT 1 FROM service WHERE activity_id = ? AND reversed_at IS NULL", (activity_id,)):
        raise Refused("activity_has_services")


def _rows(store: Store, condition: str, params: tuple[object, ...]) -> list[ActivityRow]:
    return [_row(*row) for row in store.sql(f"SELECT {_COLUMNS} FROM activity WHERE {condition}", params)]


def _row(activity_id: int, name: str, held_on: str, team: str, service_kind: str, kind: str, *rest: Any) -> ActivityRow:
    return ActivityRow(activity_id, name, date.fromisoformat(held_on), team, service_kind, ActivityKind(kind), *rest)
