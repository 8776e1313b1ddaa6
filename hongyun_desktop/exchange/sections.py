# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of one sheet: beside each other, below each other with a title of their own, or parted by a line.

Each comes as a sheet of its own whose rows keep their numbers. Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout, Synonyms, find_layout, layout_at, plain
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.exchange.table import is_footer, is_total

Table = tuple[Sheet, Layout]
BeginsPart = Callable[[str, str], bool]
_PEOPLE = frozenset({"name", "head"})
_TITLE = re.compile(
    r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[表册单]|[:：]|\d{1,3}(?:号楼|栋|幢|座)|\d\s*[年月./\-]\s*\d{1,2}"
)
# Whom a group of columns may be about who does not live there.
_OF_OTHERS = re.compile("紧急|联系人|房东|监护|物业|中介")
_LETTERS = 26


def _none(_text: str, _field: str) -> bool:
    return False


def tables_of(
    sheet: Sheet, synonyms: Synonyms, assigned: Mapping[str, str], parts: BeginsPart = _none
) -> list[Table]:
    """The tables of a sheet with their layouts, from the left and from above; empty where no row reads like a heading.

    parts: whether a line that is one cell, of a text in a field's column (empty: none), begins a part of its own with
    the same columns (3栋, 7月4日 清洁).
    """
    layout = find_layout(sheet, synonyms, assigned)
    if layout is None:
        return []
    tables: list[Table] = []
    for block in _blocks(sheet, layout):
        own = layout if block is sheet else layout_at(block, layout.heading_row, synonyms, assigned)
        if own is not None:
            tables += _below_each_other(block, own, lambda row, of=block: layout_at(of, row, synonyms, assigned), parts)
    return tables


def _blocks(sheet: Sheet, layout: Layout) -> list[Sheet]:
    """The sheet once for each time that its columns stand beside each other; those before the first are of all."""
    spelled = {column: plain(heading) for column, heading in layout.headings.items()}
    names = {spelled[column] for column, field in layout.fields.items() if field in _PEOPLE}
    repeated = [text for text in spelled.values() if list(spelled.values()).count(text) > 1]
    if names.isdisjoint(repeated):
        return [sheet]
    name = next(text for text in repeated if text in names)
    columns_of_name = [column for column, text in spelled.items() if text == name]
    first = min(column for column, text in spelled.items() if text in repeated)
    starts = [column for column, text in spelled.items() if text == spelled[first]]
    if len(starts) != len(columns_of_name):
        starts = columns_of_name
    spans = [
        (start, end) for start, end in zip(starts, [*starts[1:], None], strict=True)
        if not _OF_OTHERS.search(_group_above(sheet, layout, start))
    ]  # fmt: skip
    return [_columns_only(sheet, layout.first_row - 1, first, span) for span in spans] if len(spans) > 1 else [sheet]


def _group_above(sheet: Sheet, layout: Layout, column: int) -> str:
    """What stands in the row above a heading's lowest one: 租户信息 above 姓名, 电话."""
    row = sheet.rows[layout.first_row - 2] if layout.first_row > 1 else ()
    return text_of(row[column]) if column < len(row) else ""


def _columns_only(sheet: Sheet, heading_row: int, shared: int, span: tuple[int, int | None]) -> Sheet:
    start, end = span

    def cut(row: Sequence[Cell]) -> Sequence[Cell]:
        own = [cell if start <= column and (end is None or column < end) else "" for column, cell in enumerate(row)]
        told = [text for cell in row[:shared] if (text := text_of(cell))]
        # Whose dwelling the rows below are in is told by the columns of all; their sums count once.
        if all(cell == "" for cell in own) and start > shared and (not told or is_total(told)):
            return []
        return [*row[:shared], *own[shared:]]

    rows = [row if number < heading_row else cut(row) for number, row in enumerate(sheet.rows)]
    part = f"（{_letters(start)}列起）" if start > shared else ""
    return replace(sheet, rows=rows, part=sheet.part + part)


def _letters(column: int) -> str:
    before, last = divmod(column, _LETTERS)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


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


def _begins(
    sheet: Sheet, layout: Layout, layout_of: Callable[[int], Layout | None], parts: BeginsPart
) -> list[tuple[int, list[Sequence[Cell]], Layout]]:
    """Where another table begins: its first row, the lines above that are its title, and its layout."""
    headings = set(layout.headings.values())
    across = {merge.first_row for merge in sheet.merges if merge.last_column - merge.first_column > 1}
    begins: list[tuple[int, list[Sequence[Cell]], Layout]] = []
    current, row = layout, layout.first_row
    while row < len(sheet.rows):
        texts = {column: text for column, cell in enumerate(sheet.rows[row]) if (text := text_of(cell))}
        told = list(texts.values())
        other = layout_of(row) if len(told) > 1 and not headings.isdisjoint(told) else None
        if other is not None and _same_words(other, told):
            if begins and not any(text_of(cell) for each in sheet.rows[current.first_row : row] for cell in each):
                # 4栋 right above a heading of its own: the line is the heading's title.
                begins.pop()
                current = begins[-1][2] if begins else layout
            first = _first_of_title(sheet, (current.first_row, row), across, parts)
            if first < row or other.fields != current.fields:
                begins.append((first, list(sheet.rows[first:row]), other))
            current, row = other, other.first_row
            continue
        field = current.fields.get(next(iter(texts), -1), "")
        if len(told) == 1 and parts(told[0], field) and not is_total(told) and not is_footer(told):
            current = replace(current, first_row=row + 1)
            begins.append((row, [sheet.rows[row]], current))
        row += 1
    return begins


def _same_words(layout: Layout, told: Sequence[str]) -> bool:
    """Whether a row is all heading: a person may be called 户主, but not also 姓名 and 房号."""
    return len(layout.fields) > len(told) / 2


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
