# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells of a table of tasks that say more than a word: the bar of what is done, and days that are over."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from hongyun_desktop.core.rectification.quantities import Progress
from hongyun_desktop.core.rectification.rules import TaskRow
from hongyun_desktop.ui.features.rectification.words import done_share, photo_marks
from hongyun_desktop.ui.kit.ground import GroundDelegate
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.theme import COLOURS, scaled

_PAD_PX, _BAR_PX, _ICON_PX = 13, 4, 15
_SMALL = 0.87
_MOST_TAIL, _LEAST_BEFORE = 6, 1.4
_BAR_COLOURS = {Progress.NONE: COLOURS.disabled, Progress.PART: "#B07A1E", Progress.WHOLE: COLOURS.good}


def paint_bar(painter: QPainter, where: QRectF, row: TaskRow) -> None:
    """A bar of what is done: the full length is what was planned."""
    radius = where.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(COLOURS.hairline))
    painter.drawRoundedRect(where, radius, radius)
    share = done_share(row.quantities)
    if share:
        done = QRectF(where.left(), where.top(), max(where.height(), where.width() * share), where.height())
        painter.setBrush(QColor(_BAR_COLOURS[row.progress]))
        painter.drawRoundedRect(done, radius, radius)


def shortened(metrics: QFontMetrics | QFontMetricsF, text: str, width: float) -> str:
    """The text where it fits, else with … in it; a number of the kind of （第2段） at its end stays."""
    start = text.rfind("（") if text.endswith("）") else -1
    tail = text[start:] if start > 0 and len(text) - start <= _MOST_TAIL else ""
    if tail and metrics.horizontalAdvance(text) > width >= _LEAST_BEFORE * metrics.horizontalAdvance(tail):
        room = width - metrics.horizontalAdvance(tail)
        return metrics.elidedText(text[:start], Qt.TextElideMode.ElideRight, int(room)) + tail
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class _RowDelegate(GroundDelegate):
    """Leaves what a cell says of its row to a subclass."""

    def __init__(self, table: TableView[Any]) -> None:
        super().__init__(table)
        self._rows = table.rows

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        row = self._rows.row_at(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        pad = scaled(_PAD_PX)
        cell = QRectF(option.rect).adjusted(pad, 0, -pad, 0)  # pyright: ignore[reportAttributeAccessIssue]
        self.paint_row(painter, cell, row, index.data())
        painter.restore()

    def paint_row(self, painter: QPainter, cell: QRectF, row: Any, text: str) -> None:
        """Paint what a row says."""
        raise NotImplementedError


class TitleDelegate(_RowDelegate):
    """What is wrong, and at the right a mark where there are photos: 前 before, 后 after the work."""

    def paint_row(self, painter: QPainter, cell: QRectF, row: TaskRow, text: str) -> None:
        marks = photo_marks(row)
        room = cell
        if marks:
            font = QFont(painter.font())
            font.setPixelSize(round(font.pixelSize() * _SMALL))
            width, side = QFontMetricsF(font).horizontalAdvance(marks), scaled(_ICON_PX)
            room = cell.adjusted(0, 0, -width - side - scaled(10), 0)
            painter.save()
            painter.setFont(font)
            painter.setPen(QColor(COLOURS.text_faint))
            corner = QPointF(cell.right() - width - side - scaled(3), cell.center().y() - side / 2)
            painter.drawPixmap(corner, pixmap("image", COLOURS.text_faint, side))
            painter.drawText(cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, marks)
            painter.restore()
        painter.setPen(QColor(COLOURS.text))
        shown = shortened(painter.fontMetrics(), text, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class ProgressDelegate(_RowDelegate):
    """80/200 吨 with a bar under it."""

    def paint_row(self, painter: QPainter, cell: QRectF, row: TaskRow, text: str) -> None:
        if not text:
            return
        bar = scaled(_BAR_PX)
        words = cell.adjusted(0, 0, 0, -bar - scaled(4))
        painter.setPen(QColor(COLOURS.text))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        paint_bar(painter, QRectF(cell.left(), cell.bottom() - bar - scaled(5), cell.width(), bar), row)


class DueDelegate(_RowDelegate):
    """The day something is due, in words; what is over stands in red, what is soon in amber.

    words, soon: told the row, which has `days_overdue`.
    """

    def __init__(self, table: TableView[Any], words: Callable[[Any], str], soon: Callable[[Any], bool]) -> None:
        super().__init__(table)
        self._words, self._soon = words, soon

    def paint_row(self, painter: QPainter, cell: QRectF, row: Any, text: str) -> None:
        colour = COLOURS.bad if row.days_overdue else COLOURS.warning if self._soon(row) else COLOURS.text
        font = QFont(painter.font())
        font.setBold(colour != COLOURS.text)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(cell, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words(row) or text)
