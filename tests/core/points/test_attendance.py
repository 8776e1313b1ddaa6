# SPDX-License-Identifier: GPL-3.0-or-later
"""The one attendance list: sign-ups, the paper sheet and imports meet, and points follow who came."""

from datetime import date

import pytest

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import (
    attendance,
    balances,
    crediting,
    ledger,
    merging,
    point_rules,
    reversal,
    statement,
)
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.roster.residents import remove_resident
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import CLEAN_UP_DAY, bring_in, held, hold

CAME, ABSENT, SIGNED_UP = Attending.CAME, Attending.ABSENT, Attending.SIGNED_UP


def standing(store: Store, activity_id: int) -> list[tuple[str, str, int | None, int | None]]:
    """Name, state, minutes and points of each line."""
    return [(row.name, row.state.value, row.minutes, row.points) for row in attendance.list_of(store, activity_id)]


def test_signing_up_makes_lines_and_no_points(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.sign_up(store, clean_up, neighbours)
    assert standing(store, clean_up) == [
        ("王秀英", "signed_up", None, None),
        ("罗喆", "signed_up", None, None),
        ("李伟", "signed_up", None, None),
    ]
    assert held(store) == []


def test_signing_up_again_leaves_a_line_as_it_is(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 90)})
    attendance.sign_up(store, clean_up, neighbours[:2])
    assert ("罗喆", "came", 90, None) in standing(store, clean_up)
    assert len(standing(store, clean_up)) == 2


def test_a_sign_up_can_be_undone_and_done_again(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.sign_up(store, clean_up, neighbours)
    journal.undo(store)
    assert attendance.list_of(store, clean_up) == ()
    journal.redo(store)
    assert len(attendance.list_of(store, clean_up)) == 3


def test_confirming_credits_who_came_each_with_their_own_hours(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    attendance.sign_up(store, clean_up, neighbours)
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 90), neighbours[1]: (CAME, 150)})
    changed = attendance.confirm(store, clean_up)
    assert {key: changed.params[key] for key in ("count", "minutes", "points")} == {
        "count": 2, "minutes": 240, "points": 40,
    }  # fmt: skip
    assert standing(store, clean_up) == [
        ("王秀英", "came", 150, 25),
        ("罗喆", "came", 90, 15),
        ("李伟", "signed_up", None, None),
    ]
    assert ledger.verify(store) == []


def test_confirming_twice_credits_nobody_twice(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60)})
    attendance.confirm(store, clean_up)
    with pytest.raises(Refused, match="nobody_came"):
        attendance.confirm(store, clean_up)
    attendance.mark(store, clean_up, {neighbours[1]: (CAME, 60)})
    assert attendance.confirm(store, clean_up).params["count"] == 1
    assert balances.balance(store, neighbours[0]) == balances.balance(store, neighbours[1]) == 10


def test_confirming_can_not_be_undone(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60)})
    attendance.confirm(store, clean_up)
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)


def test_somebody_who_came_without_hours_stops_the_whole_confirmation(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60), neighbours[1]: (CAME, None)})
    with pytest.raises(Refused, match="came_without_minutes") as refused:
        attendance.confirm(store, clean_up)
    assert refused.value.params["names"] == "王秀英"
    assert held(store) == []


def test_an_activity_still_to_come_can_be_listed_but_not_confirmed(store: Store, neighbours: list[int]) -> None:
    later = hold(store, "重阳敬老", date(2026, 10, 18))
    attendance.mark(store, later, {neighbours[0]: (CAME, 60)})
    with pytest.raises(Invalid, match="day_in_future"):
        attendance.confirm(store, later)


@pytest.mark.parametrize(("minutes", "code"), [(0, "minutes_not_positive"), (1500, "longer_than_a_day")])
def test_hours_that_can_not_be_are_refused(
    store: Store, neighbours: list[int], clean_up: int, minutes: int, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        attendance.mark(store, clean_up, {neighbours[0]: (CAME, minutes)})


def test_nobody_is_signed_up_by_an_empty_choice(store: Store, clean_up: int) -> None:
    with pytest.raises(Invalid, match="nobody_chosen"):
        attendance.sign_up(store, clean_up, [])


def test_whoever_an_import_credited_counts_as_having_come(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.sign_up(store, clean_up, neighbours[:1])
    bring_in(store, "罗喆", 120)
    bring_in(store, "李伟", 60)
    assert standing(store, clean_up) == [("罗喆", "came", 120, 20), ("李伟", "came", 60, 10)]
    with pytest.raises(Refused, match="nobody_came"):
        attendance.confirm(store, clean_up)


def test_a_credited_line_is_neither_marked_nor_taken_off(store: Store, neighbours: list[int], clean_up: int) -> None:
    bring_in(store, "罗喆")
    with pytest.raises(Refused, match="attendance_credited") as refused:
        attendance.mark(store, clean_up, {neighbours[0]: (ABSENT, None)})
    assert refused.value.params["names"] == "罗喆"
    with pytest.raises(Refused, match="attendance_credited"):
        attendance.take_off(store, clean_up, neighbours[:1])


def test_taking_somebody_off_can_be_undone(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (ABSENT, None)})
    attendance.take_off(store, clean_up, neighbours)
    assert attendance.list_of(store, clean_up) == ()
    journal.undo(store)
    assert standing(store, clean_up) == [("罗喆", "absent", None, None)]


def test_after_a_reversal_somebody_has_to_be_confirmed_anew(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60), neighbours[1]: (CAME, 60)})
    attendance.confirm(store, clean_up)
    reversal.reverse(store, statement.statement(store, neighbours[0])[0].row_id, "wrong_hours")
    assert ("罗喆", "signed_up", 60, None) in standing(store, clean_up)
    with pytest.raises(Refused, match="nobody_came"):
        attendance.confirm(store, clean_up)
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 30)})
    attendance.confirm(store, clean_up)
    assert balances.balance(store, neighbours[0]) == 5
    assert ledger.verify(store) == []


