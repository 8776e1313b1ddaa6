# SPDX-License-Identifier: GPL-3.0-or-later
"""The list as a declaration: what it loads, how it filters, what may be done with a row. Imports kit and core only."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.roster.listing import ResidentListRow, residents_window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster import asking
from hongyun_desktop.ui.features.roster.columns import columns, filters
from hongyun_desktop.ui.features.roster.detail import DetailPanel
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.page_spec import PageSpec

if TYPE_CHECKING:
    from hongyun_desktop.core.roster.cards import ResidentCard
    from hongyun_desktop.ui.features.roster.page import RosterRecords

_Row = ResidentListRow


def open_import(desk: Desk, parent: QWidget) -> None:
    """Read a roster file."""
    from hongyun_desktop.ui.features.roster.importing import open_roster_import

    open_roster_import(desk, parent)


def _with_card(open_form: Callable[[Desk, QWidget, "ResidentCard"], object]) -> Callable[[Desk, _Row, QWidget], None]:
    def run(desk: Desk, row: _Row, parent: QWidget) -> None:
        from hongyun_desktop.core.roster.cards import resident_card

        card = resident_card(desk.store, row.resident_id)
        if card is not None:
            open_form(desk, parent, card)

    return run


def _see_dwelling(_desk: Desk, row: _Row, parent: QWidget) -> None:
    assert row.dwelling_id is not None
    cast("RosterRecords", parent).open_record("dwelling", row.dwelling_id)


ACTIONS: tuple[RowAction[_Row], ...] = (
    RowAction(_("修改…"), _with_card(asking.change_resident), "pencil", "F2"),
    RowAction(_("搬家…"), _with_card(asking.move_resident), "arrow-right-left"),
    RowAction(_("写备注…"), _with_card(asking.note_resident), "sticky-note"),
    RowAction(_("看这一户"), _see_dwelling, "house", when=lambda row: row.dwelling_id is not None, writes=False),
)


def spec(store: Store) -> PageSpec[Any]:
    """The list for whoever is at the desk."""

    def register_first(_desk: Desk, parent: QWidget) -> None:
        cast("RosterRecords", parent).register(None)

    return PageSpec(
        key="roster",
        title=_("微网实格"),
        topics=(Topic.RESIDENT, Topic.DWELLING),
        load=residents_window,
        columns=columns(store),
        actions=ACTIONS,
        empty=_("还没有住户。先导入物业的花名册，或登记第一户。"),
        empty_actions=(
            PageAction(_("导入花名册"), open_import, "upload", primary=True, right=Right.IMPORT),
            PageAction(_("登记第一户"), register_first, "plus"),
        ),
        filters=filters(store),
        search=_("姓名、房号、电话"),
        search_tip=_("姓名、拼音首字母、房号或电话后四位"),
        detail=DetailPanel,
        icon="building-2",
        activate=_with_card(asking.change_resident),
        activating=Right.WRITE,
    )
