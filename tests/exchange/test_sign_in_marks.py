# SPDX-License-Identifier: GPL-3.0-or-later
"""Who was there and for how long, where a sheet says it by columns of days, by ticks, or only in its title."""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.exchange.problems_workbook import write_problems
from hongyun_desktop.exchange.sign_in_sheet import read_sign_in
from tests.exchange.sheets import TODAY, Rows, sign_in_of, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

PEOPLE = ["序号", "姓名", "房号"]
Told = list[tuple[date | None, str, str, int | None]]


def _told(tmp_path: Path, rows: Rows, name: str = "Sheet1") -> Told:
    lines = sign_in_of(tmp_path, rows, name).lines
    return [(line.held_on, line.activity, line.name, line.minutes) for line in lines]


@pytest.mark.parametrize(
    "days",
    [
        [["2026年9月清洁活动签到表"], [*PEOPLE, "9月5日", "9月12日", "合计"]],
        [["清洁活动签到表"], [*PEOPLE, "2026-09-05", "2026.9.12", "时长"]],
        [["清洁活动签到表"], [*PEOPLE, date(2026, 9, 5), date(2026, 9, 12), "合计（小时）"]],
        [["2026年清洁活动签到表"], ["序号", "姓名", "9.5", "9.12", "备注"]],
    ],
)
def test_columns_that_are_days_are_read_each_for_itself(tmp_path: Path, days: list[list[object]]) -> None:
    width = len(days[1])
    rows = [
        *days, [1, "罗喆", "1-1-101", 2, "", 2][6 - width :], [2, "吕静", "1-1-102", "1.5小时", 2, 3.5][6 - width :],
        ["合计", "", "", 3.5, 2, 5.5][6 - width :],
    ]  # fmt: skip
    if width < 6:
        rows[2:] = [[1, "罗喆", 2, ""], [2, "吕静", "1.5小时", 2], ["合计", "", 3.5, 2]]
    told = _told(tmp_path, rows)
    first, second = date(2026, 9, 5), date(2026, 9, 12)
    assert told == [(first, "清洁", "罗喆", 120), (first, "清洁", "吕静", 90), (second, "清洁", "吕静", 120)]
    assert [each.code for each in sign_in_of(tmp_path, rows).ignored] == ["total_row"]


@pytest.mark.parametrize("days", [["5日", "12号"], [5, 12]])
def test_days_of_the_month_that_the_title_names_are_days(tmp_path: Path, days: list[object]) -> None:
    rows = [["2026年9月清洁签到表"], ["序号", "姓名", *days, "合计"], [1, "罗喆", 2, "", 2], ["人数", "", 1, "", ""]]
    assert _told(tmp_path, rows) == [(date(2026, 9, 5), "清洁", "罗喆", 120)]


def test_one_column_of_a_day_will_do_where_nothing_else_says_how_long(tmp_path: Path) -> None:
    rows = [["2026年清洁签到表"], ["姓名", "房号", "7月4日"], ["罗喆", "1-1-101", 2], ["吕静", "1-1-102", ""]]
    assert _told(tmp_path, rows) == [(date(2026, 7, 4), "清洁", "罗喆", 120)]


def test_a_remark_beside_columns_of_days_takes_none_of_them_away(tmp_path: Path) -> None:
    rows = [["2026年清洁签到表"], ["姓名", "9月5日", "9月12日", "备注"], ["罗喆", 2, "请假", "9月12日请假"]]
    assert [(line.minutes, line.absence) for line in sign_in_of(tmp_path, rows).lines] == [(120, "")]


def test_the_day_may_stand_in_the_column_of_times(tmp_path: Path) -> None:
    rows = [["活动", "姓名", "签到时间", "签退时间"], ["清洁", "罗喆", "2026-09-26 09:00", "2026-09-26 11:00"]]
    assert _told(tmp_path, rows) == [(date(2026, 9, 26), "清洁", "罗喆", 120)]
    rows = [["2026年"], ["活动", "姓名", "活动时间"], ["清洁", "罗喆", "9月26日9:00-11:00"]]
    assert _told(tmp_path, rows) == [(date(2026, 9, 26), "清洁", "罗喆", 120)]


