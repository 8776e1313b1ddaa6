# SPDX-License-Identifier: GPL-3.0-or-later
"""Ornaments of paper: petals, rosettes, stars, scrolls and the woven ground. Imports reportlab only."""

import math
from itertools import pairwise

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from hongyun_desktop.documents.palette import DEEP_GOLD, GOLD, LIGHT_GOLD, PALE_GOLD, RED
from hongyun_desktop.documents.pen import Pen

Point = tuple[float, float]


def polygon(canvas: Pen, points: list[Point], fill: Color) -> None:
    """A filled polygon without an outline."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.setFillColor(fill)
    canvas.drawPath(path, stroke=0, fill=1)


def diamond(canvas: Pen, x: float, y: float, half_width: float, half_height: float, fill: Color) -> None:
    """A lozenge about its centre."""
    polygon(canvas, [(x - half_width, y), (x, y + half_height), (x + half_width, y), (x, y - half_height)], fill)


def disc(canvas: Pen, x: float, y: float, radius: float, fill: Color) -> None:
    """A filled circle without an outline."""
    canvas.setFillColor(fill)
    canvas.circle(x, y, radius, stroke=0, fill=1)


def petals(
    canvas: Pen, centre: Point, count: int, radii: Point, half_width: float, turn: float, fill: Color,
    edge: Color | None = None,
) -> None:  # fmt: skip
    """A ring of petals from the inner radius to the outer, the first at the angle `turn` in radians."""
    inner, outer = radii
    path = canvas.beginPath()
    for index in range(count):
        angle = turn + math.tau * index / count
        tip = _polar(centre, angle, outer, 0)
        foot = _polar(centre, angle, inner, 0)
        near, far = inner + (outer - inner) * 0.25, inner + (outer - inner) * 0.75
        path.moveTo(*foot)
        path.curveTo(*_polar(centre, angle, near, half_width), *_polar(centre, angle, far, half_width), *tip)
        path.curveTo(*_polar(centre, angle, far, -half_width), *_polar(centre, angle, near, -half_width), *foot)
        path.close()
    canvas.setFillColor(fill)
    if edge is not None:
        canvas.setStrokeColor(edge)
        canvas.setLineWidth(0.35)
    canvas.drawPath(path, stroke=int(edge is not None), fill=1)


def _polar(centre: Point, angle: float, along: float, across: float) -> Point:
    cos, sin = math.cos(angle), math.sin(angle)
    return centre[0] + along * cos - across * sin, centre[1] + along * sin + across * cos


def rosette(canvas: Pen, x: float, y: float, radius: float) -> None:
    """Three rings of petals about a red heart with a star."""
    centre = (x, y)
    petals(canvas, centre, 12, (radius * 0.30, radius), radius * 0.17, 0, LIGHT_GOLD, DEEP_GOLD)
    petals(canvas, centre, 12, (radius * 0.22, radius * 0.80), radius * 0.14, math.pi / 12, GOLD, DEEP_GOLD)
    petals(canvas, centre, 8, (radius * 0.10, radius * 0.56), radius * 0.15, 0, LIGHT_GOLD, DEEP_GOLD)
    canvas.setFillColor(RED)
    canvas.setStrokeColor(DEEP_GOLD)
    canvas.setLineWidth(0.5)
    canvas.circle(x, y, radius * 0.20, stroke=1, fill=1)
    star(canvas, x, y, radius * 0.14, LIGHT_GOLD)


def star(canvas: Pen, x: float, y: float, radius: float, fill: Color) -> None:
    """A five-pointed star, one point upwards."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    points = [
        _polar((x, y), math.pi / 2 + index * math.pi / 5, inner if index % 2 else radius, 0) for index in range(10)
    ]
    polygon(canvas, points, fill)


def blossom(canvas: Pen, x: float, y: float, radius: float) -> None:
    """A small five-petalled flower."""
    turn = math.radians(45)
    petals(canvas, (x, y), 5, (radius * 0.15, radius), radius * 0.43, turn, LIGHT_GOLD, DEEP_GOLD)
    petals(canvas, (x, y), 5, (radius * 0.09, radius * 0.57), radius * 0.22, turn + math.pi / 5, RED)
    disc(canvas, x, y, radius * 0.18, GOLD)


def volute(canvas: Pen, x: float, y: float, radius: float, side: int) -> None:
    """A spiral that leaves its stem at the point, curling left (side -1) or right (side 1)."""
    steps, turns = 34, 1.45
    points: list[Point] = []
    for step in range(steps + 1):
        part = step / steps
        angle = -math.pi / 2 + side * math.tau * turns * part
        points.append(_polar((x, y + radius), angle, radius * (1 - 0.86 * part**0.9), 0))
    canvas.lines([(*one, *two) for one, two in pairwise(points)])


def flourish(canvas: Pen, x: float, y: float, length: float, side: int) -> None:
    """A line that swells from a point towards the middle and ends in a lozenge and a flower."""
    end = x + side * length
    polygon(canvas, [(x, y), (end, y + 0.4), (end, y - 0.4)], GOLD)
    middle = end + side * 2.6 * mm
    diamond(canvas, middle, y, 1.5 * mm, 0.93 * mm, GOLD)
    petals(canvas, (middle + side * 3.4 * mm, y), 5, (0.25 * mm, 1.25 * mm), 0.5 * mm, math.pi / 2, RED)


def guilloche(canvas: Pen, x: float, y: float, radius: float) -> None:
    """The woven ground of bonds and banknotes, pale enough to write on: three rings of crossing waves."""
    canvas.saveState()
    canvas.setStrokeColor(PALE_GOLD)
    canvas.setLineWidth(0.28)
    for part, swing, waves in ((1.0, 0.085, 18), (0.74, 0.13, 12), (0.42, 0.20, 8)):
        for strand in range(6):
            _wave(canvas, (x, y), radius * part, swing, waves, math.tau * strand / 6)
    canvas.restoreState()


def _wave(canvas: Pen, centre: Point, radius: float, swing: float, waves: int, phase: float) -> None:
    path = canvas.beginPath()
    steps = waves * 20
    for step in range(steps + 1):
        angle = math.tau * step / steps
        reach = radius * (1 + swing * math.sin(waves * angle + phase))
        point = centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle) * 0.82
        (path.lineTo if step else path.moveTo)(*point)
    canvas.drawPath(path, stroke=1, fill=0)
