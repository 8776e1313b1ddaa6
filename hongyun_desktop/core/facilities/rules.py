# SPDX-License-Identifier: GPL-3.0-or-later
"""Facilities: what was built or renewed, who keeps it, when it is looked at next. Pure: standard library only.

Money is whole fen. Source: domain.md, "What the article counts"; the intervals are the committee's to set.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.frozen_class import frozen

KINDS = ("道闸", "人脸识别", "休闲座椅", "儿童活动场地", "电瓶车停车棚", "活动中心", "功能用房", "健身器材", "其他")
"""What a committee usually has; any other word may be typed."""
_MONTHS_A_YEAR = 12
_MOST_MONTHS = 120


class Work(StrEnum):
    """Whether a facility was built or renewed: 新建, 更新."""

    BUILT = "built"
    RENEWED = "renewed"


class Outcome(StrEnum):
    """What an inspection found: 完好, 有问题, 停用."""

    SOUND = "sound"
    FAULT = "fault"
    UNUSABLE = "unusable"


class Standing(StrEnum):
    """How a facility stands: 完好, 有问题, 停用, 未检查, 已拆除; the last inspection says which."""

    SOUND = "sound"
    FAULT = "fault"
    UNUSABLE = "unusable"
    UNSEEN = "unseen"
    REMOVED = "removed"


WORK_WORDS: Mapping[Work, str] = {Work.BUILT: "新建", Work.RENEWED: "更新"}
OUTCOME_WORDS: Mapping[Outcome, str] = {Outcome.SOUND: "完好", Outcome.FAULT: "有问题", Outcome.UNUSABLE: "停用"}
STANDING_WORDS: Mapping[Standing, str] = {
    Standing.SOUND: "完好",
    Standing.FAULT: "有问题",
    Standing.UNUSABLE: "停用",
    Standing.UNSEEN: "未检查",
    Standing.REMOVED: "已拆除",
}


@frozen
class FacilityValues:
    """What the committee writes down; inspect_every_months None: no regular inspection."""

    name: str
    kind: str = ""
    place: str = ""
    work: Work = Work.BUILT
    built_on: date | None = None
    cost_fen: int | None = None
    funded_by: str = ""
    keeper: str = ""
    keeper_phone: str = ""
    inspect_every_months: int | None = None
    next_inspection_on: date | None = None
    note: str = ""


@frozen
class FacilityRow:
    """A facility as lists show it; days_overdue: of its inspection, 0 where none is. open_tasks: of its upkeep."""

    facility_id: int
    name: str
    kind: str
    place: str
    work: Work
    built_on: date | None
    cost_fen: int | None
    funded_by: str
    keeper: str
    keeper_phone: str
    inspect_every_months: int | None
    next_inspection_on: date | None
    removed_on: date | None
    note: str
    standing: Standing
    days_overdue: int
    open_tasks: int


@frozen
class InspectionRow:
    """One look at a facility."""

    inspection_id: int
    inspected_on: date
    inspector: str
    outcome: Outcome
    finding: str


def checked(values: FacilityValues, today: date) -> FacilityValues:
    """The same with clean texts; a first inspection is set where only the interval is given.

    Raises: Invalid("facility_name_empty", "name"), Invalid("day_in_future", "built_on"),
    Invalid("inspection_interval_out_of_range", "inspect_every_months"), Invalid("private_use_character").
    """
    name = clean_text(values.name)
    if not name:
        raise Invalid("facility_name_empty", "name")
    if values.built_on is not None and values.built_on > today:
        raise Invalid("day_in_future", "built_on")
    months = values.inspect_every_months
    if months is not None and not 0 < months <= _MOST_MONTHS:
        raise Invalid("inspection_interval_out_of_range", "inspect_every_months")
    due_on = values.next_inspection_on
    if due_on is None and months is not None:
        due_on = months_after(values.built_on or today, months)
    return FacilityValues(
        name, clean_text(values.kind), clean_text(values.place), values.work, values.built_on, values.cost_fen,
        clean_text(values.funded_by), clean_text(values.keeper), clean_text(values.keeper_phone), months, due_on,
        values.note.strip(),
    )  # fmt: skip


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
