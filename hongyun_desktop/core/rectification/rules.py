# SPDX-License-Identifier: GPL-3.0-or-later
"""Rectification: the words, the rows, and which step may follow which. Pure: standard library only.

Quantities are whole thousandths of their unit, money is whole fen. Source: domain.md, Rules, Rectification.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from hongyun_desktop.core.errors import Invalid, Refused

MILLI = 1000
UNITS = ("处", "吨", "平方米", "米", "个", "家", "棵")
_MOST_MILLI = 10**12
_SAME_UNIT = {
    "㎡": "平方米",
    "平米": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "平方": "平方米",
    "m3": "立方米",
    "m³": "立方米",
    "立方": "立方米",
    "公尺": "米",
    "延米": "米",
    "m": "米",
    "t": "吨",
    "株": "棵",
}


class State(StrEnum):
    """Where a task stands: 登记 … 已销号, or closed without own work."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    HANDED_ON = "handed_on"


class Source(StrEnum):
    """How a task became known."""

    PATROL = "patrol"
    VISIT = "visit"
    MATTER = "matter"
    STREET = "street"
    UPKEEP = "upkeep"
    OTHER = "other"


class Priority(StrEnum):
    """How pressing a task is; the most pressing first."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class FundingKind(StrEnum):
    """What happened to money: asked for, granted, spent."""

    ASKED = "asked"
    GRANTED = "granted"
    SPENT = "spent"


class ChaseWay(StrEnum):
    """How somebody was reminded."""

    PHONE = "phone"
    VISIT = "visit"
    MESSAGE = "message"
    MEETING = "meeting"
    LETTER = "letter"


class LetterKind(StrEnum):
    """整改提醒函 to whoever is responsible; 情况反映（转办）单 to the street office."""

    REMINDER = "reminder"
    REFERRAL = "referral"


STATE_WORDS: Mapping[State, str] = {
    State.REGISTERED: "登记",
    State.ASSIGNED: "派单",
    State.IN_PROGRESS: "整治中",
    State.AWAITING_ACCEPTANCE: "待验收",
    State.CLOSED: "已销号",
    State.REJECTED: "不予受理",
    State.DUPLICATE: "重复",
    State.HANDED_ON: "已移交",
}
SOURCE_WORDS: Mapping[Source, str] = {
    Source.PATROL: "巡查发现",
    Source.VISIT: "走访",
    Source.MATTER: "居民诉求",
    Source.STREET: "街道交办",
    Source.UPKEEP: "设施维护",
    Source.OTHER: "其他",
}
PRIORITY_WORDS: Mapping[Priority, str] = {
    Priority.URGENT: "特急",
    Priority.HIGH: "紧急",
    Priority.NORMAL: "一般",
    Priority.LOW: "可缓",
}
FUNDING_WORDS: Mapping[FundingKind, str] = {
    FundingKind.ASKED: "申请",
    FundingKind.GRANTED: "批复",
    FundingKind.SPENT: "支出",
}
CHASE_WORDS: Mapping[ChaseWay, str] = {
    ChaseWay.PHONE: "电话",
    ChaseWay.VISIT: "上门",
    ChaseWay.MESSAGE: "短信",
    ChaseWay.MEETING: "会上",
    ChaseWay.LETTER: "发函",
}
LETTER_WORDS: Mapping[LetterKind, str] = {LetterKind.REMINDER: "整改提醒函", LetterKind.REFERRAL: "情况反映（转办）单"}

BOARD = (State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE, State.CLOSED)
"""The states that a board shows as columns, in order."""
OPEN = frozenset({State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE})
ENDED_WITHOUT_WORK = frozenset({State.REJECTED, State.DUPLICATE, State.HANDED_ON})

_STEPS: Mapping[State, frozenset[State]] = {
    State.REGISTERED: frozenset({State.ASSIGNED}) | ENDED_WITHOUT_WORK,
    State.ASSIGNED: frozenset({State.IN_PROGRESS}) | ENDED_WITHOUT_WORK,
    State.IN_PROGRESS: frozenset({State.AWAITING_ACCEPTANCE}) | ENDED_WITHOUT_WORK,
    State.AWAITING_ACCEPTANCE: frozenset({State.CLOSED, State.IN_PROGRESS}) | ENDED_WITHOUT_WORK,
    State.CLOSED: frozenset({State.IN_PROGRESS}),
    State.REJECTED: frozenset({State.REGISTERED}),
    State.DUPLICATE: frozenset({State.REGISTERED}),
    State.HANDED_ON: frozenset({State.REGISTERED}),
}


@dataclass(frozen=True, slots=True)
class StepNeeds:
    """What somebody has to say when a task goes from one state to another."""

    reason: bool
    party: bool
    reopens: bool


def next_states(state: State) -> tuple[State, ...]:
    """Where a task may go from here, in the order of the states."""
    return tuple(each for each in State if each in _STEPS[state])


def needs_of(state: State, to: State) -> StepNeeds:
    """What a step asks for. Raises: Refused("step_not_allowed", state, to).

    A party is asked for where a task is given to somebody (派单) or handed on (已移交).
    """
    if to not in _STEPS[state]:
        raise Refused("step_not_allowed", state=state.value, to=to.value)
    reopens = state not in OPEN
    returned = (state, to) == (State.AWAITING_ACCEPTANCE, State.IN_PROGRESS)
    return StepNeeds(reopens or returned or to in ENDED_WITHOUT_WORK, to in (State.ASSIGNED, State.HANDED_ON), reopens)


def check_step(state: State, to: State, reason: str, party: str, quantities: "Sequence[Quantity]" = ()) -> StepNeeds:
    """The same, with what was said: closing with less accepted than planned asks for a reason too.

    Raises: those of `needs_of`, Invalid("step_reason_missing", "reason"), Invalid("step_party_missing", "party"),
    Invalid("short_of_plan_reason_missing", "reason").
    """
    needs = needs_of(state, to)
    if needs.party and not party.strip():
        raise Invalid("step_party_missing", "party")
    if needs.reason and not reason.strip():
        raise Invalid("step_reason_missing", "reason")
    if to is State.CLOSED and not reason.strip() and any(q.accepted_milli < q.planned_milli for q in quantities):
        raise Invalid("short_of_plan_reason_missing", "reason")
    return needs


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: a road with a number, or a building (and unit) by their codes; spot: what is near."""

    road: str = ""
    road_number: str = ""
    building: str = ""
    unit: str = ""
    spot: str = ""

    @property
    def text(self) -> str:
        """As it is read aloud: 鸿运大道100号附近, 3栋2单元楼道; empty where nothing is known."""
        number = f"{self.road_number}号" if self.road_number else ""
        building = f"{self.building}栋" if self.building else ""
        unit = f"{self.unit}单元" if self.unit else ""
        return f"{self.road}{number}{building}{unit}{self.spot}"

    @property
    def key(self) -> str:
        """By which two tasks are at the same place; empty where nothing is known.

        What is near (spot) tells places apart only where there is neither a number nor a building.
        """
        if self.building:
            return f"b:{self.building}/{self.unit}"
        if self.road and self.road_number:
            return f"r:{self.road}/{self.road_number}"
        return f"s:{self.road}{self.spot}" if self.road or self.spot else ""


