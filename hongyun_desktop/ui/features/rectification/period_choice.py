# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing a period: a quarter, a year, or from one day to another. Imports Qt, core rules and kit."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.rectification.paper_words import period_name, quarter_of, year_of
from hongyun_desktop.core.rectification.rules import Period
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Segmented, button, label, row_of
from hongyun_desktop.ui.kit.theme import em

QUARTER, YEAR, DAYS = "quarter", "year", "days"
_MONTHS = 3


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


class PeriodChoice(QWidget):
    """start: a day of the period to begin with. changed: another was chosen, or something that is none was typed."""

    changed = Signal()

    def __init__(self, desk: Desk, start: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = quarter_of(start).first
        self.kinds = Segmented(((QUARTER, _("季度"), ""), (YEAR, _("年"), ""), (DAYS, _("起止日期"), "")))
        self.earlier, self.later = button("", "chevron-left"), button("", "chevron-right")
        self.words = label("", "h2")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumWidth(em(self, 9))
        self.first = DateField(name="first", label=_("从哪天")).editor(desk, self)
        self.last = DateField(name="last", label=_("到哪天")).editor(desk, self)
        self.first.set_value(self._first)
        self.last.set_value(today(desk.store.clock))
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._say()

    def _lay_out(self) -> None:
        stepping, days = QWidget(), QWidget()
        stepping.setLayout(row_of(self.earlier, self.words, self.later, None))
        days.setLayout(row_of(self.first, label(_("至"), "key"), self.last, None))
        for each in (self.first, self.last):
            each.setMinimumWidth(em(self, 9))
        self.pages.addWidget(stepping)
        self.pages.addWidget(days)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.kinds)
        line.addWidget(self.pages, 1)
        for made, text in ((self.earlier, _("往前（Alt+←）")), (self.later, _("往后（Alt+→）"))):
            made.setToolTip(text)
            made.setAccessibleName(text)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.earlier.clicked.connect(self._go_back)
        self.later.clicked.connect(self._go_on)
        QShortcut(QKeySequence("Alt+Left"), self, self.earlier.click)
        QShortcut(QKeySequence("Alt+Right"), self, self.later.click)
        for each in (self.first, self.last):
            each.changed.connect(self.changed)

    def _on_kind(self, kind: object) -> None:
        self.pages.setCurrentIndex(1 if kind == DAYS else 0)
        self._say()
        self.changed.emit()

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _go(self, way: int) -> None:
        self._first = _months_on(self._first, way * (12 if self.kinds.value() == YEAR else _MONTHS))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        if self.kinds.value() != DAYS:
            self.words.setText(period_name(self.period()))

    def period(self) -> Period:
        """What is chosen. Raises: Invalid for days that are missing, not readable or the wrong way round."""
        if self.kinds.value() == QUARTER:
            return quarter_of(self._first)
        if self.kinds.value() == YEAR:
            return year_of(self._first)
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            raise Invalid("day_empty", "last")
        return Period(first, last)

    def period_or_none(self) -> tuple[Period | None, AppError | None]:
        """The period, or why there is none."""
        try:
            return self.period(), None
        except AppError as error:
            return None, error
