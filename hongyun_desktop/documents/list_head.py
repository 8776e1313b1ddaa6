# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a list: in full on its first page, one line on the others. Imports neither peewee nor PySide6."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from hongyun_desktop.documents.fonts import Role, width_em
from hongyun_desktop.documents.ink import draw_centred, set_ink
from hongyun_desktop.documents.list_cells import Align, TextCell, draw_aligned, drawn, lines_of
from hongyun_desktop.documents.palette import DEEP_GOLD, GOLD, INK, TITLE_RED
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.upright_page import (
    GROUND,
    LEFT_PT,
    RIGHT_PT,
    SOFT_INK,
    WIDTH_PT,
    draw_double_rule,
)
from hongyun_desktop.frozen_class import frozen

RUNNING_HEAD_PT = 9 * mm
_SPAN_PT = RIGHT_PT - LEFT_PT
_TITLE_PT, _FACTS_PT = 25 * mm, 12 * mm
_TITLE_SIZE_PT, _TITLE_SPACING_EM = 25.0, 0.18
_LONG_TITLE_PT, _LONG_TITLE_LINE_PT = 17.0, 8.5 * mm
_RUNNING_GAP_PT = 6 * mm
_FACT_GAP_PT, _FACT_SIZE_PT = 6 * mm, 13.5
_NOTICE_LEFT_PT = LEFT_PT + 4 * mm
_NOTICE_WIDTH_PT = _SPAN_PT - 8 * mm
_NOTICE_PAD_PT, _NOTICE_GAP_PT = 2 * mm, 3 * mm


@frozen
class Head:
    """What stands over the list on its first page. facts: (label, value) in a row; notices: paragraphs."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def head_height_pt(head: Head) -> float:
    """How high the head of the first page is."""
    notices_pt = _notices_pt(head.notices) + _NOTICE_GAP_PT if head.notices else 0.0
    return _title_pt(head) + (_FACTS_PT if head.facts else 0.0) + notices_pt


def draw_head(canvas: Pen, head: Head, top_pt: float) -> float:
    """Draw the head of the first page; returns where the list begins."""
    set_ink(canvas, TITLE_RED)
    lines, size_pt, spacing_em = _title(head.title)
    for place, line in enumerate(lines):
        baseline_pt = top_pt - 8.5 * mm - place * _LONG_TITLE_LINE_PT
        draw_centred(canvas, line, WIDTH_PT / 2, baseline_pt, size_pt, Role.HEADING, spacing_em)
    top_pt -= _title_pt(head) - _TITLE_PT
    set_ink(canvas, SOFT_INK)
    draw_aligned(canvas, head.subtitle, LEFT_PT, top_pt - 15.5 * mm, _SPAN_PT, 11.5, Align.CENTRE)
    draw_double_rule(canvas, top_pt - 20.5 * mm)
    top_pt = _draw_facts(canvas, head.facts, top_pt - _TITLE_PT)
    return _draw_notices(canvas, head.notices, top_pt)


def _title_pt(head: Head) -> float:
    return _TITLE_PT + (len(_title(head.title)[0]) - 1) * _LONG_TITLE_LINE_PT


def _title(title: str) -> tuple[list[str], float, float]:
    """The lines of a title, their size in points and their spacing: smaller where it is long, then in lines."""
    title = drawn(title, Role.HEADING)
    size_pt = min(_TITLE_SIZE_PT, _SPAN_PT / max(width_em(title, Role.HEADING, _TITLE_SPACING_EM), 1.0))
    if size_pt >= _LONG_TITLE_PT:
        return [title], size_pt, _TITLE_SPACING_EM
    return [line.text for line in lines_of(title, _SPAN_PT, _LONG_TITLE_PT, Role.HEADING)], _LONG_TITLE_PT, 0.0


def draw_running_head(canvas: Pen, head: Head, top_pt: float) -> float:
    """Draw the line over the other pages; returns where the list goes on."""
    middle_pt = top_pt - 2.5 * mm
    title, subtitle = drawn(f"{head.title}（续）", Role.HEADING), drawn(head.subtitle)
    title_pt, subtitle_pt = 11 * width_em(title, Role.HEADING), 9.5 * width_em(subtitle, Role.TABLE)
    scale = min(1.0, (_SPAN_PT - _RUNNING_GAP_PT) / (title_pt + subtitle_pt))
    set_ink(canvas, TITLE_RED)
    draw_aligned(canvas, title, LEFT_PT, middle_pt, title_pt * scale, 11, Align.LEFT, Role.HEADING)
    set_ink(canvas, SOFT_INK)
    room_pt = subtitle_pt * scale
    draw_aligned(canvas, subtitle, RIGHT_PT - room_pt, middle_pt, room_pt, 9.5, Align.RIGHT)
    return top_pt - RUNNING_HEAD_PT


def _draw_facts(canvas: Pen, facts: Sequence[tuple[str, str]], top_pt: float) -> float:
    if not facts:
        return top_pt
    left_pt = LEFT_PT
    for (label, value), share_pt in zip(facts, _shares_pt(facts), strict=True):
        set_ink(canvas, DEEP_GOLD)
        draw_aligned(canvas, label, left_pt, top_pt - 2 * mm, share_pt - _FACT_GAP_PT, 9)
        set_ink(canvas, INK)
        draw_aligned(canvas, value, left_pt, top_pt - 7.5 * mm, share_pt - _FACT_GAP_PT, _FACT_SIZE_PT)
        left_pt += share_pt
    return top_pt - _FACTS_PT


def _shares_pt(facts: Sequence[tuple[str, str]]) -> list[float]:
    """How wide each fact's place is: equal parts, unless one needs more than its part."""
    needs = [_FACT_SIZE_PT * width_em(drawn(value), Role.TABLE) + _FACT_GAP_PT for _label, value in facts]
    equal_pt, spare_pt = _SPAN_PT / len(facts), _SPAN_PT - sum(needs)
    if max(needs) <= equal_pt:
        return [equal_pt] * len(facts)
    if spare_pt >= 0:
        return [need_pt + spare_pt / len(facts) for need_pt in needs]
    return [need_pt * _SPAN_PT / sum(needs) for need_pt in needs]


def _cells(notices: Sequence[str]) -> list[TextCell]:
    return [TextCell(text, 10, colour=SOFT_INK) for text in notices]


def _notices_pt(notices: Sequence[str]) -> float:
    return sum(cell.height_pt(_NOTICE_WIDTH_PT) for cell in _cells(notices)) + 2 * _NOTICE_PAD_PT


def _draw_notices(canvas: Pen, notices: Sequence[str], top_pt: float) -> float:
    if not notices:
        return top_pt
    high_pt = _notices_pt(notices)
    for colour, width_pt in ((GROUND, _SPAN_PT), (GOLD, 0.9 * mm)):
        canvas.setFillColor(colour)
        canvas.rect(LEFT_PT, top_pt - high_pt, width_pt, high_pt, stroke=0, fill=1)
    line_top_pt = top_pt - _NOTICE_PAD_PT
    for cell in _cells(notices):
        cell.draw(canvas, _NOTICE_LEFT_PT, line_top_pt, _NOTICE_WIDTH_PT, cell.height_pt(_NOTICE_WIDTH_PT))
        line_top_pt -= cell.height_pt(_NOTICE_WIDTH_PT)
    return top_pt - high_pt - _NOTICE_GAP_PT
