# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures before and after, side by side. Imports neither peewee nor PySide6."""

from collections.abc import Mapping, Sequence
from datetime import date

from reportlab.lib.units import mm

from hongyun_desktop.core.photos.rules import PhotoRow, Stage
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.form_page import SPAN_PT, Strip
from hongyun_desktop.documents.ink import set_ink
from hongyun_desktop.documents.list_cells import Align, draw_aligned
from hongyun_desktop.documents.palette import GOLD, INK
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.picture_ink import draw_picture, steepness
from hongyun_desktop.documents.upright_page import GROUND, LEFT_PT, SOFT_INK
from hongyun_desktop.frozen_class import frozen

NO_BEFORE, NO_AFTER = "未拍整治前照片", "未拍整治后照片"
CAPTION_PT = 6.5 * mm
"""How high the line under the pictures is."""
_GAP_PT = 3 * mm
_USUAL = 0.5


@frozen
class Side:
    """One of the two pictures. content: JPEG bytes, None where there is none; missing: the sentence instead."""

    content: bytes | None
    missing: str
    caption: str


def newest(photos: Sequence[PhotoRow], stage: Stage, contents: Mapping[str, bytes]) -> PhotoRow | None:
    """The photo of a stage that was taken last, among those whose content is at hand; of equals the last added."""
    own = [row for row in photos if row.stage is stage and row.sha256 in contents]
    return max(own, key=lambda row: (row.taken_on or date.min, row.photo_id), default=None)


def oldest(photos: Sequence[PhotoRow], stage: Stage, contents: Mapping[str, bytes]) -> PhotoRow | None:
    """The photo of a stage that was taken first; of equals the first added."""
    own = [row for row in photos if row.stage is stage and row.sha256 in contents]
    return min(own, key=lambda row: (row.taken_on or date.max, row.photo_id), default=None)


def pair(before: Side, after: Side, most_pt: float, *, keeps: bool = False) -> Strip:
    """Both pictures in boxes of the same size, each whole, with its caption under it.

    The boxes are no higher than the pictures need, nor than told.
    """
    share_pt = (SPAN_PT - _GAP_PT) / 2
    high_pt = min(most_pt, share_pt * max(_steepness(side) for side in (before, after)))

    def draw(canvas: Pen, top_pt: float) -> None:
        for place, side in enumerate((before, after)):
            left_pt = LEFT_PT + place * (share_pt + _GAP_PT)
            _draw_side(canvas, side, left_pt, top_pt, share_pt, high_pt)

    return Strip(high_pt + CAPTION_PT, draw, keeps=keeps)


def _steepness(side: Side) -> float:
    """How high the picture is for its width; one that is missing takes the place of a usual one."""
    return steepness(side.content) if side.content is not None else _USUAL


def _draw_side(canvas: Pen, side: Side, left_pt: float, top_pt: float, wide_pt: float, high_pt: float) -> None:
    canvas.setFillColor(GROUND)
    canvas.rect(left_pt, top_pt - high_pt, wide_pt, high_pt, stroke=0, fill=1)
    if side.content is None:
        set_ink(canvas, SOFT_INK)
        middle_pt = top_pt - high_pt / 2
        draw_aligned(canvas, side.missing, left_pt, middle_pt, wide_pt, 11.5, Align.CENTRE)
    else:
        draw_picture(canvas, side.content, left_pt, top_pt, wide_pt, high_pt)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.6)
    canvas.rect(left_pt, top_pt - high_pt, wide_pt, high_pt, stroke=1, fill=0)
    set_ink(canvas, INK)
    caption_pt = top_pt - high_pt - CAPTION_PT / 2
    draw_aligned(canvas, side.caption, left_pt, caption_pt, wide_pt, 10, Align.CENTRE, Role.TABLE)
