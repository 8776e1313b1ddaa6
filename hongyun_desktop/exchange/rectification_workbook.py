# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of a period as a workbook: tasks, their measured lines, sums, and the steps that were taken.

Days are days and amounts are numbers, so that they can be sorted and added; all else is text. Imports neither peewee
nor PySide6.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from hongyun_desktop.core.rectification.paper_words import NO_CATEGORY, planned_text
from hongyun_desktop.core.rectification.report_content import ReportContent, ReportTask
from hongyun_desktop.core.rectification.rules import PRIORITY_WORDS, SOURCE_WORDS, STATE_WORDS, TaskCard
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.exchange.task_amounts import amount_cells, totals_sheet
from hongyun_desktop.exchange.workbook import TableSheet, write_table

_TASKS = (
    "编号", "问题描述", "类别", "地点", "数量", "状态", "责任单位", "来源", "紧急程度", "发现日期", "期限",
    "完成日期", "超期天数", "重开次数", "同地点第几次", "整治前照片", "整治后照片", "最近的原因",
)  # fmt: skip
_LINES = ("编号", "问题描述", "类别", "项目", "单位", "计划", "完成", "验收")
_STEPS = ("编号", "问题描述", "日期", "从", "到", "原因或说明", "责任单位", "经办人")
_TITLE_COLUMN = frozenset({1})


def write_report(content: ReportContent, path: Path, cards: Sequence[TaskCard] = ()) -> None:
    """Write the workbook; cards: the tasks with their steps, which get a sheet where any are given.

    Raises: StorageProblem("file_not_writable", file), ("disk_full", file).
    """
    sheets = [
        TableSheet("任务", _TASKS, [_task(task) for task in content.tasks], _TITLE_COLUMN),
        TableSheet("数量", _LINES, [line for task in content.tasks for line in _lines(task)], _TITLE_COLUMN),
        totals_sheet(content.totals, NO_CATEGORY),
    ]
    if cards:
        sheets.append(TableSheet("步骤", _STEPS, [step for card in cards for step in _steps(card)], _TITLE_COLUMN))
    write_table(path, sheets)


def _task(task: ReportTask) -> tuple[Cell | int, ...]:
    row = task.row
    return (
        row.number, row.title, row.category, row.place.text, planned_text(row.quantities), STATE_WORDS[row.state],
        row.party, SOURCE_WORDS[row.source], PRIORITY_WORDS[row.priority], row.raised_on, row.due_on or "",
        row.done_on or "", row.days_overdue, row.reopened, row.recurrence, len(task.photos_before),
        len(task.photos_after), task.last_reason,
    )  # fmt: skip


def _lines(task: ReportTask) -> Iterator[tuple[Cell | int, ...]]:
    row = task.row
    for line in row.quantities:
        yield row.number, row.title, row.category, line.item, line.unit, *amount_cells(line)


def _steps(card: TaskCard) -> Iterator[tuple[Cell | int, ...]]:
    for step in card.steps:
        came_from = STATE_WORDS[step.from_state] if step.from_state else ""
        yield (
            card.row.number, card.row.title, step.stepped_on, came_from, STATE_WORDS[step.to_state], step.reason,
            step.party, step.operator,
        )  # fmt: skip
