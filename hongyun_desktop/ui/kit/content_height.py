# SPDX-License-Identifier: GPL-3.0-or-later
"""How high a dialog has to open so that nothing in it scrolls where the screen has room for it. Qt and parts only."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.kit.parts import Scrolled, fit_to_screen


def height_beside(dialog: QWidget, scrolled: QWidget, width_px: int) -> int:
    """How high a dialog of a width is without what scrolls in it."""
    outside = dialog.layout()
    assert outside is not None
    # Measures are right only in the style that will be shown, and without what is hidden by now.
    for each in dialog.findChildren(QWidget):
        each.ensurePolished()
    outside.invalidate()
    outside.activate()
    whole = outside.heightForWidth(width_px) if outside.hasHeightForWidth() else outside.sizeHint().height()
    return whole - max(scrolled.sizeHint().height(), scrolled.minimumHeight())


def height_for_content(dialog: QWidget, scrolled: Scrolled, width_px: int) -> int:
    """How high a dialog of a width has to be so that nothing in it scrolls."""
    beside = height_beside(dialog, scrolled, width_px)
    outside, inside = dialog.layout(), scrolled.widget().layout()
    assert outside is not None
    assert inside is not None
    inside.invalidate()
    margins = outside.contentsMargins()
    room = width_px - margins.left() - margins.right()
    if not inside.hasHeightForWidth():
        return beside + inside.sizeHint().height()
    # Qt keeps a bar that is there while what is inside is too high beside it, though without it all had room.
    narrower = room - scrolled.verticalScrollBar().sizeHint().width()
    return beside + max(inside.heightForWidth(room), inside.heightForWidth(narrower))


def fit_to_content(dialog: QWidget, scrolled: Scrolled, width_px: int) -> None:
    """Open a dialog as high as what scrolls in it wants, or as the screen lets it."""
    fit_to_screen(dialog, width_px, height_for_content(dialog, scrolled, width_px))


def grow_to_words(dialog: QWidget) -> None:
    """Make a dialog of a fixed width as high as what it says by now: no window grows for wrapped words by itself."""
    inside = dialog.layout()
    assert inside is not None
    inside.invalidate()
    inside.activate()
    fit_to_screen(dialog, dialog.width(), inside.totalHeightForWidth(dialog.width()))


class GrowsWithWords(QObject):
    """Has an open dialog grow for words that come later, as what is wrong: Qt would squeeze its buttons for them.

    It never shrinks again: a hand may be on its way to a button.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._dialog.isVisible():
            QTimer.singleShot(0, self._dialog, self._grow)
        return False

    def _grow(self) -> None:
        inside = self._dialog.layout()
        if inside is not None and inside.totalHeightForWidth(self._dialog.width()) > self._dialog.height():
            grow_to_words(self._dialog)
