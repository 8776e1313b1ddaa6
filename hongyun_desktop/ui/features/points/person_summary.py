# SPDX-License-Identifier: GPL-3.0-or-later
"""Above a person's entries: who it is, balance, hours, star, place in a quarter, and the passbook's button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.points import listing
from hongyun_desktop.core.points.listing import HolderRow
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points import standings
from hongyun_desktop.ui.features.points.figures import STAR_WORDS, next_star
from hongyun_desktop.ui.features.points.ranking_detail import Figure
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of


class PersonSummary(Card):
    """`print_asked` tells whose passbook is wanted."""

    print_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=14)
        self._desk = desk
        self._person: HolderRow | None = None
        self._quarter = Quarter.of(today(desk.store.clock))
        self.name, self.under = label("", "h2"), label("", "hint")
        self.points, self.hours = Figure(_("积分余额")), Figure(_("累计小时"))
        self.star, self.place = Figure(_("星级")), Figure("")
        self.print = button(_("打印积分存折"), "printer")
        self.print.clicked.connect(self._ask)
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addWidget(self.name)
        who.addWidget(self.under)
        line = row_of(spacing_px=24)
        line.addLayout(who, 2)
        for figure in (self.points, self.hours, self.star, self.place):
            line.addWidget(figure, 1)
        line.addWidget(self.print)
        self.column.addLayout(line)
        desk.privacy.changed.connect(self._on_privacy)

    def show_person(self, person: HolderRow, quarter: Quarter | None = None) -> None:
        """Tell of a person, with the place in a quarter; None for today's."""
        self._person = person
        self._quarter = quarter or Quarter.of(today(self._desk.store.clock))
        self.place.caption.setText(_("{quarter}名次").format(quarter=self._quarter.short_title))
        self._name()
        self.points.number.setText(str(person.points))
        self.hours.number.setText(hours_text(person.minutes))
        self.star.number.setText(STAR_WORDS[person.stars] or "—")
        self.star.setToolTip(next_star(person.minutes))
        allow(self.print, _("个人信息已按本人要求删除，没有存折可印。") if person.erased else "")
        self._find_place(person.resident_id)

    def _find_place(self, resident_id: int) -> None:
        store, quarter = self._desk.store, self._quarter
        if not listing.is_long(store, quarter):
            self._show_place(resident_id, quarter, standings.place_of(store, quarter, resident_id))
            return
        self.place.number.setText("…")
        self._desk.jobs.start(
            _("正在排名"),
            lambda _progress: standings.place_of(store, quarter, resident_id),
            lambda place: self._show_place(resident_id, quarter, place),
        )

    def _show_place(self, resident_id: int, quarter: Quarter, place: int | None) -> None:
        if not isValid(self) or self._person is None:
            return
        if (self._person.resident_id, self._quarter) == (resident_id, quarter):
            self.place.number.setText(_("第 {place} 名").format(place=place) if place else "—")

    def _name(self) -> None:
        if self._person is not None:
            self.name.setText(self._desk.privacy.hide(self._person.name))
            self.under.setText(self._desk.privacy.hide(self._person.dwelling))

    def _on_privacy(self, _on: bool) -> None:
        self._name()

    def _ask(self) -> None:
        if self._person is not None:
            self.print_asked.emit(self._person.resident_id)
