# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that nothing was made of are told, unless they clearly say nothing; totals and known closing words are not among them."""

from pathlib import Path

import pytest

from hongyun_desktop.core.import_problem import passed_over
from hongyun_desktop.exchange.task_sheet import read_tasks
from tests.exchange.sheets import TODAY, Rows, roster_of, sign_in_of, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

HEADING = ["房号", "姓名", "电话"]
CARS = [["房号", "车牌号", "车位号"], ["3-2-1102", "川A12345", "A01"], ["3-2-1103", "川A54321", "A02"]]
WITHOUT_A_WORD = [
    ["", "2026年9月1日"],
    ["", "（盖章）"],
    ["", "————"],
    ["", "以下空白"],
    ["制表人：张三", "审核：李四"],
    ["合计", "2人"],
]


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ([["", "", "13800001111"]], [3]),
        ([["", "鸿运物业服务中心"], ["", "2026年9月1日"]], [3]),
        ([[], *CARS], [5, 6]),
        ([["", "", ""], *WITHOUT_A_WORD], []),
    ],
)
def test_of_a_roster(tmp_path: Path, below: Rows, rows: list[int]) -> None:
    file = roster_of(tmp_path, [HEADING, ["3-2-1102", "罗喆", "13800001112"], *below])
    assert [line.name for line in file.lines] == ["罗喆"]
    assert [row for _sheet, row in passed_over(file.ignored)] == rows


def test_a_sign_in_sheet_whose_empty_rows_are_numbered_is_whole(tmp_path: Path) -> None:
    rows = [
        ["序号", "日期", "活动", "姓名", "时长"], [1, "2026-09-26", "清扫", "罗喆", 2], [2, "", "", "", ""],
        [3, "2026-09-26", "清扫", "", 2],
    ]  # fmt: skip
    file = sign_in_of(tmp_path, rows)
    assert [line.name for line in file.lines] == ["罗喆"]
    assert [row for _sheet, row in passed_over(file.ignored)] == [4]


def test_a_row_that_several_days_have_beside_each_other_is_told_once(tmp_path: Path) -> None:
    rows = [["姓名", "房号", "9月5日", "9月12日"], ["罗喆", "1-1-101", 2, 3], ["", "1-1-102", 2, 2]]
    file = sign_in_of(tmp_path, rows)
    assert len(file.lines) == 2
    assert [row for _sheet, row in passed_over(file.ignored)] == [3]


def test_of_a_ledger(tmp_path: Path) -> None:
    rows = [
        ["序号", "问题描述", "地点", "类别"],
        [1, "雨棚", "3栋", "乱搭乱建"],
        [2, "", "", "垃圾杂草"],
        [3, "", "", ""],
        ["", "鸿运物业"],
    ]
    file = read_tasks(write_xlsx(tmp_path / "台账.xlsx", {"台账": rows}), TODAY)
    assert [line.title for line in file.lines] == ["雨棚"]
    assert passed_over(file.ignored) == (("台账", 3), ("台账", 5))
