# SPDX-License-Identifier: GPL-3.0-or-later
"""楼栋图: a building's dwellings by floor, unit and place on the floor, ready to be painted. Reads only."""

import re
from collections.abc import Iterable, Sequence

from hongyun_desktop.core.roster.address import Address, floor_of, sort_key
from hongyun_desktop.core.roster.rules import HEAD_OF_HOUSEHOLD, Occupancy
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_FEWEST_COLUMNS = 2


@frozen
class Room:
    """One dwelling in the picture. row, column: its place, columns counted through all units."""

    dwelling_id: int
    address: Address
    occupancy: Occupancy
    people: int
    head_id: int | None
    head: str
    row: int
    column: int


@frozen
class UnitSpan:
    """A unit: its code and the columns that it takes, from the first up to the one before `end`."""

    code: str
    first: int
    end: int


@frozen
class BuildingPicture:
    """A building from its top floor down; floors: one a row, None for rooms whose number names no floor."""

    building: str
    units: tuple[UnitSpan, ...]
    floors: tuple[int | None, ...]
    rooms: tuple[Room, ...]


@frozen
class _Found:
    dwelling_id: int
    address: Address
    occupancy: Occupancy
    people: int
    head_id: int | None
    head: str


def building_picture(store: Store, building: str) -> BuildingPicture:
    """The picture of one building by its code; without rooms for one that is not there."""
    rows = store.sql(
        "SELECT d.id, u.code, d.room, d.occupancy, count(r.id),"
        # SQLite takes the other columns of a max() from the row that has it: the head, or whoever came first.
        " max(CASE WHEN r.relation = ? THEN 0 ELSE -r.id END), r.id, coalesce(r.name, '')"
        " FROM building b JOIN building_unit u ON u.building_id = b.id JOIN dwelling d ON d.building_unit_id = u.id"
        " LEFT JOIN resident r ON r.dwelling_id = d.id AND r.erased_at IS NULL AND r.merged_into IS NULL"
        " WHERE b.code = ? GROUP BY d.id",
        (HEAD_OF_HOUSEHOLD, building),
    )
    found = [
        _Found(dwelling_id, Address(building, unit, room), Occupancy(occupancy), people, head_id, head)
        for dwelling_id, unit, room, occupancy, people, _rank, head_id, head in rows
    ]
    return _arranged(building, sorted(found, key=lambda each: sort_key(each.address)))


def _arranged(building: str, found: Sequence[_Found]) -> BuildingPicture:
    floors = sorted({floor for each in found if (floor := floor_of(each.address.room)) is not None}, reverse=True)
    row_of = {floor: row for row, floor in enumerate(floors)}
    units: list[UnitSpan] = []
    rooms: list[Room] = []
    odd_rows = 0
    for code in dict.fromkeys(each.address.unit for each in found):
        first = units[-1].end if units else 0
        mine = [each for each in found if each.address.unit == code]
        named = [each for each in mine if floor_of(each.address.room) is not None]
        odd = [each for each in mine if floor_of(each.address.room) is None]
        places = _places_on_floor(each.address.room for each in named)
        width = max(len(places), _FEWEST_COLUMNS)
        units.append(UnitSpan(code, first, first + width))
        rooms += [
            _placed(each, row_of[floor_of(each.address.room) or 0], first + places[_place_on_floor(each.address.room)])
            for each in named
        ]
        # Rooms without a floor are laid out row by row beneath, as wide as the unit.
        rooms += [_placed(each, len(floors) + n // width, first + n % width) for n, each in enumerate(odd)]
        odd_rows = max(odd_rows, -(-len(odd) // width))
    return BuildingPicture(building, tuple(units), (*floors, *[None] * odd_rows), tuple(rooms))


def _placed(each: _Found, row: int, column: int) -> Room:
    return Room(
        each.dwelling_id, each.address, each.occupancy, each.people, each.head_id, each.head, row=row, column=column
    )


def _place_on_floor(room: str) -> str:
    """What is left of a room's number without its floor: 02 of 1102, 02A of 1102A."""
    digits = re.sub(r"\D", "", room)
    return room.replace(digits, digits[-2:], 1)


def _places_on_floor(rooms: Iterable[str]) -> dict[str, int]:
    places = {_place_on_floor(room) for room in rooms}
    ordered = sorted(places, key=lambda place: (int(re.sub(r"\D", "", place)), place))
    return {place: column for column, place in enumerate(ordered)}
