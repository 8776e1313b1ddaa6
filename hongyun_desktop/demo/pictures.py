# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings that stand in the demo where a committee has its photos: the same name gives the same picture.

They show no person; whoever keeps them says 示意图 beside them. Pillow is loaded when the first one is drawn.
"""

import io
from collections.abc import Callable
from functools import cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE_PX = (960, 720)
_HORIZON = 330
_SKY, _ROAD, _KERB, _EARTH, _GRASS = (205, 224, 240), (118, 122, 128), (208, 208, 202), (148, 120, 88), (122, 176, 92)
_WALL, _SHED, _TARP = (226, 214, 196), (132, 138, 150), (52, 92, 150)
_RUBBISH = ((92, 84, 74), (150, 130, 96), (186, 176, 160), (74, 98, 70), (170, 84, 60))
_WATER, _MUD, _CLEAR = (38, 40, 38), (70, 58, 44), (120, 170, 196)


@cache
def drawing(name: str, *, after: bool) -> bytes:
    """One of the drawings as a JPEG of 960 × 720; name: one of `NAMES`, of which after shows the work done."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SIZE_PX, _SKY)
    pen = ImageDraw.Draw(picture)
    # The seed is the name itself: a drawing never changes between two runs.
    _SCENES[name](pen, Random(name), after)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=80)
    return made.getvalue()


def _street(pen: "ImageDraw", chance: Random) -> None:
    """Houses with windows, a pavement and a road that runs away."""
    left = 0
    while left < SIZE_PX[0]:
        width, height = chance.randint(120, 200), chance.randint(130, 230)
        pen.rectangle((left, _HORIZON - height, left + width, _HORIZON), fill=_WALL, outline=(190, 178, 160))
        for top in range(_HORIZON - height + 20, _HORIZON - 40, 46):
            for side in range(left + 16, left + width - 30, 44):
                pen.rectangle((side, top, side + 24, top + 28), fill=(150, 180, 205))
        left += width + chance.randint(4, 16)
    pen.rectangle((0, _HORIZON, SIZE_PX[0], 470), fill=(196, 192, 184))
    pen.rectangle((0, 470, SIZE_PX[0], 486), fill=_KERB)
    pen.rectangle((0, 486, SIZE_PX[0], SIZE_PX[1]), fill=_ROAD)
    for mark in range(20, SIZE_PX[0], 150):
        pen.rectangle((mark, 596, mark + 84, 606), fill=(235, 235, 230))


def _heap(pen: "ImageDraw", chance: Random, left: int, ground: int, width: int) -> None:
    for _piece in range(140):
        x = left + chance.randint(0, width)
        y = ground - int(chance.random() * 110 * (1 - abs(2 * (x - left) / width - 1)))
        side = chance.randint(10, 34)
        pen.polygon(
            [(x, y), (x + side, y - chance.randint(2, 20)), (x + side + 6, y + 14), (x + 4, y + 18)],
            fill=chance.choice(_RUBBISH),
        )


def _trees(pen: "ImageDraw", chance: Random, ground: int) -> None:
    for trunk in range(70, SIZE_PX[0], 170):
        pen.rectangle((trunk - 6, ground - 130, trunk + 6, ground), fill=(110, 84, 58))
        for _leaf in range(26):
            x, y, r = trunk + chance.randint(-52, 52), ground - 150 + chance.randint(-58, 34), chance.randint(16, 30)
            pen.ellipse((x - r, y - r, x + r, y + r), fill=(chance.randint(70, 110), chance.randint(140, 180), 80))


def _sheds(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    if after:
        pen.rectangle((0, 430, SIZE_PX[0], 470), fill=_GRASS)
        return
    for left in (90, 400, 640):
        pen.polygon([(left, 400), (left + 230, 372), (left + 230, 400)], fill=_TARP)
        pen.rectangle((left + 6, 400, left + 220, 470), fill=_SHED, outline=(90, 94, 104))
        _heap(pen, chance, left + 40, 492, 170)


def _weeds(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    if after:
        return
    _heap(pen, chance, 160, 520, 420)
    for _blade in range(240):
        x = chance.randint(0, SIZE_PX[0])
        pen.line((x, 480, x + chance.randint(-14, 14), 480 - chance.randint(20, 64)), fill=(104, 128, 58), width=4)


def _planting(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    pen.rectangle((0, 400, SIZE_PX[0], 470), fill=_GRASS if after else _EARTH)
    if after:
        _trees(pen, chance, 440)


def _signs(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    for number, left in enumerate(range(30, SIZE_PX[0] - 150, 190)):
        slant = 0 if after else chance.randint(-16, 16)
        ground = (
            (176, 44, 40) if after else chance.choice(((214, 190, 60), (70, 120, 70), (90, 90, 170), (200, 120, 60)))
        )
        pen.polygon([(left, 280 + slant), (left + 160, 280 - slant), (left + 160, 330), (left, 330)], fill=ground)
        pen.rectangle((left + 20, 336, left + 140, 400), fill=(120, 130 + number * 6, 140))


def _stalls(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    if after:
        return
    for left in range(40, SIZE_PX[0] - 120, 170):
        colour = chance.choice(((190, 70, 60), (60, 120, 170), (210, 170, 70)))
        pen.polygon([(left, 450), (left + 70, 396), (left + 140, 450)], fill=colour)
        pen.rectangle((left + 8, 450, left + 132, 520), fill=(170, 150, 120))


def _ditch(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    pen.polygon([(0, 560), (SIZE_PX[0], 520), (SIZE_PX[0], 640), (0, 690)], fill=_CLEAR if after else _MUD)
    if not after:
        for _spot in range(120):
            x, y = chance.randint(0, SIZE_PX[0]), chance.randint(550, 660)
            pen.ellipse((x, y, x + chance.randint(10, 40), y + 12), fill=chance.choice((_WATER, (92, 78, 58))))


def _water(pen: "ImageDraw", chance: Random, after: bool) -> None:
    _street(pen, chance)
    pen.ellipse((120, 500, 840, 700), fill=_CLEAR if after else _WATER)
    if after:
        _trees(pen, chance, 470)


_SCENES: dict[str, Callable[["ImageDraw", Random, bool], None]] = {
    "乱堆乱放乱搭乱建": _sheds,
    "垃圾杂草": _weeds,
    "绿化补植": _planting,
    "店招更换": _signs,
    "占道经营": _stalls,
    "排污沟": _ditch,
    "黑臭水体": _water,
}
NAMES = tuple(_SCENES)
"""What there is a drawing of: the categories of the article's roads."""
