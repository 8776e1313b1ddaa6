# SPDX-License-Identifier: GPL-3.0-or-later
"""F9: names, phones and tags out of sight of whoever stands at the counter. Imports Qt only."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

HIDDEN = "••••"
KEY = "F9"


class Privacy(QObject):
    """Whether personal data is hidden now; `changed` says when that turns.

    `listening` tells a dialog that listens, for the window's other keys that have to work in it.
    """

    changed = Signal(bool)
    listening = Signal(QWidget)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False

    @property
    def on(self) -> bool:
        """Whether personal data is hidden."""
        return self._on

    def toggle(self) -> None:
        """Hide, or show again."""
        self._on = not self._on
        self.changed.emit(self._on)

    def listen(self, dialog: QWidget) -> None:
        """Let F9 work while a dialog is open: the window's own key is silent behind it."""
        QShortcut(QKeySequence(KEY), dialog, self.toggle)
        self.listening.emit(dialog)

    def hide(self, text: str) -> str:
        """The text, or dots of one length while hidden; nothing stays nothing."""
        return HIDDEN if self._on and text else text
