# SPDX-License-Identifier: GPL-3.0-or-later
"""Days that stand in three columns, 年 | 月 | 日: they come as one column of days, in place of the first.

Imports neither peewee nor PySide6.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.reading import Cell, Sheet

_LOOKED_AT = 30
_PARTS = ("年", "月", "日")
_DIGITS_OF_A_YEAR = 4


def with_whole_days(sheet: Sheet) -> Sheet:
    """The sheet with its three columns of a day as one; the sheet itself where it has none."""
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        found = {
            column: whose for column in range(len(row) - 2) if (whose := _whose(row[column : column + 3])) is not None
        }
        if found:
            rows = [*sheet.rows[:number], _heading(sheet, number, found)]
            return replace(sheet, rows=[*rows, *(_joined(each, found) for each in sheet.rows[number + 1 :])])
    return sheet


def _whose(cells: Sequence[Cell]) -> str | None:
    """What stands before 年 in 出生年 | 出生月 | 出生日, empty for nothing; None where the cells are no such three."""
    first = cells[0]
    if not isinstance(first, str) or "年" not in first:
        return None
    spelled = [plain(text_of(cell)) for cell in cells]
    whose = spelled[0].removesuffix("年")
    fits = all(text in (part, whose + part) for text, part in zip(spelled, _PARTS, strict=True))
    return whose if fits else None


def _heading(sheet: Sheet, number: int, found: dict[int, str]) -> list[Cell]:
    """The row of headings with one for each day; below a group such as 出生日期 the group is enough."""
    heading = list(sheet.rows[number])
    grouped = {merge.first_column for merge in sheet.merges if merge.first_row <= number - 1 <= merge.last_row}
    for column, whose in found.items():
        heading[column : column + 3] = ["" if column in grouped and not whose else f"{whose}日期", "", ""]
    return heading


def _joined(row: Sequence[Cell], found: dict[int, str]) -> Sequence[Cell]:
    cells = list(row)
    for column in found:
        if column < len(cells):
            cells[column : column + 3] = [_day(cells[column : column + 3]), "", ""]
    return cells


def _day(cells: Sequence[Cell]) -> Cell:
    """The day of three cells; what stands there, where it is no day."""
    texts = [text_of(cell) for cell in cells]
    try:
        year, month, day = map(int, texts)
        return date(year, month, day) if len(texts[0]) == _DIGITS_OF_A_YEAR else "-".join(texts)
    except ValueError:
        return "-".join(filter(None, texts))
