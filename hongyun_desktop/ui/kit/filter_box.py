# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter above a list, whose choices are read when somebody reaches for it. Imports Qt only; knows no store."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

# In letters of Qt's measure: what most choices take, so that the box stays as wide when they are read.
_LEAST_LETTERS = 7


class FilterBox(QComboBox):
    """`everything` stands first and for no value. read: the other choices as (value, text), in their order.

    They are read when the mouse, the wheel or the keyboard comes to the box: a page shows its list without them.
    """

    def __init__(self, everything: str, read: Callable[[], Sequence[tuple[Any, str]]]) -> None:
        super().__init__()
        self._everything, self._read = everything, read
        self._is_filled = False
        self.setAccessibleName(everything)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.addItem(everything, None)

    @property
    def value(self) -> Any:
        """The value chosen; None for everything."""
        return self.currentData()

    def choose(self, value: Any) -> None:
        """Take a value as a hand would; everything where it is not among the choices."""
        if value != self.value:
            self.fill()
            self.setCurrentIndex(max(self.findData(value), 0))

    def renew(self) -> None:
        """Say that the choices may be others now; the one taken stays while it is among them."""
        if self.value is None:
            self._is_filled = False
        else:
            self._fill()

    def fill(self) -> None:
        """Read the choices if they were not read since they changed."""
        if not self._is_filled:
            self._fill()

    def _fill(self) -> None:
        self._is_filled = True
        kept = self.value
        self.clear()
        self.addItem(self._everything, None)
        for value, text in self._read():
            self.addItem(text, value)
        self.setCurrentIndex(max(self.findData(kept), 0) if kept is not None else 0)

    def showPopup(self) -> None:
        self.fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.fill()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.fill()
        super().wheelEvent(event)
