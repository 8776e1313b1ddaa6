# SPDX-License-Identifier: GPL-3.0-or-later
"""Who took part in a team's activities: credited service, or 到场 on a list. Reads only.

One statement for a span of days, added up by whoever asks: a large compound has tens of thousands of lines a year.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from hongyun_desktop.core.store.store import Store

_LINES = (
    "SELECT x.id, x.held_on, coalesce(r.merged_into, r.id) AS person, s.minutes FROM activity x"
    " JOIN service s ON s.activity_id = x.id AND s.reversed_at IS NULL JOIN account a ON a.id = s.account_id"
    " JOIN resident r ON r.id = a.resident_id WHERE x.team_id = ?1 AND x.held_on BETWEEN ?2 AND ?3"
    " UNION ALL SELECT x.id, x.held_on, t.resident_id, 0 FROM activity x"
    " JOIN attendance t ON t.activity_id = x.id AND t.state = 'came'"
    " WHERE x.team_id = ?1 AND x.held_on BETWEEN ?2 AND ?3"
)


class Line(NamedTuple):
    """One person at one activity; day: as "2026-10-08". minutes: of credited service, 0 for 到场 alone."""

    activity_id: int
    day: str
    resident_id: int
    minutes: int


def lines(store: Store, team_id: int, first: date, last: date) -> list[Line]:
    """Who took part between two days, both included; somebody may have a line of either sort at one activity."""
    return [Line(*row) for row in store.sql(_LINES, (team_id, first.isoformat(), last.isoformat()))]


def people(store: Store, team_id: int, first: date, last: date) -> set[int]:
    """The residents who took part between two days, both included."""
    query = f"SELECT DISTINCT person FROM ({_LINES})"
    return {person for (person,) in store.sql(query, (team_id, first.isoformat(), last.isoformat()))}


def between(every: Iterable[Line], first: date, last: date) -> list[Line]:
    """Those of two days and the days between."""
    low, high = first.isoformat(), last.isoformat()
    return [line for line in every if low <= line.day <= high]


def minutes_by_person(every: Iterable[Line]) -> dict[int, int]:
    """The minutes of each who took part."""
    found: dict[int, int] = {}
    for line in every:
        found[line.resident_id] = found.get(line.resident_id, 0) + line.minutes
    return found


def people_by_activity(every: Iterable[Line]) -> dict[int, set[int]]:
    """Who took part in each activity."""
    found: dict[int, set[int]] = {}
    for line in every:
        found.setdefault(line.activity_id, set()).add(line.resident_id)
    return found


def minutes_by_activity(every: Iterable[Line]) -> dict[int, int]:
    """The minutes of each activity."""
    found: dict[int, int] = {}
    for line in every:
        found[line.activity_id] = found.get(line.activity_id, 0) + line.minutes
    return found
