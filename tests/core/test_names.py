# SPDX-License-Identifier: GPL-3.0-or-later
"""Names are stored in one spelling, and no character gets in that nobody can print."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_name, clean_text, mend_gb18030


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("罗　喆", "罗喆"),
        ("罗 喆", "罗喆"),
        (" 罗喆\n", "罗喆"),
        ("罗\u200b喆\ufeff", "罗喆"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("Ｍａｒｙ　Ｓｍｉｔｈ", "Mary Smith"),
        ("Mary   Smith", "Mary Smith"),
        ("张三（大）", "张三（大）"),
        ("𠮷田", "𠮷田"),
        ("㛃", "㛃"),
        ("", ""),
    ],
)
def test_a_name_is_stored_in_one_spelling(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        once = clean_name(text)
    except Invalid:
        return
    assert clean_name(once) == once
    assert once == once.strip()
    assert not any(unicodedata.category(character) == "Co" for character in once)


def test_the_eight_characters_that_moved_in_gb18030_are_where_they_belong_now() -> None:
    old = "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
    assert mend_gb18030(old) == "龴龵龶龷龸龹龺龻"
    assert clean_name("李\ue864") == "李龻"


def test_a_character_of_the_private_use_area_is_refused_by_its_code() -> None:
    for clean in (clean_name, clean_text):
        with pytest.raises(Invalid) as caught:
            clean("李\ue000")
        assert (caught.value.code, caught.value.params["code_point"]) == ("private_use_character", "U+E000")


def test_text_of_one_line_keeps_its_blanks_but_not_their_number() -> None:
    assert clean_text(" 爱打\t太极\n和 唱歌\u200b ") == "爱打 太极 和 唱歌"
