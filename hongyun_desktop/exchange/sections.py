# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of one sheet: beside each other (`blocks`), below each other with their own title, or parted by a line.

Each comes as a sheet of its own whose rows keep their numbers. Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.exchange.blocks import blocks_of
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout, Synonyms, find_layout, layout_at
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.exchange.split_days import with_whole_days
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, is_footer, is_total, pass_over

Table = tuple[Sheet, Layout]
BeginsPart = Callable[[str, str], bool]
_TITLE = re.compile(
    r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[表册单]|[:：]|\d{1,3}(?:号楼|栋|幢|座)|\d\s*[年月./\-]\s*\d{1,2}"
)


def _none(_text: str, _field: str) -> bool:
    return False


def tables_of(
    sheet: Sheet, synonyms: Synonyms, assigned: Mapping[str, str], ignored: list[IgnoredRow], parts: BeginsPart = _none
) -> list[Table]:
    """The tables of a sheet with their layouts, from the left and from above; empty where no row reads like a heading.

    ignored: told of the rows of tables of other things. parts: whether a line that is one cell, of a text in a field's
    column (empty: none), begins a part of its own with the same columns (3栋, 7月4日 清洁).
    """
    sheet = with_whole_days(sheet)
    layout = find_layout(sheet, synonyms, assigned)
    if layout is None:
        return []
    tables: list[Table] = []
    for block in blocks_of(sheet, layout):
        own = layout if block is sheet else layout_at(block, layout.heading_row, synonyms, assigned, 1)
        if own is not None:
            tables += _below_each_other(block, own, lambda row, of=block: layout_at(of, row, synonyms, assigned), parts)
    for of_others, own in tables:
        if not own.fields:
            for row in range(own.first_row, len(of_others.rows)):
                pass_over(of_others, row, ignored)
    return [(table, own) for table, own in tables if own.fields]


def _below_each_other(
    sheet: Sheet, layout: Layout, layout_of: Callable[[int], Layout | None], parts: BeginsPart
) -> list[Table]:
    above = list(sheet.rows[: max(layout.first_row - 1, 0)])
    begins = _begins(sheet, layout, layout_of, parts)
    ends = [*(begin for begin, _titles, _own in begins), len(sheet.rows)]
    tables: list[Table] = [(replace(sheet, rows=sheet.rows[: ends[0]]), layout)] if begins else [(sheet, layout)]
    for (_begin, titles, own), end in zip(begins, ends[1:], strict=True):
        told = [*titles, *above]
        blanks: list[Sequence[Cell]] = [[]] * (own.first_row - len(told))
        tables.append((replace(sheet, rows=[*told, *blanks, *sheet.rows[own.first_row : end]]), own))
    return tables


def _is_of_something_else(sheet: Sheet, row: int, layout: Layout) -> bool:
    """Whether a row heads a table of other things: 房号 stands in the column of rooms again, and no name below it."""
    cells, first = sheet.rows[row], layout.first_columns
    again = any(
        column < len(cells) and cells[column] == layout.headings[column]
        for column, name in layout.fields.items() if name in ADDRESS_FIELDS
    )  # fmt: skip
    if not again or "name" not in first or not all(isinstance(cell, str) for cell in cells):
        return False
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else ()
    named = text_of(below[first["name"]]) if first["name"] < len(below) else ""
    return re.match("[\u4e00-\u9fff]{2}", named) is None


def _begins(
    sheet: Sheet, layout: Layout, layout_of: Callable[[int], Layout | None], parts: BeginsPart
) -> list[tuple[int, list[Sequence[Cell]], Layout]]:
    """Where another table begins: its first row, the lines above that are its title, and its layout."""
    # As they stand and tidied: of a roster's thousands of rows few are looked at closer.
    headings = {*layout.headings.values(), *sheet.rows[layout.first_row - 1]} - {""}
    across = {merge.first_row for merge in sheet.merges if merge.last_column - merge.first_column > 1}
    begins: list[tuple[int, list[Sequence[Cell]], Layout]] = []
    current, row = layout, layout.first_row
    while row < len(sheet.rows):
        cells = sheet.rows[row]
        filled = len(cells) - cells.count("")
        known = sum(cell in headings for cell in cells) if filled > 1 else 0
        other = layout_of(row) if known > 1 else None
        if other is not None and len(other.fields) > filled / 2:
            if begins and not any(text_of(cell) for each in sheet.rows[current.first_row : row] for cell in each):
                # 4栋 right above a heading of its own: the line is the heading's title.
                begins.pop()
                current = begins[-1][2] if begins else layout
            first = _first_of_title(sheet, (current.first_row, row), across, parts)
            if first < row or other.fields != current.fields:
                begins.append((first, list(sheet.rows[first:row]), other))
            current, row = other, other.first_row
            continue
        if known and other is None and _is_of_something_else(sheet, row, current):
            # Cars and parking spaces by 房号: what stands below is about nobody.
            current = replace(current, first_row=row + 1, fields={})
            begins.append((row, [], current))
        elif filled == 1 and _is_part(cells, current, parts):
            current = replace(current, first_row=row + 1)
            begins.append((row, [cells], current))
        row += 1
    return begins


def _is_part(cells: Sequence[Cell], layout: Layout, parts: BeginsPart) -> bool:
    """Whether a row of one cell is the title of those below it."""
    column, text = next((column, text_of(cell)) for column, cell in enumerate(cells) if cell != "")
    return bool(text) and parts(text, layout.fields.get(column, "")) and not is_total([text]) and not is_footer([text])


def _first_of_title(sheet: Sheet, between: tuple[int, int], across: set[int], parts: BeginsPart) -> int:
    """The uppermost of the lines right above a heading that are no row of the table before."""
    after, row = between
    first = row
    while row > after:
        row -= 1
        told = [text for cell in sheet.rows[row] if (text := text_of(cell))]
        if not told:
            continue
        is_title = row in across or all(re.search("[:：]", text) for text in told)
        is_title = is_title or (len(told) == 1 and (_TITLE.search(told[0]) is not None or parts(told[0], "")))
        if not is_title or is_total(told) or is_footer(told):
            break
        first = row
    return first
