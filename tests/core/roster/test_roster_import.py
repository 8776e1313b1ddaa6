# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster comes in: who is who, what is refused, what the hand keeps, and that a second run changes nothing."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from incoming import HOME, NEXT_DOOR, SHEET, id_number, import_lines, line

from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.backups.making import back_up_by_itself
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.dwellings import list_dwellings
from hongyun_desktop.core.roster.erasure import erase
from hongyun_desktop.core.roster.importing import ImportPlan, apply_import, plan_import
from hongyun_desktop.core.roster.residents import (
    every_resident,
    get_resident,
    list_residents,
    move_resident,
    remove_resident,
    save_resident,
)
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues, RosterLine
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.exchange.roster_sheet import read_roster
from hongyun_desktop.frozen_class import field_names

DATA = Path(__file__).parents[2] / "data"
NUMBER, OTHER_NUMBER = id_number(), id_number(sequence=3)


def codes(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in plan.problems]


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    return plan.added, plan.updated, plan.unchanged


def people(store: Store) -> list[tuple[str, str]]:
    return [(row.name, row.address.short if row.address else "") for row in list_residents(store)]


def only(store: Store) -> int:
    (row,) = every_resident(store)
    return row.resident_id


def values_of(store: Store, resident_id: int) -> ResidentValues:
    row = get_resident(store, resident_id)
    return ResidentValues(**{name: getattr(row, name) for name in field_names(ResidentValues)})


def test_the_sample_roster_gives_what_was_counted_by_hand(store: Store) -> None:
    expected = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["roster-office.xlsx"]
    lines = read_roster(DATA / "roster-office.xlsx", date(2026, 10, 8)).lines
    first, second = import_lines(store, lines), import_lines(store, lines)
    for plan in (first, second):
        assert (plan.dwellings, plan.vacant, plan.residents) == (352, 14, 935)
        for code in (
            "id_check_digit",
            "id_precision_lost",
            "duplicate_row",
            "id_in_two_dwellings",
            "unreadable_address",
        ):
            found = [(each.row, each.name) for each in plan.problems if each.code == code]
            assert found == [(each["row"], each["name"]) for each in expected[code]]
    assert counts(first) == (935, 0, 0)
    assert counts(second) == (0, 0, 935)
    assert second.absent == second.differences == ()
    assert len(journal.entries(store)) == 1


def test_a_second_run_leaves_no_unit_in_the_journal(store: Store) -> None:
    lines = [line(2, "罗喆", id_number=NUMBER, occupancy=Occupancy.LET), line(3, address=NEXT_DOOR)]
    import_lines(store, lines)
    assert apply_import(store, plan_import(store, lines)).journal_id == 0


def test_a_plan_made_before_somebody_else_wrote_is_refused(store: Store) -> None:
    plan = plan_import(store, [line(2, "罗喆")])
    save_dwelling(store, HOME, Occupancy.LET)
    with pytest.raises(Refused, match="plan_outdated"):
        apply_import(store, plan)


def test_an_import_is_one_step_of_undo(store: Store) -> None:
    import_lines(store, [line(2, "罗喆"), line(3, "吕静", NEXT_DOOR)])
    journal.undo(store)
    assert every_resident(store) == []
    assert list_dwellings(store) == []


