# SPDX-License-Identifier: GPL-3.0-or-later
"""What an activity is, when it is, and when the next ones of a recurring one are. Pure: standard library only.

Source: domain.md, Rules, "Who came"; how often something recurs and at most how many times is the committee's own.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen

MOST_REPEATS = 60
"""So many more activities may one step make. Own."""
_TIME = re.compile(r"(?P<later>下午|晚上)?(?P<hour>[01]?\d|2[0-3])(?:[:点时](?:(?P<minute>[0-5]\d)分?|(?P<half>半))?)?")
_NOON = 12
_WEEK = 7


class ActivityKind(StrEnum):
    """Whether hours at it may become points: 志愿服务, or an event such as 通心会, 文化节, 签约仪式."""

    SERVICE = "service"
    EVENT = "event"


ACTIVITY_KIND_WORDS = {ActivityKind.SERVICE: "志愿服务", ActivityKind.EVENT: "会议和活动"}


@frozen
class ActivityValues:
    """What the committee writes down of an activity; service_kind chooses the rule, empty for any kind.

    team_id: a registered team, whose name then stands as team; None: whichever is called what team says. Whatever
    else is None stays as it stands, and is blank for a new one. Times are "09:30" or empty.
    """

    name: str
    held_on: date
    team: str = ""
    service_kind: str = ""
    kind: ActivityKind | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    place: str | None = None
    programme: str | None = None
    plan: str | None = None
    record: str | None = None
    team_id: int | None = None


@frozen
class ActivityRow:
    """An activity as it stands; cancelled_reason: empty while it is on. series: the first one of a recurring one."""

    activity_id: int
    name: str
    held_on: date
    team: str
    service_kind: str
    kind: ActivityKind = ActivityKind.SERVICE
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    programme: str = ""
    plan: str = ""
    record: str = ""
    team_id: int | None = None
    cancelled_reason: str = ""
    series: int | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        return bool(self.cancelled_reason)

    @property
    def time_text(self) -> str:
        """09:30–11:00, or as much of it as is known."""
        return f"{self.starts_at}–{self.ends_at}" if self.ends_at else self.starts_at

    @property
    def plan_lines(self) -> tuple[str, ...]:
        """The plan line by line, blank ones left out."""
        return tuple(filter(None, (line.strip() for line in self.plan.splitlines())))


def checked_time(text: str, field: str) -> str:
    """A time as "09:30"; empty stays empty. Reads 9:30, 15, 15点, 9点半, 下午3点.

    Raises: Invalid("time_not_readable", text).
    """
    typed = clean_text(text)
    if not typed:
        return ""
    match = _TIME.fullmatch(typed.translate(FULL_WIDTH).replace(" ", "").removeprefix("上午").removeprefix("早上"))
    if match is None:
        raise Invalid("time_not_readable", field, text=typed)
    hour = int(match["hour"]) + (_NOON if match["later"] and int(match["hour"]) < _NOON else 0)
    return f"{hour:02d}:{'30' if match['half'] else match['minute'] or '00'}"


def check_times(starts_at: str, ends_at: str) -> None:
    """Raises: Invalid("start_time_missing", "starts_at"), Invalid("ends_before_it_starts", "ends_at")."""
    if ends_at and not starts_at:
        raise Invalid("start_time_missing", "starts_at")
    if ends_at and ends_at <= starts_at:
        raise Invalid("ends_before_it_starts", "ends_at")


class Every(StrEnum):
    """How often something recurs: 每周, 每两周, 每月同一天, 每月第几个星期几, each as the first one has it."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH_BY_DAY = "month_by_day"
    MONTH_BY_WEEKDAY = "month_by_weekday"


EVERY_WORDS = {
    Every.WEEK: "每周",
    Every.FORTNIGHT: "每两周",
    Every.MONTH_BY_DAY: "每月同一天",
    Every.MONTH_BY_WEEKDAY: "每月第几个星期几",
}


def following_days(first: date, every: Every, until: date) -> tuple[date, ...]:
    """The days after the first on which it recurs, up to a day and including it.

    A month without the day (the 31st) has it on its last day; one without a fifth weekday has the last such weekday:
    no month is left out. Raises: Invalid("repeats_until_too_early", "until"),
    Invalid("repeats_too_often", "until", most).
    """
    days: list[date] = []
    for day in _days(first, every):
        if day > until:
            break
        days.append(day)
        if len(days) > MOST_REPEATS:
            raise Invalid("repeats_too_often", "until", most=MOST_REPEATS)
    if not days:
        raise Invalid("repeats_until_too_early", "until")
    return tuple(days)


def _days(first: date, every: Every) -> Iterator[date]:
    if every in (Every.WEEK, Every.FORTNIGHT):
        step, day = timedelta(days=_WEEK if every is Every.WEEK else 2 * _WEEK), first
        while True:
            day += step
            yield day
    in_month = _same_day if every is Every.MONTH_BY_DAY else _same_weekday
    number = first.year * 12 + first.month - 1
    while True:
        number += 1
        yield in_month(first, number // 12, number % 12 + 1)


def _same_day(first: date, year: int, month: int) -> date:
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def _same_weekday(first: date, year: int, month: int) -> date:
    """The second Saturday where the first one was a second Saturday; the last where there is no fifth."""
    weekday, length = monthrange(year, month)
    day = 1 + (first.weekday() - weekday) % _WEEK + (first.day - 1) // _WEEK * _WEEK
    return date(year, month, day if day <= length else day - _WEEK)


class ActivityState(StrEnum):
    """How an activity stands: 计划中, 已举行, 已取消."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


ACTIVITY_STATE_WORDS = {
    ActivityState.PLANNED: "计划中",
    ActivityState.HELD: "已举行",
    ActivityState.CANCELLED: "已取消",
}


@frozen
class CalendarRow:
    """One activity as a calendar shows it; listed: everybody on its list. came: marked so or credited."""

    activity: ActivityRow
    state: ActivityState
    listed: int
    came: int


def state_of(activity: ActivityRow, came: int, today: date) -> ActivityState:
    """How an activity stands: on its own day it is planned until somebody came."""
    if activity.cancelled:
        return ActivityState.CANCELLED
    return ActivityState.HELD if activity.held_on < today or came else ActivityState.PLANNED
