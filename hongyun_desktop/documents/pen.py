# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documents ask of ReportLab's canvas, with the types that it does not declare. Measures in points."""

from collections.abc import Callable, Sequence
from typing import Protocol

from reportlab.lib.colors import Color


class Path(Protocol):
    """An outline under construction."""

    def moveTo(self, x: float, y: float) -> None: ...  # noqa: N802
    def lineTo(self, x: float, y: float) -> None: ...  # noqa: N802
    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None: ...  # noqa: N802
    def rect(self, x: float, y: float, width: float, height: float) -> None: ...
    def close(self) -> None: ...


class TextPen(Protocol):
    """Text under construction."""

    def setFont(self, psfontname: str, size: float) -> None: ...  # noqa: N802
    def setTextOrigin(self, x: float, y: float) -> None: ...  # noqa: N802
    def setCharSpace(self, charSpace: float) -> None: ...  # noqa: N802, N803
    def setTextRenderMode(self, mode: int) -> None: ...  # noqa: N802
    def textOut(self, text: str) -> None: ...  # noqa: N802


class Pen(Protocol):
    """A canvas of ReportLab: pages, state, shapes, text, and artwork that is drawn once and referred to."""

    def setTitle(self, title: str) -> None: ...  # noqa: N802
    def setAuthor(self, author: str) -> None: ...  # noqa: N802
    def setSubject(self, subject: str) -> None: ...  # noqa: N802
    def setCreator(self, creator: str) -> None: ...  # noqa: N802
    def setDateFormatter(self, dateFormatter: Callable[..., str]) -> None: ...  # noqa: N802, N803
    def setViewerPreference(self, pref: str, value: str) -> None: ...  # noqa: N802
    def showPage(self) -> None: ...  # noqa: N802
    def getpdfdata(self) -> bytes: ...

    def saveState(self) -> None: ...  # noqa: N802
    def restoreState(self) -> None: ...  # noqa: N802
    def translate(self, dx: float, dy: float) -> None: ...
    def scale(self, x: float, y: float) -> None: ...
    def rotate(self, theta: float) -> None: ...
    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None: ...
    def addLiteral(self, s: str) -> None: ...  # noqa: N802

    def setFillColor(self, aColor: Color) -> None: ...  # noqa: N802, N803
    def setStrokeColor(self, aColor: Color) -> None: ...  # noqa: N802, N803
    def setLineWidth(self, width: float) -> None: ...  # noqa: N802
    def setLineCap(self, mode: int) -> None: ...  # noqa: N802
    def setLineJoin(self, mode: int) -> None: ...  # noqa: N802

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...
    def lines(self, linelist: Sequence[tuple[float, float, float, float]]) -> None: ...
    def rect(self, x: float, y: float, width: float, height: float, stroke: int, fill: int) -> None: ...
    def circle(self, x_cen: float, y_cen: float, r: float, stroke: int, fill: int) -> None: ...
    def beginPath(self) -> Path: ...  # noqa: N802
    def drawPath(self, aPath: Path, stroke: int, fill: int, fillMode: int | None = None) -> None: ...  # noqa: N802, N803

    def clipPath(self, aPath: Path, stroke: int, fill: int) -> None: ...  # noqa: N802, N803
    def drawImage(self, image: object, x: float, y: float, width: float, height: float) -> object: ...  # noqa: N802

    def beginText(self) -> TextPen: ...  # noqa: N802
    def drawText(self, aTextObject: TextPen) -> None: ...  # noqa: N802, N803

    def hasForm(self, name: str) -> bool: ...  # noqa: N802
    def beginForm(self, name: str, lowerx: float, lowery: float, upperx: float, uppery: float) -> None: ...  # noqa: N802
    def endForm(self) -> None: ...  # noqa: N802
    def doForm(self, name: str) -> None: ...  # noqa: N802
