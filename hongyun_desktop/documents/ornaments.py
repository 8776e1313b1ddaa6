# SPDX-License-Identifier: GPL-3.0-or-later
"""Single ornaments in vector: rosette, petals, star, meander, scroll, guilloche. Imports neither peewee nor PySide6."""

import math
from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import HexColor

from hongyun_desktop.documents.ink import MM, Canvas

RED, DEEP_RED = HexColor("#A61C1C"), HexColor("#7E1214")
GOLD, DEEP_GOLD, LIGHT_GOLD, PALE_GOLD = (HexColor(c) for c in ("#C49A3C", "#9C7424", "#EAD6A2", "#F3E6C6"))

_Point = Callable[[float, float], tuple[float, float]]


def petals(
    canvas: Canvas, centre: tuple[float, float], count: int, inner: float, outer: float, half_width: float,
    fill: Any, stroke: Any | None = None, turn: float = 0.0,
) -> None:  # fmt: skip
    """A ring of petals between two radii in points; turn in radians."""
    path = canvas.beginPath()
    for number in range(count):
        at = _turned(centre, turn + 2 * math.pi * number / count)
        near, far = inner + (outer - inner) * 0.25, inner + (outer - inner) * 0.75
        path.moveTo(*at(inner, 0))
        path.curveTo(*at(near, half_width), *at(far, half_width), *at(outer, 0))
        path.curveTo(*at(far, -half_width), *at(near, -half_width), *at(inner, 0))
        path.close()
    canvas.setFillColor(fill)
    if stroke is not None:
        canvas.setStrokeColor(stroke)
        canvas.setLineWidth(0.35)
    canvas.drawPath(path, fill=1, stroke=0 if stroke is None else 1)


def _turned(centre: tuple[float, float], angle: float) -> _Point:
    cosine, sine = math.cos(angle), math.sin(angle)
    return lambda along, across: (
        centre[0] + along * cosine - across * sine,
        centre[1] + along * sine + across * cosine,
    )


def star(canvas: Canvas, centre: tuple[float, float], radius: float, fill: Any) -> None:
    """A five-pointed star."""
    notch = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    path = canvas.beginPath()
    for number in range(10):
        angle = math.pi / 2 + number * math.pi / 5
        reach = notch if number % 2 else radius
        move = path.lineTo if number else path.moveTo
        move(centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle))
    path.close()
    canvas.setFillColor(fill)
    canvas.drawPath(path, fill=1, stroke=0)


def rosette(canvas: Canvas, centre: tuple[float, float], radius: float) -> None:
    """Three rings of petals round a star."""
    petals(canvas, centre, 12, radius * 0.30, radius, radius * 0.17, LIGHT_GOLD, DEEP_GOLD)
    petals(canvas, centre, 12, radius * 0.22, radius * 0.80, radius * 0.14, GOLD, DEEP_GOLD, math.pi / 12)
    petals(canvas, centre, 8, radius * 0.10, radius * 0.56, radius * 0.15, LIGHT_GOLD, DEEP_GOLD)
    canvas.setFillColor(RED)
    canvas.setStrokeColor(DEEP_GOLD)
    canvas.setLineWidth(0.5)
    canvas.circle(*centre, radius * 0.20, stroke=1, fill=1)
    star(canvas, centre, radius * 0.14, LIGHT_GOLD)


def meander(canvas: Canvas, x: float, y: float, length: float, height: float, count: int) -> None:
    """回纹: keys on a base line, in the colour and width that are set."""
    step = length / count
    path = canvas.beginPath()
    for number in range(count):
        left, key = x + number * step, step * 0.80
        path.moveTo(left, y)
        for across, up in ((0, 1), (key, 1), (key, 0.28), (key * 0.34, 0.28), (key * 0.34, 0.66), (key * 0.66, 0.66)):
            path.lineTo(left + across, y + up * height)
        path.moveTo(left, y)
        path.lineTo(left + step, y)
    canvas.drawPath(path, stroke=1, fill=0)


def guilloche(canvas: Canvas, centre: tuple[float, float], radius: float, colour: Any) -> None:
    """Three rings of interlaced waves, slightly flattened: the pale ground under the text."""
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.28)
    for share, depth, waves in ((1.0, 0.085, 18), (0.74, 0.13, 12), (0.42, 0.20, 8)):
        for phase in range(6):
            _wave(canvas, centre, radius * share, depth, waves, 2 * math.pi * phase / 6)
    canvas.restoreState()


