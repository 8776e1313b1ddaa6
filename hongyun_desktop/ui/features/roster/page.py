# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 微网实格: list and building picture over one selection, with filters, detail and actions."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster.listing import ResidentListRow, first_dwelling_fitting, residents_window, totals
from hongyun_desktop.core.roster.rules import RosterTotals
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster import asking, declaration, words
from hongyun_desktop.ui.features.roster.detail import DetailPanel
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyCard, EmptyState
from hongyun_desktop.ui.kit.feature import awaited
from hongyun_desktop.ui.kit.page import RecordPage, Standing
from hongyun_desktop.ui.kit.page_actions import PageAction, page_button
from hongyun_desktop.ui.kit.parts import Segmented, tab_through
from hongyun_desktop.ui.kit.theme import em

if TYPE_CHECKING:
    # The picture is imported when it is looked at, a card when somebody is chosen: a list stands without them.
    from hongyun_desktop.core.roster.picture import Room
    from hongyun_desktop.core.roster.rules import DwellingRow
    from hongyun_desktop.ui.features.roster.building_view import BuildingView

LIST, BUILDING = "list", "building"
_BRIEF_BELOW_EM = 62
_Standing = tuple[Standing, Any, tuple[str, int] | None]


class RosterPage(QWidget):
    """The page; `records` is its list with the building picture in it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        waits = awaited(parent) is not None
        self.records = RosterRecords(desk, declaration.spec(desk.store), self, waits=waits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.records)

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring a resident or a dwelling into view."""
        self.records.open_record(kind, record_id)

    def standing(self) -> _Standing:
        """How the page stands: the list, the view, and whoever or whatever is in the card."""
        return self.records.standing(), self.records.view.value(), self.records.detail.shown

    def take_up(self, standing: _Standing) -> None:
        """Stand as another such page did."""
        listed, view, shown = standing
        self.records.take_up(listed)
        self.records.view.set_value(view)
        self.records.show_again(shown)


