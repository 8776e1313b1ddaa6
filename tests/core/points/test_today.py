# SPDX-License-Identifier: GPL-3.0-or-later
"""What was recorded today, and batch by batch."""

from datetime import date, timedelta

from hongyun_desktop.core.clock import Clock, FixedClock
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import batches, crediting, merging, opening, point_rules, reversal
from hongyun_desktop.core.points.today import TodayRow, recorded_today
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold


def next_day(clock: Clock) -> None:
    assert isinstance(clock, FixedClock)
    clock.at += timedelta(days=1)


def test_a_day_without_records_counts_nothing(store: Store) -> None:
    assert recorded_today(store) == TodayRow(0, 0, 0, 0)


def test_today_counts_people_once_and_leaves_out_other_days(
    store: Store, clock: Clock, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours, hold(store, "昨天的事"), 60)
    next_day(clock)
    crediting.credit(store, neighbours, clean_up, 120)
    crediting.credit(store, neighbours[:1], hold(store, "巡逻"), 60)
    assert recorded_today(store) == TodayRow(people=3, minutes=420, points=70, entries=4)


def test_what_is_taken_back_today_was_not_recorded(
    store: Store, clock: Clock, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], hold(store, "昨天的事"), 60)
    next_day(clock)
    crediting.credit(store, neighbours, clean_up, 120)
    reversal.reverse(store, 2, "not_present")
    reversal.reverse(store, 1, "not_present")
    assert recorded_today(store) == TodayRow(people=2, minutes=240, points=40, entries=2)


def test_openings_are_no_service_and_hours_without_points_count(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    opening.enter_opening(store, neighbours[0], 50, 600, date(2025, 12, 31), "册")
    assert recorded_today(store) == TodayRow(0, 0, 0, 0)
    crediting.credit(store, neighbours[:1], clean_up, 20)
    assert recorded_today(store) == TodayRow(people=1, minutes=20, points=0, entries=1)


def test_merged_people_count_once_today(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    crediting.credit(store, neighbours[1:2], hold(store, "巡逻"), 60)
    merging.merge_people(store, neighbours[0], neighbours[1])
    assert recorded_today(store).people == 1


def test_a_batch_tells_what_it_recorded_and_what_still_stands(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours, clean_up, 150)
    opening.enter_opening(store, neighbours[0], 50, 600, date(2025, 12, 31), "册")
    window = batches.batches(store, Query())
    newest, first = window.fetch(window.ids)
    assert (newest.kind, newest.activities, newest.people, newest.points) == ("opening", 0, 1, 50)
    assert (first.kind, first.activity, first.activities) == ("credit", "清扫楼道", 1)
    assert (first.services, first.standing, first.people, first.minutes, first.points) == (3, 3, 3, 450, 75)
    reversal.reverse(store, 1, "other")
    assert window.fetch([first.batch_id])[0].standing == 2
    reversal.undo_batch(store, first.batch_id)
    (undone,) = window.fetch([first.batch_id])
    assert (undone.standing, undone.points, undone.undone_at is None) == (0, 75, False)
    assert window.fetch([99]) == []


def test_the_lines_of_a_batch_stand_by_address(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_day=10)
    crediting.credit(store, neighbours, clean_up, 60)
    reversal.reverse(store, 1, "other")
    window = batches.lines(store, 1)
    rows = window.fetch(window.ids)
    assert [(row.name, row.points, row.reversed) for row in rows] == [
        ("王秀英", 10, False), ("罗喆", 10, True), ("李伟", 10, False),
    ]  # fmt: skip
    assert list(batches.lines(store, 99).ids) == []
