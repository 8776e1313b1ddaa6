# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of people on an open list, worked by keys: states by 1 2 3 and Space, hours by typing or + −, Delete.

Knows no database; its rows come from `attendance_rows`.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.attendance_rows import (
    DWELLING,
    HOURS,
    NAME,
    POINTS,
    STATE,
    AttendanceRows,
)
from hongyun_desktop.ui.features.points.attendance_words import STATE_WORDS
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.pills import PillDelegate

_STATE_KEYS = {
    Qt.Key.Key_1: Attending.SIGNED_UP,
    Qt.Key.Key_2: Attending.CAME,
    Qt.Key.Key_3: Attending.ABSENT,
}
_NEXT = {
    Attending.SIGNED_UP: Attending.CAME,
    Attending.CAME: Attending.ABSENT,
    Attending.ABSENT: Attending.SIGNED_UP,
}
_STEPS = {Qt.Key.Key_Plus: 30, Qt.Key.Key_Equal: 30, Qt.Key.Key_Minus: -30}
_WIDTHS_EM = {NAME: 9.0, HOURS: 3.5, STATE: 5.0, POINTS: 5.0}
_PADDING_PX = 24


class AttendanceList(QTableView):
    """The list; kept_credited tells how many chosen lines stay because they were credited."""

    kept_credited = Signal(int)

    def __init__(self, rows: AttendanceRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName(_("名单"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setItemDelegateForColumn(STATE, PillDelegate(self))
        self.setMinimumHeight(theme.row_height_px() * 2)
        self.clicked.connect(self._on_clicked)
        self.fit()

    def fit(self) -> None:
        """Give columns their widths at the type size in force."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height_px())
        header = self.horizontalHeader()
        header.setSectionResizeMode(DWELLING, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS_EM.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, theme.em(self, width) + _PADDING_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def chosen_places(self) -> list[int]:
        """The places of the selected lines, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, places: list[int]) -> None:
        """Select lines and bring the last of them into view."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().clearSelection()
        for place in places:
            self.selectionModel().setCurrentIndex(self.rows.index(place, STATE), flag.Select | flag.Rows)
        if places:
            self.scrollTo(self.rows.index(places[-1], STATE))

    def remove_chosen(self) -> None:
        """Take the selected lines off; the line that moves up is selected next."""
        places = self.chosen_places()
        if not places:
            return
        kept = self.rows.remove(places)
        if kept:
            self.kept_credited.emit(kept)
        elif self.rows.lines:
            self.choose([min(places[0], len(self.rows.lines) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places, key = self.chosen_places(), Qt.Key(event.key())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        # What an open editor does not take, such as its Enter, comes here too.
        if not plain or not places or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_chosen()
        elif key == Qt.Key.Key_Space:
            self.rows.set_state(places, _NEXT[self.rows.lines[places[0]].state])
        elif key in _STATE_KEYS and self.currentIndex().column() != HOURS:
            self.rows.set_state(places, _STATE_KEYS[key])
        elif key in _STEPS:
            self.rows.add_minutes(places, _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.rows.index(places[0], HOURS))
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the hours of the next line, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(below, flag.ClearAndSelect | flag.Rows)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == STATE and not self.rows.lines[index.row()].locked:
            self.state_menu().popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def state_menu(self) -> QMenu:
        """The three states for the selected lines."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, state in enumerate(_STATE_KEYS.values(), 1):
            item = menu.addAction(f"{STATE_WORDS[state]}　{number}")
            item.triggered.connect(lambda _checked=False, state=state: self.rows.set_state(self.chosen_places(), state))
        return menu
