# SPDX-License-Identifier: GPL-3.0-or-later
"""A page as a declaration: what it lists, how it filters, what may be done with a row. Knows no feature."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Field
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.icons import icon as icon_of
from hongyun_desktop.ui.kit.parts import Card, EmptyState, PageHeader, button, row_of
from hongyun_desktop.ui.kit.search_box import DEBOUNCE_MS
from hongyun_desktop.ui.kit.table import Column, TableView

Row = TypeVar("Row")
_DETAIL_EM = 19.0
_DETAIL_FROM_PX = 1080
_DETAIL_FROM_PER_PX = 17  # so much more for each pixel of larger type


def _always(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter above a table. everything: how "all" reads (全部楼栋); choices: (value, text) each."""

    key: str
    everything: str
    choices: Callable[[Store], Sequence[tuple[Any, str]]]


@dataclass(frozen=True, slots=True)
class RowAction(Generic[Row]):
    """Something to be done with the selected row; when: whether it may be done with this one."""

    text: str
    run: Callable[[Desk, Row, QWidget], object]
    icon: str = ""
    shortcut: str = ""
    when: Callable[[Row], bool] = _always
    writes: bool = True


@dataclass(frozen=True, slots=True)
class PageAction:
    """A button of the page; with `menu` it opens these instead of running."""

    text: str
    run: Callable[[Desk, QWidget], object] = lambda _desk, _parent: None
    icon: str = ""
    shortcut: str = ""
    primary: bool = False
    writes: bool = True
    menu: "tuple[PageAction, ...]" = ()


@dataclass(frozen=True, kw_only=True)
class PageSpec(Generic[Row]):
    """All that makes a page of one table.

    load: the rows that fit a query. save, remove: core calls; with `fields` and `values` they give the page add, edit
    and delete. detail: makes the panel at the right, a widget with `show_row(row or None)`. empty_actions: buttons of
    the empty state. framed: False for a table inside a page that has its own header.
    """

    key: str
    title: str
    topics: Iterable[Topic]
    load: Callable[[Store, Query], Window[Row]]
    columns: Sequence[Column[Row]]
    empty: str
    fields: Sequence[Field] = ()
    values: Callable[[Row], Mapping[str, Any]] | None = None
    save: Callable[[Store, Mapping[str, Any], Row | None], Changed] | None = None
    saved: str = ""
    actions: Sequence[RowAction[Row]] = ()
    page_actions: Sequence[PageAction] = ()
    empty_actions: Sequence[PageAction] = ()
    filters: Sequence[Filter] = ()
    subtitle: Callable[[Store], str] | None = None
    search: str = ""
    detail: Callable[[Desk], Any] | None = None
    multi: bool = False
    icon: str = "list"
    activate: Callable[[Desk, Row, QWidget], object] | None = None
    framed: bool = field(default=True)


