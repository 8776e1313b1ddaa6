# SPDX-License-Identifier: GPL-3.0-or-later
"""整治情况报告 as a document that can be edited: the same words and figures as the paper, bars as characters.

Imports neither peewee nor PySide6; python-docx is imported when the first document is made.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.rectification import paper_words as words
from hongyun_desktop.core.rectification.quantities import Total, quantity_text
from hongyun_desktop.core.rectification.report_content import ReportContent, ReportTask
from hongyun_desktop.core.rectification.rules import FUNDING_WORDS
from hongyun_desktop.exchange import docx_parts as parts

_NUMBERS = "一二三四五六七八"
_BARS = 30
_MEASURES = (("计划", "□"), ("完成", "▒"), ("验收", "■"))
_TOTAL_MM = (50, 22, 22, 20, 20, 20, 20)
_OPEN_MM = (19, 34, 28, 23, 23, 25, 22)
_PARTY_MM = (84, 30, 30, 30)
_RECURRENCE_MM = (60, 50, 24, 40)
_TASK_MM = (19, 29, 22, 25, 18, 18, 22, 21)
_CHART_MM = (34, 16, 14, 88, 22)
_PICTURE_MM = (82.0, 62.0)
_NO_PICTURE = {"整治前": "未拍整治前照片", "整治后": "未拍整治后照片"}


def write(content: ReportContent, contents: Mapping[str, bytes], path: Path, created_on: date | None = None) -> None:
    """Write the document; contents: JPEG bytes by sha256. created_on: the day in its properties, else of the report.

    Raises: StorageProblem("file_not_writable", file), ("disk_full", file).
    """
    document = parts.new_document(content.title, content.issuer, created_on or content.made_on)
    _add_title(document, content)
    for text in words.summary(content):
        parts.add_paragraph(document, text)
    if content.tasks:
        for number, (title, add) in zip(_NUMBERS, _sections(content, contents), strict=False):
            document.add_heading(f"{number}、{title}", 1)
            add(document)
    _add_sent(document, content)
    if content.tasks:
        document.add_heading("附：整治任务清单", 1)
        lines = [words.task_line(task) for task in content.tasks]
        parts.add_table(document, words.TASK_HEADINGS, _TASK_MM, lines)
    parts.add_page_numbers(document, f"{content.compound} · {content.title}")
    parts.save(document, path)


def _add_title(document: Any, content: ReportContent) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.add_paragraph(content.title, "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    told = f"{content.issuer}　{words.period_text(content.period)}"
    parts.add_paragraph(document, told, indented=False).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _sections(content: ReportContent, contents: Mapping[str, bytes]) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """The title of each section and what adds it; none of them is empty."""
    if content.totals:
        yield "整治数量", lambda document: _add_amounts(document, content.totals)
    months = list(words.month_lines(content))
    yield "登记和销号", _tabled(words.MONTH_HEADINGS, (58, 58, 58), months, {1, 2})
    yield "未办结的任务", lambda document: _add_open(document, content)
    if content.recurrence:
        again = list(words.recurrence_lines(content))
        yield "反复出现的问题", _tabled(words.RECURRENCE_HEADINGS, _RECURRENCE_MM, again, {2})
    if content.parties:
        shares = list(words.party_lines(content))
        yield "各责任单位办理情况", _tabled(words.PARTY_HEADINGS, _PARTY_MM, shares, {1, 2, 3})
    if any(fen for _kind, fen in content.funding):
        money = [(FUNDING_WORDS[kind], yuan_text(fen)) for kind, fen in content.funding]
        yield "经费", _tabled(("经费", "金额（元）"), (60, 114), money, {1})
    shown = [task for task in words.pictured(content) if any(_pictures(task, contents))]
    if shown:
        yield "整治前后", lambda document: _add_pairs(document, shown, contents, words.more_pairs(content))


def _tabled(
    headings: Sequence[str], widths_mm: Sequence[float], rows: Sequence[Sequence[str]], numbers: Container[int]
) -> Callable[[Any], None]:
    return lambda document: parts.add_table(document, headings, widths_mm, rows, numbers)


def _add_amounts(document: Any, totals: Sequence[Total]) -> None:
    lines = [words.total_line(total) for total in totals]
    parts.add_table(document, words.TOTAL_HEADINGS, _TOTAL_MM, lines, {2, 3, 4, 5, 6})
    document.add_heading("图：计划、完成、验收（每个单位各用一个比例尺）", 2)
    parts.add_table(document, ("类别", "单位", "", "", "数量"), _CHART_MM, list(_bars(totals)), {4})


def _bars(totals: Sequence[Total]) -> Iterator[tuple[str, ...]]:
    """A line of characters for each amount; as long as its share of the largest one of its unit."""
    most: dict[str, int] = {}
    for total in totals:
        most[total.unit] = max(most.get(total.unit, 1), *_amounts(total))
    for total in sorted(totals, key=lambda total: list(most).index(total.unit)):
        for (word, character), milli in zip(_MEASURES, _amounts(total), strict=True):
            length = -(-milli * _BARS // most[total.unit])
            first = word == _MEASURES[0][0]
            yield (
                (total.category or words.NO_CATEGORY) if first else "", total.unit if first else "", word,
                character * length, quantity_text(milli),
            )  # fmt: skip


def _amounts(total: Total) -> tuple[int, int, int]:
    return total.planned_milli, total.done_milli, total.accepted_milli


def _add_open(document: Any, content: ReportContent) -> None:
    left = [words.open_line(task) for task in words.open_tasks(content)]
    if left:
        parts.add_table(document, words.OPEN_HEADINGS, _OPEN_MM, left)
    else:
        parts.add_paragraph(document, words.NOTHING_OPEN)


def _pictures(task: ReportTask, contents: Mapping[str, bytes]) -> tuple[bytes | None, bytes | None]:
    before = next((contents[each] for each in task.photos_before if each in contents), None)
    after = next((contents[each] for each in reversed(task.photos_after) if each in contents), None)
    return before, after


def _add_pairs(document: Any, tasks: Sequence[ReportTask], contents: Mapping[str, bytes], note: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for task in tasks:
        row = task.row
        document.add_heading(f"{row.number}　{row.title}（{row.place.text or '地点未记'}）", 2)
        table = parts.new_table(document, (87, 87), 2)
        done = f"{words.day_text(row.done_on)}完成" if row.done_on else ""
        done = f"{words.day_text(row.done_on)}完成" if row.done_on else ""
        days = {"整治前": f"{words.day_text(row.raised_on)}发现", "整治后": done}
        for place, (stage, picture) in enumerate(zip(days, _pictures(task, contents), strict=True)):
            if picture is None:
                table.cell(0, place).text = _NO_PICTURE[stage]
            else:
                parts.add_picture(table.cell(0, place), picture, *_PICTURE_MM)
            table.cell(1, place).text = f"{stage}　{days[stage]}" if picture else stage
            for line in (0, 1):
                table.cell(line, place).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if more := words.more_photos(task):
            parts.add_paragraph(document, f"{more}。", indented=False)
    if note:
        parts.add_paragraph(document, f"{note}。")


def _add_sent(document: Any, content: ReportContent) -> None:
    """To whom it goes; issuer and day at the right with room for the seal, which is stamped by hand."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    sent = parts.add_paragraph(document, f"报送：{words.addressee_text(content)}", indented=False)
    sent.paragraph_format.space_before = Mm(8)
    for place, text in enumerate((content.issuer, words.day_text(content.made_on))):
        line = parts.add_paragraph(document, text, indented=False)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.left_indent = Mm(parts.TEXT_WIDTH_MM / 2)
        line.paragraph_format.keep_with_next = place == 0
        if place == 0:
            line.paragraph_format.space_before = Mm(16)
        else:
            line.paragraph_format.space_after = Mm(16)
