# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing .xlsx: text stays text, whole or not at all.

Imports neither peewee nor PySide6; XlsxWriter is imported when the first workbook is written.
"""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.frozen_class import frozen

_NARROWEST, _WIDEST = 6, 48
_LOOKED_AT = 200


@frozen
class TableSheet:
    """One sheet to write: headings and rows; `wrapped` columns break their lines."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell | int]]
    wrapped: frozenset[int] = field(default=frozenset[int]())


def write_table(path: Path, sheets: Sequence[TableSheet]) -> None:
    """Write the sheets, each with a bold heading that stays in sight and a filter.

    Raises: StorageProblem("file_not_writable", file), ("disk_full", file).
    """
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    content = io.BytesIO()
    # In memory: XlsxWriter's temporary files would hold names and numbers.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(content, options)
    for sheet in sheets:
        _write_sheet(workbook, sheet)
    workbook.close()
    write_whole(path, content.getvalue())


def _write_sheet(workbook: Any, sheet: TableSheet) -> None:
    heading = workbook.add_format({"bold": True, "bg_color": "#E7F0FA", "bottom": 1, "valign": "vcenter"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    formats = {
        date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
        time: workbook.add_format({"num_format": "hh:mm"}),
    }
    whole = workbook.add_format({"num_format": "0"})
    page = workbook.add_worksheet(sheet.name)
    for column, text in enumerate(sheet.headings):
        page.write_string(0, column, text, heading)
        page.set_column(column, column, _width(sheet, column))
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell, wrapped if column in sheet.wrapped else None, formats, whole)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.headings) - 1)


def _write_cell(page: Any, row: int, column: int, cell: Cell | int, style: Any, dates: Any, whole: Any) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, (datetime, date)):
        page.write_datetime(row, column, cell, dates[date])
    elif isinstance(cell, time):
        page.write_datetime(row, column, cell, dates[time])
    elif isinstance(cell, str):
        page.write_string(row, column, cell, style)
    else:
        page.write_number(row, column, cell, whole if float(cell).is_integer() else style)


def _width(sheet: TableSheet, column: int) -> int:
    texts = [sheet.headings[column], *(str(row[column]) for row in sheet.rows[:_LOOKED_AT] if column < len(row))]
    widest = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text) for text in texts)
    return min(max(widest + 2, _NARROWEST), _WIDEST)
