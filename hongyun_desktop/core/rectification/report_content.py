# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a rectification report says, so that paper, workbook and a frozen copy say the same; and how two differ.

Pure: standard library only. A report that was handed in is kept as this JSON.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.rectification.quantities import Quantity, Total, quantity_text
from hongyun_desktop.core.rectification.rules import (
    FUNDING_WORDS,
    STATE_WORDS,
    FundingKind,
    Period,
    Priority,
    Source,
    State,
    TaskRow,
)
from hongyun_desktop.core.rectification.summaries import RecurrenceRow
from hongyun_desktop.frozen_class import frozen

_FORM = 1


@frozen
class ReportTask:
    """One task of a report; photos by the sha256 of their files, last_reason: of its newest step that has one."""

    row: TaskRow
    photos_before: tuple[str, ...] = ()
    photos_after: tuple[str, ...] = ()
    last_reason: str = ""

    @property
    def photos(self) -> tuple[str, ...]:
        """All of its photos."""
        return self.photos_before + self.photos_after


@frozen
class PartyShare:
    """How many tasks of the period a party has, and how many of them are closed or overdue; party: "" for no one's."""

    party: str
    tasks: int
    closed: int
    overdue: int


@frozen
class ReportContent:
    """A report on the tasks raised in a period, as things stood on the day it was made.

    states: how many tasks stand where, each State once. totals: per category and unit. funding: fen per kind.
    parties: those with most tasks first, what is no one's last. recurrence: what came again at the same place, with a
    task of the period.
    """

    title: str
    period: Period
    compound: str
    community: str
    street: str
    issuer: str
    made_on: date
    states: tuple[tuple[State, int], ...]
    totals: tuple[Total, ...]
    tasks: tuple[ReportTask, ...]
    funding: tuple[tuple[FundingKind, int], ...]
    parties: tuple[PartyShare, ...]
    recurrence: tuple[RecurrenceRow, ...]


@frozen
class Difference:
    """What is otherwise now than it was handed in; number: of the task, empty for a sum or the whole.

    field: what it is called on paper. before, after: as they are printed, empty for nothing.
    """

    number: str
    field: str
    before: str
    after: str


def as_json(content: ReportContent) -> str:
    """The content as text, to be kept for good; `of_json` reads it back to an equal content."""
    told = asdict(content) | {"form": _FORM}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def of_json(text: str) -> ReportContent:
    """The content that `as_json` kept."""
    told: dict[str, Any] = json.loads(text)
    return ReportContent(
        told["title"], Period(_day(told["period"]["first"]), _day(told["period"]["last"])), told["compound"],
        told["community"], told["street"], told["issuer"], _day(told["made_on"]),
        tuple((State(state), count) for state, count in told["states"]),
        tuple(Total(**each) for each in told["totals"]), tuple(task_of(each) for each in told["tasks"]),
        tuple((FundingKind(kind), fen) for kind, fen in told["funding"]),
        tuple(PartyShare(**each) for each in told["parties"]),
        tuple(_recurrence(each) for each in told["recurrence"]),
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)


def task_of(told: Mapping[str, Any]) -> ReportTask:
    """One task of the JSON that `as_json` kept."""
    row = dict(told["row"])
    for name in ("due_on", "done_on"):
        row[name] = _day(row[name]) if row[name] else None
    row |= {
        "place": Place(**row["place"]), "state": State(row["state"]), "source": Source(row["source"]),
        "priority": Priority(row["priority"]), "raised_on": _day(row["raised_on"]),
        "quantities": tuple(Quantity(**each) for each in row["quantities"]),
    }  # fmt: skip
    return ReportTask(TaskRow(**row), tuple(told["photos_before"]), tuple(told["photos_after"]), told["last_reason"])


def _recurrence(told: Mapping[str, Any]) -> RecurrenceRow:
    ids = tuple(told["task_ids"])
    return RecurrenceRow(told["category"], told["place"], told["times"], _day(told["last_on"]), ids)


def differences(old: ReportContent, new: ReportContent) -> tuple[Difference, ...]:
    """What became otherwise: sums first, then task by task; empty where nothing did.

    Tasks are the same by their id. The day of making and how long something is overdue are no difference.
    """
    return (*_of_sums(old, new), *task_differences(old.tasks, new.tasks))


def _of_sums(old: ReportContent, new: ReportContent) -> Iterator[Difference]:
    before, after = ({(t.category, t.unit): _measured(t) for t in each.totals} for each in (old, new))
    for key in dict.fromkeys((*before, *after)):
        yield from _difference("", f"合计·{key[0]}", before.get(key, ""), after.get(key, ""))
    spent_before, spent_after = dict(old.funding), dict(new.funding)
    for kind in FundingKind:
        told, now = spent_before.get(kind, 0), spent_after.get(kind, 0)
        yield from _difference("", f"经费·{FUNDING_WORDS[kind]}", _yuan(told), _yuan(now))


def _yuan(fen: int) -> str:
    return f"{yuan_text(fen)}元" if fen else ""


def _measured(line: Total | Quantity) -> str:
    amounts = "/".join(quantity_text(each) for each in (line.planned_milli, line.done_milli, line.accepted_milli))
    return f"{amounts}{line.unit}"


def task_differences(old: Sequence[ReportTask], new: Sequence[ReportTask]) -> Iterator[Difference]:
    """What became otherwise of some tasks, one after another."""
    before, after = ({each.row.task_id: each for each in some} for some in (old, new))
    for task_id in dict.fromkeys((*before, *after)):
        told, now = before.get(task_id), after.get(task_id)
        if told is not None and now is not None:
            for (field, was), (_field, is_now) in zip(_facts(told), _facts(now), strict=True):
                yield from _difference(told.row.number, field, was, is_now)
        elif told is not None:
            yield Difference(told.row.number, "任务", told.row.title, "")
        elif now is not None:
            yield Difference(now.row.number, "任务", "", now.row.title)


def _facts(task: ReportTask) -> tuple[tuple[str, str], ...]:
    row = task.row
    return (
        ("问题描述", row.title), ("类别", row.category), ("地点", row.place.text), ("状态", STATE_WORDS[row.state]),
        ("责任单位", row.party), ("发现日期", row.raised_on.isoformat()), ("期限", iso_text(row.due_on)),
        ("完成日期", iso_text(row.done_on)), ("数量（计划/完成/验收）", "、".join(map(_measured, row.quantities))),
        ("整治前照片", _photos(task.photos_before)), ("整治后照片", _photos(task.photos_after)),
    )  # fmt: skip


def _photos(sha256s: tuple[str, ...]) -> str:
    """Which photos there are; their order is none of it."""
    return f"{len(sha256s)}张（{'、'.join(sorted(each[:6] for each in sha256s))}）" if sha256s else ""


def _difference(number: str, field: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(number, field, before, after)
