# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a PDF under one another, as sheets on a desk. Imports Qt, the theme and the pictures of pages."""

from bisect import bisect_right
from collections import OrderedDict
from enum import Enum, auto

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from hongyun_desktop.ui.kit.pdf_pages import POINTS_PER_INCH, PagePainter, PdfPages
from hongyun_desktop.ui.kit.theme import COLOURS

_GAP_PX = 18
_KEPT_PICTURES = 6
_STEP = 1.25
_LEAST_DPI, _MOST_DPI = 18.0, 320.0
_PLAUSIBLE_DPI = (60.0, 400.0)
_SHADOW = ((1, 26), (2, 16), (3, 9), (4, 4))


class Zoom(Enum):
    """How large pages are shown: the whole page in view, as large as on paper, or as somebody likes."""

    WHOLE_PAGE = auto()
    ACTUAL_SIZE = auto()
    FREE = auto()


class PagesView(QAbstractScrollArea):
    """Shows the pages; `page_changed` tells the one in view (counted from 0), `zoom_changed` the new scale."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._painter = PagePainter(pages, self)
        self._painter.only_while(self._is_wanted)
        self._painter.painted.connect(self._keep)
        self._pictures: OrderedDict[int, tuple[float, QPixmap]] = OrderedDict()
        self._rects: list[QRect] = []
        self._shown: tuple[int, ...] = ()
        self._page = 0
        self.zoom = Zoom.WHOLE_PAGE
        self._dpi = POINTS_PER_INCH
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def page(self) -> int:
        """The page in view, counted from 0."""
        return self._page

    @property
    def dots_per_inch(self) -> float:
        """The scale in force."""
        return self._dpi

    def go(self, page: int) -> None:
        """Bring a page into view; one that is not there means the nearest."""
        self._page = min(max(page, 0), len(self._pages.sizes) - 1)
        if self.zoom is Zoom.WHOLE_PAGE:
            self._lay_out()
        self._scroll_to_page()
        self.page_changed.emit(self._page)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the whole page, or pages as large as on paper."""
        self.zoom = zoom
        self._lay_out()
        self._scroll_to_page()
        self.zoom_changed.emit()

    def zoom_by_steps(self, steps: int) -> None:
        """Larger (steps above 0) or smaller."""
        self._dpi = min(max(self._dpi * _STEP**steps, _LEAST_DPI), _MOST_DPI)
        self.set_zoom(Zoom.FREE)

    def all_painted(self) -> bool:
        """Whether every page in view has its picture at the scale in force."""
        return all(self._has(index) for index in self._in_view())

    def take(self, index: int, dots_per_inch: float, picture: QImage) -> None:
        """Keep a picture that was made elsewhere."""
        self._keep(index, dots_per_inch, picture)

    def close_pages(self) -> None:
        """Stop making pictures; to be called before the pages are closed."""
        self._painter.close()

    def screen_dpi(self) -> float:
        """Logical pixels in an inch of this screen; screens that tell nonsense count as Qt's usual."""
        told = self.screen().physicalDotsPerInch()
        return told if _PLAUSIBLE_DPI[0] <= told <= _PLAUSIBLE_DPI[1] else self.screen().logicalDotsPerInch()

    # measures

    def _wanted_dpi(self) -> float:
        if self.zoom is Zoom.ACTUAL_SIZE:
            return self.screen_dpi()
        if self.zoom is Zoom.FREE:
            return self._dpi
        size, room = self._pages.sizes[self._page], self.viewport().size()
        across = (room.width() - 2 * _GAP_PX) / size.width_pt
        down = (room.height() - 2 * _GAP_PX) / size.height_pt
        return min(max(min(across, down) * POINTS_PER_INCH, _LEAST_DPI), _MOST_DPI)

    def _lay_out(self) -> None:
        self._dpi = self._wanted_dpi()
        scale = self._dpi / POINTS_PER_INCH
        widest = round(max(size.width_pt for size in self._pages.sizes) * scale)
        span = max(self.viewport().width(), widest + 2 * _GAP_PX)
        top, self._rects = _GAP_PX, []
        for size in self._pages.sizes:
            width, height = round(size.width_pt * scale), round(size.height_pt * scale)
            self._rects.append(QRect((span - width) // 2, top, width, height))
            top += height + _GAP_PX
        self._set_range(span, top)
        self.viewport().update()

    def _set_range(self, width: int, height: int) -> None:
        room = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            blocked = bar.blockSignals(True)
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(40)
            bar.blockSignals(blocked)
        if width > room.width():
            self.horizontalScrollBar().setValue((width - room.width()) // 2)

    def _scroll_to_page(self) -> None:
        rect = self._rects[self._page]
        spare = max(_GAP_PX, (self.viewport().height() - rect.height()) // 2)
        bar = self.verticalScrollBar()
        blocked = bar.blockSignals(True)
        bar.setValue(rect.top() - spare)
        bar.blockSignals(blocked)
        self.viewport().update()

    def _on_scrolled(self, top: int) -> None:
        middle = top + self.viewport().height() // 2
        page = max(0, bisect_right([rect.top() - _GAP_PX for rect in self._rects], middle) - 1)
        self.viewport().update()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_view(self) -> tuple[int, ...]:
        view = QRect(self._offset(), self.viewport().size())
        return tuple(index for index, rect in enumerate(self._rects) if rect.intersects(view))

    # pictures

    def _picture_dpi(self) -> float:
        return round(self._dpi * self.devicePixelRatioF(), 2)

    def _has(self, index: int) -> bool:
        return index in self._pictures and self._pictures[index][0] == self._picture_dpi()

    def _is_wanted(self, index: int, _dots_per_inch: float) -> bool:
        return index in self._shown

    def _keep(self, index: int, dots_per_inch: float, picture: QImage) -> None:
        if picture.isNull():
            self.viewport().update()
            return
        pixmap = QPixmap.fromImage(picture)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[index] = (dots_per_inch, pixmap)
        self._pictures.move_to_end(index)
        while len(self._pictures) > max(_KEPT_PICTURES, len(self._shown)):
            self._pictures.popitem(last=False)
        self.viewport().update()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(COLOURS.grey_ground))
        self._shown = self._in_view()
        for index in self._shown:
            self._paint_sheet(painter, self._rects[index].translated(-self._offset()), index)
        painter.end()

    def _paint_sheet(self, painter: QPainter, rect: QRect, index: int) -> None:
        for spread, alpha in _SHADOW:
            painter.setPen(QColor(22, 50, 79, alpha))
            painter.drawRect(rect.adjusted(-spread, -spread + 1, spread - 1, spread))
        if index in self._pictures:
            self._pictures.move_to_end(index)
            painter.drawPixmap(rect, self._pictures[index][1])
        else:
            painter.fillRect(rect, QColor(COLOURS.surface))
        if not self._has(index):
            self._painter.ask(index, self._picture_dpi())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        self._scroll_to_page()
        if self.zoom is Zoom.WHOLE_PAGE:
            self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by_steps(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
