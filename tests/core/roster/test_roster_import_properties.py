# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the rows say: a preview tells what happens, a second run changes nothing, the hand is never overwritten."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from incoming import HOME, NEXT_DOOR, SHEET, id_number, import_lines, line

from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.dwellings import list_dwellings
from hongyun_desktop.core.roster.importing import ImportPlan, plan_import
from hongyun_desktop.core.roster.residents import every_resident, move_resident, save_resident
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues, RosterLine
from hongyun_desktop.core.store.store import Store
from tests.stores import empty_store

ADDRESSES = (HOME, NEXT_DOOR, Address("12", "A", "301"))
COUNTS = ("dwellings", "vacant", "residents", "problems", "differences")
EXAMPLES = 60
MOVES = st.frozensets(st.tuples(st.just(SHEET), st.integers(2, 9)), max_size=2)


@st.composite
def rosters(draw: st.DrawFn) -> list[RosterLine]:
    """Few names, numbers and dwellings, so that rows clash."""
    count = draw(st.integers(0, 8))
    return [
        line(
            row,
            draw(st.sampled_from(["", "罗喆", "罗喆", "吕静"])),
            draw(st.sampled_from([*ADDRESSES, None])),
            relation=draw(st.sampled_from(["", "户主", "子女"])),
            born_on=draw(st.sampled_from([None, date(1960, 1, 2), date(1990, 5, 5)])),
            id_number=draw(st.sampled_from(["", "", id_number(), id_number(sequence=3)])),
            phones=draw(st.sampled_from([(), ("13800001111",), ("13900002222",)])),
            note=draw(st.sampled_from(["", "甲", "乙"])),
            occupancy=draw(st.sampled_from([None, *Occupancy])),
        )
        for row in range(2, 2 + count)
    ]


def told(plan: ImportPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in COUNTS}


def told_by_ids(plan: ImportPlan) -> dict[str, object]:
    """What a plan tells but for the names of those who differ: the file itself may have brought a newer name."""
    return told(plan) | {"differences": tuple(replace(each, name="") for each in plan.differences)}


def roster(store: Store) -> list[tuple[object, ...]]:
    """What the roster holds, whatever the ids."""
    people = [
        (row.name, row.address.short if row.address else "", row.relation, str(row.born_on), row.id_number, row.phones,
         row.note, row.occupancy) for row in every_resident(store)
    ]  # fmt: skip
    return sorted(people, key=repr)


@settings(max_examples=EXAMPLES)
@given(rosters(), MOVES)
def test_the_same_file_twice_changes_nothing(lines: list[RosterLine], moves: frozenset[tuple[str, int]]) -> None:
    moved = [row for _, row in moves]
    with empty_store() as store:
        first = import_lines(store, lines, *moved)
        before = roster(store)
        second = import_lines(store, lines, *moved)
        assert (second.added, second.updated, second.occupancies) == (0, 0, {})
        assert told(second) == told(first)
        assert roster(store) == before
        assert second.residents == first.residents == first.added + first.updated + first.unchanged


def edit_by_hand(store: Store, data: st.DataObject) -> None:
    """Rename, change or move a few people."""
    dwellings = [row.dwelling_id for row in list_dwellings(store)]
    for row in data.draw(st.lists(st.sampled_from(every_resident(store)), max_size=3, unique_by=id)):
        if data.draw(st.booleans()):
            move_resident(store, row.resident_id, data.draw(st.sampled_from([None, *dwellings])))
        else:
            name, relation = data.draw(st.sampled_from(["罗哲", "吕静"])), data.draw(st.sampled_from(["", "父母"]))
            born_on = data.draw(st.sampled_from([row.born_on, date(1961, 1, 2)]))
            save_resident(store, ResidentValues(name, relation, row.sex, born_on, row.id_number), row.resident_id)


@settings(max_examples=EXAMPLES)
@given(rosters(), rosters(), st.data())
def test_a_newer_file_twice_changes_nothing_the_second_time_whatever_hands_did_before(
    old: list[RosterLine], new: list[RosterLine], data: st.DataObject
) -> None:
    with empty_store() as store:
        import_lines(store, [*old, line(99, "罗喆", relation="户主")])
        edit_by_hand(store, data)
        first, second = import_lines(store, new), import_lines(store, new)
        assert (second.added, second.updated, second.occupancies) == (0, 0, {})
        assert told_by_ids(second) == told_by_ids(first)


@settings(max_examples=EXAMPLES)
@given(rosters(), rosters())
def test_the_preview_is_what_happens(old: list[RosterLine], new: list[RosterLine]) -> None:
    with empty_store() as store:
        import_lines(store, old)
        before = roster(store)
        plan = plan_import(store, new)
        assert roster(store) == before
        done = import_lines(store, new)
        assert told(done) == told(plan)
        assert (done.added, done.updated, done.unchanged) == (plan.added, plan.updated, plan.unchanged)
        assert len(every_resident(store)) == len(before) + plan.added


@settings(max_examples=EXAMPLES)
@given(rosters(), rosters(), st.data())
def test_what_a_hand_set_survives_any_import(old: list[RosterLine], new: list[RosterLine], data: st.DataObject) -> None:
    with empty_store() as store:
        import_lines(store, [*old, line(99, "罗喆", relation="户主")])
        row = data.draw(st.sampled_from(every_resident(store)))
        note = data.draw(st.sampled_from(["手写", "甲"]))
        save_resident(store, ResidentValues(row.name, "父母", row.sex, row.born_on, row.id_number, note=note),
                      row.resident_id)  # fmt: skip
        import_lines(store, new)
        kept = next(each for each in every_resident(store) if each.resident_id == row.resident_id)
        assert kept.relation == "父母"
        assert kept.note == note or "note" not in kept.hand_edited


@settings(max_examples=EXAMPLES)
@given(rosters(), st.randoms(use_true_random=False))
def test_the_order_of_the_dwellings_does_not_matter(lines: list[RosterLine], chance: object) -> None:
    # A number that stands at two dwellings belongs to whoever comes first, so each dwelling has numbers of its own.
    apart = [
        each
        for place, address in enumerate(ADDRESSES)
        for each in (
            line(row.row, row.name, address, relation=row.relation, born_on=row.born_on, phones=row.phones,
                 id_number=row.id_number and id_number(sequence=5 + 2 * place), occupancy=row.occupancy)
            for row in lines if row.address == address
        )
    ]  # fmt: skip
    order = list(ADDRESSES)
    chance.shuffle(order)  # type: ignore[attr-defined]
    shuffled = [each for address in order for each in apart if each.address == address]
    with empty_store() as one, empty_store() as other:
        assert told(import_lines(one, apart))["residents"] == told(import_lines(other, shuffled))["residents"]
        assert roster(one) == roster(other)


def test_the_row_of_an_old_name_means_whoever_was_renamed_and_no_namesakes_row_does() -> None:
    """Two of one name in one dwelling, one of them renamed so by hand; both rows have the household's phone."""
    with empty_store() as store:
        import_lines(store, [line(2, "吕静"), line(3, "罗喆", relation="户主")])
        renamed = next(row for row in every_resident(store) if row.name == "罗喆")
        save_resident(store, ResidentValues("吕静"), renamed.resident_id)
        newer = [line(2, "吕静", phones=("13800001111",)), line(4, "罗喆", phones=("13800001111",))]
        import_lines(store, newer)
        assert {row.name for row in every_resident(store)} == {"吕静"}
        second = import_lines(store, newer)
        assert (second.added, second.updated) == (0, 0)
