# SPDX-License-Identifier: GPL-3.0-or-later
"""Facilities: what is written down, looked at, found broken, and taken away."""

from dataclasses import replace
from datetime import date

import pytest

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import FacilityValues, Outcome, Standing, Work, months_after
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.rectification import tasks
from hongyun_desktop.core.rectification.rules import Source
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store

SHED = FacilityValues(
    "电瓶车停车棚", "电瓶车停车棚", "5栋北侧", Work.BUILT, date(2026, 3, 31), 8_600_000, "社区", "鸿运小区物业",
    inspect_every_months=3,
)  # fmt: skip


def added(store: Store, values: FacilityValues = SHED) -> int:
    return keeping.save_facility(store, values).params["facility_id"]


def test_the_first_inspection_follows_from_the_day_it_was_built(store: Store) -> None:
    row = keeping.get_facility(store, added(store))
    assert row.next_inspection_on == date(2026, 6, 30)
    assert row.days_overdue == 100
    assert row.standing is Standing.UNSEEN


def test_a_look_sets_the_next_one_and_says_how_it_stands(store: Store) -> None:
    facility = added(store)
    keeping.inspect(store, facility, Outcome.SOUND, date(2026, 10, 8), "物业")
    row = keeping.get_facility(store, facility)
    assert (row.standing, row.next_inspection_on, row.days_overdue) == (Standing.SOUND, date(2027, 1, 8), 0)
    assert [each.inspector for each in keeping.inspections(store, facility)] == ["物业"]


def test_what_is_found_broken_becomes_a_task_of_its_place_and_keeper(store: Store) -> None:
    facility = added(store)
    changed = keeping.inspect(
        store, facility, Outcome.FAULT, date(2026, 10, 8), finding="雨棚漏水", raise_task=True
    )  # fmt: skip
    values = tasks.values_of(store, changed.params["task_id"])
    assert values.source is Source.UPKEEP
    assert values.title == "电瓶车停车棚：雨棚漏水"
    assert (values.place.building, values.party, values.facility_id) == ("5", "鸿运小区物业", facility)
    assert keeping.get_facility(store, facility).open_tasks == 1
    assert keeping.upkeep_of(store, facility) == (changed.params["task_id"],)


def test_a_look_with_its_task_is_undone_as_one(store: Store) -> None:
    facility = added(store)
    keeping.inspect(store, facility, Outcome.FAULT, date(2026, 10, 8), finding="雨棚漏水", raise_task=True)
    journal.undo(store)
    assert keeping.inspections(store, facility) == ()
    assert keeping.upkeep_of(store, facility) == ()
    assert keeping.get_facility(store, facility).next_inspection_on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (replace(SHED, name="　"), "facility_name_empty"),
        (replace(SHED, built_on=date(2026, 10, 9)), "day_in_future"),
        (replace(SHED, inspect_every_months=0), "inspection_interval_out_of_range"),
    ],
)
def test_what_can_not_be_is_refused_and_writes_nothing(store: Store, values: FacilityValues, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        added(store, values)
    assert keeping.list_facilities(store) == ()


def test_a_fault_without_words_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="finding_missing"):
        keeping.inspect(store, added(store), Outcome.FAULT, date(2026, 10, 8))


def test_what_was_removed_keeps_its_history_and_takes_no_more(store: Store) -> None:
    facility = added(store)
    keeping.inspect(store, facility, Outcome.SOUND, date(2026, 9, 1))
    keeping.remove_facility(store, facility, date(2026, 10, 1))
    row = keeping.get_facility(store, facility)
    assert (row.standing, row.next_inspection_on) == (Standing.REMOVED, None)
    assert len(keeping.inspections(store, facility)) == 1
    with pytest.raises(Refused, match="facility_is_removed"):
        keeping.inspect(store, facility, Outcome.SOUND, date(2026, 10, 8))


def test_the_list_asks_for_the_longest_due_first_and_filters_by_state(store: Store) -> None:
    late, soon, never = (
        added(store, replace(SHED, name=name, inspect_every_months=months, built_on=date(2026, 6, 1)))
        for name, months in (("道闸", 1), ("座椅", 6), ("书屋", None))
    )
    keeping.inspect(store, soon, Outcome.UNUSABLE, date(2026, 10, 1), finding="已拦起")
    assert [row.facility_id for row in keeping.list_facilities(store)] == [late, soon, never]
    assert keeping.facility_window(store, Query(filters={"standing": "unusable"})).ids == [soon]
    assert keeping.facility_window(store, Query("书屋")).ids == [never]


def test_the_search_finds_a_facility(store: Store) -> None:
    facility = added(store)
    assert [(hit.kind, hit.id) for hit in search(store, "停车棚")] == [("facility", facility)]


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_its_month(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
