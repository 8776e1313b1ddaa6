# SPDX-License-Identifier: GPL-3.0-or-later
"""What points are worth and what may be done with them. Pure decisions: standard library only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.roster.address import Address

DAY_MINUTES = 24 * 60
_HALF_HOUR_MINUTES = 30
_QUARTER_CODE = re.compile(r"(20\d\d)[Qq]([1-4])")
_QUARTER_WORDS = "一二三四"


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One row of an incoming sign-in sheet, read and cleaned but not yet matched with anybody.

    held_on, minutes: None where they can't be read; date_text and hours_text keep what stood there.
    address: None where the sheet gives none or an unreadable one; building alone is kept in `building`.
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


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written 2026Q3."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """The quarter that "2026Q3" names. Raises: Invalid("quarter_not_valid", text)."""
        match = _QUARTER_CODE.fullmatch(text.strip())
        if not match:
            raise Invalid("quarter_not_valid", "quarter", text=text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def code(self) -> str:
        """2026Q3."""
        return f"{self.year}Q{self.number}"

    @property
    def title(self) -> str:
        """2026年第三季度."""
        return f"{self.year}年第{_QUARTER_WORDS[self.number - 1]}季度"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        following = date(self.year + self.number // 4, self.number % 4 * 3 + 1, 1)
        return following - timedelta(days=1)

    def previous(self) -> "Quarter":
        """The quarter before."""
        return Quarter.of(self.starts_on - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule of credit between two dates; rule_id 0: the default that holds where the committee set none.

    service_kind: empty for every kind that has no rule of its own.
    """

    rule_id: int
    service_kind: str
    points_per_hour: int
    starts_on: date
    ends_on: date | None = None
    points_per_event: int = 0
    cap_per_event: int | None = None
    cap_per_day: int | None = None


DEFAULT_RULE = RuleRow(0, "", 10, date(2000, 1, 1))


@dataclass(frozen=True, slots=True)
class Credit:
    """What one stretch of service earns; `capped` where a limit took some of it."""

    points: int
    rule_id: int
    capped: bool


@dataclass(frozen=True, slots=True)
class RankRow:
    """One place of a quarter. dwelling: the short form 3-2-1102, or empty."""

    place: int
    account_id: int
    resident_id: int
    name: str
    dwelling: str
    points: int
    minutes: int


def rule_for(rules: Iterable[RuleRow], service_kind: str, day: date) -> RuleRow:
    """The rule that holds for a kind on a day: its own, else that for every kind, else the default."""
    holding = [rule for rule in rules if rule.starts_on <= day and (rule.ends_on is None or day <= rule.ends_on)]
    for kind in (service_kind, ""):
        of_kind = [rule for rule in holding if rule.service_kind == kind]
        if of_kind:
            return max(of_kind, key=lambda rule: (rule.starts_on, rule.rule_id))
    return DEFAULT_RULE


def points_for(rule: RuleRow, minutes: int, already_today: int = 0) -> Credit:
    """Points that one stretch of service earns under a rule.

    Units: minutes are rounded down to whole half hours; points are whole, halves rounded up.
    already_today: points that the same person earned under this rule on the same day; the cap counts them.
    Raises: Invalid("minutes_not_positive"), Invalid("longer_than_a_day").
    Source: domain.md, Rules, Points.
    """
    if minutes <= 0:
        raise Invalid("minutes_not_positive", "minutes")
    if minutes > DAY_MINUTES:
        raise Invalid("longer_than_a_day", "minutes")
    half_hours = minutes // _HALF_HOUR_MINUTES
    earned = rule.points_per_event + (half_hours * rule.points_per_hour + 1) // 2
    limits = [earned]
    if rule.cap_per_event is not None:
        limits.append(rule.cap_per_event)
    if rule.cap_per_day is not None:
        limits.append(max(rule.cap_per_day - already_today, 0))
    return Credit(min(limits), rule.rule_id, min(limits) < earned)
