# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports as a workbook and as an editable document, read back by other libraries."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from docx import Document

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.exchange import rectification_workbook, report_docx
from tests.documents import rectification_samples as samples


def sheet(path: Path, name: str) -> list[list[Any]]:
    """The rows of a sheet as calamine reads them."""
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def texts(document: Any) -> str:
    """All that a document says, in paragraphs and tables."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def is_heading(paragraph: Any) -> bool:
    """Whether Word takes a paragraph for a heading."""
    return paragraph.style.name == "Heading 1"


# 表格


def test_the_workbook_has_tasks_amounts_and_sums_with_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    rectification_workbook.write_report(samples.content(), path)
    assert python_calamine.CalamineWorkbook.from_path(str(path)).sheet_names == ["任务", "数量", "数量合计"]
    tasks = sheet(path, "任务")
    assert len(tasks) == 10
    half = dict(zip(tasks[0], tasks[8], strict=True))
    assert half["编号"] == "2026-008"
    assert half["发现日期"] == date(2026, 4, 26)
    assert half["完成日期"] == ""
    assert (half["超期天数"], half["重开次数"], half["整治后照片"]) == (35, 1, 0)
    assert half["数量"] == "流动摊位12家、油污路面45.5米"
    assert sheet(path, "数量")[9] == ["2026-008", "夜间烧烤摊占道反弹", "占道经营", "油污路面", "米", 45.5, 20, 0]
    assert sheet(path, "数量合计")[1:4] == [
        ["乱堆乱放乱搭乱建", "处", 1, 10, 10, 10], ["垃圾杂草", "吨", 1, 200, 200, 200],
        ["绿化补植", "平方米", 1, 350, 350, 350],
    ]  # fmt: skip


def test_steps_get_a_sheet_where_they_are_given(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    rectification_workbook.write_report(samples.content(), path, [samples.card(samples.HALF, 5)])
    rows = sheet(path, "步骤")
    assert len(rows) == 6
    assert rows[1][2:5] == [date(2026, 4, 26), "", "登记"]
    assert rows[5] == [
        "2026-008", "夜间烧烤摊占道反弹", date(2026, 5, 8), "待验收", "整治中", "居民反映摊位又摆出来了", "", "曹大山",
    ]  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    row = replace(samples.FRESH, title='=HYPERLINK("http://x")', number="2026-010")
    rectification_workbook.write_report(samples.content([row]), path)
    assert sheet(path, "任务")[1][:2] == ["2026-010", '=HYPERLINK("http://x")']
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_an_empty_period_gives_sheets_with_headings_only(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    rectification_workbook.write_report(samples.content(()), path)
    assert [len(sheet(path, name)) for name in ("任务", "数量", "数量合计")] == [1, 1, 1]


# Word


def test_the_document_says_what_the_paper_says(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    report_docx.write(samples.content(), samples.CONTENTS, path)
    document = Document(str(path))
    said = texts(document)
    for told in (
        "鸿运小区2026年环境整治报告", "共登记整治任务9项", "一、整治数量", "二、登记和销号", "三、未办结的任务", "居民反映摊位又摆出来了",
        "四、反复出现的问题", "五、各责任单位办理情况", "六、经费", "七、整治前后", "未拍整治后照片", "报送：桂湖街道新东社区", "附：整治任务清单",
        "整治后　2026年2月12日完成",
    ):  # fmt: skip
        assert told in said
    totals = document.tables[0]
    assert [cell.text for cell in totals.rows[5].cells] == ["占道经营", "家", "2", "212", "207", "200", "97%"]
    assert next(each.text for each in document.paragraphs if is_heading(each)) == "一、整治数量"
    assert len(document.inline_shapes) == 15


def test_bars_are_as_long_as_their_share_of_the_largest_of_their_unit(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    report_docx.write(samples.content(), {}, path)
    rows = [[cell.text for cell in row.cells] for row in Document(str(path)).tables[1].rows[1:]]
    lengths = {(row[2], row[4]): len(row[3]) for row in rows}
    assert lengths["计划", "300"] == 30
    assert lengths["计划", "21"] == 30
    assert lengths["验收", "0"] == 0
    assert lengths["完成", "20"] == 14
    assert [row[1] for row in rows if row[1]] == ["处", "处", "吨", "吨", "平方米", "平方米", "个", "家", "米"]


def test_the_document_is_a4_in_chinese_fonts_with_page_numbers_that_word_counts(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    report_docx.write(samples.content(), samples.CONTENTS, path)
    section = Document(str(path)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    with zipfile.ZipFile(path) as archive:
        styles, footer, body = (archive.read(f"word/{name}.xml").decode() for name in ("styles", "footer1", "document"))
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert 'w:lang w:val="en-US" w:eastAsia="zh-CN"' in styles
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert body.count("<w:tblHeader/>") == 8


def test_the_properties_name_no_person_and_no_day_but_the_one_given(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    report_docx.write(samples.content(), {}, path, date(2026, 12, 1))
    facts = Document(str(path)).core_properties
    assert facts.author == facts.last_modified_by == "鸿运小区自管委"
    assert facts.created == facts.modified
    assert facts.created is not None
    assert facts.created.replace(tzinfo=None) == datetime(2026, 12, 1)
    assert facts.comments == ""


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    for path in (first, second):
        report_docx.write(samples.content(), samples.CONTENTS, path)
    assert first.read_bytes() == second.read_bytes()


def test_an_empty_period_is_a_sentence_in_the_document_too(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    report_docx.write(samples.content(()), {}, path)
    document = Document(str(path))
    assert "没有登记整治任务。" in texts(document)
    assert not document.tables


def test_a_folder_that_is_not_there_is_told_as_a_storage_problem(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem):
        report_docx.write(samples.content(()), {}, tmp_path / "none" / "report.docx")
