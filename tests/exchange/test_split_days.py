# SPDX-License-Identifier: GPL-3.0-or-later
"""Days in three columns, in each kind of file."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.exchange.reading import Sheet
from hongyun_desktop.exchange.seen_columns import seen_columns
from hongyun_desktop.exchange.task_sheet import read_tasks
from tests.exchange.sheets import TODAY, Rows, roster_of, sign_in_of, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

GROUPED = [(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1)]


@pytest.mark.parametrize(
    ("headings", "merges"),
    [
        ([["房号", "姓名", "出生年", "出生月", "出生日", "电话"]], ()),
        ([["房号", "姓名", "出生年", "月", "日", "电话"]], ()),
        ([["房号", "姓名", "出生日期", "", "", "电话"], ["", "", "年", "月", "日", ""]], GROUPED),
    ],
)
def test_a_birth_date_in_three_columns_is_one(tmp_path: Path, headings: Rows, merges: object) -> None:
    rows = [
        *headings, ["3-2-1102", "罗喆", 1968, 5, 3, "13800000001"], ["3-2-1103", "吕静", "1972", "08", "11", ""],
        ["3-2-1104", "单妍", "68", 5, 3, ""], ["3-2-1105", "逄伟", "", "", "", ""],
    ]  # fmt: skip
    file = roster_of(tmp_path, rows, merges=merges)
    assert [(line.name, line.born_on, line.note) for line in file.lines] == [
        ("罗喆", date(1968, 5, 3), ""), ("吕静", date(1972, 8, 11), ""), ("单妍", None, "出生日期：68-5-3"), ("逄伟", None, ""),
    ]  # fmt: skip
    assert file.unrecognised == ()


def test_the_day_of_service_in_three_columns_is_one(tmp_path: Path) -> None:
    rows = [
        ["年", "月", "日", "姓名", "活动", "时长"],
        [2026, 9, 5, "罗喆", "清洁", 2],
        [2026, 2, 30, "吕静", "清洁", 2],
    ]
    assert [(line.name, line.held_on, line.date_text) for line in sign_in_of(tmp_path, rows).lines] == [
        ("罗喆", date(2026, 9, 5), "2026-09-05"), ("吕静", None, "2026-2-30"),
    ]  # fmt: skip


def test_the_day_of_finding_in_three_columns_is_one(tmp_path: Path) -> None:
    rows = [
        ["问题", "地点", "发现时间", "", "", "数量"],
        ["", "", "年", "月", "日", ""],
        ["雨棚", "3栋", 2026, 9, 5, "3处"],
    ]
    merges = [*GROUPED, (0, 5, 1, 5)]
    (line,) = read_tasks(write_xlsx(tmp_path / "台账.xlsx", {"Sheet1": rows}, merges), TODAY).lines
    assert (line.title, line.raised_on, line.problem) == ("雨棚", date(2026, 9, 5), "")


def test_who_looks_the_columns_over_sees_one() -> None:
    sheet = Sheet("", [["房号", "姓名", "出生年", "出生月", "出生日"], ["3-2-1102", "罗喆", 1968.0, 5.0, 3.0]])
    assert [(each.heading, each.field) for each in seen_columns([sheet], "roster", {})] == [
        ("房号", "room"), ("姓名", "name"), ("出生日期", "born_on"),
    ]  # fmt: skip