_BUILDING_AT = re.compile(
    r"^(?P<building>[A-Za-z]?\d{1,3}[A-Za-z]?)(?:号楼|栋|幢|座)(?:(?P<unit>\d{1,2})单元)?(?P<spot>.*)$"
)
_ROAD_AT = re.compile(
    r"^(?P<road>[^\d\s]{1,20}?(?:大道|路|街|巷|道|里|弄))(?:(?P<number>\d{1,5}(?:-\d{1,3})?)号)?(?P<spot>.*)$"
)
_WIDTH = str.maketrans("０１２３４５６７８９－（）", "0123456789-()")


def place_of(text: str) -> Place:
    """The place that a text names; what is not understood stays whole as the spot."""
    text = re.sub(r"\s+", "", text.translate(_WIDTH))
    if match := _BUILDING_AT.match(text):
        return Place(building=match["building"].upper(), unit=match["unit"] or "", spot=match["spot"])
    if match := _ROAD_AT.match(text):
        return Place(match["road"], match["number"] or "", spot=match["spot"])
    return Place(spot=text)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One measured line; item: what is counted, empty where the task's title says it."""

    unit: str
    planned_milli: int
    done_milli: int = 0
    accepted_milli: int = 0
    item: str = ""


def milli_of(text: str) -> int:
    """A quantity as people write it ("12.5", "1,200") in thousandths.

    Raises: Invalid("quantity_not_a_number"), Invalid("quantity_too_fine") beyond three decimals,
    Invalid("quantity_out_of_range") below zero or above a thousand million.
    """
    try:
        value = Decimal(text.translate(_WIDTH).replace(",", "").replace("，", "").strip()) * MILLI
        whole = int(value)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise Invalid("quantity_not_a_number", "quantity", text=text[:20]) from error
    if value < 0 or value > _MOST_MILLI:
        raise Invalid("quantity_out_of_range", "quantity", text=text[:20])
    if value != whole:
        raise Invalid("quantity_too_fine", "quantity", text=text[:20])
    return whole


def quantity_text(milli: int) -> str:
    """A quantity as it is printed: no more decimals than it has."""
    whole, rest = divmod(milli, MILLI)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)


def unit_of(text: str) -> str:
    """The unit's usual name: 平米 and ㎡ are 平方米."""
    text = text.strip()
    return _SAME_UNIT.get(text.lower(), text)


_LETTER_NAMES: Mapping[LetterKind, str] = {LetterKind.REMINDER: "整改提醒", LetterKind.REFERRAL: "情况反映"}


