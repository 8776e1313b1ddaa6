# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that finds people, rooms, activities and certificates while somebody types, in a list below it.

Serves the search above the pages and the fields of forms that want a person or a dwelling. Imports Qt, core's
search and kit only.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hongyun_desktop.core.search import Hit, search
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages import kind_word
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.theme import COLOURS, em, row_height_px

Index = QModelIndex | QPersistentModelIndex
DEBOUNCE_MS = 120
_SHOWN_ROWS = 9


class _Hits(QAbstractListModel):
    """The hits; where there are none, one line that says so and can't be chosen."""

    def __init__(self, privacy: Privacy, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()
        self._privacy = privacy

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else max(len(self.hits), 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        if not self.hits:
            return _("没有找到。试试姓名、拼音首字母、房号或电话后四位。")
        hit = self.hits[index.row()]
        return self._privacy.hide(hit.text) if hit.kind in ("resident", "certificate") else hit.text

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.hits else Qt.ItemFlag.ItemIsEnabled

    def kind(self, place: int) -> str:
        """The Chinese word for what a hit is."""
        return kind_word(self.hits[place].kind) if self.hits else ""


class _HitDelegate(QStyledItemDelegate):
    """The hit's text, and at the right what it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(COLOURS.tint_strong))
        model = index.model()
        assert isinstance(model, _Hits)
        inside = rect.adjusted(12, 0, -12, 0)
        painter.setPen(QColor(COLOURS.text_faint))
        small = QFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        small.setPixelSize(round(small.pixelSize() * 0.87))
        painter.setFont(small)
        word = model.kind(index.row())
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        painter.setFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        painter.setPen(QColor(COLOURS.text if model.hits else COLOURS.text_soft))
        room = inside.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(word) - 16, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class SearchBox(QLineEdit):
    """The field and its list; `picked` tells the hit that was chosen.

    kinds: which kinds are offered; None for all. keep: the chosen text stays in the field.
    """

    picked = Signal(object)

    def __init__(
        self, store: Store, privacy: Privacy, kinds: Sequence[str] | None = None, parent: QWidget | None = None,
        *, keep: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._store, self._kinds, self._keep = store, kinds, keep
        self._glass = QAction(icon("search", COLOURS.text_faint), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self._hits = _Hits(privacy, self)
        self.list.setModel(self._hits)
        self.list.hide()
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self.search_now)
        self.textEdited.connect(lambda _text: self._pause.start())

    def search_now(self) -> None:
        """Look for what stands in the field and show it."""
        self._pause.stop()
        hits = search(self._store, self.text())
        if self._kinds is not None:
            hits = tuple(hit for hit in hits if hit.kind in self._kinds)
        self._hits.show(hits)
        if not self.text().strip():
            self.list.hide()
            return
        self._place_list()
        if hits:
            self.list.setCurrentIndex(self._hits.index(0))

    def _place_list(self) -> None:
        window = self.window()
        if self.list.parentWidget() is not window:
            self.list.setParent(window)
        row = round(row_height_px() * 0.9)
        self.list.setStyleSheet(f"QListView::item {{ height: {row}px; }}")
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        width = max(self.width(), em(self, 24))
        height = row * min(self._hits.rowCount(), _SHOWN_ROWS) + 6
        left = min(corner.x(), max(0, window.width() - width - 8))
        below, above = window.height() - corner.y() - 8, corner.y() - self.height() - 12
        if below < height and above > below:
            height = min(height, above)
            self.list.setGeometry(left, corner.y() - self.height() - 4 - height, width, height)
        else:
            self.list.setGeometry(left, corner.y(), width, min(height, below))
        self.list.show()
        self.list.raise_()

    def _pick(self, place: int) -> None:
        if not self._hits.hits:
            return
        hit = self._hits.hits[place]
        self.list.hide()
        self.setText(hit.text if self._keep else "")
        self.picked.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self.search_now()
            if self.list.isVisible() and self.list.currentIndex().isValid():
                self._pick(self.list.currentIndex().row())
                return
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.list.isVisible():
            self._move({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}.get(Qt.Key(key), -8))
            return
        elif key == Qt.Key.Key_Escape and self.list.isVisible():
            self.list.hide()
            return
        super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        place = min(max(self.list.currentIndex().row() + by, 0), self._hits.rowCount() - 1)
        self.list.setCurrentIndex(self._hits.index(place))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()

    def event(self, event: QEvent) -> bool:
        # Esc closes the list first; a dialog around must not take it.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.list.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)