def test_a_column_may_name_its_activity_beside_or_above_its_day(tmp_path: Path) -> None:
    served = [
        (date(2026, 7, 4), "微花园补栽", "罗喆", 120), (date(2026, 7, 11), "楼道清洁", "吕静", 120),
    ]  # fmt: skip
    beside = [
        ["姓名", "房号", "2026.7.4 微花园补栽", "2026.7.11 楼道清洁"],
        ["罗喆", "", "2h", ""],
        ["吕静", "", "", 2],
    ]
    close = [
        ["2026年"],
        ["姓名", "房号", "7月4日小区清洁", "7月11日点位清洁"],
        ["罗喆", "", 2, ""],
        ["吕静", "", "", 2],
    ]
    assert [each[:2] for each in _told(tmp_path, close)] == [(served[0][0], "小区清洁"), (served[1][0], "点位清洁")]
    above = [
        ["姓名", "房号", "微花园补栽", "楼道清洁"],
        ["", "", "2026-07-04", "2026-07-11"],
        ["罗喆", "", 2],
        ["吕静", "", "", 2],
    ]
    assert _told(tmp_path, beside) == _told(tmp_path, above) == served


def test_a_tick_says_that_somebody_came_and_only_the_title_how_long(tmp_path: Path) -> None:
    table = [[*PEOPLE, "9月5日", "9月12日"], [1, "罗喆", "", "√", "×"], [2, "吕静", "", 1, "到"]]
    assert [each[3] for each in _told(tmp_path, [["2026年清洁活动签到表"], *table])] == [None, 60, None]
    titled = [["2026年清洁活动签到表"], ["每次9:00-11:00"], *table]
    assert [each[2:] for each in _told(tmp_path, titled)] == [("罗喆", 120), ("吕静", 60), ("吕静", 120)]


@pytest.mark.parametrize("heading", ["签到", "是否到场", "签名"])
def test_whoever_did_not_come_earns_nothing(tmp_path: Path, heading: str) -> None:
    rows = [
        ["日期", "活动", "姓名", "时长", heading, "备注"], ["2026-09-26", "清洁", "罗喆", 2, "√"], ["", "", "吕静", 2, "未到"],
        ["", "", "单妍", 2, ""], ["", "", "逄伟", 2, "√", "请假"],
    ]  # fmt: skip
    lines = sign_in_of(tmp_path, rows).lines
    assert [line.absence for line in lines] == ["", "not_present", "not_signed", "not_present"]
    rows = [row[:4] for row in rows]
    assert [line.absence for line in sign_in_of(tmp_path, rows).lines] == ["", "", "", ""]


def test_the_title_may_say_how_long_it_took(tmp_path: Path) -> None:
    rows = [
        ["清洁活动签到表"],
        ["时间：2026年9月26日 9:00-11:00"],
        [*PEOPLE, "签到"],
        [1, "罗喆", "", "罗喆"],
        [2, "吕静", "", ""],
    ]
    lines = sign_in_of(tmp_path, rows).lines
    assert [(line.minutes, line.absence) for line in lines] == [(120, ""), (120, "not_signed")]


@pytest.mark.parametrize("cell", ["7月4日", "7.4", "7/4", "7月4日上午", "26.7.4", "二〇二六年七月四日", "七月四日"])
def test_a_day_without_its_year_is_of_the_only_one_that_the_sheet_names(tmp_path: Path, cell: str) -> None:
    rows = [["2026年第三季度签到表"], ["日期", "活动", "姓名", "时长"], [cell, "清洁", "罗喆", 2]]
    assert [each[0] for each in _told(tmp_path, rows)] == [date(2026, 7, 4)]
    if "6" not in cell and "六" not in cell:
        assert [each[0] for each in _told(tmp_path, rows[1:])] == [None]


