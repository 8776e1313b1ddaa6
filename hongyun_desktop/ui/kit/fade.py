# SPDX-License-Identifier: GPL-3.0-or-later
"""Where what scrolls is cut off, it fades: so that half a line reads as “there is more below”. Qt and theme."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from hongyun_desktop.ui.kit.theme import COLOURS, scaled

_HIGH_PX = 22


def high_px() -> int:
    """How much of the lower edge fades."""
    return scaled(_HIGH_PX)


class Fade(QWidget):
    """Lies over the lower edge of a scrolling area while there is more below; the mouse goes through it."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, _high: self._place())
        bar.valueChanged.connect(lambda _value: self._place())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._area:
            self._place()
        return False

    def _place(self) -> None:
        bar, shown = self._area.verticalScrollBar(), self._area.viewport().geometry()
        self.setGeometry(shown.x(), shown.bottom() + 1 - high_px(), shown.width(), high_px())
        self.setVisible(bar.value() < bar.maximum())
        self.raise_()

    def _on_card(self) -> bool:
        above = self._area.parentWidget()
        while above is not None and above.property("role") != "card":
            above = above.parentWidget()
        return above is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Most of what scrolls is not cut off: at the start nothing is.
        from PySide6.QtGui import QLinearGradient

        solid = QColor(COLOURS.surface if self._on_card() else COLOURS.background)
        clear = QColor(solid)
        clear.setAlpha(0)
        ramp = QLinearGradient(0, 0, 0, self.height())
        ramp.setColorAt(0, clear)
        ramp.setColorAt(1, solid)
        QPainter(self).fillRect(self.rect(), ramp)
