# SPDX-License-Identifier: GPL-3.0-or-later
"""How many people came to a team's activities in each of the last quarters, as bars with their figures."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.teams.figures import QuarterFigures
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.theme import COLOURS, em, scaled


class TrendBars(QWidget):
    """A bar a quarter, each with how many people came and for how long; nothing where nobody ever came."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend: Sequence[QuarterFigures] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_trend(self, trend: Sequence[QuarterFigures]) -> None:
        """Show some quarters, the oldest first."""
        self._trend = trend
        self.setVisible(any(each.people for each in trend))
        self.setAccessibleName("；".join(self._words(each) for each in trend))
        self.updateGeometry()
        self.update()

    @staticmethod
    def _words(quarter: QuarterFigures) -> str:
        return _("{title} {people} 人 {hours} 小时").format(
            title=quarter.title, people=quarter.people, hours=hours_text(quarter.minutes)
        )

    def sizeHint(self) -> QSize:
        return QSize(em(self, 14), scaled(30) * max(len(self._trend), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(self, 10), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((each.people for each in self._trend), default=0) or 1
        line, named = scaled(30), em(self, 6)
        figures = max((self.fontMetrics().horizontalAdvance(_figures(each)) for each in self._trend), default=0)
        figures += scaled(10)
        room = max(self.width() - named - figures, em(self, 2))
        for number, each in enumerate(self._trend):
            top = number * line
            painter.setPen(QColor(COLOURS.text_soft))
            painter.drawText(QRectF(0, top, named, line), Qt.AlignmentFlag.AlignVCenter, quarter_words(each))
            bar = QRectF(named, top + line * 0.28, room * each.people / most, line * 0.44)
            painter.fillRect(bar, QColor(COLOURS.primary))
            painter.setPen(QColor(COLOURS.text))
            place = QRectF(bar.right() + scaled(6), top, figures, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, _figures(each))
        painter.end()


def quarter_words(quarter: QuarterFigures) -> str:
    """2026年3季度."""
    return Quarter.parse(quarter.code).short_title


def _figures(quarter: QuarterFigures) -> str:
    return _("{people} 人 · {hours} 小时").format(people=quarter.people, hours=hours_text(quarter.minutes))
