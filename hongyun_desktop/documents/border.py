# SPDX-License-Identifier: GPL-3.0-or-later
"""The border of a certificate: ivory sheet, red band with a meander, corner medallions, gold frame and scrolls.

Its geometry is for A4 landscape, measured from the edges, so that a band of 9 mm stays outside the reach of printers
that can't print to the edge. Imports reportlab only.
"""

from reportlab.lib.units import mm

from hongyun_desktop.documents.ornaments import blossom, diamond, disc, guilloche, polygon, rosette, volute
from hongyun_desktop.documents.page import A4_LANDSCAPE_MM
from hongyun_desktop.documents.palette import DEEP_GOLD, DEEP_RED, GOLD, IVORY, LIGHT_GOLD, RED
from hongyun_desktop.documents.pen import Pen

_WIDTH, _HEIGHT = (side_mm * mm for side_mm in A4_LANDSCAPE_MM)
_EDGE = 9 * mm
_BAND = 7.4 * mm
_MEDALLION = 11 * mm
_MEANDER_HEIGHT = 3.4 * mm
_MEANDER_UNIT = 5.05 * mm
_FRAME = _EDGE + _BAND + 2.0 * mm
_NOTCH = 8 * mm
_INNER_FRAME_GAP = 1.35 * mm
# Where a quarter circle's Bézier handles stand, as a part of its radius.
_ROUND = 0.5523


def draw_border(canvas: Pen) -> None:
    """Draw the whole ground of a certificate, below all text."""
    canvas.setFillColor(IVORY)
    canvas.rect(_EDGE, _EDGE, _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE, stroke=0, fill=1)
    guilloche(canvas, _WIDTH / 2, 101 * mm, 50 * mm)
    _draw_band(canvas)
    for quarter in range(4):
        _draw_meanders(canvas, quarter)
    for right in (False, True):
        for top in (False, True):
            _draw_medallion(canvas, right, top)
    _draw_frame(canvas, 0.0, 1.15, bold=True)
    _draw_frame(canvas, _INNER_FRAME_GAP, 0.35, bold=False)
    for mirror_x in (1, -1):
        for mirror_y in (1, -1):
            _draw_scroll(canvas, mirror_x, mirror_y)


def _draw_band(canvas: Pen) -> None:
    path = canvas.beginPath()
    for inset in (_EDGE, _EDGE + _BAND):
        path.rect(inset, inset, _WIDTH - 2 * inset, _HEIGHT - 2 * inset)
    canvas.setFillColor(RED)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.55)
    for inset in (_EDGE + 0.75 * mm, _EDGE + _BAND - 0.75 * mm):
        canvas.rect(inset, inset, _WIDTH - 2 * inset, _HEIGHT - 2 * inset, stroke=1, fill=0)


def _draw_meanders(canvas: Pen, quarter: int) -> None:
    """The two halves of the meander of one side, mirrored about a lozenge in its middle."""
    long, short = (_WIDTH, _HEIGHT) if quarter % 2 == 0 else (_HEIGHT, _WIDTH)
    bottom = -short / 2 + _EDGE + (_BAND - _MEANDER_HEIGHT) / 2
    length = long - 2 * _EDGE - 2 * _MEDALLION
    gap = 2.2 * mm
    canvas.saveState()
    canvas.translate(_WIDTH / 2, _HEIGHT / 2)
    canvas.rotate(90 * quarter)
    for mirror in (1, -1):
        canvas.saveState()
        canvas.scale(mirror, 1)
        _draw_meander(canvas, gap, bottom, length / 2 - gap - 1.1 * mm)
        canvas.restoreState()
    diamond(canvas, 0, bottom + _MEANDER_HEIGHT / 2, 1.5 * mm, 1.5 * mm, LIGHT_GOLD)
    canvas.restoreState()


