# SPDX-License-Identifier: GPL-3.0-or-later
"""A table with a panel at its right that folds away where both would be too narrow. Imports Qt and kit only."""

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.parts import button

_PANEL_EM = 18.0
_TABLE_EM = 30.0


class Beside(QWidget):
    """`fold` is the button that brings the panel where it is folded; whoever uses it gives the button a place."""

    def __init__(self, main: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self._panel = main, panel
        self.fold = button(_("详情"), "info")
        self.fold.setCheckable(True)
        self.fold.hide()
        self.fold.toggled.connect(self._place)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(main, 1)
        line.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.fold.hide()

    def _place(self, _on: bool = False) -> None:
        if not self.isVisible():
            return
        panel = theme.em(self, _PANEL_EM)
        narrow = self.width() < theme.em(self, _TABLE_EM) + panel
        self.fold.setVisible(narrow)
        self._panel.setVisible(not narrow or self.fold.isChecked())
        self._panel.setFixedWidth(panel)
