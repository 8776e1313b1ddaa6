# SPDX-License-Identifier: GPL-3.0-or-later
"""Several tables on one sheet: beside each other, below each other, or parted by a line."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.exchange.sign_in_sheet import read_sign_in
from hongyun_desktop.exchange.task_sheet import read_tasks
from tests.exchange.sheets import TODAY, Rows, roster_of, sign_in_of, told, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

HEADING = ["房号", "姓名", "电话"]
BOTH = [("3-2-1102", "罗喆"), ("4-1-101", "吕静")]


@pytest.mark.parametrize(
    "rows",
    [
        [["3栋住户花名册"], HEADING, ["2-1102", "罗喆"], [], ["4栋住户花名册"], HEADING, ["1-101", "吕静"]],
        [["3栋住户花名册"], HEADING, ["2-1102", "罗喆"], ["共1户"], ["4栋住户花名册"], ["姓名", "房号"], ["吕静", "1-101"]],
        [HEADING, ["3栋"], ["2-1102", "罗喆"], ["4栋（共1户）"], ["1-101", "吕静"]],
        [["单元", "房号", "姓名"], ["3号楼"], ["2", "1102", "罗喆"], ["四栋"], ["1", "101", "吕静"]],
        [HEADING, ["3-2-1102", "罗喆"], ["四栋"], HEADING, ["1-101", "吕静"]],
        [["鸿运小区"], HEADING, ["3-2-1102", "罗喆"], ["第1页"], ["鸿运小区住户花名册"], HEADING, ["4-1-101", "吕静"]],
    ],
)  # fmt: skip
def test_each_part_is_of_the_building_that_its_own_line_names(tmp_path: Path, rows: Rows) -> None:
    file = roster_of(tmp_path, rows)
    assert told(file) == BOTH
    numbers = [number for number, row in enumerate(rows, 1) if "罗喆" in row or "吕静" in row]
    assert [line.row for line in file.lines] == numbers


def test_a_building_that_sheet_and_title_name_differently_is_nobodys_to_guess(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["4栋住户花名册"], HEADING, ["2-1102", "罗喆"]], "3栋")
    assert [line.address for line in file.lines] == [None]


def test_tables_beside_each_other_share_nobodys_phone(tmp_path: Path) -> None:
    row = ["3-2-1102", "罗喆", "13800000000", "", "4-1-101", "吕静", "13900000000"]
    file = roster_of(tmp_path, [[*HEADING, "", *HEADING], row, ["3-2-1103", "单妍"]])
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1103", "单妍"), ("4-1-101", "吕静")]
    assert [line.phones for line in file.lines] == [("13800000000",), (), ("13900000000",)]
    assert [(line.sheet, line.row) for line in file.lines] == [("Sheet1", 2), ("Sheet1", 3), ("Sheet1（E列起）", 2)]


def test_people_beside_each_other_share_their_dwelling_but_no_emergency_contact_lives_there(tmp_path: Path) -> None:
    heading = ["房号", "姓名", "电话", "姓名", "电话"]
    row = ["3-2-1102", "罗喆", "13800000000", "吕静", "13900000000"]
    file = roster_of(tmp_path, [["", "业主", "", "租户", ""], heading, row])
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静")]
    file = roster_of(tmp_path, [["", "业主", "", "紧急联系人", ""], heading, row])
    assert told(file) == [("3-2-1102", "罗喆")]


HEAD, WIFE, SON = (with_check_character(f"5101991970010{day}") for day in ("1011", "1022", "1031"))


@pytest.mark.parametrize(
    "heading",
    [
        ["房号", "户主姓名", "户主身份证号", "成员1姓名", "成员1身份证号", "成员2姓名", "成员2身份证号"],
        ["房号", "户主", "身份证号", "成员姓名", "身份证号", "成员姓名", "身份证号"],
        ["房号", "户主", "户主身份证号", "家庭成员一", "家庭成员一身份证号", "家庭成员二", "家庭成员二身份证号"],
    ],
)
def test_a_household_in_one_row_is_everybody_with_their_own_number(tmp_path: Path, heading: list[str]) -> None:
    file = roster_of(tmp_path, [heading, ["3-2-1102", "罗喆", HEAD, "吕静", WIFE, "单妍", SON], ["3-2-1103", "逄伟"]])
    people = [(line.name, line.relation, line.id_number) for line in file.lines if line.name]
    assert people == [("罗喆", "户主", HEAD), ("逄伟", "户主", ""), ("吕静", "", WIFE), ("单妍", "", SON)]
    assert {line.address.short for line in file.lines if line.address} == {"3-2-1102", "3-2-1103"}


@pytest.mark.parametrize(
    "heading",
    [
        ["房号", "户主", "电话", "家庭成员1", "关系1", "家庭成员2", "关系2"],
        ["房号", "户主", "电话", "家庭成员1", "关系", "家庭成员2", "关系"],
        ["房号", "户主姓名", "户主电话", "成员一", "与户主关系", "成员二", "与户主关系"],
    ],
)
def test_a_relation_behind_a_member_is_not_the_heads(tmp_path: Path, heading: list[str]) -> None:
    file = roster_of(tmp_path, [heading, ["3-2-1102", "罗喆", "13800000001", "吕静", "妻", "单妍", "女"]])
    assert [(line.name, line.relation, line.phones) for line in file.lines] == [
        ("罗喆", "户主", ("13800000001",)), ("吕静", "妻", ()), ("单妍", "女", ()),
    ]  # fmt: skip
    assert file.unrecognised == ()


def test_relations_may_stand_behind_all_members_by_their_number(tmp_path: Path) -> None:
    heading = ["房号", "户主", "家庭成员1", "家庭成员2", "关系1", "关系2", "备注"]
    file = roster_of(tmp_path, [heading, ["3-2-1102", "罗喆", "吕静", "单妍", "妻", "女", "自住"]])
    assert [(line.name, line.relation, line.note) for line in file.lines] == [
        ("罗喆", "户主", "自住"), ("吕静", "妻", ""), ("单妍", "女", ""),
    ]  # fmt: skip


def test_two_numbers_of_the_head_stay_with_the_head(tmp_path: Path) -> None:
    heading = ["房号", "户主", "电话1", "电话2", "家庭成员1", "家庭成员2"]
    file = roster_of(tmp_path, [heading, ["3-2-1102", "罗喆", "13800000001", "13800000002", "吕静", "单妍"]])
    assert [(line.name, line.phones) for line in file.lines] == [
        ("罗喆", ("13800000001", "13800000002")), ("吕静", ()), ("单妍", ()),
    ]  # fmt: skip


def test_a_line_across_a_list_is_nobody(tmp_path: Path) -> None:
    rows = [["姓名", "房号", "电话"], ["东林村"], ["罗喆", "3-2-1102"], ["二组"], ["吕静", "3-2-1103"], ["单妍"]]
    file = roster_of(tmp_path, rows, merges=[(1, 0, 1, 2)])
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1103", "吕静"), ("3-2-1103", "单妍")]


def test_a_member_whose_name_has_merged_cells_like_its_heading_is_somebody(tmp_path: Path) -> None:
    rows = [["姓名", "", "", "房号"], ["罗喆", "", "", "3-2-1102"], ["吕静", "", "", ""]]
    file = roster_of(tmp_path, rows, merges=[(number, 0, number, 2) for number in range(3)])
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静")]


def test_the_number_of_the_head_is_not_that_of_the_members_in_the_rows_below(tmp_path: Path) -> None:
    heading = ["房号", "户主", "户主身份证号", "家庭成员", "与户主关系"]
    file = roster_of(
        tmp_path, [heading, ["3-2-1102", "罗喆", HEAD, "罗喆", "户主"], ["", "罗喆", HEAD, "吕静", "妻子"]]
    )
    assert [(line.name, line.id_number) for line in file.lines] == [("罗喆", ""), ("吕静", "")]


def test_who_owns_and_who_rents_are_two_people_of_one_dwelling(tmp_path: Path) -> None:
    heading = ["房号", "业主姓名", "业主电话", "租户姓名", "租户电话"]
    file = roster_of(tmp_path, [heading, ["3-2-1102", "罗喆", "13800000000", "吕静", "13900000000"]])
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静")]
    assert [line.phones for line in file.lines] == [("13800000000",), ("13900000000",)]


def test_a_number_behind_the_tenant_is_not_the_owners(tmp_path: Path) -> None:
    heading = ["房号", "业主", "电话", "租户", "电话", "备注"]
    file = roster_of(tmp_path, [heading, ["3-2-1102", "罗喆", "13800000000", "吕静", "13900000000", "急"]])
    assert [(line.name, line.phones, line.note) for line in file.lines] == [
        ("罗喆", ("13800000000",), "急"), ("吕静", ("13900000000",), ""),
    ]  # fmt: skip


def test_an_address_above_each_household_is_everybodys_below_it(tmp_path: Path) -> None:
    heading = ["姓名", "与户主关系"]
    rows = [["住址：3栋2单元1102"], heading, ["罗喆", "户主"], [], ["住址：4栋1单元101"], heading, ["吕静", "户主"]]
    assert told(roster_of(tmp_path, rows)) == BOTH


def test_a_building_beside_an_address_of_another_one_is_not_read(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["楼栋", "住址", "姓名"], ["4栋", "3-2-1102", "罗喆"], ["3栋", "2单元1102", "吕静"]])
    assert told(file) == [("4栋 3-2-1102", "罗喆"), ("3-2-1102", "吕静")]


def test_a_row_that_shows_how_to_fill_the_list_in_is_nobody(tmp_path: Path) -> None:
    rows = [HEADING, ["例：3-2-1102", "张三", "13800000000"], ["示例", "李四", ""], ["3-2-1102", "罗喆", ""]]
    assert told(roster_of(tmp_path, rows)) == [("3-2-1102", "罗喆")]


def test_each_list_of_who_served_has_the_day_above_it(tmp_path: Path) -> None:
    heading = ["姓名", "房号", "时长"]
    rows = [
        ["2026-07-04 微花园补栽"], heading, ["罗喆", "1-1-101", 2], [], ["2026-07-11 清洁"], heading, ["吕静", "1-1-102", 2],
        ["7月18日 文明劝导"], ["单妍", "1-1-103", 2],
    ]  # fmt: skip
    lines = sign_in_of(tmp_path, rows).lines
    assert [(line.held_on, line.activity, line.name) for line in lines] == [
        (date(2026, 7, 4), "微花园补栽", "罗喆"), (date(2026, 7, 11), "清洁", "吕静"), (date(2026, 7, 18), "文明劝导", "单妍"),
    ]  # fmt: skip


def test_lists_of_who_served_beside_each_other_have_the_same_title(tmp_path: Path) -> None:
    heading = ["序号", "姓名", "时长"]
    rows = [["活动：清洁 日期：2026-09-26"], [*heading, *heading], [1, "罗喆", 2, 2, "吕静", 1.5]]
    lines = sign_in_of(tmp_path, rows).lines
    assert [(line.name, line.minutes, line.activity, line.held_on) for line in lines] == [
        ("罗喆", 120, "清洁", date(2026, 9, 26)), ("吕静", 90, "清洁", date(2026, 9, 26)),
    ]  # fmt: skip


def test_groups_of_people_beside_each_other_may_stand_above_their_columns(tmp_path: Path) -> None:
    rows = [
        ["门牌号", "户主", "", "租户", "", "房屋状态"], ["", "姓名", "电话", "姓名", "电话", ""],
        ["1-1-101", "罗喆", "13800000001", "吕静", "13800000002", "出租"],
    ]  # fmt: skip
    merges = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)]
    assert [(line.name, line.phones) for line in roster_of(tmp_path, rows, merges=merges).lines] == [
        ("罗喆", ("13800000001",)),
        ("吕静", ("13800000002",)),
    ]


def test_ledgers_may_stand_beside_each_other(tmp_path: Path) -> None:
    heading = ["问题描述", "类别", "数量", "单位"]
    rows = [[*heading, "", *heading], ["雨棚", "乱搭乱建", 2, "处", "", "杂草", "垃圾杂草", 5, "吨"]]
    file = read_tasks(write_xlsx(tmp_path / "台账.xlsx", {"台账": rows}), TODAY)
    assert [(line.title, line.planned_milli, line.unit) for line in file.lines] == [
        ("雨棚", 2000, "处"), ("杂草", 5000, "吨"),
    ]  # fmt: skip


def test_each_of_several_tables_beside_each_other_is_of_the_day_above_it(tmp_path: Path) -> None:
    rows = [
        ["清洁家园（2026-09-05）", "", "", "", "敬老慰问（2026-09-12）", "", ""], ["姓名", "房号", "时长", "", "姓名", "房号", "时长"],
        ["罗喆", "1-1-101", 2, "", "吕静", "1-1-102", 3],
    ]  # fmt: skip
    path = write_xlsx(tmp_path / "签到.xlsx", {"签到": rows}, [(0, 0, 0, 2), (0, 4, 0, 6)])
    assert [(line.name, line.held_on, line.activity) for line in read_sign_in(path, TODAY).lines] == [
        ("罗喆", date(2026, 9, 5), "清洁家园"), ("吕静", date(2026, 9, 12), "敬老慰问"),
    ]  # fmt: skip


def test_a_team_in_brackets_is_no_part_of_the_activity_above_a_table(tmp_path: Path) -> None:
    rows = [["姓名", "房号", "时长"], ["2026年9月5日 清洁家园（环境美育队）"], ["罗喆", "1-1-101", 2]]
    assert sign_in_of(tmp_path, rows).lines[0].activity == "清洁家园"


def test_cars_below_a_roster_are_nobody_but_more_people_are_somebody(tmp_path: Path) -> None:
    rows = [
        ["房号", "姓名", "电话"],
        ["3-2-1102", "罗喆", ""],
        [],
        ["房号", "车牌号", "车位号"],
        ["3-2-1102", "川A12345", "A01"],
    ]
    assert told(roster_of(tmp_path, rows)) == [("3-2-1102", "罗喆")]
    rows += [["房号", "姓名", "电话"], ["4-1-101", "吕静", ""]]
    assert told(roster_of(tmp_path, rows)) == [("3-2-1102", "罗喆"), ("4-1-101", "吕静")]
    other = [*rows[:3], ["房号", "同住者", "号码"], ["4-1-101", "吕静", ""]]
    assert ("4-1-101", "吕静") in told(roster_of(tmp_path, other))


def test_who_made_a_list_and_when_is_nobody_wherever_it_stands(tmp_path: Path) -> None:
    end = [["", "鸿运物业服务中心"], ["", "2026年9月1日"], ["", "（盖章）"]]
    rows = [["房号", "姓名", "电话"], ["3-2-1102", "罗喆", ""], ["", "吕静"], *end]
    assert told(roster_of(tmp_path, rows)) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静")]
    ledger = [
        ["问题", "地点", "数量"],
        ["雨棚", "3栋", "3处"],
        ["修缮活动中心"],
        ["垃圾", "4栋", "1处"],
        ["鸿运物业服务中心"],
        ["2026-09-01"],
    ]
    lines = read_tasks(write_xlsx(tmp_path / "台账.xlsx", {"台账": ledger}), TODAY).lines
    assert [line.title for line in lines] == ["雨棚", "修缮活动中心", "垃圾"]


@pytest.mark.parametrize("merges", [(), [(1, 0, 1, 2), (4, 0, 4, 2)]])
def test_an_address_between_the_rows_is_where_those_below_it_live(tmp_path: Path, merges: object) -> None:
    rows = [["姓名", "关系", "电话"], ["3栋2单元1102"], ["罗喆", "户主"], ["吕静", "妻"], ["4-1-101"], ["单妍", "户主"]]
    assert told(roster_of(tmp_path, rows, merges=merges)) == [
        ("3-2-1102", "罗喆"), ("3-2-1102", "吕静"), ("4-1-101", "单妍"),
    ]  # fmt: skip
