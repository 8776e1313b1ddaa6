# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person decides on the preview of a roster: whose word counts, who has left; and that it holds once done."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incoming import HOME, NEXT_DOOR, id_number, import_lines, line
from test_roster_import_properties import MOVES, edit_by_hand, roster, rosters

from hongyun_desktop.core.import_layout import Meanings, assigned_for
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.dwellings import list_dwellings
from hongyun_desktop.core.roster.importing import Choices, apply_import, plan_import
from hongyun_desktop.core.roster.residents import every_resident, get_resident, move_resident, save_resident
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues, RosterLine
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from tests.stores import empty_store


def import_with(store: Store, lines: list[RosterLine], choices: Choices) -> None:
    apply_import(store, plan_import(store, lines), choices)


def all_adopted(store: Store, lines: list[RosterLine]) -> Choices:
    return Choices(adopted=frozenset(each.key for each in plan_import(store, lines).differences))


@pytest.fixture
def head(store: Store) -> int:
    """罗喆 of the office's list, whose relation a hand set to 父母."""
    import_lines(store, [line(2, "罗喆", relation="户主"), line(3, "吕静", NEXT_DOOR)])
    row = every_resident(store)[0]
    save_resident(store, ResidentValues("罗喆", "父母"), row.resident_id)
    return row.resident_id


OFFICE = [line(2, "罗喆", relation="户主"), line(3, "吕静", NEXT_DOOR)]


def test_a_hand_edit_stays_unless_the_file_is_adopted_for_it(store: Store, head: int) -> None:
    import_with(store, OFFICE, Choices())
    assert get_resident(store, head).relation == "父母"
    import_with(store, OFFICE, all_adopted(store, OFFICE))
    assert get_resident(store, head).relation == "户主"


def test_once_the_file_was_adopted_the_next_file_counts_again(store: Store, head: int) -> None:
    import_with(store, OFFICE, all_adopted(store, OFFICE))
    assert "relation" not in get_resident(store, head).hand_edited
    import_with(store, [line(2, "罗喆", relation="业主"), OFFICE[1]], Choices())
    assert get_resident(store, head).relation == "业主"


def test_each_difference_is_decided_by_itself(store: Store, head: int) -> None:
    save_resident(store, ResidentValues("罗喆", "父母", note="手写"), head)
    lines = [line(2, "罗喆", relation="户主", note="名单上的"), OFFICE[1]]
    keys = {each.field: each.key for each in plan_import(store, lines).differences}
    import_with(store, lines, Choices(adopted=frozenset({keys["note"]})))
    row = get_resident(store, head)
    assert (row.relation, row.note) == ("父母", "名单上的")


def test_somebody_moved_by_hand_goes_back_where_the_file_is_adopted(store: Store, head: int) -> None:
    move_resident(store, head, list_dwellings(store)[1].dwelling_id)
    choices = Choices(frozenset(e.key for e in plan_import(store, OFFICE).differences if e.field == "dwelling"))
    import_with(store, OFFICE, choices)
    assert get_resident(store, head).address == HOME


def test_the_use_of_a_dwelling_is_decided_too(store: Store) -> None:
    save_dwelling(store, HOME, Occupancy.LET)
    lines = [line(2, occupancy=Occupancy.VACANT)]
    (difference,) = plan_import(store, lines).differences
    assert (difference.kept, difference.in_file, difference.dwelling) == ("出租", "空置", "3-2-1102")
    import_with(store, lines, all_adopted(store, lines))
    assert list_dwellings(store)[0].occupancy is Occupancy.VACANT
    import_with(store, [line(2, occupancy=Occupancy.OWNER_OCCUPIED)], Choices())
    assert list_dwellings(store)[0].occupancy is Occupancy.OWNER_OCCUPIED


def test_whoever_left_moves_out_and_whoever_is_only_missing_stays(store: Store) -> None:
    import_lines(store, [line(2, "罗喆"), line(3, "吕静"), line(4, "黄鑫", NEXT_DOOR)])
    luo, lv, huang = (row.resident_id for row in every_resident(store))
    lines = [line(2, "黄鑫", NEXT_DOOR)]
    assert [each.resident_id for each in plan_import(store, lines).absent] == [luo, lv]
    import_with(store, lines, Choices(moved_out=frozenset({luo})))
    assert get_resident(store, luo).address is None
    assert get_resident(store, lv).address == HOME
    assert get_resident(store, huang).address == NEXT_DOOR
    assert [each.resident_id for each in plan_import(store, lines).absent] == [lv]


