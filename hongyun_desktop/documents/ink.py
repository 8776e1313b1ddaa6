# SPDX-License-Identifier: GPL-3.0-or-later
"""Text onto a canvas with few operators: characters of one face at an even pitch are one string.

Imports neither peewee nor PySide6.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.colors import Color

from hongyun_desktop.documents.fonts import BLANKS, Face, Role, advance_em, face_of, load, width_em
from hongyun_desktop.documents.lines import Line
from hongyun_desktop.documents.pen import Pen, TextPen

# The rare Mincho is lighter than the Kai: a hair stroke of this width brings it to the same colour.
_HAIR_EM = 0.026
_SAME_PITCH_EM = 0.002
_FILL, _FILL_AND_STROKE = 0, 2


@dataclass(slots=True)
class _Run:
    """Characters of one face that share the gap between them; `end_em` is where the next would touch."""

    face: Face
    start_em: float
    text: str
    end_em: float
    gap_em: float | None = None


def set_ink(canvas: Pen, colour: Color) -> None:
    """Make the colour that of text: of its filling, and of the hair stroke round rare characters."""
    canvas.setFillColor(colour)
    canvas.setStrokeColor(colour)


def draw_line(
    canvas: Pen, line: Line, left_pt: float, baseline_pt: float, size_pt: float, role: Role = Role.BODY
) -> None:
    """Draw one composed line; the role is the one it was composed with."""
    _draw(canvas, _placed_line(line, role), role, left_pt, baseline_pt, size_pt)


def draw_text(
    canvas: Pen, text: str, left_pt: float, baseline_pt: float, size_pt: float, role: Role, spacing_em: float = 0.0
) -> float:
    """Draw one line from its left end; returns its width in points."""
    _draw(canvas, _placed_text(text, role, spacing_em), role, left_pt, baseline_pt, size_pt)
    return width_em(text, role, spacing_em) * size_pt


def draw_centred(
    canvas: Pen, text: str, centre_pt: float, baseline_pt: float, size_pt: float, role: Role, spacing_em: float = 0.0
) -> None:
    """Draw one line about a centre."""
    left_pt = centre_pt - width_em(text, role, spacing_em) * size_pt / 2
    draw_text(canvas, text, left_pt, baseline_pt, size_pt, role, spacing_em)


def _placed_line(line: Line, role: Role) -> Iterable[tuple[str, float]]:
    for piece, start_em in zip(line.pieces, line.starts_em, strict=True):
        if len(piece) == 1:
            yield piece, start_em
        else:
            yield from _placed_text(piece, role, 0.0, start_em)


def _placed_text(text: str, role: Role, spacing_em: float, start_em: float = 0.0) -> Iterable[tuple[str, float]]:
    for character in text:
        yield character, start_em
        start_em += advance_em(character, role) + spacing_em


def _runs(placed: Iterable[tuple[str, float]], role: Role) -> list[_Run]:
    runs: list[_Run] = []
    for character, start_em in placed:
        if character in BLANKS:
            continue
        face = face_of(character, role)
        end_em = start_em + advance_em(character, role)
        run = runs[-1] if runs else None
        if run is not None and run.face is face:
            gap_em = start_em - run.end_em
            if run.gap_em is None or abs(gap_em - run.gap_em) < _SAME_PITCH_EM:
                run.gap_em = gap_em if run.gap_em is None else run.gap_em
                run.text += character
                run.end_em = end_em
                continue
        runs.append(_Run(face, start_em, character, end_em))
    return runs


def _draw(
    canvas: Pen, placed: Iterable[tuple[str, float]], role: Role, left_pt: float, baseline_pt: float, size_pt: float
) -> None:
    for is_rare, runs in groupby(_runs(placed, role), lambda run: run.face is Face.RARE):
        if is_rare:
            canvas.setLineWidth(_HAIR_EM * size_pt)
        text = canvas.beginText()
        text.setTextRenderMode(_FILL_AND_STROKE if is_rare else _FILL)
        for run in runs:
            _show(text, run, left_pt + run.start_em * size_pt, baseline_pt, size_pt)
        text.setCharSpace(0)
        text.setTextRenderMode(_FILL)
        canvas.drawText(text)


def _show(text: TextPen, run: _Run, left_pt: float, baseline_pt: float, size_pt: float) -> None:
    load(run.face)
    text.setFont(run.face.value, size_pt)
    text.setTextOrigin(left_pt, baseline_pt)
    text.setCharSpace((run.gap_em or 0.0) * size_pt)
    text.textOut(run.text)
