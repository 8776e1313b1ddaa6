# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving in, moving house, moving out, and who is the head of a household."""

from dataclasses import replace

import pytest
from households import dwelling, neighbours, person
from incoming import HOME, import_lines, line

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.roster import residents, settling
from hongyun_desktop.core.roster.dwellings import known_dwellings, list_dwellings
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store

LUO = ResidentValues("罗喆", relation="户主")


def occupancies(store: Store) -> dict[str, Occupancy]:
    return {row.address.short: row.occupancy for row in list_dwellings(store)}


def test_the_first_household_brings_its_dwelling(store: Store) -> None:
    changed = settling.register(store, LUO, "3栋2单元1102")
    row = residents.get_resident(store, changed.params["resident_id"])
    assert (row.address, row.occupancy) == (HOME, Occupancy.UNVERIFIED)
    assert row.hand_edited == ("name", "relation")


def test_taking_back_a_registration_takes_the_dwelling_with_it(store: Store) -> None:
    settling.register(store, LUO, "3-2-1102")
    journal.undo(store)
    assert (residents.every_resident(store), list_dwellings(store)) == ([], [])


def test_somebody_may_be_registered_without_an_address(store: Store) -> None:
    changed = settling.register(store, LUO)
    assert residents.get_resident(store, changed.params["resident_id"]).address is None


def test_a_vacant_dwelling_that_somebody_moves_into_is_to_be_verified(store: Store) -> None:
    dwelling(store, "3-2-1102", Occupancy.VACANT)
    settling.register(store, LUO, "3-2-1102")
    assert occupancies(store) == {"3-2-1102": Occupancy.UNVERIFIED}


def test_the_hand_says_how_the_dwelling_is_used(store: Store) -> None:
    dwelling(store, "3-2-1102", Occupancy.VACANT)
    settling.register(store, LUO, "3-2-1102", Occupancy.LET)
    assert occupancies(store) == {"3-2-1102": Occupancy.LET}
    assert known_dwellings(store)[HOME].by_hand


def test_an_import_does_not_make_it_vacant_again(store: Store) -> None:
    import_lines(store, [line(2, occupancy=Occupancy.VACANT)])
    settling.register(store, LUO, "3-2-1102")
    import_lines(store, [line(2, occupancy=Occupancy.VACANT)])
    assert occupancies(store) == {"3-2-1102": Occupancy.UNVERIFIED}


@pytest.mark.parametrize("text", ["三栋", "1102", "门口那家"])
def test_an_address_that_cannot_be_read_is_refused_at_its_field(store: Store, text: str) -> None:
    with pytest.raises(Invalid, match="address_not_readable") as refusal:
        settling.register(store, LUO, text)
    assert (refusal.value.field, refusal.value.params) == ("address", {"text": text})
    assert residents.every_resident(store) == []


def test_values_are_checked_as_ever_and_no_dwelling_is_left_behind(store: Store) -> None:
    with pytest.raises(Invalid, match="name_empty"):
        settling.register(store, ResidentValues(" "), "3-2-1102")
    assert list_dwellings(store) == []


def test_somebody_moves_to_a_dwelling_that_was_not_known(store: Store) -> None:
    ids = neighbours(store)
    settling.move(store, ids["吕静"], "5-1-302")
    row = residents.get_resident(store, ids["吕静"])
    assert row.address is not None
    assert row.address.short == "5-1-302"
    assert "dwelling_id" in row.hand_edited
    stays = residents.get_resident(store, ids["罗喆"])
    assert stays.address == HOME


def test_a_whole_household_moves_out_in_one_step(store: Store) -> None:
    ids = neighbours(store)
    changed = settling.move(store, ids["吕静"], "", everybody=True)
    assert changed.params["count"] == 2
    assert [residents.get_resident(store, ids[name]).address for name in ("吕静", "罗喆")] == [None, None]
    journal.undo(store)
    assert [residents.get_resident(store, ids[name]).address for name in ("吕静", "罗喆")] == [HOME, HOME]


def test_moving_to_where_one_lives_leaves_no_trace(store: Store) -> None:
    ids = neighbours(store)
    assert settling.move(store, ids["罗喆"], "3-2-1102").journal_id == 0


def test_a_household_has_one_head(store: Store) -> None:
    ids = neighbours(store)
    settling.make_head(store, ids["吕静"])
    assert residents.get_resident(store, ids["吕静"]).relation == "户主"
    former = residents.get_resident(store, ids["罗喆"])
    assert former.relation == ""
    assert "relation" in former.hand_edited


def test_without_a_dwelling_there_is_no_household_to_be_head_of(store: Store) -> None:
    with pytest.raises(Refused, match="no_household"):
        settling.make_head(store, person(store, "无房"))


def test_a_new_head_takes_the_place_of_the_one_who_was(store: Store) -> None:
    ids = neighbours(store)
    assert (head := settling.head_at(store, "3-2-1102")) is not None
    assert head.name == "罗喆"
    new = settling.register(store, ResidentValues("何芳", relation="户主"), "3-2-1102").params["resident_id"]
    assert residents.household(store, head.dwelling_id or 0)[0].resident_id == new
    assert residents.get_resident(store, ids["罗喆"]).relation == ""
    journal.undo(store)
    assert residents.get_resident(store, ids["罗喆"]).relation == "户主"


def test_somebody_changed_into_the_head_takes_the_place_and_a_note_on_a_head_changes_nobody(store: Store) -> None:
    ids = neighbours(store)
    quiet = residents.values_of(residents.get_resident(store, ids["吕静"]))
    residents.save_resident(store, replace(quiet, relation="户主"), ids["吕静"])
    assert residents.get_resident(store, ids["罗喆"]).relation == ""
    head = residents.values_of(residents.get_resident(store, ids["吕静"]))
    residents.save_resident(store, replace(head, note="有钥匙"), ids["吕静"])
    assert residents.get_resident(store, ids["吕静"]).relation == "户主"


def test_a_head_who_moves_in_with_another_is_none_any_more_and_that_is_told(store: Store) -> None:
    ids = neighbours(store)
    settling.register(store, ResidentValues("何芳", relation="户主"), "12-1-302")
    changed = settling.move(store, ids["罗喆"], "12-1-302")
    assert changed.params["head"] == "何芳"
    assert residents.get_resident(store, ids["罗喆"]).relation == ""
    assert settling.move(store, ids["吕静"], "12-1-302").params["head"] == ""


def test_where_nobody_lives_nobody_is_the_head(store: Store) -> None:
    dwelling(store, "3-2-1103", Occupancy.VACANT)
    assert settling.head_at(store, "3-2-1103") is None
    assert settling.head_at(store, "9-9-909") is None
    assert settling.head_at(store, "") is None
