# SPDX-License-Identifier: GPL-3.0-or-later
"""What forms are made of: ruled cells with labels, tables, paragraphs, boxes for an opinion and a seal, pictures.

Each function gives strips for `form_page`. Imports neither peewee nor PySide6.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from reportlab.lib.units import mm

from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.form_page import SPAN_PT, Strip
from hongyun_desktop.documents.ink import draw_line, set_ink
from hongyun_desktop.documents.lines import Line
from hongyun_desktop.documents.list_cells import MIDDLE_EM, Align, Cell, TextCell, draw_aligned, lines_of
from hongyun_desktop.documents.list_page import Column
from hongyun_desktop.documents.palette import DEEP_GOLD, GOLD, INK, TITLE_RED
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.picture_ink import draw_picture
from hongyun_desktop.documents.upright_page import GROUND, LEFT_PT, SOFT_INK

LABEL_MM = 26.0
_PAD_PT = 2.2 * mm
_RULE_PT = 0.6
_TEXT_PT = 11.0
_LINE_EM = 1.5
_HEADING_PT = 10 * mm
_CAPTION_PT = 6 * mm
_GAP_PT = 3 * mm
_TABLE_HEADING_PT = 8.5 * mm
# With a page's head, the headings of part and table, and lines to sign, it still stands on a page.
_MOST_ROW_PT = 180 * mm
_MOST_PAIR_PT = 45 * mm

Pair = tuple[str, str]


def gap(height_mm: float) -> Strip:
    """Blank."""
    return Strip(height_mm * mm, lambda _canvas, _top_pt: None, blank=True)


def heading(text: str, note: str = "", *, breaks: bool = False) -> Strip:
    """The heading of a part, with something said softly at its right; stays with what follows.

    breaks: whether the part begins a new page.
    """

    def draw(canvas: Pen, top_pt: float) -> None:
        middle_pt = top_pt - 6.2 * mm
        canvas.setFillColor(TITLE_RED)
        canvas.rect(LEFT_PT, middle_pt - 2.1 * mm, 1.1 * mm, 4.2 * mm, stroke=0, fill=1)
        set_ink(canvas, TITLE_RED)
        draw_aligned(canvas, text, LEFT_PT + 3 * mm, middle_pt, SPAN_PT / 2, 13, Align.LEFT, Role.HEADING)
        set_ink(canvas, SOFT_INK)
        draw_aligned(canvas, note, LEFT_PT + SPAN_PT / 2, middle_pt, SPAN_PT / 2, 9.5, Align.RIGHT)

    return Strip(_HEADING_PT, draw, keeps=True, breaks=breaks)


def facts(rows: Iterable[Sequence[Pair]], least_row_mm: float = 9.0, label_mm: float = LABEL_MM) -> list[Strip]:
    """Rows of ruled cells, each with as many labels and values as wanted, side by side in equal parts."""
    return [_fact_row(row, least_row_mm * mm, label_mm * mm) for row in rows]


def _fact_row(pairs: Sequence[Pair], least_pt: float, label_pt: float) -> Strip:
    share_pt = SPAN_PT / len(pairs)
    room_pt = share_pt - label_pt - 2 * _PAD_PT
    cells = [(TextCell(label, 10.5, Align.CENTRE, Role.HEADING, DEEP_GOLD), TextCell(value, _TEXT_PT))
             for label, value in pairs]  # fmt: skip
    high_pt = max(least_pt, *(value.height_pt(room_pt) + 1.6 * _PAD_PT for _label, value in cells))

    def draw(canvas: Pen, top_pt: float) -> None:
        for place, (label, value) in enumerate(cells):
            left_pt = LEFT_PT + place * share_pt
            canvas.setFillColor(GROUND)
            canvas.rect(left_pt, top_pt - high_pt, label_pt, high_pt, stroke=0, fill=1)
            label.draw(canvas, left_pt + 1.5 * mm, top_pt, label_pt - 3 * mm, high_pt)
            value.draw(canvas, left_pt + label_pt + _PAD_PT, top_pt, room_pt, high_pt)
            _box(canvas, left_pt, top_pt, label_pt, high_pt)
            _box(canvas, left_pt, top_pt, share_pt, high_pt)

    return Strip(high_pt, draw)


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], least_row_mm: float = 8.0, empty: str = ""
) -> Iterator[Strip]:
    """A ruled table; its headings come along to each page. widths of columns add up to 174 mm."""
    head = _table_heading(columns)
    yield head
    lines = [
        _table_row(columns, part, least_row_mm * mm, head) for cells in rows for part in _row_parts(columns, cells)
    ]
    for place, line in enumerate(lines):
        yield replace(line, keeps=_stays_with_next(lines, place))
    if not rows and empty:
        yield from facts_across(empty)


def _stays_with_next(lines: Sequence[Strip], place: int) -> bool:
    """Neither the first row nor the last stands alone on its page, unless they are high."""
    pair = lines[place : place + 2]
    return place in (0, len(lines) - 2) and len(pair) == 2 and sum(line.height_pt for line in pair) <= _MOST_PAIR_PT


def facts_across(text: str, height_mm: float = 14.0) -> Iterator[Strip]:
    """One ruled cell over the whole width with a sentence in its middle."""

    def draw(canvas: Pen, top_pt: float) -> None:
        set_ink(canvas, SOFT_INK)
        draw_aligned(canvas, text, LEFT_PT, top_pt - height_mm * mm / 2, SPAN_PT, 11, Align.CENTRE)
        _box(canvas, LEFT_PT, top_pt, SPAN_PT, height_mm * mm)

    yield Strip(height_mm * mm, draw)


def _table_heading(columns: Sequence[Column]) -> Strip:
    def draw(canvas: Pen, top_pt: float) -> None:
        canvas.setFillColor(GROUND)
        canvas.rect(LEFT_PT, top_pt - _TABLE_HEADING_PT, SPAN_PT, _TABLE_HEADING_PT, stroke=0, fill=1)
        left_pt, middle_pt = LEFT_PT, top_pt - _TABLE_HEADING_PT / 2
        for column in columns:
            width_pt = column.width_mm * mm
            set_ink(canvas, DEEP_GOLD)
            room_pt = width_pt - 2 * mm
            draw_aligned(canvas, column.title, left_pt + 1 * mm, middle_pt, room_pt, 10, Align.CENTRE, Role.HEADING)
            _box(canvas, left_pt, top_pt, width_pt, _TABLE_HEADING_PT)
            left_pt += width_pt

    return Strip(_TABLE_HEADING_PT, draw, keeps=True)


def _row_parts(columns: Sequence[Column], cells: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """The row, or rows of its pieces where it is too high for a page: nothing that is long is cut off."""
    parts = [
        cell.parts(column.width_mm * mm - 2 * _PAD_PT, _MOST_ROW_PT) if isinstance(cell, TextCell) else [cell]
        for cell, column in zip(cells, columns, strict=True)
    ]
    return zip_longest(*parts, fillvalue=TextCell(""))


def _table_row(columns: Sequence[Column], cells: Sequence[Cell], least_pt: float, head: Strip) -> Strip:
    rooms = [column.width_mm * mm - 2 * _PAD_PT for column in columns]
    heights = [cell.height_pt(room) for cell, room in zip(cells, rooms, strict=True)]
    high_pt = max(least_pt, max(heights) + 2 * 1.3 * mm)

    def draw(canvas: Pen, top_pt: float) -> None:
        left_pt = LEFT_PT
        for cell, column in zip(cells, columns, strict=True):
            width_pt = column.width_mm * mm
            cell.draw(canvas, left_pt + _PAD_PT, top_pt, width_pt - 2 * _PAD_PT, high_pt)
            _box(canvas, left_pt, top_pt, width_pt, high_pt)
            left_pt += width_pt

    return Strip(high_pt, draw, heading=head)


def paragraph(text: str, size_pt: float = _TEXT_PT) -> Iterator[Strip]:
    """Text of several lines, each a strip, so that a long one goes on over the page; paragraphs stand a bit apart."""
    for part in text.splitlines():
        for line in lines_of(part, SPAN_PT, size_pt):
            yield Strip(size_pt * _LINE_EM, partial(_draw_text, line, size_pt))
        yield gap(1.2)


def _draw_text(line: Line, size_pt: float, canvas: Pen, top_pt: float) -> None:
    set_ink(canvas, INK)
    baseline_pt = top_pt - (_LINE_EM / 2 + MIDDLE_EM) * size_pt
    draw_line(canvas, line, LEFT_PT, baseline_pt, size_pt, Role.TABLE)


def opinions(labels: Sequence[str], height_mm: float = 50.0, closing: str = "（盖章）") -> Strip:
    """Boxes side by side for an opinion, a signature and a round seal of 42 mm, to be filled in by hand."""
    share_pt, high_pt = SPAN_PT / len(labels), height_mm * mm

    def draw(canvas: Pen, top_pt: float) -> None:
        for place, label in enumerate(labels):
            left_pt = LEFT_PT + place * share_pt
            _box(canvas, left_pt, top_pt, share_pt, high_pt)
            set_ink(canvas, DEEP_GOLD)
            draw_aligned(canvas, label, left_pt + _PAD_PT, top_pt - 5 * mm, share_pt - 2 * _PAD_PT, 11, Align.LEFT,
                         Role.HEADING)  # fmt: skip
            set_ink(canvas, INK)
            right_pt, low_pt = share_pt - 2 * _PAD_PT, top_pt - high_pt
            signed = f"签字：＿＿＿＿＿＿＿　{closing}"
            draw_aligned(canvas, signed, left_pt + _PAD_PT, low_pt + 13 * mm, right_pt, 10.5, Align.RIGHT)
            draw_aligned(canvas, "年　　月　　日", left_pt + _PAD_PT, low_pt + 6 * mm, right_pt, 10.5, Align.RIGHT)

    return Strip(high_pt, draw)


def blank_box(label: str, height_mm: float) -> Strip:
    """A box with its label at the upper left and room to write."""

    def draw(canvas: Pen, top_pt: float) -> None:
        _box(canvas, LEFT_PT, top_pt, SPAN_PT, height_mm * mm)
        set_ink(canvas, DEEP_GOLD)
        draw_aligned(canvas, label, LEFT_PT + _PAD_PT, top_pt - 5 * mm, SPAN_PT - 2 * _PAD_PT, 11, Align.LEFT,
                     Role.HEADING)  # fmt: skip

    return Strip(height_mm * mm, draw)


def signatures(labels: Sequence[str]) -> Strip:
    """Lines to sign, side by side."""
    share_pt = SPAN_PT / len(labels)

    def draw(canvas: Pen, top_pt: float) -> None:
        for place, label in enumerate(labels):
            left_pt, line_pt = LEFT_PT + place * share_pt, top_pt - 12 * mm
            wide_pt = min(len(label) * _TEXT_PT + 4, share_pt / 2)
            set_ink(canvas, INK)
            draw_aligned(canvas, label, left_pt, line_pt + 2.4 * mm, wide_pt, _TEXT_PT)
            canvas.setLineWidth(0.6)
            canvas.line(left_pt + wide_pt, line_pt, left_pt + share_pt - 6 * mm, line_pt)

    return Strip(16 * mm, draw)


def pictures(items: Sequence[tuple[bytes, str]], height_mm: float, across: int = 2) -> Iterator[Strip]:
    """JPEG pictures with their captions, so many side by side, each whole within its place."""
    for start in range(0, len(items), across):
        row = items[start : start + across]
        yield Strip(height_mm * mm + _CAPTION_PT + _GAP_PT, partial(_draw_pictures, row, height_mm * mm, across))


def _draw_pictures(row: Sequence[tuple[bytes, str]], high_pt: float, across: int, canvas: Pen, top_pt: float) -> None:
    share_pt = (SPAN_PT - (across - 1) * _GAP_PT) / across
    for place, (content, caption) in enumerate(row):
        left_pt = LEFT_PT + place * (share_pt + _GAP_PT)
        canvas.setFillColor(GROUND)
        canvas.rect(left_pt, top_pt - high_pt, share_pt, high_pt, stroke=0, fill=1)
        draw_picture(canvas, content, left_pt, top_pt, share_pt, high_pt)
        set_ink(canvas, SOFT_INK)
        draw_aligned(canvas, caption, left_pt, top_pt - high_pt - _CAPTION_PT / 2, share_pt, 9.5, Align.CENTRE)


def _box(canvas: Pen, left_pt: float, top_pt: float, width_pt: float, height_pt: float) -> None:
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(_RULE_PT)
    canvas.rect(left_pt, top_pt - height_pt, width_pt, height_pt, stroke=1, fill=0)
