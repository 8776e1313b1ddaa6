# SPDX-License-Identifier: GPL-3.0-or-later
"""Rectification: the words, the rows, and which step may follow which. Pure: standard library only.

Quantities are whole thousandths of their unit, money is whole fen. Source: domain.md, Rules, Rectification.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.rectification.places import NOWHERE, Place
from hongyun_desktop.core.rectification.quantities import Progress, Quantity, progress_of
from hongyun_desktop.frozen_class import frozen


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


@frozen
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


@frozen
class TaskValues:
    """What the committee writes down of a task; facility_id: the facility whose upkeep it is."""

    title: str
    category: str
    raised_on: date
    place: Place = NOWHERE
    source: Source = Source.PATROL
    about_property: bool = False
    priority: Priority = Priority.NORMAL
    party: str = ""
    due_on: date | None = None
    cost_fen: int | None = None
    note: str = ""
    quantities: tuple[Quantity, ...] = ()
    facility_id: int | None = None


@frozen
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
    def is_half_done(self) -> bool:
        """Whether some of an open task is done, and not all."""
        return self.state in OPEN and self.progress is Progress.PART

    @property
    def progress(self) -> Progress:
        """How much is done."""
        return progress_of(self.quantities)


@frozen
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


@frozen
class FundingRow:
    """Money that was asked for, granted or spent; body: by or from whom."""

    funding_id: int
    kind: FundingKind
    amount_fen: int
    body: str
    booked_on: date
    note: str


@frozen
class ChaseRow:
    """One reminding; letter_number: of the letter that went out, else empty."""

    chase_id: int
    chased_on: date
    way: ChaseWay
    spoke_to: str
    answer: str
    promised_on: date | None
    letter_number: str


@frozen
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


@frozen
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raises: Invalid("period_backwards")."""
        if self.last < self.first:
            raise Invalid("period_backwards", "last")