def test_merged_hours_hold_for_everybody_beside_them(tmp_path: Path) -> None:
    rows = [["日期", "活动", "姓名", "时长"], ["2026-09-26", "清洁", "罗喆", 2], ["2026-09-26", "清洁", "吕静", ""]]
    path = write_xlsx(tmp_path / "签到.xlsx", {"Sheet1": rows}, [(1, 3, 2, 3)])
    assert [line.minutes for line in read_sign_in(path, TODAY).lines] == [120, 120]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("罗喆、吕静", [("罗喆", None), ("吕静", None)]),
        ("罗喆 吕静 单妍", [("罗喆", None), ("吕静", None), ("单妍", None)]),
        ("罗喆（3-2-1102）", [("罗喆", "3-2-1102")]),
        ("3-2-1102罗喆", [("罗喆", "3-2-1102")]),
        ("罗喆等3人", [("罗喆等3人", None)]),
        ("罗 喆", [("罗喆", None)]),
        ("罗喆 吕静", [("罗喆", None), ("吕静", None)]),
        ("欧阳 方方", [("欧阳方方", None)]),
        ("王芳2", [("王芳2", None)]),
    ],
)
def test_a_cell_may_hold_several_people_or_where_one_lives(
    tmp_path: Path, cell: str, people: list[tuple[str, str | None]]
) -> None:
    file = sign_in_of(tmp_path, [["日期", "活动", "姓名", "时长"], ["2026-09-26", "清洁", cell, 2]])
    assert [(line.name, line.address.short if line.address else None) for line in file.lines] == people
    assert len({(line.sheet, line.row) for line in file.lines}) == len(people) == len(file.sources)


def test_a_row_that_lacked_its_activity_gets_none_from_the_problems_workbook(tmp_path: Path) -> None:
    heading = ["问题说明", "原工作表", "原行号", "住址", "活动日期", "活动名称", "姓名", "时长", "校验（请勿改动）"]
    rows = [
        heading, ["…", "签到", 2, "", "2026-09-26", "清洁", "罗喆", 2, "person_unknown:0"],
        ["…", "签到", 3, "", "2026-09-26", "", "吕静", 2, "activity_missing:0"],
    ]  # fmt: skip
    assert [each[1] for each in _told(tmp_path, rows, "问题行")] == ["清洁", ""]


def test_whoever_had_not_signed_has_not_by_being_imported_alone(tmp_path: Path) -> None:
    rows = [["日期", "活动", "姓名", "签到", "时长"], ["2026-09-26", "清洁", "罗喆", "√", 2], ["", "", "吕静", "", 2]]
    file, path = sign_in_of(tmp_path, rows), tmp_path / "问题行.xlsx"
    write_problems(path, file, [ImportProblem("Sheet1", 3, "not_signed", "吕静")], lambda _problem: "请看。")
    assert [(line.name, line.absence) for line in read_sign_in(path, TODAY).lines] == [("吕静", "not_signed")]
    cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    cells[1][cells[0].index("签到")] = "√"
    corrected = read_sign_in(write_xlsx(tmp_path / "改好.xlsx", {"问题行": cells}), TODAY)
    assert [line.absence for line in corrected.lines] == [""]


def test_ones_beside_noughts_are_ticks_and_no_hours(tmp_path: Path) -> None:
    table = [["姓名", "房号", "9月5日", "9月12日"], ["罗喆", "", 1, 0], ["吕静", "", 0, 1]]
    assert [each[2:] for each in _told(tmp_path, [["2026年清洁活动签到表"], *table])] == [
        ("罗喆", None),
        ("吕静", None),
    ]
    titled = [["2026年清洁活动签到表"], ["每次2小时"], *table]
    assert [each[2:] for each in _told(tmp_path, titled)] == [("罗喆", 120), ("吕静", 120)]
    of_hours = [["2026年清洁活动签到表（单位：小时）"], *table]
    assert [each[3] for each in _told(tmp_path, of_hours)] == [60, 60]
    table[1][2] = 3
    assert [each[3] for each in _told(tmp_path, [["2026年清洁活动签到表"], *table])] == [180, 60]


