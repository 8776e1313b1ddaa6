# SPDX-License-Identifier: GPL-3.0-or-later
"""To which dwelling a row belongs, and which rows are none."""

from pathlib import Path

import pytest

from tests.exchange.sheets import TODAY, roster_of, sign_in_of, told

pytestmark = pytest.mark.usefixtures("parsed_here")


def test_a_building_merged_over_many_rows_does_not_take_a_family_apart(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "房间号", "姓名"],
        [3, 2, 1102, "罗喆"],
        ["", "", "", "吕静"],
        ["", "", 1103, "周翀"],
        ["", "", "", "何婷"],
    ]
    file = roster_of(tmp_path, rows, merges=[(1, 0, 4, 0), (1, 1, 4, 1)])
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静"), ("3-2-1103", "周翀"), ("3-2-1103", "何婷")]


def test_partly_empty_cells_are_not_guessed_where_nothing_is_merged(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["楼栋", "单元", "房间号", "姓名"], [3, 2, 1102, "罗喆"], ["", "", 1103, "周翀"]])
    assert [line.address for line in file.lines][1] is None


def test_a_day_in_the_title_is_no_building(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["填表日期：2026年9月30号"], ["姓名", "住址"], ["罗喆", "2-1102"]])
    assert file.lines[0].address is None


def test_building_and_unit_may_share_a_column(tmp_path: Path) -> None:
    assert told(roster_of(tmp_path, [["楼栋", "房号", "姓名"], ["3栋2单元", "1102室", "罗喆"]])) == [
        ("3-2-1102", "罗喆")
    ]


def test_totals_of_a_building_are_totals_and_signatures_nobody(tmp_path: Path) -> None:
    rows = [
        ["姓名", "住址", "电话", "备注"],
        ["罗喆", "3-2-1102", "", ""],
        ["3栋小计：1户", "", "", ""],
        ["合 计", "1人", "", ""],
        ["", "制表人：周翀", "", ""],
        ["制表人：周翀", "审核人：何婷", "", "日期：2026年9月30日"],
    ]
    file = roster_of(tmp_path, rows)
    assert told(file) == [("3-2-1102", "罗喆")]
    assert [(each.row, each.code) for each in file.ignored] == [(3, "total_row"), (4, "total_row")]


def test_two_columns_of_one_heading_both_reach_the_problems_workbook(tmp_path: Path) -> None:
    file = roster_of(tmp_path, [["姓名", "住址", "电话", "电话"], ["罗喆", "3-2-1102", "13800000001", "13800000002"]])
    source = file.sources["Sheet1", 2]
    assert source.headings == ("姓名", "电话", "电话2")
    assert source.cells == ("罗喆", "13800000001", "13800000002")


def test_the_activity_and_day_may_stand_in_the_name_of_the_sheet(tmp_path: Path) -> None:
    line = sign_in_of(tmp_path, [["姓名", "时长"], ["罗喆", 2]], "2026-09-26中秋邻里节").lines[0]
    assert (str(line.held_on), line.activity, line.minutes) == ("2026-09-26", "中秋邻里节", 120)


def test_from_when_to_when_is_how_long(tmp_path: Path) -> None:
    rows = [
        ["日期", "活动", "姓名", "服务时间", "楼栋"],
        ["2026-09-26 8:00", "清扫", "罗喆", "9:00-11:30", 3],
        ["2026-09-26", "清扫", "吕静", "上午9点至11点半", "3栋"],
    ]
    lines = sign_in_of(tmp_path, rows).lines
    assert [line.minutes for line in lines] == [150, 150]
    assert [line.building for line in lines] == ["3", "3"]
    assert all(line.held_on and line.held_on <= TODAY for line in lines)
