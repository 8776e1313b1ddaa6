# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings, units and dwellings kept by hand, and what the compound counts."""

from dataclasses import replace

import pytest
from incoming import HOME, NEXT_DOOR, import_lines, line

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.dwellings import get_dwelling, list_dwellings
from hongyun_desktop.core.roster.listing import totals
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store


def save(store: Store, *values: object, **more: object) -> int:
    dwelling_id = save_dwelling(store, *values, **more).params["dwelling_id"]  # type: ignore[arg-type]
    assert isinstance(dwelling_id, int)
    return dwelling_id


def test_a_dwelling_brings_its_building_and_unit(store: Store) -> None:
    row = get_dwelling(store, save(store, HOME, Occupancy.LET, " 朝 南 "))
    assert (row.address, row.floor, row.occupancy, row.note, row.residents) == (HOME, 11, Occupancy.LET, "朝 南", 0)
    save(store, NEXT_DOOR, Occupancy.LET)
    assert store.sql("SELECT code FROM building") == [("3",)]
    assert store.sql("SELECT code FROM building_unit") == [("2",)]


def test_undo_takes_the_building_away_again(store: Store) -> None:
    save(store, HOME, Occupancy.LET)
    journal.undo(store)
    assert (list_dwellings(store), totals(store, Query()).buildings) == ([], 0)


def test_a_dwelling_can_get_another_address_but_not_a_taken_one(store: Store) -> None:
    home = save(store, HOME, Occupancy.LET)
    moved = replace(HOME, building="5")
    save(store, moved, Occupancy.LET, dwelling_id=home)
    assert get_dwelling(store, home).address == moved
    save(store, NEXT_DOOR, Occupancy.LET)
    for dwelling_id in (home, None):
        with pytest.raises(Refused, match="dwelling_taken"):
            save(store, NEXT_DOOR, Occupancy.VACANT, dwelling_id=dwelling_id)


def test_an_incomplete_address_or_an_unknown_dwelling_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="address_incomplete"):
        save(store, replace(HOME, unit=""), Occupancy.LET)
    with pytest.raises(Refused, match="dwelling_unknown"):
        save(store, HOME, Occupancy.LET, dwelling_id=99)
    assert list_dwellings(store) == []


def test_saving_the_same_again_leaves_no_trace(store: Store) -> None:
    home = save(store, HOME, Occupancy.LET)
    assert save_dwelling(store, HOME, Occupancy.LET, dwelling_id=home).journal_id == 0


def test_a_note_by_hand_leaves_the_occupancy_to_the_file(store: Store) -> None:
    import_lines(store, [line(2, occupancy=Occupancy.LET)])
    (row,) = list_dwellings(store)
    save(store, HOME, Occupancy.LET, "朝南", dwelling_id=row.dwelling_id)
    import_lines(store, [line(2, occupancy=Occupancy.VACANT)])
    assert [(each.occupancy, each.note) for each in list_dwellings(store)] == [(Occupancy.VACANT, "朝南")]


def test_the_compound_counts_what_is_lived_in(store: Store) -> None:
    assert totals(store, Query()).occupancy_rate == 0
    used = (Occupancy.OWNER_OCCUPIED, Occupancy.LET, Occupancy.UNVERIFIED, Occupancy.VACANT)
    import_lines(store, [
        line(row, "罗喆" if use is not Occupancy.VACANT else "", replace(HOME, room=f"{row}01"), occupancy=use)
        for row, use in enumerate(used, 2)
    ])  # fmt: skip
    counted = totals(store, Query())
    assert (counted.buildings, counted.dwellings, counted.vacant, counted.residents) == (1, 4, 1, 3)
    assert counted.occupancy_rate == 0.75


def test_dwellings_are_listed_as_numbers_with_who_lives_there(store: Store) -> None:
    rooms = ("1102", "302", "A")
    import_lines(store, [line(row, f"甲{room}", replace(HOME, room=room)) for row, room in enumerate(rooms, 2)])
    import_lines(store, [line(9, "乙", replace(HOME, building="2"))])
    assert [(row.address.short, row.residents) for row in list_dwellings(store)] == [
        ("2-2-1102", 1), ("3-2-A", 1), ("3-2-302", 1), ("3-2-1102", 1),
    ]  # fmt: skip
    assert len(list_dwellings(store, "2")) == 1
