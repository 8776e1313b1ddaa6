# SPDX-License-Identifier: GPL-3.0-or-later
"""What service is worth, by which rule, and when quarters begin."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import crediting, point_rules, statement
from hongyun_desktop.core.points.rules import DEFAULT_RULE, RuleBook, RuleRow, points_for
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import CLEAN_UP_DAY, hold


@pytest.mark.parametrize(("minutes", "points"), [(29, 0), (30, 5), (59, 5), (60, 10), (150, 25), (1440, 240)])
def test_ten_points_an_hour_are_counted_in_half_hours(minutes: int, points: int) -> None:
    assert points_for(DEFAULT_RULE, minutes).points == points


def test_half_a_point_is_rounded_up() -> None:
    assert points_for(RuleRow(1, "", points_per_hour=5), 30).points == 3


@pytest.mark.parametrize(("minutes", "code"), [(0, "minutes_not_positive"), (1441, "longer_than_a_day")])
def test_service_lasts_more_than_nothing_and_at_most_a_day(minutes: int, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        points_for(DEFAULT_RULE, minutes)


def test_the_cap_of_an_event_takes_what_is_over_it() -> None:
    credit = points_for(RuleRow(1, "", 10, points_per_event=5, cap_per_event=20), 120)
    assert (credit.points, credit.capped_by) == (20, "event")


def test_the_cap_of_a_day_counts_what_was_earned_that_day_before() -> None:
    rule = RuleRow(1, "", 10, cap_per_day=30)
    assert [points_for(rule, 120, earned).points for earned in (0, 20, 30, 50)] == [20, 10, 0, 0]


@given(st.integers(1, 1440), st.integers(0, 200), st.integers(1, 50), st.integers(0, 300))
def test_points_are_whole_and_never_pass_a_cap(minutes: int, per_hour: int, cap: int, earned: int) -> None:
    credit = points_for(RuleRow(1, "", per_hour, 1, cap_per_day=cap), minutes, earned)
    assert 0 <= credit.points <= max(cap - earned, 0)


def test_a_kind_without_a_rule_of_its_own_takes_the_one_for_any_kind() -> None:
    book = RuleBook([RuleRow(1, "", 8), RuleRow(2, "文艺", 4, ends_on=date(2026, 6, 30))])
    assert book.rule_for("文艺", date(2026, 6, 30)).rule_id == 2
    assert book.rule_for("文艺", date(2026, 7, 1)).rule_id == 1


def test_without_any_rule_the_built_in_one_holds(store: Store) -> None:
    assert point_rules.rules_on(store, CLEAN_UP_DAY) == [DEFAULT_RULE]


def test_a_new_rule_ends_the_one_before_and_leaves_earlier_entries_alone(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    point_rules.save_rule(store, "", 6, starts_on=date(2026, 1, 1))
    crediting.credit(store, neighbours[:1], clean_up, 60)
    point_rules.save_rule(store, "", 20, starts_on=CLEAN_UP_DAY + timedelta(days=1))
    crediting.credit(store, neighbours[:1], hold(store, "巡逻", CLEAN_UP_DAY + timedelta(days=1)), 60)
    entries = statement.statement(store, neighbours[0])
    assert [(e.amount, e.rule and e.rule.ends_on) for e in entries] == [(6, CLEAN_UP_DAY), (20, None)]


def test_a_rule_cannot_start_on_a_day_that_was_credited_already(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    with pytest.raises(Refused, match="rule_day_already_credited") as refused:
        point_rules.save_rule(store, "", 20, starts_on=CLEAN_UP_DAY)
    assert refused.value.params["last_day"] == CLEAN_UP_DAY.isoformat()
    assert point_rules.save_rule(store, "文艺", 20, starts_on=CLEAN_UP_DAY).journal_id


def test_a_rule_put_between_two_others_ends_where_the_later_one_begins(store: Store) -> None:
    for month, points in ((1, 5), (9, 9), (5, 7)):
        point_rules.save_rule(store, "", points, starts_on=date(2026, month, 1))
    per_hour = [point_rules.rules_on(store, date(2026, month, 15))[0].points_per_hour for month in (1, 4, 5, 8, 9, 12)]
    assert per_hour == [5, 5, 7, 7, 9, 9]


def test_saying_again_what_holds_already_writes_nothing(store: Store) -> None:
    assert point_rules.save_rule(store, "", 10, starts_on=CLEAN_UP_DAY).journal_id == 0


@pytest.mark.parametrize("points", [0, -1, 1001])
def test_a_rule_needs_points_within_reason(store: Store, points: int) -> None:
    with pytest.raises(Invalid, match="points_out_of_range"):
        point_rules.save_rule(store, "", points, starts_on=CLEAN_UP_DAY)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_its_quarter_and_the_one_before_ends_the_day_before(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.starts_on <= day <= quarter.ends_on
    assert quarter.previous().ends_on == quarter.starts_on - timedelta(days=1)
    assert Quarter.parse(quarter.code) == quarter


def test_a_quarter_is_told_short_where_there_is_little_room() -> None:
    assert Quarter(2026, 3).short_title == "2026年3季度"


def test_a_quarter_has_a_code_and_a_chinese_name() -> None:
    assert Quarter.parse(" 2026q3 ").title == "2026年第三季度"
    for text in ("2026Q5", "26Q3", "2026年3季度", "２０２６Q3"):
        with pytest.raises(Invalid, match="quarter_not_valid"):
            Quarter.parse(text)
