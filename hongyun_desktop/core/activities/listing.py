# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities as a list for the screen: who signed up, who came, what was credited; and what was written before.

Counts are made for the rows that are seen, not for all. Knows nothing of the screen.
"""

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.ordered_ids import ordered_ids
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_MOST_NAMES = 200
_LONG = 5_000
_RECENT = "SELECT * FROM activity ORDER BY held_on DESC LIMIT 3000"
_SORTS = {
    # As the index has them: fifty thousand need not be sorted.
    "held_on": "x.held_on {way}, x.name {way}",
    "name": "x.name {way}, x.id {way}",
    "team": "x.team {way}, x.id {way}",
    "service_kind": "x.service_kind {way}, x.id {way}",
}
_STANDS = "SELECT 1 FROM service s WHERE s.activity_id = x.id AND s.reversed_at IS NULL"
_LISTED = "SELECT 1 FROM attendance t WHERE t.activity_id = x.id"
_EARNS = "(x.kind = 'service' AND x.cancelled_reason = '')"
# 到场 without a service of that person at that activity, whoever the person was merged into since. Few lines are so:
# they are looked for once, and not again for each of the queries that make a list.
_LACK_SERVICE = (
    "SELECT DISTINCT t.activity_id AS id FROM attendance t WHERE t.state = 'came' AND NOT EXISTS"
    " (SELECT 1 FROM service s JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id"
    " WHERE s.activity_id = t.activity_id AND s.reversed_at IS NULL AND coalesce(r.merged_into, r.id) = t.resident_id)"
)
_LACKS_SERVICE = f"x.id {AMONG}"


class ListState(StrEnum):
    """How far the list of an activity is: 没有名单, 待确认, 已记分, 不记分 (an event, or one called off)."""

    EMPTY = "empty"
    TO_CONFIRM = "to_confirm"
    CREDITED = "credited"
    NO_POINTS = "no_points"


_STATE_IS = {
    ListState.EMPTY: f"{_EARNS} AND NOT EXISTS ({_LISTED}) AND NOT EXISTS ({_STANDS})",
    ListState.TO_CONFIRM: f"{_EARNS} AND ({_LACKS_SERVICE} OR (EXISTS ({_LISTED}) AND NOT EXISTS ({_STANDS})))",
    ListState.CREDITED: f"{_EARNS} AND EXISTS ({_STANDS}) AND NOT {_LACKS_SERVICE}",
    ListState.NO_POINTS: f"NOT {_EARNS}",
}


@frozen
class ActivitySummary:
    """One activity and its list in figures.

    listed: everybody on the list. came: marked so or credited. minutes, points: those credited.
    """

    activity_id: int
    held_on: date
    name: str
    service_kind: str
    team: str
    listed: int
    came: int
    minutes: int
    points: int
    state: ListState


def window(store: Store, query: Query) -> Window[ActivitySummary]:
    """The activities that fit: unless a sort is asked for, those up to today, newest first, then those still to come.

    filters: quarter (a code such as 2026Q3), service_kind, state. text: part of the name, the team or the day.
    """
    conditions: list[str] = ["1"]
    params: list[Any] = []
    _narrow(store, query, conditions, params)
    chosen = f"SELECT x.id FROM activity x WHERE {' AND '.join(conditions)}"
    if query.sort in _SORTS:
        way = "DESC" if query.descending else "ASC"
        ids = ordered_ids(store, f"{chosen} ORDER BY {_SORTS[query.sort].format(way=way)}", params)
    else:
        # A year of a weekly dance that is planned ahead would else stand before what is to be credited.
        params.append(today(store.clock).isoformat())
        ids = [
            *ordered_ids(store, f"{chosen} AND x.held_on <= ? ORDER BY x.held_on DESC, x.name DESC", params),
            *ordered_ids(store, f"{chosen} AND x.held_on > ? ORDER BY x.held_on, x.name", params),
        ]
    return Window(ids, lambda asked: summaries(store, asked))


def is_long(store: Store, query: Query) -> bool:
    """Whether so many lists must be looked into that the answer takes longer than a blink."""
    if "state" not in query.filters or "quarter" in query.filters:
        return False
    return store.value("SELECT count(*) FROM (SELECT 1 FROM activity LIMIT ?)", (_LONG,)) >= _LONG


def count_to_confirm(store: Store, quarter: Quarter) -> int:
    """How many activities of a quarter have a list that was not credited yet."""
    query = Query(filters={"quarter": quarter.code, "state": ListState.TO_CONFIRM})
    conditions: list[str] = []
    params: list[Any] = []
    _narrow(store, query, conditions, params)
    return store.value(f"SELECT count(*) FROM activity x WHERE {' AND '.join(conditions)}", params)


def _narrow(store: Store, query: Query, conditions: list[str], params: list[Any]) -> None:
    if quarter := query.filters.get("quarter"):
        asked = Quarter.parse(quarter)
        conditions.append("x.held_on BETWEEN ? AND ?")
        params += [asked.starts_on.isoformat(), asked.ends_on.isoformat()]
    if "service_kind" in query.filters:
        conditions.append("x.service_kind = ?")
        params.append(query.filters["service_kind"])
    if state := query.filters.get("state"):
        condition = _STATE_IS[ListState(state)]
        conditions.append(condition)
        if _LACKS_SERVICE in condition:
            params.append(json.dumps(ordered_ids(store, _LACK_SERVICE)))
    for word in query.text.split():
        conditions.append("(instr(x.name, ?) OR instr(x.team, ?) OR instr(x.held_on, ?))")
        params += [word] * 3


def summaries(store: Store, ids: Sequence[int]) -> list[ActivitySummary]:
    """Some activities in figures, in the order asked; those that are gone are left out."""
    asked = json.dumps(list(ids))
    rows = store.sql(
        "WITH credited AS (SELECT s.activity_id, coalesce(r.merged_into, r.id) AS resident_id, s.minutes,"
        " coalesce(e.amount, 0) AS points FROM service s JOIN account a ON a.id = s.account_id"
        " JOIN resident r ON r.id = a.resident_id LEFT JOIN entry e ON e.id = s.entry_id"
        f" WHERE s.activity_id {AMONG} AND s.reversed_at IS NULL),"
        f" line AS (SELECT activity_id, resident_id, state, 0 AS minutes, 0 AS points, 0 AS credited FROM attendance"
        f" WHERE activity_id {AMONG} UNION ALL SELECT activity_id, resident_id, 'came', minutes, points, 1"
        " FROM credited),"
        " person AS (SELECT activity_id, max(state = 'came') AS came, max(credited) AS credited,"
        " sum(minutes) AS minutes, sum(points) AS points FROM line GROUP BY activity_id, resident_id)"
        " SELECT x.id, x.held_on, x.name, x.service_kind, x.team, count(p.came), coalesce(sum(p.came), 0),"
        f" coalesce(sum(p.minutes), 0), coalesce(sum(p.points), 0), coalesce(sum(p.credited), 0), {_EARNS}"
        f" FROM activity x LEFT JOIN person p ON p.activity_id = x.id WHERE x.id {AMONG} GROUP BY x.id",
        (asked, asked, asked),
    )
    found = {row[0]: _summary(*row) for row in rows}
    return [found[each] for each in ids if each in found]


def _summary(
    activity_id: int, held_on: str, name: str, service_kind: str, team: str,
    listed: int, came: int, minutes: int, points: int, credited: int, earns: int,
) -> ActivitySummary:  # fmt: skip
    state = ListState.EMPTY if not listed else ListState.CREDITED if credited and credited == came else None
    if not earns:
        state = ListState.NO_POINTS
    return ActivitySummary(
        activity_id, date.fromisoformat(held_on), name, service_kind, team, listed, came, minutes, points,
        state or ListState.TO_CONFIRM,
    )  # fmt: skip


def quarters(store: Store) -> list[Quarter]:
    """The quarters that have activities, newest first."""
    found: list[Quarter] = []
    day = store.value("SELECT max(held_on) FROM activity")
    while day:
        found.append(Quarter.of(date.fromisoformat(day)))
        day = store.value("SELECT max(held_on) FROM activity WHERE held_on < ?", (found[-1].starts_on.isoformat(),))
    return found


def earlier_names(store: Store) -> list[str]:
    """Names of the newest activities, those used last first, each once."""
    rows = store.sql(f"SELECT name FROM ({_RECENT}) GROUP BY name ORDER BY max(held_on) DESC LIMIT ?", (_MOST_NAMES,))
    return [name for (name,) in rows]


def earlier_teams(store: Store) -> list[str]:
    """Teams that the newest activities name, in order."""
    rows = store.sql(f"SELECT DISTINCT team FROM ({_RECENT}) WHERE team <> '' ORDER BY team")
    return [team for (team,) in rows]


def latest(store: Store, count: int = 60) -> list[ActivityRow]:
    """The activities held last at which service may be credited, newest first; none of days to come."""
    rows = store.sql(
        f"SELECT x.id FROM activity x WHERE {_EARNS} AND x.held_on <= ? ORDER BY x.held_on DESC, x.id DESC LIMIT ?",
        (today(store.clock).isoformat(), count),
    )
    return activities.activities_of(store, [row_id for (row_id,) in rows])
