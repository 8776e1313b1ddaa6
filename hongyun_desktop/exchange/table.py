# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet's table as both importers see it: rows with their number, and their cells by field.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hongyun_desktop.core.import_problem import PASSED_OVER, IgnoredRow
from hongyun_desktop.exchange.cells import says_nothing, text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.frozen_class import frozen

ADDRESS_FIELDS = ("building", "unit", "room", "address")
_TOTAL = re.compile(
    r".{0,8}?(?:合计|总计|小计|共计|累计|总人数|总户数).*|(?:人数|人次|平均|均值|总时长).{0,4}|共\d+[人户次场条项处].*",
    re.DOTALL,
)
_FOOTER = re.compile(
    r"(?:制表|填表|填报|审核|复核|负责人|经办|审批|注[:：]|说明[:：]|备注[:：]|联系人[:：]|统计|打印|签字|盖章|第\d+页|共\d+页|示例|例[:：]?$).*",
    re.DOTALL,
)
_ORGANISATION = re.compile(
    r"[^\d]{2,20}(?:物业|公司|社区|居委会|村委会|小区|中心|自管委|委员会|办公室|服务站|管理处|办事处)(?:[(（]盖?公?章[)）])?"
)
_SEAL_OR_DAY = re.compile(
    r"[(（]?(?:盖章|公章|签章|签字)[)）]?[:：]?|(?:日期|时间)?[:：]?(?:20\d\d|二[〇○零]..)[年./\-].{1,3}[月./\-].{1,3}日?"
)
_EXAMPLE = re.compile(r"[(（]?(?:示例|样例|范例|例\s*[:：]|例如|填写示例)")
_NUMBERED = re.compile(r"\d{0,4}")
_COUNT = re.compile(r"[\d.,]+\s*[人户个位次分小时条]*")
_DITTO = frozenset({"〃", "″", "同上", "同前", '"', "''", "”"})
_MOST_CELLS_OF_A_TOTAL = 6
_MOST_CELLS_OF_A_FOOTER = 2


@frozen
class TableRow:
    """One row below the heading; number: as the spreadsheet program shows it.

    cells, texts: merged cells filled down. own_address: whether the row itself says anything of an address.
    """

    number: int
    cells: Sequence[Cell]
    texts: Sequence[str]
    layout: Layout
    own_address: bool

    def cell(self, field: str) -> Cell:
        """The first cell of a field, "" where the sheet has none."""
        column = self.layout.first_columns.get(field)
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def text(self, field: str) -> str:
        """The first cell of a field as text."""
        column = self.layout.first_columns.get(field)
        return self.texts[column] if column is not None and column < len(self.texts) else ""


def table_rows(sheet: Sheet, layout: Layout, fields: Sequence[str], ignored: list[IgnoredRow]) -> Iterator[TableRow]:
    """The rows that may hold a person, with merged cells of these fields filled down.

    Totals go to `ignored`, and lone lines at the end; blank, heading and footer rows nowhere.
    """
    headings = {text_of(text) for text in layout.headings.values()}
    addresses = [column for column, field in layout.fields.items() if field in ADDRESS_FIELDS]
    filled = _filled_rows(sheet, layout, fields)
    above: Sequence[Cell] = ()
    for index in range(layout.first_row, len(sheet.rows)):
        own = sheet.rows[index]
        own_texts = [text_of(cell) for cell in own]
        told = list(filter(None, own_texts))
        if not _DITTO.isdisjoint(told):
            own, own_texts = _as_above(own, own_texts, above, layout)
            told = list(filter(None, own_texts))
        if not told or _repeats_heading(told, headings):
            continue
        if is_total(told):
            ignored.append(IgnoredRow(sheet.label, index + 1, "total_row"))
        elif len(told) == 1 and _closes(sheet, index, told[0]):
            pass_over(sheet, index, ignored)
        elif not is_footer(told):
            cells = own if filled[index] is sheet.rows[index] else filled[index]
            texts = own_texts if cells is own else [text_of(cell) for cell in cells]
            above = cells
            own_address = any(column < len(own_texts) and own_texts[column] for column in addresses)
            yield TableRow(index + 1, cells, texts, layout, own_address)


