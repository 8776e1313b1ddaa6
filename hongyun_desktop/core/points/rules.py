# SPDX-License-Identifier: GPL-3.0-or-later
"""What points are worth and what may be done with them. Pure decisions: standard library only."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.frozen_class import frozen

MINUTES_A_DAY = 24 * 60
ERASED_NAME = "已删除"
REVERSAL_REASONS = frozenset({"wrong_person", "wrong_hours", "wrong_activity", "entered_twice", "not_present", "other"})

STAR_HOURS = (100, 300, 600, 1000, 1500)
"""Total hours from which a volunteer has one to five stars. Source: domain.md, Rules, Star levels."""

_HALF_HOUR = 30


@frozen
class RuleRow:
    """One rule of credit, as it stood between two dates; rule_id None: the built-in one."""

    rule_id: int | None
    service_kind: str
    points_per_hour: int
    points_per_event: int = 0
    cap_per_event: int | None = None
    cap_per_day: int | None = None
    starts_on: date = date.min
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies between its dates, both included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


# Own default, domain.md, Rules, Points: it needs no row, so a database that never chose a rule says so.
DEFAULT_RULE = RuleRow(rule_id=None, service_kind="", points_per_hour=10)


class RuleBook:
    """All rules of a database, to be asked without a query each time."""

    def __init__(self, rules: Iterable[RuleRow]) -> None:
        self._by_kind: dict[str, list[RuleRow]] = {}
        for rule in rules:
            self._by_kind.setdefault(rule.service_kind, []).append(rule)
        self.has_day_caps = any(rule.cap_per_day for rules in self._by_kind.values() for rule in rules)

    def rule_for(self, service_kind: str, day: date) -> RuleRow:
        """The rule of that kind on that day, else the one for any kind, else the built-in one."""
        for kind in (service_kind, ""):
            for rule in self._by_kind.get(kind, ()):
                if rule.holds_on(day):
                    return rule
        return DEFAULT_RULE

    def in_force(self, day: date) -> list[RuleRow]:
        """The rules that hold on a day, one a kind, in the order of kinds; the first is for any kind."""
        kinds = sorted({"", *self._by_kind})
        return [rule for kind in kinds if (rule := self.rule_for(kind, day)).service_kind == kind]


@frozen
class Credit:
    """Points that one stretch of service earns; capped_by: "event" or "day" where a cap took some away."""

    points: int
    half_hours: int
    capped_by: str = ""


def points_for(rule: RuleRow, minutes: int, already_today: int = 0) -> Credit:
    """Points that one stretch of service earns under a rule, and why.

    Units: minutes are rounded down to whole half hours; points are whole, halves rounded up.
    already_today: points that the same person earned under this rule on the same day; the cap counts them.
    Raises: Invalid("minutes_not_positive"), Invalid("longer_than_a_day").
    Source: domain.md, Rules, Points.
    """
    if minutes <= 0:
        raise Invalid("minutes_not_positive", "minutes")
    if minutes > MINUTES_A_DAY:
        raise Invalid("longer_than_a_day", "minutes")
    half_hours = minutes // _HALF_HOUR
    points, capped_by = (half_hours * rule.points_per_hour + 1) // 2 + rule.points_per_event, ""
    if rule.cap_per_event is not None and points > rule.cap_per_event:
        points, capped_by = rule.cap_per_event, "event"
    if rule.cap_per_day is not None and points > max(rule.cap_per_day - already_today, 0):
        points, capped_by = max(rule.cap_per_day - already_today, 0), "day"
    return Credit(points, half_hours, capped_by)


def stars_of(minutes: int) -> int:
    """The stars that somebody's total service minutes make, 0 to 5. Source: domain.md, Rules, Star levels."""
    return sum(minutes >= hours * 60 for hours in STAR_HOURS)


def service_memo(activity_id: int, minutes: int, rule_id: int | None) -> str:
    """What an entry for service says of it, so that the hash chain covers the service row too."""
    return f"service activity={activity_id} minutes={minutes} rule={'-' if rule_id is None else rule_id}"


def opening_memo(minutes: int) -> str:
    """What an opening entry says of the hours that came with it."""
    return f"opening minutes={minutes}"


class RankRow(NamedTuple):
    """One place in a quarter; minutes net of reversals. A named tuple, for a ranking makes ten thousand of them.

    dwelling: the short form 3-2-1102, empty for none. erased: the name is 已删除 and nobody can be honoured.
    """

    place: int
    account_id: int
    resident_id: int
    name: str
    dwelling: str
    points: int
    minutes: int
    erased: bool = False


@frozen
class PassbookLine:
    """One entry of a 积分存折: the day of service, what for, and why so many points.

    minutes: None where no service stands behind it. points: signed. balance: after this entry.
    """

    day: date
    what: str
    why: str
    minutes: int | None
    points: int
    balance: int


@frozen
class Passbook:
    """A person's points on paper, entries in the order they were recorded.

    dwelling: the short form, empty for none. stars: 0 to 5. chain: entries and head of the ledger when it was made.
    """

    compound: str
    name: str
    dwelling: str
    stars: int
    minutes: int
    balance: int
    lines: tuple[PassbookLine, ...]
    chain: str
    made_on: date
    sample: bool = False


@frozen
class SignInLine:
    """One row of an incoming sign-in sheet, read and cleaned but not yet matched with anybody.

    held_on, minutes: None where they can't be read; date_text and hours_text keep what stood there.
    address: None where the sheet gives none or an unreadable one; building alone is kept in `building`. absence: the
    code of what says that they were not there, such as not_present; empty for whoever was.
    """

    sheet: str
    row: int
    held_on: date | None
    activity: str
    name: str
    minutes: int | None
    team: str = ""
    address: Address | None = None
    address_text: str = ""
    building: str = ""
    phone: str = ""
    date_text: str = ""
    hours_text: str = ""
    absence: str = ""
    absence_text: str = ""
