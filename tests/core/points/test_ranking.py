# SPDX-License-Identifier: GPL-3.0-or-later
"""The places of a quarter."""

from datetime import date

from hongyun_desktop.core.points import balances, crediting, opening, ranking, reversal
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold, settle

SUMMER = Quarter(2026, 3)


def places(store: Store, top: int | None = None) -> list[tuple[int, str, int]]:
    return [(row.place, row.name, row.points) for row in ranking.quarter_ranking(store, SUMMER, top)]


def serve(store: Store, minutes: dict[int, int], held_on: date = date(2026, 9, 12)) -> None:
    for resident_id, length in minutes.items():
        crediting.credit(store, [resident_id], hold(store, f"活动{resident_id}", held_on), length)


def test_equals_share_a_place_and_the_next_one_is_left_out(store: Store) -> None:
    people = settle(store, "1", "1", "101", "甲一", "乙二", "丙三", "丁四")
    serve(store, dict(zip(people, (120, 60, 60, 30), strict=True)))
    assert places(store) == [(1, "甲一", 20), (2, "丙三", 10), (2, "乙二", 10), (4, "丁四", 5)]


def test_up_to_a_place_means_all_who_share_it(store: Store) -> None:
    people = settle(store, "1", "1", "101", "甲一", "乙二", "丙三", "丁四")
    serve(store, dict(zip(people, (120, 60, 60, 30), strict=True)))
    assert [place for place, _, _ in places(store, 1)] == [1]
    assert [place for place, _, _ in places(store, 2)] == [1, 2, 2]
    assert [place for place, _, _ in places(store, 3)] == [1, 2, 2]


def test_equals_stand_by_address_as_numbers_then_by_name_and_the_homeless_last(store: Store) -> None:
    people = [
        *settle(store, "10", "1", "101", "十栋"),
        *settle(store, "2", "1", "1102", "高层"),
        *settle(store, "2", "1", "902", "低层乙", "低层甲"),
        *settle(store, "A2", "1", "101", "字母"),
    ]
    with store.unit("resident_saved") as unit:
        unit.execute("UPDATE resident SET dwelling_id = NULL WHERE id = ?", (people[0],))
    serve(store, dict.fromkeys(people, 60))
    ranked = ranking.quarter_ranking(store, SUMMER)
    assert [(row.dwelling, row.name) for row in ranked] == [
        ("2-1-902", "低层乙"),
        ("2-1-902", "低层甲"),
        ("2-1-1102", "高层"),
        ("A2-1-101", "字母"),
        ("", "十栋"),
    ]


def test_only_service_in_the_quarter_counts_by_the_day_of_service(store: Store, neighbours: list[int]) -> None:
    first, second, third = neighbours
    serve(store, {first: 60}, date(2026, 7, 1))
    serve(store, {second: 90}, date(2026, 9, 30))
    serve(store, {first: 600, second: 600}, date(2026, 6, 30))
    serve(store, {third: 600}, date(2026, 10, 1))
    opening.enter_opening(store, third, 500, 6000, date(2026, 8, 1), "积分册")
    ranked = ranking.quarter_ranking(store, SUMMER)
    assert [(row.resident_id, row.points, row.minutes) for row in ranked] == [(second, 15, 90), (first, 10, 60)]


def test_whoever_has_nothing_left_after_reversals_is_not_ranked(store: Store, neighbours: list[int]) -> None:
    serve(store, {neighbours[0]: 60, neighbours[1]: 60})
    reversal.reverse(store, 1, "not_present")
    assert places(store) == [(1, "王秀英", 10)]


def test_an_erased_person_keeps_the_place_without_the_name(store: Store, neighbours: list[int]) -> None:
    serve(store, {neighbours[0]: 60, neighbours[1]: 30})
    erasure.erase(store, neighbours[0])
    first = ranking.quarter_ranking(store, SUMMER)[0]
    assert (first.place, first.name, first.dwelling, first.points, first.erased) == (1, "已删除", "", 10, True)


def test_a_quarter_without_service_has_no_places(store: Store) -> None:
    assert ranking.quarter_ranking(store, SUMMER) == []


def test_the_hours_of_a_quarter_are_those_of_the_ranking(store: Store) -> None:
    (person,) = settle(store, "1", "1", "101", "甲一")
    assert balances.minutes_in(store, person, SUMMER) == 0
    opening.enter_opening(store, person, 5, 600, date(2026, 8, 1), "积分册")
    serve(store, {person: 90})
    crediting.credit(store, [person], hold(store, "十月", date(2026, 10, 3)), 30)
    crediting.credit(store, [person], hold(store, "错的", date(2026, 9, 20)), 60)
    reversal.undo_batch(store, store.value("SELECT max(id) FROM batch"))
    assert balances.minutes_in(store, person, SUMMER) == 90 == ranking.quarter_ranking(store, SUMMER)[0].minutes
