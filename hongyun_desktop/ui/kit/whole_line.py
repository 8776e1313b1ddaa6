# SPDX-License-Identifier: GPL-3.0-or-later
"""A line that begins with a proposal: the first click takes hold of all of it, so that pasting replaces it. Qt only."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit


class WholeLine(QObject):
    """Selects what stands in a line at the first click into it, until somebody has written there; goes with the line.

    Without it whoever clicks and pastes has both texts in the line, one behind the other.
    """

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        line.installEventFilter(self)
        line.textEdited.connect(lambda _text: line.removeEventFilter(self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() is Qt.FocusReason.MouseFocusReason:
            # The click that gave the focus still places the cursor; a second one may do so for good.
            QTimer.singleShot(0, self._line, self._line.selectAll)
        return False
