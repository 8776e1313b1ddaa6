# SPDX-License-Identifier: GPL-3.0-or-later
"""A month as a grid of days, each with what it has. Imports Qt and the kit; asks no store, knows no feature."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.month_titles import DayTitle, title_lines
from hongyun_desktop.ui.kit.theme import COLOURS, em, scaled

WEEKDAYS = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))
_DAYS = 7
_TITLE_SHARE, _LEAST_TITLE_PX = 0.8, 13
_FEW_LINES = 2
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_DAYS, Qt.Key.Key_Down: _DAYS,
}  # fmt: skip


@frozen
class DayMark:
    """What a day has, in a word ("3 条", "超期 2"), and some titles, the first of which are painted.

    warns: whether the word stands in red.
    """

    words: str
    titles: Sequence[DayTitle] = ()
    warns: bool = False


@frozen
class _Lines:
    """Sizes of type in a day and what a line of each takes, as shares of the type size.

    Han characters fill less of a line than the font asks for; what is saved here is one more line in each day.
    """

    number_share: float
    number_line: float
    title_line: float


_EASY, _TIGHT = _Lines(1, 1.3, 1.24), _Lines(0.85, 1.15, 1.16)


def first_shown(day: date) -> date:
    """The Monday with which the grid of a day's month begins."""
    first = day.replace(day=1)
    return first - timedelta(days=first.weekday())


