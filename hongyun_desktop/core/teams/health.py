# SPDX-License-Identifier: GPL-3.0-or-later
"""How a team is: who is active, how old its members are, whether it leans on one person, and where it goes. Reads only.

What counts is service credited at the team's activities, and for having come also who was marked 到场.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.rules import age_on
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import certificates, register, taking_part
from hongyun_desktop.core.teams.figures import ACTIVE_DAYS, QUARTERS_OF_TREND, AgeSpread, QuarterFigures, TeamHealth
from hongyun_desktop.core.teams.rules import TeamRow

_BANDS = ((0, 34, "34岁及以下"), (35, 49, "35–49岁"), (50, 64, "50–64岁"), (65, 200, "65岁及以上"))


def health(store: Store, team_id: int, today: date) -> TeamHealth:
    """How a team is on a day. Names stay out for whoever may not know its members. Raises: Refused("team_unknown").

    active: those with service or 到场 at the team's activities within the last 90 days. busiest, minutes: service in
    the last four quarters, the present one included. Source: own.
    """
    team = register.get_row(store, team_id)
    hidden = register.is_hidden(store, team.kind)
    quarters, people = _last_quarters(today), _belonging(store, team_id)
    lines = taking_part.lines(store, team_id, quarters[0].starts_on, today)
    lately = taking_part.between(lines, today - timedelta(days=ACTIVE_DAYS - 1), today)
    served = taking_part.minutes_by_person(lines)
    busiest = max(served, key=lambda person: (served[person], -person), default=0)
    busiest_minutes = served.get(busiest, 0)
    return TeamHealth(
        team_id=team_id,
        as_of=today,
        members=team.members,
        active=len({line.resident_id for line in lately} & people.keys()),
        ages=None if hidden else _ages(people.values(), today),
        minutes=sum(served.values()),
        member_minutes=sum(minutes for person, minutes in served.items() if person in people),
        busiest=_name(store, busiest) if busiest_minutes and not hidden else "",
        busiest_minutes=busiest_minutes,
        trend=tuple(_figures(quarter, lines) for quarter in quarters),
        honours=certificates.honours(store, team_id, date.min, today, members=not hidden),
    )


def window(store: Store, query: Query) -> Window[TeamRow]:
    """The teams that fit as `register.window` has them, each with how many of its members are active today."""
    listed = register.window(store, query)
    return Window(listed.ids, lambda ids: _counted(store, listed.fetch(ids)))


def _counted(store: Store, rows: Sequence[TeamRow]) -> list[TeamRow]:
    last = today(store.clock)
    first = last - timedelta(days=ACTIVE_DAYS - 1)
    came = {row.team_id: taking_part.people(store, row.team_id, first, last) for row in rows}
    return [replace(row, active=len(came[row.team_id] & _belonging(store, row.team_id).keys())) for row in rows]


def _last_quarters(today: date) -> list[Quarter]:
    quarters = [Quarter.of(today)]
    while len(quarters) < QUARTERS_OF_TREND:
        quarters.append(quarters[-1].previous())
    return quarters[::-1]


def _belonging(store: Store, team_id: int) -> dict[int, date | None]:
    """Residents who belong, with their birth dates; guests are not among them."""
    rows = store.sql(
        "SELECT r.id, r.born_on FROM team_member m JOIN resident r ON r.id = m.resident_id"
        " WHERE m.team_id = ? AND m.left_on IS NULL",
        (team_id,),
    )
    return {person: day_of(born_on) for person, born_on in rows}


def _figures(quarter: Quarter, lines: list[taking_part.Line]) -> QuarterFigures:
    own = taking_part.between(lines, quarter.starts_on, quarter.ends_on)
    activities, people = {line.activity_id for line in own}, {line.resident_id for line in own}
    return QuarterFigures(quarter.code, quarter.title, len(activities), len(people), sum(line.minutes for line in own))


def _ages(born: Iterable[date | None], today: date) -> AgeSpread | None:
    ages = sorted(age_on(day, today) for day in born if day)
    if not ages:
        return None
    bands = tuple((words, sum(low <= age <= high for age in ages)) for low, high, words in _BANDS)
    return AgeSpread(len(ages), ages[0], int(median(ages)), ages[-1], bands)


def _name(store: Store, resident_id: int) -> str:
    return store.value("SELECT name FROM resident WHERE id = ?", (resident_id,)) or ERASED_NAME
