# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a certificate: rosette, flourishes, the title with its golden shadow, and its English line.

Imports reportlab only.
"""

from reportlab.lib.units import mm

from hongyun_desktop.documents.fonts import Role, title_role, width_em
from hongyun_desktop.documents.ink import draw_centred, set_ink
from hongyun_desktop.documents.ornaments import flourish, rosette
from hongyun_desktop.documents.page import A4_LANDSCAPE_MM
from hongyun_desktop.documents.palette import DEEP_GOLD, LIGHT_GOLD, TITLE_RED
from hongyun_desktop.documents.pen import Pen

_MIDDLE = A4_LANDSCAPE_MM[0] / 2 * mm
_ROSETTE = 179.5 * mm
_BASELINE = 149.0 * mm
_SUBTITLE_BASELINE = 140.4 * mm
_SHADOW = 0.55 * mm
_WIDEST = 170 * mm
# The brush stands tall in its square; the Song fills it and would look larger at the same size.
_SIZES_PT = {Role.BRUSH: 74.0, Role.HEADING: 58.0}
_SPACING_EM = {2: 0.70, 3: 0.42, 4: 0.24, 5: 0.14}


def draw_head(canvas: Pen, title: str, subtitle: str) -> None:
    """Draw all above the line of address; a long title is set smaller."""
    rosette(canvas, _MIDDLE, _ROSETTE, 7.6 * mm)
    for side in (1, -1):
        flourish(canvas, _MIDDLE - side * 64 * mm, _ROSETTE, 44 * mm, side)
    _draw_title(canvas, title)
    set_ink(canvas, DEEP_GOLD)
    draw_centred(canvas, subtitle, _MIDDLE, _SUBTITLE_BASELINE, 9.5, Role.HEADING, 0.52)


def _draw_title(canvas: Pen, title: str) -> None:
    role = title_role(title)
    spacing_em = _SPACING_EM.get(len(title), 0.06)
    size_pt = min(_SIZES_PT[role], _WIDEST / width_em(title, role, spacing_em))
    # The shadow is drawn for the eye only: its text is empty, so that the title is read and copied once.
    canvas.addLiteral("/Span <</ActualText <FEFF>>> BDC")
    set_ink(canvas, LIGHT_GOLD)
    draw_centred(canvas, title, _MIDDLE + _SHADOW, _BASELINE - _SHADOW, size_pt, role, spacing_em)
    canvas.addLiteral("EMC")
    set_ink(canvas, TITLE_RED)
    draw_centred(canvas, title, _MIDDLE, _BASELINE, size_pt, role, spacing_em)
