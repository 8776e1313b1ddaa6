# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the ranking: who the selected person is, what they hold, and what they did in the quarter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hongyun_desktop.core.points import listing, passbook, statement
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.figures import next_star, signed
from hongyun_desktop.ui.features.points.standings import BoardLine
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, clear_layout, label, row_of, rule


class Figure(QWidget):
    """A number, large, with what it counts below it."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = label("0", "num")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        self.caption = label(caption, "hint")
        column.addWidget(self.caption)


class RankingDetail(Card):
    """`asked` tells that somebody wants to see all of the person's entries."""

    asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=16)
        self._desk = desk
        self.quarter: Quarter | None = None
        self._line: BoardLine | None = None
        self.name = label("", "h2", wrap=True)
        self.under = label("", "hint", wrap=True)
        self.points, self.hours = Figure(_("积分余额")), Figure(_("累计小时"))
        self.star = label("", "hint", wrap=True)
        self.entries = QVBoxLayout()
        self.entries.setSpacing(2)
        self.why = button(_("为何是这些分"), "circle-help", primary=True)
        self.why.clicked.connect(self._ask)
        self.hint = EmptyState(_("选一个人，看这一季做了什么。"), icon="user")
        self._lay_out()
        desk.privacy.changed.connect(self._on_privacy)
        self.show_row(None)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self.column.addWidget(self.hint)
        self.column.addWidget(self._inside)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        figures = QHBoxLayout()
        figures.addWidget(self.points, 1)
        figures.addWidget(self.hours, 1)
        told = Scrolled(spacing_px=8)
        for widget in (self.name, self.under):
            told.column.addWidget(widget)
        told.column.addLayout(figures)
        self.did = label("", "key")
        for widget in (self.star, rule(), self.did):
            told.column.addWidget(widget)
        told.column.addLayout(self.entries, 1)
        column.addWidget(told, 1)
        column.addWidget(self.why)

    def show_row(self, line: BoardLine | None) -> None:
        """Tell of a person, or (None) how to choose one."""
        self._line = line
        self.hint.setVisible(line is None)
        self._inside.setVisible(line is not None)
        if line is None:
            return
        person = listing.holder(self._desk.store, line.standing.resident_id)
        self.name.setText(self._desk.privacy.hide(person.name))
        # Never 本季: the account that is one click away may be looked at in another quarter.
        quarter = self.quarter.title if self.quarter else ""
        place = _("{quarter}第 {place} 名") if line.standing.place else _("{quarter}公布后补记")
        place = place.format(quarter=quarter, place=line.standing.place)
        self.did.setText(_("{quarter}的服务").format(quarter=quarter))
        self.under.setText(" · ".join(filter(None, (self._desk.privacy.hide(person.dwelling), place))))
        self.points.number.setText(str(person.points))
        self.hours.number.setText(hours_text(person.minutes))
        self.star.setText(next_star(person.minutes))
        self.star.setVisible(bool(self.star.text()))
        self._show_entries(line.standing.resident_id)

    def _show_entries(self, resident_id: int) -> None:
        clear_layout(self.entries)
        quarter = self.quarter
        rows = [
            row for row in statement.statement(self._desk.store, resident_id)
            if quarter and row.counter == "issue" and quarter.starts_on <= row.service_date <= quarter.ends_on
        ]  # fmt: skip
        for row in sorted(rows, key=lambda row: row.service_date, reverse=True):
            self.entries.addWidget(_entry(row))
        self.entries.addStretch(1)

    def _ask(self) -> None:
        if self._line is not None:
            self.asked.emit(self._line.standing.resident_id)

    def _on_privacy(self, _on: bool) -> None:
        self.show_row(self._line)


def _entry(row: StatementRow) -> QWidget:
    made = QWidget()
    day = label(f"{row.service_date:%m-%d}", "hint")
    text = label(passbook.what(row), wrap=True)
    line = row_of(day, spacing_px=8)
    line.addWidget(text, 1)
    line.addWidget(label(signed(row.amount), "key"))
    made.setLayout(line)
    return made
