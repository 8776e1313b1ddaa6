# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the demo database through the same doors that the committee uses: imports, sign-ins, rounds.

The same date gives the same content. Certificates from it are marked 样张.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import rounds
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo import people, rectification, story, teams
from hongyun_desktop.documents import certificate
from hongyun_desktop.frozen_class import frozen

_QUARTERS = 8
_VOLUNTEERS = 140
_YOUNGEST, _OLDEST = 16, 78
Tell = Callable[[int, int], object]
_SECRET = hashlib.sha256(b"hongyun demo").digest()


@frozen
class Demo:
    """What was made: the file, the last full quarter, and its round."""

    file: Path
    last_quarter: Quarter
    last_round_id: int


def build(file: Path, today: date, tell: Tell = lambda _done, _total: None) -> Demo:
    """Make the demo database at a path that is free; `tell` hears how many of its quarters are lived through.

    Raises: Refused("file_exists", file), those of `open_store`.
    """
    if file.exists():
        raise Refused("file_exists", file=file.name)
    chance = Random(today.toordinal())
    quarters = _past_quarters(today)
    clock = FixedClock(_morning(quarters[0].starts_on))
    with open_store(file, clock=clock, new=NewDatabase(is_demo=True, secret=_SECRET), create=True) as store:
        settings.save(store, story.COMMITTEE)
        signing_in.sit_down(store, story.OPERATOR)
        lines = people.roster_lines(chance, today)
        importing.apply_import(store, importing.plan_import(store, lines))
        teams.found(store, quarters[0].starts_on)
        tell(1, _QUARTERS + 2)
        tasks = rectification.story(today)
        round_id = _play(store, clock, chance, quarters, _volunteers(chance, lines, today), tasks, tell)
        _live(store, clock, tasks, today)
        _record(store, clock, today, _services(chance, Quarter.of(today), today, _volunteers(chance, lines, today)))
        teams.live(store, today)
    return Demo(file, quarters[-1], round_id)


def _past_quarters(today: date) -> list[Quarter]:
    """The full quarters before the date, oldest first."""
    quarters = [Quarter.of(today).previous()]
    while len(quarters) < _QUARTERS:
        quarters.append(quarters[-1].previous())
    return quarters[::-1]


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 0))


def _volunteers(chance: Random, lines: list[RosterLine], today: date) -> list[RosterLine]:
    """Those who come, the keenest first."""
    fit = [line for line in lines if line.born_on and _YOUNGEST <= (today - line.born_on).days // 365 <= _OLDEST]
    # Two of one name in one dwelling could not be told apart on paper.
    named = {(line.name, line.address): line for line in fit}
    return chance.sample(list(named.values()), _VOLUNTEERS)


def _play(
    store: Store,
    clock: FixedClock,
    chance: Random,
    quarters: list[Quarter],
    volunteers: list[RosterLine],
    tasks: rectification.RectificationStory,
    tell: Tell,
) -> int:
    """Live through the quarters, each with its services and then its round; the last round."""
    round_id = 0
    for number, quarter in enumerate(quarters, 2):
        day = quarter.ends_on + timedelta(days=5)
        _live(store, clock, tasks, day)
        _record(store, clock, day, _services(chance, quarter, quarter.ends_on, volunteers))
        held = rounds.hold_round(store, quarter, story.HONOUR_TITLE, story.HONOURED_PLACES, certificate.preflight)
        round_id = held.params["round_id"]
        tell(number, _QUARTERS + 2)
    return round_id


def _live(store: Store, clock: FixedClock, tasks: rectification.RectificationStory, until: date) -> None:
    def at(day: date) -> None:
        clock.at = _morning(day)

    tasks.live_until(store, until, at)


def _record(store: Store, clock: FixedClock, day: date, lines: list[SignInLine]) -> None:
    clock.at = _morning(day)
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, lines))


def _services(chance: Random, quarter: Quarter, until: date, volunteers: list[RosterLine]) -> list[SignInLine]:
    """The sign-in rows of a quarter up to a day."""
    lines: list[SignInLine] = []
    for team, name, halves, people_wanted, day in _calendar(chance, quarter):
        if day <= until:
            for person in _who_came(chance, volunteers, people_wanted):
                minutes = max(30, (halves + chance.choice((-1, 0, 0, 0, 1))) * 30)
                lines.append(SignInLine(
                    "", len(lines) + 2, day, name, person.name, minutes, team=team, address=person.address,
                ))  # fmt: skip
    return lines


def _calendar(chance: Random, quarter: Quarter) -> Iterator[tuple[str, str, int, int, date]]:
    """Team, activity, half hours, people and day of each service: every team twice a month."""
    days = (quarter.ends_on - quarter.starts_on).days
    for team in story.TEAMS:
        for slot in range(6):
            name, halves, people_wanted = chance.choice(team.activities)
            day = quarter.starts_on + timedelta(days=min(days, slot * 15 + chance.randint(0, 12)))
            yield team.name, name, halves, people_wanted, day


def _who_came(chance: Random, volunteers: list[RosterLine], wanted: int) -> list[RosterLine]:
    """Some of the volunteers, the keen ones more often."""
    drawn: dict[tuple[str, object], RosterLine] = {}
    while len(drawn) < wanted:
        place = min(int(chance.expovariate(1 / 40)), len(volunteers) - 1)
        person = volunteers[place]
        drawn[person.name, person.address] = person
    return list(drawn.values())
