# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables: declared columns over ids and pages of rows that are fetched as they come into view.

Knows no feature; sorting and filtering are the query's work (`core.listing`). Imports Qt and kit only.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hongyun_desktop.core.listing import Window
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.pills import Chip, PillDelegate
from hongyun_desktop.ui.kit.privacy import Privacy

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_PAGE, _KEPT_PAGES = 200, 20
_LEAST_LAST_EM = 7.0
_CELL_PADDING_PX, _TITLE_PADDING_PX = 24, 15


class Align(Enum):
    """How a column stands."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table.

    text: how the value reads. width: in Han characters; None takes what is left. sort: the key that `Query.sort`
    gets, empty where the column does not sort. private: hidden by F9. chips: painted as pills instead of text.
    priority: of columns that do not fit a narrow window, those of the lowest go first; 0 never goes.
    """

    title: str
    value: Callable[[Row], Any]
    text: Callable[[Any], str] = str
    align: Align = Align.LEFT
    width: float | None = None
    sort: str = ""
    private: bool = False
    chips: Callable[[Row], Sequence[Chip]] | None = None
    priority: int = 0


class WindowModel(QAbstractTableModel, Generic[Row]):
    """Rows of a `Window`, fetched by pages of two hundred and kept while they are in use."""

    def __init__(self, columns: Sequence[Column[Row]], privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._privacy = privacy
        self._window: Window[Row] = Window((), lambda _ids: ())
        self._places: dict[int, int] | None = None
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        privacy.changed.connect(self._on_privacy)

    def show(self, window: Window[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._window, self._places = window, None
        self._pages.clear()
        self.endResetModel()

    def row_at(self, place: int) -> Row | None:
        """The row at a place; None where it is gone since the window was made."""
        number = place // _PAGE
        page = self._pages.get(number)
        if page is None:
            ids = self._window.ids[number * _PAGE : (number + 1) * _PAGE]
            found = self._window.fetch(ids)
            page = dict(zip(ids, found, strict=True)) if len(found) == len(ids) else self._by_id(ids)
            self._pages[number] = page
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._window.ids[place])

    def _by_id(self, ids: Sequence[int]) -> dict[int, Row]:
        # Some rows went since the ids were read: the rest is fetched one by one, so that each keeps its place.
        return {each: rows[0] for each in ids if (rows := self._window.fetch([each]))}

    def id_at(self, place: int) -> int:
        """The id at a place."""
        return self._window.ids[place]

    def place_of(self, row_id: int) -> int | None:
        """Where the row of an id stands, or None."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._window.ids)}
        return self._places.get(row_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._window.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align.value
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self.row_at(index.row())
            text = "" if row is None else self._text(column, row)
            return text if role == Qt.ItemDataRole.DisplayRole or len(text) > 8 else None
        if role == PillDelegate.ROLE and column.chips is not None:
            row = self.row_at(index.row())
            hidden = row is None or (column.private and self._privacy.on)
            return () if hidden or row is None else tuple(column.chips(row))
        return None

    def _text(self, column: Column[Row], row: Row) -> str:
        value = column.value(row)
        text = "" if value is None else column.text(value)
        return self._privacy.hide(text) if column.private else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].align.value
        return None

    def _on_privacy(self, _on: bool) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))


class TableView(QTableView, Generic[Row]):
    """A table whose selection follows ids, not places.

    chosen: the selected row or None. activated_row: Enter or a double click on a row. sorted: column key, descending.
    """

    chosen = Signal(object)
    activated_row = Signal(object)
    sorted = Signal(str, bool)

    def __init__(
        self, columns: Sequence[Column[Row]], privacy: Privacy, parent: QWidget | None = None, *, multi: bool = False
    ) -> None:
        super().__init__(parent)
        self.rows: WindowModel[Row] = WindowModel(columns, privacy, self)
        self.setModel(self.rows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
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
        places = [place for each in kept if (place := self.rows.place_of(each)) is not None]
        for place in places:
            self._select(place, clear=False)
        if places:
            self.scrollTo(self.rows.index(places[0], 0))
        elif kept:
            self.chosen.emit(None)

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
        self._sort = key, self._sort[0] == key and not self._sort[1]
        order = Qt.SortOrder.DescendingOrder if self._sort[1] else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(number, order)
        self.sorted.emit(*self._sort)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            # Qt leaves Enter to the platform; here it opens the row everywhere.
            self._activate(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
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
        self.verticalHeader().setDefaultSectionSize(theme.row_height_px())
        widths = [self._width_of(column) for column in self.rows.columns]
        shown = self._fitting(widths)
        stretched = max((n for n in shown if self.rows.columns[n].width is None), default=shown[-1])
        header = self.horizontalHeader()
        if self.rows.columns[stretched].width is not None:
            # Nobody asks for what is left: all share it, else the last one would stand in a wide blank.
            share = max(1.0, self.viewport().width() / sum(widths[n] for n in shown))
            widths = [int(width * share) for width in widths]
        for number, width in enumerate(widths):
            self.setColumnHidden(number, number not in shown)
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, mode.Stretch if number == stretched else mode.Interactive)
            if number != stretched:
                self.setColumnWidth(number, width)

    def _width_of(self, column: Column[Row]) -> int:
        """What a column asks for; never less than its title takes."""
        room_px = theme.scaled(_CELL_PADDING_PX)
        wanted = theme.em(self, column.width if column.width is not None else _LEAST_LAST_EM) + room_px
        return max(wanted, theme.em(self, len(column.title)) + 2 * theme.scaled(_TITLE_PADDING_PX))

    def leave_out(self, *titles: str) -> None:
        """Show all columns but those of these titles, which have nothing to say now."""
        self._left_out = frozenset(titles)
        self.fit()

    def _fitting(self, widths: Sequence[int]) -> list[int]:
        shown = [number for number, column in enumerate(self.rows.columns) if column.title not in self._left_out]
        columns = self.rows.columns
        for number in sorted((n for n in shown if columns[n].priority), key=lambda n: columns[n].priority):
            if sum(widths[n] for n in shown) <= self.viewport().width() or not self.isVisible():
                break
            shown.remove(number)
        return shown
