# SPDX-License-Identifier: GPL-3.0-or-later
"""设施: what was built or renewed, with its keeper and inspections; upkeep tasks come from it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import STANDING_WORDS, FacilityRow, Standing
from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import facility_forms
from hongyun_desktop.ui.features.rectification.cells import DueDelegate
from hongyun_desktop.ui.features.rectification.facility_panel import STANDING_CHIPS, FacilityPanel, inspection_words
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page import RecordPage
from hongyun_desktop.ui.kit.page import Standing as PageStanding
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.table_rows import Align, Column

_DUE = _("下次检查")
_COLUMNS: tuple[Column[FacilityRow], ...] = (
    Column(_("名称"), lambda row: row.name, sort="name"),
    Column(_("种类"), lambda row: row.kind, width=6.6, sort="kind", priority=2),
    Column(_("地点"), lambda row: row.place, width=6.6, sort="place", priority=4),
    Column(_("完成日期"), lambda row: row.built_on or "", width=5.6, sort="built_on", priority=3),
    Column(
        _("花费（元）"), lambda row: row.cost_fen, lambda fen: "" if fen is None else yuan_text(fen), Align.RIGHT,
        width=5.6, sort="cost", priority=1,
    ),
    Column(_("管护人"), lambda row: row.keeper, width=6.6, sort="keeper", priority=5, private=True),
    Column(_DUE, inspection_words, width=5.6, sort="next_inspection_on", priority=6),
    Column(_("状态"), lambda row: row.standing, width=4.2, sort="standing",
           chips=lambda row: (STANDING_CHIPS[row.standing],)),
)  # fmt: skip


def _removable(row: FacilityRow) -> bool:
    return row.standing is not Standing.REMOVED


class FacilitiesPane(QWidget):
    """The table with its panel; `show_facility` brings one into view. tools: filters, search and buttons."""

    framed_tools = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.page: RecordPage[FacilityRow] = RecordPage(desk, self._spec(), self)
        table = self.page.table
        due = next(number for number, column in enumerate(_COLUMNS) if column.title == _DUE)
        table.setItemDelegateForColumn(due, DueDelegate(table, inspection_words, lambda _row: False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_PX)
        column.addWidget(self.page, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_facility(self, facility_id: int) -> bool:
        """Select a facility, asking for everything where the filters hide it; whether it is there."""
        return self.page.show_record(facility_id)

    def standing(self) -> PageStanding:
        """How the list stands."""
        return self.page.standing()

    def take_up(self, standing: PageStanding) -> None:
        """Stand as another such pane did."""
        self.page.take_up(standing)

    def _spec(self) -> PageSpec[FacilityRow]:
        add = PageAction(
            _("登记设施"), lambda _desk, _parent: self.page.open_form(None, _("登记设施")), "plus", primary=True
        )
        return PageSpec(
            key="facilities",
            title=_("设施"),
            topics=(Topic.FACILITY, Topic.TASK, Topic.PHOTO),
            load=keeping.facility_window,
            columns=_COLUMNS,
            empty=_("还没有设施。先点“登记设施”，写上道闸、座椅、车棚在哪里、谁来管、多久检查一次。"),
            fields=facility_forms.FIELDS,
            values=facility_forms.values_of,
            save=facility_forms.save,
            saved=_("设施登记好了。"),
            saved_id=lambda changed: changed.params["facility_id"],
            actions=(
                RowAction(_("记检查…"), facility_forms.open_inspection, "clipboard-check", when=_removable),
                RowAction(_("列为整治任务…"), facility_forms.open_upkeep, "plus", when=_removable),
                RowAction(_("修改…"), lambda _d, row, _p: self.page.open_form(row, _("修改设施")), "pencil", "F2"),
                RowAction(_("登记拆除…"), facility_forms.open_removal, "x", when=_removable),
            ),
            page_actions=(add,),
            empty_actions=(add,),
            filters=(_KINDS, _STANDINGS),
            search=_("找设施或地点"),
            detail=lambda desk: FacilityPanel(desk, self._edit),
            detail_em=21.0,
            icon="house",
            framed=False,
        )

    def _edit(self, row: FacilityRow) -> Any:
        return self.page.open_form(row, _("修改设施"))


_KINDS = Filter("kind", _("全部种类"), lambda store: [(kind, kind) for kind in keeping.kinds(store)])
_STANDINGS = Filter("standing", _("全部状态"), lambda _store: [(each.value, STANDING_WORDS[each]) for each in Standing])
