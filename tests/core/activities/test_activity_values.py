# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written down of an activity: times, plans, events that earn nothing, and calling off."""

from datetime import date

import pytest

from hongyun_desktop.core.activities import activities, calendar, listing
from hongyun_desktop.core.activities.listing import ListState
from hongyun_desktop.core.activities.rules import ActivityKind, ActivityState, ActivityValues
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import attendance, crediting, sign_in
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.store.store import Store

DAY = date(2026, 9, 12)


def make(store: Store, **told: object) -> int:
    values = ActivityValues("通心会", DAY, **told)  # pyright: ignore[reportArgumentType]
    return activities.save_activity(store, values).params["activity_id"]


def test_all_that_is_written_is_read_again_clean(store: Store) -> None:
    made = make(
        store, kind=ActivityKind.EVENT, starts_at="9：05", ends_at="11:30", place=" 邻里活动中心 ", programme="鸿鹄志计划",
        plan="签到\n  \n听意见 \n", record="来了二十人",
    )  # fmt: skip
    row = activities.get_activity(store, made)
    assert (row.time_text, row.place, row.programme) == ("09:05–11:30", "邻里活动中心", "鸿鹄志计划")
    assert row.plan_lines == ("签到", "听意见")
    assert (row.kind, row.record, row.cancelled) == (ActivityKind.EVENT, "来了二十人", False)


def test_what_a_form_does_not_speak_of_stays(store: Store) -> None:
    made = make(store, starts_at="9:00", plan="签到", kind=ActivityKind.EVENT)
    activities.save_activity(store, ActivityValues("通心会", DAY, "宣导队"))
    row = activities.get_activity(store, made)
    assert (row.team, row.starts_at, row.plan, row.kind) == ("宣导队", "09:00", "签到", ActivityKind.EVENT)
    activities.save_activity(store, ActivityValues("通心会", DAY, plan=""), made)
    assert activities.get_activity(store, made).plan == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9:30", "09:30"), ("15", "15:00"), ("9点", "09:00"), ("9点半", "09:30"), ("下午3点", "15:00"), ("晚上7:30", "19:30"),
     ("上午９：３０", "09:30"), ("14点05分", "14:05"), ("下午 2 点", "14:00")],
)  # fmt: skip
def test_times_are_read_as_people_write_them(store: Store, typed: str, read: str) -> None:
    assert activities.get_activity(store, make(store, starts_at=typed)).starts_at == read


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "code"),
    [("25:00", "", "time_not_readable"), ("随时", "", "time_not_readable"), ("", "10:00", "start_time_missing"),
     ("10:00", "10:00", "ends_before_it_starts"), ("10:00", "9:30", "ends_before_it_starts")],
)  # fmt: skip
def test_times_that_cannot_be_are_told(store: Store, starts_at: str, ends_at: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        make(store, starts_at=starts_at, ends_at=ends_at)


def test_an_end_is_held_against_the_start_that_stands(store: Store) -> None:
    made = make(store, starts_at="10:00", ends_at="12:00")
    with pytest.raises(Invalid, match="ends_before_it_starts"):
        activities.save_activity(store, ActivityValues("通心会", DAY, ends_at="9:00"), made)


def test_no_points_are_confirmed_at_an_event(store: Store, neighbours: list[int]) -> None:
    made = make(store, kind=ActivityKind.EVENT)
    attendance.mark(store, made, {neighbours[0]: (Attending.CAME, 60)})
    with pytest.raises(Refused, match="event_earns_no_points"):
        attendance.confirm(store, made)
    with pytest.raises(Refused, match="event_earns_no_points"):
        crediting.credit(store, neighbours, made, 60)
    (row,) = attendance.list_of(store, made)
    assert row.state is Attending.CAME


def test_a_sheet_of_an_event_is_told_row_by_row(store: Store, neighbours: list[int]) -> None:
    make(store, kind=ActivityKind.EVENT)
    plan = sign_in.plan_sign_in(store, [SignInLine("", 2, DAY, "通心会", "罗喆", 60)])
    assert [(each.code, each.text) for each in plan.problems] == [("activity_earns_nothing", "通心会")]
    assert plan.added == 0
    assert neighbours


def test_service_that_was_credited_can_be_neither_an_event_nor_called_off(
    store: Store, clean_up: int, neighbours: list[int]
) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    with pytest.raises(Refused, match="activity_has_services"):
        activities.save_activity(store, ActivityValues("清扫楼道", DAY, kind=ActivityKind.EVENT), clean_up)
    with pytest.raises(Refused, match="activity_has_services"):
        activities.cancel(store, clean_up, "下雨")
    with pytest.raises(Refused, match="activity_in_use"):
        activities.remove_activity(store, clean_up)


def test_calling_off_wants_a_reason_and_can_be_taken_back(store: Store, clean_up: int, neighbours: list[int]) -> None:
    with pytest.raises(Invalid, match="reason_empty"):
        activities.cancel(store, clean_up, " ")
    activities.cancel(store, clean_up, "下雨")
    with pytest.raises(Refused, match="activity_is_cancelled"):
        crediting.credit(store, neighbours, clean_up, 60)
    activities.take_up_again(store, clean_up)
    crediting.credit(store, neighbours, clean_up, 60)


def test_an_event_stands_among_the_lists_as_earning_nothing(store: Store, neighbours: list[int]) -> None:
    meeting = make(store, kind=ActivityKind.EVENT)
    attendance.mark(store, meeting, {neighbours[0]: (Attending.CAME, None)})
    assert listing.summaries(store, [meeting])[0].state is ListState.NO_POINTS
    for state in ListState:
        found = listing.window(store, Query(filters={"state": state.value})).ids
        assert list(found) == ([meeting] if state is ListState.NO_POINTS else [])
    coming = activities.save_activity(store, ActivityValues("种花", date(2026, 10, 9))).params["activity_id"]
    held = activities.save_activity(store, ActivityValues("浇水", date(2026, 10, 8))).params["activity_id"]
    assert [row.activity_id for row in listing.latest(store)] == [held]
    assert coming


def test_a_record_is_written_afterwards(store: Store, clean_up: int) -> None:
    activities.write_record(store, clean_up, "清了三个楼道\n\n来了新人 \n")
    assert activities.get_activity(store, clean_up).record == "清了三个楼道\n\n来了新人"


def test_the_calendar_tells_how_each_stands(store: Store, clean_up: int, neighbours: list[int]) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (Attending.CAME, 60), neighbours[1]: (Attending.SIGNED_UP, None)})
    today, later = date(2026, 10, 8), date(2026, 10, 9)
    for name, day, starts_at in (("晚上的", today, "19:00"), ("早上的", today, "8:00"), ("明天的", later, "")):
        activities.save_activity(store, ActivityValues(name, day, starts_at=starts_at))
    off = activities.save_activity(store, ActivityValues("取消的", later)).params["activity_id"]
    activities.cancel(store, off, "下雨")
    rows = calendar.month(store, DAY, later)
    assert [(row.activity.name, row.state, row.listed, row.came) for row in rows] == [
        ("清扫楼道", ActivityState.HELD, 2, 1),
        ("早上的", ActivityState.PLANNED, 0, 0),
        ("晚上的", ActivityState.PLANNED, 0, 0),
        ("取消的", ActivityState.CANCELLED, 0, 0),
        ("明天的", ActivityState.PLANNED, 0, 0),
    ]
    assert calendar.month(store, DAY, later, team_id=1) == ()