def test_a_name_in_merged_cells_is_of_each_row_beside_it(tmp_path: Path) -> None:
    rows = [["姓名", "日期", "活动", "时长"], ["罗喆", "2026-09-05", "清洁", 2], ["", "2026-09-12", "义诊", 1]]
    path = write_xlsx(tmp_path / "签到.xlsx", {"Sheet1": rows}, [(1, 0, 2, 0)])
    assert [(line.name, line.activity, line.minutes) for line in read_sign_in(path, TODAY).lines] == [
        ("罗喆", "清洁", 120), ("罗喆", "义诊", 60),
    ]  # fmt: skip


def test_what_several_people_have_together_is_nobodys_own(tmp_path: Path) -> None:
    rows = [
        ["日期", "活动", "参加人员", "总时长"], ["2026-09-26", "清洁", "罗喆、吕静", 4], ["2026-09-26", "清洁", "单妍", 2],
    ]  # fmt: skip
    file, path = sign_in_of(tmp_path, rows), tmp_path / "问题行.xlsx"
    assert [(line.name, line.minutes, line.hours_text) for line in file.lines] == [
        ("罗喆", None, "4"), ("吕静", None, "4"), ("单妍", 120, "2"),
    ]  # fmt: skip
    write_problems(path, file, [ImportProblem("Sheet1", 2, "bad_hours", "罗喆")], lambda _problem: "请看。")
    assert [(line.name, line.minutes) for line in read_sign_in(path, TODAY).lines] == [("罗喆", None)]
    cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    cells[1][cells[0].index("总时长")] = 2
    corrected = read_sign_in(write_xlsx(tmp_path / "改好.xlsx", {"问题行": cells}), TODAY)
    assert [line.minutes for line in corrected.lines] == [120]


@pytest.mark.parametrize(("heading", "minutes"), [("时长（天）", None), ("时长(分)", 1), ("时长/分", 1), ("时长", 60)])
def test_a_number_is_of_the_unit_behind_its_heading_and_a_day_has_no_hours(
    tmp_path: Path, heading: str, minutes: int | None
) -> None:
    rows = [["日期", "活动", "姓名", heading], ["2026-09-26", "清洁", "罗喆", 20]]
    assert [line.minutes for line in sign_in_of(tmp_path, rows).lines] == [minutes and 20 * minutes]


def test_the_unit_of_all_lengths_may_stand_above_them(tmp_path: Path) -> None:
    rows = [["清洁签到表", "", "单位：分钟"], ["日期", "姓名", "时长"], ["2026-09-26", "罗喆", 20]]
    assert [line.minutes for line in sign_in_of(tmp_path, rows).lines] == [20]


@pytest.mark.parametrize(
    "above",
    [
        [["清洁签到表"], ["制表日期：2026年9月30日"]],
        [["清洁签到表"], ["打印时间", "2026-09-30"]],
        [["清洁签到表（2026年9月1日-9月30日）"]],
        [["清洁签到表（2026.9.1至2026.9.30）"]],
        [["2026年9月5日、12日清洁签到表"]],
        [["截至2026年9月30日清洁签到表"]],
    ],
)
def test_when_a_list_was_made_and_from_when_to_when_is_nobodys_day(tmp_path: Path, above: Rows) -> None:
    rows = [*above, ["姓名", "房号", "时长"], ["罗喆", "1-1-101", 2]]
    assert [each[0] for each in _told(tmp_path, rows)] == [None]
    assert [each[0] for each in _told(tmp_path, [*above, ["活动日期：2026年9月6日 9:00-11:00"], *rows[-2:]])] == [
        date(2026, 9, 6)
    ]


def test_a_number_before_the_day_of_a_title_makes_no_second_day_of_it(tmp_path: Path) -> None:
    rows = [["1、2026年9月26日清洁签到表"], ["姓名", "时长"], ["罗喆", 2]]
    assert [each[0] for each in _told(tmp_path, rows)] == [date(2026, 9, 26)]


