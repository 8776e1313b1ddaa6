# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in sheets into hours and points."""

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import balances, ledger, listing, merging, point_rules, ranking, reversal, sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.points.sign_in_plan import SignInPlan
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure, importing
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange import roster_sheet, sign_in_sheet
from tests.core.points.neighbourhood import CLEAN_UP_DAY, hold, settle

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 10, 8)


def line(name: str, row: int = 2, **values: object) -> SignInLine:
    given = SignInLine("签到", row, CLEAN_UP_DAY, "清扫楼道", name, 90)
    return dataclasses.replace(given, **values)


def problems(store: Store, *lines: SignInLine) -> list[tuple[str, str]]:
    return [(each.code, each.text) for each in sign_in.plan_sign_in(store, lines).problems]


def record(store: Store, lines: Sequence[SignInLine]) -> SignInPlan:
    plan = sign_in.plan_sign_in(store, lines)
    sign_in.apply_sign_in(store, plan)
    return plan


@pytest.fixture
def sample(store: Store) -> list[SignInLine]:
    """The office's roster taken in, and the rows of the sample sheet."""
    roster = roster_sheet.read_roster(DATA / "roster-office.xlsx", TODAY)
    importing.apply_import(store, importing.plan_import(store, roster.lines))
    return list(sign_in_sheet.read_sign_in(DATA / "signin-2026Q3.xlsx", TODAY).lines)


def test_the_sample_sheet_is_read_as_it_was_written(store: Store, sample: list[SignInLine]) -> None:
    expected = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["signin-2026Q3.xlsx"]
    plan = record(store, sample)
    counts = {name: getattr(plan, name) for name in ("entries", "activities", "people", "hours", "points")}
    assert counts == {name: expected[name] for name in counts}
    assert plan.added == plan.entries
    assert [{"row": each.row, "code": each.code} for each in plan.problems] == expected["problems"]
    ranked = ranking.quarter_ranking(store, Quarter.parse("2026Q3"))[: len(expected["top"])]
    assert [{"name": r.name, "address": r.dwelling, "hours": r.minutes / 60} for r in ranked] == expected["top"]
    assert ledger.verify(store) == []


def test_the_same_sheet_again_says_the_same_adds_nothing_and_leaves_no_trace(
    store: Store, sample: list[SignInLine]
) -> None:
    first = record(store, sample)
    newest = journal.entries(store, 1)
    second = sign_in.plan_sign_in(store, sample)
    assert sign_in.apply_sign_in(store, second).journal_id == 0
    assert second.added == 0
    assert dataclasses.replace(second, added=0, to_record=(0, 0, 0), services=(), journal_id=0) == dataclasses.replace(
        first, added=0, to_record=(0, 0, 0), services=(), journal_id=0
    )
    assert journal.entries(store, 1) == newest


def test_a_batch_taken_back_can_be_imported_again(store: Store, sample: list[SignInLine]) -> None:
    plan = sign_in.plan_sign_in(store, sample)
    batch_id = int(str(sign_in.apply_sign_in(store, plan).params["batch_id"]))
    reversal.undo_batch(store, batch_id)
    assert ranking.quarter_ranking(store, Quarter.parse("2026Q3")) == []
    assert record(store, sample).added == 161
    assert ledger.verify(store) == []


def test_each_row_has_its_first_problem_only(store: Store, neighbours: list[int]) -> None:
    assert neighbours
    assert problems(store, line("无人", held_on=None, minutes=None, date_text="2026-13-40")) == [
        ("bad_date", "2026-13-40")
    ]
    assert problems(store, line("无人", minutes=None, hours_text="-3")) == [("bad_hours", "-3")]
    assert problems(store, line("无人", activity="")) == [("person_unknown", "")]
    assert problems(store, line("罗喆", activity=" ")) == [("activity_missing", "")]


def test_service_that_lies_ahead_or_lasts_over_a_day_is_no_service(store: Store, neighbours: list[int]) -> None:
    assert neighbours
    assert problems(store, line("罗喆", held_on=date(2026, 10, 9))) == [("bad_date", "2026-10-09")]
    assert problems(store, line("罗喆", minutes=1500)) == [("bad_hours", "25")]


def test_an_address_that_is_given_must_fit(store: Store, neighbours: list[int]) -> None:
    elsewhere = line("罗喆", address=Address("3", "2", "902"))
    assert neighbours
    assert problems(store, elsewhere) == [("person_unknown", "罗喆 3-2-1102")]
    assert problems(store, line("罗喆", building="12")) == [("person_unknown", "罗喆 3-2-1102")]
    assert problems(store, line("罗喆", address_text="那边的楼")) == [("person_unknown", "罗喆 3-2-1102")]
    assert problems(store, line("罗喆", address=Address("3", "2", "1102"))) == []


