# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the program's own copies may go: pure decisions about file names. Standard library only.

Copies are told old from new by the number in their names, which only ever grows; the clock that named them may have
stood at 1980 or 2099, so dates only sort copies into days, weeks and months.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from hongyun_desktop.frozen_class import frozen

NEWEST, DAYS, WEEKS, MONTHS = 7, 7, 5, 12
AUTOMATIC = "自动"
_MOMENT = re.compile(r"-(\d{8}-\d{6})-")
_NAME = re.compile(r"-(\d{8}-\d{6})-" + AUTOMATIC + r"([0-9a-f]{4})(?:-(\d+))?(?:-(\d+))?\.db$")


@frozen
class Copy:
    """One copy as its name tells of it. number: the running number (0: from before there were any), then the name's
    own second number where two were made in one moment. owner: the database's first four digits."""

    name: str
    owner: str
    number: tuple[int, int]
    at: datetime

    @property
    def age(self) -> tuple[tuple[int, int], datetime, str]:
        """What sorts copies, the oldest first."""
        return self.number, self.at, self.name


def label_of(owner: str, number: int) -> str:
    """What a name carries after date and time: 自动3f9a-0017."""
    return f"{AUTOMATIC}{owner}-{number:04}"


def read_name(name: str) -> Copy | None:
    """What a name tells; None for a file that the program did not make by itself."""
    found, at = _NAME.search(name), moment_of(name)
    if found is None or at is None:
        return None
    return Copy(name, found[2], (int(found[3] or 0), int(found[4] or 0)), at)


def moment_of(name: str) -> datetime | None:
    """When a backup was made, whoever asked for it, as its name says; None for other files."""
    found = _MOMENT.search(name)
    try:
        return datetime.strptime(found[1], "%Y%m%d-%H%M%S") if found else None
    except ValueError:
        return None


def of(names: Iterable[str], stem: str, owner: str) -> list[Copy]:
    """The copies of one database among the names of a folder, the oldest first."""
    read = (read_name(name) for name in names if name.startswith(f"{stem}-"))
    return sorted((copy for copy in read if copy is not None and copy.owner == owner), key=lambda copy: copy.age)


def superfluous(copies: Iterable[Copy]) -> list[Copy]:
    """Those to be dropped, the oldest first.

    The newest seven stay whatever their dates, and the newest of each of the last 7 days, 5 weeks and 12 months that
    have a copy. What is dropped now would be dropped later too, however copies are added in between.
    """
    newest_first = sorted(copies, key=lambda copy: copy.age, reverse=True)
    kept = set(newest_first[:NEWEST])
    for period, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept |= _newest_of_each(newest_first, period, many)
    return [copy for copy in reversed(newest_first) if copy not in kept]


def _newest_of_each(newest_first: list[Copy], period: Callable[[date], object], many: int) -> set[Copy]:
    found: dict[object, Copy] = {}
    for copy in newest_first:
        if len(found) == many:
            break
        found.setdefault(period(copy.at.date()), copy)
    return set(found.values())


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
