# SPDX-License-Identifier: GPL-3.0-or-later
"""The facts of one year of a team, for its 年度评议表. Reads only; the judging is done on the paper."""

from datetime import date

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import certificates, posts, register, taking_part
from hongyun_desktop.core.teams.figures import ReviewFacts, YearActivity, YearBefore
from hongyun_desktop.core.teams.rules import Post

_MONTHS = 12


def review(store: Store, team_id: int, year: int) -> ReviewFacts:
    """What happened in a team in a year, as far as it has passed. Raises: Refused("team_unknown").

    People and times: with credited service or 到场 at its activities. Members: stretches of belonging that held on
    the first day of the year and on its last (or today). Source: own.
    """
    team, day = register.get_row(store, team_id), today(store.clock)
    first, last = date(year, 1, 1), min(date(year, _MONTHS, 31), day)
    lines = taking_part.lines(store, team_id, first, last)
    came, minutes = taking_part.people_by_activity(lines), taking_part.minutes_by_activity(lines)
    rows = [row for row in _activities(store, team_id, first, last) if row.held_on < day or row.activity_id in came]
    held = [row for row in rows if not row.cancelled]
    hidden = register.is_hidden(store, team.kind)
    return ReviewFacts(
        team=team,
        year=year,
        made_on=day,
        leader="" if hidden else _leader(store, team_id, last),
        members_before=_members(store, team_id, first, "joined_on < ?2 AND (left_on IS NULL OR left_on >= ?2)"),
        members_after=_members(store, team_id, last, "joined_on <= ?2 AND (left_on IS NULL OR left_on > ?2)"),
        joined=_between(store, team_id, "joined_on", first, last),
        left=_between(store, team_id, "left_on", first, last),
        activities=tuple(
            YearActivity(row, len(came.get(row.activity_id, ())), minutes.get(row.activity_id, 0)) for row in held
        ),
        cancelled=len(rows) - len(held),
        people=len({line.resident_id for line in lines}),
        times=sum(map(len, came.values())),
        minutes=sum(minutes.values()),
        months_without=_months_without(held, team.founded_on, first, last),
        honours=certificates.honours(store, team_id, first, last, members=not hidden),
        before=_year_before(store, team_id, year - 1),
    )


def years(store: Store, team_id: int) -> tuple[int, ...]:
    """The years in which a team had activities or members, up to this one, newest first."""
    first = store.value(
        "SELECT min(day) FROM (SELECT min(held_on) AS day FROM activity WHERE team_id = ?1"
        " UNION SELECT min(joined_on) FROM team_member WHERE team_id = ?1"
        " UNION SELECT founded_on FROM team WHERE id = ?1)",
        (team_id,),
    )
    this = today(store.clock).year
    return tuple(range(this, min(int(first[:4]), this) - 1 if first else this - 1, -1))


def _leader(store: Store, team_id: int, day: date) -> str:
    held = [
        post.name
        for post in posts.of_team(store, team_id)
        if post.post is Post.LEADER and post.starts_on <= day and (post.ends_on is None or post.ends_on > day)
    ]
    return held[0] if held and held[0] != ERASED_NAME else ""


def _members(store: Store, team_id: int, day: date, condition: str) -> int:
    query = f"SELECT count(*) FROM team_member WHERE team_id = ?1 AND {condition}"
    return store.value(query, (team_id, day.isoformat()))


def _between(store: Store, team_id: int, column: str, first: date, last: date) -> int:
    return store.value(
        f"SELECT count(*) FROM team_member WHERE team_id = ? AND {column} BETWEEN ? AND ?",
        (team_id, first.isoformat(), last.isoformat()),
    )


def _activities(store: Store, team_id: int, first: date, last: date) -> list[ActivityRow]:
    ids = store.sql(
        "SELECT id FROM activity WHERE team_id = ? AND held_on BETWEEN ? AND ? ORDER BY held_on, starts_at, id",
        (team_id, first.isoformat(), last.isoformat()),
    )
    return activities.activities_of(store, [row_id for (row_id,) in ids])


def _months_without(held: list[ActivityRow], founded_on: date | None, first: date, last: date) -> tuple[int, ...]:
    """Full months that passed in the team's life without anything held."""
    begun = founded_on.month if founded_on and founded_on.year == first.year else 1
    if founded_on and founded_on > last:
        return ()
    ended = last.month if last == date(last.year, _MONTHS, 31) else last.month - 1
    busy = {row.held_on.month for row in held}
    return tuple(month for month in range(begun, ended + 1) if month not in busy)


def _year_before(store: Store, team_id: int, year: int) -> YearBefore | None:
    first, last = date(year, 1, 1), date(year, _MONTHS, 31)
    held = sum(not row.cancelled for row in _activities(store, team_id, first, last))
    lines = taking_part.lines(store, team_id, first, last)
    people, times = {line.resident_id for line in lines}, {(line.activity_id, line.resident_id) for line in lines}
    return YearBefore(held, len(people), len(times), sum(line.minutes for line in lines)) if held else None