def test_taking_back_a_batch_sets_its_whole_list_back(store: Store, neighbours: list[int], clean_up: int) -> None:
    attendance.mark(store, clean_up, dict.fromkeys(neighbours, (CAME, 60)))
    batch_id = attendance.confirm(store, clean_up).params["batch_id"]
    reversal.undo_batch(store, int(str(batch_id)))
    assert {row.state for row in attendance.list_of(store, clean_up)} == {SIGNED_UP}


def test_a_list_is_saved_whole_and_those_left_out_go(store: Store, neighbours: list[int]) -> None:
    values = ActivityValues("清扫楼道", CLEAN_UP_DAY, "环境美育队")
    made = attendance.save_list(store, values, dict.fromkeys(neighbours, (SIGNED_UP, None)))
    activity_id = int(str(made.params["activity_id"]))
    attendance.save_list(store, values, {neighbours[2]: (CAME, 60)}, activity_id)
    assert standing(store, activity_id) == [("李伟", "came", 60, None)]
    journal.undo(store)
    assert len(standing(store, activity_id)) == 3


def test_a_list_saved_and_confirmed_is_all_or_nothing(store: Store, neighbours: list[int]) -> None:
    values = ActivityValues("清扫楼道", CLEAN_UP_DAY)
    with pytest.raises(Refused, match="came_without_minutes"):
        attendance.save_and_confirm(store, values, {neighbours[0]: (CAME, 60), neighbours[1]: (CAME, None)})
    assert activities.find_activity(store, CLEAN_UP_DAY, "清扫楼道") is None
    made = attendance.save_and_confirm(store, values, {neighbours[0]: (CAME, 60), neighbours[1]: (SIGNED_UP, None)})
    assert made.params["points"] == 10
    assert len(standing(store, int(str(made.params["activity_id"])))) == 2


def test_the_cap_of_a_day_counts_what_was_earned_before(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 1, 1), cap_per_day=25)
    bring_in(store, "罗喆", 120, "巡逻")
    expected = crediting.expected(store, "", CLEAN_UP_DAY, {neighbours[0]: 60, neighbours[1]: 60})
    assert [(each.points, each.capped_by) for each in expected.values()] == [(5, "day"), (10, "")]
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60), neighbours[1]: (CAME, 60)})
    assert attendance.confirm(store, clean_up).params["points"] == 15


def test_merged_people_have_one_line_and_the_one_that_says_more_stays(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    other = hold(store, "巡逻")
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 90), neighbours[1]: (SIGNED_UP, None)})
    attendance.mark(store, other, {neighbours[0]: (SIGNED_UP, None)})
    merging.merge_people(store, neighbours[0], neighbours[1])
    assert standing(store, clean_up) == [("王秀英", "came", 90, None)]
    assert standing(store, other) == [("王秀英", "signed_up", None, None)]
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60)})
    attendance.confirm(store, clean_up)
    assert standing(store, clean_up) == [("王秀英", "came", 60, 10)]


def test_an_erased_person_leaves_every_list_but_what_was_credited_stays(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    other = hold(store, "巡逻")
    attendance.mark(store, clean_up, {neighbours[0]: (CAME, 60)})
    attendance.confirm(store, clean_up)
    attendance.sign_up(store, other, neighbours[:1])
    erasure.erase(store, neighbours[0])
    assert standing(store, clean_up) == [("已删除", "came", 60, 10)]
    assert attendance.list_of(store, other) == ()
    images = "SELECT count(*) FROM journal_row WHERE table_name = 'attendance' AND after LIKE '%resident_id%'"
    assert store.value(images) == 0
    with pytest.raises(Refused, match="resident_erased"):
        attendance.sign_up(store, other, neighbours[:1])


def test_somebody_on_a_list_is_not_removed_as_entered_by_mistake(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    attendance.sign_up(store, clean_up, neighbours[:1])
    with pytest.raises(Refused, match="resident_in_use"):
        remove_resident(store, neighbours[0])
