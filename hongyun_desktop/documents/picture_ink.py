# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo onto a canvas: whole, in the middle of its place. Imports neither peewee nor PySide6."""

import io
from typing import Any

from reportlab.lib.utils import ImageReader

from hongyun_desktop.documents.pen import Pen


class _Jpeg(ImageReader):  # pyright: ignore[reportUnknownMemberType]
    """A JPEG known by its own bytes: ReportLab would unpack each picture whole, only to give it a name (15 ms)."""

    _dataA = None  # noqa: N815 ReportLab's name for a mask: a JPEG has none
    content = b""

    def getRGBData(self) -> bytes:  # noqa: N802
        """What the picture is told apart by; its stream is the JPEG as it came."""
        return self.content


def _jpeg(content: bytes) -> _Jpeg:
    make: Any = _Jpeg
    image: _Jpeg = make(io.BytesIO(content))
    image.content = content
    return image


def steepness(content: bytes) -> float:
    """How high a JPEG is for its width."""
    width, height = _jpeg(content).getSize()
    return height / width


def draw_picture(canvas: Pen, content: bytes, left_pt: float, top_pt: float, wide_pt: float, high_pt: float) -> None:
    """Draw a JPEG as large as fits."""
    image = _jpeg(content)
    width, height = image.getSize()
    scale = min(wide_pt / width, high_pt / height)
    x_pt = left_pt + (wide_pt - width * scale) / 2
    y_pt = top_pt - high_pt + (high_pt - height * scale) / 2
    canvas.drawImage(image, x_pt, y_pt, width * scale, height * scale)
