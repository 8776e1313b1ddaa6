# SPDX-License-Identifier: GPL-3.0-or-later
"""Enter presses the button that has the focus, as Space does. Imports Qt only.

Qt would have it press the first button of a dialog as well while somebody types in a field; so a button hears it only
as long as it has the focus.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import isValid


class EnterKey(QObject):
    """Lives as long as its application. Buttons that hear Enter already, as in Qt's own boxes, stay as they are."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._hearing: QPushButton | None = None
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._hearing is not None and isValid(self._hearing):
            self._hearing.setAutoDefault(False)
        self._hearing = None
        if isinstance(now, QPushButton) and not now.autoDefault():
            now.setAutoDefault(True)
            self._hearing = now
