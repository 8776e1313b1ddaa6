# SPDX-License-Identifier: GPL-3.0-or-later
"""Tabs at the left with upright text and icons; a narrow window keeps the icons only. Imports Qt and theme only."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QTabWidget, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.theme import COLOURS, base_px, em, scaled

_ICON_PX = 22


class SideBar(QTabBar):
    """Qt's tabs at the west side would turn their text; these are painted upright."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_names: list[str] = []
        self.compact = False
        self._measured: tuple[tuple[bool, int, int], QSize] | None = None
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("各页"))

    def tabSizeHint(self, index: int) -> QSize:
        # All alike, and asked for a hundred times before the window stands. The font follows the type size later.
        for_what = self.compact, base_px(), self.font().pixelSize()
        if self._measured is None or self._measured[0] != for_what:
            width = scaled(68) if self.compact else em(self, 6) + scaled(90)
            self._measured = for_what, QSize(width, round(scaled(15) * 3.25))
        return self._measured[1]

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        tab = self.tabSizeHint(0)
        return QSize(tab.width(), tab.height() * self.count())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for number in range(self.count()):
            self._paint_tab(painter, number, hovered=number == hovered)

    def _paint_tab(self, painter: QPainter, number: int, *, hovered: bool) -> None:
        chosen = number == self.currentIndex()
        box = QRectF(self.tabRect(number)).adjusted(10, 2, -10, -2)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(COLOURS.bar_selected if chosen else COLOURS.bar_hover))
            painter.drawRoundedRect(box, 6, 6)
        if chosen and self.hasFocus():
            pen = painter.pen()
            pen.setColor(QColor(COLOURS.bar_focus))
            pen.setWidth(2)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        ink = COLOURS.surface if chosen else COLOURS.bar_text
        size = scaled(_ICON_PX)
        left = box.center().x() - size / 2 if self.compact else box.left() + scaled(16)
        place = QPoint(round(left), round(box.center().y() - size / 2))
        painter.drawPixmap(place, pixmap(self.icon_names[number], ink, size))
        if not self.compact:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.Bold if chosen else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            words = QRect(round(left) + size + scaled(10), round(box.top()), round(box.width()), round(box.height()))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.tabText(number))


class SideTabs(QTabWidget):
    """A QTabWidget whose bar is ours, at the left, with the program's name above it.

    `set_top` puts a widget above all pages, at the right of the bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("features")
        self.bar = SideBar()
        self.setTabBar(self.bar)
        self.setTabPosition(QTabWidget.TabPosition.West)
        self.setDocumentMode(True)
        self._top: QWidget | None = None
        self._name = QLabel(_("鸿运桌面"), self)
        self._name.setObjectName("logo")

    def set_top(self, top: QWidget) -> None:
        """Put a widget above all pages."""
        self._top = top
        top.setParent(self)
        # Before the pages in the order of Tab, as it is to the eye.
        top.lower()
        self._settle()

    def add_page(self, page: QWidget, title: str, icon_name: str, tip: str) -> int:
        """Add a tab at the end."""
        self.bar.icon_names.append(icon_name)
        number = self.addTab(page, title)
        self.setTabToolTip(number, tip)
        return number

    def set_compact(self, compact: bool) -> None:
        """Icons only, or icons and words."""
        if compact != self.bar.compact:
            self.bar.compact = compact
            self.refit()

    def refit(self) -> None:
        """Measure the bar anew, as after a change of type size."""
        # Qt keeps the tabs' sizes until one of them changes.
        for number in range(self.count()):
            self.bar.setTabText(number, self.bar.tabText(number))
        self.setTabPosition(QTabWidget.TabPosition.East)
        self.setTabPosition(QTabWidget.TabPosition.West)
        self._settle()

    # Qt would lay out the bar and the pages first, each time: a page would be measured twice, and painted twice.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
            return QWidget.event(self, event)
        return super().event(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._settle()

    def showEvent(self, _event: QShowEvent) -> None:
        self._settle()

    def _settle(self) -> None:
        """Give the bar, what is above the pages, and the pages their places."""
        width = self.bar.tabSizeHint(0).width()
        height = self._top.sizeHint().height() if self._top else 0
        if self._top is not None:
            self._top.setGeometry(width, 0, self.width() - width, height)
        self.bar.setGeometry(0, scaled(10 if self.bar.compact else 62), width, self.bar.sizeHint().height())
        self._name.setVisible(not self.bar.compact)
        self._name.setGeometry(scaled(26), 0, width - scaled(26), scaled(60))
        pages = self.findChild(QStackedWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(pages, QStackedWidget):
            pages.setGeometry(width, height, self.width() - width, self.height() - height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS.bar))
        painter.drawRect(0, 0, self.bar.tabSizeHint(0).width(), self.height())