def _draw_meander(canvas: Pen, left: float, bottom: float, length: float) -> None:
    count = round(length / _MEANDER_UNIT)
    unit, height = length / count, _MEANDER_HEIGHT
    arm = unit * 0.80
    turns = [(0, height), (arm, height), (arm, height * 0.28), (arm * 0.34, height * 0.28),
             (arm * 0.34, height * 0.66), (arm * 0.66, height * 0.66)]  # fmt: skip
    path = canvas.beginPath()
    for index in range(count):
        x = left + index * unit
        path.moveTo(x, bottom)
        for dx, dy in turns:
            path.lineTo(x + dx, bottom + dy)
    path.moveTo(left, bottom)
    path.lineTo(left + length, bottom)
    canvas.setStrokeColor(LIGHT_GOLD)
    canvas.setLineWidth(0.78)
    canvas.setLineCap(2)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_medallion(canvas: Pen, right: bool, top: bool) -> None:
    outwards = 0.9 * mm
    x = _WIDTH - _EDGE + outwards - _MEDALLION if right else _EDGE - outwards
    y = _HEIGHT - _EDGE + outwards - _MEDALLION if top else _EDGE - outwards
    canvas.setFillColor(DEEP_RED)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.9)
    canvas.rect(x, y, _MEDALLION, _MEDALLION, stroke=1, fill=1)
    canvas.setLineWidth(0.4)
    inset = 0.8 * mm
    canvas.rect(x + inset, y + inset, _MEDALLION - 2 * inset, _MEDALLION - 2 * inset, stroke=1, fill=0)
    rosette(canvas, x + _MEDALLION / 2, y + _MEDALLION / 2, 4.1 * mm)


def _draw_frame(canvas: Pen, inset: float, line_width: float, *, bold: bool) -> None:
    """A frame whose corners are cut out in quarter circles."""
    left = bottom = _FRAME + inset
    right, top = _WIDTH - left, _HEIGHT - bottom
    notch, round_ = _NOTCH, _ROUND * _NOTCH
    path = canvas.beginPath()
    path.moveTo(left + notch, bottom)
    path.lineTo(right - notch, bottom)
    path.curveTo(right - notch, bottom + round_, right - round_, bottom + notch, right, bottom + notch)
    path.lineTo(right, top - notch)
    path.curveTo(right - round_, top - notch, right - notch, top - round_, right - notch, top)
    path.lineTo(left + notch, top)
    path.curveTo(left + notch, top - round_, left + round_, top - notch, left, top - notch)
    path.lineTo(left, bottom + notch)
    path.curveTo(left + round_, bottom + notch, left + notch, bottom + round_, left + notch, bottom)
    path.close()
    canvas.setStrokeColor(GOLD if bold else DEEP_GOLD)
    canvas.setLineWidth(line_width)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_scroll(canvas: Pen, mirror_x: int, mirror_y: int) -> None:
    """The scroll of one corner: a flower, and a stem with curls along each side."""
    corner = _FRAME + _INNER_FRAME_GAP
    canvas.saveState()
    canvas.translate(_WIDTH / 2, _HEIGHT / 2)
    canvas.scale(mirror_x, mirror_y)
    canvas.translate(-_WIDTH / 2 + corner, -_HEIGHT / 2 + corner)
    _draw_stem(canvas)
    # The other stem is this one with x and y exchanged.
    canvas.transform(0, 1, 1, 0, 0, 0)
    _draw_stem(canvas)
    blossom(canvas, 9.6 * mm, 9.6 * mm, 2.3 * mm)
    canvas.restoreState()


def _draw_stem(canvas: Pen) -> None:
    stem = 2.5 * mm
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.95)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for x_mm, radius_mm, side in ((13.2, 2.15, -1), (18.6, 1.65, 1), (24.6, 1.05, 1)):
        volute(canvas, x_mm * mm, stem, radius_mm * mm, side)
    canvas.line(13.2 * mm, stem, 25 * mm, stem)
    polygon(canvas, [(25 * mm, stem - 0.45), (25 * mm, stem + 0.45), (46 * mm, stem)], GOLD)
    for x_mm, above_mm, radius_mm in ((28.3, 0.95, 0.5), (30.3, 0.75, 0.36), (32.0, 0.6, 0.25)):
        disc(canvas, x_mm * mm, stem + above_mm * mm, radius_mm * mm, RED)
