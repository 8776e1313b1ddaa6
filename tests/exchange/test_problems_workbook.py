# SPDX-License-Identifier: GPL-3.0-or-later
"""Problem rows go out as they were and come back as they are corrected."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.exchange.problems_workbook import write_problems
from hongyun_desktop.exchange.roster_sheet import RosterFile, read_roster
from tests.exchange.sheets import TODAY, roster_of, write_xlsx

pytestmark = pytest.mark.usefixtures("parsed_here")

ROWS = [
    ["栋", "单元", "房号", "姓名", "身份证号", "备注"],
    ["3栋", "2单元", 1102, "罗喆", 510199197806071234, ""],
    ["", "", "", "吕静", "", "=1+1"],
    ["", "", "车库旁", "单妍", "", ""],
]


def written(tmp_path: Path, file: RosterFile, *codes: str) -> Path:
    problems = [
        ImportProblem(line.sheet, line.row, code, line.name) for line, code in zip(file.lines, codes, strict=True)
    ]
    path = tmp_path / "问题行.xlsx"
    write_problems(path, file, problems, lambda problem: f"请看 {problem.code}。")
    return path


def test_each_row_stands_alone_with_its_full_address_and_its_cells_in_their_types(tmp_path: Path) -> None:
    path = written(tmp_path, roster_of(tmp_path, ROWS), "id_precision_lost", "duplicate_row", "unreadable_address")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["问题说明", "原工作表", "原行号", "住址", "姓名", "身份证号", "备注", "校验（请勿改动）"]
    assert rows[1][:6] == [
        "请看 id_precision_lost。",
        "Sheet1",
        2.0,
        "3栋2单元1102",
        "罗喆",
        pytest.approx(510199197806071234),
    ]
    assert rows[2][3:7] == ["3栋2单元1102", "吕静", "", "=1+1"]
    assert rows[3][3] == "车库旁"


def test_an_uncorrected_row_is_known_by_its_fingerprint(tmp_path: Path) -> None:
    path = written(tmp_path, roster_of(tmp_path, ROWS), "id_precision_lost", "duplicate_row", "unreadable_address")
    again = read_roster(path, TODAY)
    assert [line.standing_problem for line in again.lines] == [
        "id_precision_lost",
        "duplicate_row",
        "unreadable_address",
    ]
    assert again.lines[0].id_problem == "id_precision_lost"
    assert again.unrecognised == ()
    assert again.lines[1].note == "=1+1"
    assert not again.is_whole


def test_a_corrected_row_is_an_ordinary_row(tmp_path: Path) -> None:
    path = written(tmp_path, roster_of(tmp_path, ROWS), "id_precision_lost", "duplicate_row", "unreadable_address")
    rows = [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]
    rows[3][3] = "3栋2单元1103"
    corrected = read_roster(write_xlsx(tmp_path / "改好.xlsx", {"问题行": rows}), TODAY)
    assert [line.standing_problem for line in corrected.lines] == ["id_precision_lost", "duplicate_row", ""]
    assert corrected.lines[2].address is not None


def test_the_reason_keeps_no_problem_from_being_written_where_nothing_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "问题行.xlsx"
    write_problems(path, roster_of(tmp_path, ROWS), [], lambda _: "")
    assert path.exists()


@pytest.mark.parametrize("name", ["没有的文件夹/问题行.xlsx"])
def test_a_place_that_can_not_be_written_is_told(tmp_path: Path, name: str) -> None:
    from hongyun_desktop.core.errors import StorageProblem

    with pytest.raises(StorageProblem, match="file_not_writable"):
        write_problems(tmp_path / name, roster_of(tmp_path, ROWS), [], lambda _: "")
