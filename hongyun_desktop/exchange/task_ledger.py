# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks that a list shows as a ledger workbook, which `task_sheet` can read again.

Imports neither peewee nor PySide6.
"""

from collections.abc import Sequence
from pathlib import Path

from hongyun_desktop.core.rectification.quantities import Quantity, Total
from hongyun_desktop.core.rectification.rules import PRIORITY_WORDS, SOURCE_WORDS, STATE_WORDS, TaskRow
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.exchange.task_amounts import amount_cells, totals_sheet
from hongyun_desktop.exchange.workbook import TableSheet, write_table

_TASK_HEADINGS = (
    "编号", "问题描述", "类别", "地点", "项目", "数量", "单位", "完成数量", "验收数量", "发现日期", "责任单位",
    "期限", "完成日期", "状态", "来源", "紧急程度", "重新打开次数",
)  # fmt: skip
_NOTHING = (Quantity("", 0),)
Row = list[Cell | int]


def write(rows: Sequence[TaskRow], totals: Sequence[Total], path: Path) -> None:
    """Write the tasks, a line for each quantity, and the sums per category and unit; an empty list has headings only.

    Raises: those of `write_table`.
    """
    lines = [_line(row, quantity) for row in rows for quantity in row.quantities or _NOTHING]
    write_table(path, [TableSheet("任务", _TASK_HEADINGS, lines, frozenset({1})), totals_sheet(totals)])


def _line(row: TaskRow, quantity: Quantity) -> Row:
    planned, done, accepted = amount_cells(quantity) if quantity.unit else ("", "", "")
    return [
        row.number, row.title, row.category, row.place.text, quantity.item, planned, quantity.unit, done, accepted,
        row.raised_on, row.party, row.due_on or "", row.done_on or "", STATE_WORDS[row.state],
        SOURCE_WORDS[row.source], PRIORITY_WORDS[row.priority], row.reopened,
    ]  # fmt: skip