def last_shown(day: date) -> date:
    """The Sunday with which it ends."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return last + timedelta(days=_DAYS - 1 - last.weekday())


def month_on(day: date, months: int) -> date:
    """The same day some months later or earlier, or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class MonthGrid(QWidget):
    """picked: the day that the keys or a click went to. entered: Enter or a double click on a day."""

    picked = Signal(object)
    entered = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self.day = today
        self._marks: Mapping[date, DayMark] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name_day()

    def sizeHint(self) -> QSize:
        return QSize(em(self, 36), scaled(460))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(self, 24), scaled(280))

    def show_marks(self, marks: Mapping[date, DayMark]) -> None:
        """Show what the days have."""
        self._marks = marks
        self._name_day()
        self.update()

    def mark(self, day: date) -> DayMark | None:
        """What a day has, None for nothing."""
        return self._marks.get(day)

    def pick_today(self) -> None:
        """Go back to today."""
        self.pick(self._today)

    def pick(self, day: date) -> None:
        """Go to a day and tell of it."""
        self.day = day
        self._name_day()
        self.update()
        self.picked.emit(day)

    def _name_day(self) -> None:
        mark = self._marks.get(self.day)
        self.setAccessibleName(f"{self.day.isoformat()} {mark.words if mark else ''}".strip())

    def _head_px(self) -> int:
        return scaled(24)

    def _shown(self) -> int:
        """How many days are shown: whole weeks, no more than the month needs."""
        return (last_shown(self.day) - first_shown(self.day)).days + 1

    def _cell(self, number: int) -> QRectF:
        width, height = self.width() / _DAYS, (self.height() - self._head_px()) / (self._shown() // _DAYS)
        week, weekday = divmod(number, _DAYS)
        return QRectF(weekday * width, self._head_px() + week * height, width, height)

    def day_at(self, x: float, y: float) -> date | None:
        """The day at a point, None above the days."""
        for number in range(self._shown()):
            if self._cell(number).contains(x, y):
                return first_shown(self.day) + timedelta(days=number)
        return None

    def place_of(self, day: date) -> QRectF:
        """Where a shown day is painted."""
        return self._cell((day - first_shown(self.day)).days)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos().x(), event.pos().y())
            told = self.told(day) if day is not None else ""
            QToolTip.showText(event.globalPos(), told, self, self.place_of(day).toRect() if day else QRect())
            return True
        return super().event(event)

    def told(self, day: date) -> str:
        """What a day has, a line each; empty for nothing."""
        mark = self._marks.get(day)
        return "\n".join((mark.words, *(each.whole for each in mark.titles))) if mark is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.pick(self.day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.pick(month_on(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.pick_today()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x(), event.position().y())
        if day is not None:
            self.pick(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.entered.emit(self.day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(COLOURS.text_soft))
        for number, word in enumerate(WEEKDAYS):
            head = QRectF(number * self.width() / _DAYS, 0, self.width() / _DAYS, self._head_px())
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, word)
        first = first_shown(self.day)
        for number in range(self._shown()):
            self._paint_day(painter, self._cell(number), first + timedelta(days=number))

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        mark, other_month = self._marks.get(day), day.month != self.day.month
        painter.setPen(QPen(QColor(COLOURS.hairline), 1))
        painter.setBrush(QColor(COLOURS.stripe if other_month else COLOURS.surface))
        painter.drawRect(cell)
        if day == self.day:
            painter.setPen(QPen(QColor(COLOURS.primary), 3 if self.hasFocus() else 2))
            painter.setBrush(QColor(COLOURS.tint))
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), 6, 6)
        inside = cell.adjusted(scaled(6), scaled(2), -scaled(4), -scaled(1))
        lines = self._lines(inside.height())
        head = QRectF(inside.left(), inside.top(), inside.width(), self._number_px(lines) * lines.number_line)
        self._paint_number(painter, head, day, self._number_font(lines), faint=other_month)
        if mark is not None:
            self._paint_mark(painter, head, self._number_font(lines), mark)
            self._paint_titles(painter, inside.adjusted(0, head.height(), 0, 0), lines, mark)

    def _lines(self, height_px: float) -> _Lines:
        """Tighter ones where the day is too low for a few lines of titles."""
        wanted = self._number_px(_EASY) * _EASY.number_line + _FEW_LINES * self._title_px() * _EASY.title_line
        return _EASY if wanted <= height_px + 1 else _TIGHT

    def _number_px(self, lines: _Lines) -> int:
        return round(self.font().pixelSize() * lines.number_share)

    def _title_px(self) -> int:
        return max(round(self.font().pixelSize() * _TITLE_SHARE), _LEAST_TITLE_PX)

    def _number_font(self, lines: _Lines) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._number_px(lines))
        return font

    def _paint_number(self, painter: QPainter, where: QRectF, day: date, font: QFont, *, faint: bool) -> None:
        painter.setFont(font)
        if day == self._today:
            self._paint_today(painter, where, font, str(day.day))
            return
        painter.setPen(QColor(COLOURS.disabled if faint else COLOURS.text))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(day.day))

    def _paint_today(self, painter: QPainter, where: QRectF, font: QFont, number: str) -> None:
        """White on a filled ground, which no other day has."""
        width = QFontMetricsF(font).horizontalAdvance(number) + scaled(10)
        ground = QRectF(where.left() - scaled(4), where.top(), width, where.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS.primary))
        painter.drawRoundedRect(ground, 5, 5)
        painter.setPen(QColor(COLOURS.surface))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_mark(self, painter: QPainter, where: QRectF, font: QFont, mark: DayMark) -> None:
        """The word, at the right of the day's number."""
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(_ink(mark)))
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark.words)

    def _paint_titles(self, painter: QPainter, room: QRectF, lines: _Lines, mark: DayMark) -> None:
        """As many as there is room for."""
        font = QFont(self.font())
        font.setPixelSize(self._title_px())
        painter.setFont(font)
        painter.setPen(QColor(COLOURS.text))
        high, top = font.pixelSize() * lines.title_line, room.top()
        most, wide = int((room.height() + 1) / high), room.width() + scaled(3)
        for painted in title_lines(mark.titles, font, wide, most):
            # A bar beside each says where one ends and the next begins.
            painter.fillRect(QRectF(room.left() - scaled(4), top + 2, 2, high * len(painted) - 3), QColor(_ink(mark)))
            for shown in painted:
                where = QRectF(room.left(), top, wide, high)
                painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
                top += high


def _ink(mark: DayMark) -> str:
    return COLOURS.bad if mark.warns else COLOURS.primary
