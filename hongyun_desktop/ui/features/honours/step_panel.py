# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panels of all steps share: a title, what to do here, one button to go on, one to go back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.step_list import TITLES
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, label, row_of, rule, set_icon, tab_through
from hongyun_desktop.ui.kit.theme import COLOURS, row_height_px, scaled

_LEAST_ROWS = 2


def keep_low(table: QWidget) -> None:
    """Let a step's table take what is left, down to a row or two, before the whole step scrolls around it."""
    table.setMinimumHeight(_LEAST_ROWS * row_height_px())
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


class StepPanel(Card):
    """The panel of one step. `go` asks the page for another step."""

    go = Signal(object)

    def __init__(self, desk: Desk, step: Step, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.step = desk, step
        self.state: RoundState | None = None
        self.heading = label(TITLES[step], "h2")
        self.hint = label(hint, "key", wrap=True)
        # In a low window with large type the middle scrolls; title and buttons stay where they are.
        self.middle = Scrolled(spacing_px=scaled(10))
        self.middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = self.middle.column
        self.back = button(_("上一步"), "chevron-left")
        self.back.clicked.connect(self._on_back)
        if step is Step.CHOOSE:
            self.back.hide()
        self.aside = row_of()
        self.primary = button("", primary=True)
        self.primary.clicked.connect(self._on_primary)
        self._next = step
        self._tabs: tuple[QWidget, ...] = ()
        self._action: Callable[[], object] = lambda: None
        self.column.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(14))
        self.column.setSpacing(scaled(10))
        head = row_of(self.heading, spacing_px=scaled(14))
        head.addWidget(self.hint, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.middle, 1)
        self.column.addWidget(rule())
        foot = row_of(self.back, None)
        foot.addLayout(self.aside)
        foot.addWidget(self.primary)
        self.column.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.primary.click)

    def show_state(self, state: RoundState | None) -> None:
        """Show a round; None where none was chosen yet."""
        self.state = state
        self.refresh()

    def refresh(self) -> None:
        """Bring the panel up to `self.state`."""
        raise NotImplementedError

    def lead_on(
        self,
        text: str,
        action: Callable[[], object],
        icon: str = "",
        why_not: str = "",
        right: Right | None = Right.ISSUE,
    ) -> None:
        """Say what the one button to go on does; why_not: why it is off; right: None where it only leads on."""
        why_not = self.desk.why_not(right, writes=False) or why_not
        self.primary.setText(text)
        self._action = action
        self.primary.setEnabled(not why_not)
        self.primary.setToolTip(why_not)
        set_icon(self.primary, icon or "chevron-right", COLOURS.surface)

    def lead_to(self, step: Step, why_not: str = "") -> None:
        """Let the button go on to another step."""
        self._next = step
        self.lead_on(_("下一步：{step}").format(step=TITLES[step]), self._go_next, why_not=why_not, right=None)

    def follow(self, *widgets: QWidget) -> None:
        """Let Tab go through these in their order, and then along the buttons below."""
        below = [each for each in (self.aside.itemAt(n).widget() for n in range(self.aside.count())) if each]
        self._tabs = (*widgets, self.back, *below, self.primary)

    def order_tabs(self, first: QWidget) -> None:
        """Put all that into the Tab order behind a widget of the same window."""
        tab_through(first, *self._tabs)

    def beside(self, text: str, icon: str, action: Callable[[], object]) -> QPushButton:
        """A lesser button at the left of the one to go on."""
        made = button(text, icon)
        made.clicked.connect(lambda: action())
        self.aside.addWidget(made)
        return made

    def _go_next(self) -> None:
        self.go.emit(self._next)

    def _on_primary(self) -> None:
        self._action()

    def _on_back(self) -> None:
        self.go.emit(Step(self.step - 1))