class RosterRecords(RecordPage[ResidentListRow]):
    """The list, with a building picture in its place when asked for."""

    detail: DetailPanel
    _building: "BuildingView | None" = None
    _reloading = False
    _counted = RosterTotals(0, 0, 0, 0)

    def _lay_out(self) -> None:
        self.view = Segmented([(LIST, _("列表"), "list"), (BUILDING, _("楼栋图"), "layout-grid")])
        super()._lay_out()
        sentence = _("符合条件的房屋没有登记住户，请看楼栋图。")
        self.uninhabited_card = EmptyCard(lambda: EmptyState(sentence, [(_("看楼栋图"), self._see_dwellings)], "house"))
        self.views.addWidget(self.uninhabited_card)
        if self.search is not None:
            # Before the slack at the end of the line.
            self.tools.setStretchFactor(self.search, 100)
        self.tools.removeWidget(self.detail_button)
        for each in (self.detail_button, self.view):
            self.header.right.addWidget(each)
        for action in self._header_actions():
            self.buttons[action.text] = page_button(self._desk, action, self)
            self.header.right.addWidget(self.buttons[action.text])
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab follows the eye: the buttons above, the filters, the list or the picture, the detail."""
        stops: list[QWidget] = [self.detail_button, *self.view.buttons, *self.buttons.values(), *self.filters.values()]
        if self.search is not None:
            self.search.setAccessibleName(self.spec.search)
            stops.append(self.search)
        tab_through(*stops, self.table, self.detail)

    @property
    def building(self) -> "BuildingView":
        """The picture; made when it is first looked at."""
        if self._building is None:
            self._building = self._made_building()
        return self._building

    def _made_building(self) -> "BuildingView":
        from hongyun_desktop.ui.features.roster.building_view import BuildingView

        made = BuildingView(self._desk)
        self.views.addWidget(made)
        tab_through(self.table, made.back, made.chooser, made.onward, made.grid, self.detail)
        made.building_chosen.connect(self._on_building)
        made.grid.chosen.connect(self._on_room)
        made.grid.opened.connect(self._on_room_opened)
        made.load_choices()
        made.show_building(self._building_shown() or self.query().filters.get("building", ""))
        return made

    def _header_actions(self) -> tuple[PageAction, ...]:
        others = (
            PageAction(_("导入花名册…"), declaration.open_import, "upload", "Ctrl+I", right=Right.IMPORT),
            PageAction(_("导出这份名单…"), lambda _desk, _parent: self.export(), "download", right=Right.EXPORT),
            PageAction(_("登记房屋…"), lambda _desk, _parent: self.register_dwelling(), "house-plus"),
        )
        return (
            PageAction(_("更多"), menu=others),
            PageAction(_("登记住户"), lambda _desk, _parent: self.register(None), "plus", "Ctrl+N", primary=True),
        )

    def _connect(self) -> None:
        super()._connect()
        self.view.chosen.connect(lambda _view: self._show_view())
        self.detail.asked.connect(self.open_record)
        self.detail.registering.connect(self.register)

    # --- one selection for both views

    def reload(self, *, keep_choices: bool = False) -> None:
        """Read everything anew; whoever or whatever is shown stays shown while it is there."""
        self._reloading = True
        super().reload(keep_choices=keep_choices)
        self._reloading = False
        query = self.query()
        self._counted = totals(self._desk.store, query, self.table.rows.rowCount())
        self._show_totals()
        if self._building is not None:
            if not keep_choices:
                self._building.load_choices()
            self._building.show_building(query.filters.get("building", ""))
        shown = self.detail.shown
        if shown is None or (shown[0] == "resident" and not self.table.selected_ids()):
            row = self.table.selected_row()
            shown = ("resident", row.resident_id) if row else None
        self._show(shown)
        self._show_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_totals()

    def _show_totals(self) -> None:
        # Beside the buttons in a narrow window, or in the largest type, there is room for the two counts only.
        brief = self.width() < em(self, _BRIEF_BELOW_EM)
        self.header.subtitle.setText(words.totals_text(self._counted, narrowed=_narrows(self.query()), brief=brief))

    def _show_view(self) -> None:
        """The table or its empty state; or the picture, as long as there is a building."""
        held = self._front().hasFocus()
        if self.view.value() == BUILDING and self.building.building:
            self.building.show_query(self.query())
            self.building.grid.select(self._dwelling_shown())
            self.views.setCurrentWidget(self.building)
        else:
            self.views.setCurrentIndex(self._list_place())
        if held:
            self._front().setFocus()

    def _list_place(self) -> int:
        """Which view stands for the list: rows, nobody yet, nobody fits, or dwellings fit but nobody lives there."""
        if self.table.rows.rowCount():
            return 0
        if not _narrows(self.query()):
            return 1
        return self.views.indexOf(self.uninhabited_card) if self._counted.dwellings else 2

    def _front(self) -> QWidget:
        made = self._building
        return made.grid if made is not None and self.views.currentWidget() is made else self.table

    def _see_dwellings(self) -> None:
        self.open_record("dwelling", first_dwelling_fitting(self._desk.store, self.query()))

    def _dwelling_shown(self) -> int | None:
        if self.detail.resident is not None:
            return self.detail.resident.resident.dwelling_id
        return self.detail.dwelling.dwelling.dwelling_id if self.detail.dwelling else None

    def _show(self, record: tuple[str, int] | None) -> None:
        self.detail.show_record(record)
        if self._building is not None:
            self._building.show_building(self._building_shown())
            self._building.grid.select(self._dwelling_shown())

    def _building_shown(self) -> str:
        """The building of who or what is in the card; empty where that is in none."""
        address = None
        if self.detail.resident is not None:
            address = self.detail.resident.resident.address
        elif self.detail.dwelling is not None:
            address = self.detail.dwelling.dwelling.address
        return address.building if address else ""

    def _on_chosen(self, row: ResidentListRow | None) -> None:
        if not self._reloading:
            self._show(("resident", row.resident_id) if row else None)

    def _on_room(self, room: "Room") -> None:
        self._select_quietly(room.head_id)
        self._show(("dwelling", room.dwelling_id))

    def _on_room_opened(self, room: "Room") -> None:
        if self._desk.allowed(Right.WRITE):
            from hongyun_desktop.core.roster.cards import dwelling_card

            asking.change_dwelling(self._desk, self, dwelling_card(self._desk.store, room.dwelling_id))

    def _on_building(self, code: str) -> None:
        if "building" in self.query().filters:
            self.set_filter("building", code)
        else:
            self.building.show_query(self.query())
        self.building.grid.select(self._dwelling_shown())

    def _select_quietly(self, resident_id: int | None) -> bool:
        """Select somebody in the table and leave the panel as it is; nobody where the filters hide them."""
        self._reloading = True
        found = resident_id is not None and self.table.select_id(resident_id)
        if not found:
            self.table.clearSelection()
        self._reloading = False
        return found

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a resident or a dwelling in the view in use, asking for everything where the filters hide it."""
        if kind == "resident":
            if not self._select_quietly(record_id):
                self.clear_filters()
                self._select_quietly(record_id)
            self._show((kind, record_id))
        else:
            from hongyun_desktop.core.roster.cards import dwelling_card

            card = dwelling_card(self._desk.store, record_id)
            self._select_quietly(card.members[0].resident_id if card and card.members else None)
            self._show((kind, record_id))
            if card is not None and not card.members:
                # A dwelling without anybody stands in the picture only.
                self.view.set_value(BUILDING)
        self._show_view()
        self._front().setFocus()

    def show_again(self, record: tuple[str, int] | None) -> None:
        """Put a record into the card, whatever the list shows."""
        self._show(record)
        self._show_view()

    # --- what the buttons do

    def register(self, dwelling: "DwellingRow | None") -> None:
        """Enter somebody new, at a dwelling where one is given."""
        asking.register_resident(self._desk, self, dwelling).saved.connect(self._on_registered)

    def _on_registered(self, changed: Changed) -> None:
        self.open_record("resident", changed.params["resident_id"])

    def register_dwelling(self) -> None:
        """Enter a dwelling that nobody is known to live in."""
        asking.change_dwelling(self._desk, self, None).saved.connect(self._on_dwelling_registered)

    def _on_dwelling_registered(self, changed: Changed) -> None:
        self.open_record("dwelling", changed.params["dwelling_id"])

    def export(self) -> None:
        """Write those who fit the filters as a workbook."""
        from hongyun_desktop.ui.features.roster import actions

        actions.export(self._desk, residents_window(self._desk.store, self.query()).ids)


def _narrows(query: Query) -> bool:
    return bool(query.text.strip() or query.filters)
