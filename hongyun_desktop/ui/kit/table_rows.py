# SPDX-License-Identifier: GPL-3.0-or-later
"""The columns of a table as declarations, and its rows, fetched by pages as they come into view. Knows no feature."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.listing import Window
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.pills import Chip, PillDelegate
from hongyun_desktop.ui.kit.privacy import Privacy

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
# A cell is asked for each of its roles at every paint: as plain numbers they take half the time to tell apart.
_DISPLAY, _TIP, _ALIGNMENT = (
    int(each) for each in (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.TextAlignmentRole,
    )
)  # fmt: skip
_ANSWERED = frozenset({_DISPLAY, _TIP, _ALIGNMENT, int(PillDelegate.ROLE)})
_PAGE, _KEPT_PAGES = 50, 80
_FEW = 8


class Align(Enum):
    """How a column stands."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    CENTRE = Qt.AlignmentFlag.AlignCenter


@frozen
class Column(Generic[Row]):
    """One column of a table.

    text: how the value reads. width: in Han characters; None takes what is left. sort: the key that `Query.sort`
    gets, empty where the column does not sort. private: hidden by F9. chips: painted as pills instead of text.
    priority: of columns that do not fit a narrow window, those of the lowest go first; 0 never goes. tip: of the title,
    what an empty cell means.
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
    tip: str = ""


class WindowModel(QAbstractTableModel, Generic[Row]):
    """Rows of a `Window`, fetched by pages of fifty and kept while they are in use."""

    def __init__(self, columns: Sequence[Column[Row]], privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._privacy = privacy
        self._window: Window[Row] = Window((), lambda _ids: ())
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        privacy.changed.connect(self._on_privacy)

    def show(self, window: Window[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._window = window
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
        return next(iter(self.places_of([row_id])), None)

    def places_of(self, row_ids: Sequence[int]) -> list[int]:
        """Where the rows of some ids stand, those that are there."""
        ids = self._window.ids
        if len(row_ids) <= _FEW:
            # To look for a few takes a tenth of noting where all stand.
            return [ids.index(each) for each in row_ids if each in ids]
        places = {each: place for place, each in enumerate(ids)}
        return [places[each] for each in row_ids if each in places]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._window.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Most of the roles that a cell is asked for: nothing else is looked at for them.
        if role not in _ANSWERED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _ALIGNMENT:
            return column.align.value
        if role in (_DISPLAY, _TIP):
            row = self.row_at(index.row())
            text = "" if row is None else self._text(column, row)
            return text if role == _DISPLAY or len(text) > 8 else None
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
            if role == _DISPLAY:
                return self.columns[section].title
            if role == _ALIGNMENT:
                return self.columns[section].align.value
            if role == _TIP:
                return self.columns[section].tip
        return None

    def _on_privacy(self, _on: bool) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
