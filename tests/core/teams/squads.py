# SPDX-License-Identifier: GPL-3.0-or-later
"""A team with members, for the tests of the teams."""

from datetime import date

from hongyun_desktop.core.activities.activities import save_activity
from hongyun_desktop.core.activities.rules import ActivityValues
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import MemberRow, TeamKind, TeamValues

FOUNDED = date(2025, 3, 1)
NAME = "环境美育队"


def found(store: Store, name: str = NAME, kind: TeamKind = TeamKind.PLACE, founded_on: date = FOUNDED) -> int:
    """Register a team; its id."""
    return register.save_team(store, TeamValues(name, kind, founded_on=founded_on)).params["team_id"]


def enrol(store: Store, team_id: int, people: list[int], joined_on: date = FOUNDED) -> list[MemberRow]:
    """Let residents belong; their rows in the order of the people."""
    membership.join(store, team_id, people, joined_on)
    rows = {row.resident_id: row for row in membership.members(store, team_id)}
    return [rows[person] for person in people]


def serve(store: Store, name: str, held_on: date, minutes: dict[int, int], team: str = NAME) -> int:
    """Hold an activity of a team and credit who came; its id."""
    values = ActivityValues(name, held_on, team)
    marks = {person: (Attending.CAME, each) for person, each in minutes.items()}
    return attendance.save_and_confirm(store, values, marks).params["activity_id"]


def plan(store: Store, name: str, held_on: date, team: str = NAME) -> int:
    """Plan an activity; its id."""
    return save_activity(store, ActivityValues(name, held_on, team)).params["activity_id"]
