# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked before a certificate is issued, and how its file is written: whole, repeatable, or not at all."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from paper import DEED, ISSUER, honour_for, of_kind, saying

import hongyun_desktop.documents
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet
from hongyun_desktop.documents.certificate import preflight, write_certificates
from hongyun_desktop.documents.certificate_layout import RIGHT_PT, lay_out

_LOWEST_LINE_PT = 66 * 72 / 25.4


def test_a_usual_certificate_is_set_at_the_size_meant():
    fit = preflight(of_kind(CertificateKind.HONOUR))
    assert (fit.body_size_pt, fit.name_size_pt, fit.shrunk, fit.rare) == (21.0, 27.0, False, ())


def test_long_wording_shrinks_and_the_longest_is_refused_naming_the_person():
    sizes = [preflight(saying(DEED * times)).body_size_pt for times in (1, 3, 5)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 14.0
    with pytest.raises(Refused) as refusal:
        preflight(saying(DEED * 12))
    assert refusal.value.code == "wording_does_not_fit"
    assert refusal.value.params == {"name": "罗喆"}


def test_a_long_name_shrinks_and_a_name_without_end_is_refused():
    assert preflight(honour_for("阿卜杜热西提·阿卜力米提·买买提吐尔逊·艾合麦提江")).name_size_pt < 27.0
    with pytest.raises(Refused, match="wording_does_not_fit"):
        preflight(honour_for("阿卜杜热西提·" * 12))


def test_an_issuer_too_long_for_two_lines_is_refused():
    with pytest.raises(Refused, match="wording_does_not_fit"):
        preflight(honour_for("罗喆", issuer="成都市新都区桂湖街道" * 8))


@pytest.mark.parametrize("times", range(1, 7))
def test_no_line_of_the_body_comes_down_to_the_stamp(times: int):
    layout = lay_out(saying(DEED * times))
    assert min(line.baseline_pt for line in layout.body) > _LOWEST_LINE_PT


@pytest.mark.parametrize("issuer", [ISSUER, "成都市新都区桂湖街道新东社区居民委员会", "成都市新都区桂湖街道" * 4])
def test_the_issuer_stays_between_the_code_and_the_border(issuer: str):
    for words in lay_out(honour_for("罗喆", issuer=issuer)).foot:
        assert words.left_pt > 130 * 72 / 25.4
        assert words.left_pt + len(words.text) * words.size_pt * (1 + words.spacing_em) <= RIGHT_PT + words.size_pt


def test_the_same_issuer_of_any_length_is_printed_in_full():
    long_issuer = "成都市新都区桂湖街道" * 4
    foot = lay_out(honour_for("罗喆", issuer=long_issuer)).foot
    assert "".join(words.text for words in foot[:-1]) == long_issuer


def test_a_chinese_date_is_never_split():
    for before in range(1, 40):
        layout = lay_out(saying("聘" * before + "自二〇二六年十月一日至二〇二八年九月三十日。"))
        assert any("二〇二六年十月一日" in line.line.text for line in layout.body)


def test_thanks_close_with_an_indented_and_a_flush_line():
    *_, wishing, bowing = lay_out(of_kind(CertificateKind.THANKS)).body
    assert (wishing.line.text, wishing.line.starts_em[0]) == ("此致", 2.0)
    assert (bowing.line.text, bowing.line.starts_em[0]) == ("敬礼！", 0.0)


def test_a_team_is_addressed_by_its_name_and_a_colon_alone():
    name, colon = lay_out(honour_for("关爱互助队", honorific="")).address
    assert (name.text, colon.text) == ("关爱互助队", "：")


def with_an_unprintable(part: str) -> CertificateSheet:
    sheet = honour_for("罗喆")
    if part == "number":
        return replace(sheet, number="鸿✓运")
    value = ("好✓",) if part == "paragraphs" else "好✓"
    return replace(sheet, wording=replace(sheet.wording, **{part: value}))


@pytest.mark.parametrize("part", ["heading", "recipient", "honorific", "paragraphs", "issuer", "number"])
def test_an_unprintable_character_is_refused_wherever_it_stands(part: str):
    with pytest.raises(Refused) as refusal:
        preflight(with_an_unprintable(part))
    assert refusal.value.params == {"character": "✓", "code_point": "U+2713"}


def test_the_same_sheets_give_the_same_bytes(tmp_path: Path):
    sheets = [honour_for("王翀犇"), honour_for("𪜀𪜁"), of_kind(CertificateKind.THANKS)]
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    write_certificates(sheets, first)
    write_certificates(sheets, second)
    assert first.read_bytes() == second.read_bytes()


def test_progress_is_told_page_by_page(tmp_path: Path):
    told: list[tuple[int, int]] = []
    pages = write_certificates(
        [honour_for("王翀犇")] * 3, tmp_path / "三张.pdf", lambda done, of: told.append((done, of))
    )
    assert pages == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_refused_certificate_leaves_the_older_file_and_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "certificates.pdf"
    path.write_bytes(b"older")
    with pytest.raises(Refused):
        write_certificates([honour_for("王翀犇"), honour_for("王✓明")], path)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_a_storage_problem_that_names_it(tmp_path: Path):
    with pytest.raises(StorageProblem) as problem:
        write_certificates([honour_for("王翀犇")], tmp_path / "missing" / "certificates.pdf")
    assert (problem.value.code, problem.value.params) == ("file_not_writable", {"file": "certificates.pdf"})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.getpid", lambda: 1)
    (tmp_path / ".certificates.pdf.1.part").symlink_to("/dev/full")
    with pytest.raises(StorageProblem, match="disk_full"):
        write_certificates([honour_for("王翀犇")], tmp_path / "certificates.pdf")
    assert list(tmp_path.iterdir()) == []


def test_no_sheets_are_an_error_of_the_caller(tmp_path: Path):
    with pytest.raises(ValueError, match="page"):
        write_certificates([], tmp_path / "certificates.pdf")


def test_documents_load_neither_the_database_nor_the_screen():
    folder = Path(hongyun_desktop.documents.__file__).parent
    modules = [f"hongyun_desktop.documents.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"]
    check = "assert not {'peewee', 'sqlcipher3', 'PySide6'} & set(sys.modules)"
    program = f"import sys, {', '.join(modules)}; {check}"
    subprocess.run([sys.executable, "-c", program], check=True)
