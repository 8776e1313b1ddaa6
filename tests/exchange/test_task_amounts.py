# SPDX-License-Identifier: GPL-3.0-or-later
"""Ledgers whose rows measure several things, whose sheets sum up others, and whose words say more than done or not."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.exchange.task_sheet import TaskFile, read_tasks
from tests.exchange.sheets import TODAY, Rows, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

HEADING = ["序号", "问题", "类别", "点位", "数量", "发现日期", "整改情况"]


def _read(tmp_path: Path, sheets: dict[str, Rows]) -> TaskFile:
    return read_tasks(write_xlsx(tmp_path / "台账.xlsx", sheets), TODAY)


def _amounts(file: TaskFile) -> list[list[tuple[str, int, int]]]:
    return [[(q.unit, q.planned_milli // 1000, q.done_milli // 1000) for q in line.quantities] for line in file.lines]


@pytest.mark.parametrize("cell", ["雨棚12处、苗圃350平方米", "12处，350㎡", "拆除雨棚12处；平整350平米", "12处和350m2"])
def test_a_cell_may_measure_several_things(tmp_path: Path, cell: str) -> None:
    rows = [
        HEADING,
        [1, "违建", "违建", "鸿运大道", cell, "2024-03-01", "已完成"],
        [2, "违建", "违建", "东门", cell, "2024-03-01", "整改中"],
    ]
    file = _read(tmp_path, {"台账": rows})
    assert _amounts(file) == [[("处", 12, 12), ("平方米", 350, 350)], [("处", 12, 0), ("平方米", 350, 0)]]
    assert [line.state for line in file.lines] == [State.CLOSED, State.IN_PROGRESS]


def test_each_unit_may_have_its_column(tmp_path: Path) -> None:
    heading = ["问题", "点位", "数量（处）", "面积（平方米）", "重量（吨）", "完成（处）", "完成（吨）", "发现日期"]
    rows = [heading, ["a", "东门", 3, 350, "", 2, "", "2024-03-01"], ["b", "东门", "", "", 20, "", 5, "2024-03-01"]]
    assert _amounts(_read(tmp_path, {"台账": rows})) == [[("处", 3, 2), ("平方米", 350, 0)], [("吨", 20, 5)]]


def test_a_measure_without_its_unit_is_told_not_lost(tmp_path: Path) -> None:
    rows = [["问题", "点位", "数量（处）", "面积", "发现日期"], ["a", "东门", 3, 350, "2024-03-01"]]
    (line,) = _read(tmp_path, {"台账": rows}).lines
    assert (line.problem, line.problem_text, line.taken) == ("unit_missing", "350", False)


def test_a_sheet_that_sums_up_the_others_counts_nothing_twice(tmp_path: Path) -> None:
    rows = [HEADING, [1, "违建", "违建", "东门", "3处", "2024-03-01", ""]]
    file = _read(
        tmp_path, {"一季度": rows, "汇总": [["序号", "项目", "数量"], [1, "违建", "3处"], ["合计", "", "3处"]]}
    )
    assert [line.sheet for line in file.lines] == ["一季度"]
    assert [(row.sheet, row.row) for row in file.ignored] == [("汇总", 2), ("汇总", 3)]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("整改完毕", State.CLOSED), ("已拆除", State.CLOSED), ("已落实", State.CLOSED), ("是", State.CLOSED), ("Y", State.CLOSED),
        ("待验收", State.AWAITING_ACCEPTANCE), ("已完成，待复核", State.AWAITING_ACCEPTANCE), ("整改中", State.IN_PROGRESS),
        ("基本完成", State.IN_PROGRESS), ("正在整改", State.IN_PROGRESS), ("未整改", State.REGISTERED), ("N", State.REGISTERED),
        ("验收不合格", State.REGISTERED), ("已上报", State.REGISTERED),
    ],
)  # fmt: skip
def test_words_say_how_far_it_is(tmp_path: Path, word: str, state: State) -> None:
    (line,) = _read(tmp_path, {"台账": [HEADING, [1, "a", "b", "c", "2处", "2024-03-01", word]]}).lines
    assert line.state is state


def test_what_is_understood_as_nothing_stands_in_the_note(tmp_path: Path) -> None:
    rows = [[*HEADING, "投入资金"], [1, "a", "b", "c", "2处", "2024-03-01", "已移交城管", "自筹"]]
    assert _read(tmp_path, {"台账": rows}).lines[0].note == "整改情况：已移交城管；投入资金：自筹"


@pytest.mark.parametrize(
    ("heading", "above", "cell", "fen"),
    [
        ("经费（万元）", [], 1.2, 1_200_000), ("经费（万元）", [], "3000元", 300_000), ("经费（万元）", [], "约2万元", 2_000_000),
        ("经费", [["单位：万元"]], 1.2, 1_200_000), ("经费", [], 1200, 120_000),
    ],
)  # fmt: skip
def test_money_is_of_the_unit_that_its_own_cell_names(
    tmp_path: Path, heading: str, above: Rows, cell: object, fen: int
) -> None:
    rows = [*above, [*HEADING, heading], [1, "a", "b", "c", "2处", "2024-03-01", "", cell]]
    assert _read(tmp_path, {"台账": rows}).lines[0].cost_fen == fen


def test_a_day_behind_another_has_its_year(tmp_path: Path) -> None:
    heading = ["问题", "点位", "发现日期", "整改期限", "完成日期"]
    rows = [
        heading,
        ["a", "c", "2024.12.20", "12月底前", "1月5日"],
        ["b", "c", "二〇二四年三月一日", "3月15日前", "24.3.9"],
    ]
    lines = _read(tmp_path, {"台账": rows}).lines
    assert [(line.due_on, line.done_on) for line in lines] == [
        (date(2024, 12, 31), date(2025, 1, 5)), (date(2024, 3, 15), date(2024, 3, 9)),
    ]  # fmt: skip


def test_a_second_heading_with_other_columns_is_read_as_it_stands(tmp_path: Path) -> None:
    rows = [
        ["一、鸿运大道"], ["序号", "问题", "点位", "数量", "发现日期"], [1, "a", "东门", "3处", "2024-03-01"],
        ["二、川陕路"], ["序号", "点位", "问题", "发现日期", "数量"], [1, "西门", "b", "2024-03-02", "2吨"],
    ]  # fmt: skip
    file = _read(tmp_path, {"台账": rows})
    assert [(line.title, line.place.text) for line in file.lines] == [("a", "鸿运大道东门"), ("b", "川陕路西门")]
    assert _amounts(file) == [[("处", 3, 0)], [("吨", 2, 0)]]


def test_sheets_may_be_called_after_the_kind_of_what_they_list(tmp_path: Path) -> None:
    rows = [["问题", "点位", "数量", "发现日期"], ["a", "东门", "3处", "2024-03-01"]]
    sheets: dict[str, Rows] = {
        "垃圾杂草": rows,
        "违建整治台账": rows,
        "2024年一季度": rows,
        "鸿运大道": rows,
        "Sheet5": rows,
    }
    told = ["垃圾杂草", "违建", "未分类", "未分类", "未分类"]
    assert [line.category for line in _read(tmp_path, sheets).lines] == told
    assert [line.category for line in _read(tmp_path, {"垃圾杂草": rows}).lines] == ["未分类"]


@pytest.mark.parametrize(
    ("word", "state"), [("已完成", State.CLOSED), ("进行中", State.REGISTERED), ("未完成", State.REGISTERED)]
)
def test_words_may_stand_where_the_day_of_finishing_should(tmp_path: Path, word: str, state: State) -> None:
    rows = [["问题", "点位", "数量", "发现日期", "完成日期"], ["a", "东门", "3处", "2024-03-01", word]]
    (line,) = _read(tmp_path, {"台账": rows}).lines
    assert (line.state, line.problem) == (state, "")


@pytest.mark.parametrize("cell", ["10处以上", "10处；", "共10处", "10 处左右"])
def test_an_amount_is_read_with_what_surrounds_it(tmp_path: Path, cell: str) -> None:
    assert _amounts(_read(tmp_path, {"台账": [HEADING, [1, "a", "b", "c", cell, "2024-03-01", ""]]})) == [
        [("处", 10, 0)]
    ]


def test_a_numbered_title_names_the_kind_of_its_table(tmp_path: Path) -> None:
    rows = [
        ["一、乱堆乱放整治台账"],
        ["序号", "问题", "位置", "数量", "发现日期"],
        [1, "a", "东门", "3处", "2024-03-01"],
    ]
    assert _read(tmp_path, {"台账": rows}).lines[0].category == "乱堆乱放"


def test_days_that_only_their_group_calls_days_are_no_amounts(tmp_path: Path) -> None:
    rows = [
        ["问题", "点位", "数量", "", "单位", "整治时间", ""], ["", "", "计划", "完成", "", "开始", "完成"],
        ["a", "东门", 10, 8, "处", "2024.3.1", "2024.3.17"],
    ]  # fmt: skip
    path = write_xlsx(tmp_path / "台账.xlsx", {"台账": rows}, [(0, 2, 0, 3), (0, 5, 0, 6)])
    (line,) = read_tasks(path, TODAY).lines
    assert (line.planned_milli, line.done_milli) == (10_000, 8000)
    assert (line.raised_on, line.done_on) == (date(2024, 3, 1), date(2024, 3, 17))
