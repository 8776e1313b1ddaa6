# SPDX-License-Identifier: GPL-3.0-or-later
"""A table whose rows can be ticked: by a click on the box, or Space for all selected rows. Imports Qt and kit only."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.ground import GroundDelegate
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import COLOURS, scaled

Row = TypeVar("Row")
_BOX_PX, _LEFT_PX = 18, 10


@frozen
class Tick(Generic[Row]):
    """The column of boxes. word: what a tick says; ticked: whether a row is ticked, None where it has no box."""

    title: str
    word: str
    ticked: Callable[[Row], bool | None]
    width: float = 8.0


class _TickDelegate(GroundDelegate):
    """Paints the box and the word beside it."""

    def __init__(self, parent: QWidget, ticked_at: Callable[[int], bool | None]) -> None:
        super().__init__(parent)
        self._ticked_at = ticked_at

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        ticked = self._ticked_at(index.row())
        if ticked is None:
            return
        cell: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(cell.left() + _LEFT_PX, cell.center().y() - scaled(_BOX_PX) / 2, scaled(_BOX_PX), scaled(_BOX_PX))
        _paint_box(painter, box, ticked=ticked)
        painter.setPen(QColor(COLOURS.primary if ticked else COLOURS.text))
        words = QRectF(box.right() + 6, cell.top(), cell.right() - box.right() - 8, cell.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, index.data())
        painter.restore()


def _paint_box(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
    painter.setPen(QPen(QColor(COLOURS.primary if ticked else COLOURS.disabled), 1.5))
    painter.setBrush(QColor(COLOURS.primary if ticked else COLOURS.surface))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        inside = round(box.width() * 0.8)
        corner = QPointF(box.left() + (box.width() - inside) / 2, box.top() + (box.height() - inside) / 2)
        painter.drawPixmap(corner, pixmap("check", COLOURS.surface, inside))


class TickTable(TableView[Row]):
    """A table with a column of boxes at its right; `ticking` tells rows and whether they are to be ticked.

    Whoever owns the rows keeps what is ticked, and calls `repaint_ticks` afterwards.
    """

    ticking = Signal(list, bool)

    def __init__(
        self, columns: Sequence[Column[Row]], tick: Tick[Row], privacy: Privacy, parent: QWidget | None = None
    ) -> None:
        self.tick = tick
        boxes: Column[Row] = Column(
            tick.title, lambda row: None if tick.ticked(row) is None else tick.word, width=tick.width
        )
        super().__init__([*columns, boxes], privacy, parent, multi=True)
        self.tick_column = len(columns)
        self.setItemDelegateForColumn(self.tick_column, _TickDelegate(self, self._ticked_at))
        self.clicked.connect(self._on_clicked)

    def _ticked_at(self, place: int) -> bool | None:
        row = self.rows.row_at(place)
        return None if row is None else self.tick.ticked(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index.row())
        if row is not None and index.column() == self.tick_column:
            self._toggle([row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._toggle(self.selected_rows())
        else:
            super().keyPressEvent(event)

    def _toggle(self, rows: Sequence[Row]) -> None:
        """Tick rows that have a box, or take the ticks away where the first has one."""
        boxed = [row for row in rows if self.tick.ticked(row) is not None]
        if boxed:
            self.ticking.emit(boxed, not self.tick.ticked(boxed[0]))

    def repaint_ticks(self) -> None:
        """Show what is ticked now."""
        self.viewport().update()
