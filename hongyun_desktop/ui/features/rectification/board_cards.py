# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of one column of the board: a model that fetches what is seen, and how a card is painted."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import floor
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hongyun_desktop.core.rectification.rules import TaskRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.cells import paint_bar, shortened
from hongyun_desktop.ui.features.rectification.words import (
    done_share,
    due_is_soon,
    due_words,
    line_words,
    photo_words,
    priority_chips,
    progress_words,
    when_words,
)
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table_rows import Column, WindowModel
from hongyun_desktop.ui.kit.theme import COLOURS, base_px, scaled

MIME = "application/x-hongyun-task"
_LINES = 4
_NOT_FIRST = "，。、；：！？）”"
Index = QModelIndex | QPersistentModelIndex


def card_words(row: TaskRow, day: date) -> str:
    """A card read aloud."""
    parts = (
        *(chip.text for chip in priority_chips(row)), row.title, row.place.text, due_words(row, day),
        progress_words(row), _("办了一半") if row.is_half_done else "",
    )  # fmt: skip
    return "，".join(part for part in parts if part)


class CardModel(WindowModel[TaskRow]):
    """The tasks of one state, as cards that can be dragged."""

    def __init__(self, privacy: Privacy, day: date, parent: QWidget | None = None) -> None:
        super().__init__((Column(_("任务"), lambda row: card_words(row, day)),), privacy, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, str(self.id_at(indexes[0].row())).encode() if indexes else b"")
        return data


class CardDelegate(QStyledItemDelegate):
    """Paints a card: title, place, when it is due, how much is done, whether there are photos."""

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = day

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(120), card_height_px())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: Any = index.model()
        row: TaskRow | None = model.row_at(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = scaled(4)
        card = QRectF(option.rect).adjusted(gap + 2, gap, -gap - 2, -gap)  # pyright: ignore[reportAttributeAccessIssue]
        state: Any = option.state  # pyright: ignore[reportAttributeAccessIssue]
        view: QWidget | None = option.widget  # pyright: ignore[reportAttributeAccessIssue]
        # Every column remembers its card; only the one that has the keys may look chosen.
        in_hand = bool(state & QStyle.StateFlag.State_Selected) and (view is None or view.hasFocus())
        self._paint_ground(painter, card, row, chosen=in_hand)
        painter.setFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        pad = scaled(10)
        self._paint_words(painter, card.adjusted(pad, scaled(8), -pad, -scaled(8)), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRectF, row: TaskRow, *, chosen: bool) -> None:
        painter.setBrush(QColor(COLOURS.tint if chosen else COLOURS.surface))
        painter.setPen(QPen(QColor(COLOURS.primary if chosen else COLOURS.border), 2 if chosen else 1))
        painter.drawRoundedRect(card, 6, 6)
        if row.days_overdue:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(COLOURS.bad))
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 6, scaled(4), card.height() - 12), 2, 2)

    def _paint_words(self, painter: QPainter, room: QRectF, row: TaskRow) -> None:
        step = room.height() / _LINES
        lines = [QRectF(room.left(), room.top() + step * n, room.width(), step) for n in range(_LINES)]
        urgent = priority_chips(row)
        title = f"【{urgent[0].text}】{row.title}" if urgent else row.title
        first = _fitting(painter.font().toString(), title, room.width())
        _line(painter, lines[0], title[:first], COLOURS.text, bold=True)
        # A title of one line leaves no gap: what follows it moves up.
        place = 2 if title[first:] else 1
        _line(painter, lines[1], title[first:], COLOURS.text, bold=True)
        _line(painter, lines[place], row.place.text or row.category, COLOURS.text_soft)
        self._paint_foot(painter, lines[-1], row)

    def _paint_foot(self, painter: QPainter, line: QRectF, row: TaskRow) -> None:
        words = when_words(row, self._day)
        ink = COLOURS.bad if row.days_overdue else COLOURS.warning if due_is_soon(row, self._day) else COLOURS.text_soft
        due = QRectF(line.left(), line.top(), line.width() * 0.62, line.height())
        used = _line(painter, due, words, ink, bold=ink != COLOURS.text_soft)
        left = line.left() + (used + scaled(10) if used else 0)
        right = line.right()
        side, needed = scaled(16), _wanted(painter, progress_ways(row)[-1]) if row.is_half_done else 0
        # That a part is done says more than that there are photos.
        if photo_words(row) and right - side - scaled(6) - left >= needed:
            corner = QPointF(right - side, line.center().y() - side / 2)
            painter.drawPixmap(corner, pixmap("image", COLOURS.text_faint, side))
            right -= side + scaled(6)
        if row.quantities and right - left > scaled(30):
            rest = QRectF(left, line.top(), right - left, line.height())
            words = _first_fitting(painter, progress_ways(row), rest.width())
            _line(painter, rest.adjusted(0, 0, 0, -scaled(4)), words, COLOURS.text_soft)
            paint_bar(painter, QRectF(left, line.bottom() - scaled(3), rest.width(), scaled(3)), row)


def progress_ways(row: TaskRow) -> tuple[str, ...]:
    """How much is done, in ever fewer characters: 80/200 吨, 40%. An amount never stands without its unit."""
    return progress_words(row), line_words(row.quantities[0]), f"{floor(done_share(row.quantities) * 100)}%"


def _wanted(painter: QPainter, words: str) -> float:
    _font, metrics = _type(painter.font().toString(), bold=False)
    return metrics.horizontalAdvance(words)


def _first_fitting(painter: QPainter, ways: tuple[str, ...], width: float) -> str:
    _font, metrics = _type(painter.font().toString(), bold=False)
    return next((way for way in ways if metrics.horizontalAdvance(way) <= width), "")


@lru_cache(maxsize=16)
def _type(key: str, *, bold: bool) -> tuple[QFont, QFontMetricsF]:
    """The font that is written so, and its measures: to make them anew takes as long as to paint a line."""
    font = QFont()
    font.fromString(key)
    font.setBold(bold)
    return font, QFontMetricsF(font)


@lru_cache(maxsize=1024)
def _fitting(key: str, text: str, width: float) -> int:
    """How many characters of a bold line fit."""
    _font, metrics = _type(key, bold=True)
    if metrics.horizontalAdvance(text) <= width:
        return len(text)
    count = bisect_right(range(1, len(text)), width, key=lambda n: metrics.horizontalAdvance(text[:n]))
    # No line begins with a comma.
    return count - 1 if text[count] in _NOT_FIRST and count > 1 else count


def card_height_px() -> int:
    """The height of a card with its gap, at the type size in force."""
    return round(base_px() * 1.55 * _LINES) + scaled(24)


def _line(painter: QPainter, where: QRectF, text: str, colour: str, *, bold: bool = False) -> float:
    """Write one line that ends in … where it has no room; how wide it came out."""
    if not text:
        return 0.0
    plain = painter.font()
    font, metrics = _type(plain.toString(), bold=bold)
    width = metrics.horizontalAdvance(text)
    if width > where.width():
        text = shortened(metrics, text, where.width())
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setFont(plain)
    return width
