# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole job by commands, on the files as the property office sends them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hongyun_desktop.cli import main
from tests.exchange.sheets import write_xlsx

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
ID_CODES = ("id_check_digit", "id_precision_lost")
OTHER_CODES = ("duplicate_row", "id_in_two_dwellings", "unreadable_address")


class Office:
    """A PC with the program and one database."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database = folder / "鸿运.db"
        self.folder = folder
        self.capsys = capsys

    def run(self, *words: str | Path) -> dict[str, Any]:
        """The command's JSON object; it must succeed."""
        code = main(["--data", str(self.database), *map(str, words), "--json"])
        out, err = self.capsys.readouterr()
        assert code == 0, err
        return json.loads(out)

    def refuse(self, *words: str | Path) -> str:
        """The sentence on standard error; the command must exit 1 and print nothing else."""
        code = main(["--data", str(self.database), *map(str, words), "--json"])
        out, err = self.capsys.readouterr()
        assert (code, out) == (1, "")
        return err.strip()


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database after both imports, to be copied."""
    file = tmp_path_factory.mktemp("filled") / "鸿运.db"
    for words in (["roster", str(DATA / "roster-office.xlsx")], ["sign-in", str(DATA / "signin-2026Q3.xlsx")]):
        assert main(["--data", str(file), "import", *words]) == 0
    return file


@pytest.fixture
def filled(office: Office, filled_file: Path) -> Office:
    shutil.copyfile(filled_file, office.database)
    return office


def test_the_office_roster_comes_in_row_for_row_and_a_second_time_changes_nothing(office: Office) -> None:
    expected = EXPECTED["roster-office.xlsx"]
    preview = office.run("import", "roster", DATA / "roster-office.xlsx", "--preview")
    first = office.run("import", "roster", DATA / "roster-office.xlsx")
    second = office.run("import", "roster", DATA / "roster-office.xlsx")

    assert preview == first
    for counted in ("dwellings", "vacant", "residents"):
        assert first[counted] == second[counted] == expected[counted]
    assert (first["added"], first["updated"], first["unchanged"]) == (935, 0, 0)
    assert (second["added"], second["updated"], second["unchanged"]) == (0, 0, 935)
    assert second["absent"] == []
    assert second["differences"] == []
    assert [row["row"] for row in first["ignored"]] == [row["row"] for row in expected["total_row"]]
    for code in ID_CODES:
        found = [
            {"row": p["row"], "name": p["name"], "text": p["text"]} for p in first["problems"] if p["code"] == code
        ]
        assert found == expected[code]
    for code in OTHER_CODES:
        found = [{"row": p["row"], "name": p["name"]} for p in first["problems"] if p["code"] == code]
        assert found == expected[code]
    assert {p["code"] for p in first["problems"]} == {*ID_CODES, *OTHER_CODES}
    assert second["problems"] == first["problems"]


def test_a_hidden_sheet_is_told_and_not_read(office: Office) -> None:
    rows = {name: [("姓名", "住址"), (name, "3-2-1102")] for name in ("罗喆", "吕静")}
    file = write_xlsx(office.folder / "名册.xlsx", rows, hidden=["吕静"])
    told = office.run("import", "roster", file, "--preview")
    assert told["residents"] == 1
    assert told["ignored"] == [{"sheet": "吕静", "row": 0, "code": "hidden_sheet"}]
    assert main(["--data", str(office.database), "import", "roster", str(file)]) == 0
    assert "隐藏的工作表没有读：吕静。" in office.capsys.readouterr().out


def test_a_row_that_nothing_was_made_of_is_told(office: Office) -> None:
    rows = [("姓名", "住址", "电话"), ("罗喆", "3-2-1102", ""), ("", "", "13800001111"), ("", "", "13800001112")]
    file = write_xlsx(office.folder / "名册.xlsx", {"3栋": rows})
    told = office.run("import", "roster", file, "--preview")
    assert told["ignored"] == []
    assert told["passed_over"] == [{"sheet": "3栋", "row": 3}, {"sheet": "3栋", "row": 4}]
    assert main(["--data", str(office.database), "import", "roster", str(file)]) == 0
    assert "这些行没有读：“3栋”第 3—4 行。" in office.capsys.readouterr().out


def test_the_problems_workbook_changes_nothing_while_uncorrected(office: Office) -> None:
    problems = office.folder / "问题行.xlsx"
    first = office.run("import", "roster", DATA / "roster-office.xlsx", "--problems", problems)
    again = office.run("import", "roster", problems)
    assert (again["added"], again["updated"]) == (0, 0)
    assert sorted((p["code"], p["name"]) for p in again["problems"]) == sorted(
        (p["code"], p["name"]) for p in first["problems"]
    )


def test_the_sign_in_sheet_becomes_points_once(office: Office) -> None:
    office.run("import", "roster", DATA / "roster-office.xlsx")
    expected = EXPECTED["signin-2026Q3.xlsx"]
    preview = office.run("import", "sign-in", DATA / "signin-2026Q3.xlsx", "--preview")
    first = office.run("import", "sign-in", DATA / "signin-2026Q3.xlsx")
    second = office.run("import", "sign-in", DATA / "signin-2026Q3.xlsx")

    assert preview == first
    for counted in ("entries", "activities", "people", "hours", "points"):
        assert first[counted] == second[counted] == expected[counted]
    assert (first["added"], second["added"]) == (161, 0)
    assert [{"row": p["row"], "code": p["code"]} for p in first["problems"]] == expected["problems"]
    assert second["problems"] == first["problems"]


def test_the_quarter_is_ranked(filled: Office) -> None:
    ranked = filled.run("rank", "--quarter", "2026Q3", "--top", "15")
    assert ranked["quarter"] == "2026Q3"
    top = EXPECTED["signin-2026Q3.xlsx"]["top"]
    listed = [{"name": p["name"], "address": p["dwelling"], "hours": p["hours"]} for p in ranked["places"]]
    assert listed[: len(top)] == top
    assert all(p["points"] == p["hours"] * 10 for p in ranked["places"])
    assert {p["place"] for p in ranked["places"][:3]} == {1, 2}


def test_certificates_are_issued_once_and_can_be_verified_and_reprinted(filled: Office) -> None:
    pdf = filled.folder / "证书.pdf"
    words = ("honours", "--quarter", "2026Q3", "--top", "10", "--title", "季度志愿之星", "--out", pdf)
    held = filled.run(*words)
    ranked = filled.run("rank", "--quarter", "2026Q3", "--top", "10")
    names = [place["name"] for place in ranked["places"]]
    assert [each["name"] for each in held["issued"]] == names
    assert held["pages"] == len(names)
    assert held["issued"][0]["number"] == "鸿运荣字〔2026〕第0001号"

    sentence = filled.refuse(*words)
    assert "季度志愿之星" in sentence
    assert "2026" in sentence

    reprint = filled.folder / "补印.pdf"
    number = held["issued"][1]["number"]
    assert filled.run("certificate", number, "--out", reprint)["name"] == names[1]
    assert reprint.stat().st_size > 10_000
    assert not filled.run("certificate", "--verify", "鸿运荣字〔2026〕第0099号 0000-0000")["valid"]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_every_name_on_the_certificates_can_be_read_back(filled: Office) -> None:
    pdf = filled.folder / "证书.pdf"
    held = filled.run("honours", "--quarter", "2026Q3", "--top", "10", "--title", "季度志愿之星", "--out", pdf)
    pages = (
        subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode().split("\f")
    )
    for page, each in zip(pages, held["issued"], strict=False):
        text = re.sub(r"\s", "", page)
        assert each["name"] in text
        assert each["number"] in text
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", pages[0])
    assert code
    verdict = filled.run("certificate", "--verify", f"{held['issued'][0]['number']} {code.group()}")
    assert verdict["valid"]
    labelled = f"证书编号 {held['issued'][0]['number']} 校验码：{code.group()}"
    assert filled.run("certificate", "--verify", labelled)["valid"]
    assert verdict["name"] == held["issued"][0]["name"]
    assert "季度志愿之星" in verdict["wording"]


def test_people_rooms_and_certificates_are_found(filled: Office) -> None:
    assert any(hit["kind"] == "resident" for hit in filled.run("search", "曹大山")["hits"])
    assert any("曹大山" in hit["text"] for hit in filled.run("search", "cds")["hits"])
    assert any(hit["kind"] == "dwelling" for hit in filled.run("search", "2-1-1002")["hits"])


def test_settings_are_shown_and_set(office: Office) -> None:
    office.run("settings", "compound=幸福小区", "first_number.honour.2026=36", "point_rule=12")
    facts = office.run("settings")
    assert facts["compound"] == "幸福小区"
    assert facts["first_number.honour.2026"] == 36
    assert facts["point_rule"] == 12
    assert "没有" in office.refuse("settings", "colour=red")
    assert office.run("operator", "陈晓梅") == {"operator": "陈晓梅"}
    assert office.run("settings")["operator"] == "陈晓梅"


def test_a_backup_comes_back(filled: Office) -> None:
    made = filled.run("backup", filled.folder / "U盘")
    filled.run("settings", "compound=改错了")
    filled.run("restore", made["file"])
    assert filled.run("settings")["compound"] == "鸿运小区"
    checked = filled.run("check")
    assert checked["ok"]
    assert checked["findings"] == []
    assert checked["head"] == made["head"]


def test_exports_are_masked_unless_a_purpose_is_given(filled: Office) -> None:
    filled.run("export", filled.folder / "导出.xlsx")
    assert "用途" in filled.refuse("export", filled.folder / "导出2.xlsx", "--full")
    filled.run("export", filled.folder / "导出2.xlsx", "--full", "--purpose", "街道核对")
    filled.run("export", "--ledger", filled.folder / "积分.journal")
    assert "曹大山" not in (filled.folder / "积分.journal").read_text(encoding="utf-8")


def test_a_command_written_wrong_exits_2_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["rank"])
    assert exit_.value.code == 2
    assert "命令写得不对" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a desktop")
def test_without_a_desktop_the_window_is_refused_in_a_sentence_and_the_demo_comes_on_paper(tmp_path: Path) -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    program = [sys.executable, "-m", "hongyun_desktop"]
    window = subprocess.run(program, env=bare, cwd=tmp_path, capture_output=True, text=True)
    assert (window.returncode, "没有图形桌面" in window.stderr) == (1, True)
    demo = subprocess.run([*program, "--demo"], env=bare, cwd=tmp_path, capture_output=True, text=True)
    assert demo.returncode == 0
    assert list((tmp_path / "hongyun-demo").glob("*.pdf"))


def test_the_screen_shows_no_whole_id_number(office: Office) -> None:
    assert main(["--data", str(office.database), "import", "roster", str(DATA / "roster-office.xlsx")]) == 0
    shown = office.capsys.readouterr().out
    assert "510***********" in shown
    assert not re.search(r"510199\d{11}", shown)


def test_two_heads_of_one_dwelling_are_both_taken_in_and_told(office: Office) -> None:
    rows = [("姓名", "住址", "与户主关系")]
    rows += [(name, f"3-2-{room}", "户主") for name, room in (("罗喆", 1102), ("吕静", 1102), ("李伟", 1103))]
    file = write_xlsx(office.folder / "名册.xlsx", {"名册": rows})
    told = office.run("import", "roster", file)
    assert (told["residents"], told["problems"]) == (3, [])
    assert told["several_heads"] == [{"dwelling": "3-2-1102", "names": ["罗喆", "吕静"]}]
    assert main(["--data", str(office.database), "import", "roster", str(file)]) == 0
    assert "请核对谁是户主：3-2-1102 罗喆、吕静。" in office.capsys.readouterr().out
