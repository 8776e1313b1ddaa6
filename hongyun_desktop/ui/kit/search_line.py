# SPDX-License-Identifier: GPL-3.0-or-later
"""The line above a list that narrows it while somebody types. Imports Qt and kit only; knows no store."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.line_icons import offer_clearing
from hongyun_desktop.ui.kit.search_box import DEBOUNCE_MS


class SearchLine(QLineEdit):
    """`settled` tells that a moment has gone since the last letter; Esc empties the line."""

    settled = Signal()

    def __init__(self, hint: str, tip: str, most_em: float) -> None:
        """hint: what stands in it while it is empty. most_em: its greatest width in Han characters."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setToolTip(tip)
        offer_clearing(self)
        self.setMaximumWidth(theme.em(self, most_em))
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(DEBOUNCE_MS)
        pause.timeout.connect(self.settled)
        self.textChanged.connect(lambda _text: pause.start())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.clear)
