# SPDX-License-Identifier: GPL-3.0-or-later
"""A page made from its declaration (`page_spec`): header, filters, table, detail, empty state. Knows no feature."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyCard, EmptyState
from hongyun_desktop.ui.kit.filter_box import FilterBox
from hongyun_desktop.ui.kit.page_actions import RowAction, menu_of, page_button
from hongyun_desktop.ui.kit.page_spec import PageSpec
from hongyun_desktop.ui.kit.parts import Card, PageHeader, button, row_of
from hongyun_desktop.ui.kit.search_line import SearchLine
from hongyun_desktop.ui.kit.table import TablePlace, TableView

if TYPE_CHECKING:
    # Forms are imported when one is opened: a list stands without them.
    from hongyun_desktop.ui.kit.form import RecordForm

Row = TypeVar("Row")
_SEARCH_EM = 16
_DETAIL_FROM_PX = 1080
_DETAIL_FROM_PER_PX = 17  # so much more for each pixel of larger type


@frozen
class Standing:
    """How a page stood: what was asked for, where its table was, whether the detail was called in."""

    query: Query
    place: TablePlace
    is_open: bool


class RecordPage(QWidget, Generic[Row]):
    """A page made from its declaration: header, filters, table, detail, empty state."""

    def __init__(self, desk: Desk, spec: PageSpec[Row], parent: QWidget | None = None, *, waits: bool = False) -> None:
        """waits: the list stays empty until the page takes up how one before it stood."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self.spec = desk, spec
        self._sort: tuple[str, bool] = ("", False)
        self._standing_place: TablePlace | None = None
        self.header = PageHeader(spec.title)
        self.filters: dict[str, FilterBox] = {}
        self.search = self._search_line()
        self.tools = row_of(spacing_px=8)
        self.detail_button = button(_("详情"), "info")
        self.detail_button.setCheckable(True)
        self.detail_button.hide()
        self.buttons: dict[str, QPushButton] = {}
        self._fill_tools()
        self.table: TableView[Row] = TableView(spec.columns, desk.privacy, multi=spec.multi)
        self.table.setAccessibleName(spec.title)
        self.table.copying = self._may_copy
        self.empty_card = EmptyCard(self._made_empty)
        self.nothing_card = EmptyCard(self._made_nothing)
        self.views = QStackedWidget()
        self.detail: Any = spec.detail(desk) if spec.detail else None
        self._lay_out()
        self._connect()
        if not waits:
            self.reload()

    @property
    def empty(self) -> EmptyState:
        """What the page says as long as there is nothing at all."""
        return self.empty_card.state

    @property
    def nothing(self) -> EmptyState:
        """What the page says where nothing fits the filters."""
        return self.nothing_card.state

    def _made_empty(self) -> EmptyState:
        desk, actions = self._desk, self.spec.empty_actions
        made = EmptyState(
            self.spec.empty, [(each.text, lambda each=each: each.run(desk, self)) for each in actions], self.spec.icon
        )
        for control, action in zip(made.buttons, actions, strict=True):
            desk.guard(control, right=action.asks_for, writes=action.writes)
        return made

    def _made_nothing(self) -> EmptyState:
        sentence = _("没有符合条件的。放宽筛选，或换几个字再找。")
        return EmptyState(sentence, [(_("清除筛选"), self.clear_filters)], "search")

    def _search_line(self) -> SearchLine | None:
        if not self.spec.search:
            return None
        made = SearchLine(self.spec.search, self.spec.search_tip, _SEARCH_EM)
        made.settled.connect(lambda: self.reload(keep_choices=True))
        return made

    def _fill_tools(self) -> None:
        for each in self.spec.filters:
            box = FilterBox(each.everything, lambda each=each: each.choices(self._desk.store))
            box.activated.connect(lambda _place: self.reload(keep_choices=True))
            self.filters[each.key] = box
            self.tools.addWidget(box)
        if self.search is not None:
            self.tools.addWidget(self.search)
        self.tools.addStretch(1)
        if self.spec.detail is not None:
            self.tools.addWidget(self.detail_button)
        for action in self.spec.page_actions:
            self.buttons[action.text] = page_button(self._desk, action, self)
            self.tools.addWidget(self.buttons[action.text])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGINS_PX if self.spec.framed else (0, 0, 0, 0)))
        column.setSpacing(theme.GAP_PX)
        if self.spec.framed:
            column.addWidget(self.header)
        if self.tools.count() > 1 or self.detail is not None:
            column.addLayout(self.tools)
        self.body = QHBoxLayout()
        self.body.setSpacing(14)
        column.addLayout(self.body, 1)
        # From the outside in: whatever is moved takes up its style anew, with all that it holds.
        self.body.addWidget(self.views, 1)
        card = Card()
        for view in (card, self.empty_card, self.nothing_card):
            self.views.addWidget(view)
        card.column.addWidget(self.table)
        if self.detail is not None:
            self.body.addWidget(self.detail)
        # Folded until the page is known to be wide: else its least width would keep a small window from fitting.
        self._fold()

    def _may_copy(self, count: int) -> bool:
        from hongyun_desktop.ui.kit.noted_copy import may_copy

        return may_copy(self._desk, self.spec.title, count)

    def _connect(self) -> None:
        self.table.sorted.connect(self._on_sorted)
        self.table.chosen.connect(self._on_chosen)
        self.table.activated_row.connect(self._on_activated)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        for action in self.spec.actions:
            if action.shortcut:
                made = QShortcut(QKeySequence(action.shortcut), self.table)
                made.setContext(Qt.ShortcutContext.WidgetShortcut)
                made.activated.connect(lambda action=action: self.run_action(action))
        self.detail_button.toggled.connect(lambda _on: self._fold())
        self.views.currentChanged.connect(lambda _place: self._fold())
        self._desk.watch(self, self.spec.topics, self.reload)

    def query(self) -> Query:
        """What the filters ask for now."""
        chosen = {key: box.value for key, box in self.filters.items() if box.value is not None}
        return Query(self.search.text() if self.search else "", chosen, *self._sort)

    def set_filter(self, key: str, value: Any) -> None:
        """Choose a filter's value as a hand would."""
        self.filters[key].choose(value)
        self.reload(keep_choices=True)

    def clear_filters(self) -> None:
        """Ask for everything again."""
        for box in self.filters.values():
            box.choose(None)
        if self.search is not None:
            self.search.clear()
        self.reload(keep_choices=True)

    def reload(self, *, keep_choices: bool = False) -> None:
        """Read everything anew; the selection stays on its record."""
        if not keep_choices:
            for box in self.filters.values():
                box.renew()
        if self.spec.subtitle is not None:
            self.header.subtitle.setText(self.spec.subtitle(self._desk.store))
        store, query = self._desk.store, self.query()
        if self.spec.is_long is not None and self.spec.is_long(store, query):
            self._desk.jobs.start(
                _("正在查找"),
                lambda _progress: self.spec.load(store, query),
                lambda window: self._show_found(query, window),
            )
        else:
            self._show_found(query, self.spec.load(store, query))

    def _show_found(self, query: Query, window: Window[Row]) -> None:
        if not isValid(self) or query != self.query():
            # Something else was asked for meanwhile.
            return
        with QSignalBlocker(self.table):
            # Whoever is selected in the end is read once.
            self.table.show_window(window)
            if self.spec.shown is not None:
                self.spec.shown(query, len(window.ids))
            narrowed = bool(query.text.strip() or query.filters)
            self.views.setCurrentIndex(0 if window.ids else 2 if narrowed else 1)
            if self._standing_place is not None:
                self.table.take_place(self._standing_place)
                self._standing_place = None
        self._on_chosen(self.table.selected_row())

    def standing(self) -> Standing:
        """How the page stands now, to be taken up by one made in its place."""
        place = self.table.place()
        # Beside a wide table nobody called the detail in; if it is in use it stays where larger type leaves less room.
        in_use = self.detail is not None and self.detail.isVisible() and bool(place.selected)
        return Standing(self.query(), place, is_open=in_use or self.detail_button.isChecked())

    def take_up(self, standing: Standing) -> None:
        """Stand as another page of the same declaration did."""
        query = standing.query
        for key, box in self.filters.items():
            box.choose(query.filters.get(key))
        if self.search is not None:
            with QSignalBlocker(self.search):
                self.search.setText(query.text)
        self.table.show_sort(query.sort, descending=query.descending)
        self._sort = query.sort, query.descending
        self.detail_button.setChecked(standing.is_open)
        self._standing_place = standing.place
        self.reload(keep_choices=True)

    def show_record(self, record_id: int) -> bool:
        """Select a record, asking for everything where the filters hide it; whether it is there."""
        if not self.table.select_id(record_id):
            self.clear_filters()
            if not self.table.select_id(record_id):
                return False
        self.table.setFocus()
        return True

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = key, descending
        self.reload(keep_choices=True)

    def _on_chosen(self, row: Row | None) -> None:
        if self.detail is not None:
            self.detail.show_row(row)

    def _on_activated(self, row: Row) -> None:
        if self.spec.activate is not None:
            if self._desk.allowed(self.spec.activating):
                self.spec.activate(self._desk, row, self)
        elif self.spec.save is not None and self._desk.allowed(Right.WRITE):
            self.open_form(row)

    def run_action(self, action: RowAction[Row]) -> None:
        """Do something with the selected row, if it may be done with it."""
        row = self.table.selected_row()
        if row is not None and action.when(row) and self._desk.allowed(action.asks_for):
            action.run(self._desk, row, self)

    def _open_menu(self, place: Any) -> None:
        row = self.table.selected_row()
        if row is not None and self.spec.actions:
            menu_of(self._desk, self.spec.actions, row, self).popup(self.table.viewport().mapToGlobal(place))

    def open_form(self, row: Row | None, title: str = "") -> "RecordForm":
        """The form of the declaration, for a row or (None) for something new."""
        from hongyun_desktop.ui.kit.form import RecordForm

        spec, save = self.spec, self.spec.save
        assert save is not None
        assert spec.values is not None
        values = spec.values(row) if row is not None else {}
        form = RecordForm(
            self._desk, title or (_("修改") if row is not None else _("新增")), spec.fields, values,
            lambda typed: save(self._desk.store, typed, row), spec.saved or _("已保存。"), self,
        )  # fmt: skip
        saved_id = spec.saved_id
        if row is None and saved_id is not None:
            form.saved.connect(lambda changed: self.show_record(saved_id(changed)))
        form.open()
        return form

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Beside a narrow table the panel would leave neither of them room: there a button brings it.

        Where nothing can be chosen there is neither.
        """
        if self.detail is None:
            return
        if self.views.currentWidget() is self.empty_card:
            self.detail.hide()
            self.detail_button.hide()
            return
        narrow = self.width() < _DETAIL_FROM_PX + (theme.base_px() - theme.SMALLEST_PX) * _DETAIL_FROM_PER_PX
        self.detail_button.setVisible(narrow)
        self.detail.setVisible(not narrow or self.detail_button.isChecked())
        self.detail.setFixedWidth(theme.em(self, self.spec.detail_em))
