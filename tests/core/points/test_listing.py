# SPDX-License-Identifier: GPL-3.0-or-later
"""What the points pages list: quarters, holders, stars, places."""

from datetime import date

import pytest

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import crediting, listing, merging, opening, point_rules, ranking, reversal
from hongyun_desktop.core.points.rules import stars_of
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold

SUMMER = Quarter(2026, 3)


@pytest.mark.parametrize(
    ("hours", "stars"),
    [(0, 0), (99, 0), (100, 1), (299, 1), (300, 2), (600, 3), (1000, 4), (1499, 4), (1500, 5), (9000, 5)],
)
def test_stars_begin_at_their_hours(hours: int, stars: int) -> None:
    assert stars_of(hours * 60) == stars


def test_a_star_needs_every_minute_of_its_hours() -> None:
    assert stars_of(100 * 60 - 1) == 0


def test_the_quarter_before_the_first_is_in_the_year_before() -> None:
    assert Quarter(2027, 1).previous() == Quarter(2026, 4)
    assert Quarter(2026, 4).previous() == SUMMER


def test_the_quarters_are_those_with_entries_and_the_one_that_runs(store: Store, neighbours: list[int]) -> None:
    assert listing.quarters(store) == [Quarter(2026, 4)]
    for day in (date(2025, 12, 31), date(2026, 9, 12)):
        crediting.credit(store, neighbours, hold(store, "清扫", day), 60)
    assert listing.quarters(store) == [Quarter(2026, 4), SUMMER, Quarter(2025, 4)]


def test_an_opening_makes_no_quarter(store: Store, neighbours: list[int]) -> None:
    opening.enter_opening(store, neighbours[0], 100, 600, date(2024, 5, 1), "册")
    assert listing.quarters(store) == [Quarter(2026, 4)]


def test_a_quarter_is_long_only_with_thousands_of_entries(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    assert not listing.is_long(store, SUMMER)


def test_holders_stand_by_address_or_by_points(store: Store, neighbours: list[int], clean_up: int) -> None:
    luo, wang, li = neighbours
    crediting.credit(store, neighbours, clean_up, 60)
    crediting.credit(store, [li], hold(store, "巡逻"), 90)
    by_address = listing.holders(store, Query())
    assert list(by_address.ids) == [wang, luo, li]
    row = by_address.fetch([li])[0]
    assert (row.name, row.dwelling, row.points, row.minutes, row.stars) == ("李伟", "12-1-101", 25, 150, 0)
    by_points = listing.holders(store, Query(sort="points", descending=True))
    assert by_points.ids[0] == li


def test_merged_people_are_one_holder_with_the_points_and_hours_of_both(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    luo, wang, _li = neighbours
    crediting.credit(store, [luo], clean_up, 60)
    crediting.credit(store, [wang], hold(store, "巡逻"), 120)
    merging.merge_people(store, luo, wang)
    window = listing.holders(store, Query(sort="points"))
    assert list(window.ids) == [wang]
    assert [(row.points, row.minutes) for row in window.fetch(window.ids)] == [(30, 180)]
    assert listing.holder(store, luo) == listing.holder(store, wang)


def test_whoever_has_no_account_yet_holds_nothing(store: Store, neighbours: list[int]) -> None:
    person = listing.holder(store, neighbours[0])
    assert (person.name, person.points, person.minutes, person.stars) == ("罗喆", 0, 0, 0)
    assert list(listing.holders(store, Query()).ids) == []
    with pytest.raises(Refused, match="resident_unknown"):
        listing.holder(store, 999)


def test_an_erased_person_keeps_the_points_without_the_name(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    erasure.erase(store, neighbours[0])
    person = listing.holder(store, neighbours[0])
    assert (person.name, person.points, person.erased) == ("已删除", 10, True)


def test_an_entry_belongs_to_the_person_who_stays(store: Store, neighbours: list[int], clean_up: int) -> None:
    luo, wang, _li = neighbours
    crediting.credit(store, [luo], clean_up, 60)
    merging.merge_people(store, luo, wang)
    assert listing.resident_of_entry(store, 1) == wang
    with pytest.raises(Refused, match="entry_unknown"):
        listing.resident_of_entry(store, 99)


def test_the_place_of_one_person_is_that_of_the_ranking(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    crediting.credit(store, neighbours[1:2], hold(store, "巡逻"), 60)
    for row in ranking.quarter_ranking(store, SUMMER):
        assert ranking.place_of(store, SUMMER, row.resident_id) == row.place
        assert ranking.points_of(store, SUMMER, row.resident_id) == row.points
    reversal.reverse(store, 1, "other")
    assert ranking.place_of(store, SUMMER, neighbours[0]) is None
    assert ranking.points_of(store, SUMMER, neighbours[0]) == 0
    assert ranking.place_of(store, Quarter(2026, 1), neighbours[1]) is None
    assert ranking.points_of(store, Quarter(2026, 1), neighbours[1]) == 0


def test_all_rules_are_listed_newest_first_within_their_kind(store: Store) -> None:
    point_rules.save_rule(store, "", 11, starts_on=date(2026, 1, 1))
    point_rules.save_rule(store, "", 12, starts_on=date(2026, 7, 1))
    point_rules.save_rule(store, "巡逻", 15, starts_on=date(2026, 3, 1))
    shown = [(rule.service_kind, rule.points_per_hour) for rule in point_rules.all_rules(store)]
    assert shown == [("", 12), ("", 11), ("巡逻", 15)]
    hold(store, "夜间巡逻", service_kind="夜巡")
    assert point_rules.known_kinds(store) == ["夜巡", "巡逻"]
