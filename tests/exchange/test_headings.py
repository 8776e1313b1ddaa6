# SPDX-License-Identifier: GPL-3.0-or-later
"""Which heading is which field, in the layouts that differ most."""

from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.exchange.columns import ROSTER, find_layout
from hongyun_desktop.exchange.reading import Sheet
from hongyun_desktop.exchange.roster_sheet import read_roster
from hongyun_desktop.messages.errors import error_sentence
from tests.exchange.sheets import TODAY, Rows, roster_of, told, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

ID = "510199198811170024"


def fields(*headings: str) -> list[str]:
    layout = find_layout(Sheet("", [headings]), ROSTER, {})
    assert layout
    return [layout.fields.get(column, "") for column in range(len(headings))]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("公民身份号码", "id_number"), ("证件号码", "id_number"), ("业主身份证号码", "id_number"), ("身份证\n号码", "id_number"),
        ("手机", "phone"), ("联系方式", "phone"), ("业主手机号码", "phone"), ("联系电话2", "phone"), ("*联系电话（必填）", "phone"),
        ("住址", "address"), ("现居住地址", "address"), ("楼栋-单元-房号", "address"), ("村别", "home_village"),
        ("与户主\n关系", "relation"), ("房屋居住情况", "occupancy"), ("出生日期（阳历）", "born_on"), ("性 别", "sex"),
    ],
)  # fmt: skip
def test_a_heading_is_known_in_many_spellings(heading: str, field: str) -> None:
    assert fields("姓名", "单元", heading)[2] == field


@pytest.mark.parametrize(
    "heading",
    [
        "户籍地址",
        "身份证地址",
        "紧急联系人电话",
        "监护人姓名",
        "证件类型",
        "身份证有效期",
        "工作单位",
        "曾用名",
        "房东电话",
        "号",
    ],
)
def test_a_heading_of_something_else_is_not_mistaken(heading: str) -> None:
    assert fields("姓名", "住址", heading)[2] == ""


def test_the_better_known_heading_gets_the_field_wherever_it_stands() -> None:
    assert fields("业主", "房号", "姓名")[2] == "name"
    assert fields("户主姓名", "房号", "家庭成员姓名") == ["head", "room", "name"]


def test_a_lone_hao_beside_building_and_unit_is_the_room() -> None:
    assert fields("栋", "单元", "号", "姓名") == ["building", "unit", "room", "name"]


def test_a_person_may_say_what_a_heading_means(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "名册.xlsx", {"Sheet1": [["姓名", "位置", "身份证号"], ["罗喆", "3-2-1102", ID]]})
    file = read_roster(path, TODAY, {"位置": "address", "身份证号": ""})
    assert told(file) == [("3-2-1102", "罗喆")]
    assert file.lines[0].note == f"身份证号：{ID}"


def test_heads_alone_are_people_with_their_relation(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["房号", "户主", "电话"], ["3-2-1102", "罗喆", 13800000001]])
    assert told(file) == [("3-2-1102", "罗喆")]
    assert file.lines[0].relation == "户主"


def test_a_column_of_heads_beside_members_makes_no_second_person(tmp_path: Path) -> None:
    rows = [
        ["户主姓名", "住址", "家庭成员姓名", "与户主关系"],
        ["罗喆", "3-2-1102", "罗喆", ""],
        ["罗喆", "", "吕静", "配偶"],
    ]
    file = roster_of(tmp_path, rows)
    assert [(line.name, line.relation, line.note) for line in file.lines] == [
        ("罗喆", "户主", ""),
        ("吕静", "配偶", ""),
    ]


def test_a_heading_over_two_rows_is_read_where_nothing_says_that_cells_are_merged(tmp_path: Path) -> None:
    rows = [
        ["序号", "姓名", "住址", "", "", "电话"],
        ["", "", "栋", "单元", "号", ""],
        [1, "罗喆", 3, 2, 1102, 13800000001],
    ]
    assert told(roster_of(tmp_path, rows)) == [("3-2-1102", "罗喆")]


def test_instructions_and_examples_are_no_roster(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "填表说明": [["一、姓名要写全名"], ["二、姓名", "必填"]],
        "填写示例": [["姓名", "住址"], ["张三", "1-1-101"]],
        "3号楼": [["姓名", "房号"], ["罗喆", "2-1102"]],
    }
    assert told(read_roster(write_xlsx(tmp_path / "名册.xlsx", sheets), TODAY)) == [("3-2-1102", "罗喆")]


def test_a_workbook_without_a_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no_heading_found"):
        roster_of(tmp_path, [["今天天气很好"], ["罗喆", "3-2-1102"]])


def test_a_roster_of_a_column_for_each_person_is_refused_with_what_to_do(tmp_path: Path) -> None:
    rows = [
        ("序号", 1, 2),
        ("房号", "1-1-101", "1-1-102"),
        ("姓名", "罗喆", "吕静"),
        ("与户主关系", "户主", "租户"),
        ("电话", "", ""),
    ]
    with pytest.raises(Invalid, match="no_heading_found") as refused:
        roster_of(tmp_path, rows)
    assert "转置" in error_sentence(refused.value)
