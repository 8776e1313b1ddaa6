# SPDX-License-Identifier: GPL-3.0-or-later
"""个人积分: everybody with their balance, and one person's entries with the reason of each."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.points import listing, passbook, statement
from hongyun_desktop.core.points.listing import HolderRow
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points import actions
from hongyun_desktop.ui.features.points.beside import Beside
from hongyun_desktop.ui.features.points.figures import (
    STAR_TIP,
    STAR_WORDS,
    next_star,
    signed,
    star_chips,
    state_chips,
)
from hongyun_desktop.ui.features.points.person_summary import PersonSummary
from hongyun_desktop.ui.features.points.reversal_form import open_reversal_form
from hongyun_desktop.ui.features.points.why_panel import WhyPanel, can_be_reversed
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.table import TablePlace, TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import GAP_PX

_PEOPLE, _NOBODY, _PERSON = range(3)
HOLDERS: tuple[Column[HolderRow], ...] = (
    Column(_("姓名"), lambda row: row.name, width=5, private=True),
    Column(_("住址"), lambda row: row.dwelling, width=7, private=True),
    Column(_("积分余额"), lambda row: row.points, align=Align.RIGHT, width=5.5, sort="points"),
    Column(_("累计小时"), lambda row: row.minutes, hours_text, Align.RIGHT, 5),
    Column(
        _("星级"), lambda row: STAR_WORDS[row.stars], width=4.4, chips=lambda row: star_chips(row.stars), tip=STAR_TIP
    ),
    Column(_("下一颗星"), lambda row: next_star(row.minutes), priority=1),
)
ENTRIES: tuple[Column[StatementRow], ...] = (
    Column(_("服务日期"), lambda row: row.service_date, width=6),
    Column(_("内容"), passbook.what),
    Column(_("小时"), lambda row: row.minutes, hours_text, Align.RIGHT, 2.4, priority=3),
    Column(_("积分"), lambda row: row.amount, signed, Align.RIGHT, 3),
    Column(_("余额"), lambda row: row.balance, align=Align.RIGHT, width=3),
    Column(_("记入日期"), lambda row: row.recorded_at.date(), width=6, priority=2),
    Column(_("经办"), lambda row: row.operator, width=5.6, priority=1),
    Column(_("状态"), lambda row: "、".join(chip.text for chip in state_chips(row)), width=4, chips=state_chips),
)


class PersonPane(QWidget):
    """`tools` goes above the pages; `counted` tells the page what is shown."""

    counted = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, shown: int | None = None,
        quarter: Quarter | None = None,
    ) -> None:  # fmt: skip
        """shown: whose points are shown first; everybody's for None. quarter: as in `show_person`."""
        super().__init__(parent)
        self._desk = desk
        self.resident_id: int | None = None
        self._quarter: Quarter | None = None
        self._sort = ("", False)
        self.search = SearchBox(desk.store, desk.privacy, ("resident",))
        self.search.setPlaceholderText(_("找人：姓名、首字母、房号"))
        self.search.setFixedWidth(theme.em(self.search, 17))
        self.everybody = button(_("所有人"), "users")
        self.people: TableView[HolderRow] = TableView(HOLDERS, desk.privacy)
        self.people.setAccessibleName(_("每个人的积分"))
        self.summary = PersonSummary(desk)
        self.entries: TableView[StatementRow] = TableView(ENTRIES, desk.privacy)
        self.entries.setAccessibleName(_("积分记录"))
        self.entries.setMinimumHeight(theme.row_height_px() * 2)
        self.why = WhyPanel(desk)
        self.entry_views = QStackedWidget()
        self.beside = Beside(self.entry_views, self.why)
        self.tools = QWidget()
        self.tools.setLayout(row_of(self.search, self.everybody, self.beside.fold))
        self._lay_out()
        self._connect()
        if shown is not None:
            self.show_person(shown, quarter=quarter)
        if self.resident_id is None:
            self.reload()

    def _lay_out(self) -> None:
        # From the outside in: whatever is moved takes up its style anew, with all that it holds.
        self.views = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)
        people_card, nobody_card, person = Card(), Card(), QWidget()
        for view in (people_card, nobody_card, person):
            self.views.addWidget(view)
        people_card.column.addWidget(self.people)
        self.nobody = EmptyState(
            _("还没有人有积分。先登记服务，或导入签到表。"),
            [(_("登记服务"), self._record_service), (_("导入签到表"), self._import_sign_in)], "hand-heart",
        )  # fmt: skip
        nobody_card.column.addWidget(self.nobody)
        inner = QVBoxLayout(person)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP_PX)
        inner.addWidget(self.summary)
        inner.addWidget(self.beside, 1)
        self._lay_out_entries()

    def _lay_out_entries(self) -> None:
        card, empty_card = Card(), Card()
        for view in (card, empty_card):
            self.entry_views.addWidget(view)
        card.column.addWidget(self.entries, 1)
        self.order = label(
            _("按记入的先后排，新的在上面，余额也照这样算；补记的服务，日期会早一些。"), "hint", wrap=True
        )
        self.order.setContentsMargins(12, 6, 12, 8)
        card.column.addWidget(self.order)
        self.no_entries = EmptyState(
            _("还没有积分记录。先给他登记一次服务。"), [(_("登记服务"), self._record_service)], "hand-heart"
        )
        empty_card.column.addWidget(self.no_entries)

    def _connect(self) -> None:
        self.search.picked.connect(lambda hit: self.show_person(hit.id))
        self.everybody.clicked.connect(self.show_everybody)
        self.people.activated_row.connect(lambda row: self.show_person(row.resident_id))
        self.people.sorted.connect(self._on_sorted)
        self.entries.chosen.connect(self.why.show_row)
        self.why.reverse_asked.connect(self._reverse)
        self.summary.print_asked.connect(self._print)
        delete = QShortcut(QKeySequence("Delete"), self.entries)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._reverse_selected)
        self._desk.watch(self, (Topic.POINTS, Topic.RESIDENT, Topic.DWELLING, Topic.ACTIVITY), self.reload)

    def show_person(self, resident_id: int, entry_id: int | None = None, quarter: Quarter | None = None) -> None:
        """Show a person's account, with the place in a quarter (None: today's), and select one of its entries."""
        try:
            person = listing.holder(self._desk.store, resident_id)
        except AppError as error:
            self._desk.refused(error)
            return
        self.resident_id, self._quarter = person.resident_id, quarter
        self._show_entries(person)
        if self.entries.rows.rowCount():
            self.entries.select_id(self.entries.rows.id_at(0) if entry_id is None else entry_id)
        self.entries.setFocus()

    def standing(self) -> tuple[int | None, Quarter | None, TablePlace]:
        """Whose account is shown, None for everybody, the quarter of its place, and the place in the table."""
        table = self.people if self.resident_id is None else self.entries
        return self.resident_id, self._quarter, table.place()

    def take_up(self, standing: tuple[int | None, Quarter | None, TablePlace]) -> None:
        """Stand as another such pane did."""
        self.resident_id, self._quarter, place = standing
        self.reload()
        (self.people if self.resident_id is None else self.entries).take_place(place)

    def show_everybody(self) -> None:
        """Show all people with their balances."""
        self.resident_id = None
        self.reload()
        self.people.setFocus()

    def reload(self) -> None:
        """Read everything anew; whoever is shown stays."""
        person = self._person()
        if person is not None:
            self._show_entries(person)
            return
        allow(self.everybody, _("下面就是所有人。点两下一个人，看他的积分记录。"))
        window = listing.holders(self._desk.store, Query(sort=self._sort[0], descending=self._sort[1]))
        self.people.show_window(window)
        self.views.setCurrentIndex(_PEOPLE if window.ids else _NOBODY)

    def _person(self) -> HolderRow | None:
        """Who is shown; None for everybody, and once an undo took out whoever it was."""
        if self.resident_id is not None:
            try:
                return listing.holder(self._desk.store, self.resident_id)
            except Refused:
                self.resident_id = None
        return None

    def _show_entries(self, person: HolderRow) -> None:
        allow(self.everybody, "")
        rows = statement.statement(self._desk.store, person.resident_id)[::-1]
        self.summary.show_person(person, self._quarter)
        self.entries.show_window(Window.of(rows, lambda row: row.row_id))
        self.order.setVisible(any(above.service_date < below.service_date for above, below in pairwise(rows)))
        self.entry_views.setCurrentIndex(0 if rows else 1)
        self.views.setCurrentIndex(_PERSON)
        self.why.show_row(self.entries.selected_row())

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = key, descending
        self.reload()

    def _reverse_selected(self) -> None:
        row = self.entries.selected_row()
        if row is not None and can_be_reversed(row):
            self._reverse(row)

    def _reverse(self, row: StatementRow) -> None:
        if self.resident_id is not None:
            open_reversal_form(self._desk, self, row, self.resident_id)

    def _print(self, resident_id: int) -> None:
        actions.print_passbook(self._desk, self, resident_id)

    def _record_service(self) -> None:
        actions.record_service(self._desk, self)

    def _import_sign_in(self) -> None:
        actions.import_sign_in(self._desk, self)
