# SPDX-License-Identifier: GPL-3.0-or-later
"""The headings of a file as a person looks them over, and columns that a person assigned."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.exchange import reading
from hongyun_desktop.exchange.columns import SKIPPED
from hongyun_desktop.exchange.reading import Sheet, read_workbook
from hongyun_desktop.exchange.roster_sheet import read_roster_sheets
from hongyun_desktop.exchange.seen_columns import headings_of, seen_columns

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 10, 8)
STRANGE = Sheet("名单", [["小区住户一览", "", ""], ["称呼", "在哪住", "怎么找"], ["罗喆", "3-2-1102", "13800001111"]])


def test_known_headings_come_with_their_field_and_what_stands_below() -> None:
    seen = seen_columns(read_workbook(DATA / "roster-office.xlsx"), "roster", {})
    fields = {each.heading: each.field for each in seen}
    assert fields["身份证号码"] == "id_number"
    assert len(next(each for each in seen if each.field == "name").samples) == 3


def test_a_file_without_a_word_we_know_still_shows_its_likely_headings() -> None:
    seen = seen_columns([STRANGE], "roster", {})
    assert headings_of(seen) == ("称呼", "在哪住", "怎么找")
    assert {each.field for each in seen} == {""}
    assert seen[0].samples == ("罗喆",)


def test_what_was_assigned_is_seen_at_once_even_before_it_is_enough() -> None:
    assert [each.field for each in seen_columns([STRANGE], "roster", {"称呼": "name"})] == ["name", "", ""]


def test_assigned_headings_make_a_strange_file_readable() -> None:
    said = {"称呼": "name", "在哪住": "address", "怎么找": "phone"}
    (line,) = read_roster_sheets([STRANGE], "名单.xlsx", TODAY, said).lines
    assert line.address is not None
    assert (line.name, line.address.short, line.phones) == ("罗喆", "3-2-1102", ("13800001111",))


def test_a_column_that_means_nothing_becomes_a_note_and_one_that_is_skipped_does_not() -> None:
    rows = [["姓名", "住址", "血型", "爱好"], ["罗喆", "3-2-1102", "A", "下棋"]]
    sheet = Sheet("名单", rows)
    (line,) = read_roster_sheets([sheet], "名单.xlsx", TODAY).lines
    assert line.note == "血型：A；爱好：下棋"
    (line,) = read_roster_sheets([sheet], "名单.xlsx", TODAY, {"血型": SKIPPED, "爱好": SKIPPED}).lines
    assert line.note == ""


def test_a_heading_that_was_told_to_mean_nothing_means_nothing() -> None:
    sheet = Sheet("名单", [["姓名", "住址", "状态"], ["罗喆", "3-2-1102", "出租"]])
    (line,) = read_roster_sheets([sheet], "名单.xlsx", TODAY, {"状态": ""}).lines
    assert line.occupancy is None
    assert line.note == "状态：出租"


def test_equal_headings_of_several_sheets_are_one() -> None:
    one = Sheet("1栋", [["姓名", "住址", "电话"], ["罗喆", "1-1-101", ""]])
    two = Sheet("2栋", [["姓名", "住址", "电话", "车牌"], ["吕静", "2-1-101", "13800001111", "川A"]])
    seen = seen_columns([one, two], "roster", {})
    assert headings_of(seen) == ("姓名", "住址", "电话", "车牌")
    assert seen[2].samples == ("13800001111",)


class Stopped(Exception):
    """Somebody pressed 取消."""


def test_whoever_waits_for_a_workbook_can_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_ASKED_EVERY_S", 0.0)

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        reading.read_workbook(DATA / "roster-office.xlsx", waiting=stop)
