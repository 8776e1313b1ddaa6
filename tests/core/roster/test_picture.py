# SPDX-License-Identifier: GPL-3.0-or-later
"""A building as floors × units × rooms."""

from households import dwelling, neighbours, person

from hongyun_desktop.core.roster.picture import Room, UnitSpan, building_picture
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.core.store.store import Store


def places(store: Store, building: str) -> dict[str, tuple[int, int]]:
    picture = building_picture(store, building)
    return {f"{room.address.unit}-{room.address.room}": (room.row, room.column) for room in picture.rooms}


def test_floors_go_down_and_rooms_stand_under_one_another_unit_by_unit(store: Store) -> None:
    for address in ("3-1-101", "3-1-102", "3-1-201", "3-1-1102", "3-2-101", "3-2-203", "3-2-202"):
        dwelling(store, address)
    picture = building_picture(store, "3")
    assert picture.floors == (11, 2, 1)
    assert picture.units == (UnitSpan("1", 0, 2), UnitSpan("2", 2, 5))
    assert places(store, "3") == {
        "1-1102": (0, 1), "1-201": (1, 0), "1-101": (2, 0), "1-102": (2, 1),
        "2-101": (2, 2), "2-202": (1, 3), "2-203": (1, 4),
    }  # fmt: skip


def test_rooms_whose_number_names_no_floor_have_rows_of_their_own(store: Store) -> None:
    for address in ("3-1-101", "3-1-1", "3-1-2", "3-1-3"):
        dwelling(store, address)
    assert building_picture(store, "3").floors == (1, None, None)
    assert places(store, "3") == {"1-101": (0, 0), "1-1": (1, 0), "1-2": (1, 1), "1-3": (2, 0)}


def test_a_lettered_room_does_not_cover_its_neighbour(store: Store) -> None:
    for address in ("3-1-101", "3-1-101A", "3-1-102"):
        dwelling(store, address)
    assert places(store, "3") == {"1-101": (0, 0), "1-101A": (0, 1), "1-102": (0, 2)}


def test_units_stand_in_the_order_of_their_numbers(store: Store) -> None:
    for address in ("3-10-101", "3-2-101"):
        dwelling(store, address)
    assert [span.code for span in building_picture(store, "3").units] == ["2", "10"]


def test_a_room_names_its_head_or_whoever_came_first(store: Store) -> None:
    ids = neighbours(store)
    rooms = {room.address.room: room for room in building_picture(store, "3").rooms}
    assert (rooms["1102"].head, rooms["1102"].head_id, rooms["1102"].people) == ("罗喆", ids["罗喆"], 2)
    assert (rooms["1103"].head, rooms["1103"].head_id, rooms["1103"].people) == ("", None, 0)
    assert rooms["1103"].occupancy is Occupancy.VACANT
    shared = dwelling(store, "3-2-1104")
    first = person(store, "甲", shared)
    person(store, "乙", shared)
    room = next(each for each in building_picture(store, "3").rooms if each.dwelling_id == shared)
    assert isinstance(room, Room)
    assert (room.head_id, room.people) == (first, 2)


def test_a_building_that_is_not_there_has_no_rooms(store: Store) -> None:
    assert building_picture(store, "99").rooms == ()