def _wave(canvas: Canvas, centre: tuple[float, float], radius: float, depth: float, waves: int, phase: float) -> None:
    path = canvas.beginPath()
    steps = waves * 20
    for step in range(steps + 1):
        angle = 2 * math.pi * step / steps
        reach = radius * (1 + depth * math.sin(waves * angle + phase))
        move = path.lineTo if step else path.moveTo
        move(centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle) * 0.82)
    canvas.drawPath(path, stroke=1, fill=0)


def diamond(canvas: Canvas, centre: tuple[float, float], half_width: float, half_height: float, fill: Any) -> None:
    """A lozenge."""
    x, y = centre
    path = canvas.beginPath()
    path.moveTo(x - half_width, y)
    path.lineTo(x, y + half_height)
    path.lineTo(x + half_width, y)
    path.lineTo(x, y - half_height)
    path.close()
    canvas.setFillColor(fill)
    canvas.drawPath(path, fill=1, stroke=0)


def flourish(canvas: Canvas, x: float, y: float, length: float, direction: int) -> None:
    """A line that swells from x on and ends in a lozenge and a blossom; direction 1 to the right, -1 to the left."""
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + direction * length, y + 0.35)
    path.lineTo(x + direction * length, y - 0.35)
    path.close()
    canvas.setFillColor(GOLD)
    canvas.drawPath(path, fill=1, stroke=0)
    end = x + direction * (length + 2.6 * MM)
    diamond(canvas, (end, y), 1.5 * MM, 0.93 * MM, GOLD)
    petals(canvas, (end + direction * 3.4 * MM, y), 5, 0.25 * MM, 1.25 * MM, 0.5 * MM, RED, turn=math.pi / 2)


def corner_scroll(canvas: Canvas) -> None:
    """卷草 for the lower left corner of a frame, whose corner is the origin."""
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for flipped in (False, True):
        _scroll_arm(canvas, flipped=flipped)
    blossom = 9.6 * MM, 9.6 * MM
    petals(canvas, blossom, 5, 0.35 * MM, 2.3 * MM, 1.0 * MM, LIGHT_GOLD, DEEP_GOLD, math.radians(45))
    petals(canvas, blossom, 5, 0.2 * MM, 1.3 * MM, 0.5 * MM, RED, turn=math.radians(81))
    canvas.setFillColor(GOLD)
    canvas.circle(*blossom, 0.42 * MM, stroke=0, fill=1)


def _scroll_arm(canvas: Canvas, *, flipped: bool) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        return (y, x) if flipped else (x, y)

    stem = 2.5 * MM
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.95)
    for x, radius, side in ((13.2 * MM, 2.15 * MM, -1), (18.6 * MM, 1.65 * MM, 1), (24.6 * MM, 1.05 * MM, 1)):
        _volute(canvas, at, x, stem, radius, side)
    canvas.line(*at(13.2 * MM, stem), *at(25 * MM, stem))
    path = canvas.beginPath()
    path.moveTo(*at(25 * MM, stem - 0.45))
    path.lineTo(*at(25 * MM, stem + 0.45))
    path.lineTo(*at(46 * MM, stem))
    path.close()
    canvas.setFillColor(GOLD)
    canvas.drawPath(path, fill=1, stroke=0)
    canvas.setFillColor(RED)
    for x, y, radius in ((28.3, 0.95, 0.5), (30.3, 0.75, 0.36), (32.0, 0.6, 0.25)):
        canvas.circle(*at(x * MM, stem + y * MM), radius * MM, stroke=0, fill=1)


def _volute(canvas: Canvas, at: _Point, x: float, y: float, radius: float, side: int) -> None:
    path = canvas.beginPath()
    steps, turns = 34, 1.45
    for step in range(steps + 1):
        share = step / steps
        angle = -math.pi / 2 + side * 2 * math.pi * turns * share
        reach = radius * (1 - 0.86 * share**0.9)
        move = path.lineTo if step else path.moveTo
        move(*at(x + reach * math.cos(angle), y + radius + reach * math.sin(angle)))
    canvas.drawPath(path, stroke=1, fill=0)
