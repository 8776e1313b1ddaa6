# SPDX-License-Identifier: GPL-3.0-or-later
"""import tasks: the ledger of the article, of others, again, and with its rows in another order."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from hongyun_desktop import cli
from tests.exchange.sheets import Rows, write_xlsx

DATA = Path(__file__).parents[1] / "data"
ARTICLE = DATA / "rectification.xlsx"
MIXED: list[list[object]] = [
    ["鸿运小区整治台账"],
    ["序号", "问题描述", "类别", "点位", "数量", "单位", "发现日期", "责任单位", "整改期限", "完成日期", "完成数量"],
    [1, "清运垃圾", "垃圾杂草", "鸿运大道100号", 50.5, "吨", "2024-03-01", "社区", "2024-04-01", "2024-03-20", ""],
    [2, "清运垃圾", "垃圾杂草", "鸿运大道200号", 20, "吨", "2024-03-01", "社区", "尽快", "", 5],
    [3, "清淤", "排污沟", "川陕路", "若干", "吨", "2024-03-01", "", "", "", ""],
    [4, "补植", "绿化", "川陕路", 5, "", "2024-03-01", "", "", "", ""],
    [5, "", "绿化", "", 5, "棵", "2024-03-01", "", "", "", ""],
    [2, "清运垃圾", "垃圾杂草", "鸿运大道200号", 20, "吨", "2024-03-01", "社区", "尽快", "", 5],
    [6, "拆棚", "乱搭乱建", "3栋", 1, "处", "上周", "", "", "", ""],
    ["合计", "", "", "", 101.5, "", "", "", "", "", ""],
]


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def told(store_path: Path, capsys: pytest.CaptureFixture[str]) -> "Told":
    return Told(store_path, capsys)


class Told:
    """Runs import tasks and gives what it prints as JSON."""

    def __init__(self, store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._path, self._capsys = store_path, capsys

    def __call__(self, file: Path, *options: str) -> dict[str, Any]:
        new = () if self._path.exists() else ("--new",)
        assert cli.main([*new, "--data", str(self._path), "import", "tasks", str(file), *options, "--json"]) == 0
        return json.loads(self._capsys.readouterr().out)


def rows_of(path: Path) -> list[list[Any]]:
    return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]


def same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return all(first[key] == second[key] for key in ("tasks", "totals", "problems", "ignored"))


def counts(data: dict[str, Any]) -> tuple[int, int, int]:
    return data["added"], data["updated"], data["unchanged"]


def test_the_ledger_gives_the_figures_of_the_article_each_time(told: Told) -> None:
    expected = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["rectification.xlsx"]
    preview, first, second = told(ARTICLE, "--preview"), told(ARTICLE), told(ARTICLE)
    for data in (preview, first, second):
        assert {key: data[key] for key in expected} == expected
        assert all(isinstance(each["planned"], int) for each in data["totals"])
        assert (data["problems"], data["ignored"]) == ([], [])
    assert [counts(data) for data in (preview, first, second)] == [(25, 0, 0), (25, 0, 0), (0, 0, 25)]


@pytest.mark.parametrize("seed", range(4))
def test_rows_in_another_order_with_other_numbers_add_nobody(told: Told, tmp_path: Path, seed: int) -> None:
    told(ARTICLE)
    chance, rows = Random(seed), rows_of(ARTICLE)
    below = chance.sample(rows[1:], chance.randrange(5, len(rows)))
    moved: Rows = [["另一份台账"], [], rows[0], *([number, *row[1:]] for number, row in enumerate(below, 101))]
    data = told(write_xlsx(tmp_path / "另.xlsx", {"台账": moved}))
    assert counts(data) == (0, 0, len(below))
    assert data["differences"] == []


def test_every_problem_is_told_once_with_its_row(told: Told, tmp_path: Path) -> None:
    data = told(write_xlsx(tmp_path / "台账.xlsx", {"台账": MIXED}))
    assert [(each["row"], each["code"], each["text"]) for each in data["problems"]] == [
        (4, "bad_date", "尽快"), (5, "bad_quantity", "若干"), (6, "unit_missing", "5"), (7, "task_unclear", ""),
        (8, "duplicate_row", ""), (9, "bad_date", "上周"),
    ]  # fmt: skip
    assert set(data["problems"][0]) == {"sheet", "row", "code", "name", "text"}
    assert data["ignored"] == [{"sheet": "台账", "row": 10, "code": "total_row"}]
    assert (data["tasks"], data["added"]) == (2, 2)
    assert data["totals"] == [{"category": "垃圾杂草", "unit": "吨", "planned": 70.5, "done": 55.5}]


def test_the_uncorrected_problems_change_nothing_and_corrected_ones_come_in(told: Told, tmp_path: Path) -> None:
    problems = tmp_path / "问题.xlsx"
    first = told(write_xlsx(tmp_path / "台账.xlsx", {"台账": MIXED}), "--problems", str(problems))
    again = told(problems)
    assert counts(again) == (0, 0, 1)
    assert [each["code"] for each in again["problems"]] == [each["code"] for each in first["problems"]]
    rows = rows_of(problems)
    heading = rows[0]
    for row in rows[1:]:
        if row[heading.index("数量")] == "若干":
            row[heading.index("数量")] = "75"
        if row[heading.index("整改期限")] == "尽快":
            row[heading.index("整改期限")] = "2024-03-31"
    data = told(write_xlsx(tmp_path / "改好.xlsx", {"问题行": rows}))
    assert counts(data)[:2] == (1, 1)
    assert told(tmp_path / "台账.xlsx")["added"] == 0


def test_a_place_of_the_sheet_survives_the_problems_workbook(told: Told, tmp_path: Path) -> None:
    rows = [["序号", "问题", "类别", "点位", "数量（吨）"], [1, "清运", "垃圾", "100号旁", "若干"]]
    problems = tmp_path / "问题.xlsx"
    told(write_xlsx(tmp_path / "台账.xlsx", {"鸿运大道": rows}), "--problems", str(problems))
    corrected = rows_of(problems)
    corrected[1][corrected[0].index("数量（吨）")] = 5
    told(write_xlsx(tmp_path / "改好.xlsx", {"问题行": corrected}))
    rows[1][4] = 5
    assert counts(told(write_xlsx(tmp_path / "台账2.xlsx", {"鸿运大道": rows}))) == (0, 0, 1)


def test_what_the_sheet_says_of_a_row_goes_with_it_into_the_problems_workbook(told: Told, tmp_path: Path) -> None:
    rows: Rows = [
        ["2024年整治台账（单位：吨）"], ["序号", "问题", "位置", "数量", "发现日期", "整改期限"],
        ["一、川陕路", "", "", "", "", ""], ["二、垃圾杂草", "", "", "", "", ""],
        [1, "清运", "100号", 5, "3月1日", "尽快"],
    ]  # fmt: skip
    problems = tmp_path / "问题.xlsx"
    first = told(write_xlsx(tmp_path / "台账.xlsx", {"台账": rows}), "--problems", str(problems))
    assert (counts(first), [each["code"] for each in first["problems"]]) == ((1, 0, 0), ["bad_date"])
    again = told(problems)
    assert (counts(again), again["totals"]) == ((0, 0, 1), first["totals"])


def test_a_later_ledger_moves_its_tasks_on(told: Told, tmp_path: Path) -> None:
    told(write_xlsx(tmp_path / "台账.xlsx", {"台账": MIXED}))
    later = [list(row) for row in MIXED[:4]]
    later[3][9:] = [date(2024, 4, 2), 20]
    data = told(write_xlsx(tmp_path / "新.xlsx", {"台账": later}))
    assert counts(data) == (0, 1, 1)
    assert data["totals"][0]["done"] == 70.5
    assert counts(told(tmp_path / "台账.xlsx")) == (0, 0, 2)


def test_a_roster_is_no_ledger(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = DATA / "roster-office.xlsx"
    assert cli.main(["--new", "--data", str(store_path), "import", "tasks", str(file)]) == 1
    assert "不像整治台账" in capsys.readouterr().err


def test_people_are_told_in_sentences(store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_xlsx(tmp_path / "台账.xlsx", {"台账": MIXED})
    assert cli.main(["--new", "--data", str(store_path), "import", "tasks", str(file)]) == 0
    said = capsys.readouterr().out
    assert "垃圾杂草：计划 70.5 吨，完成 55.5 吨" in said
    assert "只是这一项留空" in said


def test_a_row_that_measures_several_things_stays_one_task_and_goes_on_with_all_of_them(
    told: Told, tmp_path: Path
) -> None:
    def ledger(state: str) -> Path:
        heading = ["问题", "类别", "点位", "数量", "发现日期", "整改情况"]
        row = ["拆雨棚", "违建", "东门", "雨棚12处、苗圃350平方米", "2024-03-01", state]
        return write_xlsx(tmp_path / "台账.xlsx", {"台账": [heading, row]})

    def done(data: dict[str, Any]) -> list[tuple[str, int, int]]:
        return [(each["unit"], each["planned"], each["done"]) for each in data["totals"]]

    first, again, later = told(ledger("整改中")), told(ledger("整改中")), told(ledger("整改完毕"))
    assert [counts(each) for each in (first, again, later, told(ledger("整改完毕")))] == [
        (1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 0, 1),
    ]  # fmt: skip
    assert done(first) == [("处", 12, 0), ("平方米", 350, 0)]
    assert done(later) == [("处", 12, 12), ("平方米", 350, 350)]
    assert later["differences"] == []
