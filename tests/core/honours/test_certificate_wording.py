# SPDX-License-Identifier: GPL-3.0-or-later
"""What certificates say, word for word."""

from datetime import date

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours import wording as words

ISSUER, DAY = "鸿运小区自管委", date(2026, 10, 1)
TERM = date(2026, 10, 1), date(2028, 9, 30)


def test_an_honour_names_person_service_hours_and_title() -> None:
    deed = words.deed_of_quarter("2026年第三季度", 14 * 60)
    wording = words.honour("王翀犇", "同志", deed, "季度志愿之星", ISSUER, DAY)
    assert words.plain_text(wording).split("\n") == [
        "荣誉证书",
        "王翀犇同志：",
        "在2026年第三季度志愿服务中，热心公益、乐于奉献，累计服务14小时，被评为“季度志愿之星”。",
        "特发此证，以资鼓励。",
        "鸿运小区自管委",
        "二〇二六年十月一日",
    ]
    assert wording.unbroken == ("王翀犇", "“季度志愿之星”", "14小时")


@pytest.mark.parametrize(("minutes", "text"), [(840, "14"), (570, "9.5"), (30, "0.5"), (6000, "100"), (20, "0.3")])
def test_hours_are_printed_without_needless_decimals(minutes: int, text: str) -> None:
    assert words.hours_text(minutes) == text


def test_no_hours_are_claimed_where_none_were_counted() -> None:
    assert "小时" not in words.deed_of_quarter("2026年第三季度", 0)


def test_nothing_follows_a_teams_name() -> None:
    wording = words.honour("环境美育队", "", "在2026年度", "优秀自组织队伍", ISSUER, DAY)
    assert "\n环境美育队：\n" in words.plain_text(wording)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("季度志愿之星", "“季度志愿之星”"),
        ("《季度志愿之星》", "“季度志愿之星”"),
        ("“季度志愿之星”", "“季度志愿之星”"),
        ('"季度志愿之星"', "“季度志愿之星”"),
        ("“《季度志愿之星》”", "“季度志愿之星”"),
        ("《鸿运》之星", "“‘鸿运’之星”"),
        ("“鸿运”之“星”", "“‘鸿运’之‘星’”"),
        ('"鸿运"之星', "“‘鸿运’之星”"),
        ("环境美育队队长", "“环境美育队长”"),
    ],
)
def test_a_title_stands_in_one_pair_of_quotes_whatever_was_typed(typed: str, printed: str) -> None:
    assert words.quoted(typed) == printed


def test_an_appointment_gives_the_term_in_chinese_and_closes_on_a_line_of_its_own() -> None:
    wording = words.appointment("王翀犇", "同志", "微网格员", *TERM, ISSUER, DAY)
    assert wording.paragraphs == (
        "兹聘请王翀犇同志为微网格员，聘期自二〇二六年十月一日至二〇二八年九月三十日。",
        "此聘",
    )
    assert (wording.recipient, words.name_of(wording)) == ("", "王翀犇")


def test_a_letter_of_thanks_ends_with_a_salute() -> None:
    wording = words.thanks("罗喆", "女士", ("感谢您。", "  ", "祝好。"), ISSUER, DAY)
    assert wording.paragraphs == ("感谢您。", "祝好。")
    assert wording.closing == ("此致", "敬礼！")


def test_a_completion_names_course_and_days() -> None:
    wording = words.completion("罗喆", "先生", "2026年9月1日至9月20日", "《社治微学堂》", ISSUER, DAY)
    assert wording.paragraphs == (
        "罗喆先生于2026年9月1日至9月20日参加“社治微学堂”，学完规定课程，成绩合格，准予结业。",
    )


def test_a_name_too_long_for_a_line_may_break_but_is_still_the_name() -> None:
    name = "鸿运小区环境美育与文明宣导联合志愿服务队"
    assert words.name_of(words.appointment(name, "", "顾问", *TERM, ISSUER, DAY)) == name


@pytest.mark.parametrize(
    ("code", "name", "honorific", "deed", "title"),
    [
        ("recipient_empty", " ", "同志", "在邻里节中", "志愿之星"),
        ("honorific_unknown", "罗喆", "阁下", "在邻里节中", "志愿之星"),
        ("paragraph_empty", "罗喆", "同志", "　", "志愿之星"),
        ("paragraph_too_long", "罗喆", "同志", "好" * 401, "志愿之星"),
        ("title_empty", "罗喆", "同志", "在邻里节中", "《》"),
        ("title_too_long", "罗喆", "同志", "在邻里节中", "星" * 31),
        ("private_use_character", "罗\ue123", "同志", "在邻里节中", "志愿之星"),
    ],
)
def test_what_can_not_be_said_is_refused(code: str, name: str, honorific: str, deed: str, title: str) -> None:
    with pytest.raises(Invalid) as refused:
        words.honour(name, honorific, deed, title, ISSUER, DAY)
    assert refused.value.code == code


def test_a_term_can_not_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="term_ends_before_start"):
        words.appointment("罗喆", "同志", "楼长", TERM[1], TERM[0], ISSUER, DAY)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 10, 1), "二〇二六年十月一日"),
        (date(2030, 12, 31), "二〇三〇年十二月三十一日"),
        (date(2026, 1, 20), "二〇二六年一月二十日"),
        (date(2026, 11, 10), "二〇二六年十一月十日"),
    ],
)
def test_the_date_is_written_in_chinese(day: date, text: str) -> None:
    assert words.chinese_date(day) == text


def test_a_wording_comes_back_from_the_database_as_it_went_in() -> None:
    wording = words.appointment("王翀犇", "同志", "微网格员", *TERM, ISSUER, DAY)
    assert words.from_json(words.to_json(wording)) == wording
    assert words.from_json('{"erased":true}') is None
