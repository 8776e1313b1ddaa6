# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cells below a heading say of it: whether they are days, or only count people.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import islice

from hongyun_desktop.exchange.cells import date_in
from hongyun_desktop.exchange.reading import Cell, Sheet

_LOOKED_AT = 30
_HOW_MANY = re.compile(r"\d{1,3}(?:\.0)?[人口名位个]?", re.ASCII)
_DAYS_FOR_AMOUNTS = {"quantity": "due_on", "done": "done_on"}


def by_days(
    sheet: Sheet, first_row: int, fields: dict[int, str], assigned: Mapping[str, str], headings: Mapping[int, str]
) -> dict[int, str]:
    """The fields, with a column of amounts that holds days taken for those days: 计划完成 | 实际完成."""
    told = dict(fields)
    for column, field in fields.items():
        of_days = _DAYS_FOR_AMOUNTS.get(field, "")
        says_amount = re.search("[数量]", headings[column]) or headings[column] in assigned
        if not of_days or of_days in told.values() or says_amount:
            continue
        cells = _first_cells(sheet, first_row, column)
        days = sum(map(_is_day, cells))
        # 长期 among days and √ among amounts speak for neither.
        if days > sum(str(cell)[:1].isdigit() for cell in cells) - days:
            told[column] = of_days
    return told


def counts(sheet: Sheet, first_row: int, column: int) -> bool:
    """Whether a column only says how many people there are: 户主 | 常住人员, 3人 below it."""
    cells = _first_cells(sheet, first_row, column)
    return bool(cells) and all(_HOW_MANY.fullmatch(str(cell).strip()) for cell in cells)


def _first_cells(sheet: Sheet, first_row: int, column: int) -> list[Cell]:
    below = (row[column] for row in sheet.rows[first_row:] if column < len(row) and row[column] != "")
    return list(islice(below, _LOOKED_AT))


def _is_day(cell: Cell) -> bool:
    # 25.5吨 is an amount, and so is a bare number.
    return isinstance(cell, date) or (
        isinstance(cell, str) and not cell.isdigit() and (re.search("[年月]", cell) or date_in(cell)) is not None
    )
