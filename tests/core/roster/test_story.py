# SPDX-License-Identifier: GPL-3.0-or-later
"""What the screen shows of one record: the card, its history, and whole numbers for a purpose."""

from dataclasses import replace

import pytest
from households import dwelling, neighbours, person

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.exporting import roster_of
from hongyun_desktop.core.roster import cards, erasure, residents, settling, story
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.dwellings import get_dwelling
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.core.roster.story import FieldChange
from hongyun_desktop.core.roster.unmasking import unmask
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.journal import change_sentence, unit_sentence


def test_a_card_tells_the_age_and_who_else_lives_there(store: Store) -> None:
    ids = neighbours(store)
    card = cards.resident_card(store, ids["吕静"])
    assert card is not None
    assert card.age == 63
    assert [(each.name, each.relation, each.age) for each in card.others] == [("罗喆", "户主", 80)]


def test_a_dwelling_shows_its_household_head_first(store: Store) -> None:
    ids = neighbours(store)
    home = residents.get_resident(store, ids["罗喆"]).dwelling_id
    assert home is not None
    card = cards.dwelling_card(store, home)
    assert card is not None
    assert [each.name for each in card.members] == ["罗喆", "吕静"]


def test_whoever_is_gone_has_no_card(store: Store) -> None:
    ids = neighbours(store)
    erasure.erase(store, ids["罗喆"])
    assert cards.resident_card(store, ids["罗喆"]) is None
    assert cards.resident_card(store, 999) is None
    assert cards.dwelling_card(store, 999) is None


def test_history_tells_what_became_what_newest_first_with_numbers_masked(store: Store) -> None:
    resident_id = person(store, "罗喆", phones=("13800001111",))
    values = residents.values_of(residents.get_resident(store, resident_id))
    residents.save_resident(store, replace(values, phones=("13900002222",), tags=("志愿者",)), resident_id)
    settling.move(store, resident_id, "3-2-1102")
    moved, changed, added = story.history_of(store, "resident", resident_id)
    assert moved.changes == (FieldChange("dwelling_id", "", "3栋2单元1102"),)
    assert changed.changes == (FieldChange("phones", "138****1111", "139****2222"), FieldChange("tags", "", "志愿者"))
    assert (added.created, added.changes) == (True, ())


def test_history_of_a_dwelling_is_told_in_words(store: Store) -> None:
    home = dwelling(store, "3-2-1102", Occupancy.VACANT)
    row = get_dwelling(store, home)
    save_dwelling(store, row.address, Occupancy.LET, "钥匙在物业", home)
    newest = story.history_of(store, "dwelling", home)[0]
    assert [change_sentence(each.field, each.before, each.after) for each in newest.changes] == [
        "居住情况：空置 → 出租",
        "备注：钥匙在物业",
    ]
    assert change_sentence("note", "钥匙在物业", "") == "清空了备注"


def test_history_keeps_to_the_newest(store: Store) -> None:
    resident_id = person(store, "罗喆")
    for number in range(12):
        values = replace(residents.values_of(residents.get_resident(store, resident_id)), note=f"第{number}次")
        residents.save_resident(store, values, resident_id)
    steps = story.history_of(store, "resident", resident_id)
    assert len(steps) == 10
    assert steps[0].changes == (FieldChange("note", "第10次", "第11次"),)


def test_history_of_somebody_erased_tells_nothing_of_them(store: Store) -> None:
    resident_id = person(store, "罗喆", phones=("13800001111",))
    erasure.erase(store, resident_id)
    assert all(step.erased and not step.changes for step in story.history_of(store, "resident", resident_id))


def test_looking_at_whole_numbers_is_noted_with_its_purpose(store: Store) -> None:
    resident_id = person(store, "罗喆", phones=("13800001111",))
    unmask(store, resident_id, " 打电话联系本人 ")
    newest = journal.entries(store)[0]
    assert (newest.code, newest.params) == ("numbers_shown", {"resident": resident_id, "purpose": "打电话联系本人"})
    assert unit_sentence(newest.code, newest.params) == "看了居民的完整号码（打电话联系本人）"
    assert story.history_of(store, "resident", resident_id)[0].entry == newest
    assert story.history_of(store, "resident", person(store, "吕静"))[0].entry.code == "resident_added"


def test_nobody_looks_at_numbers_without_a_purpose(store: Store) -> None:
    resident_id = person(store, "罗喆")
    before = len(journal.entries(store))
    with pytest.raises(Invalid, match="purpose_empty"):
        unmask(store, resident_id, "  ")
    with pytest.raises(Refused, match="resident_unknown"):
        unmask(store, 999, "核对身份")
    assert len(journal.entries(store)) == before


def test_a_list_is_exported_masked_and_in_its_order(store: Store) -> None:
    ids = neighbours(store)
    table = roster_of(store, [ids["单妍"], ids["罗喆"]])
    assert [row[3] for row in table.rows] == ["单妍", "罗喆"]
    assert table.rows[1][8] == "138****1111、028****0000"
