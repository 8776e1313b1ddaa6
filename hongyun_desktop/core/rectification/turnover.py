# SPDX-License-Identifier: GPL-3.0-or-later
"""How many tasks were raised and closed, month by month. Pure: standard library only."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from hongyun_desktop.core.rectification.report_content import ReportContent
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.frozen_class import frozen

_MOST_MONTHS = 24


@frozen
class Turnover:
    """How many tasks were raised and closed in a month; month 0 stands for the whole year."""

    year: int
    month: int
    raised: int
    closed: int


def turnover_of(raised: Sequence[date], closed: Sequence[date], first: date, last: date) -> tuple[Turnover, ...]:
    """The months between two days with what was raised and closed in each; years where the months are too many."""
    months = list(_months(first, last))
    if len(months) > _MOST_MONTHS:
        opened, shut = (Counter(day.year for day in days) for days in (raised, closed))
        return tuple(Turnover(year, 0, opened[year], shut[year]) for year in range(first.year, last.year + 1))
    opened, shut = (Counter((day.year, day.month) for day in days) for days in (raised, closed))
    return tuple(Turnover(*month, opened[month], shut[month]) for month in months)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for place in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield place // 12, place % 12 + 1


def turnover(content: ReportContent) -> tuple[Turnover, ...]:
    """That of the tasks of a report; a task is closed on the day on which its work was done. Nothing for no tasks.

    It starts with the period and ends with the day of the report, or with what was raised or closed outside of them.
    """
    if not content.tasks:
        return ()
    raised = [task.row.raised_on for task in content.tasks]
    closed = [task.row.done_on for task in content.tasks if task.row.state is State.CLOSED and task.row.done_on]
    last = max(min(content.period.last, content.made_on), *raised, *closed)
    return turnover_of(raised, closed, min(content.period.first, *raised), last)
