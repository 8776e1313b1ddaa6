# SPDX-License-Identifier: GPL-3.0-or-later
"""积分存折: its lines add up, whatever happened."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import balances, crediting, opening, passbook, point_rules, reversal, sign_in
from hongyun_desktop.core.points.rules import RuleRow, SignInLine
from hongyun_desktop.core.points.words import rule_words
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold
from tests.core.points.test_stateful import Month, happen, person


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 6), person, st.integers(1, 40)), min_size=5, max_size=40))
def test_the_last_balance_is_the_accounts_and_points_and_minutes_add_up(doings: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        month = Month(Path(folder))
        for kind, number, amount in doings:
            happen(month, kind, number, amount)
        for resident_id in month.ids:
            made = passbook.passbook(month.store, resident_id)
            assert made.balance == balances.balance(month.store, resident_id)
            assert (made.lines[-1].balance if made.lines else 0) == made.balance
            assert sum(line.points for line in made.lines) == made.balance
            assert sum(line.minutes or 0 for line in made.lines) == made.minutes
            assert all(line.balance >= 0 for line in made.lines)
        month.store.close()


def test_lines_say_what_for_and_why(store: Store, neighbours: list[int], clean_up: int) -> None:
    opening.enter_opening(store, neighbours[0], 50, 6000, date(2025, 12, 31), "2025年积分册")
    crediting.credit(store, neighbours[:1], clean_up, 150)
    reversal.reverse(store, 2, "wrong_hours")
    made = passbook.passbook(store, neighbours[0])
    assert [(line.what, line.why, line.points, line.balance) for line in made.lines] == [
        ("以前的积分", "2025年积分册", 50, 50),
        ("清扫楼道（已更正）", "2.5小时，每小时10分", 25, 75),
        ("更正：清扫楼道", "时长记错", -25, 50),
    ]
    assert (made.name, made.dwelling, made.stars, made.balance, made.minutes) == ("罗喆", "3-2-1102", 1, 50, 6000)
    assert made.chain.startswith("3-")
    assert not made.sample


def test_what_one_batch_recorded_stands_by_day_and_what_came_later_below_it(
    store: Store, neighbours: list[int]
) -> None:
    sheet = [
        SignInLine("签到", row, date(2026, 9, day), name, "罗喆", 60)
        for row, (name, day) in enumerate((("巡逻", 20), ("浇花", 5), ("扫雪", 12)), 2)
    ]
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, sheet))
    reversal.reverse(store, 1, "wrong_hours")
    opening.enter_opening(store, neighbours[0], 50, 6000, date(2025, 12, 31), "2025年积分册")
    assert [(line.what, line.balance) for line in passbook.passbook(store, neighbours[0]).lines] == [
        ("浇花", 10), ("扫雪", 20), ("巡逻（已更正）", 30), ("更正：巡逻", 20), ("以前的积分", 70),
    ]  # fmt: skip


def test_points_cut_by_a_cap_are_said_to_be(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_day=10)
    crediting.credit(store, neighbours[:1], clean_up, 60)
    crediting.credit(store, neighbours[:1], hold(store, "巡逻"), 120)
    first, second = passbook.passbook(store, neighbours[0]).lines
    assert "已到上限" not in first.why
    assert (second.points, second.minutes, second.why) == (0, 120, "2小时，每小时10分，每天最多10分（已到上限）")


def test_hours_taken_back_without_an_entry_no_longer_count(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_day=10)
    crediting.credit(store, neighbours[:1], clean_up, 60)
    crediting.credit(store, neighbours[:1], hold(store, "巡逻"), 120)
    reversal.reverse_hours(store, 2, "not_present")
    made = passbook.passbook(store, neighbours[0])
    assert made.minutes == 60
    assert (made.lines[-1].what, made.lines[-1].minutes) == ("巡逻（已更正）", None)


def test_nobody_gets_the_passbook_of_somebody_erased(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    erasure.erase(store, neighbours[0])
    with pytest.raises(Refused, match="resident_erased"):
        passbook.passbook(store, neighbours[0])


def test_a_rule_reads_with_all_its_parts() -> None:
    assert rule_words(RuleRow(1, "", 10, 5, 20, 30)) == "每小时10分，每次另加5分，每次最多20分，每天最多30分"
    assert rule_words(RuleRow(1, "", 0, 15)) == "每次15分"
