# SPDX-License-Identifier: GPL-3.0-or-later
"""What became otherwise since a paper left: a sentence, and a table of the facts before and now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.rectification.report_content import Difference
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, label
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import GAP_PX, row_height_px


class DifferencesView(QWidget):
    """then: how the time is called when the paper left, as 交的时候."""

    def __init__(self, desk: Desk, then: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = label("", "notice", wrap=True)
        self.table: TableView[Difference] = TableView(_columns(then), desk.privacy, tight=True)
        self.table.setMinimumHeight(round(row_height_px() * 1.9))
        self.table.setAccessibleName(_("后来又变了的"))
        self.card = Card()
        self.card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(self.told)
        column.addWidget(self.card, 1)
        self.card.hide()

    def say(self, sentence: str) -> None:
        """Say something, and show no table."""
        self.told.setText(sentence)
        self.card.hide()

    def show_found(self, found: Sequence[Difference], none: str) -> None:
        """Show what differs; none: the sentence where nothing does."""
        self.card.setVisible(bool(found))
        self.table.show_window(Window(range(len(found)), lambda places: [found[place] for place in places]))
        self.told.setText(_("后来又变了的，有 {count} 处：").format(count=len(found)) if found else none)


def _columns(then: str) -> tuple[Column[Difference], ...]:
    return (
        Column(_("编号"), lambda each: each.number, width=4.6),
        Column(_("什么"), lambda each: each.field),
        Column(then, lambda each: each.before, width=6.4),
        Column(_("现在"), lambda each: each.after, width=6.4),
    )
