# SPDX-License-Identifier: GPL-3.0-or-later
"""People entered and changed by hand."""

from dataclasses import replace
from datetime import date

import pytest
from incoming import HOME, NEXT_DOOR, id_number, line

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store

NUMBER = id_number()
LUO = ResidentValues("罗喆", relation="户主", id_number=NUMBER, phones=("138 0000 1111",))


def added(store: Store, values: ResidentValues = LUO, dwelling_id: int | None = None) -> int:
    return id_in(residents.save_resident(store, values, dwelling_id=dwelling_id), "resident_id")


def id_in(changed: Changed, name: str) -> int:
    found = changed.params[name]
    assert isinstance(found, int)
    return found


@pytest.fixture
def home(store: Store) -> int:
    return id_in(save_dwelling(store, HOME, Occupancy.OWNER_OCCUPIED), "dwelling_id")


def test_the_number_tells_birth_and_sex(store: Store) -> None:
    row = residents.get_resident(store, added(store))
    assert (row.born_on, row.sex) == (date(1960, 1, 2), "男")


def test_a_name_is_stored_as_it_is_printed(store: Store) -> None:
    assert residents.get_resident(store, added(store, ResidentValues(" 罗　喆 "))).name == "罗喆"


def test_phones_are_digits_and_stand_once(store: Store) -> None:
    phones = ("138 0000 1111", "+86 13800001111", "", "028-83960000")
    row = residents.get_resident(store, added(store, ResidentValues("罗喆", phones=phones)))
    assert row.phones == ("13800001111", "02883960000")


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        (ResidentValues(" "), "name_empty", "name"),
        (replace(LUO, id_number="510199196001020000"), "id_check_digit", "id_number"),
        (replace(LUO, id_number="G1234567"), "id_format", "id_number"),
        (replace(LUO, sex="M"), "sex_not_valid", "sex"),
        (replace(LUO, phones=("门卫",)), "phone_not_valid", "phones"),
        (replace(LUO, born_on=date(2026, 10, 9)), "born_in_future", "born_on"),
        (replace(LUO, name="罗\ue000"), "private_use_character", ""),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(store: Store, values: ResidentValues, code: str, field: str) -> None:
    with pytest.raises(Invalid, match=code) as refusal:
        residents.save_resident(store, values)
    assert refusal.value.field == field
    assert residents.every_resident(store) == []


def test_a_number_belongs_to_one_person(store: Store) -> None:
    added(store)
    with pytest.raises(Refused, match="id_taken") as refusal:
        added(store, ResidentValues("吕静", id_number=NUMBER))
    assert refusal.value.params == {"name": "罗喆"}


def test_saving_somebody_again_keeps_the_number(store: Store) -> None:
    resident_id = added(store)
    assert residents.save_resident(store, replace(LUO, note="热心"), resident_id).journal_id
    assert residents.get_resident(store, resident_id).id_number == NUMBER


def test_saving_the_same_values_leaves_no_trace(store: Store) -> None:
    resident_id = added(store)
    row = residents.get_resident(store, resident_id)
    same = replace(LUO, born_on=row.born_on, sex=row.sex)
    assert residents.save_resident(store, same, resident_id).journal_id == 0


def test_what_a_hand_changes_is_remembered_field_by_field(store: Store) -> None:
    resident_id = added(store, ResidentValues("罗喆"))
    residents.save_resident(store, ResidentValues("罗喆", note="热心"), resident_id)
    residents.save_resident(store, ResidentValues("罗喆", home_village="团结村"), resident_id)
    assert residents.get_resident(store, resident_id).hand_edited == ("home_village", "name", "note")


def test_a_household_begins_with_its_head(store: Store, home: int) -> None:
    for name, relation in (("吕静", "配偶"), ("罗喆", "户主"), ("罗小玥", "子女")):
        added(store, ResidentValues(name, relation=relation), home)
    assert [row.name for row in residents.household(store, home)] == ["罗喆", "吕静", "罗小玥"]


def test_people_are_listed_by_address_as_numbers_and_those_without_one_last(store: Store) -> None:
    added(store, ResidentValues("无房"))
    for building in ("12", "3", "1"):
        address = replace(HOME, building=building)
        added(
            store, ResidentValues(f"{building}栋"), id_in(save_dwelling(store, address, Occupancy.LET), "dwelling_id")
        )
    assert [row.name for row in residents.list_residents(store)] == ["1栋", "3栋", "12栋", "无房"]
    assert [row.name for row in residents.list_residents(store, "12")] == ["12栋"]


def test_somebody_moves_out_and_undo_brings_them_back(store: Store, home: int) -> None:
    resident_id = added(store, LUO, home)
    residents.move_resident(store, resident_id, None)
    assert residents.get_resident(store, resident_id).address is None
    journal.undo(store)
    assert residents.get_resident(store, resident_id).address == HOME


def test_moving_to_where_somebody_lives_already_leaves_no_trace(store: Store, home: int) -> None:
    resident_id = added(store, LUO, home)
    assert residents.move_resident(store, resident_id, home).journal_id == 0


def test_nobody_moves_to_a_dwelling_that_is_not_there(store: Store) -> None:
    resident_id = added(store)
    with pytest.raises(Refused, match="dwelling_unknown"):
        residents.move_resident(store, resident_id, 99)
    with pytest.raises(Refused, match="dwelling_unknown"):
        added(store, ResidentValues("吕静"), 99)


def test_somebody_unknown_is_refused_or_nobody(store: Store) -> None:
    assert residents.find_resident(store, 99) is None
    for ask in (residents.get_resident, residents.remove_resident):
        with pytest.raises(Refused, match="resident_unknown"):
            ask(store, 99)


def test_somebody_entered_by_mistake_is_taken_out_unless_something_stands_under_them(store: Store) -> None:
    mistaken, active = added(store), added(store, ResidentValues("吕静"))
    with store.unit("points_recorded") as unit:
        unit.insert(Account, resident_id=active)
    residents.remove_resident(store, mistaken)
    with pytest.raises(Refused, match="resident_in_use"):
        residents.remove_resident(store, active)
    assert [row.name for row in residents.every_resident(store)] == ["吕静"]


def test_numbers_are_masked_and_stay_out_of_the_repr(store: Store) -> None:
    row = residents.get_resident(store, added(store))
    assert (row.masked_id_number, row.masked_phones) == (f"510***********{NUMBER[-4:]}", ("138****1111",))
    for each in (row, LUO, line(2, "罗喆", NEXT_DOOR, id_number=NUMBER, id_text=NUMBER, phones=("13800001111",))):
        assert NUMBER not in repr(each)
        assert "0000" not in repr(each)
