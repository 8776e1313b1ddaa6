# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed part of the audit trail says which part it is and how the whole chain stands."""

from dataclasses import replace
from pathlib import Path

from hongyun_desktop.documents.audit_extract import write_audit_extract
from tests.documents.paper import poppler_text
from tests.documents.personal_samples import EXTRACT


def test_period_filter_chain_and_pages_stand_on_it(tmp_path: Path) -> None:
    path = tmp_path / "extract.pdf"
    pages = write_audit_extract(EXTRACT, path)
    assert pages > 1
    text = poppler_text(path)
    for told in (
        "操作记录摘录", "2026-09-01至2026-10-08", "王建国、导出和打印", "80条", "8,412条", "8412-3f9a02b7c1d5e688",
        "一条没有少、没有改", "8080", "打印了证书，80张", "打印人：陈晓梅", f"共{pages}页",
    ):  # fmt: skip
        assert told in text.replace(" ", "").replace("\n", ""), told


def test_a_trail_that_does_not_hold_is_said_on_paper(tmp_path: Path) -> None:
    path = tmp_path / "extract.pdf"
    write_audit_extract(replace(EXTRACT, verified=False), path)
    text = poppler_text(path).replace("\n", "").replace(" ", "")
    assert "有对不上的地方" in text
    assert "没有改" not in text


def test_nothing_in_the_period_is_said(tmp_path: Path) -> None:
    path = tmp_path / "extract.pdf"
    assert write_audit_extract(replace(EXTRACT, lines=(), asked=(), from_day=None, to_day=None), path) == 1
    text = poppler_text(path).replace("\n", "").replace(" ", "")
    assert "这段时间没有符合条件的记录" in text
    assert "从开始到现在" in text
    assert "全部" in text
