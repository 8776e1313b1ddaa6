# SPDX-License-Identifier: GPL-3.0-or-later
"""A day in a form: typed in any common way, or picked from a calendar. Knows no feature."""

from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.line_icons import Position, put_icon
from hongyun_desktop.ui.kit.theme import COLOURS, scaled
from hongyun_desktop.ui.kit.veil import Veil


@frozen(kw_only=True)
class DateField(Field):
    """A day, typed in any common way or picked from a calendar; the value is a date, or None unless it is required.

    this_year: whether a day without a year is one of this year.
    """

    this_year: bool = True

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _DateEditor(self, desk, parent)


class _DateEditor(Editor):
    def __init__(self, field: DateField, desk: Desk, parent: QWidget) -> None:
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self._desk, self._this_year = desk, field.this_year
        self.text.setPlaceholderText(_("如 2026-9-26、20260926 或 今天"))
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        self.text.editingFinished.connect(self._write_out)
        action = QAction(icon("calendar"), _("从日历里选"), self.text)
        action.triggered.connect(self._open_calendar)
        put_icon(self.text, action, Position.TrailingPosition)
        if field.private:
            Veil(desk.privacy, self.text)

    def value(self) -> Any:
        text = self.text.text().strip()
        if not text and self.field.required:
            raise Invalid("day_empty", self.field.name)
        if not text:
            return None
        if text == _("今天"):
            return today(self._desk.store.clock)
        from hongyun_desktop.exchange.bare_days import day_of

        day = day_of(text, today(self._desk.store.clock).year if self._this_year else None)
        if day is None:
            raise Invalid("date_not_readable", self.field.name, text=text)
        return day

    def _write_out(self) -> None:
        """Show which day was understood, above all its year where none was typed."""
        with suppress(Invalid):
            self.set_value(self.value())

    def set_value(self, value: Any) -> None:
        self.text.setText(iso_text(value))

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        try:
            day = self.value() or today(self._desk.store.clock)
        except Invalid:
            day = today(self._desk.store.clock)
        calendar.setSelectedDate(day)  # pyright: ignore[reportArgumentType]
        _dress(calendar)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(picked: Any) -> None:
            self.set_value(date(picked.year(), picked.month(), picked.day()))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        _year_first(calendar)
        menu.popup(self._place_for(menu.sizeHint()))

    def _place_for(self, size: QSize) -> QPoint:
        """Below the field, or above it where the screen ends: the day that is there stays in sight."""
        below = self.text.mapToGlobal(self.text.rect().bottomLeft())
        if below.y() + size.height() <= self.text.screen().availableGeometry().bottom():
            return below
        return self.text.mapToGlobal(QPoint(0, -size.height()))


def _dress(calendar: QCalendarWidget) -> None:
    """With the window's arrows and one ink for all days: Qt's own arrows are green, its week ends red."""
    plain = QTextCharFormat()
    plain.setForeground(QColor(COLOURS.text))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    for part, shape, told in (
        ("prevmonth", "chevron-left", _("上个月（PageUp）")), ("nextmonth", "chevron-right", _("下个月（PageDown）")),
    ):  # fmt: skip
        made = calendar.findChild(QToolButton, f"qt_calendar_{part}")
        if isinstance(made, QToolButton):
            made.setIcon(icon(shape))
            made.setIconSize(QSize(scaled(18), scaled(18)))
            made.setToolTip(told)
            made.setAccessibleName(told)


def _year_first(calendar: QCalendarWidget) -> None:
    """2026 before 十一月, as Chinese is read: Qt puts the month first in every language."""
    month, year = (calendar.findChild(QToolButton, f"qt_calendar_{part}button") for part in ("month", "year"))
    if not isinstance(month, QToolButton) or not isinstance(year, QToolButton):
        return
    parent = month.parentWidget()
    bar = parent.layout() if parent is not None else None
    if isinstance(bar, QHBoxLayout):
        bar.removeWidget(year)
        bar.insertWidget(bar.indexOf(month), year)
