# SPDX-License-Identifier: GPL-3.0-or-later
"""A person says whom a doubtful row of a sign-in sheet means."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.import_layout import Meanings, assigned_for
from hongyun_desktop.core.points import balances, ledger, merging, reversal, sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import CLEAN_UP_DAY, settle
from tests.stores import empty_store

SHEET = "签到"


def line(row: int, name: str, minutes: int = 90) -> SignInLine:
    return SignInLine(SHEET, row, CLEAN_UP_DAY, "清扫楼道", name, minutes)


@pytest.fixture
def namesakes(store: Store) -> tuple[int, int]:
    """Two of one name."""
    (one,) = settle(store, "1", "1", "101", "李伟", relation="户主", phones='["13900001111"]', born_on="1960-01-02")
    (other,) = settle(store, "2", "1", "101", "李伟")
    return one, other


def test_the_candidates_are_told_apart_with_masked_phones(store: Store, namesakes: tuple[int, int]) -> None:
    plan = sign_in.plan_sign_in(store, [line(2, "李伟")])
    assert [(each.resident_id, each.text) for each in plan.candidates[SHEET, 2]] == [
        (namesakes[0], "李伟 1-1-101 户主 1960年生 139****1111"),
        (namesakes[1], "李伟 2-1-101"),
    ]


def test_the_one_who_was_chosen_gets_the_points(store: Store, namesakes: tuple[int, int]) -> None:
    plan = sign_in.plan_sign_in(store, [line(2, "李伟")], {(SHEET, 2): namesakes[1]})
    assert plan.problems == ()
    assert [(row.name, row.dwelling, row.minutes, row.points, row.recorded) for row in plan.rows] == [
        ("李伟", "2-1-101", 90, 15, False)
    ]
    sign_in.apply_sign_in(store, plan)
    assert (balances.balance(store, namesakes[0]), balances.balance(store, namesakes[1])) == (0, 15)


def test_a_name_that_nobody_has_may_be_anybody(store: Store, namesakes: tuple[int, int]) -> None:
    plan = sign_in.plan_sign_in(store, [line(2, "老李")], {(SHEET, 2): namesakes[0]})
    assert [row.name for row in plan.rows] == ["李伟"]


def test_a_choice_changes_nothing_but_its_row(store: Store, namesakes: tuple[int, int]) -> None:
    plan = sign_in.plan_sign_in(store, [line(2, "李伟"), line(3, "李伟")], {(SHEET, 2): namesakes[0]})
    assert [(each.row, each.code) for each in plan.problems] == [(3, "person_ambiguous")]


def test_one_person_chosen_twice_for_an_activity_is_a_repetition(store: Store, namesakes: tuple[int, int]) -> None:
    chosen = {(SHEET, 2): namesakes[0], (SHEET, 3): namesakes[0]}
    plan = sign_in.plan_sign_in(store, [line(2, "李伟"), line(3, "李伟")], chosen)
    assert [(each.row, each.code) for each in plan.problems] == [(3, "duplicate_row")]


def test_whoever_was_merged_stands_for_who_stays_and_an_erased_one_is_nobody(
    store: Store, namesakes: tuple[int, int]
) -> None:
    merging.merge_people(store, namesakes[0], namesakes[1])
    plan = sign_in.plan_sign_in(store, [line(2, "老李")], {(SHEET, 2): namesakes[0]})
    assert [each.resident_id for each in plan.services] == [namesakes[1]]
    erasure.erase(store, namesakes[1])
    plan = sign_in.plan_sign_in(store, [line(2, "老李")], {(SHEET, 2): namesakes[1]})
    assert [each.code for each in plan.problems] == ["person_unknown"]


def test_rows_recorded_before_are_told_from_those_to_be_recorded(store: Store, namesakes: tuple[int, int]) -> None:
    chosen = {(SHEET, 2): namesakes[0], (SHEET, 3): namesakes[1]}
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, [line(2, "李伟")], chosen))
    plan = sign_in.plan_sign_in(store, [line(2, "李伟"), line(3, "李伟", 60)], chosen)
    assert [(row.row, row.recorded) for row in plan.rows] == [(2, True), (3, False)]
    assert plan.to_record == (1, 60, 10)


def test_the_word_on_the_headings_is_kept_with_the_batch(store: Store, namesakes: tuple[int, int]) -> None:
    plan = sign_in.plan_sign_in(store, [line(2, "李伟")], {(SHEET, 2): namesakes[0]})
    sign_in.apply_sign_in(store, plan, Meanings("sign_in", ("谁",), {"谁": "name"}))
    assert assigned_for(store, "sign_in", ("谁",)) == {"谁": "name"}


def import_with(store: Store, lines: list[SignInLine], chosen: dict[tuple[str, int], int] | None) -> None:
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, lines, chosen))


def test_what_was_said_of_a_row_holds_when_it_comes_again_wherever_it_stands(
    store: Store, namesakes: tuple[int, int]
) -> None:
    import_with(store, [line(2, "李伟"), line(3, "老李")], {(SHEET, 2): namesakes[1]})
    reversal.undo_batch(store, store.value("SELECT max(id) FROM batch"))
    plan = sign_in.plan_sign_in(store, [line(5, "老李"), line(7, "李伟")])
    assert [(each.row, each.code) for each in plan.problems] == [(5, "person_unknown")]
    assert [(each.row, each.code) for each in plan.settled] == [(7, "person_ambiguous")]
    assert plan.chosen[SHEET, 7].resident_id == namesakes[1]
    sign_in.apply_sign_in(store, plan)
    assert balances.balance(store, namesakes[1]) == 15


def test_of_rows_that_say_the_same_each_keeps_its_own_word(store: Store, namesakes: tuple[int, int]) -> None:
    rows = [line(2, "李伟"), line(3, "李伟")]
    import_with(store, rows, {(SHEET, 2): namesakes[0], (SHEET, 3): namesakes[1]})
    plan = sign_in.plan_sign_in(store, rows)
    assert [each.resident_id for each in plan.chosen.values()] == [*namesakes]
    assert plan.problems == ()
    assert plan.added == 0


def test_another_day_is_another_row(store: Store, namesakes: tuple[int, int]) -> None:
    import_with(store, [line(2, "李伟")], {(SHEET, 2): namesakes[0]})
    other = replace(line(2, "李伟"), held_on=date(2026, 9, 13))
    assert [each.code for each in sign_in.plan_sign_in(store, [other]).problems] == ["person_ambiguous"]


def test_a_word_that_was_changed_or_taken_back_no_longer_holds(store: Store, namesakes: tuple[int, int]) -> None:
    rows = [line(2, "李伟"), line(3, "老李")]
    import_with(store, rows, {(SHEET, 2): namesakes[0], (SHEET, 3): namesakes[1]})
    for chosen, kept in (({(SHEET, 2): namesakes[1]}, [namesakes[1]]), ({(SHEET, 3): namesakes[0]}, [namesakes[0]])):
        reversal.undo_batch(store, store.value("SELECT max(id) FROM batch"))
        import_with(store, rows, chosen)
        assert [each for (each,) in store.sql("SELECT resident_id FROM sign_in_choice")] == kept


def test_what_was_said_of_somebody_erased_goes_with_them(store: Store, namesakes: tuple[int, int]) -> None:
    import_with(store, [line(2, "老李")], {(SHEET, 2): namesakes[0]})
    erasure.erase(store, namesakes[0])
    assert store.sql("SELECT * FROM sign_in_choice") == []
    images = store.sql("SELECT before, after FROM journal_row WHERE table_name = 'sign_in_choice'")
    assert images == [(None, '{"erased":true}')]
    assert [each.code for each in sign_in.plan_sign_in(store, [line(2, "老李")]).problems] == ["person_unknown"]


class Stopped(Exception):
    """Somebody pressed 取消."""


def test_a_batch_stopped_at_its_last_word_is_not_recorded(store: Store, namesakes: tuple[int, int]) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise Stopped

    plan = sign_in.plan_sign_in(store, [line(2, "李伟")], {(SHEET, 2): namesakes[0]})
    with pytest.raises(Stopped):
        sign_in.apply_sign_in(store, plan, tell=stop)
    assert balances.balance(store, namesakes[0]) == 0
    assert ledger.verify(store) == []


@given(
    st.lists(st.tuples(st.sampled_from(["李伟", "罗喆", "老李"]), st.sampled_from([30, 60, 90])), max_size=6),
    st.dictionaries(st.integers(2, 7), st.integers(0, 3), max_size=4),
)
@settings(max_examples=60)
def test_the_same_sheet_with_the_same_choices_adds_nothing_the_second_time(
    rows: list[tuple[str, int]], choices: dict[int, int]
) -> None:
    with empty_store() as store:
        people = [*settle(store, "1", "1", "101", "李伟", "罗喆"), *settle(store, "2", "1", "101", "李伟", "吕静")]
        lines = [line(row, name, minutes) for row, (name, minutes) in enumerate(rows, 2)]
        chosen = {(SHEET, row): people[place] for row, place in choices.items()}
        first = sign_in.plan_sign_in(store, lines, chosen)
        sign_in.apply_sign_in(store, first)
        second = sign_in.plan_sign_in(store, lines, chosen)
        assert second.added == 0
        assert sign_in.apply_sign_in(store, second).journal_id == 0
        assert replace(second, added=0, to_record=(0, 0, 0), services=(), journal_id=0) == replace(
            first, added=0, to_record=(0, 0, 0), services=(), journal_id=0
        )
        assert sum(balances.balance(store, each) for each in people) == first.points
        assert ledger.verify(store) == []
