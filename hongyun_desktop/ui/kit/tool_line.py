# SPDX-License-Identifier: GPL-3.0-or-later
"""A page's tools with its buttons at their right, or below them where one row would squeeze the tools. Qt and parts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.ui.kit.parts import row_of
from hongyun_desktop.ui.kit.theme import em

_GAP_PX = 8
_MAY_LACK_EM = 6  # what the tools can do without: a search that is narrower by so much still shows what it asks for

_LOW_WINDOW_PX = 560  # where a second row would cost the table a fourth of what it shows


class ToolLine(QWidget):
    """`tools` holds those of each view; the buttons belong to the page and stay."""

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = QStackedWidget()
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
        self.tools.currentChanged.connect(lambda _place: self.fit())

    @property
    def is_parted(self) -> bool:
        """Whether the buttons stand below the tools."""
        return self._lower.indexOf(self._buttons) >= 0

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
        wanted = shown.sizeHint().width() + _GAP_PX + self._buttons.sizeHint().width() if shown else 0
        room = self.width() + em(self, _MAY_LACK_EM)
        parted = self.width() > 0 and self.window().height() >= _LOW_WINDOW_PX and wanted > room
        if parted != self.is_parted:
            here, there = (self._upper, self._lower) if parted else (self._lower, self._upper)
            here.removeWidget(self._buttons)
            there.addWidget(self._buttons)
