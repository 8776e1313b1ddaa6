# SPDX-License-Identifier: GPL-3.0-or-later
"""Dialogs put out of sight while nobody is signed in, and brought back as they were left. Imports Qt only."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

SHOWN_LOCKED = "shown_locked"
"""Property of a window that may stand over the locked one: it shows nobody's data."""


class Aside(QObject):
    """Takes every dialog away, those that open later too, until `bring_back` or `drop`.

    What was typed stays in them. Questions and choices of a file are answered with no.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs: list[tuple[QDialog, Qt.WindowModality]] = []
        self._watching = False

    def put(self) -> None:
        """Take away what is open now, and go on watching."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._take_all(QMessageBox)
        if not self._watching:
            self._watching = True
            QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def _take_all(self, *answered: type[QDialog]) -> None:
        """The one on top first, so that they come back in the order in which they lay."""
        while (top := QApplication.activeModalWidget()) is not None and _may_go(top, answered):
            self._take(top)
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and _may_go(window, answered):
                self._take(window)

    def _take(self, window: QWidget) -> None:
        assert isinstance(window, QDialog)
        if isinstance(window, QMessageBox | QFileDialog):
            window.reject()
            window.hide()
            return
        self._dialogs.append((window, window.windowModality()))
        window.hide()

    def bring_back(self) -> None:
        """Show what was taken away, as it was."""
        for dialog, modality in reversed(self._end()):
            dialog.setWindowModality(modality)
            dialog.show()

    def drop(self) -> None:
        """Let go of what was taken away: it was somebody else's."""
        for dialog, _modality in self._end():
            dialog.deleteLater()

    def _end(self) -> list[tuple[QDialog, Qt.WindowModality]]:
        if self._watching:
            self._watching = False
            QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        dialogs, self._dialogs = self._dialogs, []
        return [each for each in dialogs if isValid(each[0])]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            # Not within the event: Qt is in the middle of showing it.
            QTimer.singleShot(0, self, self._take_new)
        return False

    def _take_new(self) -> None:
        if self._watching:
            self._take_all()


def _may_go(window: QWidget, answered: tuple[type[QDialog], ...]) -> bool:
    """Whether a window is to be taken away; answered: kinds that only go when the window is locked, not later."""
    if not isinstance(window, QDialog) or window.property(SHOWN_LOCKED):
        return False
    return not isinstance(window, QMessageBox) or QMessageBox in answered