class TestWhoIsWho:
    def test_the_same_number_is_the_same_person_under_a_corrected_name(self, store: Store) -> None:
        import_lines(store, [line(2, "罗哲", id_number=NUMBER)])
        assert counts(import_lines(store, [line(2, "罗喆", id_number=NUMBER)])) == (0, 1, 0)
        assert people(store) == [("罗喆", "3-2-1102")]

    def test_two_numbers_are_two_people_even_with_one_name_in_one_dwelling(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", id_number=NUMBER)])
        assert counts(import_lines(store, [line(2, "罗喆", id_number=OTHER_NUMBER)])) == (1, 0, 0)

    def test_a_number_that_comes_later_goes_to_the_person_of_that_name_and_dwelling(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", born_on=date(1960, 1, 2)), line(3, "罗喆", born_on=date(1990, 5, 5))])
        import_lines(store, [line(2, "罗喆", id_number=NUMBER, born_on=date(1960, 1, 2))])
        assert [row.id_number for row in every_resident(store)] == [NUMBER, ""]

    def test_a_lost_number_neither_clears_the_known_one_nor_keeps_the_person_out(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", id_number=NUMBER)])
        plan = import_lines(store, [line(2, "罗喆", id_problem="id_precision_lost", id_text="510199196001020000")])
        assert counts(plan) == (0, 0, 1)
        assert [(each.code, each.text) for each in plan.problems] == [("id_precision_lost", "510199196001020000")]
        assert every_resident(store)[0].id_number == NUMBER

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"born_on": date(1960, 1, 2)}, {"born_on": date(1990, 5, 5)}),
            ({"relation": "户主"}, {"relation": "子女"}),
            ({"phones": ("13800001111",)}, {"phones": ("13900002222",)}),
        ],
        ids=["birth", "relation", "phone"],
    )
    def test_namesakes_of_one_dwelling_are_told_apart(self, store: Store, one: dict, other: dict) -> None:
        import_lines(store, [line(2, "罗喆", **one), line(3, "罗喆", **other)])
        plan = import_lines(store, [line(2, "罗喆", note="甲", **one), line(3, "罗喆", note="乙", **other)])
        assert counts(plan) == (0, 2, 0)
        assert [row.note for row in every_resident(store)] == ["甲", "乙"]
        import_lines(store, [line(3, "罗喆", note="丙", **other)])
        assert [row.note for row in every_resident(store)] == ["甲", "丙"]

    def test_birth_counts_before_relation_and_relation_before_phone(self, store: Store) -> None:
        one = line(2, "罗喆", born_on=date(1960, 1, 2), relation="户主", phones=("13800001111",))
        other = line(3, "罗喆", born_on=date(1990, 5, 5), relation="子女", phones=("13900002222",))
        import_lines(store, [one, other])
        import_lines(store, [replace(one, relation="子女", phones=(), note="按生日")])
        import_lines(store, [line(2, "罗喆", relation="子女", phones=("13900002222",), note="按关系和电话")])
        assert [row.note for row in every_resident(store)] == ["按生日", "按关系和电话"]

    def test_nobody_can_say_which_of_two_a_bare_name_means(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", relation="户主"), line(3, "罗喆", relation="子女")])
        plan = import_lines(store, [line(2, "罗喆")])
        assert [(p.code, p.text) for p in plan.problems] == [("person_ambiguous", "罗喆（户主）；罗喆（子女）")]
        assert plan.residents == 0
        assert plan.absent == ()

    def test_a_changed_relation_is_news_of_the_one_who_lives_there(self, store: Store) -> None:
        import_lines(store, [line(2, "吕静", relation="配偶")])
        assert counts(import_lines(store, [line(2, "吕静", relation="户主")])) == (0, 1, 0)


class TestRefusedRows:
    def test_the_same_person_twice_is_a_duplicate(self, store: Store) -> None:
        numbered, bare = line(2, "罗喆", id_number=NUMBER), line(4, "吕静", phones=("13800001111",))
        plan = import_lines(store, [numbered, replace(numbered, row=3), bare, replace(bare, row=5, relation="配偶")])
        assert codes(plan) == [(3, "duplicate_row"), (5, "duplicate_row")]
        assert plan.residents == 2

    def test_a_row_that_may_repeat_an_earlier_one_is_ambiguous(self, store: Store) -> None:
        lines = [line(2, "罗喆", relation="户主", born_on=date(1960, 1, 2)), line(3, "罗喆")]
        for _run in range(2):
            (problem,) = import_lines(store, lines).problems
            assert (problem.row, problem.code, problem.text) == (3, "person_ambiguous", "第2行 罗喆（户主，1960年生）")

    def test_a_number_stands_at_one_dwelling_only_in_the_file_and_in_the_database(self, store: Store) -> None:
        here, there = line(2, "罗喆", id_number=NUMBER), line(3, "罗喆", NEXT_DOOR, id_number=NUMBER)
        plan = import_lines(store, [here, there])
        assert [(p.row, p.code, p.text) for p in plan.problems] == [(3, "id_in_two_dwellings", "3-2-1102")]
        assert plan.dwellings == 1
        again = import_lines(store, [there])
        assert [(p.row, p.code, p.text) for p in again.problems] == [(3, "id_in_two_dwellings", "3-2-1102")]

    def test_whoever_moved_house_moves_and_the_old_row_is_out_of_date(self, store: Store) -> None:
        here, there = line(2, "罗喆", id_number=NUMBER), line(3, "罗喆", NEXT_DOOR, id_number=NUMBER)
        import_lines(store, [here])
        for added_updated_unchanged in ((0, 1, 0), (0, 0, 1)):
            plan = import_lines(store, [here, there], 3)
            assert codes(plan) == [(2, "id_in_two_dwellings")]
            assert counts(plan) == added_updated_unchanged
        assert people(store) == [("罗喆", "3-2-1103")]

    def test_an_address_that_nobody_can_read_is_kept_as_it_stood(self, store: Store) -> None:
        plan = import_lines(store, [line(2, "周翀", None, address_text="车库旁")])
        assert [(p.code, p.text) for p in plan.problems] == [("unreadable_address", "车库旁")]
        assert (plan.dwellings, plan.residents) == (0, 0)

    def test_problems_stand_in_the_order_of_the_rows(self, store: Store) -> None:
        lines = [
            line(2, "罗喆", id_problem="id_format", id_text="G123"),
            line(3, "周翀", None, address_text="车库旁"),
            line(4, "吕\ue000", standing_problem="private_use_character"),
            line(5, "罗喆", id_problem="id_format", id_text="G123"),
        ]
        assert [row for row, _ in codes(import_lines(store, lines))] == [2, 3, 4, 5]

    @pytest.mark.parametrize("code", ["duplicate_row", "person_ambiguous", "private_use_character"])
    def test_an_uncorrected_row_of_a_problems_workbook_is_refused_again(self, store: Store, code: str) -> None:
        import_lines(store, [line(2, "罗喆", relation="户主")])
        plan = import_lines(store, [line(2, "罗喆", phones=("13800001111",), standing_problem=code)])
        assert codes(plan) == [(2, code)]
        assert every_resident(store)[0].phones == ()

    def test_a_problem_that_did_not_keep_the_row_out_does_not_keep_it_out_again(self, store: Store) -> None:
        row = line(2, "罗喆", id_problem="id_format", id_text="G123", standing_problem="id_format")
        assert counts(import_lines(store, [row])) == (1, 0, 0)
        assert counts(import_lines(store, [row])) == (0, 0, 1)


class TestWhatTheHandSet:
    @pytest.fixture
    def office_row(self, store: Store) -> RosterLine:
        row = line(2, "罗喆", relation="户主", born_on=date(1960, 1, 2), phones=("13800001111",))
        import_lines(store, [row])
        return row

    @pytest.mark.parametrize(
        ("field", "value", "kept", "in_file"),
        [
            ("relation", "父母", "父母", "户主"),
            ("born_on", date(1961, 1, 2), "1961-01-02", "1960-01-02"),
            ("phones", ("13900002222", "83960000"), "13900002222、83960000", "13800001111"),
            ("name", "罗哲", "罗哲", "罗喆"),
        ],
        ids=["relation", "birth", "phones", "name"],
    )
    def test_a_value_edited_by_hand_wins_and_the_difference_is_shown(
        self, store: Store, office_row: RosterLine, field: str, value: object, kept: str, in_file: str
    ) -> None:
        resident_id = only(store)
        save_resident(store, replace(values_of(store, resident_id), **{field: value}), resident_id)
        plan = import_lines(store, [office_row])
        assert counts(plan) == (0, 0, 1)
        assert [(d.resident_id, d.field, d.kept, d.in_file) for d in plan.differences] == [
            (resident_id, field, kept, in_file)
        ]
        assert getattr(get_resident(store, resident_id), field) == value

    def test_a_blank_cell_clears_nothing(self, store: Store, office_row: RosterLine) -> None:
        assert counts(import_lines(store, [line(office_row.row, office_row.name)])) == (0, 0, 1)
        assert every_resident(store)[0].phones == office_row.phones

    def test_somebody_moved_by_hand_is_not_made_twice_by_the_old_file(
        self, store: Store, office_row: RosterLine
    ) -> None:
        dwelling_id = save_dwelling(store, NEXT_DOOR, Occupancy.LET).params["dwelling_id"]
        move_resident(store, only(store), dwelling_id)
        plan = import_lines(store, [office_row])
        assert counts(plan) == (0, 0, 1)
        assert [(d.field, d.kept, d.in_file) for d in plan.differences] == [
            ("dwelling", "3栋2单元1103", "3栋2单元1102")
        ]
        assert people(store) == [("罗喆", "3-2-1103")]

    def test_somebody_who_moved_out_and_stands_at_a_dwelling_has_come_back(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", id_number=NUMBER)])
        move_resident(store, only(store), None)
        assert counts(import_lines(store, [line(2, "罗喆", NEXT_DOOR, id_number=NUMBER)])) == (0, 1, 0)
        assert people(store) == [("罗喆", "3-2-1103")]


class TestOthersOfTheDatabase:
    def test_whoever_is_no_longer_in_the_file_is_named_and_stays(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆"), line(3, "吕静", NEXT_DOOR), line(4, "周翀", replace(HOME, building="4"))])
        plan = import_lines(store, [line(2, "罗喆")])
        assert [(each.name, each.dwelling) for each in plan.absent] == [("吕静", "3-2-1103")]
        assert len(every_resident(store)) == 3

    def test_a_part_of_a_list_makes_nobody_absent(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆"), line(3, "吕静")])
        assert plan_import(store, [line(2, "罗喆")], complete=False).absent == ()

    def test_a_merged_person_is_known_by_both_rows(self, store: Store) -> None:
        rows = [line(2, "罗喆", id_number=NUMBER), line(3, "罗哲", NEXT_DOOR, phones=("13800001111",))]
        import_lines(store, rows)
        first, second = (row.resident_id for row in every_resident(store))
        with store.unit("residents_merged") as unit:
            unit.update(Resident, first, merged_into=second)
        plan = import_lines(store, [line(2, "罗喆", NEXT_DOOR, id_number=NUMBER)])
        assert plan.added == 0
        assert [row.resident_id for row in every_resident(store)] == [second]

    def test_an_erased_person_comes_back_as_somebody_new(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", id_number=NUMBER)])
        erased = only(store)
        erase(store, erased)
        assert counts(import_lines(store, [line(2, "罗喆", id_number=NUMBER)])) == (1, 0, 0)
        assert only(store) != erased

    def test_somebody_removed_by_mistake_comes_in_again(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆")])
        remove_resident(store, only(store))
        assert counts(import_lines(store, [line(2, "罗喆")])) == (1, 0, 0)


class TestOccupancy:
    def occupancies(self, store: Store) -> list[Occupancy]:
        return [row.occupancy for row in list_dwellings(store)]

    def test_a_dwelling_of_which_nothing_is_said_is_unverified(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆"), line(3, address=NEXT_DOOR, occupancy=Occupancy.VACANT)])
        assert self.occupancies(store) == [Occupancy.UNVERIFIED, Occupancy.VACANT]

    def test_the_first_row_that_knows_counts(self, store: Store) -> None:
        said = (None, Occupancy.UNVERIFIED, Occupancy.LET, Occupancy.OWNER_OCCUPIED)
        rows = [line(row, name, occupancy=use) for row, (name, use) in enumerate(zip("甲乙丙丁", said, strict=True), 2)]
        import_lines(store, rows)
        assert self.occupancies(store) == [Occupancy.LET]

    def test_a_dwelling_can_be_vacant_though_its_owner_is_registered_there(self, store: Store) -> None:
        plan = import_lines(store, [line(2, "罗喆", occupancy=Occupancy.VACANT)])
        assert (plan.dwellings, plan.vacant, plan.residents) == (1, 1, 1)

    def test_a_known_occupancy_is_not_cleared_by_a_blank_cell(self, store: Store) -> None:
        import_lines(store, [line(2, "罗喆", occupancy=Occupancy.LET)])
        import_lines(store, [line(2, "罗喆")])
        assert self.occupancies(store) == [Occupancy.LET]

    def test_the_hand_wins_over_the_file(self, store: Store) -> None:
        save_dwelling(store, HOME, Occupancy.LET)
        plan = import_lines(store, [line(2, occupancy=Occupancy.VACANT)])
        assert self.occupancies(store) == [Occupancy.LET]
        assert plan.vacant == 1
        assert [(d.name, d.field, d.kept, d.in_file) for d in plan.differences] == [
            ("3栋2单元1102", "occupancy", "出租", "空置")
        ]


def test_the_sheet_and_row_of_a_problem_are_those_of_the_file(store: Store) -> None:
    (problem,) = import_lines(store, [line(17, "周翀", None)]).problems
    assert (problem.sheet, problem.row) == (SHEET, 17)


def test_a_backup_between_preview_and_import_does_not_stand_in_the_way(store: Store) -> None:
    import_lines(store, [line(1, "罗喆")])
    plan = plan_import(store, [line(1, "罗喆"), line(2, "吕静")])
    # As the window's own of the day, a minute after it opened.
    back_up_by_itself(store)
    signing_in.lock(store)
    store.session = Session(1, "", Role.ADMIN)
    assert apply_import(store, plan).journal_id
    outdated = plan_import(store, [line(3, "王建国")])
    save_resident(store, ResidentValues("张三"))
    with pytest.raises(Refused, match="plan_outdated"):
        apply_import(store, outdated)