def test_namesakes_are_told_apart_by_dwelling_building_or_phone_else_named(store: Store) -> None:
    settle(store, "1", "1", "101", "李伟", relation="户主", phones='["13900001111"]')
    settle(store, "2", "1", "101", "李伟", phones='["13900002222"]')
    both = "李伟 1-1-101 户主；李伟 2-1-101"
    assert problems(store, line("李伟")) == [("person_ambiguous", both)]
    assert problems(store, line("李伟", phone="9999")) == [("person_ambiguous", both)]
    assert problems(store, line("李伟", building="2")) == []
    assert problems(store, line("李伟", address=Address("1", "1", "101"))) == []
    assert problems(store, line("李伟", phone="2222")) == []


def test_two_of_a_name_in_one_dwelling_are_ambiguous_too(store: Store) -> None:
    settle(store, "1", "1", "101", "李伟", "李伟")
    found = problems(store, line("李伟", address=Address("1", "1", "101")))
    assert found == [("person_ambiguous", "李伟 1-1-101")]


def test_a_name_is_found_however_it_is_spaced(store: Store, neighbours: list[int]) -> None:
    assert neighbours
    assert problems(store, line("罗　喆")) == []
    assert problems(store, line("罗\ue000")) == [("person_unknown", "")]


def test_an_erased_person_is_nobody_and_a_merged_one_is_who_stays(store: Store, neighbours: list[int]) -> None:
    first, second, third = neighbours
    erasure.erase(store, third)
    merging.merge_people(store, first, second)
    assert problems(store, line("李伟")) == [("person_unknown", "")]
    plan = record(store, [line("罗喆"), line("王秀英", row=3)])
    assert [each.code for each in plan.problems] == ["duplicate_row"]
    assert balances.balance(store, second) == 15


def test_one_line_a_person_and_activity(store: Store, neighbours: list[int]) -> None:
    assert neighbours
    plan = record(store, [line("罗喆"), line("罗喆", row=3), line("罗喆", row=4, activity="巡逻")])
    assert (plan.entries, plan.activities, plan.people, plan.points) == (2, 2, 1, 30)
    assert [(each.row, each.code) for each in plan.problems] == [(3, "duplicate_row")]


def test_other_hours_than_recorded_are_shown_and_not_taken(store: Store, neighbours: list[int]) -> None:
    record(store, [line("罗喆")])
    plan = record(store, [line("罗喆", minutes=120), line("王秀英", row=3)])
    assert [(each.code, each.text) for each in plan.problems] == [("hours_differ", "1.5")]
    assert plan.added == 1
    assert listing.holder(store, neighbours[0]).minutes == 90


def test_an_activity_that_is_known_lends_its_kind_and_its_rule(store: Store, neighbours: list[int]) -> None:
    point_rules.save_rule(store, "文艺", 4, starts_on=date(2026, 1, 1))
    hold(store, "清扫楼道", service_kind="文艺")
    assert record(store, [line("罗喆", minutes=60)]).points == 4
    assert balances.balance(store, neighbours[0]) == 4


def test_the_cap_of_a_day_holds_across_activities_and_imports(store: Store, neighbours: list[int]) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 1, 1), cap_per_day=20)
    sheet = [line("罗喆", row=row, activity=name) for row, name in enumerate(("清扫", "巡逻", "送餐"), 2)]
    assert record(store, sheet[:1]).points == 15
    plan = record(store, sheet)
    assert (plan.points, plan.added, plan.hours) == (20, 2, 4.5)
    assert sign_in.plan_sign_in(store, sheet).points == 20
    assert balances.balance(store, neighbours[0]) == 20
    assert listing.holder(store, neighbours[0]).minutes == 270


def test_a_plan_is_refused_once_anything_else_was_written(store: Store, neighbours: list[int]) -> None:
    assert neighbours
    plan = sign_in.plan_sign_in(store, [line("罗喆")])
    hold(store, "巡逻")
    with pytest.raises(Refused, match="plan_outdated"):
        sign_in.apply_sign_in(store, plan)


def test_the_first_team_that_a_row_names_is_the_activitys(store: Store, neighbours: list[int]) -> None:
    assert neighbours
    record(store, [line("罗喆"), line("王秀英", row=3, team="环境美育队")])
    assert store.sql("SELECT team FROM activity") == [("环境美育队",)]


def test_an_empty_sheet_says_nothing(store: Store) -> None:
    plan = sign_in.plan_sign_in(store, [])
    assert (plan.entries, plan.hours, plan.problems) == (0, 0, ())
