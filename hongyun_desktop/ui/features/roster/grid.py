# SPDX-License-Identifier: GPL-3.0-or-later
"""楼栋图: a building painted as floors × units × rooms, driven by mouse and keyboard. Knows no store.

Unit headings and floor numbers stay in sight while it scrolls. Colour is never alone: each room has its letter.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from hongyun_desktop.core.roster.picture import BuildingPicture, Room
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster.grid_measures import EDGE_PX, GAP_PX, measure
from hongyun_desktop.ui.features.roster.walking import end_room, next_room
from hongyun_desktop.ui.kit.fade import Fade, high_px
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.theme import COLOURS, OCCUPANCY_COLOURS, scaled

_FAINT = 0.3
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (0, -5),
    Qt.Key.Key_PageDown: (0, 5),
}


class BuildingGrid(QAbstractScrollArea):
    """The picture. chosen: the room that a click or a key went to; opened: Enter or a double click on a room."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._picture = BuildingPicture("", (), (), ())
        self._fitting: frozenset[int] | None = None
        self._at: dict[tuple[int, int], Room] = {}
        self.current: Room | None = None
        self._hovered: Room | None = None
        self._small = self._bold = QFont(self.font())
        self._measures = measure(self._picture, self.font(), self._small, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("楼栋图"))
        Fade(self)
        privacy.changed.connect(self._on_privacy)

    def _on_privacy(self, _on: bool) -> None:
        self.viewport().update()

    def show_picture(self, picture: BuildingPicture, fitting: frozenset[int] | None) -> None:
        """Show a building; rooms of dwellings that are not fitting are faint (None: all fit)."""
        kept = self.current.dwelling_id if self.current else None
        if picture.building != self._picture.building:
            self.verticalScrollBar().setValue(0)
        self._picture, self._fitting = picture, fitting
        self._at = {(room.row, room.column): room for room in picture.rooms}
        self._hovered = None
        self.current = self.room_of(kept)
        self._measure()

    def room_of(self, dwelling_id: int | None) -> Room | None:
        """The room of a dwelling in this picture."""
        return next((room for room in self._picture.rooms if room.dwelling_id == dwelling_id), None)

    def select(self, dwelling_id: int | None) -> None:
        """Mark a dwelling without telling anybody, and bring it into view."""
        self.current = self.room_of(dwelling_id)
        if self.current is not None:
            self._bring_into_view(self.current)
        self.viewport().update()

    # --- measures

    def _measure(self) -> None:
        self._small, self._bold = QFont(self.font()), QFont(self.font())
        self._small.setPixelSize(max(12, round(self.font().pixelSize() * 0.87)))
        self._bold.setBold(True)
        self._measures = measure(self._picture, self.font(), self._small, self.viewport().width())
        self._set_bars()
        self.viewport().update()

    def _set_bars(self) -> None:
        page = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), self._measures.wide, page.width()),
            (self.verticalScrollBar(), self._measures.high, page.height()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(self._measures.cell_height + GAP_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if self.current is not None:
            self._bring_into_view(self.current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _left_of(self, column: int) -> int:
        return self._measures.left_of(column) - self.horizontalScrollBar().value()

    def _top_of(self, row: int) -> int:
        return self._measures.top_of(row) - self.verticalScrollBar().value()

    def rect_of(self, room: Room) -> QRect:
        """Where a room is painted on the viewport now."""
        return QRect(
            self._left_of(room.column), self._top_of(room.row), self._measures.cell_width, self._measures.cell_height
        )

    def _room_at(self, place: QPoint) -> Room | None:
        if place.y() < self._measures.head_height or place.x() < self._measures.label_width:
            return None
        row = (place.y() - self._top_of(0)) // (self._measures.cell_height + GAP_PX)
        in_row = (room for (each, _column), room in self._at.items() if each == row)
        return next((room for room in in_row if self.rect_of(room).contains(place)), None)

    def _bring_into_view(self, room: Room) -> None:
        rect, page = self.rect_of(room), self.viewport().rect()
        page.setTop(self._measures.head_height)
        page.setLeft(self._measures.label_width)
        page.setBottom(page.bottom() - high_px())
        for bar, low, high, first, last in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), page.top(), page.bottom()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), page.left(), page.right()),
        ):
            if low < first:
                bar.setValue(bar.value() + low - first - EDGE_PX)
            elif high > last:
                bar.setValue(bar.value() + high - last + EDGE_PX)

    # --- mouse and keys

    def _choose(self, room: Room | None) -> None:
        if room is None:
            return
        self.current = room
        self.setAccessibleDescription(self._told(room))
        self._bring_into_view(room)
        self.viewport().update()
        self.chosen.emit(room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(end_room(self._picture, None if whole else self.current, last=key == Qt.Key.Key_End))
        elif key in _STEPS:
            self._choose(next_room(self._picture, self.current, *_STEPS[key]))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._room_at(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        room = self._room_at(event.position().toPoint())
        if room is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(room)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        room = self._room_at(event.position().toPoint())
        if room is not self._hovered:
            self._hovered = room
            shape = Qt.CursorShape.PointingHandCursor if room else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._hovered is not None:
            self._hovered = None
            self.viewport().update()
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            room = self._room_at(event.pos())
            if room is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._told(room), self.viewport(), self.rect_of(room))
            return True
        return super().viewportEvent(event)

    def _told(self, room: Room) -> str:
        head = _("\n户主：{name}").format(name=self._privacy.hide(room.head)) if room.head else ""
        people = _("{count}人").format(count=room.people) if room.people else _("没有登记住户")
        return f"{room.address.full} · {OCCUPANCY_WORDS[room.occupancy]} · {people}{head}"

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self.viewport().rect()
        painter.setClipRect(page.adjusted(self._measures.label_width, self._measures.head_height - EDGE_PX, 0, 0))
        for room in self._picture.rooms:
            if self.rect_of(room).adjusted(-3, -3, 3, 3).intersects(page):
                self._paint_room(painter, room)
        painter.setOpacity(1)
        self._paint_units(painter, page)
        self._paint_floors(painter, page)
        painter.setClipping(False)
        if self.hasFocus() and self.current is None:
            painter.setPen(QPen(QColor(COLOURS.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(page.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_room(self, painter: QPainter, room: Room) -> None:
        shade, rect = OCCUPANCY_COLOURS[room.occupancy], self.rect_of(room)
        painter.setOpacity(1 if self._fitting is None or room.dwelling_id in self._fitting else _FAINT)
        painter.setPen(self._frame(room, shade.ink))
        painter.setBrush(QColor(shade.ground))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.ink))
        painter.drawRoundedRect(QRectF(rect.x() + 6, rect.y() + 8, 4, rect.height() - 16), 2, 2)
        self._write_room(painter, room, rect.adjusted(scaled(16), 0, -scaled(8), 0))

    def _frame(self, room: Room, ink: str) -> QPen | Qt.PenStyle:
        if room is self.current:
            return QPen(QColor(COLOURS.primary), 3 if self.hasFocus() else 2)
        return QPen(QColor(ink), 1.4) if room is self._hovered else Qt.PenStyle.NoPen

    def _write_room(self, painter: QPainter, room: Room, inside: QRect) -> None:
        large, small = QFontMetrics(self._bold), QFontMetrics(self._small)
        shade = OCCUPANCY_COLOURS[room.occupancy]
        top = inside.y() + (inside.height() - large.height() - small.height()) // 2
        upper = QRect(inside.x(), top, inside.width(), large.height())
        lower = QRect(inside.x(), top + large.height(), inside.width(), small.height())
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(self._bold)
        painter.setPen(QColor(COLOURS.text))
        painter.drawText(upper, left | Qt.AlignmentFlag.AlignVCenter, room.address.room)
        painter.setFont(self._small)
        painter.setPen(QColor(shade.ink))
        painter.drawText(upper, right | Qt.AlignmentFlag.AlignVCenter, shade.letter)
        painter.setPen(QColor(COLOURS.text_soft))
        count = str(room.people) if room.people else ""
        painter.drawText(lower, right | Qt.AlignmentFlag.AlignVCenter, count)
        name = self._privacy.hide(room.head) or OCCUPANCY_WORDS[room.occupancy]
        free = lower.width() - (small.horizontalAdvance(count) + scaled(6) if count else 0)
        painter.drawText(
            lower,
            left | Qt.AlignmentFlag.AlignVCenter,
            small.elidedText(name, Qt.TextElideMode.ElideRight, free),
        )

    def _paint_units(self, painter: QPainter, page: QRect) -> None:
        painter.setClipRect(page.adjusted(self._measures.label_width, 0, 0, 0))
        painter.setFont(self._bold)
        for span in self._picture.units:
            left, right = self._left_of(span.first), self._left_of(span.end - 1) + self._measures.cell_width
            plate = QRect(left, 0, right - left, self._measures.head_height - 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(COLOURS.grey_ground))
            painter.drawRoundedRect(plate, 6, 6)
            painter.setPen(QColor(COLOURS.text_soft))
            # The word stays in sight where the unit reaches beyond the edge.
            shown = plate.intersected(page.adjusted(self._measures.label_width, 0, 0, 0))
            painter.drawText(shown, Qt.AlignmentFlag.AlignCenter, _("{code}单元").format(code=span.code))

    def _paint_floors(self, painter: QPainter, page: QRect) -> None:
        painter.setClipRect(QRect(0, self._measures.head_height - EDGE_PX, self._measures.label_width, page.height()))
        painter.setFont(self.font())
        painter.setPen(QColor(COLOURS.text_faint))
        for row, floor in enumerate(self._picture.floors):
            text = _("其他") if floor is None else _("{floor}层").format(floor=floor)
            if row and floor is None and self._picture.floors[row - 1] is None:
                text = ""
            place = QRect(0, self._top_of(row), self._measures.label_width - scaled(6), self._measures.cell_height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
