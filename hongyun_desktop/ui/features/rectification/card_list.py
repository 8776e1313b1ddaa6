# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of task cards that the keys and the mouse move in. Knows no board."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.ui.features.rectification.board_cards import MIME, CardDelegate, CardModel
from hongyun_desktop.ui.kit.desk import Desk


class CardList(QListView):
    """Cards in a column. dropped: the id of a task that was let fall here. stepped: −1 or +1 by Alt+arrow.

    sideways: −1 or +1, the column that the keys go to. opened: the task to be shown.
    """

    dropped = Signal(int)
    stepped = Signal(int)
    sideways = Signal(int)
    opened = Signal(int)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None, *, dragged: bool = True) -> None:
        super().__init__(parent)
        day = today(desk.store.clock)
        self.cards = CardModel(desk.privacy, day, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(day, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.DragDrop if dragged else mode.NoDragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setTabKeyNavigation(False)
        self.activated.connect(self._on_activated)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.cards.id_at(index.row()))

    def selected_id(self) -> int | None:
        """The task of the card in hand, None where there is none."""
        index = self.currentIndex()
        chosen = index.isValid() and index.row() < self.cards.rowCount() and self.selectionModel().isSelected(index)
        return self.cards.id_at(index.row()) if chosen else None

    def take(self, place: int) -> None:
        """Put the keys on a card."""
        if self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(min(max(place, 0), self.cards.rowCount() - 1), 0))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not way:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(way)
        else:
            self.sideways.emit(way)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take_task(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take_task(event)

    def _take_task(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        data = bytes(event.mimeData().data(MIME).data())
        if not data or event.source() is self:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(int(data))
