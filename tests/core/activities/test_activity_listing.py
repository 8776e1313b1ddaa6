# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities as a list: figures, filters, order, and what was written before."""

from datetime import date, timedelta

from hongyun_desktop.core.activities import activities, listing
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.activities.listing import ListState
from hongyun_desktop.core.activities.tables import Activity
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import attendance, merging, point_rules
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold

CAME, SIGNED_UP = Attending.CAME, Attending.SIGNED_UP


def names(store: Store, query: Query) -> list[str]:
    """The names of the activities that fit."""
    window = listing.window(store, query)
    return [row.name for row in window.fetch(window.ids)]


def test_figures_count_who_is_listed_who_came_and_what_was_credited(store: Store, neighbours: list[int]) -> None:
    cleaning = hold(store, "清扫楼道")
    empty, waiting = hold(store, "巡逻"), hold(store, "送餐")
    attendance.mark(store, cleaning, {neighbours[0]: (CAME, 90), neighbours[1]: (SIGNED_UP, None)})
    attendance.confirm(store, cleaning)
    attendance.sign_up(store, waiting, neighbours)
    rows = listing.summaries(store, [cleaning, empty, waiting, 99])
    figures = [(row.listed, row.came, row.minutes, row.points, row.state) for row in rows]
    assert figures == [
        (2, 1, 90, 15, ListState.CREDITED),
        (0, 0, 0, 0, ListState.EMPTY),
        (3, 0, 0, 0, ListState.TO_CONFIRM),
    ]


def test_somebody_who_came_after_the_confirmation_makes_it_wait_again(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 90)})
    attendance.confirm(store, clean_up)
    attendance.mark(store, clean_up, {neighbours[1]: (CAME, 60)})
    assert listing.summaries(store, [clean_up])[0].state is ListState.TO_CONFIRM


def test_only_a_state_among_thousands_of_activities_takes_long(store: Store) -> None:
    in_a_state = Query(filters={"state": ListState.CREDITED})
    assert not listing.is_long(store, in_a_state)
    with store.unit("activity_saved") as unit:
        unit.append_many(Activity, [{"name": f"服务 {number}", "held_on": date(2026, 9, 1)} for number in range(5_000)])
    assert listing.is_long(store, in_a_state)
    assert not listing.is_long(store, Query(filters={"state": ListState.CREDITED, "quarter": "2026Q3"}))
    assert not listing.is_long(store, Query())


def test_the_filter_by_state_agrees_with_the_states_shown(store: Store, neighbours: list[int]) -> None:
    done, waiting, late = hold(store, "已记"), hold(store, "待记"), hold(store, "补记")
    hold(store, "空的")
    for activity_id in (done, late):
        attendance.mark(store, activity_id, {neighbours[0]: (CAME, 90)})
        attendance.confirm(store, activity_id)
    attendance.mark(store, late, {neighbours[1]: (CAME, 60)})
    attendance.sign_up(store, waiting, neighbours)
    merging.merge_people(store, neighbours[2], neighbours[1])
    for state in ListState:
        window = listing.window(store, Query(filters={"state": state.value}))
        assert [row.state for row in window.fetch(window.ids)] == [state] * len(window.ids)
    assert sorted(names(store, Query(filters={"state": "to_confirm"}))) == sorted(["待记", "补记"])


def test_activities_are_found_by_quarter_kind_and_words_newest_first(store: Store) -> None:
    hold(store, "清扫楼道", date(2026, 6, 30))
    hold(store, "清扫花园", date(2026, 7, 1))
    hold(store, "夜间巡逻", date(2026, 9, 30), service_kind="巡逻")
    values = ActivityValues("义剪", date(2026, 8, 1), "关爱互助队")
    activities.save_activity(store, values)
    assert names(store, Query()) == ["夜间巡逻", "义剪", "清扫花园", "清扫楼道"]
    assert names(store, Query(filters={"quarter": "2026Q3"})) == ["夜间巡逻", "义剪", "清扫花园"]
    assert names(store, Query(filters={"service_kind": "巡逻"})) == ["夜间巡逻"]
    assert names(store, Query("清扫 2026-07")) == ["清扫花园"]
    assert names(store, Query("互助")) == ["义剪"]
    assert names(store, Query(sort="held_on")) == ["清扫楼道", "清扫花园", "义剪", "夜间巡逻"]


def test_what_is_still_to_come_stands_behind_what_was(store: Store) -> None:
    day = today(store.clock)
    for name, after in (("下周", 7), ("今天", 0), ("明天", 1), ("昨天", -1)):
        hold(store, name, day + timedelta(days=after))
    assert names(store, Query()) == ["今天", "昨天", "明天", "下周"]
    assert names(store, Query("天")) == ["今天", "昨天", "明天"]
    assert names(store, Query(sort="held_on", descending=True)) == ["下周", "明天", "今天", "昨天"]


def test_what_was_written_before_is_offered_again(store: Store) -> None:
    hold(store, "清扫楼道", date(2026, 6, 30), service_kind="清扫")
    hold(store, "巡逻", date(2026, 7, 2))
    hold(store, "清扫楼道", date(2026, 7, 3))
    activities.save_activity(store, ActivityValues("义剪", date(2026, 1, 1), "关爱互助队"))
    point_rules.save_rule(store, "巡逻", 6, starts_on=date(2026, 1, 1))
    assert listing.earlier_names(store) == ["清扫楼道", "巡逻", "义剪"]
    assert listing.earlier_teams(store) == ["关爱互助队"]
    assert point_rules.known_kinds(store) == ["巡逻", "清扫"]
    assert listing.quarters(store) == [Quarter(2026, 3), Quarter(2026, 2), Quarter(2026, 1)]
    assert [each.name for each in listing.latest(store, 2)] == ["清扫楼道", "巡逻"]