def letter_number(prefix: str, kind: str, year: int, serial: int) -> str:
    """A letter's number as it is printed: 鸿运整改提醒〔2026〕第003号."""
    return f"{prefix}{_LETTER_NAMES[LetterKind(kind)]}〔{year}〕第{serial:03d}号"


class Progress(StrEnum):
    """How much of what was planned is done."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


def progress_of(quantities: Iterable[Quantity]) -> Progress:
    """What the measured lines say; a task without lines has none done until it is closed."""
    lines = list(quantities)
    if lines and all(line.done_milli >= line.planned_milli for line in lines):
        return Progress.WHOLE
    return Progress.PART if any(line.done_milli for line in lines) else Progress.NONE


@dataclass(frozen=True, slots=True)
class TaskValues:
    """What the committee writes down of a task; facility_id: the facility whose upkeep it is."""

    title: str
    category: str
    raised_on: date
    place: Place = Place()
    source: Source = Source.PATROL
    about_property: bool = False
    priority: Priority = Priority.NORMAL
    party: str = ""
    due_on: date | None = None
    cost_fen: int | None = None
    note: str = ""
    quantities: tuple[Quantity, ...] = ()
    facility_id: int | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as lists, boards and papers show it; number: "2026-012".

    days_overdue: of an open task, 0 where it is not. recurrence: the how-manieth task of its kind at its place.
    photos_before, photos_after: how many there are.
    """

    task_id: int
    number: str
    title: str
    category: str
    place: Place
    state: State
    source: Source
    priority: Priority
    party: str
    raised_on: date
    due_on: date | None
    done_on: date | None
    days_overdue: int
    reopened: int
    recurrence: int
    quantities: tuple[Quantity, ...]
    photos_before: int
    photos_after: int

    @property
    def progress(self) -> Progress:
        """How much is done."""
        return progress_of(self.quantities)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One dated line of a task's history; from_state None for its registration."""

    step_id: int
    from_state: State | None
    to_state: State
    stepped_on: date
    recorded_at: datetime
    operator: str
    reason: str
    party: str


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Money that was asked for, granted or spent; body: by or from whom."""

    funding_id: int
    kind: FundingKind
    amount_fen: int
    body: str
    booked_on: date
    note: str


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One reminding; letter_number: of the letter that went out, else empty."""

    chase_id: int
    chased_on: date
    way: ChaseWay
    spoke_to: str
    answer: str
    promised_on: date | None
    letter_number: str


@dataclass(frozen=True, slots=True)
class TaskCard:
    """All of one task, as its panel and its task sheet show it."""

    row: TaskRow
    about_property: bool
    cost_fen: int | None
    note: str
    facility_id: int | None
    facility: str
    duplicate_of: str
    steps: tuple[StepRow, ...]
    funding: tuple[FundingRow, ...]
    chases: tuple[ChaseRow, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of one category in one unit: never across units."""

    category: str
    unit: str
    tasks: int
    planned_milli: int
    done_milli: int
    accepted_milli: int


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One row of an incoming ledger, read but not yet compared with what is known.

    planned_milli, done_milli: None where nothing stood there. done_on: the day it was finished; finished: whether the
    row says that it is, with a day or without. key: what makes the row the same row in a later file. taken: whether
    the row is a task in spite of its problem.
    """

    sheet: str
    row: int
    title: str
    category: str
    place: Place
    unit: str
    planned_milli: int | None
    done_milli: int | None
    raised_on: date | None
    party: str = ""
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""
    cost_fen: int | None = None
    key: str = ""
    problem: str = ""
    problem_text: str = ""
    finished: bool = False
    taken: bool = True

    @property
    def quantity(self) -> Quantity | None:
        """The row's measured line, or None where it has none; whatever is finished counts as accepted."""
        if not self.unit or (self.planned_milli is None and self.done_milli is None):
            return None
        done = self.done_milli or 0
        return Quantity(self.unit, self.planned_milli or 0, done, done if self.state is State.CLOSED else 0)

    @property
    def state(self) -> State:
        """Where a ledger leaves its task: 已销号 once it is finished and no less was done than planned."""
        done, planned = self.done_milli or 0, self.planned_milli or 0
        if self.finished and done >= planned:
            return State.CLOSED
        if done:
            return State.IN_PROGRESS
        return State.ASSIGNED if self.party else State.REGISTERED


def totals_of(lines: Iterable[TaskLine]) -> tuple[Total, ...]:
    """The sums of the rows that are taken, per category and unit, in the order of first appearance."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        if line.taken and (quantity := line.quantity) is not None:
            found = sums.setdefault((line.category, quantity.unit), [0, 0, 0, 0])
            told = (1, quantity.planned_milli, quantity.done_milli, quantity.accepted_milli)
            found[:] = [before + more for before, more in zip(found, told, strict=True)]
    return tuple(Total(category, unit, *told) for (category, unit), told in sums.items())


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raises: Invalid("period_backwards")."""
        if self.last < self.first:
            raise Invalid("period_backwards", "last")
