# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet's table as both importers see it: rows with their number, cells by field, addresses filled down.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.core.roster.address import Address, building_in, parse_address, unit_in
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout, plain
from hongyun_desktop.exchange.reading import Cell, Sheet

ADDRESS_FIELDS = ("building", "unit", "room", "address")
_TOTAL = re.compile(r"(?:本页|全[部栋]|各栋)?(?:合计|总计|小计|共计|累计|总人数|总户数).*")
_FOOTER = re.compile(
    r"(?:制表|填表|审核|复核|负责人|经办|注[:：]|说明[:：]|备注[:：]|联系人|统计|打印|第\d+页|共\d+页).*"
)
_MOST_CELLS_OF_A_TOTAL = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A row as it stood, for the problems workbook: headings and cells of its own columns, and its address."""

    headings: tuple[str, ...]
    cells: tuple[Cell, ...]
    address: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the heading; number: as the spreadsheet program shows it."""

    number: int
    cells: Sequence[Cell]
    layout: Layout

    def cell(self, field: str) -> Cell:
        """The first cell of a field, "" where the sheet has none."""
        for column in self.layout.columns_of(field):
            if column < len(self.cells):
                return self.cells[column]
        return ""

    def text(self, field: str) -> str:
        """The first cell of a field as text."""
        return text_of(self.cell(field))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row's person lives: address None where `text` can't be read or is empty."""

    address: Address | None
    text: str
    building: str = ""


def filled_rows(sheet: Sheet, layout: Layout, fields: Sequence[str]) -> list[Sequence[Cell]]:
    """The rows with merged cells of these fields filled down, as the workbook says they belong together."""
    columns = {column for field in fields for column in layout.columns_of(field)}
    rows = list(sheet.rows)
    for merge in sheet.merges:
        if merge.last_row > merge.first_row >= layout.first_row - 1 and merge.first_column in columns:
            value = _at(rows, merge.first_row, merge.first_column)
            for number in range(merge.first_row + 1, min(merge.last_row + 1, len(rows))):
                rows[number] = _with(rows[number], merge.first_column, value)
    return rows


def _at(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _with(row: Sequence[Cell], column: int, value: Cell) -> Sequence[Cell]:
    if column >= len(row) or row[column] != "":
        return row
    changed = list(row)
    changed[column] = value
    return changed


def table_rows(sheet: Sheet, layout: Layout, fields: Sequence[str], ignored: list[IgnoredRow]) -> Iterator[TableRow]:
    """The rows that may hold a person; totals go to `ignored`, blank, heading and footer rows nowhere."""
    headings = {plain(text) for text in layout.headings.values()}
    for index, cells in enumerate(filled_rows(sheet, layout, fields)[layout.first_row :], layout.first_row):
        original = sheet.rows[index]
        texts = [text for cell in original if (text := text_of(cell))]
        if not texts or _repeats_heading(texts, headings):
            continue
        first = re.sub(r"\s", "", texts[0])
        if len(texts) <= _MOST_CELLS_OF_A_TOTAL and _TOTAL.fullmatch(first):
            ignored.append(IgnoredRow(sheet.name, index + 1, "total_row"))
        elif not (len(texts) <= 2 and _FOOTER.fullmatch(first)):
            yield TableRow(index + 1, cells, layout)


def _repeats_heading(texts: list[str], headings: set[str]) -> bool:
    return len(texts) > 1 and sum(plain(text) in headings for text in texts) > len(texts) / 2


class Addresses:
    """Reads the addresses of one sheet from the top.

    fills_down: a row whose address cells are all empty is of the dwelling above (rosters, not sign-in sheets).
    """

    def __init__(self, sheet: Sheet, layout: Layout, *, fills_down: bool = True) -> None:
        self._fills_down = fills_down
        titles: list[str] = [
            text_of(cell) for row in sheet.rows[: layout.first_row - 1] for cell in row if isinstance(cell, str)
        ]
        named = [sheet.name, *titles]
        self.building = next((found for text in named if (found := building_in(text))), "")
        self.unit = next((found for text in named if (found := unit_in(text))), "")
        self._above = Place(None, "")

    def read(self, row: TableRow) -> Place:
        """The place of the next row."""
        parts = {field: row.text(field) for field in ADDRESS_FIELDS}
        if not any(parts.values()):
            return self._above if self._fills_down else Place(None, "")
        self._above = self._place(parts)
        return self._above

    def _place(self, parts: Mapping[str, str]) -> Place:
        text = "".join(parts.values())
        building = building_in(parts["building"]) or parts["building"] or self.building
        whole = parts["address"] or ("" if parts["building"] and parts["unit"] else parts["room"])
        address = parse_address(whole, building, parts["unit"] or self.unit) if whole else None
        if address is None and parts["room"]:
            address = Address.of(building, parts["unit"] or self.unit, parts["room"])
        return Place(address, text, building_in(text) if address is None else address.building)


def source_of(row: TableRow, place: Place, fingerprint: str) -> Source:
    """The row for the problems workbook: every column but address and our own, cells in their types."""
    own = {*ADDRESS_FIELDS, "problem", "from_sheet", "from_row", "fingerprint", "sequence"}
    kept = [column for column in row.layout.headings if row.layout.fields.get(column) not in own]
    cells = tuple(row.cells[column] if column < len(row.cells) else "" for column in kept)
    address = place.address.full if place.address else place.text
    return Source(tuple(row.layout.headings[column] for column in kept), cells, address, fingerprint)
