# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands where there is nothing to show. Imports Qt, theme and parts only; knows no store."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, scaled

_PICTURE_PX = 44


class _Picture(QWidget):
    """A large icon; drawn when it is seen, for most of them stand behind a full table."""

    def __init__(self, icon: str, colour: str) -> None:
        super().__init__()
        self._icon, self._colour = icon, colour
        self.setFixedSize(scaled(_PICTURE_PX), scaled(_PICTURE_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, pixmap(self._icon, self._colour, self.width()))


class EmptyState(QWidget):
    """What a page says while it has nothing to show: one sentence and the buttons that begin."""

    def __init__(
        self,
        sentence: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        icon: str = "info",
        parent: QWidget | None = None,
        *,
        colour: str = COLOURS.disabled,
    ) -> None:
        super().__init__(parent)
        self.sentence = label(sentence, "key", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons: list[QPushButton] = []
        for number, (text, act) in enumerate(actions):
            made = button(text, primary=number == 0)
            made.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons.append(made)
        column = QVBoxLayout(self)
        column.setSpacing(GAP_PX)
        column.addStretch(2)
        column.addWidget(_Picture(icon, colour), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        if self.buttons:
            column.addLayout(row_of(None, *self.buttons, None))
        column.addStretch(3)


class ChosenCard(Card):
    """The panel of what is chosen: `inside` is the column of that, `nothing` says how to choose while nothing is.

    Both in their places before they are filled: whatever is moved takes up its style anew, with all that it holds.
    """

    def __init__(
        self, nothing: EmptyState, parent: QWidget | None = None, *, margins_px: int = 14, spacing_px: int = 8
    ) -> None:
        super().__init__(parent, margins_px=margins_px)
        self.nothing, self._filled = nothing, QWidget()
        self.column.addWidget(self._filled, 1)
        self.column.addWidget(self.nothing, 1)
        self.inside = QVBoxLayout(self._filled)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(spacing_px)

    def show_chosen(self, there: object) -> None:
        """Show what is chosen, or (None) how to choose."""
        self._filled.setVisible(there is not None)
        self.nothing.setVisible(there is None)


class EmptyCard(Card):
    """A card with an empty state, which is made when it is first seen: most of them stand behind a full table."""

    def __init__(self, make: Callable[[], EmptyState]) -> None:
        super().__init__()
        self._make = make

    @cached_property
    def state(self) -> EmptyState:
        """What it says."""
        made = self._make()
        self.column.addWidget(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.state.show()
