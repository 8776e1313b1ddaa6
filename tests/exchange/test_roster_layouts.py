# SPDX-License-Identifier: GPL-3.0-or-later
"""Rosters as property offices lay them out, each read by what its headings say."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.exchange.roster_sheet import read_roster
from tests.exchange.sheets import TODAY, roster_of, told, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

DATA = Path(__file__).parents[1] / "data"
VALID = with_check_character("51019919680503011")


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        (("住址",), ("3栋2单元1102号",)),
        (("家庭住址",), ("鸿运小区3号楼2单元1102室",)),
        (("楼栋-单元-房号",), ("3-2-1102",)),
        (("房屋地址",), ("３栋２单元１１０２",)),
        (("地 址",), (" 3 栋 2 单元 1102 ",)),
        (("栋", "单元", "房号"), ("3栋", "2单元", "1102室")),
        (("楼栋", "单元", "房间号"), (3, 2, 1102)),
        (("楼号", "单元号", "室号"), ("03幢", "二单元", "1102")),
        (("栋", "房号"), ("3号楼", "2-1102")),
        (("楼栋", "房号"), ("三栋", "2单元1102")),
        (("住址",), ("3#2-1102",)),
        (("住址",), ("3栋2单元1102室（租户）",)),
        (("楼-单元-室",), ("3-2-1102",)),
        (("楼栋单元", "房号"), ("3栋2单元", "1102")),
        (("幢", "单元", "层", "室"), ("3幢", "2单元", "11层", "02室")),
    ],
)
def test_an_address_is_read_from_one_column_or_several(
    tmp_path: Path, heading: tuple[str, ...], cell: tuple[object, ...]
) -> None:
    file = roster_of(tmp_path, [["花名册"], [], ["序号", *heading, "姓名"], [1, *cell, "罗喆"]])
    assert told(file) == [("3-2-1102", "罗喆")]
    assert file.unrecognised == (("层",) if "层" in heading else ())


def test_a_room_that_is_counted_on_its_floor_is_not_one_of_every_floor(tmp_path: Path) -> None:
    rows = [["栋", "单元", "楼层", "房号", "姓名"], ["3", "2", 11, "2", "罗喆"], ["3", "2", 10, "2", "吕静"]]
    assert told(roster_of(tmp_path, rows)) == [("3 2 11层2", "罗喆"), ("3 2 10层2", "吕静")]


@pytest.mark.parametrize("heading", ["产权人", "房主", "户名", "产权人姓名"])
def test_whoever_owns_a_dwelling_is_a_person(tmp_path: Path, heading: str) -> None:
    assert told(roster_of(tmp_path, [["房屋坐落", heading], ["3-2-1102", "罗喆"]])) == [("3-2-1102", "罗喆")]


def test_what_only_closes_a_list_is_nobody(tmp_path: Path) -> None:
    rows = [["房号", "姓名"], ["3-2-1102", "罗喆"], ["", "以下空白"], ["", "————"], ["3-2-1103", "未交房"]]
    file = roster_of(tmp_path, rows)
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1103", "")]
    assert file.lines[1].occupancy is Occupancy.VACANT


def test_a_cell_of_several_people_is_told_and_not_one_person(tmp_path: Path) -> None:
    rows = [["房号", "姓名"], ["3-2-1102", "罗喆、吕静"], ["3-2-1103", "欧阳\n静雯"], ["3-2-1104", "单 妍/逄伟"]]
    file = roster_of(tmp_path, rows)
    assert [line.standing_problem for line in file.lines] == ["several_people", "", "several_people"]
    assert file.lines[1].name == "欧阳静雯"


def test_a_dwelling_may_be_ticked_for_what_it_is(tmp_path: Path) -> None:
    rows = [
        ["房号", "姓名", "自住", "出租", "空置"],
        ["3-2-1102", "罗喆", "√"],
        ["3-2-1103", "吕静", "", "√"],
        ["3-2-1104", "", "", "", "√"],
    ]
    file = roster_of(tmp_path, rows)
    assert [line.occupancy for line in file.lines] == [Occupancy.OWNER_OCCUPIED, Occupancy.LET, Occupancy.VACANT]


def test_numbers_that_were_rounded_before_they_became_text_are_lost_even_where_one_passes_its_check(
    tmp_path: Path,
) -> None:
    passing = next(
        number for day in range(10, 29) for serial in range(10)
        if (number := with_check_character(f"510199196805{day}{serial}00")).endswith("000")
    )  # fmt: skip
    wrong = [
        number for serial in range(10) if (number := f"51019919700501{serial}000") != with_check_character(number[:17])
    ]
    rows = [
        ["房号", "姓名", "身份证号"],
        ["3-2-1102", "罗喆", passing],
        ["3-2-1103", "吕静", wrong[0]],
        ["3-2-1104", "单妍", wrong[1]],
    ]
    assert [line.id_problem for line in roster_of(tmp_path, rows).lines] == ["id_precision_lost"] * 3
    assert [line.id_problem for line in roster_of(tmp_path, rows[:3]).lines] == ["", "id_precision_lost"]


@pytest.mark.parametrize("sheet", ["3号楼", "3栋", "三栋住户", "3幢名册"])
def test_the_building_may_stand_in_the_name_of_the_sheet(tmp_path: Path, sheet: str) -> None:
    assert told(roster_of(tmp_path, [["房号", "姓名"], ["2-1102", "罗喆"]], sheet)) == [("3-2-1102", "罗喆")]


def test_the_building_may_stand_in_the_title(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["鸿运小区3号楼住户花名册"], ["单元", "房号", "姓名"], [2, 1102, "罗喆"]])
    assert told(file) == [("3-2-1102", "罗喆")]


def test_every_sheet_with_a_heading_is_read_and_the_others_are_passed_over(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "多表.xlsx",
        {
            "填表说明": [["请如实填写，不要改动表头"], ["联系物业"]],
            "1号楼": [["房号", "姓名"], ["1-101", "罗喆"]],
            "2号楼": [["姓名", "房号"], ["吕静", "1-201"]],
        },
    )
    file = read_roster(path, TODAY)
    assert told(file) == [("1-1-101", "罗喆"), ("2-1-201", "吕静")]
    assert [line.sheet for line in file.lines] == ["1号楼", "2号楼"]


def test_a_row_without_any_address_belongs_to_the_dwelling_above(tmp_path: Path) -> None:
    rows = [["栋", "单元", "房号", "姓名"], ["1栋", 1, 101, "罗喆"], ["", "", "", "吕静"], ["1栋", 1, 102, "单妍"]]
    assert told(roster_of(tmp_path, rows)) == [("1-1-101", "罗喆"), ("1-1-101", "吕静"), ("1-1-102", "单妍")]


def test_a_row_below_an_unreadable_address_is_not_given_the_dwelling_before_it(tmp_path: Path) -> None:
    rows = [["栋", "单元", "房号", "姓名"], ["1栋", 1, 101, "罗喆"], ["", "", "车库旁", "吕静"], ["", "", "", "单妍"]]
    assert told(roster_of(tmp_path, rows)) == [("1-1-101", "罗喆"), ("车库旁", "吕静"), ("车库旁", "单妍")]


def test_partly_empty_address_cells_are_filled_only_where_the_workbook_merged_them(tmp_path: Path) -> None:
    rows = [["栋", "单元", "房号", "姓名"], ["1栋", "1单元", 101, "罗喆"], ["", "", 102, "吕静"]]
    assert told(roster_of(tmp_path, rows)) == [("1-1-101", "罗喆"), ("102", "吕静")]
    merged = roster_of(tmp_path, rows, merges=[(1, 0, 2, 0), (1, 1, 2, 1)])
    assert told(merged) == [("1-1-101", "罗喆"), ("1-1-102", "吕静")]


def test_a_heading_over_two_rows_is_read_as_one(tmp_path: Path) -> None:
    rows = [["姓名", "住址", "", ""], ["", "栋", "单元", "房号"], ["罗喆", "3栋", "2", "1102"]]
    assert told(roster_of(tmp_path, rows, merges=[(0, 0, 1, 0), (0, 1, 0, 3)])) == [("3-2-1102", "罗喆")]


def test_total_blank_heading_and_footer_rows_hold_nobody(tmp_path: Path) -> None:
    heading = ["住址", "姓名", "电话"]
    rows = [heading, ["1-1-101", "罗喆", ""], [], ["小计", "1人"], heading, ["1-1-102", "吕静", ""], ["合计", "", 2],
            ["制表人：物业", "审核：主任"]]  # fmt: skip
    file = roster_of(tmp_path, rows)
    assert told(file) == [("1-1-101", "罗喆"), ("1-1-102", "吕静")]
    assert [(row.row, row.code) for row in file.ignored] == [(4, "total_row"), (7, "total_row")]
    assert [line.row for line in file.lines] == [2, 6]


@pytest.mark.parametrize(
    "heading", ["身份证号码", "公民身份号码", "证件号码", "身份证", "居民身份证号", "身份证号（必填）", " 身 份 证 号 "]
)
def test_id_numbers_are_found_under_many_headings(tmp_path: Path, heading: str) -> None:
    file = roster_of(tmp_path, [["住址", "姓名", heading], ["1-1-101", "罗喆", VALID]])
    line = file.lines[0]
    assert (line.id_number, line.born_on, line.sex) == (VALID, date(1968, 5, 3), "男")


@pytest.mark.parametrize(
    ("cell", "number", "code", "text"),
    [
        ("\t" + VALID, VALID, "", ""),
        ("'" + VALID, VALID, "", ""),
        (VALID[:6] + " " + VALID[6:14] + " " + VALID[14:], VALID, "", ""),
        (VALID.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")), VALID, "", ""),
        (510199197806071234, "", "id_precision_lost", "510199197806071000"),
        ("5.10199E+17", "", "id_precision_lost", "510199000000000000"),
        (510199680503011, "", "id_format", "510199680503011"),
        ("510199680503011", "", "id_format", "510199680503011"),
        ("E12345678", "", "id_format", "E12345678"),
        (
            VALID[:17] + ("0" if VALID[17] != "0" else "1"),
            "",
            "id_check_digit",
            VALID[:17] + ("0" if VALID[17] != "0" else "1"),
        ),
        (with_check_character("51019920991301011"), "", "id_format", with_check_character("51019920991301011")),
        ("无", "", "", ""),
    ],
)
def test_an_id_number_is_taken_whole_or_kept_as_it_stood(
    tmp_path: Path, cell: object, number: str, code: str, text: str
) -> None:
    line = roster_of(tmp_path, [["住址", "姓名", "身份证号"], ["1-1-101", "罗喆", cell]]).lines[0]
    assert (line.id_number, line.id_problem, line.id_text) == (number, code, text)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        (13800000001, ("13800000001",)),
        ("138 0000 0001", ("13800000001",)),
        ("138-0000-0001", ("13800000001",)),
        ("+86 13800000001", ("13800000001",)),
        ("13800000001/02883968497", ("13800000001", "02883968497")),
        ("13800000001、028-83968497", ("13800000001", "02883968497")),
        ("13800000001\n13900000002", ("13800000001", "13900000002")),
        ("13800000001 13900000002", ("13800000001", "13900000002")),
        ("13800000001（微信同号）", ("13800000001",)),
        ("无", ()),
    ],
)
def test_phones_are_told_apart(tmp_path: Path, cell: object, phones: tuple[str, ...]) -> None:
    line = roster_of(tmp_path, [["住址", "姓名", "联系方式"], ["1-1-101", "罗喆", cell]]).lines[0]
    assert line.phones == phones


def test_two_columns_of_phones_are_one_list(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "手机", "座机"], ["1-1-101", "罗喆", "13800000001", "02883968497"]]
    assert roster_of(tmp_path, rows).lines[0].phones == ("13800000001", "02883968497")


@pytest.mark.parametrize(
    "cell", [date(1968, 5, 3), 24961, "1968.5.3", "19680503", "1968年5月3日", "1968-05-03", "1968/5/3"]
)
def test_a_birth_date_is_read_in_every_spelling(tmp_path: Path, cell: object) -> None:
    line = roster_of(tmp_path, [["住址", "姓名", "出生年月"], ["1-1-101", "罗喆", cell]]).lines[0]
    assert line.born_on == date(1968, 5, 3)


def test_a_name_loses_its_blanks_and_what_stands_in_brackets(tmp_path: Path) -> None:
    rows = [["住址", "姓 名"], ["1-1-101", "罗　喆"], ["1-1-102", "吕静（户主）"], ["1-1-103", "买买提•艾力"]]
    file = roster_of(tmp_path, rows)
    assert [line.name for line in file.lines] == ["罗喆", "吕静", "买买提·艾力"]
    assert file.lines[1].relation == "户主"


def test_an_unrecognised_heading_is_kept_as_a_note_and_reported(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "车牌号", "备注"], ["1-1-101", "罗喆", "川A12345", "租期到年底"]]
    file = roster_of(tmp_path, rows)
    assert file.unrecognised == ("车牌号",)
    assert file.lines[0].note == "租期到年底；车牌号：川A12345"


def test_a_vacant_dwelling_needs_no_name(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "居住状态"], ["1-1-101", "", "空置"], ["1-1-102", "空置", ""], ["1-1-103", "罗喆", "租住"]]
    file = roster_of(tmp_path, rows)
    assert told(file) == [("1-1-101", ""), ("1-1-102", ""), ("1-1-103", "罗喆")]
    assert [line.occupancy for line in file.lines] == [Occupancy.VACANT, Occupancy.VACANT, Occupancy.LET]


def test_a_character_of_ones_own_making_is_reported(tmp_path: Path) -> None:
    line = roster_of(tmp_path, [["住址", "姓名"], ["1-1-101", "罗\ue001"]]).lines[0]
    assert line.standing_problem == "private_use_character"


def test_a_person_may_say_what_a_heading_means(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "怪表.xlsx", {"a": [["位置", "姓名"], ["1-1-101", "罗喆"]]})
    assert read_roster(path, TODAY, {"位置": "address"}).lines[0].address is not None


def test_a_workbook_without_a_roster_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no_heading_found"):
        roster_of(tmp_path, [["会议记录"], ["今天讨论了车棚"]])


def test_a_sign_in_sheet_is_not_taken_for_a_roster() -> None:
    with pytest.raises(Invalid, match="looks_like_sign_in"):
        read_roster(DATA / "signin-2026Q3.xlsx", TODAY)


def test_a_roster_may_tell_how_long_somebody_has_served(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "性别", "日期", "服务时长"], ["1-1-101", "罗喆", "男", "2020-01-01", 30]]
    assert told(roster_of(tmp_path, rows)) == [("1-1-101", "罗喆")]


@pytest.mark.parametrize(
    ("cell", "name", "phones", "note"),
    [
        ("罗喆 13800000001", "罗喆", ("13800000001",), ""),
        ("罗喆138 0000 0001", "罗喆", ("13800000001",), ""),
        ("罗喆：138-0000-0001", "罗喆", ("13800000001",), ""),
        ("1.罗喆", "罗喆", (), ""),
        ("12、罗喆", "罗喆", (), ""),
        ("罗喆【党员】", "罗喆", (), "党员"),
        ("罗喆*", "罗喆", (), "*"),
        ("★罗喆", "罗喆", (), "★"),
        ("王芳2", "王芳2", (), ""),
        ("欧阳 方方", "欧阳方方", (), ""),
        ("买买提·艾力", "买买提·艾力", (), ""),
        ("John Smith", "John Smith", (), ""),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(
    tmp_path: Path, cell: str, name: str, phones: tuple[str, ...], note: str
) -> None:
    (line,) = roster_of(tmp_path, [["房号", "姓名"], ["3-2-1102", cell]]).lines
    assert (line.name, line.phones, line.note, line.standing_problem) == (name, phones, note, "")


@pytest.mark.parametrize(
    ("cell", "status"), [("√", "中共党员"), ("是", "中共党员"), ("×", ""), ("否", ""), ("预备党员", "预备党员")]
)
def test_a_tick_below_party_members_is_one(tmp_path: Path, cell: str, status: str) -> None:
    (line,) = roster_of(tmp_path, [["房号", "姓名", "党员"], ["3-2-1102", "罗喆", cell]]).lines
    assert line.political_status == status


def test_a_unit_beside_a_room_of_another_one_is_not_read(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "房号", "姓名"],
        ["3", "2", "101.5", "罗喆"],
        ["3", "2", "1-1102", "吕静"],
        ["3", "2", "2-1102", "单妍"],
    ]
    assert told(roster_of(tmp_path, rows)) == [("3 2 101.5", "罗喆"), ("3 2 1-1102", "吕静"), ("3-2-1102", "单妍")]


@pytest.mark.parametrize("cell", ["罗喆 吕静", "罗喆等3人", "罗喆夫妇", "罗喆一家三口"])
def test_people_who_are_only_counted_or_set_apart_by_a_blank_are_several(tmp_path: Path, cell: str) -> None:
    (line,) = roster_of(tmp_path, [["房号", "姓名"], ["3-2-1102", cell]]).lines
    assert line.standing_problem == "several_people"


def test_nobody_has_the_id_number_of_another_by_a_ditto_mark(tmp_path: Path) -> None:
    rows = [["房号", "姓名", "身份证号"], ["3-2-1102", "罗喆", VALID], ["〃", "吕静", "同上"]]
    lines = roster_of(tmp_path, rows).lines
    assert [(line.id_number, line.id_problem, line.id_text) for line in lines] == [
        (VALID, "", ""),
        ("", "id_format", "同上"),
    ]


def test_a_ditto_mark_in_a_roster_says_what_stands_above_it(tmp_path: Path) -> None:
    rows = [
        ["房号", "姓名", "原属村"],
        ["3-2-1102", "罗喆", "东林村"],
        ["〃", "吕静", "同上"],
        ["3-2-1103", "单妍", "同上"],
    ]
    file = roster_of(tmp_path, rows)
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静"), ("3-2-1103", "单妍")]
    assert {line.home_village for line in file.lines} == {"东林村"}
