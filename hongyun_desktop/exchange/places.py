# SPDX-License-Identifier: GPL-3.0-or-later
"""Where each row's person lives, and the row as it stood for the problems workbook.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Sequence

from hongyun_desktop.core.han_numbers import HAN_NUMBER, han_number
from hongyun_desktop.core.roster.address import (
    Address,
    building_code,
    building_in,
    parse_address,
    tidy,
    unit_code,
    unit_in,
)
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, TableRow
from hongyun_desktop.frozen_class import frozen

_FLOOR_HEADINGS = frozenset({"层", "楼层", "层号", "所在层", "所在楼层"})
_FLOOR = re.compile(rf"(?:(?P<digits>\d{{1,2}})|(?P<han>{HAN_NUMBER}))(?:层|楼|F)?")
_ROOM_ON_FLOOR = re.compile(r"(?P<room>\d{1,2})(?:号房?|室|房间?|户)?")
_OWN_COLUMNS = frozenset({*ADDRESS_FIELDS, "problem", "from_sheet", "from_row", "fingerprint", "sequence"})


@frozen
class Place:
    """Where a row's person lives: address None where `text` can't be read or is empty."""

    address: Address | None
    text: str
    building: str = ""


@frozen
class Source:
    """A row as it stood, for the problems workbook: headings and cells of its own columns, and its address."""

    headings: tuple[str, ...]
    cells: tuple[Cell, ...]
    address: str
    fingerprint: str


class Addresses:
    """Reads the addresses of one sheet from the top.

    fills_down: a row whose address cells are all empty is of the dwelling above (rosters, not sign-in sheets).
    """

    def __init__(self, sheet: Sheet, layout: Layout, *, fills_down: bool = True) -> None:
        self._fills_down = fills_down
        rows = sheet.rows[: layout.first_row - 1]
        above = [text_of(cell) for row in rows for cell in row if isinstance(cell, str)]
        self.building = _building_of(sheet.name, above)
        self.unit: str = next((code for text in (*above, sheet.name) if (code := unit_in(text))), "")
        floors = (column for column, text in layout.unrecognised.items() if plain(text) in _FLOOR_HEADINGS)
        self._floor_column: int | None = next(floors, None)
        # 住址：3栋2单元1102 above the people of each dwelling, who have no column for it.
        homes = () if any(layout.columns_of(name) for name in ADDRESS_FIELDS) else above
        home = next((address for text in homes if (address := parse_address(text))), None)
        self._above = Place(home, home.full, home.building) if home else Place(None, "")
        self._told: tuple[str, str, str, str] | None = None

    def read(self, row: TableRow) -> Place:
        """The place of the next row."""
        if self._fills_down and not row.own_address:
            return self._above
        building, unit, room, address = map(row.text, ADDRESS_FIELDS)
        told = building, unit, self._room(room, row), address
        if told != self._told:
            # Those of one dwelling mostly stand below each other.
            self._told, self._above = told, self._place(*told)
        return self._above

    def begin(self, text: str) -> None:
        """Take the dwelling that a line between the rows may name (3栋2单元1102) as that of those below it."""
        if home := parse_address(text, self.building, self.unit):
            self._above, self._told = Place(home, home.full, home.building), None

    def _room(self, room: str, row: TableRow) -> str:
        """The room with the floor of another column before it: 11 and 02 are 1102, while 11 and 2 can't be read."""
        column = self._floor_column
        if column is None or column >= len(row.texts):
            return room
        floor = _FLOOR.fullmatch(tidy(row.texts[column]))
        on_floor = _ROOM_ON_FLOOR.fullmatch(tidy(room))
        if floor is None or on_floor is None:
            return room
        number = int(floor["digits"]) if floor["digits"] else han_number(floor["han"])
        return f"{number}{on_floor['room']}" if len(on_floor["room"]) > 1 else f"{number}层{room}"

    def _place(self, own_building: str, own_unit: str, room: str, whole: str) -> Place:
        """The place that the cells of a row say, in the order of `ADDRESS_FIELDS`."""
        told = [part for part in (own_building, own_unit, room, whole) if part]
        if not told:
            return Place(None, "")
        building = building_in(own_building) or own_building or self.building
        unit = own_unit or self.unit
        address = Address.of(building, unit, room) if room and not whole else None
        if address is None:
            # A cell may say more than its heading: "3-2-1102" under 房号, "3栋2单元" under 楼栋.
            texts = filter(None, (whole, room, "".join(told)))
            address = next((found for text in texts if (found := parse_address(text, building, unit))), None)
        text = " ".join(told)
        own, in_unit = building_code(own_building), unit_code(own_unit)
        if address is not None and ((own and own != address.building) or (in_unit and in_unit != address.unit)):
            # 4栋 beside 3-2-1102: one of them is wrong.
            return Place(None, text)
        return Place(address, text, address.building if address else building_in(text) or building_code(building))


def _building_of(name: str, above: Sequence[str]) -> str:
    """The building that the lines above a table or else its sheet's name say; empty where these contradict."""
    told, named = [code for text in above if (code := building_in(text))], building_in(name)
    return "" if named and told and named not in told else next(iter(told), named)


class SourceReader:
    """Takes rows of one layout as they stood: every column but address and our own, cells in their types."""

    def __init__(self, layout: Layout, own_columns: frozenset[str] = _OWN_COLUMNS) -> None:
        self._columns = [column for column in layout.headings if layout.fields.get(column) not in own_columns]
        self._headings = _told_apart([layout.headings[column] for column in self._columns])
        self._width = max(self._columns, default=-1) + 1

    def read(self, row: TableRow, place: Place) -> Source:
        """One row with its full address, so that it can stand alone."""
        told = row.cells if len(row.cells) >= self._width else [*row.cells, *[""] * (self._width - len(row.cells))]
        cells = tuple(map(told.__getitem__, self._columns))
        return Source(
            self._headings, cells, place.address.full if place.address else place.text, row.text("fingerprint")
        )


def _told_apart(headings: list[str]) -> tuple[str, ...]:
    """Headings with a number behind the second of two equal ones: 联系电话, 联系电话2."""
    seen: dict[str, int] = {}
    apart: list[str] = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        apart.append(heading if seen[heading] == 1 else f"{heading}{seen[heading]}")
    return tuple(apart)
