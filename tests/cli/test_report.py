# SPDX-License-Identifier: GPL-3.0-or-later
"""report: a quarter's tasks as a paper, a workbook and a document, each journaled; what can't be made is said."""

import json
from pathlib import Path

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from hongyun_desktop import cli
from hongyun_desktop.core.store.opening import open_store

LEDGER = Path(__file__).parents[1] / "data" / "rectification.xlsx"
QUARTER, TITLE = "2024Q1", "2024年第一季度环境整治报告"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    file = tmp_path / "鸿运.db"
    assert cli.main(["--new", "--data", str(file), "import", "tasks", str(LEDGER)]) == 0
    return file


@pytest.fixture
def words(database: Path) -> list[str]:
    """The command but for the file's name."""
    return ["--data", str(database), "report", "--quarter", QUARTER, "--json", "--out"]


def raised_in_quarter() -> int:
    rows = CalamineWorkbook.from_path(str(LEDGER)).get_sheet_by_index(0).to_python()
    return sum("2024-01-01" <= str(row[6]) <= "2024-03-31" for row in rows[1:])


def left(database: Path) -> list[tuple[str, str]]:
    with open_store(database) as store:
        return [
            (code, json.loads(params)["what"])
            for code, params in store.sql("SELECT code, params FROM journal WHERE code IN ('paper_saved', 'exported')")
        ]


def test_a_paper_tells_the_quarter_and_is_journaled(
    words: list[str], database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "报告.pdf"
    capsys.readouterr()
    assert cli.main([*words, str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    paper = pypdfium2.PdfDocument(out)
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    assert told == {"quarter": QUARTER, "tasks": raised_in_quarter(), "pages": len(paper)}
    assert TITLE in text
    assert f"登记整治任务{raised_in_quarter()}项" in text
    assert left(database) == [("paper_saved", "整治报告")]


def test_a_workbook_and_a_document_are_told_by_the_name(words: list[str], database: Path, tmp_path: Path) -> None:
    sheet, document = tmp_path / "报告.xlsx", tmp_path / "报告.DOCX"
    assert cli.main([*words, str(sheet)]) == 0
    assert cli.main([*words, str(document)]) == 0
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_name("任务").to_python()
    assert len(rows) == 1 + raised_in_quarter()
    assert any(TITLE in paragraph.text for paragraph in docx.Document(str(document)).paragraphs)
    assert left(database) == [("exported", "整治报告"), ("exported", "整治报告")]


def test_a_quarter_without_tasks_says_so_on_paper(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "空.pdf"
    assert cli.main(["--data", str(database), "report", "--quarter", "2030Q1", "--out", str(out)]) == 0
    assert "没有登记整治任务" in pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()


def test_another_kind_of_file_is_no_report(
    words: list[str], database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*words, str(tmp_path / "报告.doc")])
    assert stopped.value.code == 2
    assert ".pdf、.xlsx 或 .docx" in capsys.readouterr().err
    assert left(database) == []


def test_what_is_no_quarter_and_no_folder_is_said(
    words: list[str], database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*words, str(tmp_path / "没有" / "报告.pdf")]) == 1
    assert "报告.pdf" in capsys.readouterr().err
    assert cli.main(["--data", str(database), "report", "--quarter", "2024", "--out", str(tmp_path / "x.pdf")]) == 1
    assert "2024" in capsys.readouterr().err
    assert left(database) == []
