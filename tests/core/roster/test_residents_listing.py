# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of residents: what fits, in which order, and how many."""

import re
from datetime import date
from typing import Any

import pytest
from households import dwelling, neighbours, person
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster import erasure, listing, residents
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.dwellings import get_dwelling, list_dwellings, short_addresses
from hongyun_desktop.core.roster.rules import Occupancy, RosterTotals, age_on
from hongyun_desktop.core.store.store import Store


def names(store: Store, **asked: Any) -> list[str]:
    window = listing.residents_window(store, Query(**asked))
    return [row.name for row in window.fetch(window.ids)]


def fitting(store: Store, **filters: Any) -> list[str]:
    return names(store, filters=filters)


def test_people_stand_by_address_as_numbers_the_head_first_and_those_without_a_dwelling_last(store: Store) -> None:
    neighbours(store)
    assert names(store) == ["单妍", "罗喆", "吕静", "王建国", "无房"]


def test_a_long_list_begins_with_the_first_units_and_stands_as_a_whole_in_one_order(store: Store) -> None:
    homeless = person(store, "无房", None)
    for number in range(1, 27):
        home = dwelling(store, f"{'B' if number % 3 == 0 else ''}{number % 7 + 1}-{number}-{number}01")
        for each in range(4):
            person(store, f"住户{number}-{each}", home)
    ids = listing.residents_window(store, Query()).ids
    head = list(ids[:50])
    assert (len(ids), ids[-1]) == (105, homeless)
    whole = list(ids)
    assert head == whole[:50]
    # Asked for by another way, which puts all in order at once.
    by_address = listing.residents_window(store, Query(sort="address"))
    assert whole == list(by_address.ids)
    people = by_address.fetch(whole)
    places = [sort_key(each.address) for each in people if each.address]
    assert places == sorted(places)


def test_the_address_upside_down_keeps_those_without_one_last(store: Store) -> None:
    neighbours(store)
    assert names(store, sort="address", descending=True) == ["王建国", "罗喆", "吕静", "单妍", "无房"]


def test_names_stand_as_they_read(store: Store) -> None:
    neighbours(store)
    assert names(store, sort="name") == ["单妍", "罗喆", "吕静", "王建国", "无房"]
    assert names(store, sort="name", descending=True)[0] == "无房"


def test_the_youngest_come_first_and_those_of_unknown_age_last(store: Store) -> None:
    neighbours(store)
    assert names(store, sort="age") == ["王建国", "无房", "吕静", "罗喆", "单妍"]
    assert names(store, sort="age", descending=True) == ["罗喆", "吕静", "无房", "王建国", "单妍"]


def test_villages_stand_together_and_those_without_one_last(store: Store) -> None:
    neighbours(store)
    assert names(store, sort="village")[:3] == ["吕静", "单妍", "罗喆"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"building": "3"}, ["罗喆", "吕静"]),
        ({"occupancy": Occupancy.LET}, ["王建国"]),
        ({"occupancy": "vacant"}, []),
        ({"occupancy": listing.NO_DWELLING}, ["无房"]),
        ({"tag": "志愿者"}, ["罗喆", "王建国"]),
        ({"village": "青龙村"}, ["单妍", "罗喆"]),
        ({"tag": "志愿者", "village": "青龙村"}, ["罗喆"]),
    ],
)
def test_filters_narrow_the_list_together(store: Store, filters: dict[str, Any], expected: list[str]) -> None:
    neighbours(store)
    assert fitting(store, **filters) == expected


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        ("child", ["王建国"]),  # 14 tomorrow
        ("minor", ["王建国"]),  # 无房 is 18 today
        ("grown", ["无房"]),
        ("old", ["罗喆", "吕静"]),
        ("very_old", ["罗喆"]),  # 80 today
    ],
)
def test_age_bands_count_full_years_on_the_day(store: Store, band: str, expected: list[str]) -> None:
    neighbours(store)
    assert fitting(store, age=band) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("罗", ["罗喆"]),
        ("wjg", ["王建国"]),
        ("shan", ["单妍"]),
        ("3-2-1102", ["罗喆", "吕静"]),
        ("3栋2单元", ["罗喆", "吕静"]),
        ("5678", ["单妍"]),
        ("  ", ["单妍", "罗喆", "吕静", "王建国", "无房"]),
        ("。", []),
    ],
)
def test_what_is_typed_is_found_as_in_the_search(store: Store, text: str, expected: list[str]) -> None:
    neighbours(store)
    assert names(store, text=text) == expected


