# SPDX-License-Identifier: GPL-3.0-or-later
"""What official letters are made of: addressee, body, numbered tasks, issuer and date with room for the seal, slip.

Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from hongyun_desktop.documents.cells import cells_of
from hongyun_desktop.documents.fonts import Role, body_advance_em
from hongyun_desktop.documents.form_page import SPAN_PT, Strip
from hongyun_desktop.documents.ink import draw_line, set_ink
from hongyun_desktop.documents.kept_words import units_of, words_of
from hongyun_desktop.documents.lines import Line, compose
from hongyun_desktop.documents.list_cells import MIDDLE_EM, Align, draw_aligned, drawn
from hongyun_desktop.documents.palette import INK
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.picture_ink import draw_picture, steepness
from hongyun_desktop.documents.upright_page import LEFT_PT, RIGHT_PT, SOFT_INK

_BODY_PT, _LINE_EM, _INDENT_EM = 13.0, 1.6, 2.0
_SEAL_MM = 42.0
# Two tasks with pictures leave room for the slip on the same page.
_PICTURE_PT, _PICTURE_GAP_PT = 22 * mm, 3 * mm


def body(text: str, indent_em: float = _INDENT_EM, unbroken: Sequence[str] = ()) -> Iterator[Strip]:
    """A justified paragraph in the hand of letters, indented two characters; each line is a strip."""
    room_em = SPAN_PT / _BODY_PT
    told = drawn(text, Role.BODY)
    cells = cells_of(told, body_advance_em, room_em, (*unbroken, *units_of(told)), words_of(told))
    for line in compose(cells, room_em, indent_em):
        yield _line(line)


def _line(line: Line) -> Strip:
    def draw(canvas: Pen, top_pt: float) -> None:
        set_ink(canvas, INK)
        baseline_pt = top_pt - (_LINE_EM / 2 + MIDDLE_EM) * _BODY_PT
        draw_line(canvas, line, LEFT_PT, baseline_pt, _BODY_PT, Role.BODY)

    return Strip(_LINE_EM * _BODY_PT, draw)


def number_line(number: str) -> Strip:
    """The letter's number at the right, under the head."""

    def draw(canvas: Pen, top_pt: float) -> None:
        set_ink(canvas, INK)
        draw_aligned(canvas, number, LEFT_PT, top_pt - 3 * mm, SPAN_PT, 11.5, Align.RIGHT, Role.BODY)

    return Strip(9 * mm, draw)


def seal(issuer: str, day: str, contact: str) -> Strip:
    """Issuer and date at the lower right with room for a round seal of 42 mm, stamped by hand; contact at the left."""

    def draw(canvas: Pen, top_pt: float) -> None:
        left_pt, wide_pt = LEFT_PT + SPAN_PT / 2, SPAN_PT / 2
        middle_pt = top_pt - _SEAL_MM / 2 * mm
        set_ink(canvas, INK)
        draw_aligned(canvas, issuer, left_pt, middle_pt + 4 * mm, wide_pt, _BODY_PT, Align.CENTRE, Role.BODY)
        draw_aligned(canvas, day, left_pt, middle_pt - 5 * mm, wide_pt, _BODY_PT, Align.CENTRE, Role.BODY)
        set_ink(canvas, SOFT_INK)
        draw_aligned(canvas, contact, LEFT_PT, middle_pt - 5 * mm, SPAN_PT / 2 - 6 * mm, 11, Align.LEFT)

    return Strip(_SEAL_MM * mm, draw)


def thumbnails(contents: Sequence[bytes]) -> Strip:
    """Small pictures in a row, as many as fit."""

    def draw(canvas: Pen, top_pt: float) -> None:
        left_pt = LEFT_PT + _INDENT_EM * _BODY_PT
        for content in contents:
            wide_pt = min(_PICTURE_PT / steepness(content), 2 * _PICTURE_PT)
            if left_pt + wide_pt > RIGHT_PT:
                return
            draw_picture(canvas, content, left_pt, top_pt - 1 * mm, wide_pt, _PICTURE_PT)
            left_pt += wide_pt + _PICTURE_GAP_PT

    return Strip(_PICTURE_PT + 2 * mm, draw)


def cut_line() -> Strip:
    """Where the slip below is cut off."""

    def draw(canvas: Pen, top_pt: float) -> None:
        middle_pt = top_pt - 4 * mm
        set_ink(canvas, SOFT_INK)
        canvas.setLineWidth(0.6)
        word_pt = 34 * mm
        edge_pt = (SPAN_PT - word_pt) / 2
        for start_pt in (LEFT_PT, LEFT_PT + edge_pt + word_pt):
            canvas.lines([(x, middle_pt, x + 2 * mm, middle_pt) for x in _dashes(start_pt, edge_pt)])
        draw_aligned(canvas, "沿此线剪下交回", LEFT_PT + edge_pt, middle_pt, word_pt, 9.5, Align.CENTRE)

    return Strip(8 * mm, draw, keeps=True)


def _dashes(start_pt: float, wide_pt: float) -> list[float]:
    return [start_pt + place * 3.5 * mm for place in range(int(wide_pt // (3.5 * mm)))]


def slip_title(text: str) -> Strip:
    """The heading of the slip."""

    def draw(canvas: Pen, top_pt: float) -> None:
        set_ink(canvas, INK)
        draw_aligned(canvas, text, LEFT_PT, top_pt - 5 * mm, SPAN_PT, 15, Align.CENTRE, Role.HEADING)

    return Strip(11 * mm, draw, keeps=True)
