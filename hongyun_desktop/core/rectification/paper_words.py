# SPDX-License-Identifier: GPL-3.0-or-later
"""What papers and files say of tasks and of a period, so that PDF, workbook and document say the same.

Pure: standard library only. Amounts of different units are never added up.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.rectification.quantities import Quantity, Total, quantity_text
from hongyun_desktop.core.rectification.report_content import ReportContent, ReportTask
from hongyun_desktop.core.rectification.rules import (
    ENDED_WITHOUT_WORK,
    FUNDING_WORDS,
    OPEN,
    STATE_WORDS,
    Period,
    State,
    TaskRow,
)
from hongyun_desktop.core.rectification.turnover import turnover

MOST_PAIRS = 8
HALF_DONE = "办了一半"
NO_CATEGORY = "未分类"
NO_PARTY = "未派单"
NOTHING_OPEN = "本期登记的任务都已办结。"


def day_text(day: date | None, none: str = "") -> str:
    """2026年10月8日; what is given for no day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else none


def period_text(period: Period) -> str:
    """2026年7月1日至9月30日; the second year only where it is another."""
    first, last = period.first, period.last
    end = f"{last.month}月{last.day}日" if last.year == first.year else day_text(last)
    return day_text(first) if first == last else f"{day_text(first)}至{end}"


def period_name(period: Period) -> str:
    """2026年第四季度, 2026年, 2026-10-01 至 2026-11-24."""
    if period == year_of(period.first):
        return f"{period.first.year}年"
    if period == quarter_of(period.first):
        return Quarter.of(period.first).title
    return f"{period.first.isoformat()} 至 {period.last.isoformat()}"


def quarter_of(day: date) -> Period:
    """The quarter that a day is in."""
    quarter = Quarter.of(day)
    return Period(quarter.starts_on, quarter.ends_on)


