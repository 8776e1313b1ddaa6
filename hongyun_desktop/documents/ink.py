# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting text and pages on a ReportLab canvas: few operators, every font embedded, the same bytes every time.

Imports neither peewee nor PySide6.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen import canvas as reportlab_canvas

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.documents import fonts
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.lines import Line

# ReportLab is only partly typed; strict checking ends at its canvas.
Canvas = Any

MM = 72 / 25.4
INK = HexColor("#221A17")
_RARE_STROKE_EM = 0.026  # Mincho is lighter than the Kai beside it
_FILL, _FILL_AND_STROKE = 0, 2
_SAME_PITCH_EM = 2e-3


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one face with an even pitch: one operator."""

    face: str
    text: str
    x_em: float
    spacing_em: float


def draw_line(canvas: Canvas, x_pt: float, y_pt: float, line: Line, size_pt: float) -> None:
    """Draw a composed line with its left margin at x and its baseline at y."""
    for run in _runs(line):
        _draw_run(canvas, x_pt + run.x_em * size_pt, y_pt, run, size_pt)


def draw_text(
    canvas: Canvas, x_pt: float, y_pt: float, text: str, role: Role, size_pt: float, spacing_em: float = 0.0
) -> float:
    """Draw one line from x on, each character in its face; the width drawn in points."""
    place = 0.0
    for face, piece in _pieces(text, role):
        _draw_run(canvas, x_pt + place * size_pt, y_pt, _Run(face, piece, 0.0, spacing_em), size_pt)
        place += sum(fonts.width(character, face) + spacing_em for character in piece)
    return (place - spacing_em) * size_pt if text else 0.0


def draw_centred(
    canvas: Canvas, x_pt: float, y_pt: float, text: str, role: Role, size_pt: float, spacing_em: float = 0.0
) -> None:
    """Draw one line with its middle at x."""
    width_em = fonts.text_width(text, role) + spacing_em * (len(text) - 1)
    draw_text(canvas, x_pt - width_em * size_pt / 2, y_pt, text, role, size_pt, spacing_em)


def _pieces(text: str, role: Role) -> Iterator[tuple[str, str]]:
    start = 0
    for end in range(1, len(text) + 1):
        face = fonts.face_for(text[start], role)
        if end == len(text) or fonts.face_for(text[end], role) != face:
            yield face, text[start:end]
            start = end


def _runs(line: Line) -> list[_Run]:
    runs: list[_Run] = []
    placed = [
        (cell, x, sum(fonts.width(c, cell.face) for c in cell.text))
        for cell, x in zip(line.cells, line.offsets, strict=True)
    ]
    gaps = [following[1] - x - advance for (_, x, advance), following in pairwise(placed)]
    number = 0
    while number < len(placed):
        cell, x, _ = placed[number]
        end = number + 1
        while (
            end < len(placed)
            and len(cell.text) == 1
            and len(placed[end][0].text) == 1
            and placed[end][0].face == cell.face
            and abs(gaps[end - 1] - gaps[number]) < _SAME_PITCH_EM
        ):
            end += 1
        spacing = gaps[number] if end > number + 1 else 0.0
        runs.append(_Run(cell.face, "".join(each.text for each, _, _ in placed[number:end]), x, spacing))
        number = end
    return runs


def _draw_run(canvas: Canvas, x_pt: float, y_pt: float, run: _Run, size_pt: float) -> None:
    text: Any = canvas.beginText(x_pt, y_pt)
    text.setFont(run.face, size_pt)
    text.setCharSpace(run.spacing_em * size_pt)
    if run.face == fonts.RARE:
        canvas.setLineWidth(_RARE_STROKE_EM * size_pt)
        text.setTextRenderMode(_FILL_AND_STROKE)
    text.textOut(run.text)
    if run.face == fonts.RARE:
        text.setTextRenderMode(_FILL)
    text.setCharSpace(0)
    canvas.drawText(text)


def silent(canvas: Canvas, draw: Callable[[], None]) -> None:
    """Draw text that is ornament: a reader copying or searching the page does not get it."""
    # ReportLab has no call for marked content.
    code: list[str] = canvas._code
    code.append("/Span <</ActualText <FEFF>>> BDC")
    draw()
    code.append("EMC")


def write_pdf(
    path: Path, page_size_pt: tuple[float, float], title: str, author: str, draw: Callable[[Canvas], None]
) -> None:
    """Make a PDF under a temporary name and give it its own when it is whole.

    Raises: StorageProblem("file_not_writable", file), ("disk_full", file).
    """
    fonts.load(fonts.KAI)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    make: Any = reportlab_canvas.Canvas
    canvas: Canvas = make(
        str(temporary), pagesize=page_size_pt, pageCompression=1, invariant=1, lang="zh-CN",
        initialFontName=fonts.KAI, pdfVersion=(1, 7),
    )  # fmt: skip
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator("鸿运桌面")
    # Scaled to fit, nothing would land where the stamp and the cover expect it.
    canvas.setViewerPreference("PrintScaling", "None")
    try:
        draw(canvas)
        canvas.save()
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise StorageProblem("disk_full" if error.errno == 28 else "file_not_writable", file=path.name) from error
    finally:
        temporary.unlink(missing_ok=True)
