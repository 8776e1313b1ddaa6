# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in sheets as teams lay them out."""

from datetime import date, time
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.exchange import durations, sign_in_sheet
from hongyun_desktop.exchange.reading import Sheet
from tests.exchange.sheets import TODAY, sign_in_of, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

DAY = date(2026, 9, 26)
HEADING = ["日期", "活动", "姓名", "住址", "时长"]


def test_day_and_activity_may_stand_in_the_rows_above_the_heading(tmp_path: Path) -> None:
    rows = [["鸿运小区志愿者签到表"], ["活动名称：中秋邻里节  活动日期：2026年9月26日"], ["姓名", "房号", "服务时长（小时）"], ["罗喆", "1-1-101", 2]]  # fmt: skip
    line = sign_in_of(tmp_path, rows).lines[0]
    assert (line.held_on, line.activity, line.minutes) == (DAY, "中秋邻里节", 120)


def test_repeated_days_and_activities_may_be_left_blank(tmp_path: Path) -> None:
    rows = [HEADING, ["2026-09-26", "中秋邻里节", "罗喆", "1-1-101", 2], ["", "", "吕静", "1-1-102", 1.5]]
    second = sign_in_of(tmp_path, rows).lines[1]
    assert (second.held_on, second.activity, second.minutes) == (DAY, "中秋邻里节", 90)


def test_an_address_is_never_filled_down(tmp_path: Path) -> None:
    rows = [HEADING, ["2026-09-26", "中秋邻里节", "罗喆", "1-1-101", 2], ["2026-09-26", "中秋邻里节", "吕静", "", 2]]
    assert sign_in_of(tmp_path, rows).lines[1].address is None


def test_hours_may_be_told_by_when_somebody_came_and_went(tmp_path: Path) -> None:
    rows = [
        ["日期", "活动", "姓名", "住址", "签到时间", "签退时间"],
        ["2026-09-26", "节", "罗喆", "1-1-101", "8:30", "11:00"],
    ]
    assert sign_in_of(tmp_path, rows).lines[0].minutes == 150


@pytest.mark.parametrize(
    "cell", ["2026-09-26", "2026.9.26", "2026年9月26日", "20260926", "2026/9/26（周六）", 46291, DAY]
)
def test_a_day_is_read_in_every_spelling(tmp_path: Path, cell: object) -> None:
    assert sign_in_of(tmp_path, [HEADING, [cell, "节", "罗喆", "1-1-101", 2]]).lines[0].held_on == DAY


@pytest.mark.parametrize("cell", ["2026-13-40", "2026-02-30", "昨天", "2062-09-26"])
def test_a_day_that_can_not_be_is_kept_as_it_stood(tmp_path: Path, cell: str) -> None:
    line = sign_in_of(tmp_path, [HEADING, [cell, "节", "罗喆", "1-1-101", 2]]).lines[0]
    assert (line.held_on, line.date_text) == (None, cell)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (2, 120), (2.5, 150), ("2", 120), ("2.5h", 150), ("2小时", 120), ("两小时", 120), ("半小时", 30), ("1个半小时", 90),
        ("十二小时", 720), ("下午2点-5点", 180), ("9-11点", 120), ("9:00-11:00 14:00-16:00", 240), ("14:00-2:00", None),
        ("2小时30分", 150), ("90分钟", 90), ("２", 120), ("2:30", 150), (-3, None), (0, None), (25, None), ("很久", None), ("", None),
    ],
)  # fmt: skip
def test_hours_are_read_in_every_spelling(tmp_path: Path, cell: object, minutes: int | None) -> None:
    line = sign_in_of(tmp_path, [HEADING, ["2026-09-26", "节", "罗喆", "1-1-101", cell]]).lines[0]
    assert line.minutes == minutes


def test_a_column_in_minutes_says_so(tmp_path: Path) -> None:
    rows = [[*HEADING[:4], "服务时长（分钟）"], ["2026-09-26", "节", "罗喆", "1-1-101", 90]]
    assert sign_in_of(tmp_path, rows).lines[0].minutes == 90


def test_a_time_cell_is_a_length_of_time() -> None:
    assert durations.minutes_of(time(2, 30), 60) == 150


def test_total_rows_are_ignored_and_a_building_alone_is_kept(tmp_path: Path) -> None:
    rows = [HEADING, ["2026-09-26", "节", "罗喆", "3栋", 2], ["合计", "", "1人", "", 2]]
    file = sign_in_of(tmp_path, rows)
    assert (file.lines[0].address, file.lines[0].building) == (None, "3")
    assert [row.row for row in file.ignored] == [3]


def test_a_roster_is_not_taken_for_a_sign_in_sheet() -> None:
    path = Path(__file__).parents[1] / "data" / "roster-office.xlsx"
    with pytest.raises(Invalid, match="no_hours_heading"):
        sign_in_sheet.read_sign_in(path, DAY)


@pytest.mark.parametrize("cell", ["2026.09.26.", "9/26/2026"])
def test_a_day_with_a_point_behind_it_or_its_year_last_is_read(tmp_path: Path, cell: str) -> None:
    assert sign_in_of(tmp_path, [HEADING, [cell, "节", "罗喆", "1-1-101", 2]]).lines[0].held_on == DAY


def test_a_number_in_a_column_of_days_is_of_the_month_that_the_title_names(tmp_path: Path) -> None:
    rows = [["2026年9月签到表"], HEADING, [26, "节", "罗喆", "1-1-101", 2]]
    assert sign_in_of(tmp_path, rows).lines[0].held_on == DAY


def test_what_was_done_may_stand_below_the_days(tmp_path: Path) -> None:
    rows = [["2026年9月签到（每次2小时）"], ["姓名", "房号", "9月26日", "9月27日"], ["", "", "清洁家园", "敬老慰问"], ["罗喆", "1-1-101", "√", "√"]]  # fmt: skip
    lines = sign_in_of(tmp_path, rows).lines
    assert [(line.name, line.activity, line.minutes) for line in lines] == [
        ("罗喆", "清洁家园", 120),
        ("罗喆", "敬老慰问", 120),
    ]


def test_a_label_and_the_cell_behind_it_belong_together(tmp_path: Path) -> None:
    rows = [["志愿服务活动签到表"], ["活动名称", "清洁家园", "活动日期", DAY], ["组织队伍", "环境美育队"], ["姓名", "房号", "服务时长"], ["罗喆", "1-1-101", 2]]  # fmt: skip
    line = sign_in_of(tmp_path, rows).lines[0]
    assert (line.held_on, line.activity, line.team) == (DAY, "清洁家园", "环境美育队")


def test_the_hours_of_everybody_may_stand_behind_the_word_for_each_person(tmp_path: Path) -> None:
    rows = [["中秋邻里节志愿服务签到表"], ["日期：2026.9.26", "每人服务时长：4小时"], ["姓名", "楼栋-房号"], ["罗喆", "1-1-101"]]  # fmt: skip
    line = sign_in_of(tmp_path, rows).lines[0]
    assert (line.held_on, line.activity, line.minutes) == (DAY, "中秋邻里节", 240)


def test_each_of_two_tables_beside_each_other_has_the_title_above_it(tmp_path: Path) -> None:
    rows = [
        ["日期：2026年9月26日", "", "", "", "日期：2026年9月27日"], ["活动：清洁家园", "", "", "", "活动：敬老慰问"],
        ["姓名", "住址", "时长", "", "姓名", "住址", "时长"], ["罗喆", "1-1-101", 2, "", "吕静", "1-1-102", 3],
    ]  # fmt: skip
    assert [(line.name, line.held_on, line.activity) for line in sign_in_of(tmp_path, rows).lines] == [
        ("罗喆", DAY, "清洁家园"),
        ("吕静", date(2026, 9, 27), "敬老慰问"),
    ]


def test_what_two_tables_beside_each_other_share_may_be_said_once(tmp_path: Path) -> None:
    rows = [
        ["活动：清洁家园", "", "", "", "日期：2026年9月26日"], ["姓名", "住址", "时长", "", "姓名", "住址", "时长"],
        ["罗喆", "1-1-101", 2, "", "吕静", "1-1-102", 3],
    ]  # fmt: skip
    lines = sign_in_of(tmp_path, rows).lines
    assert {(line.held_on, line.activity) for line in lines} == {(DAY, "清洁家园")}


def test_one_tick_in_merged_cells_is_everybodys(tmp_path: Path) -> None:
    rows = [
        [*HEADING, "签到"],
        *([DAY, "节", name, "1-1-101", 2, mark] for name, mark in (("罗喆", "√"), ("吕静", ""))),
    ]
    path = write_xlsx(tmp_path / "签到.xlsx", {"签到": rows}, [(1, 5, 2, 5)])
    assert [line.absence for line in sign_in_sheet.read_sign_in(path, TODAY).lines] == ["", ""]


@pytest.mark.parametrize("begins", ["9:00", "14:30", time(9)])
def test_when_an_activity_begins_is_not_how_long_it_took(begins: object) -> None:
    rows = [
        ["日期", "时间", "活动", "姓名"],
        ["2026-09-05", begins, "清洁", "罗喆"],
        ["2026-09-05", "2:30", "清洁", "李丽"],
    ]
    sheet = Sheet("", [tuple(row) for row in rows])  # type: ignore[arg-type]
    assert [line.minutes for line in sign_in_sheet.read_sign_in_sheets([sheet], "签到.xlsx", TODAY).lines] == [
        None,
        150,
    ]


def test_ticks_beside_a_column_of_times_leave_the_length_to_it(tmp_path: Path) -> None:
    rows = [["日期", "服务时间", "活动", "姓名", "签到"], ["2026-09-05", "9:00-11:30", "清洁", "罗喆", "√"]]
    assert [line.minutes for line in sign_in_of(tmp_path, rows).lines] == [150]