def year_of(day: date) -> Period:
    """The year that a day is in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def planned_text(quantities: Iterable[Quantity]) -> str:
    """What was found, line by line: 淤泥75吨、沟盖3个."""
    return "、".join(f"{line.item}{quantity_text(line.planned_milli)}{line.unit}" for line in quantities)


def measured_text(line: Quantity) -> str:
    """What of it is done: 流动摊位计划12家，完成7家，验收0家."""
    amounts = (("计划", line.planned_milli), ("完成", line.done_milli), ("验收", line.accepted_milli))
    return line.item + "，".join(f"{word}{quantity_text(milli)}{line.unit}" for word, milli in amounts)


def state_text(row: TaskRow) -> str:
    """The state, how long an open task is overdue, and that a part of it is done."""
    more = "，".join(filter(None, (
        f"超期{row.days_overdue}天" if row.days_overdue else "", HALF_DONE if row.is_half_done else "",
    )))  # fmt: skip
    return f"{STATE_WORDS[row.state]}（{more}）" if more else STATE_WORDS[row.state]


def open_tasks(content: ReportContent) -> tuple[ReportTask, ...]:
    """The tasks of the period that are not finished, the longest overdue first."""
    left = (task for task in content.tasks if task.row.state in OPEN)
    return tuple(sorted(left, key=lambda task: (-task.row.days_overdue, task.row.due_on or date.max)))


def pictured(content: ReportContent) -> tuple[ReportTask, ...]:
    """The tasks whose pictures stand in a report; all of them have a sheet of their own, 整治前后对比."""
    return _with_photos(content)[:MOST_PAIRS]


def _with_photos(content: ReportContent) -> tuple[ReportTask, ...]:
    return tuple(task for task in content.tasks if task.photos)


def more_pairs(content: ReportContent) -> str:
    """Where the pictures are that a report has no room for; empty where it has."""
    return f"前{MOST_PAIRS}项，其余见《整治前后对比》" if len(_with_photos(content)) > MOST_PAIRS else ""


def more_photos(task: ReportTask) -> str:
    """Where the photos of a task are that a report has no room for; empty where its pair is all."""
    more = len(task.photos) - bool(task.photos_before) - bool(task.photos_after)
    return f"另有{more}张照片，见《整治前后对比》" if more else ""


def addressee_text(content: ReportContent) -> str:
    """To whom a report is handed: the street and the community, as far as they are known."""
    return f"{content.street}{content.community}"


def summary(content: ReportContent) -> tuple[str, ...]:
    """The opening paragraphs of a report: what was raised, how far it is, what was measured, what money went."""
    if not content.tasks:
        return (f"{period_text(content.period)}，{content.compound}没有登记整治任务。",)
    parts = (_of_tasks(content), _of_amounts(content.totals), _of_money(content), _of_recurrence(content))
    return tuple(filter(None, parts))


def _of_tasks(content: ReportContent) -> str:
    states = dict(content.states)
    unfinished = sum(states.get(state, 0) for state in OPEN)
    overdue = sum(task.row.days_overdue > 0 for task in content.tasks)
    ended = [(STATE_WORDS[state], states.get(state, 0)) for state in State if state in ENDED_WITHOUT_WORK]
    aside = "".join(f"，{word}{count}项" for word, count in ended if count)
    half = sum(task.row.is_half_done for task in content.tasks)
    late = f"，其中超期{overdue}项" if overdue else ("，没有超期的" if unfinished else "")
    late += f"，{HALF_DONE}{half}项" if half else ""
    return (
        f"{period_text(content.period)}，{content.compound}共登记整治任务{len(content.tasks)}项。"
        f"截至{day_text(content.made_on)}，已销号{states.get(State.CLOSED, 0)}项{aside}，未办结{unfinished}项{late}。"
    )


def _of_amounts(totals: Sequence[Total]) -> str:
    done = [f"{total.category or NO_CATEGORY}{quantity_text(total.done_milli)}{total.unit}"
            for total in totals if total.done_milli]  # fmt: skip
    return f"按实际数量计，已完成{'、'.join(done)}。" if done else ""


def _of_money(content: ReportContent) -> str:
    told = [f"{FUNDING_WORDS[kind]}{yuan_text(fen)}元" for kind, fen in content.funding if fen]
    return f"经费方面，{'，'.join(told)}。" if told else ""


def _of_recurrence(content: ReportContent) -> str:
    if not content.recurrence:
        return ""
    return f"同一地点反复出现同类问题的有{len(content.recurrence)}处，需从源头上解决。"


TOTAL_HEADINGS = ("类别", "单位", "任务（项）", "计划", "完成", "验收", "完成率")
OPEN_HEADINGS = ("编号", "问题描述", "地点", "责任单位", "期限", "状态", "原因")
PARTY_HEADINGS = ("责任单位", "任务（项）", "已销号（项）", "超期（项）")
RECURRENCE_HEADINGS = ("地点", "类别", "次数", "最近一次发现")
MONTH_HEADINGS = ("月份", "登记（项）", "销号（项，按完成日期）")
TASK_HEADINGS = ("编号", "问题描述", "类别", "地点", "数量", "责任单位", "发现日期", "状态")


def month_lines(content: ReportContent) -> Iterator[tuple[str, ...]]:
    """Rows under MONTH_HEADINGS; months without anything are left out."""
    for month in turnover(content):
        if month.raised or month.closed:
            label = f"{month.year}年{month.month}月" if month.month else f"{month.year}年"
            yield label, str(month.raised), str(month.closed)


def total_line(total: Total) -> tuple[str, ...]:
    """A row under TOTAL_HEADINGS."""
    amounts = (total.planned_milli, total.done_milli, total.accepted_milli)
    return (total.category or NO_CATEGORY, total.unit, str(total.tasks), *map(quantity_text, amounts), _rate(total))


def _rate(total: Total) -> str:
    """Rounded down, so that only what is done whole says 100%."""
    return f"{total.done_milli * 100 // total.planned_milli}%" if total.planned_milli else "—"


def open_line(task: ReportTask) -> tuple[str, ...]:
    """A row under OPEN_HEADINGS."""
    row = task.row
    due = row.due_on.isoformat() if row.due_on else "未定"
    reason = task.last_reason or "未说明"
    return row.number, row.title, row.place.text, row.party or NO_PARTY, due, state_text(row), reason


def task_line(task: ReportTask) -> tuple[str, ...]:
    """A row under TASK_HEADINGS."""
    row = task.row
    return (
        row.number, row.title, row.category or NO_CATEGORY, row.place.text, planned_text(row.quantities),
        row.party or NO_PARTY, row.raised_on.isoformat(), state_text(row),
    )  # fmt: skip


def party_lines(content: ReportContent) -> Iterator[tuple[str, ...]]:
    """Rows under PARTY_HEADINGS."""
    for share in content.parties:
        yield share.party or NO_PARTY, str(share.tasks), str(share.closed), str(share.overdue)


def recurrence_lines(content: ReportContent) -> Iterator[tuple[str, ...]]:
    """Rows under RECURRENCE_HEADINGS."""
    for row in content.recurrence:
        yield row.place, row.category or NO_CATEGORY, f"{row.times}次", row.last_on.isoformat()
