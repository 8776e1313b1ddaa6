# SPDX-License-Identifier: GPL-3.0-or-later
"""What charts are drawn with: text that falls back from font to font, and bars told apart without colour.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from html import escape
from itertools import groupby
from typing import Any, cast

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor

from hongyun_desktop.documents.fonts import BLANKS, Face, Role, face_of, load, width_em
from hongyun_desktop.documents.list_cells import MIDDLE_EM, Align, drawn
from hongyun_desktop.documents.palette import DEEP_GOLD, INK, TITLE_RED
from hongyun_desktop.documents.upright_page import SOFT_INK
from hongyun_desktop.frozen_class import frozen

_HATCH_PT = 3.2
_WHITE = HexColor("#FFFFFF")
_FAMILY = re.compile(f"font-family: ?(?:{'|'.join(face.value for face in Face)})")


class Fill(Enum):
    """How a bar is filled, so that a copy in black and white still tells which is which."""

    OUTLINE = auto()
    HATCH = auto()
    SOLID = auto()


@frozen
class Tones:
    """The colours of a chart. hatched: the ground of hatched bars; hatch: their lines; edge: round every bar."""

    ink: Color
    soft: Color
    accent: Color
    axis: Color
    edge: Color
    hatched: Color
    hatch: Color
    solid: Color


PAPER = Tones(INK, SOFT_INK, DEEP_GOLD, SOFT_INK, SOFT_INK, HexColor("#F6EBD0"), DEEP_GOLD, TITLE_RED)


def new_drawing(wide_pt: float, high_pt: float) -> Drawing:
    """An empty drawing; its first font is embedded, not ReportLab's Times."""
    load(Face.HEI)
    make: Any = Drawing
    return cast(Drawing, make(wide_pt, high_pt, initialFontName=Face.HEI.value))


def add_bar(
    drawing: Drawing, left_pt: float, bottom_pt: float, wide_pt: float, high_pt: float, fill: Fill, tones: Tones
) -> None:
    """Add a bar; nothing where it would have no size."""
    if wide_pt <= 0 or high_pt <= 0:
        return
    make: Any = Rect
    ground = {Fill.OUTLINE: _WHITE, Fill.HATCH: tones.hatched, Fill.SOLID: tones.solid}[fill]
    edge = tones.solid if fill is Fill.SOLID else tones.edge
    drawing.add(make(left_pt, bottom_pt, wide_pt, high_pt, fillColor=ground, strokeColor=None))
    if fill is Fill.HATCH:
        for x1, y1, x2, y2 in _hatching(wide_pt, high_pt):
            drawing.add(Line(left_pt + x1, bottom_pt + y1, left_pt + x2, bottom_pt + y2, strokeColor=tones.hatch,
                             strokeWidth=0.7))  # fmt: skip
    drawing.add(make(left_pt, bottom_pt, wide_pt, high_pt, fillColor=None, strokeColor=edge, strokeWidth=0.7))


def _hatching(wide_pt: float, high_pt: float) -> Iterator[tuple[float, float, float, float]]:
    """Rising lines at 45°, cut off at the edges of a bar that starts at the origin."""
    start_pt = -high_pt + _HATCH_PT
    while start_pt < wide_pt:
        left_pt, right_pt = max(start_pt, 0.0), min(start_pt + high_pt, wide_pt)
        yield left_pt, left_pt - start_pt, right_pt, right_pt - start_pt
        start_pt += _HATCH_PT


def add_text(
    drawing: Drawing, text: str, left_pt: float, middle_pt: float, width_pt: float, size_pt: float, align: Align,
    colour: Color,
) -> None:  # fmt: skip
    """Add one line about a middle height, smaller where its place is too narrow; each part in the font that has it."""
    text = drawn(text)
    wide_em = width_em(text, Role.TABLE)
    if not wide_em:
        return
    size_pt = min(size_pt, width_pt / wide_em)
    spare_pt = width_pt - wide_em * size_pt
    left_pt += {Align.LEFT: 0.0, Align.CENTRE: spare_pt / 2, Align.RIGHT: spare_pt}[align]
    # ReportLab's SVG keeps only whole numbers of twice the height.
    baseline_pt = round(2 * (middle_pt - MIDDLE_EM * size_pt)) / 2
    for face, part in _parts(text):
        load(face)
        drawing.add(String(left_pt, baseline_pt, part, fontName=face.value, fontSize=size_pt, fillColor=colour))
        left_pt += width_em(part, Role.TABLE) * size_pt


def _parts(text: str) -> Iterator[tuple[Face, str]]:
    def face(character: str) -> Face:
        return Face.HEI if character in BLANKS else face_of(character, Role.TABLE)

    for which, characters in groupby(text, face):
        yield which, "".join(characters)


def as_svg(drawing: Drawing, family: str) -> bytes:
    """The drawing for the screen, its text in a font family that the screen has loaded."""
    # Qt would paint a clip path that stands as an element of its own, black and over everything.
    told: str = cast(Any, renderSVG).drawToString(drawing, useClip=True)
    named = f"font-family: {escape(family)}"
    return _FAMILY.sub(lambda _found: named, told).encode()