def test_a_row_shows_masked_numbers_and_the_age(store: Store) -> None:
    ids = neighbours(store)
    (row,) = listing.residents_window(store, Query()).fetch([ids["罗喆"]])
    assert (row.phone, row.age, row.address, row.tags) == (
        "138****1111", 80, Address("3", "2", "1102"), ("志愿者", "党员"),
    )  # fmt: skip
    assert row.occupancy is Occupancy.OWNER_OCCUPIED


def test_a_page_comes_in_the_order_asked_without_those_who_are_gone(store: Store) -> None:
    ids = neighbours(store)
    window = listing.residents_window(store, Query())
    residents.remove_resident(store, ids["吕静"])
    rows = window.fetch([ids["王建国"], ids["吕静"], ids["罗喆"]])
    assert [row.name for row in rows] == ["王建国", "罗喆"]


def test_erased_people_are_in_no_list(store: Store) -> None:
    ids = neighbours(store)
    erasure.erase(store, ids["罗喆"])
    assert len(names(store)) == 4
    assert listing.totals(store, Query()).residents == 4
    assert listing.tags_in_use(store) == ["志愿者"]


def test_totals_count_everything_or_what_fits(store: Store) -> None:
    neighbours(store)
    assert listing.totals(store, Query()) == RosterTotals(buildings=3, dwellings=4, vacant=1, residents=5)
    assert listing.totals(store, Query(filters={"building": "3"})) == RosterTotals(1, 2, 1, 2)
    assert listing.totals(store, Query(filters={"tag": "志愿者"})) == RosterTotals(2, 2, 0, 2)
    assert listing.totals(store, Query(filters={"occupancy": "vacant"})) == RosterTotals(1, 1, 1, 0)


def test_everybody_is_counted_without_looking_at_each_row(store: Store) -> None:
    said: list[str] = []
    connection = store.database.connection()
    connection.set_trace_callback(said.append)
    listing.totals(store, Query())
    len(listing.residents_window(store, Query()).ids)
    connection.set_trace_callback(None)
    counts = [each for each in said if "count(" in each]
    plans = [row[3] for each in counts for row in store.sql(f"EXPLAIN QUERY PLAN {each}")]
    assert len(counts) == 3
    assert [step for step in plans if re.search(r"SCAN (resident|dwelling)\b(?! USING (COVERING )?INDEX)", step)] == []


def test_a_vacant_dwelling_fits_by_itself(store: Store) -> None:
    vacant = dwelling(store, "3-2-1103", Occupancy.VACANT)
    home = dwelling(store, "3-2-1102")
    person(store, "罗喆", home)
    assert listing.dwellings_fitting(store, Query()) == {vacant, home}
    assert listing.dwellings_fitting(store, Query("1103")) == {vacant}
    assert listing.dwellings_fitting(store, Query("罗")) == {home}
    assert listing.dwellings_fitting(store, Query(filters={"occupancy": "vacant"})) == {vacant}


def test_choices_are_what_is_in_use(store: Store) -> None:
    neighbours(store)
    assert listing.building_codes(store) == ["A2", "3", "12"]
    assert listing.tags_in_use(store) == ["志愿者", "党员"]
    assert listing.words_in_use(store, "home_village") == ["青龙村", "团结村"]
    assert listing.words_in_use(store, "relation") == ["户主", "租客", "配偶"]


@given(
    st.dates(date(1900, 1, 1), date(2026, 10, 8)),
    st.dates(date(2026, 10, 8), date(2100, 1, 1)),
)
def test_an_age_is_the_number_of_birthdays(born_on: date, day: date) -> None:
    years = age_on(born_on, day)
    anniversary = (born_on.year + years, born_on.month, born_on.day)
    assert anniversary <= (day.year, day.month, day.day) < (anniversary[0] + 1, born_on.month, born_on.day)


def test_the_first_dwelling_that_fits_is_that_of_the_lowest_numbers(store: Store) -> None:
    neighbours(store)
    assert listing.first_dwelling_fitting(store, Query()) == min(
        listing.dwellings_fitting(store, Query()),
        key=lambda dwelling_id: sort_key(get_dwelling(store, dwelling_id).address),
    )
    assert listing.first_dwelling_fitting(store, Query("没有这个人")) == 0


def test_the_short_addresses_stand_as_the_dwellings_do(store: Store) -> None:
    neighbours(store)
    assert short_addresses(store) == [row.address.short for row in list_dwellings(store)]
