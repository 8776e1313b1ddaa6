# SPDX-License-Identifier: GPL-3.0-or-later
"""整治情况报告 for a period: what was raised, how far it is, with charts, pictures and the list of tasks.

Imports neither peewee nor PySide6.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.rectification import paper_words as words
from hongyun_desktop.core.rectification.report_content import ReportContent
from hongyun_desktop.core.rectification.rules import FUNDING_WORDS
from hongyun_desktop.core.rectification.turnover import turnover
from hongyun_desktop.documents import charts
from hongyun_desktop.documents.comparison_sheet import Compared, has_photo, pair_of
from hongyun_desktop.documents.form_page import SPAN_PT, FormPaper, Strip, write_form
from hongyun_desktop.documents.form_strips import facts, facts_across, gap, heading, table
from hongyun_desktop.documents.letter_strips import body, seal
from hongyun_desktop.documents.list_cells import Align, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.upright_page import LEFT_PT
from hongyun_desktop.frozen_class import frozen

_NUMBERS = "一二三四五六七"
_PAIR_PT = 60 * mm
_TOTAL_MM = (50, 22, 20, 22, 20, 20, 20)
_OPEN_MM = (20, 31, 26, 21, 21, 25, 30)
_PARTY_MM = (84, 30, 30, 30)
_RECURRENCE_MM = (60, 50, 24, 40)
_TASK_MM = (19, 29, 21, 24, 19, 18, 22, 22)


@frozen
class _Section:
    title: str
    note: str
    strips: Iterable[Strip]


def write(content: ReportContent, contents: Mapping[str, bytes], path: Path) -> int:
    """Write the report; returns the number of pages. contents: JPEG bytes by sha256. Raises: as `write_form`."""
    return write_form(
        FormPaper(
            head=Head(content.title, f"{content.issuer} · {words.period_text(content.period)}"),
            strips=list(_strips(content, contents)),
            footer=f"{content.compound} · {content.title}",
            author=content.issuer,
            made_on=content.made_on,
        ),
        path,
    )


def _strips(content: ReportContent, contents: Mapping[str, bytes]) -> Iterator[Strip]:
    for text in words.summary(content):
        yield from body(text)
    for number, section in zip(_NUMBERS, _sections(content, contents) if content.tasks else (), strict=False):
        yield heading(f"{number}、{section.title}", section.note)
        yield from section.strips
    yield from _sent(content)
    if content.tasks:
        yield heading("附：整治任务清单", f"共 {len(content.tasks)} 项")
        yield from _table(words.TASK_HEADINGS, _TASK_MM, map(words.task_line, content.tasks), size_pt=9.0)


def _sections(content: ReportContent, contents: Mapping[str, bytes]) -> Iterator[_Section]:
    """What a report has sections for; none of them is empty."""
    left = words.open_tasks(content)
    if content.totals:
        yield _Section("整治数量", "按类别和单位合计，不同单位不相加", _amounts(content))
    yield _Section("登记和销号", "本期登记的任务", [_drawn(charts.turnover_chart(turnover(content), SPAN_PT))])
    yield _Section("未办结的任务", f"{len(left)} 项，超期的在前" if left else "",
                   _table(words.OPEN_HEADINGS, _OPEN_MM, map(words.open_line, left), size_pt=9.0)
                   if left else facts_across(words.NOTHING_OPEN))  # fmt: skip
    if content.recurrence:
        rows = words.recurrence_lines(content)
        yield _Section(
            "反复出现的问题", "同一地点、同一类别", _table(words.RECURRENCE_HEADINGS, _RECURRENCE_MM, rows, {2})
        )
    if content.parties:
        rows = words.party_lines(content)
        yield _Section("各责任单位办理情况", "", _table(words.PARTY_HEADINGS, _PARTY_MM, rows, {1, 2, 3}))
    if any(fen for _kind, fen in content.funding):
        money = [[(FUNDING_WORDS[kind], yuan_text(fen)) for kind, fen in content.funding]]
        yield _Section("经费", "单位：元", facts(money, label_mm=18))
    yield from _comparison(content, contents)


def _amounts(content: ReportContent) -> Iterator[Strip]:
    yield from _table(words.TOTAL_HEADINGS, _TOTAL_MM, map(words.total_line, content.totals), {2, 3, 4, 5, 6})
    yield gap(2)
    legend = _drawn(charts.quantity_legend(SPAN_PT), keeps=True)
    yield legend
    for panel in charts.quantity_panels(content.totals, SPAN_PT):
        yield replace(_drawn(panel), heading=legend)


def _drawn(drawing: Drawing, *, keeps: bool = False) -> Strip:
    def draw(canvas: Pen, top_pt: float) -> None:
        renderPDF.draw(drawing, canvas, LEFT_PT, top_pt - float(drawing.height))  # pyright: ignore[reportArgumentType]

    return Strip(float(drawing.height), draw, keeps=keeps)


def _comparison(content: ReportContent, contents: Mapping[str, bytes]) -> Iterator[_Section]:
    shown = [task for task in words.pictured(content) if has_photo(task, contents)]
    if not shown:
        return
    note = words.more_pairs(content)
    pairs = (Compared(task, note=words.more_photos(task)) for task in shown)
    strips = (strip for pair in pairs for strip in (*pair_of(pair, contents, {}, _PAIR_PT), gap(2)))
    yield _Section("整治前后", note, strips)


def _sent(content: ReportContent) -> Iterator[Strip]:
    """To whom it goes and when, and where the seal goes: kept together."""
    yield replace(gap(3), keeps=True)
    for row in facts([(("报送", words.addressee_text(content)), ("日期", words.day_text(content.made_on)))]):
        yield replace(row, keeps=True)
    yield seal(content.issuer, words.day_text(content.made_on), "")


def _table(
    headings: Sequence[str], widths_mm: Sequence[float], rows: Iterable[Sequence[str]],
    numbers: Container[int] = (), size_pt: float = 10.0,
) -> Iterator[Strip]:  # fmt: skip
    """numbers: the columns whose values stand at the right, to be compared."""
    columns = [Column(title, width_mm) for title, width_mm in zip(headings, widths_mm, strict=True)]
    return table(columns, [_cells(row, numbers, size_pt) for row in rows], 7.0)


def _cells(row: Sequence[str], numbers: Container[int], size_pt: float) -> list[TextCell]:
    return [TextCell(text, size_pt, Align.RIGHT if place in numbers else Align.LEFT) for place, text in enumerate(row)]