class RecordPage(QWidget, Generic[Row]):
    """A page made from its declaration: header, filters, table, detail, empty state."""

    def __init__(self, desk: Desk, spec: PageSpec[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self.spec = desk, spec
        self._sort: tuple[str, bool] = ("", False)
        self.header = PageHeader(spec.title)
        self.filters: dict[str, QComboBox] = {}
        self.search = self._search_field()
        self.tools = row_of(spacing_px=8)
        self.buttons: dict[str, QPushButton] = {}
        self._fill_tools()
        self.table: TableView[Row] = TableView(spec.columns, desk.privacy, multi=spec.multi)
        self.table.setAccessibleName(spec.title)
        self.empty = EmptyState(
            spec.empty, [(each.text, lambda each=each: each.run(desk, self)) for each in spec.empty_actions], spec.icon
        )
        self.nothing = EmptyState(
            _("没有符合条件的。放宽筛选，或换几个字再找。"), [(_("清除筛选"), self.clear_filters)], "search"
        )
        self.views = QStackedWidget()
        self.detail: Any = spec.detail(desk) if spec.detail else None
        self.detail_button = button(_("详情"), "info")
        self.detail_button.setCheckable(True)
        self.detail_button.hide()
        self._lay_out()
        self._connect()
        self.reload()

    def _search_field(self) -> QLineEdit | None:
        if not self.spec.search:
            return None
        made = QLineEdit()
        made.setPlaceholderText(self.spec.search)
        made.setClearButtonEnabled(True)
        made.setMaximumWidth(theme.em(made, 16))
        pause = QTimer(made)
        pause.setSingleShot(True)
        pause.setInterval(DEBOUNCE_MS)
        pause.timeout.connect(lambda: self.reload(keep_choices=True))
        made.textChanged.connect(lambda _text: pause.start())
        return made

    def _fill_tools(self) -> None:
        for each in self.spec.filters:
            box = QComboBox()
            box.setAccessibleName(each.everything)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _place: self.reload(keep_choices=True))
            self.filters[each.key] = box
            self.tools.addWidget(box)
        if self.search is not None:
            self.tools.addWidget(self.search)
        self.tools.addStretch(1)
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
        card = Card()
        card.column.addWidget(self.table)
        self.empty_card, self.nothing_card = Card(), Card()
        self.empty_card.column.addWidget(self.empty)
        self.nothing_card.column.addWidget(self.nothing)
        for view in (card, self.empty_card, self.nothing_card):
            self.views.addWidget(view)
        self.body = QHBoxLayout()
        self.body.setSpacing(14)
        self.body.addWidget(self.views, 1)
        if self.detail is not None:
            self.body.addWidget(self.detail)
            self.tools.addWidget(self.detail_button)
        column.addLayout(self.body, 1)
        # Folded until the page is known to be wide: else its least width would keep a small window from fitting.
        self._fold()

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
        self._desk.watch(self, self.spec.topics, self.reload)

    def query(self) -> Query:
        """What the filters ask for now."""
        chosen = {key: box.currentData() for key, box in self.filters.items() if box.currentData() is not None}
        return Query(self.search.text() if self.search else "", chosen, *self._sort)

    def set_filter(self, key: str, value: Any) -> None:
        """Choose a filter's value as a hand would."""
        box = self.filters[key]
        box.setCurrentIndex(max(box.findData(value), 0))
        self.reload(keep_choices=True)

    def clear_filters(self) -> None:
        """Ask for everything again."""
        for box in self.filters.values():
            box.setCurrentIndex(0)
        if self.search is not None:
            self.search.clear()
        self.reload(keep_choices=True)

    def reload(self, *, keep_choices: bool = False) -> None:
        """Read everything anew; the selection stays on its record."""
        if not keep_choices:
            self._load_choices()
        if self.spec.subtitle is not None:
            self.header.subtitle.setText(self.spec.subtitle(self._desk.store))
        query = self.query()
        window = self.spec.load(self._desk.store, query)
        self.table.show_window(window)
        narrowed = bool(query.text.strip() or query.filters)
        self.views.setCurrentIndex(0 if window.ids else 2 if narrowed else 1)
        self._on_chosen(self.table.selected_row())

    def _load_choices(self) -> None:
        for each in self.spec.filters:
            box = self.filters[each.key]
            kept = box.currentData()
            box.clear()
            box.addItem(each.everything, None)
            for value, text in each.choices(self._desk.store):
                box.addItem(text, value)
            box.setCurrentIndex(max(box.findData(kept), 0) if kept is not None else 0)

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
            self.spec.activate(self._desk, row, self)
        elif self.spec.save is not None:
            self.open_form(row)

    def run_action(self, action: RowAction[Row]) -> None:
        """Do something with the selected row, if it may be done with it."""
        row = self.table.selected_row()
        if row is not None and action.when(row):
            action.run(self._desk, row, self)

    def _open_menu(self, place: Any) -> None:
        row = self.table.selected_row()
        if row is not None and self.spec.actions:
            menu_of(self._desk, self.spec.actions, row, self).popup(self.table.viewport().mapToGlobal(place))

    def open_form(self, row: Row | None, title: str = "") -> RecordForm:
        """The form of the declaration, for a row or (None) for something new."""
        spec, save = self.spec, self.spec.save
        assert save is not None
        assert spec.values is not None
        values = spec.values(row) if row is not None else {}
        form = RecordForm(
            self._desk, title or (_("修改") if row is not None else _("新增")), spec.fields, values,
            lambda typed: save(self._desk.store, typed, row), spec.saved or _("已保存。"), self,
        )  # fmt: skip
        form.open()
        return form

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Beside a narrow table the panel would leave neither of them room: there a button brings it."""
        if self.detail is None:
            return
        narrow = self.width() < _DETAIL_FROM_PX + (theme.base_px() - theme.SMALLEST_PX) * _DETAIL_FROM_PER_PX
        self.detail_button.setVisible(narrow)
        self.detail.setVisible(not narrow or self.detail_button.isChecked())
        self.detail.setFixedWidth(theme.em(self, _DETAIL_EM))


def page_button(desk: Desk, action: PageAction, parent: QWidget) -> QPushButton:
    """The button of a page action, with its menu where it has one."""
    made = button(action.text, action.icon, primary=action.primary)
    if action.menu:
        menu = QMenu(made)
        for each in action.menu:
            item = menu.addAction(icon_of(each.icon) if each.icon else icon_of("chevron-right"), each.text)
            item.triggered.connect(lambda _checked=False, each=each: each.run(desk, parent))
            if each.shortcut:
                # Shown beside the item, but heard by the page: Qt would hear an item's own key behind other pages,
                # and a second time once its menu was opened.
                item.setText(f"{each.text}\t{each.shortcut}")
                QShortcut(QKeySequence(each.shortcut), parent).activated.connect(item.trigger)
            if each.writes:
                desk.guard(item)
        made.setMenu(menu)
        made.setText(action.text + "   ")
        return made
    made.clicked.connect(lambda: action.run(desk, parent))
    if action.shortcut:
        shortcut = QShortcut(QKeySequence(action.shortcut), parent)
        shortcut.activated.connect(made.click)
        made.setToolTip(f"{action.text}（{action.shortcut}）")
    if action.writes:
        desk.guard(made)
    return made


def menu_of(desk: Desk, actions: Sequence[RowAction[Row]], row: Row, parent: QWidget) -> QMenu:
    """A row's actions as a menu; those that may not be done with it are grey."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in actions:
        item: QAction = menu.addAction(icon_of(action.icon) if action.icon else icon_of("chevron-right"), action.text)
        item.setEnabled(action.when(row) and not (action.writes and desk.jobs.writing))
        item.triggered.connect(lambda _checked=False, action=action: action.run(desk, row, parent))
    return menu