def test_the_plan_says_value_by_value_what_changes(store: Store) -> None:
    import_lines(store, [line(2, "罗喆", phones=("13800001111",), occupancy=Occupancy.VACANT), line(3, "吕静")])
    lines = [line(2, "罗喆", phones=("13900002222",), occupancy=Occupancy.LET), line(3, "吕静"), line(4, "黄鑫")]
    plan = plan_import(store, lines)
    assert [(c.name, c.dwelling, c.field, c.before, c.after) for c in plan.changes] == [
        ("罗喆", "3-2-1102", "phones", "13800001111", "13900002222"),
        ("", "3-2-1102", "occupancy", "空置", "出租"),
    ]
    assert [each.name for each in plan.new_people] == ["黄鑫"]
    assert [each.name for each in plan.same_people] == ["吕静"]
    assert plan.changes_with(Choices()) == 2
    assert plan.writes_with(Choices())


@pytest.mark.usefixtures("head")
def test_choices_are_counted(store: Store) -> None:
    plan = plan_import(store, OFFICE)
    assert not plan.writes_with(Choices())
    choices = all_adopted(store, OFFICE)
    assert plan.writes_with(choices)
    assert (plan.changes_with(choices), plan.updated_with(choices)) == (1, 1)
    changed = apply_import(store, plan, choices)
    assert changed.params["updated"] == 1


@pytest.mark.usefixtures("head")
def test_undo_takes_the_whole_import_back_with_the_word_on_its_headings(store: Store) -> None:
    before = roster(store)
    lines = [*OFFICE, line(4, "黄鑫")]
    apply_import(
        store, plan_import(store, lines), all_adopted(store, lines), Meanings("roster", ("甲",), {"甲": "name"})
    )
    assert assigned_for(store, "roster", ("甲",)) == {"甲": "name"}
    journal.undo(store)
    assert roster(store) == before
    assert assigned_for(store, "roster", ("甲",)) == {}


class Stopped(Exception):
    """Somebody pressed 取消."""


@pytest.mark.usefixtures("head")
def test_an_import_stopped_halfway_leaves_nothing(store: Store) -> None:
    before = roster(store)
    lines = [*OFFICE, *(line(row, f"黄{row}", id_number=id_number(sequence=row)) for row in range(4, 1_200))]

    def stop(done: int, total: int) -> None:
        if done >= total // 2:
            raise Stopped

    with pytest.raises(Stopped):
        apply_import(store, plan_import(store, lines), tell=stop)
    assert roster(store) == before


@given(rosters(), rosters(), MOVES, st.data())
@settings(max_examples=60)
def test_importing_with_choices_twice_changes_nothing_the_second_time(
    old: list[RosterLine], new: list[RosterLine], moves: frozenset[tuple[str, int]], data: st.DataObject
) -> None:
    with empty_store() as store:
        import_lines(store, [*old, line(99, "罗喆", relation="户主")])
        edit_by_hand(store, data)
        plan = plan_import(store, new, moves)
        keys = sorted((each.key for each in plan.differences), key=repr)
        gone = [each.resident_id for each in plan.absent]
        choices = Choices(
            frozenset(data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else ()),
            frozenset(data.draw(st.lists(st.sampled_from(gone), unique=True)) if gone else ()),
        )
        apply_import(store, plan, choices)
        before = roster(store)
        again = plan_import(store, new, moves)
        assert (again.added, again.updated, again.occupancies) == (0, 0, {})
        assert not choices.adopted & again.told.keys()
        assert not choices.moved_out & {each.resident_id for each in again.absent}
        assert apply_import(store, again, choices).journal_id == 0
        assert roster(store) == before


@given(rosters(), rosters(), st.data())
@settings(max_examples=60)
def test_hand_edits_that_were_not_decided_otherwise_survive(
    old: list[RosterLine], new: list[RosterLine], data: st.DataObject
) -> None:
    with empty_store() as store:
        import_lines(store, [*old, line(99, "罗喆", relation="户主")])
        row = data.draw(st.sampled_from(every_resident(store)))
        save_resident(store, ResidentValues(row.name, "父母", row.sex, row.born_on, row.id_number), row.resident_id)
        plan = plan_import(store, new)
        others = frozenset(each.key for each in plan.differences if each.key != (row.resident_id, "", "relation"))
        apply_import(store, plan, Choices(adopted=others))
        assert get_resident(store, row.resident_id).relation == "父母"
