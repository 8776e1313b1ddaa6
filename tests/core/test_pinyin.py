# SPDX-License-Identifier: GPL-3.0-or-later
"""A name is found by how it sounds, surnames by both readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.pinyin import reading, search_words, spellings, toned


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("罗喆", {"luozhe", "lz"}),
        ("单妍", {"danyan", "shanyan", "dy", "sy"}),
        ("吕静", {"lvjing", "lujing", "lj"}),
        ("仇英", {"chouying", "qiuying", "cy", "qy"}),
        ("解缙", {"jiejin", "xiejin"}),
        ("曾国", {"cengguo", "zengguo"}),
        ("查良", {"chaliang", "zhaliang"}),
        ("区明", {"quming", "ouming"}),
        ("翟明", {"zhaiming", "zm"}),
        ("缪明", {"miaoming"}),
        ("朴明", {"piaoming"}),
        ("覃明", {"qinming", "tanming"}),
        ("盖明", {"geming", "gaiming"}),
        ("乐明", {"leming", "yueming"}),
        ("欧阳静雯", {"ouyangjingwen", "oyjw"}),
        ("Mary", {"mary"}),
    ],
)
def test_a_name_is_found_by_each_of_its_readings(name: str, typed: set[str]) -> None:
    assert typed <= set(search_words(name))


def test_a_surname_is_read_so_only_where_it_is_a_surname() -> None:
    assert "wangshan" not in search_words("王单")
    assert "wangdan" in search_words("王单")


def test_a_reading_has_no_tone() -> None:
    assert (reading("吕"), reading("A"), reading("7"), reading("·"), reading("☃")) == ("lv", "a", "7", "", "")


def test_nothing_known_says_nothing() -> None:
    assert spellings("") == spellings("☃") == search_words("☃") == ()


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6))
def test_a_name_has_at_most_eight_spellings_of_one_length(name: str) -> None:
    ways = spellings(name)
    assert len(ways) <= 8
    assert len({len(way) for way in ways}) <= 1
    assert all(syllable.isascii() and syllable.isalpha() for way in ways for syllable in way)


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单妍", "shàn yán"), ("曾强", "zēng qiáng"), ("万俟静", "mò qí jìng"), ("尉迟明", "yù chí míng"),
        ("吕静", "lǚ jìng"), ("解放", "xiè fàng"), ("古丽·买", "gǔ lì · mǎi"),
    ],
)  # fmt: skip
def test_a_surname_is_read_as_a_surname(name: str, reading: str) -> None:
    assert toned(name) == reading
