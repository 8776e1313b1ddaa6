# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing as an input method does it: `qtbot.keyClicks` with Han characters would end the process."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Commit text at the cursor of a widget, as after choosing it from an input method's list."""
    widget.setFocus()
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
