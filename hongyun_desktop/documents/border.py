# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame of a certificate: everything on it that is the same on every sheet of a kind.

Imports neither peewee nor PySide6. Positions in points from the lower left of an A4 landscape page.
"""

from reportlab.lib.colors import HexColor

from hongyun_desktop.documents import fonts, ornaments
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.ink import MM, Canvas, draw_centred, silent
from hongyun_desktop.documents.ornaments import DEEP_GOLD, DEEP_RED, GOLD, LIGHT_GOLD, PALE_GOLD, RED

PAGE_WIDTH, PAGE_HEIGHT = 297 * MM, 210 * MM
_IVORY = HexColor("#FFFCF4")
_TITLE_RED = HexColor("#B5161B")
_SAMPLE = HexColor("#E9DFC9")

_MARGIN = 9 * MM  # outside the 4.3 mm that office printers can't reach
_BAND = 7.4 * MM
_CORNER = 11 * MM
_INNER = _MARGIN + _BAND + 2 * MM
_NOTCH = 8 * MM
_CIRCLE = 0.5523  # control points of a quarter circle
_TITLE_BASELINE = 149 * MM
_TITLE_PT, _TITLE_WIDEST = 74, 190 * MM


def draw_background(canvas: Canvas, heading: str, subtitle: str, *, sample: bool) -> None:
    """Draw the ground, the frame and the heading; sample: 样张 across the page."""
    canvas.setFillColor(_IVORY)
    canvas.rect(_MARGIN, _MARGIN, PAGE_WIDTH - 2 * _MARGIN, PAGE_HEIGHT - 2 * _MARGIN, stroke=0, fill=1)
    ornaments.guilloche(canvas, (PAGE_WIDTH / 2, 98 * MM), 62 * MM, PALE_GOLD)
    if sample:
        _draw_sample(canvas)
    _draw_band(canvas)
    _draw_meanders(canvas)
    _draw_corners(canvas)
    _draw_inner_frame(canvas)
    _draw_heading(canvas, heading, subtitle)


def _draw_sample(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, 94 * MM)
    canvas.rotate(24)
    canvas.setFillColor(_SAMPLE)
    draw_centred(canvas, 0, -20 * MM, "样张", Role.HEADING, 150, 0.5)
    canvas.restoreState()
    canvas.setFillColor(RED)
    draw_centred(canvas, 240 * MM, 127 * MM, "样张　仅供演示", Role.HEADING, 11, 0.1)


def _draw_band(canvas: Canvas) -> None:
    inner = _MARGIN + _BAND
    path = canvas.beginPath()
    path.rect(_MARGIN, _MARGIN, PAGE_WIDTH - 2 * _MARGIN, PAGE_HEIGHT - 2 * _MARGIN)
    path.rect(inner, inner, PAGE_WIDTH - 2 * inner, PAGE_HEIGHT - 2 * inner)
    canvas.setFillColor(RED)
    canvas.drawPath(path, fill=1, stroke=0, fillMode=0)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.55)
    for inset in (_MARGIN + 0.75 * MM, inner - 0.75 * MM):
        canvas.rect(inset, inset, PAGE_WIDTH - 2 * inset, PAGE_HEIGHT - 2 * inset)


def _draw_meanders(canvas: Canvas) -> None:
    """The keys run from the middle of each side to its corners, mirrored, with a lozenge between."""
    height, space = 3.4 * MM, 2.2 * MM
    for turn in (0, 90, 180, 270):
        across, up = (PAGE_WIDTH, PAGE_HEIGHT) if turn % 180 == 0 else (PAGE_HEIGHT, PAGE_WIDTH)
        length = across - 2 * _MARGIN - 2 * _CORNER
        base = -up / 2 + _MARGIN + (_BAND - height) / 2
        canvas.saveState()
        canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        canvas.rotate(turn)
        canvas.setStrokeColor(LIGHT_GOLD)
        canvas.setLineWidth(0.78)
        canvas.setLineJoin(0)
        canvas.setLineCap(2)
        for mirror in (1, -1):
            canvas.saveState()
            canvas.scale(mirror, 1)
            ornaments.meander(
                canvas, space, base, length / 2 - space - 1.1 * MM, height, round(length / 2 / (5.05 * MM))
            )
            canvas.restoreState()
        ornaments.diamond(canvas, (0, base + height / 2), 1.5 * MM, 1.5 * MM, LIGHT_GOLD)
        canvas.restoreState()


def _draw_corners(canvas: Canvas) -> None:
    near = _MARGIN - 0.9 * MM
    for x in (near, PAGE_WIDTH - near - _CORNER):
        for y in (near, PAGE_HEIGHT - near - _CORNER):
            canvas.setFillColor(DEEP_RED)
            canvas.setStrokeColor(GOLD)
            canvas.setLineWidth(0.9)
            canvas.rect(x, y, _CORNER, _CORNER, fill=1, stroke=1)
            canvas.setLineWidth(0.4)
            canvas.rect(x + 0.8 * MM, y + 0.8 * MM, _CORNER - 1.6 * MM, _CORNER - 1.6 * MM, fill=0, stroke=1)
            ornaments.rosette(canvas, (x + _CORNER / 2, y + _CORNER / 2), 4.1 * MM)


def _draw_inner_frame(canvas: Canvas) -> None:
    for inset, width, colour in ((_INNER, 1.15, GOLD), (_INNER + 1.35 * MM, 0.35, DEEP_GOLD)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        _draw_notched(canvas, inset)
    scroll = _INNER + 1.35 * MM
    for mirror_x in (1, -1):
        for mirror_y in (1, -1):
            canvas.saveState()
            canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
            canvas.scale(mirror_x, mirror_y)
            canvas.translate(scroll - PAGE_WIDTH / 2, scroll - PAGE_HEIGHT / 2)
            ornaments.corner_scroll(canvas)
            canvas.restoreState()


def _draw_notched(canvas: Canvas, inset: float) -> None:
    """A rectangle whose corners are cut in by quarter circles."""
    left, low, right, high = inset, inset, PAGE_WIDTH - inset, PAGE_HEIGHT - inset
    radius, reach = _NOTCH, _NOTCH * _CIRCLE
    path = canvas.beginPath()
    path.moveTo(left + radius, low)
    path.lineTo(right - radius, low)
    path.curveTo(right - radius, low + reach, right - reach, low + radius, right, low + radius)
    path.lineTo(right, high - radius)
    path.curveTo(right - reach, high - radius, right - radius, high - reach, right - radius, high)
    path.lineTo(left + radius, high)
    path.curveTo(left + radius, high - reach, left + reach, high - radius, left, high - radius)
    path.lineTo(left, low + radius)
    path.curveTo(left + reach, low + radius, left + radius, low + reach, left + radius, low)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_heading(canvas: Canvas, heading: str, subtitle: str) -> None:
    middle, height = PAGE_WIDTH / 2, 179.5 * MM
    ornaments.rosette(canvas, (middle, height), 7.6 * MM)
    ornaments.flourish(canvas, middle - 64 * MM, height, 44 * MM, 1)
    ornaments.flourish(canvas, middle + 64 * MM, height, 44 * MM, -1)
    role = fonts.title_role(heading)
    spacing_em = 0.24 if len(heading) > 2 else 0.6
    width_em = fonts.text_width(heading, role) + spacing_em * (len(heading) - 1)
    size_pt = min(_TITLE_PT, _TITLE_WIDEST / width_em)

    def shadow() -> None:
        canvas.setFillColor(LIGHT_GOLD)
        draw_centred(canvas, middle + 0.55 * MM, _TITLE_BASELINE - 0.55 * MM, heading, role, size_pt, spacing_em)

    silent(canvas, shadow)
    canvas.setFillColor(_TITLE_RED)
    draw_centred(canvas, middle, _TITLE_BASELINE, heading, role, size_pt, spacing_em)
    canvas.setFillColor(DEEP_GOLD)
    draw_centred(canvas, middle, 140.4 * MM, subtitle, Role.HEADING, 9.5, 0.52)
