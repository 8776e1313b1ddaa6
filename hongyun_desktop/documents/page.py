# SPDX-License-Identifier: GPL-3.0-or-later
"""A new document: its size, its facts, and the same bytes for the same content. Imports neither peewee nor PySide6."""

from datetime import date
from typing import Any, cast

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hongyun_desktop.documents.fonts import Face, load
from hongyun_desktop.documents.pen import Pen

A4_LANDSCAPE_MM = (297.0, 210.0)
A4_PORTRAIT_MM = (210.0, 297.0)


def new_canvas(size_mm: tuple[float, float], title: str, author: str, made_on: date) -> Pen:
    """A canvas whose first font is embedded and whose only date is the one given, never the clock's.

    Its bytes come from `getpdfdata()`. It prints at its own size: no viewer scales it to the paper.
    """
    load(Face.KAI)
    make: Any = Canvas
    canvas = cast(
        Pen,
        make(
            "",
            pagesize=(size_mm[0] * mm, size_mm[1] * mm),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=Face.KAI.value,
            lang="zh-CN",
        ),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator("鸿运桌面")
    canvas.setDateFormatter(lambda *_clock: f"D:{made_on:%Y%m%d}000000+08'00'")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas
