# SPDX-License-Identifier: GPL-3.0-or-later
"""The one attendance list of an activity: sign-ups and the paper sheet meet here, and points follow who came.

One line a person and activity. Whoever was credited counts as having come, however that was recorded: such lines are
read from the services and not kept a second time. Knows nothing of the screen.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityValues
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import accounts, crediting
from hongyun_desktop.core.points.people import JOINS, NAME, ORDER, SHORT_ADDRESS
from hongyun_desktop.core.points.rules import MINUTES_A_DAY
from hongyun_desktop.core.points.tables import Attendance
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


class Attending(StrEnum):
    """Where somebody stands on a list: 报名, 到场, 没来."""

    SIGNED_UP = "signed_up"
    CAME = "came"
    ABSENT = "absent"


# What is written of one person: the state, and minutes where they are known.
Mark = tuple[Attending, int | None]
_CREDITED = (
    "SELECT coalesce(r.merged_into, r.id) AS resident_id, s.minutes, coalesce(e.amount, 0) AS points"
    " FROM service s JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id"
    " LEFT JOIN entry e ON e.id = s.entry_id WHERE s.activity_id = ?1 AND s.reversed_at IS NULL"
)


@frozen
class AttendanceRow:
    """One person on a list; dwelling in the short form, empty for none.

    minutes: None where nobody said how long. points: those credited, None before. name: 已删除 for an erased person.
    """

    resident_id: int
    name: str
    dwelling: str
    state: Attending
    minutes: int | None
    points: int | None

    @property
    def credited(self) -> bool:
        """Whether points or hours of this activity stand under the person."""
        return self.points is not None


def list_of(store: Store, activity_id: int) -> tuple[AttendanceRow, ...]:
    """Everybody on the list of an activity, by building, unit and room as numbers, then name; empty for none."""
    rows = store.sql(
        f"WITH credited AS ({_CREDITED}), listed AS (SELECT * FROM attendance WHERE activity_id = ?1)"
        f" SELECT a.resident_id, {NAME}, {SHORT_ADDRESS}, iif(c.resident_id, 'came', l.state),"
        " iif(c.resident_id, c.minutes, l.minutes), c.points"
        " FROM (SELECT resident_id FROM listed UNION SELECT resident_id FROM credited) a"
        " LEFT JOIN credited c ON c.resident_id = a.resident_id LEFT JOIN listed l ON l.resident_id = a.resident_id"
        f" {JOINS} ORDER BY {ORDER}",
        (activity_id,),
    )
    return tuple(AttendanceRow(person, name, dwelling, Attending(state), minutes, points)
                 for person, name, dwelling, state, minutes, points in rows)  # fmt: skip


def sign_up(store: Store, activity_id: int, resident_ids: Iterable[int]) -> Changed:
    """Put people on a list as 报名; whoever stands there already keeps their line.

    Raises: Invalid("nobody_chosen"), Refused("activity_unknown"), Refused("resident_unknown"),
    Refused("resident_erased").
    """
    people = list(accounts.surviving(store, resident_ids).values())
    if not people:
        raise Invalid("nobody_chosen", "residents")
    known = {row.resident_id for row in list_of(store, activities.get_activity(store, activity_id).activity_id)}
    new: dict[int, Mark] = {person: (Attending.SIGNED_UP, None) for person in people if person not in known}
    with store.unit("attendance_saved", activity_id=activity_id, count=len(new)) as unit:
        _put(unit, activity_id, new)
    return unit.changed(Topic.ACTIVITY)


def sign_up_to(store: Store, values: ActivityValues, resident_ids: Iterable[int], minutes: int) -> Changed:
    """Put people on the list of an activity as 报名 with the time it is to take, making it where it is not known yet.

    Whoever stands on the list keeps their line, so that the same again changes nothing.
    Changed.params: activity_id, count (of those added).
    Raises: those of `activities.save_activity` and `accounts.surviving`, Invalid("minutes_not_positive"),
    ("longer_than_a_day").
    """
    known = activities.find_activity(store, values.held_on, values.name)
    people = list(dict.fromkeys(accounts.surviving(store, resident_ids).values()))
    if known:
        # What an activity counts as was decided elsewhere.
        values = replace(values, service_kind=known.service_kind)
    with store.unit("attendance_saved") as unit:
        activity_id = known.activity_id if known and not values.team else activities.put_activity(unit, values)
        listed = {row.resident_id for row in list_of(store, activity_id)}
        new: dict[int, Mark] = {each: (Attending.SIGNED_UP, minutes) for each in people if each not in listed}
        _check(minutes)
        _put(unit, activity_id, new)
        unit.params.update(activity_id=activity_id, count=len(new))
        return unit.changed(Topic.ACTIVITY)


def mark(store: Store, activity_id: int, marks: Mapping[int, Mark]) -> Changed:
    """Say of people whether they signed up, came or stayed away, and how long they served; new ones join the list.

    Raises: those of `sign_up`, Refused("attendance_credited", names), Invalid("minutes_not_positive"),
    Invalid("longer_than_a_day").
    """
    activities.get_activity(store, activity_id)
    with store.unit("attendance_saved", activity_id=activity_id, count=len(marks)) as unit:
        _put(unit, activity_id, _of_survivors(store, marks))
    return unit.changed(Topic.ACTIVITY)


def take_off(store: Store, activity_id: int, resident_ids: Iterable[int]) -> Changed:
    """Take people off a list. Raises: Refused("attendance_credited", names) and those of `accounts.surviving`."""
    people = set(accounts.surviving(store, resident_ids).values())
    _refuse_credited(store, activity_id, people)
    with store.unit("attendance_saved", activity_id=activity_id, count=len(people)) as unit:
        _delete(unit, activity_id, people)
    return unit.changed(Topic.ACTIVITY)


def confirm(store: Store, activity_id: int) -> Changed:
    """Credit everybody who came and is not credited yet, each with their own minutes: one batch, all or none.

    Changed.params: activity_id, batch_id, count, minutes, points.
    Raises: Refused("nobody_came"), Refused("came_without_minutes", names), Invalid("day_in_future"),
    Refused("activity_unknown").
    """
    with store.unit("attendance_confirmed", activity_id=activity_id) as unit:
        _confirm(unit, activity_id)
        return unit.changed(Topic.POINTS, Topic.ACTIVITY)


def save_list(
    store: Store, values: ActivityValues, marks: Mapping[int, Mark], activity_id: int | None = None
) -> Changed:
    """Save an activity with its whole list in one step: whoever is not among the marks and not credited goes.

    Changed.params: activity_id, count. Raises: those of `activities.save_activity` and `mark`.
    """
    with store.unit("attendance_saved", count=len(marks)) as unit:
        _save(unit, values, marks, activity_id)
        return unit.changed(Topic.ACTIVITY)


def save_and_confirm(
    store: Store, values: ActivityValues, marks: Mapping[int, Mark], activity_id: int | None = None
) -> Changed:
    """`save_list` and `confirm` in one step: both or neither."""
    with store.unit("attendance_confirmed") as unit:
        _confirm(unit, _save(unit, values, marks, activity_id))
        return unit.changed(Topic.POINTS, Topic.ACTIVITY)


def _save(unit: Unit, values: ActivityValues, marks: Mapping[int, Mark], activity_id: int | None) -> int:
    saved_id = activities.put_activity(unit, values, activity_id)
    unit.params["activity_id"] = saved_id
    wanted = _of_survivors(unit.store, marks)
    standing = {row.resident_id for row in list_of(unit.store, saved_id) if not row.credited}
    _delete(unit, saved_id, standing - set(wanted))
    _put(unit, saved_id, wanted)
    return saved_id


def _confirm(unit: Unit, activity_id: int) -> None:
    activity = activities.get_activity(unit.store, activity_id)
    came = [row for row in list_of(unit.store, activity_id) if row.state is Attending.CAME and not row.credited]
    if not came:
        raise Refused("nobody_came")
    unknown = [row.name for row in came if row.minutes is None]
    if unknown:
        raise Refused("came_without_minutes", names="、".join(unknown))
    _delete(unit, activity_id, [row.resident_id for row in came])
    served = crediting.credit_people(unit, activity, {row.resident_id: row.minutes or 0 for row in came})
    unit.params.update(
        count=len(served), minutes=sum(each.minutes for each in served), points=sum(each.points for each in served)
    )


def _of_survivors(store: Store, marks: Mapping[int, Mark]) -> dict[int, Mark]:
    return {person: marks[given] for given, person in accounts.surviving(store, marks).items()}


def _put(unit: Unit, activity_id: int, marks: Mapping[int, Mark]) -> None:
    _refuse_credited(unit.store, activity_id, marks)
    for _state, minutes in marks.values():
        _check(minutes)
    lines = _line_ids(unit.store, activity_id)
    for person, (state, minutes) in marks.items():
        if person in lines:
            unit.update(Attendance, lines[person], state=state.value, minutes=minutes)
    new = [
        {"activity_id": activity_id, "resident_id": person, "state": state.value, "minutes": minutes}
        for person, (state, minutes) in marks.items()
        if person not in lines
    ]
    if new:
        unit.insert_many(Attendance, new)


def _delete(unit: Unit, activity_id: int, people: Iterable[int]) -> None:
    lines = _line_ids(unit.store, activity_id)
    for person in people:
        if person in lines:
            unit.delete(Attendance, lines[person])


def _line_ids(store: Store, activity_id: int) -> dict[int, int]:
    return dict(store.sql("SELECT resident_id, id FROM attendance WHERE activity_id = ?", (activity_id,)))


def _check(minutes: int | None) -> None:
    if minutes is not None and minutes <= 0:
        raise Invalid("minutes_not_positive", "minutes")
    if minutes is not None and minutes > MINUTES_A_DAY:
        raise Invalid("longer_than_a_day", "minutes")


def _refuse_credited(store: Store, activity_id: int, people: Iterable[int]) -> None:
    rows = store.sql(
        f"SELECT r.name FROM ({_CREDITED}) c JOIN resident r ON r.id = c.resident_id"
        " WHERE c.resident_id IN (SELECT value FROM json_each(?2)) ORDER BY r.id",
        (activity_id, json.dumps(list(people))),
    )
    if rows:
        raise Refused("attendance_credited", names="、".join(name for (name,) in rows))
