# SPDX-License-Identifier: GPL-3.0-or-later
"""A small panel that floats over a window's lower part and stays there while the window is resized. Qt and theme."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QWidget

from hongyun_desktop.ui.kit.theme import scaled

_ABOVE_EDGE_PX = 104  # the status line, and above it the row of buttons that some pages end with


class Overlay(QFrame):
    """A panel at the bottom middle of its host, above any page's last row of buttons; it takes no focus by itself."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        host.installEventFilter(self)

    def move_to(self, host: QWidget) -> None:
        """Stand over another window from now on."""
        self._host.removeEventFilter(self)
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)
        self.show_over()

    def show_over(self) -> None:
        """Show it in its place."""
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        return False

    def _place(self) -> None:
        host = self._host
        self.setMaximumWidth(max(200, host.width() - 40))
        top = max(0, host.height() - self.height() - scaled(_ABOVE_EDGE_PX))
        self.move((host.width() - self.width()) // 2, top)
