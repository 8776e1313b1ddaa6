# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding rare characters by parts and sound."""

import pytest

from hongyun_desktop.core.characters import find_characters
from hongyun_desktop.core.pinyin import TONELESS


def _first(words: str, count: int = 5) -> str:
    return "".join(found.character for found in find_characters(words, count))


@pytest.mark.parametrize(
    ("words", "character"),
    [
        ("龙天", "䶮"), ("龙+天", "䶮"), ("龍 天", "䶮"), ("吉吉", "喆"), ("方方土", "堃"), ("王月", "玥"), ("金宏", "𬭎"),
        ("金字旁 宏", "𬭎"), ("土土土", "垚"), ("三点水 无", "𣲘"), ("木木木", "森"), ("火火火", "焱"),
    ],
)  # fmt: skip
def test_a_character_is_found_first_by_its_parts(words: str, character: str) -> None:
    assert _first(words, 1) == character


def test_a_sound_finds_all_characters_that_are_read_so_rare_ones_of_the_national_list_first() -> None:
    found = find_characters("yan")
    assert any(each.character == "䶮" for each in found)
    assert all(any(reading.translate(TONELESS).startswith("yan") for reading in each.readings) for each in found)
    assert found[0].listed


def test_parts_and_sound_narrow_each_other() -> None:
    assert "䶮" in _first("天 yan", 20)
    assert all(
        any(reading.translate(TONELESS).startswith("yan") for reading in each.readings)
        for each in find_characters("天 yan")
    )


def test_a_part_deep_inside_a_character_is_found() -> None:
    assert "㛃" in _first("女刀", 200) or any(each.character == "㛃" for each in find_characters("女丰刀"))


@pytest.mark.parametrize("words", ["", "  ", "+", "！", "123"])
def test_nothing_asked_finds_nothing(words: str) -> None:
    assert find_characters(words) == ()


def test_parts_that_no_character_has_find_nothing() -> None:
    assert find_characters("龙龙龙龙龙龙") == ()
