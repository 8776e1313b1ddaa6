# SPDX-License-Identifier: GPL-3.0-or-later
"""The wording of a 勘误换发 keeps what was not changed, and name and body say the same."""

from datetime import date

import pytest
from honours_scene import TITLE, TODAY

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.correcting import corrected, honorific_of
from hongyun_desktop.core.honours.wording import name_of

ISSUER = "鸿运小区自管委"
HONOUR = words.honour("罗喆", "同志", "在邻里节中热心公益，累计服务14小时", TITLE, ISSUER, TODAY)
POST = words.appointment("罗喆", "同志", "议事员", TODAY, date(2027, 10, 7), ISSUER, TODAY)


def test_nothing_changed_is_the_same_wording() -> None:
    for wording in (HONOUR, POST):
        assert honorific_of(wording) == "同志"
        assert corrected(wording, name_of(wording), honorific_of(wording), wording.paragraphs) == wording


def test_a_new_name_and_honorific_stand_on_the_line_of_address() -> None:
    new = corrected(HONOUR, " 罗　哲 ", "女士", HONOUR.paragraphs)
    assert (new.recipient, new.honorific, new.unbroken[0]) == ("罗哲", "女士", "罗哲")
    assert new.paragraphs == HONOUR.paragraphs


def test_a_new_title_in_the_body_is_no_longer_kept_whole_as_the_old_one() -> None:
    body = [HONOUR.paragraphs[0].replace(TITLE, "邻里之星"), HONOUR.paragraphs[1]]
    new = corrected(HONOUR, "罗喆", "同志", body)
    assert new.unbroken == ("罗喆", "14小时")


def test_a_name_inside_the_body_changes_there() -> None:
    new = corrected(POST, "罗哲", "女士", POST.paragraphs)
    assert new.paragraphs[0].startswith("兹聘请罗哲女士为议事员")
    assert (new.recipient, name_of(new)) == ("", "罗哲")
    by_hand = [POST.paragraphs[0].replace("罗喆同志", "罗哲女士"), POST.paragraphs[1]]
    assert corrected(POST, "罗哲", "女士", by_hand) == new


def test_what_does_not_fit_is_said_at_its_field() -> None:
    cases = (
        (("", "同志", HONOUR.paragraphs), "recipient_empty", "name"),
        (("罗喆", "老师", HONOUR.paragraphs), "honorific_unknown", "honorific"),
        (("罗喆", "同志", (" ",)), "paragraph_empty", "paragraphs"),
    )
    for asked, code, field in cases:
        with pytest.raises(Invalid, match=code) as caught:
            corrected(HONOUR, *asked)
        assert caught.value.field == field
    with pytest.raises(Invalid, match="name_not_in_body"):
        corrected(POST, "罗哲", "女士", ("兹聘请谢玥同志为议事员。",))
