# SPDX-License-Identifier: GPL-3.0-or-later
"""Measured amounts of tasks as cells of a workbook, and the sheet of their sums. Imports neither peewee nor PySide6."""

from collections.abc import Iterable

from hongyun_desktop.core.rectification.quantities import Quantity, Total, quantity_number
from hongyun_desktop.exchange.workbook import TableSheet

_HEADINGS = ("类别", "单位", "任务数", "计划", "完成", "验收")


def amount_cells(line: Quantity | Total) -> tuple[int | float, int | float, int | float]:
    """Planned, done and accepted as numbers that can be added; whole ones without a point."""
    return quantity_number(line.planned_milli), quantity_number(line.done_milli), quantity_number(line.accepted_milli)


def totals_sheet(totals: Iterable[Total], no_category: str = "") -> TableSheet:
    """The sheet 数量合计, a row for each category and unit; no_category stands where there is none."""
    rows = [(each.category or no_category, each.unit, each.tasks, *amount_cells(each)) for each in totals]
    return TableSheet("数量合计", _HEADINGS, rows)
