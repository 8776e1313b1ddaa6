# SPDX-License-Identifier: GPL-3.0-or-later
"""What a single cell says, whatever type it has."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.exchange.cells import date_of, id_number_of, phones_of, text_of
from hongyun_desktop.exchange.reading import Cell

TODAY = date(2026, 10, 8)
DAY = date(1968, 5, 3)


@pytest.mark.parametrize(
    "cell",
    ["1968.5.3", "1968-05-03", "1968/5/3", "1968年5月3日", "１９６８年５月３日", "19680503", 19680503.0, 24961.0, "24961", DAY,
     datetime(1968, 5, 3, 8, 0), "1968-5-3 08:00:00", "1968/5/3 8:00", "1968年5月3日（星期五）", "1968年5月3号", "一九六八年五月三日", "一九六八年五月〇三日"],
)  # fmt: skip
def test_one_day_is_known_in_all_its_forms(cell: Cell) -> None:
    assert date_of(cell) == DAY


@pytest.mark.parametrize("cell", ["1968.05", "1968年5月", 1968.05, 1968.5, "196805", 196805.0])
def test_a_month_is_its_first_day(cell: Cell) -> None:
    assert date_of(cell) == date(1968, 5, 1)


@pytest.mark.parametrize(
    "cell", ["2026-13-40", "五月初三", "", 1968.0, 1968.1, time(8, 0), True, "9:00-11:30", "9月26日"]
)
def test_what_names_no_day_is_none(cell: Cell) -> None:
    assert date_of(cell) is None


def test_a_time_behind_the_day_never_moves_it() -> None:
    assert date_of("2026/9/26 9:00") == date_of("2026-9-26 19:30-21:00") == date(2026, 9, 26)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        (13800000000.0, ("13800000000",)),
        ("13800000000/02883968497", ("13800000000", "02883968497")),
        ("13800000000、13900000000", ("13800000000", "13900000000")),
        ("13800000000\n13900000000", ("13800000000", "13900000000")),
        ("13800000000 13900000000", ("13800000000", "13900000000")),
        ("132 1259 4674", ("13212594674",)),
        ("028-83968497", ("02883968497",)),
        ("028—83968497", ("02883968497",)),
        ("(028)83968497", ("02883968497",)),
        ("+86 13800000000", ("13800000000",)),
        ("无", ()),
    ],
)  # fmt: skip
def test_phones_are_read_from_any_cell(cell: Cell, phones: tuple[str, ...]) -> None:
    assert phones_of(cell) == (phones, "")


@pytest.mark.parametrize("cell", ["微信同号13800000000", "13800000000转3"])
def test_a_mobile_number_among_words_is_taken_and_the_words_are_kept(cell: str) -> None:
    assert phones_of(cell) == (("13800000000",), cell)


@pytest.mark.parametrize("cell", ["\t510199198811170024", "'510199198811170024", "510199 19881117 0024", "５１０１９９１９８８１１１７００２４",
                                  '="510199198811170024"', "\u202d510199198811170024\u202c"])  # fmt: skip
def test_an_id_number_as_text_is_read_whatever_stands_around_it(cell: str) -> None:
    read = id_number_of(cell, TODAY)
    assert (read.number, read.problem) == ("510199198811170024", "")
    assert read.facts
    assert (read.facts.born_on, read.facts.sex) == (date(1988, 11, 17), "女")


@pytest.mark.parametrize(
    ("cell", "problem", "text"),
    [
        (5.10199197806073e17, "id_precision_lost", "510199197806073000"),
        ("5.1E+17", "id_precision_lost", "510000000000000000"),
        (510199880101001.0, "id_format", "510199880101001"),
        (51019919881117.0, "id_format", "51019919881117"),
        ("510199880101001", "id_format", "510199880101001"),
        ("E1234567", "id_format", "E1234567"),
        ("510199198811170025", "id_check_digit", "510199198811170025"),
        ("", "", ""),
        ("/", "", ""),
    ],
)
def test_an_id_number_that_cannot_be_taken_says_why(cell: Cell, problem: str, text: str) -> None:
    read = id_number_of(cell, TODAY)
    assert (read.number, read.problem, read.text) == ("", problem, text)


cells = st.one_of(st.text(max_size=30), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times())


@given(cells)
def test_no_cell_is_more_than_unreadable(cell: Cell) -> None:
    text_of(cell)
    date_of(cell)
    phones_of(cell)
    id_number_of(cell, TODAY)
