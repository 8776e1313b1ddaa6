# SPDX-License-Identifier: GPL-3.0-or-later
"""A chart on the screen: the drawing that a paper prints, as SVG, made beside the window. Knows no feature."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.theme import COLOURS, em, scaled

_MARGIN_PX = 12  # the paper's drawing goes to its edge; on the screen there is a frame around it


class ChartView(QWidget):
    """Shows one chart as wide as there is room and as high as it then is; nothing until it is made."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture: QSvgRenderer | None = None
        self._wanted = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_made(self) -> bool:
        """Whether a chart is there to be seen."""
        return self._picture is not None

    def show_chart(self, make: Callable[[str], bytes], words: str) -> None:
        """Show what `make` draws for a font family, on the worker; words: what it says, for whoever can't see it."""
        self.setAccessibleName(words)
        self._wanted += 1
        wanted, family = self._wanted, self.font().family()
        self._desk.jobs.start("", lambda _progress: make(family), lambda svg: self._take(wanted, svg), shown=False)

    def _take(self, wanted: int, svg: bytes) -> None:
        if wanted == self._wanted:
            self._picture = QSvgRenderer(QByteArray(svg), self)
            self._fit()
            self.update()

    def _fit(self) -> None:
        """As high as the chart is at this width: smaller, its words could not be read."""
        if self._picture is not None:
            size, margin = self._picture.defaultSize(), scaled(_MARGIN_PX)
            inside = max(self.width() - 2 * margin, 1)
            self.setFixedHeight(round(inside * size.height() / max(size.width(), 1)) + 2 * margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(em(self, 40), em(self, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(COLOURS.surface))
        if self._picture is not None:
            margin = scaled(_MARGIN_PX)
            self._picture.render(painter, QRectF(self.rect().adjusted(margin, margin, -margin, -margin)))
        painter.end()
