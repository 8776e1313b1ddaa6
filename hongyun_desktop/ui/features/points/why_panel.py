# SPDX-License-Identifier: GPL-3.0-or-later
"""为何是这些分: one entry in plain sentences, and the button that takes it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.points import explaining, passbook
from hongyun_desktop.core.points.explaining import Reason
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.messages.explanations import explanation_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.figures import signed
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, Scrolled, allow, button, clear_layout, label, row_of
from hongyun_desktop.ui.kit.theme import scaled

_LEAST_PX = 44


def can_be_reversed(row: StatementRow) -> bool:
    """Whether a line still stands and is not itself a reversal."""
    return not row.reversed and row.reverses is None


class WhyPanel(Card):
    """`reverse_asked` tells that the shown line is to be taken back."""

    reverse_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=14)
        self._desk = desk
        self._row: StatementRow | None = None
        self.title = label(_("为何是这些分"), "h2")
        self.number = label("", "num")
        self.what = label("", wrap=True)
        self.steps = QVBoxLayout()
        self.steps.setSpacing(8)
        self.reverse = button(_("更正…"), "undo-2")
        self.reverse.clicked.connect(self._ask)
        self.hint = label(_("在左边选一笔，这里说清它是怎么算出来的。"), "key", wrap=True)
        self._lay_out()
        desk.guard(self.reverse)
        self.show_row(None)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = row_of(self.number, spacing_px=10)
        head.addWidget(self.what, 1)
        told = Scrolled(spacing_px=8)
        told.setMinimumHeight(scaled(_LEAST_PX))
        told.column.addLayout(head)
        told.column.addLayout(self.steps, 1)
        column.addWidget(told, 1)
        self.column.setSpacing(8)
        # Beside the title: the panel is low, and its sentences are what it is there for.
        self.column.addLayout(row_of(self.title, None, self.reverse))
        self.column.addWidget(self.hint)
        self.column.addWidget(self._inside, 1)
        self.column.addStretch(0)

    def show_row(self, row: StatementRow | None) -> None:
        """Explain a line, or (None) say how to choose one."""
        self._row = row
        self.hint.setVisible(row is None)
        self._inside.setVisible(row is not None)
        self.reverse.setVisible(row is not None)
        clear_layout(self.steps)
        if row is None:
            return
        self.number.setText(_("{points} 分").format(points=signed(row.amount)))
        self.what.setText(passbook.what(row))
        for reason in self._reasons(row):
            self.steps.addWidget(label(explanation_sentence(reason), wrap=True))
        self.steps.addStretch(1)
        allow(self.reverse, "" if can_be_reversed(row) else _("更正过的和更正本身都不能再更正。"))

    def _reasons(self, row: StatementRow) -> tuple[Reason, ...]:
        if row.entry_id is not None:
            return explaining.explanation(self._desk.store, row.entry_id)
        return explaining.hours_explanation(self._desk.store, row.service_id or 0)

    def _ask(self) -> None:
        if self._row is not None:
            self.reverse_asked.emit(self._row)
