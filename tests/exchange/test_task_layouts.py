# SPDX-License-Identifier: GPL-3.0-or-later
"""Ledgers as committees and street offices lay them out, each read by what its headings say."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.rectification.ledger_lines import TaskLine, totals_of
from hongyun_desktop.core.rectification.quantities import quantity_text
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.exchange.task_cells import told_state
from hongyun_desktop.exchange.task_sheet import TaskFile, read_tasks
from tests.exchange.mangled_ledgers import mangled
from tests.exchange.sheets import TODAY, Rows, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

DATA = Path(__file__).parents[1] / "data"


def ledger_of(
    tmp_path: Path, rows: Rows, name: str = "Sheet1", merges: Sequence[tuple[int, int, int, int]] = ()
) -> TaskFile:
    return read_tasks(write_xlsx(tmp_path / "台账.xlsx", {name: rows}, merges), TODAY)


def sums(lines: Sequence[TaskLine]) -> list[tuple[str, str, str, str]]:
    return [
        (each.category, each.unit, quantity_text(each.planned_milli), quantity_text(each.done_milli))
        for each in totals_of(lines)
    ]


def problems(file: TaskFile) -> list[tuple[int, str, str]]:
    return [(line.row, line.problem, line.problem_text) for line in file.lines if line.problem]


def one(tmp_path: Path, headings: Sequence[str], *cells: object, above: Rows = (), name: str = "Sheet1") -> TaskLine:
    """The only line of a ledger with what is wrong and its kind, and these columns besides."""
    rows = [*above, ["问题描述", "类别", *headings], ["清运垃圾", "垃圾杂草", *cells]]
    (line,) = ledger_of(tmp_path, rows, name).lines
    return line


def test_the_ledger_of_the_article_gives_its_figures() -> None:
    file = read_tasks(DATA / "rectification.xlsx", TODAY)
    assert sums(file.lines) == [
        ("乱堆乱放乱搭乱建", "处", "10", "10"), ("垃圾杂草", "吨", "200", "200"), ("绿化补植", "平方米", "350", "350"),
        ("店招更换", "个", "21", "21"), ("占道经营", "家", "200", "200"), ("排污沟", "吨", "300", "300"),
        ("黑臭水体", "平方米", "200", "200"),
    ]  # fmt: skip
    assert len(file.lines) == 25
    assert (problems(file), file.ignored, file.unrecognised) == ([], (), ())
    assert {line.state for line in file.lines} == {State.CLOSED}


@pytest.mark.parametrize("seed", range(40))
def test_the_same_ledger_laid_out_otherwise_gives_the_same_figures(tmp_path: Path, seed: int) -> None:
    good = read_tasks(DATA / "rectification.xlsx", TODAY)
    other = read_tasks(mangled(DATA / "rectification.xlsx", tmp_path, seed), TODAY)
    assert problems(other) == []
    assert sums(other.lines) == sums(good.lines)
    assert [line.key for line in other.lines] == [line.key for line in good.lines]
    assert [line.state for line in other.lines] == [line.state for line in good.lines]
    assert {each.code for each in other.ignored} <= {"total_row"}


def test_titles_stand_above_and_totals_below(tmp_path: Path) -> None:
    rows = [
        ["鸿运小区微整治台账"], ["填报单位：新东社区"], [],
        ["编号", "存在问题", "问题类型", "具体位置", "工程量", "计量单位", "登记日期", "整改责任单位", "限期", "销号日期", "整改数量", "备注"],
        ["1", "清运垃圾", "垃圾杂草", "鸿运大道100号", 50, "吨", "2024年3月1日", "新东社区", "2024.4.1", "2024/3/20", 50, "含杂草"],
        [],
        ["2", "补植草皮", "绿化补植", "3栋2单元旁", 30.5, "㎡", 45352, "环境美育队", "", "", 10, ""],
        ["合计", "", "", "", 80.5, "", "", "", "", "", 60, ""],
        ["填表人：王某", "", "审核：李某"],
    ]  # fmt: skip
    file = ledger_of(tmp_path, rows)
    assert sums(file.lines) == [("垃圾杂草", "吨", "50", "50"), ("绿化补植", "平方米", "30.5", "10")]
    assert [(each.row, each.code) for each in file.ignored] == [(8, "total_row")]
    first, second = file.lines
    assert (first.place.road, first.place.road_number, first.due_on, first.done_on) == (
        "鸿运大道", "100", date(2024, 4, 1), date(2024, 3, 20))  # fmt: skip
    assert (second.place.building, second.place.unit, second.raised_on) == ("3", "2", date(2024, 3, 1))
    assert (first.state, second.state, first.note) == (State.CLOSED, State.IN_PROGRESS, "含杂草")


def test_merged_kinds_and_roads_hold_for_the_rows_below(tmp_path: Path) -> None:
    rows = [
        ["类别", "路段", "点位", "事项", "计划数量", "单位", "已完成"],
        ["垃圾杂草", "鸿运大道", "100号", "清运", 20, "吨", 20],
        ["", "", "200号", "清运", 30, "吨", 10],
        ["小计", "", "", "", 50, "", 30],
        ["排污沟", "川陕路", "300号旁", "清淤", 75, "吨", ""],
        ["", "", "400号", "清淤", 75, "吨", ""],
    ]
    file = ledger_of(tmp_path, rows, merges=[(1, 0, 2, 0), (1, 1, 2, 1), (4, 0, 5, 0), (4, 1, 5, 1)])
    assert sums(file.lines) == [("垃圾杂草", "吨", "50", "30"), ("排污沟", "吨", "150", "0")]
    assert [line.place.text for line in file.lines] == [
        "鸿运大道100号", "鸿运大道200号", "川陕路300号旁", "川陕路400号"]  # fmt: skip
    assert [each.row for each in file.ignored] == [4]


def test_what_is_merely_blank_is_not_filled(tmp_path: Path) -> None:
    file = ledger_of(
        tmp_path,
        [["问题", "类型", "地点", "数量", "单位"], ["堆物", "楼道", "3栋", 1, "处"], ["堆物", "", "4栋", 1, "处"]],
    )
    assert [line.category for line in file.lines] == ["楼道", "未分类"]


def test_each_sheet_is_a_road_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["序号", "问题描述", "类别", "点位", "数量（吨）", "完成数量（吨）"],
        [1, "清运", "垃圾杂草", "100号附近", 50, 20],
    ]
    file = read_tasks(
        write_xlsx(tmp_path / "台账.xlsx", {"鸿运大道": rows, "川陕路": rows, "说明": [["请如实填写"]]}), TODAY
    )
    assert [line.place.text for line in file.lines] == ["鸿运大道100号附近", "川陕路100号附近"]
    assert sums(file.lines) == [("垃圾杂草", "吨", "100", "40")]
    assert not problems(file)


def test_a_row_across_the_table_heads_those_below(tmp_path: Path) -> None:
    rows = [
        ["序号", "存在问题", "位置", "工程量", "整改数量"],
        ["一、鸿运大道", "", "", "", ""], ["（一）垃圾杂草", "", "", "", ""], [1, "清运", "100号", "5吨", "5吨"],
        ["二、川陕路", "", "", "", ""], [2, "清运", "100号", "7吨", "全部"],
    ]  # fmt: skip
    file = ledger_of(tmp_path, rows)
    assert [line.place.text for line in file.lines] == ["鸿运大道100号", "川陕路100号"]
    assert sums(file.lines) == [("垃圾杂草", "吨", "12", "12")]
    merged = [["问题", "类别", "地点"], ["川陕路", "", ""], ["堆物", "楼道", "3号"]]
    (line,) = ledger_of(tmp_path, merged, merges=[(1, 0, 1, 2)]).lines
    assert line.place.text == "川陕路3号"


def test_days_without_a_year_are_of_the_year_in_the_title(tmp_path: Path) -> None:
    headings, cells = ["发现日期", "整改期限", "完成日期"], ["11月5日", "1月10日前", "12月1日"]
    line = one(tmp_path, headings, *cells, above=[["2024年微整治台账"]])
    assert (line.raised_on, line.due_on, line.done_on) == (date(2024, 11, 5), date(2025, 1, 10), date(2024, 12, 1))
    assert one(tmp_path, headings, *cells).problem == "bad_date"


def test_a_heading_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    rows = [
        ["整治内容", "类别", "地点", "数量", "", "", "完成时限"],
        ["", "", "", "单位", "计划", "完成", ""],
        ["清运", "垃圾杂草", "鸿运大道", "吨", 50, 30, "2024-04-30"],
    ]
    file = ledger_of(tmp_path, rows, merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5), (0, 6, 1, 6)])
    assert sums(file.lines) == [("垃圾杂草", "吨", "50", "30")]
    assert file.lines[0].due_on == date(2024, 4, 30)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_ledger_comes_as_delimited_text_too(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes("问题,问题类别,位置,整治数量,上报时间\r\n清运,垃圾杂草,鸿运大道,约50吨,45352\r\n".encode(encoding))
    (line,) = read_tasks(path, TODAY).lines
    assert (line.planned_milli, line.unit, line.raised_on) == (50_000, "吨", date(2024, 3, 1))


def test_an_old_workbook_is_read_as_well() -> None:
    file = read_tasks(DATA / "rectification-old.xls", TODAY)
    assert sums(file.lines) == [("垃圾杂草", "吨", "50", "50"), ("绿化补植", "平方米", "350", "0")]


@pytest.mark.parametrize(
    ("cell", "milli", "unit"),
    [
        ("50吨", 50_000, "吨"), ("约350平米", 350_000, "平方米"), ("3 处", 3000, "处"), ("1,200.5 m²", 1_200_500, "平方米"),
        ("２００㎡", 200_000, "平方米"), ("1.2万平方米", 12_000_000, "平方米"), ("两处", 2000, "处"), ("30余吨", 30_000, "吨"),
        ("二十五处", 25_000, "处"),
        ("十余棵", 10_000, "棵"),
        ("大约50吨左右", 50_000, "吨"), ("12 株", 12_000, "棵"),
    ],
)  # fmt: skip
def test_number_and_unit_may_share_a_cell(tmp_path: Path, cell: str, milli: int, unit: str) -> None:
    line = one(tmp_path, ["工程量"], cell)
    assert (line.planned_milli, line.unit, line.problem) == (milli, unit, "")


@pytest.mark.parametrize(
    ("heading", "above"),
    [
        ("数量（吨）", ()),
        ("数量(单位：吨)", ()),
        ("工程量/吨", ()),
        ("数量", [["单位：吨"]]),
        ("数量", [["填报单位：社区  数量单位：吨"]]),
    ],
)
def test_the_unit_may_stand_above_the_table(tmp_path: Path, heading: str, above: Rows) -> None:
    line = one(tmp_path, [heading], 5, above=above)
    assert (line.unit, line.problem) == ("吨", "")


@pytest.mark.parametrize("cell", ["若干", "-3", -3, "50-60吨", "很多吨", "3处、5吨", date(2024, 3, 1)])
def test_no_amount_is_taken_from_what_is_none(tmp_path: Path, cell: object) -> None:
    line = one(tmp_path, ["数量", "单位"], cell, "吨")
    assert (line.problem, line.taken) == ("bad_quantity", False)


def test_an_amount_without_a_unit_is_not_summed(tmp_path: Path) -> None:
    line = one(tmp_path, ["数量", "单位"], 5, "")
    assert (line.problem, line.taken, line.problem_text) == ("unit_missing", False, "5")


@pytest.mark.parametrize("cell", ["", "/", "无", "—"])
def test_a_task_may_have_no_amount(tmp_path: Path, cell: str) -> None:
    line = one(tmp_path, ["数量", "单位"], cell, "")
    assert (line.problem, line.taken, line.quantity) == ("", True, None)


@pytest.mark.parametrize(
    ("heading", "cell", "due_on"),
    [
        ("整改期限", "2024年3月底前", date(2024, 3, 31)), ("完成时限", "2024年2月", date(2024, 2, 29)),
        ("期限", "2024.3.1前", date(2024, 3, 1)), ("限期", 45352, date(2024, 3, 1)),
    ],
)  # fmt: skip
def test_a_deadline_may_be_a_month(tmp_path: Path, heading: str, cell: object, due_on: date) -> None:
    assert one(tmp_path, [heading], cell).due_on == due_on


@pytest.mark.parametrize("heading", ["整改期限", "完成日期"])
@pytest.mark.parametrize("cell", ["3月底前", "尽快", "2024-02-30"])
def test_a_day_that_cannot_be_read_is_left_empty_and_told(tmp_path: Path, heading: str, cell: str) -> None:
    line = one(tmp_path, [heading], cell)
    assert (line.problem, line.problem_text, line.taken) == ("bad_date", cell, True)
    assert (line.due_on, line.done_on, line.state) == (None, None, State.REGISTERED)


@pytest.mark.parametrize("cell", ["上周", "2024-02-30", "2030-01-01"])
def test_without_the_day_it_was_found_a_row_waits(tmp_path: Path, cell: str) -> None:
    line = one(tmp_path, ["发现日期"], cell)
    assert (line.problem, line.problem_text, line.taken) == ("bad_date", cell, False)


def test_what_is_finished_is_done_as_planned_unless_it_says_otherwise(tmp_path: Path) -> None:
    headings = ["数量", "单位", "完成日期", "完成数量"]
    whole = one(tmp_path, headings, 5, "吨", "2024-03-01", "")
    part = one(tmp_path, headings, 5, "吨", "2024-03-01", 2)
    more = one(tmp_path, headings, 5, "吨", "2024-03-01", 7)
    assert [(each.done_milli, each.state) for each in (whole, part, more)] == [
        (5000, State.CLOSED), (2000, State.IN_PROGRESS), (7000, State.CLOSED)]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cell", "done", "state"),
    [
        ("状态", "已完成", 5000, State.CLOSED), ("整改情况", "整治中", 0, State.IN_PROGRESS), ("完成情况", "完成60%", 3000, State.IN_PROGRESS),
        ("是否完成", "是", 5000, State.CLOSED), ("是否完成", "否", 0, State.ASSIGNED), ("状态", "未完成", 0, State.ASSIGNED),
        ("完成情况", "已完成3吨", 3000, State.IN_PROGRESS), ("进度", 0.4, 2000, State.IN_PROGRESS), ("整改情况", "√", 5000, State.CLOSED),
        ("完成率", "100%", 5000, State.CLOSED), ("进度（%）", 60, 3000, State.IN_PROGRESS), ("完成率%", 100, 5000, State.CLOSED),
        ("完成情况", "已清运3吨", 3000, State.IN_PROGRESS), ("状态", "闭环", 5000, State.CLOSED), ("状态", "完结", 5000, State.CLOSED),
    ],
)  # fmt: skip
def test_a_column_of_states_says_how_far_it_is(
    tmp_path: Path, heading: str, cell: object, done: int, state: State
) -> None:
    line = one(tmp_path, ["责任人", "数量", "单位", heading], "物业", 5, "吨", cell)
    assert (line.done_milli, line.state) == (done, state)


@pytest.mark.parametrize(
    "text",
    [
        "", "待验收", "正在整改", "部分完成", "没有完成", "计划9月底完成", "预计完成", "9月30日前完成", "拟于国庆前整改到位",
        "已清理2处，还有1处", "完成（反弹）",
    ],
)  # fmt: skip
def test_what_is_not_said_to_be_over_is_not(text: str) -> None:
    assert not told_state(text).finished


@pytest.mark.parametrize(
    "text", ["经反复协调已完成", "已按计划完成", "提前完成", "已于9月30日前完成", "已将杂物清理完毕", "已完成，无反弹"]
)
def test_what_went_as_planned_or_did_not_come_back_is_over(text: str) -> None:
    assert told_state(text).finished


def test_a_state_may_say_what_is_left_behind_what_is_done(tmp_path: Path) -> None:
    line = one(tmp_path, ["数量", "整改情况"], "3处", "整改完成2处，剩余1处")
    assert (line.done_milli, line.state) == (2000, State.IN_PROGRESS)


def test_what_is_done_in_another_unit_than_planned_is_asked_about(tmp_path: Path) -> None:
    line = one(tmp_path, ["数量", "完成情况"], "3处", "已清运8吨")
    assert (line.problem, line.problem_text, line.taken) == ("bad_quantity", "已清运8吨", False)


def test_a_ditto_mark_in_a_ledger_says_what_stands_above_it(tmp_path: Path) -> None:
    rows = [["问题", "地点", "责任单位", "期限"], ["雨棚", "3栋", "物业", "2026-09-30"], ["垃圾", "4栋", "同上", "〃"]]
    lines = ledger_of(tmp_path, rows).lines
    assert [(line.title, line.party, line.due_on) for line in lines] == [
        ("雨棚", "物业", date(2026, 9, 30)), ("垃圾", "物业", date(2026, 9, 30)),
    ]  # fmt: skip


def test_a_length_and_a_width_are_no_two_amounts_of_one_unit(tmp_path: Path) -> None:
    line = one(tmp_path, ["数量"], "长120米，宽3米")
    assert (line.problem, line.problem_text) == ("bad_quantity", "长120米，宽3米")


def test_a_row_that_says_neither_what_nor_where_is_unclear(tmp_path: Path) -> None:
    rows = [["序号", "问题", "类别", "地点", "数量", "单位"], [1, "", "垃圾杂草", "", 5, "吨"], [2, "", "", "", "", ""],
            [3, "", "垃圾杂草", "3栋", 5, "吨"]]  # fmt: skip
    file = ledger_of(tmp_path, rows)
    assert problems(file) == [(2, "task_unclear", "")]
    assert [(line.row, line.title) for line in file.lines] == [(2, "垃圾杂草"), (4, "3栋垃圾杂草")]


def test_the_same_row_twice_counts_once_but_two_numbers_are_two_tasks(tmp_path: Path) -> None:
    row = ["清运", "垃圾杂草", "鸿运大道", 5, "吨"]
    file = ledger_of(tmp_path, [["序号", "问题", "类别", "地点", "数量", "单位"], [1, *row], [1, *row], [2, *row]])
    assert problems(file) == [(3, "duplicate_row", "")]
    assert sums(file.lines) == [("垃圾杂草", "吨", "10", "0")]


def test_unknown_headings_become_notes_and_money_may_be_in_ten_thousands(tmp_path: Path) -> None:
    line = one(tmp_path, ["经费（万元）", "照片编号", "备注"], 1.2, "A-3", "急")
    assert (line.cost_fen, line.note) == (1_200_000, "急；照片编号：A-3")


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no_task_heading"):
        ledger_of(tmp_path, [["姓名", "住址"], ["罗喆", "3-2-1102"]])


def test_groups_above_the_headings_may_be_called_like_a_column(tmp_path: Path) -> None:
    rows = [
        ["序号", "问题", "", "", "工程量", "", "", "时间", "", "", "责任单位"],
        ["", "描述", "类别", "位置", "计划", "完成", "单位", "发现", "期限", "完成", ""],
        [1, "雨棚", "乱搭乱建", "东门", 8, 3, "个", "2026-03-08", "2026-05-01", "2026-04-02", "街道城管"],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 6), (0, 7, 0, 9), (0, 10, 1, 10)]
    (line,) = ledger_of(tmp_path, rows, merges=merges).lines
    assert (line.title, line.planned_milli, line.done_milli, line.party) == ("雨棚", 8000, 3000, "街道城管")
    assert (line.raised_on, line.due_on, line.done_on) == (date(2026, 3, 8), date(2026, 5, 1), date(2026, 4, 2))


def test_columns_of_a_plan_that_hold_days_are_days(tmp_path: Path) -> None:
    line = one(tmp_path, ["数量", "单位", "计划完成", "实际完成"], 8, "个", date(2026, 5, 1), "2026-04-02")
    assert (line.planned_milli, line.done_milli, line.due_on, line.done_on) == (
        8000, 8000, date(2026, 5, 1), date(2026, 4, 2),
    )  # fmt: skip
    assert one(tmp_path, ["单位", "计划完成", "实际完成"], "个", 8, 3).done_milli == 3000


def test_a_few_words_among_the_days_of_a_plan_leave_them_days(tmp_path: Path) -> None:
    rows = [
        ["问题描述", "位置", "计划完成", "实际完成"],
        ["雨棚", "1栋", date(2026, 5, 1), date(2026, 4, 2)],
        ["路灯", "2栋", "长期", "未完成"],
        ["围墙", "3栋", "2026年年底", ""],
    ]
    lines = ledger_of(tmp_path, rows).lines
    assert (lines[0].problem, lines[0].due_on, lines[0].done_on) == ("", date(2026, 5, 1), date(2026, 4, 2))
    assert [line.taken for line in lines] == [True] * 3
    assert {line.planned_milli for line in lines} == {None}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("√", State.CLOSED),
        ("是", State.CLOSED),
        ("否", State.REGISTERED),
        ("整改中", State.IN_PROGRESS),
        ("部分", State.IN_PROGRESS),
    ],
)
@pytest.mark.parametrize("amounts", [{}, {"数量": 8, "单位": "个"}])
def test_words_where_the_amount_done_should_be_say_how_far_a_task_is(
    tmp_path: Path, text: str, state: State, amounts: dict[str, object]
) -> None:
    line = one(tmp_path, [*amounts, "已整改"], *amounts.values(), text)
    assert (line.problem, line.state) == ("", state)


def test_a_deadline_may_be_the_end_of_a_quarter(tmp_path: Path) -> None:
    assert one(tmp_path, ["数量", "单位", "整改期限"], 8, "个", "2026年第二季度").due_on == date(2026, 6, 30)


@pytest.mark.parametrize(("text", "done"), [("√", 8000), ("×", 0), ("未完成", 0), ("5", 5000)])
def test_ticks_may_stand_where_the_amount_done_should(tmp_path: Path, text: str, done: int) -> None:
    line = one(tmp_path, ["数量", "单位", "已整改"], 8, "个", text)
    assert (line.problem, line.done_milli) == ("", done)
