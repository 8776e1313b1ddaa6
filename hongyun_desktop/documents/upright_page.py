# SPDX-License-Identifier: GPL-3.0-or-later
"""What upright sheets of A4 share: their measures, quiet colours, the double rule, 样张. Imports reportlab only."""

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.ink import draw_centred, set_ink
from hongyun_desktop.documents.page import A4_PORTRAIT_MM
from hongyun_desktop.documents.palette import GOLD, TITLE_RED
from hongyun_desktop.documents.pen import Pen

WIDTH_PT, HEIGHT_PT = (side_mm * mm for side_mm in A4_PORTRAIT_MM)
LEFT_PT, RIGHT_PT = 18 * mm, WIDTH_PT - 18 * mm
GROUND = HexColor("#FBF5E6")
SOFT_INK = HexColor("#5C514B")

_SAMPLE_MARK = HexColor("#F4EAE3")
_SAMPLE_PT = 130.0


def draw_double_rule(canvas: Pen, y_pt: float) -> None:
    """A red line over a golden hair, from margin to margin."""
    for colour, width_pt, drop_pt in ((TITLE_RED, 1.4, 0.0), (GOLD, 0.5, 2.4)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width_pt)
        canvas.line(LEFT_PT, y_pt - drop_pt, RIGHT_PT, y_pt - drop_pt)


def draw_sample_mark(canvas: Pen) -> None:
    """样张 across the page, to be drawn under its content."""
    canvas.saveState()
    canvas.translate(WIDTH_PT / 2, HEIGHT_PT / 2)
    canvas.rotate(40)
    set_ink(canvas, _SAMPLE_MARK)
    draw_centred(canvas, "样张", 0, -0.36 * _SAMPLE_PT, _SAMPLE_PT, Role.HEADING, 0.9)
    canvas.restoreState()