def test_how_long_it_took_is_no_part_of_what_was_done(tmp_path: Path) -> None:
    rows = [["2026年9月26日 清洁家园 每人2小时"], ["姓名", "房号"], ["罗喆", "1-1-101"]]
    assert _told(tmp_path, rows) == [(date(2026, 9, 26), "清洁家园", "罗喆", 120)]


@pytest.mark.parametrize(
    "table",
    [
        [["序号", "姓名", "签字"], [1, "罗喆", "罗喆"], [2, "吕静", "吕静"]],
        [["序号", "姓名", "签名", "序号", "姓名", "签名"], [1, "罗喆", "罗喆", 2, "吕静", "吕静"]],
        [["姓名", "姓名", "姓名"], ["罗喆", "吕静"]],
        [["姓名及房号", "电话"], ["罗喆1-1-101", ""], ["吕静 1-1-102", ""]],
    ],
)
def test_a_list_of_names_is_a_sign_in_sheet_where_its_title_says_when_and_how_long(tmp_path: Path, table: Rows) -> None:
    titled = [["清洁签到表"], ["时间：2026年9月26日 9:00-11:00"], *table]
    day = date(2026, 9, 26)
    assert _told(tmp_path, titled) == [(day, "清洁", "罗喆", 120), (day, "清洁", "吕静", 120)]
    with pytest.raises(Invalid, match="no_hours_heading"):
        sign_in_of(tmp_path, table)


def test_hours_a_head_are_hours(tmp_path: Path) -> None:
    rows = [["日期", "活动", "参加人员", "小时/人"], ["2026-09-26", "清洁", "罗喆、吕静", 2]]
    assert [line.minutes for line in sign_in_of(tmp_path, rows).lines] == [120, 120]


def test_whoever_has_no_time_of_coming_beside_others_who_have_did_not_sign(tmp_path: Path) -> None:
    rows = [["2026年9月26日清洁 每次2小时"], ["姓名", "签到时间"], ["罗喆", "8:31"], ["吕静", ""]]
    assert [(line.minutes, line.absence) for line in sign_in_of(tmp_path, rows).lines] == [
        (120, ""),
        (120, "not_signed"),
    ]
    rows[2][1] = ""
    assert [line.absence for line in sign_in_of(tmp_path, rows).lines] == ["", ""]


@pytest.mark.parametrize("mark", ["〃", "同上", '"'])
def test_a_ditto_mark_says_what_stands_above_it(tmp_path: Path, mark: str) -> None:
    rows = [
        ["日期", "活动", "姓名", "房号", "时长"], ["2026-09-26", "清洁", "罗喆", "1-1-101", 2], [mark, mark, "吕静", mark, mark],
        [mark, mark, "单妍", "1-1-102", 1],
    ]  # fmt: skip
    day = date(2026, 9, 26)
    assert _told(tmp_path, rows) == [(day, "清洁", "罗喆", 120), (day, "清洁", "吕静", 120), (day, "清洁", "单妍", 60)]
    assert [line.address.short for line in sign_in_of(tmp_path, rows).lines if line.address] == [
        "1-1-101",
        "1-1-101",
        "1-1-102",
    ]


def test_labels_above_a_list_are_its_title_however_many_there_are(tmp_path: Path) -> None:
    rows = [
        ["活动名称", "清洁家园"], ["活动日期", "2026-09-26"], ["活动时长", "2小时"], ["组织队伍", "红袖章"],
        [*PEOPLE], [1, "罗喆", "1-1-101"],
    ]  # fmt: skip
    assert _told(tmp_path, rows) == [(date(2026, 9, 26), "清洁家园", "罗喆", 120)]


def test_how_long_it_took_may_stand_in_brackets(tmp_path: Path) -> None:
    rows = [["2026年9月26日清洁家园（2小时）"], ["姓名", "房号"], ["罗喆", "1-1-101"]]
    assert _told(tmp_path, rows) == [(date(2026, 9, 26), "清洁家园", "罗喆", 120)]
