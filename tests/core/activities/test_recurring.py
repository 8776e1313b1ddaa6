# SPDX-License-Identifier: GPL-3.0-or-later
"""Activities that come again: on which days, and changing one with the rest."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.activities import activities, recurring
from hongyun_desktop.core.activities.rules import (
    MOST_REPEATS,
    ActivityKind,
    ActivityRow,
    ActivityValues,
    Every,
    following_days,
)
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store

FIRST = date(2026, 10, 10)  # a Saturday, the second of its month


def make(store: Store, **told: object) -> int:
    """A dance class on the first day; its id."""
    values = ActivityValues("坝坝舞", FIRST, "舞蹈队", **told)  # pyright: ignore[reportArgumentType]
    return activities.save_activity(store, values).params["activity_id"]


def series(store: Store, activity_id: int) -> list[ActivityRow]:
    return list(recurring.rest_of_series(store, activity_id))


def test_weekly_ones_have_the_first_ones_values_and_lists_of_their_own(store: Store) -> None:
    first = make(
        store, starts_at="19:00", ends_at="20:30", place="广场", plan="热身", kind=ActivityKind.EVENT, record="来得多"
    )
    changed = recurring.repeat(store, first, Every.WEEK, date(2026, 11, 1))
    assert changed.params["count"] == 3
    rows = series(store, first)
    assert [row.held_on.day for row in rows] == [10, 17, 24, 31]
    assert {(row.starts_at, row.place, row.plan, row.kind, row.team) for row in rows} == {
        ("19:00", "广场", "热身", ActivityKind.EVENT, "舞蹈队")
    }
    assert [row.record for row in rows] == ["来得多", "", "", ""]
    assert {row.series for row in rows} == {first}
    journal.undo(store)
    assert len(series(store, first)) == 1


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (Every.FORTNIGHT, ["2026-10-24", "2026-11-07", "2026-11-21"]),
        (Every.MONTH_BY_DAY, ["2026-11-10", "2026-12-10", "2027-01-10"]),
        (Every.MONTH_BY_WEEKDAY, ["2026-11-14", "2026-12-12", "2027-01-09"]),
    ],
)
def test_the_next_three_days(every: Every, days: list[str]) -> None:
    assert [day.isoformat() for day in following_days(FIRST, every, date.fromisoformat(days[-1]))] == days


def test_a_month_without_the_day_has_its_last_and_none_is_left_out() -> None:
    days = following_days(date(2026, 1, 31), Every.MONTH_BY_DAY, date(2026, 5, 31))
    assert [day.isoformat() for day in days] == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    fifth = following_days(date(2026, 1, 31), Every.MONTH_BY_WEEKDAY, date(2026, 5, 31))
    assert [day.isoformat() for day in fifth] == ["2026-02-28", "2026-03-28", "2026-04-25", "2026-05-30"]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(list(Every)), st.integers(35, 400))
def test_days_rise_keep_their_weekday_or_day_and_leave_no_month_out(first: date, every: Every, span: int) -> None:
    days = following_days(first, every, first + timedelta(days=span))
    assert list(days) == sorted(set(days))
    assert first < days[0]
    assert days[-1] <= first + timedelta(days=span)
    if every is not Every.MONTH_BY_DAY:
        assert {day.weekday() for day in days} == {first.weekday()}
    if every in (Every.MONTH_BY_DAY, Every.MONTH_BY_WEEKDAY):
        months = [first.year * 12 + first.month, *(day.year * 12 + day.month for day in days)]
        assert [later - earlier for earlier, later in pairwise(months)] == [1] * len(days)


def test_more_than_sixty_or_none_at_all_is_refused(store: Store) -> None:
    first = make(store)
    assert len(following_days(FIRST, Every.WEEK, FIRST + timedelta(weeks=MOST_REPEATS))) == MOST_REPEATS
    with pytest.raises(Invalid, match="repeats_too_often"):
        recurring.repeat(store, first, Every.WEEK, FIRST + timedelta(weeks=MOST_REPEATS + 1))
    with pytest.raises(Invalid, match="repeats_until_too_early"):
        recurring.repeat(store, first, Every.WEEK, FIRST)


def test_a_day_that_has_one_of_that_name_refuses_all(store: Store) -> None:
    first = make(store)
    activities.save_activity(store, ActivityValues("坝坝舞", date(2026, 10, 24)))
    with pytest.raises(Refused, match="activity_exists"):
        recurring.repeat(store, first, Every.WEEK, date(2026, 11, 1))
    assert len(series(store, first)) == 1


def test_a_change_goes_to_the_rest_and_moves_all_by_as_many_days(store: Store) -> None:
    first = make(store, plan="热身")
    recurring.repeat(store, first, Every.WEEK, date(2026, 11, 7))
    second = series(store, first)[1]
    for days in (7, -7, 1):
        row = activities.get_activity(store, second.activity_id)
        values = ActivityValues("广场舞", row.held_on + timedelta(days=days), "舞蹈队", place="架空层", record="第二次")
        if days == -7:
            with pytest.raises(Refused, match="activity_exists"):
                recurring.change_rest(store, ActivityValues("坝坝舞", FIRST, "舞蹈队"), row.activity_id)
        recurring.change_rest(store, values, row.activity_id)
    rows = series(store, first)
    assert [(row.name, row.held_on.isoformat()) for row in rows] == [
        ("坝坝舞", "2026-10-10"),
        ("广场舞", "2026-10-18"),
        ("广场舞", "2026-10-25"),
        ("广场舞", "2026-11-01"),
        ("广场舞", "2026-11-08"),
    ]
    assert [row.record for row in rows] == ["", "第二次", "", "", ""]
    assert {row.plan for row in rows} == {"热身"}


def test_calling_off_the_rest_leaves_those_before(store: Store) -> None:
    first = make(store)
    recurring.repeat(store, first, Every.WEEK, date(2026, 11, 1))
    second = series(store, first)[1].activity_id
    recurring.cancel_rest(store, second, "场地维修")
    assert [row.cancelled_reason for row in series(store, first)] == ["", "场地维修", "场地维修", "场地维修"]
    activities.take_up_again(store, second)
    recurring.change_rest(store, ActivityValues("广场舞", date(2026, 10, 17)), second)
    assert [row.name for row in series(store, first)] == ["坝坝舞", "广场舞", "坝坝舞", "坝坝舞"]


def test_what_does_not_recur_has_no_rest(store: Store) -> None:
    first = make(store)
    with pytest.raises(Refused, match="series_missing"):
        recurring.change_rest(store, ActivityValues("广场舞", FIRST), first)
    with pytest.raises(Refused, match="series_missing"):
        recurring.cancel_rest(store, first, "下雨")
    activities.cancel(store, first, "下雨")
    with pytest.raises(Refused, match="activity_is_cancelled"):
        recurring.repeat(store, first, Every.WEEK, date(2026, 11, 1))


def test_the_first_of_a_series_is_not_removed_before_the_others(store: Store) -> None:
    first = make(store)
    recurring.repeat(store, first, Every.WEEK, date(2026, 10, 20))
    later = series(store, first)[1].activity_id
    with pytest.raises(Refused, match="activity_in_series"):
        activities.remove_activity(store, first)
    activities.remove_activity(store, later)
    activities.remove_activity(store, first)
    assert store.value("SELECT count(*) FROM activity") == 0
    journal.undo(store)
    assert activities.get_activity(store, first).series == first


def test_a_new_one_with_those_that_follow_is_planned_in_one_step(store: Store) -> None:
    values = ActivityValues("坝坝舞", FIRST, starts_at="19:00", place="广场")
    changed = recurring.plan(store, values, Every.WEEK, date(2026, 11, 1))
    assert changed.params["count"] == 4
    rows = series(store, changed.params["activity_id"])
    assert [(row.held_on.day, row.starts_at, row.place) for row in rows] == [
        (day, "19:00", "广场") for day in (10, 17, 24, 31)
    ]
    journal.undo(store)
    assert activities.list_activities(store, FIRST, date(2027, 1, 1)) == []


def test_one_alone_is_planned_without_a_series(store: Store) -> None:
    changed = recurring.plan(store, ActivityValues("坝坝舞", FIRST))
    assert (changed.code, changed.params["count"]) == ("activity_saved", 1)
    assert activities.get_activity(store, changed.params["activity_id"]).series is None


def test_a_plan_that_meets_one_that_is_there_makes_none(store: Store) -> None:
    make(store)
    with pytest.raises(Refused, match="activity_exists"):
        recurring.plan(store, ActivityValues("坝坝舞", FIRST))
    with pytest.raises(Refused, match="activity_exists"):
        recurring.plan(store, ActivityValues("坝坝舞", FIRST - timedelta(days=7)), Every.WEEK, FIRST)
    with pytest.raises(Invalid, match="day_empty"):
        recurring.plan(store, ActivityValues("合唱", FIRST), Every.WEEK)
    assert len(activities.list_activities(store, date(2026, 1, 1), date(2027, 1, 1))) == 1
