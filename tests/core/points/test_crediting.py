# SPDX-License-Identifier: GPL-3.0-or-later
"""Crediting activities, openings and balances."""

from datetime import date

import pytest

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import balances, crediting, ledger, listing, opening, point_rules, statement
from hongyun_desktop.core.points.listing import HolderRow
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import CLEAN_UP_DAY, held, hold


def test_crediting_an_activity_gives_everybody_their_points_and_hours(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours, clean_up, 150)
    assert held(store) == [
        HolderRow(neighbours[1], "王秀英", "3-2-902", 25, 150),
        HolderRow(neighbours[0], "罗喆", "3-2-1102", 25, 150),
        HolderRow(neighbours[2], "李伟", "12-1-101", 25, 150),
    ]
    assert balances.balance(store, neighbours[0]) == 25
    assert listing.holder(store, neighbours[0]).minutes == 150


def test_crediting_the_same_activity_twice_is_refused_and_changes_nothing(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:2], clean_up, 60)
    with pytest.raises(Refused, match="already_credited") as refused:
        crediting.credit(store, neighbours, clean_up, 60)
    assert refused.value.params["names"] == "罗喆、王秀英"
    assert balances.balance(store, neighbours[2]) == 0


def test_an_entry_says_why_it_has_this_many_points(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 6, starts_on=date(2026, 1, 1))
    crediting.credit(store, neighbours[:1], clean_up, 90)
    (entry,) = statement.statement(store, neighbours[0])
    assert (entry.amount, entry.activity, entry.minutes, entry.service_date) == (9, "清扫楼道", 90, CLEAN_UP_DAY)
    assert entry.rule is not None
    assert entry.rule.points_per_hour == 6


def test_hours_count_even_where_the_cap_of_the_day_leaves_no_points(store: Store, neighbours: list[int]) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 1, 1), cap_per_day=15)
    for name in ("清扫", "巡逻", "送餐"):
        crediting.credit(store, neighbours[:1], hold(store, name), 60)
    assert [row.amount for row in statement.statement(store, neighbours[0])] == [10, 5, 0]
    assert listing.holder(store, neighbours[0]).minutes == 180
    assert ledger.verify(store) == []


def test_crediting_can_not_be_undone_like_an_edit(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)


def test_nobody_is_credited_for_what_lies_ahead(store: Store, neighbours: list[int]) -> None:
    with pytest.raises(Invalid, match="day_in_future"):
        crediting.credit(store, neighbours, hold(store, "国庆游园", date(2026, 10, 9)), 60)


def test_an_unknown_or_erased_resident_is_not_credited(store: Store, neighbours: list[int], clean_up: int) -> None:
    with pytest.raises(Refused, match="resident_unknown"):
        crediting.credit(store, [999], clean_up, 60)
    erasure.erase(store, neighbours[0])
    with pytest.raises(Refused, match="resident_erased"):
        crediting.credit(store, neighbours, clean_up, 60)
    with pytest.raises(Invalid, match="nobody_chosen"):
        crediting.credit(store, [], clean_up, 60)


def test_an_activity_is_known_by_its_day_and_name(store: Store, clean_up: int) -> None:
    assert hold(store, " 清扫楼道 ") == clean_up
    assert hold(store, "清扫楼道", date(2026, 9, 13)) != clean_up
    assert activities.find_activity(store, CLEAN_UP_DAY, "清扫楼道") == activities.get_activity(store, clean_up)
    with pytest.raises(Invalid, match="activity_name_empty"):
        hold(store, "  ")


def test_day_and_kind_of_a_credited_activity_stay(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    with pytest.raises(Refused, match="activity_has_services"):
        activities.save_activity(store, ActivityValues("清扫楼道", date(2026, 9, 1)), clean_up)
    activities.save_activity(store, ActivityValues("打扫楼道", CLEAN_UP_DAY, team="环境美育队"), clean_up)
    assert activities.get_activity(store, clean_up).name == "打扫楼道"


def test_an_activity_does_not_take_the_name_of_another_on_the_same_day(store: Store, clean_up: int) -> None:
    patrol = hold(store, "巡逻")
    with pytest.raises(Refused, match="activity_exists"):
        activities.save_activity(store, ActivityValues("清扫楼道", CLEAN_UP_DAY), patrol)
    assert clean_up != patrol


def test_an_opening_is_entered_once_with_its_date_and_source(store: Store, neighbours: list[int]) -> None:
    opening.enter_opening(store, neighbours[0], 320, 1920, date(2025, 12, 31), "2025年积分册第3页")
    (entry,) = statement.statement(store, neighbours[0])
    assert (entry.counter, entry.amount, entry.source) == ("opening", 320, "2025年积分册第3页")
    assert listing.holder(store, neighbours[0]).minutes == 1920
    with pytest.raises(Refused, match="opening_exists"):
        opening.enter_opening(store, neighbours[0], 1, 0, date(2025, 12, 31), "另一本")


def test_hours_may_be_taken_over_without_points(store: Store, neighbours: list[int]) -> None:
    opening.enter_opening(store, neighbours[0], 0, 600, date(2025, 12, 31), "2025年积分册")
    assert (balances.balance(store, neighbours[0]), listing.holder(store, neighbours[0]).minutes) == (0, 600)
    assert [row.entry_id for row in statement.statement(store, neighbours[0])] == [None]


@pytest.mark.parametrize(
    ("points", "minutes", "as_of", "source", "code"),
    [
        (0, 0, date(2025, 12, 31), "册", "opening_empty"),
        (-1, 0, date(2025, 12, 31), "册", "opening_out_of_range"),
        (1, -1, date(2025, 12, 31), "册", "opening_out_of_range"),
        (1, 0, date(2026, 10, 9), "册", "day_in_future"),
        (1, 0, date(2025, 12, 31), " ", "source_empty"),
    ],
)
def test_an_opening_that_can_not_be_true_is_refused(
    store: Store, neighbours: list[int], points: int, minutes: int, as_of: date, source: str, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        opening.enter_opening(store, neighbours[0], points, minutes, as_of, source)
