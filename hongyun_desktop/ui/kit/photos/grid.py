# SPDX-License-Identifier: GPL-3.0-or-later
"""One group of small photos: chosen by keys or mouse, as many in a row as fit. Knows no feature.

Only what is seen is asked of `Thumbnails`, so that a group of hundreds opens as fast as one of three.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hongyun_desktop.core.photos.rules import PhotoRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import icons
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos.thumbnails import Thumbnails
from hongyun_desktop.ui.kit.theme import COLOURS, em, scaled

_ROW = Qt.ItemDataRole.UserRole
_WIDTH_EM, _SHAPE = 7.6, 0.75
_MOST_ROWS = 3
_GAP_PX = 4


class PhotoGrid(QListWidget):
    """The photos of one group; `opened` and `removed` tell one by its place, `dropped` the files that were let go.

    may_take: whether files may be dropped here. pasted: Ctrl+V.
    """

    opened = Signal(int)
    removed = Signal(int)
    dropped = Signal(list)
    pasted = Signal()

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails = desk, Thumbnails.of(desk)
        self.may_take = True
        self.setAccessibleName(name)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Painter(desk, self._thumbnails, self))
        self.setAcceptDrops(True)
        self.itemActivated.connect(lambda item: self.opened.emit(self.row(item)))
        # Bound: thumbnails and F9 outlive the grid.
        self._thumbnails.ready.connect(self._paint_anew)
        desk.privacy.changed.connect(self._paint_anew)

    def _paint_anew(self, _told: object) -> None:
        self.viewport().update()

    def show_photos(self, rows: Sequence[PhotoRow]) -> None:
        """Show these; the place chosen stays where it was as far as there are so many."""
        place = self.currentRow()
        self.clear()
        self.setGridSize(cell_size(self))
        for row in rows:
            item = QListWidgetItem()
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.caption or _("照片"))
            self.addItem(item)
        if rows:
            self.setCurrentRow(min(max(place, 0), len(rows) - 1))
        self._fit()

    def _fit(self) -> None:
        cell = self.gridSize()
        # Of the whole width: measured beside a bar that comes and goes, the height would never settle.
        columns = max(self.width() // max(cell.width(), 1), 1)
        rows = -(-self.count() // columns)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if rows > _MOST_ROWS else policy.ScrollBarAlwaysOff)
        self.setFixedHeight(max(min(rows, _MOST_ROWS), 0) * cell.height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removed.emit(self.currentRow())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.may_take and files_in(event.mimeData()):
            take_a_copy(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        take_a_copy(event)
        self.dropped.emit(files_in(event.mimeData()))


def cell_size(widget: QWidget) -> QSize:
    """How large one photo stands in a group."""
    width = em(widget, _WIDTH_EM)
    return QSize(width, round(width * _SHAPE))


def take_a_copy(event: QDropEvent) -> None:
    """Accept what is dropped and leave it where it is: told of a move, a file manager may take its own away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def files_in(data: object) -> list[Path]:
    """The files of this computer among what was dropped or copied."""
    urls = data.urls() if data is not None and data.hasUrls() else []  # pyright: ignore[reportAttributeAccessIssue]
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class _Painter(QStyledItemDelegate):
    """Paints a photo cut to its cell, or that it is still being made, can't be shown, or is hidden by F9."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails, self._grid = desk, thumbnails, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return cell_size(self._grid)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect.adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, -_GAP_PX)  # pyright: ignore[reportAttributeAccessIssue]
        row: PhotoRow = index.data(_ROW)
        picture = None if self._desk.privacy.on else self._thumbnails.pixmap(row.sha256, row.suffix)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(rect, QColor(COLOURS.grey_ground))
        if picture is not None and not picture.isNull():
            painter.drawPixmap(rect, picture, _middle(picture.size(), rect.size()))
        else:
            self._say(painter, rect, failed=picture is not None)
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        # Each group has one chosen: only where keys go it is to be seen.
        if state & QStyle.StateFlag.State_Selected and self._grid.hasFocus():
            painter.setPen(QColor(COLOURS.primary))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _say(self, painter: QPainter, rect: QRect, *, failed: bool) -> None:
        name = "eye-off" if self._desk.privacy.on else "triangle-alert" if failed else "image"
        side = scaled(24)
        sign = icons.pixmap(name, COLOURS.bad if failed and not self._desk.privacy.on else COLOURS.text_faint, side)
        painter.drawPixmap(rect.center().x() - side // 2, rect.center().y() - side // 2, sign)


def _middle(picture: QSize, cell: QSize) -> QRect:
    """The part of a picture that fills a cell without being stretched."""
    kept = cell.scaled(picture, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (picture.width() - kept.width()) // 2, (picture.height() - kept.height()) // 2
    return QRect(left, top, kept.width(), kept.height())
