# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses as people write them, and the buildings that titles name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.roster.address import (
    Address,
    building_code,
    building_in,
    floor_of,
    parse_address,
    room_code,
    sort_key,
    unit_code,
    unit_in,
)

HOME = Address("3", "2", "1102")


@pytest.mark.parametrize(
    "text",
    [
        "3栋2单元1102号", "3栋2单元1102", "3-2-1102", "３－２－１１０２", "3—2—1102", "3号楼2单元1102室", "3幢2-1102",
        "三栋二单元1102", "03栋02单元1102", "3#-2-1102", "3.2.1102", "3/2/1102", "3_2_1102", "3栋-2单元-1102",
        "3 栋 2 单元 1102 号", "3座2单元1102房", "鸿运小区3栋2单元1102号", "鸿运小区3-2-1102",
        "四川省成都市新都区桂湖街道88号鸿运小区3栋2单元1102", "3栋2单元11层1102室", "3栋2单元11楼1102号房",
    ],
)  # fmt: skip
def test_one_dwelling_is_known_in_all_its_spellings(text: str) -> None:
    assert parse_address(text) == HOME


@pytest.mark.parametrize(
    "text",
    ["", "车库旁", "3栋", "3栋1102", "2-1102", "1102", "3-2-11-2", "3栋2单元", "2026-09-30", "13800000000", "3栋2单元11层2号",
     "3栋2单元9层1102", "510199198811170024", "3-2-1102，3-2-1103"],
)  # fmt: skip
def test_what_leaves_the_dwelling_open_is_no_address(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize("text", ["2-1102", "2单元1102", "2单元1102号", "２－１１０２", "2/1102", "二单元1102室"])
def test_a_building_known_from_elsewhere_completes_the_address(text: str) -> None:
    assert parse_address(text, "3栋") == HOME


def test_an_address_that_names_its_building_keeps_it_whatever_the_sheet_is_called() -> None:
    assert parse_address("5栋2单元1102", "3") == Address("5", "2", "1102")
    assert parse_address("5-2-1102", "3") == Address("5", "2", "1102")


def test_building_and_unit_known_from_elsewhere_leave_the_room() -> None:
    assert parse_address("1102室", "3", "2") == HOME


@pytest.mark.parametrize(
    "parts", [("3", "2", "1102"), ("3栋", "2单元", "1102号"), ("三号楼", "二", "１１０２"), ("03", "02", "1102室")]
)
def test_three_cells_make_an_address(parts: tuple[str, str, str]) -> None:
    assert Address.of(*parts) == HOME


@pytest.mark.parametrize("parts", [("", "2", "1102"), ("3", "", "1102"), ("3", "2", ""), ("3", "2", "车库旁")])
def test_a_missing_or_strange_cell_makes_none(parts: tuple[str, str, str]) -> None:
    assert Address.of(*parts) is None


@pytest.mark.parametrize(
    ("title", "building"),
    [
        ("3号楼", "3"), ("3栋", "3"), ("4#楼", "4"), ("4#", "4"), ("A栋", "A"), ("十二栋", "12"), ("鸿运小区3栋住户花名册", "3"),
        ("1-8栋", ""), ("1栋、2栋", ""), ("共8栋", ""), ("填表日期：2026年9月30号", ""), ("新都区88号", ""), ("Sheet1", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_title_names_a_building_only_by_its_word_and_only_one(title: str, building: str) -> None:
    assert building_in(title) == building


def test_codes_lose_their_words_and_leading_zeros() -> None:
    assert (building_code("03幢"), unit_code("二单元"), room_code("0302室")) == ("3", "2", "302")
    assert unit_in("3栋2单元") == "2"


def test_the_floor_is_what_stands_before_the_last_two_digits() -> None:
    assert [floor_of(room) for room in ("1102", "302", "3", "A")] == [11, 3, None, None]


def test_addresses_are_in_order_of_their_numbers() -> None:
    texts = ["10-1-101", "2-1-1002", "2-1-901", "A-1-101"]
    ordered = sorted(filter(None, map(parse_address, texts)), key=sort_key)
    assert [address.short for address in ordered] == ["A-1-101", "2-1-901", "2-1-1002", "10-1-101"]


codes = st.integers(1, 99).map(str)
addresses = st.builds(Address, codes, codes, st.integers(101, 9999).map(str))


@given(addresses)
def test_what_is_written_is_read_back(address: Address) -> None:
    assert parse_address(address.full) == parse_address(address.short) == address


@given(st.text(max_size=40))
def test_no_text_is_more_than_unreadable(text: str) -> None:
    parse_address(text)
    parse_address(text, "3", "2")
    building_in(text)
