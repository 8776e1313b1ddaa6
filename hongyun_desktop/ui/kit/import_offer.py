# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of an import, and what is offered to be done with it next. Knows no feature."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.theme import COLOURS, em

Action = tuple[str, Callable[[], object]]


@frozen
class Offer:
    """What may be done next with what a file brought. sentence: why; text: the button's; done: what is said then."""

    sentence: str
    text: str
    act: Callable[[], Changed]
    done: str


class Outcome(EmptyState):
    """Sentences, and a button for each thing that is asked for; `settled` tells that the last of those is done.

    also: buttons that nobody needs to press.
    """

    settled = Signal()

    def __init__(self, told: Sequence[str], asked: Sequence[Action], also: Sequence[Action]) -> None:
        super().__init__("\n".join(told), [*asked, *also], "circle-check", colour=COLOURS.good)
        self._left = self.buttons[: len(asked)]
        self.sentence.setMinimumWidth(em(self, 30))

    def settle(self, text: str, said: str, before: str = "") -> None:
        """What a button asked for is done: it goes, and a sentence says so, in the place of an earlier one if given."""
        told = self.sentence.text()
        self.sentence.setText(told.replace(before, said) if before else f"{told}\n{said}")
        for each in [each for each in self._left if each.text() == text]:
            each.hide()
            self._left.remove(each)
        if self._left:
            self._left[0].setFocus()
        else:
            self.settled.emit()
