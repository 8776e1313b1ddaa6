# SPDX-License-Identifier: GPL-3.0-or-later
"""A page's tools with its buttons at their right, or below them where one row would squeeze the tools. Qt and parts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.ui.kit.parts import row_of
from hongyun_desktop.ui.kit.theme import em

_GAP_PX = 8
_MAY_LACK_EM = 6  # what the tools can do without: a search that is narrower by so much still shows what it asks for

_LOW_WINDOW_PX = 560  # where a second row would cost the table a fourth of what it shows


class _Front(QStackedWidget):
    """Is as narrow as the view in front lets it be: the others do not show."""

    def minimumSizeHint(self) -> QSize:
        shown, least = self.currentWidget(), super().minimumSizeHint()
        return QSize(shown.minimumSizeHint().width(), least.height()) if shown else least


class ToolLine(QWidget):
    """`tools` holds those of each view; the buttons belong to the page and stay."""

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = _Front()
        self._buttons = QWidget()
        self._buttons.setLayout(row_of(*buttons, spacing_px=_GAP_PX))
        self._upper, self._lower = row_of(spacing_px=_GAP_PX), row_of(None, spacing_px=_GAP_PX)
        self._upper.addWidget(self.tools, 1)
        self._upper.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addLayout(self._upper)
        column.addLayout(self._lower)
        self.tools.currentChanged.connect(self._on_view)

    @property
    def is_parted(self) -> bool:
        """Whether the buttons stand below the tools."""
        return self._lower.indexOf(self._buttons) >= 0

    def minimumSizeHint(self) -> QSize:
        # In two rows, whichever it stands in now: else one row would keep the window from getting narrower.
        least = max(self.tools.minimumSizeHint().width(), self._buttons.minimumSizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def _on_view(self, _place: int) -> None:
        self.tools.updateGeometry()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """Have the buttons stand where they leave the tools in front their room."""
        shown = self.tools.currentWidget()
        beside = _GAP_PX + self._buttons.sizeHint().width()
        wanted, least = (shown.sizeHint().width(), shown.minimumSizeHint().width()) if shown else (0, 0)
        squeezed = wanted + beside > self.width() + em(self, _MAY_LACK_EM)
        cut_off = least + beside > self.width()
        parted = self.width() > 0 and (cut_off or (squeezed and self.window().height() >= _LOW_WINDOW_PX))
        if parted != self.is_parted:
            here, there = (self._upper, self._lower) if parted else (self._lower, self._upper)
            here.removeWidget(self._buttons)
            there.addWidget(self._buttons)
