# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in sheets whose columns are days: each such column comes as a table of its own, its rows with their numbers.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hongyun_desktop.exchange.bare_days import DAY_IN_TEXT, day_of, names_day
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout, tells_service
from hongyun_desktop.exchange.presence import is_tick, says_no
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.exchange.sections import Table
from hongyun_desktop.exchange.sign_in_title import Title
from hongyun_desktop.exchange.table import is_footer, is_total
from hongyun_desktop.frozen_class import frozen

_FEWEST_DAYS = 2
_AROUND = " \t-_—.·,，、()（）"
_FIELDS = ("held_on", "activity", "hours")
_HEADINGS = ("活动日期", "活动名称", "服务时长")
_OF_A_DAY = frozenset({*_FIELDS, "minutes"})
# A remark is about one of the days, and each day's cell says who came.
_NOT_KEPT = _OF_A_DAY | {"note"}
_MAY_BE_DAYS = frozenset({None, "hours"})
_HOURS = re.compile("小时|时长|工时")
_UNIT_OF_HOURS = re.compile(r"单位\s*[:：]\s*(?:小时|[hH])|[(（]小时[)）]|小时数|时长(?!\s*[:：]?\s*\d)|工时")
_TICK = "√"
_WORDS = re.compile("[\u4e00-\u9fff（）()·、]{3,24}")


@frozen
class _Column:
    """One column of a day; held_on: as text where its year is not known."""

    number: int
    heading: str
    held_on: date | str
    activity: str


def by_day(sheet: Sheet, layout: Layout, title: Title) -> list[Table]:
    """The tables of the columns that are days, or the sheet as it is.

    One alone is a day's column where nothing else says when or how long; of several that is plain.
    """
    below = sheet.rows[layout.first_row] if layout.first_row < len(sheet.rows) else ()
    name = layout.first_columns.get("name", layout.first_columns.get("head", 0))
    # 微花园 above, 7月4日 below it: the row of days has nobody's name.
    goes_on = (name >= len(below) or not text_of(below[name])) and (
        any(map(names_day, below)) or _names_activities(below, sheet.rows[layout.first_row - 1], title)
    )
    first_row = layout.first_row + goes_on
    heads = sheet.rows[max(layout.heading_row - 1, 0) : first_row]
    columns = _columns(heads, name, layout, title)
    alone = len(columns) == 1 and not tells_service(layout) and any(map(names_day, heads[-1][columns[0].number :][:1]))
    if len(columns) < _FEWEST_DAYS and not alone:
        return [(sheet, layout)]
    kept = [
        number for number, field in layout.fields.items()
        if field not in _NOT_KEPT and number not in {column.number for column in columns}
    ]  # fmt: skip
    ticks = _are_ticks(sheet, first_row, columns, title)
    return [
        _single(sheet, layout, first_row, kept, (column, column is columns[0]), title, ticks=ticks)
        for column in columns
    ]  # fmt: skip


def _names_activities(below: Sequence[Cell], above: Sequence[Cell], title: Title) -> bool:
    """Whether a row only has words below days, which are what was done on them."""
    told = [column for column, cell in enumerate(below) if text_of(cell)]
    return len(told) >= _FEWEST_DAYS and all(
        column < len(above) and names_day(above[column], title.month) and _WORDS.fullmatch(text_of(below[column]))
        for column in told
    )


def _columns(heads: Sequence[Sequence[Cell]], name: int, layout: Layout, title: Title) -> list[_Column]:
    width = max((len(row) for row in heads), default=0)
    found = [
        _column(number, [row[number] for row in heads if number < len(row) and row[number] != ""], title)
        for number in range(name + 1, width) if layout.fields.get(number) in _MAY_BE_DAYS
    ]  # fmt: skip
    return [column for column in found if column is not None]


def _column(number: int, cells: Sequence[Cell], title: Title) -> _Column | None:
    """What a column's headings say, if one of them is a day; a cell may name its activity as well."""
    held_on: date | str = ""
    words: list[str] = []
    for cell in cells:
        text = text_of(cell)
        found = DAY_IN_TEXT.search(text) if isinstance(cell, str) else None
        if not names_day(cell, title.month):
            words.append(text)
        elif not held_on:
            of_month = cell if isinstance(cell, date) else f"{text.rstrip('日号')}日"
            told = re.sub(r"\s+", "", found.group()) if found else of_month
            held_on = day_of(told, title.year, title.month) or text_of(told)
            rest = DAY_IN_TEXT.sub("", text).strip(_AROUND) if found else ""
            words += [rest] if rest else []
    if not held_on:
        return None
    shown = held_on.isoformat() if isinstance(held_on, date) else held_on
    activity = next(iter(reversed(words)), "")
    return _Column(number, f"{shown}{activity}", held_on, activity or title.activity)


def _single(
    sheet: Sheet,
    layout: Layout,
    first_row: int,
    kept: Sequence[int],
    which: tuple[_Column, bool],
    title: Title,
    *,
    ticks: bool,
) -> Table:
    """The sheet as if it were of this one day: a row for everybody who was there; sums stand in the first one."""
    column, is_first = which
    width = max((len(row) for row in sheet.rows), default=0)
    values = _values(sheet, column.number)

    def made(row: Sequence[Cell], value: Cell) -> Sequence[Cell]:
        told = [text for cell in row if (text := text_of(cell))]
        if is_total(told) or is_footer(told):
            return row if is_first else []
        text = text_of(value)
        if says_no(text):
            return []
        own = [row[each] if each < len(row) and each in kept else "" for each in range(width)]
        is_mark = is_tick(text) and (ticks or text != "1")
        hours: Cell = value if not is_mark else title.minutes / 60 if title.minutes else _TICK
        return [*own, column.held_on, column.activity, hours]

    rows = [made(row, value) for row, value in zip(sheet.rows[first_row:], values[first_row:], strict=True)]
    own_fields = dict(zip(range(width, width + len(_FIELDS)), _FIELDS, strict=True))
    own_headings = dict(zip(own_fields, _HEADINGS, strict=True))
    own = Layout(
        first_row, {**{each: layout.fields[each] for each in kept}, **own_fields},
        {**{each: layout.headings[each] for each in kept}, **own_headings}, layout.heading_row,
    )  # fmt: skip
    part = f"{sheet.part}（{column.heading}）"
    return replace(sheet, rows=[*sheet.rows[:first_row], *rows], part=part), own


def _values(sheet: Sheet, column: int) -> list[Cell]:
    """A column's cells, merged ones each with what stands in them."""
    values: list[Cell] = [row[column] if column < len(row) else "" for row in sheet.rows]
    for merge in sheet.merges:
        if merge.first_column == column:
            for row in range(merge.first_row, min(merge.last_row + 1, len(values))):
                values[row] = values[merge.first_row]
    return values


def _are_ticks(sheet: Sheet, first_row: int, columns: Sequence[_Column], title: Title) -> bool:
    """Whether a 1 is a tick and no hour: but for 0 nothing else stands there, and nothing speaks of hours.

    Where the title says how long everybody was there, its word for that speaks of nothing else.
    """
    above = [sheet.name, *(text_of(cell) for row in sheet.rows[:first_row] for cell in row)]
    speaks = _UNIT_OF_HOURS if title.minutes else _HOURS
    told = {text_of(value) for column in columns for value in _values(sheet, column.number)[first_row:]}
    return told <= {"", "0", "1"} and not any(speaks.search(text) for text in above)