def pass_over(sheet: Sheet, row: int, ignored: list[IgnoredRow]) -> None:
    """Tell of a row (0 is the first) that nothing was made of.

    Not of one that holds no more than its number, a day, a seal or a word for nothing (以下空白).
    """
    if not all(map(_holds_nothing, map(text_of, sheet.rows[row]))):
        ignored.append(IgnoredRow(sheet.name, row + 1, PASSED_OVER))


def _holds_nothing(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return says_nothing(plain) or _NUMBERED.fullmatch(plain) is not None or _SEAL_OR_DAY.fullmatch(plain) is not None


def _closes(sheet: Sheet, index: int, text: str) -> bool:
    """Whether a row of one cell is one of the lines at the end that say who made the list and when."""
    plain = re.sub(r"\s", "", text)
    if not (_ORGANISATION.fullmatch(plain) or _SEAL_OR_DAY.fullmatch(plain)):
        return False
    below = [[text for cell in row if (text := text_of(cell))] for row in sheet.rows[index + 1 :]]
    return all(len(told) <= 1 or is_total(told) or is_footer(told) for told in below)


def _as_above(
    own: Sequence[Cell], texts: Sequence[str], above: Sequence[Cell], layout: Layout
) -> tuple[list[Cell], list[str]]:
    """A row with what stands above in place of each ditto mark, and its texts; nobody has another's ID number."""
    cells = [
        _at(above, column) if text in _DITTO and layout.fields.get(column) != "id_number" else cell
        for column, (cell, text) in enumerate(zip(own, texts, strict=True))
    ]  # fmt: skip
    return cells, [text_of(cell) for cell in cells]


def _filled_rows(sheet: Sheet, layout: Layout, fields: Sequence[str]) -> list[Sequence[Cell]]:
    columns = {column for column, field in layout.fields.items() if field in fields}
    rows = list(sheet.rows)
    for merge in sheet.merges:
        if merge.first_column in columns and layout.first_row <= merge.first_row < min(merge.last_row, len(rows)):
            value = _at(rows[merge.first_row], merge.first_column)
            for number in range(merge.first_row + 1, min(merge.last_row + 1, len(rows))):
                rows[number] = _with(rows[number], merge.first_column, value)
    return rows


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""


def _with(row: Sequence[Cell], column: int, value: Cell) -> Sequence[Cell]:
    if _at(row, column) != "":
        return row
    changed = [*row, *([""] * (column + 1 - len(row)))]
    changed[column] = value
    return changed


def _repeats_heading(told: Sequence[str], headings: set[str]) -> bool:
    if len(told) < 2 or headings.isdisjoint(told):
        return False
    return sum(text in headings for text in told) > len(told) / 2


def lines_across(sheet: Sheet, layout: Layout) -> frozenset[int]:
    """The numbers of rows that are one cell below several headings (东林村, 二期), which name what follows."""
    between = range(layout.first_row, len(sheet.rows))
    merges = [
        m for m in sheet.merges
        if m.first_row == m.last_row and m.first_row in between and m.last_column - m.first_column > 1
        and sum(m.first_column <= column <= m.last_column for column in layout.headings) > 1
    ]  # fmt: skip
    return frozenset(m.first_row + 1 for m in merges if sum(cell != "" for cell in sheet.rows[m.first_row]) == 1)


def is_total(told: Sequence[str]) -> bool:
    """Whether the texts of a row are a sum and not somebody."""
    if not _begins(told[0], _TOTAL):
        return False
    return len(told) <= _MOST_CELLS_OF_A_TOTAL or all(_COUNT.fullmatch(text) for text in told[1:])


def is_footer(told: Sequence[str]) -> bool:
    """Whether the texts of a row only close a table (who made it, notes, page numbers), or show how to fill it in."""
    if _EXAMPLE.match(told[0]):
        return True
    if not _begins(told[0], _FOOTER):
        return False
    return len(told) <= _MOST_CELLS_OF_A_FOOTER or all(re.search("[:：]", text) for text in told)


# Below one another, rows begin with the same day or building.
@lru_cache(maxsize=4096)
def _begins(text: str, closing: re.Pattern[str]) -> bool:
    return not text.isdigit() and closing.fullmatch(re.sub(r"\s", "", text)) is not None
