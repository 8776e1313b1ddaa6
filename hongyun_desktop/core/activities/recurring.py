# SPDX-License-Identifier: GPL-3.0-or-later
"""Recurring activities: making those that follow, and changing or calling off one with the rest of its series.

Each is an activity of its own with a list of its own; all of a series name the first one. Knows nothing of the screen.
"""

from dataclasses import replace
from datetime import date

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityRow, ActivityValues, Every, following_days
from hongyun_desktop.core.activities.tables import Activity
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.store.store import Store


def repeat(store: Store, activity_id: int, every: Every, until: date) -> Changed:
    """Make the activities that follow one, up to a day and including it: all or none, none left out.

    They have its name, time, place, team, programme and plan; not its list, nor its record. Changed.params:
    activity_id, count. Raises: Refused("activity_unknown"), those of `rules.following_days`,
    Refused("activity_exists", name, day) where one of that name is on one of the days already,
    Refused("activity_is_cancelled", name).
    """
    first = activities.get_activity(store, activity_id)
    if first.cancelled:
        raise Refused("activity_is_cancelled", name=first.name)
    days = following_days(first.held_on, Every(every), until)
    for day in days:
        if activities.find_activity(store, day, first.name):
            raise Refused("activity_exists", name=first.name, day=day.isoformat())
    series = first.series or activity_id
    with store.unit("activities_repeated", activity_id=activity_id, count=len(days)) as unit:
        unit.update(Activity, activity_id, series=series)
        unit.insert_many(Activity, [_copy(first, day, series) for day in days])
        return unit.changed(Topic.ACTIVITY)


def plan(store: Store, values: ActivityValues, every: Every | None = None, until: date | None = None) -> Changed:
    """Make a new activity, and with `every` those that follow it up to a day and including it: all or none.

    Changed.params: activity_id, count (of all made). Raises: those of `activities.save_activity` and
    `rules.following_days`, Refused("activity_exists", name, day), Invalid("day_empty", "until").
    """
    if every is not None and until is None:
        raise Invalid("day_empty", "until")
    days = following_days(values.held_on, Every(every), until) if every is not None and until is not None else ()
    for day in (values.held_on, *days):
        if activities.find_activity(store, day, values.name):
            raise Refused("activity_exists", name=clean_text(values.name), day=day.isoformat())
    with store.unit("activities_repeated" if days else "activity_saved", count=len(days) + 1) as unit:
        activity_id = activities.put_activity(unit, values)
        unit.params["activity_id"] = activity_id
        if days:
            unit.update(Activity, activity_id, series=activity_id)
            first = activities.get_activity(store, activity_id)
            unit.insert_many(Activity, [_copy(first, day, activity_id) for day in days])
        return unit.changed(Topic.ACTIVITY)


def rest_of_series(store: Store, activity_id: int) -> tuple[ActivityRow, ...]:
    """This activity and those of its series on later days, by day; alone where it has no series.

    Raises: Refused("activity_unknown").
    """
    row = activities.get_activity(store, activity_id)
    if row.series is None:
        return (row,)
    ids = store.sql(
        "SELECT id FROM activity WHERE series = ? AND held_on >= ? ORDER BY held_on, id",
        (row.series, row.held_on.isoformat()),
    )
    return tuple(activities.activities_of(store, [each for (each,) in ids]))


def change_rest(store: Store, values: ActivityValues, activity_id: int) -> Changed:
    """Change an activity and the rest of its series alike: a later day moves all by as many days.

    Those called off stay so as they are; a record is this one's alone. Changed.params: activity_id, count.
    Raises: those of `activities.save_activity`, Refused("series_missing").
    """
    rows = _rest(store, activity_id)
    moved = values.held_on - rows[0].held_on
    # From the end that is moved to, so that none meets the one beside it.
    order = sorted(rows, key=lambda row: row.held_on, reverse=moved.days > 0)
    with store.unit("series_changed", activity_id=activity_id, count=len(rows)) as unit:
        for row in order:
            record = values.record if row.activity_id == activity_id else None
            its_own = replace(values, held_on=row.held_on + moved, record=record)
            activities.put_activity(unit, its_own, row.activity_id)
        return unit.changed(Topic.ACTIVITY)


def cancel_rest(store: Store, activity_id: int, reason: str) -> Changed:
    """Call off an activity and the rest of its series. Changed.params: activity_id, count.

    Raises: those of `activities.cancel`, Refused("series_missing").
    """
    told = clean_text(reason)
    if not told:
        raise Invalid("reason_empty", "reason")
    rows = _rest(store, activity_id)
    with store.unit("series_cancelled", activity_id=activity_id, count=len(rows)) as unit:
        for row in rows:
            activities.put_cancelled(unit, row.activity_id, told)
        return unit.changed(Topic.ACTIVITY)


def _rest(store: Store, activity_id: int) -> list[ActivityRow]:
    """This one, whatever it is, and the later ones that are still on."""
    rows = rest_of_series(store, activity_id)
    this = next(row for row in rows if row.activity_id == activity_id)
    if this.series is None:
        raise Refused("series_missing")
    later = [row for row in rows if row.activity_id != activity_id]
    return [this, *(row for row in later if not row.cancelled)]


def _copy(first: ActivityRow, day: date, series: int) -> dict[str, object]:
    return {
        "name": first.name, "held_on": day, "team": first.team, "team_id": first.team_id,
        "service_kind": first.service_kind, "kind": first.kind.value, "starts_at": first.starts_at,
        "ends_at": first.ends_at, "place": first.place, "programme": first.programme, "plan": first.plan,
        "series": series,
    }  # fmt: skip
