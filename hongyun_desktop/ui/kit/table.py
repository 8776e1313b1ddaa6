# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables: declared columns over ids and pages of rows that are fetched as they come into view.

Knows no feature; sorting and filtering are the query's work (`core.listing`). Imports Qt, kit and
core rules only.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from hongyun_desktop.core.listing import Window
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.pills import PillDelegate
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table_rows import Column, WindowModel

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_LEAST_LAST_EM = 7.0
_CELL_PADDING_PX, _TITLE_PADDING_PX = 24, 15


@frozen
class TablePlace:
    """Who is selected, and the row at the upper edge; None where the table stands at its top."""

    selected: tuple[int, ...]
    top_id: int | None


class TableView(QTableView, Generic[Row]):
    """A table whose selection follows ids, not places.

    lines: how many lines of text a row has room for. tight: lower rows, for a panel beside something.
    chosen: the selected row or None. activated_row: Enter or a double click on a row. sorted: column key, descending.
    """

    chosen = Signal(object)
    activated_row = Signal(object)
    sorted = Signal(str, bool)

    def __init__(
        self, columns: Sequence[Column[Row]], privacy: Privacy, parent: QWidget | None = None, *, multi: bool = False,
        lines: int = 1, tight: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._lines, self._tight = lines, tight
        self.rows: WindowModel[Row] = WindowModel(columns, privacy, self)
        # Asked with the number of rows before they go to the clipboard, from where they leave the program.
        self.copying: Callable[[int], bool] = lambda _count: True
        self.setModel(self.rows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setMinimumHeight(theme.row_height_px() * 3)
        self._set_up_header()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.selected_row()))
        self.activated.connect(lambda index: self._activate(index.row()))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._on_header)
        for number, column in enumerate(self.rows.columns):
            if column.chips is not None:
                self.setItemDelegateForColumn(number, PillDelegate(self))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._sort: tuple[str, bool] = ("", False)
        self._left_out: frozenset[str] = frozenset()
        self.fit()

    def show_window(self, window: Window[Row]) -> None:
        """Show other rows; whoever was selected stays selected if still there."""
        kept = self.selected_ids()
        self.rows.show(window)
        places = self.rows.places_of(kept)
        for place in places:
            self._select(place, clear=False)
        if places:
            self.scrollTo(self.rows.index(places[0], 0))
        elif kept:
            self.chosen.emit(None)

    def fit_to(self, columns: Sequence[Column[Row]]) -> None:
        """Take the same columns with other widths."""
        self.rows.columns = tuple(columns)
        self.fit()

    def place(self) -> TablePlace:
        """Where the table stands."""
        upper = self.rowAt(0)
        return TablePlace(tuple(self.selected_ids()), self.rows.id_at(upper) if upper > 0 else None)

    def take_place(self, place: TablePlace) -> None:
        """Stand as another table of the same rows did; rows that are gone are let go."""
        for row_id in place.selected[:1]:
            self.select_id(row_id)
        upper = None if place.top_id is None else self.rows.place_of(place.top_id)
        if upper is not None:
            self.updateGeometries()
            self.scrollTo(self.rows.index(upper, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def select_id(self, row_id: int) -> bool:
        """Select the row of an id and bring it into view; whether it is there."""
        place = self.rows.place_of(row_id)
        if place is None:
            return False
        self._select(place, clear=True)
        self.scrollTo(self.rows.index(place, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def _select(self, place: int, *, clear: bool) -> None:
        flag = QItemSelectionModel.SelectionFlag
        how = (flag.ClearAndSelect if clear else flag.Select) | flag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(place, 0), how)

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.id_at(place) for place in places if place < self.rows.rowCount()]

    def selected_rows(self) -> list[Row]:
        """The selected rows, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [row for place in places if (row := self.rows.row_at(place)) is not None]

    def selected_row(self) -> Row | None:
        """The first selected row, or None."""
        return next(iter(self.selected_rows()), None)

    def _activate(self, place: int) -> None:
        if (row := self.rows.row_at(place)) is not None:
            self.activated_row.emit(row)

    def _on_header(self, number: int) -> None:
        key = self.rows.columns[number].sort
        if not key:
            return
        self.show_sort(key, descending=self._sort[0] == key and not self._sort[1])
        self.sorted.emit(*self._sort)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Mark the column by which the rows are sorted; none for an empty key."""
        self._sort = key, descending
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        number = next((n for n, column in enumerate(self.rows.columns) if key and column.sort == key), -1)
        self.horizontalHeader().setSortIndicatorShown(number >= 0)
        self.horizontalHeader().setSortIndicator(number, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            # Qt leaves Enter to the platform; here it opens the row everywhere.
            self._activate(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        if not self.copying(len(self.selectionModel().selectedRows())):
            return
        shown = [number for number in range(len(self.rows.columns)) if not self.isColumnHidden(number)]
        lines = [
            "\t".join(str(self.rows.index(index.row(), number).data() or "") for number in shown)
            for index in sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give columns their widths at the type size in force; the least important go where the table is narrow."""
        more_px = (self._lines - 1) * self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(theme.row_height_px(tight=self._tight) + more_px)
        han_px = theme.han_px(self)
        widths = [_width_of(column, han_px) for column in self.rows.columns]
        shown = self._fitting(widths)
        stretched = max((n for n in shown if self.rows.columns[n].width is None), default=shown[-1])
        header = self.horizontalHeader()
        if self.rows.columns[stretched].width is not None:
            # Nobody asks for what is left: all share it, else the last one would stand in a wide blank.
            share = max(1.0, self._room_px() / sum(widths[n] for n in shown))
            widths = [int(width * share) for width in widths]
        for number, width in enumerate(widths):
            self.setColumnHidden(number, number not in shown)
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, mode.Stretch if number == stretched else mode.Interactive)
            if number != stretched:
                self.setColumnWidth(number, width)

    def _room_px(self) -> int:
        # As wide as the viewport. To hand out a viewport Python has to know every kind of widget: a tenth of a start.
        return self.horizontalHeader().width()

    def leave_out(self, *titles: str) -> None:
        """Show all columns but those of these titles, which have nothing to say now."""
        self._left_out = frozenset(titles)
        self.fit()

    def _fitting(self, widths: Sequence[int]) -> list[int]:
        shown = [number for number, column in enumerate(self.rows.columns) if column.title not in self._left_out]
        columns = self.rows.columns
        for number in sorted((n for n in shown if columns[n].priority), key=lambda n: columns[n].priority):
            if sum(widths[n] for n in shown) <= self._room_px() or not self.isVisible():
                break
            shown.remove(number)
        return shown


def _width_of(column: Column[Any], han_px: float) -> int:
    """What a column asks for; never less than its title takes."""
    wanted = han_px * (column.width if column.width is not None else _LEAST_LAST_EM) + theme.scaled(_CELL_PADDING_PX)
    return round(max(wanted, han_px * len(column.title) + 2 * theme.scaled(_TITLE_PADDING_PX)))


class WholeRows(QWidget):
    """Gives a table room for whole rows only: none is cut at the lower edge."""

    def __init__(self, table: TableView[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table, 1)
        column.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        table = self._table
        around_px = table.horizontalHeader().height() + 2 * table.frameWidth()
        row_px = table.verticalHeader().defaultSectionSize()
        rows = max((self.height() - around_px) // row_px, 1)
        table.setMaximumHeight(around_px + rows * row_px)
