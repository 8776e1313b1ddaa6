# SPDX-License-Identifier: GPL-3.0-or-later
"""ID numbers and phones: what is valid, what it says, and how it is masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.identity import (
    IdFacts,
    is_phone,
    mask_id_number,
    mask_name,
    mask_phone,
    read_id_number,
    tidy_id_number,
    tidy_phone,
    with_check_character,
)

TODAY = date(2026, 10, 8)
BIRTHS = st.dates(date(1880, 1, 1), TODAY)
SEQUENCES = st.integers(0, 999)


def number(born_on: date, sequence: int, region: str = "510199") -> str:
    return with_check_character(f"{region}{born_on:%Y%m%d}{sequence:03}")


@given(BIRTHS, SEQUENCES)
def test_a_number_tells_birth_and_sex(born_on: date, sequence: int) -> None:
    assert read_id_number(number(born_on, sequence), TODAY) == IdFacts(born_on, "男" if sequence % 2 else "女")


@given(BIRTHS, SEQUENCES, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(born_on: date, sequence: int, place: int, character: str) -> None:
    right = number(born_on, sequence)
    wrong = right[:place] + character + right[place + 1 :]
    if wrong != right:
        with pytest.raises(Invalid):
            read_id_number(wrong, TODAY)


@given(BIRTHS, SEQUENCES, st.integers(0, 15))
def test_two_neighbouring_characters_exchanged_are_always_noticed(born_on: date, sequence: int, place: int) -> None:
    right = number(born_on, sequence)
    wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    if wrong != right:
        with pytest.raises(Invalid):
            read_id_number(wrong, TODAY)


def test_the_check_character_follows_the_standards_own_example() -> None:
    assert with_check_character("11010519491231002") == "11010519491231002X"


@pytest.mark.parametrize("region", ["510199", "659013", "830000", "999999"])
def test_the_region_is_never_a_reason_to_refuse(region: str) -> None:
    assert read_id_number(number(date(1950, 2, 3), 1, region), TODAY).born_on == date(1950, 2, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "id_format"),
        ("510199500203001", "id_format"),
        ("E12345678", "id_format"),
        ("5.10199E+17", "id_format"),
        (number(date(1950, 2, 3), 1) + "1", "id_format"),
        (with_check_character("51019919500230001"), "id_format"),
        (with_check_character("51019918791231001"), "id_format"),
        (number(date(2026, 10, 9), 1), "id_format"),
        (with_check_character("01019919500203001"), "id_format"),
        ("51019919500203001" + ("0" if number(date(1950, 2, 3), 1)[-1] != "0" else "1"), "id_check_digit"),
        ("٥١٠١٩٩١٩٥٠٠٢٠٣٠٠١٠", "id_format"),
    ],
)
def test_what_is_not_a_number_says_why(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_id_number(text, TODAY)
    assert (caught.value.code, caught.value.field) == (code, "id_number")


def test_a_child_born_today_has_a_number() -> None:
    assert read_id_number(number(TODAY, 2), TODAY).born_on == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "510199 19500203 0012",
        "'510199195002030012",
        "５１０１９９１９５００２０３００１２",
        "\ufeff510199-19500203-0012",
    ],
)
def test_blanks_quotes_dashes_and_full_width_digits_go(text: str) -> None:
    assert tidy_id_number(text) == "510199195002030012"


def test_a_small_or_full_width_x_becomes_a_capital() -> None:
    assert tidy_id_number("51019919500203001x")[-1] == tidy_id_number("51019919500203001ｘ")[-1] == "X"


def test_masks_hide_the_middle() -> None:
    assert mask_id_number("51019919500203001X") == "510***********001X"
    assert mask_id_number("") == ""
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("85551234") == "****1234"
    assert mask_phone("1234") == "1234"
    assert mask_phone("") == ""


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("0086-13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("（028）8555-1234", "02885551234"),
        ("8655512345", "8655512345"),
        ("+852 5123 4567", "+85251234567"),
    ],
)
def test_a_phone_number_is_its_digits(text: str, tidy: str) -> None:
    assert tidy_phone(text) == tidy
    assert is_phone(tidy)


@pytest.mark.parametrize("text", ["", "123456", "电话", "1381234567a", "1" * 16])
def test_what_is_no_phone_number(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize(
    ("name", "shown"), [("", ""), ("张", "张"), ("张芳", "张*"), ("张小芳", "张*芳"), ("欧阳小芳", "欧**芳")]
)
def test_a_masked_name_keeps_its_ends(name: str, shown: str) -> None:
    assert mask_name(name) == shown
