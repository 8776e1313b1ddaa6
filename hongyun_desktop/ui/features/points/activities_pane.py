# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities of 志愿积分: a table by quarter, kind and state, the list of each, and the way to 登记服务."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.activities import activities, listing
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.activities.listing import ActivitySummary, ListState
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import point_rules
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.activity_panel import ActivityPanel
from hongyun_desktop.ui.features.points.attendance_words import LIST_CHIPS, hours_text, kind_text
from hongyun_desktop.ui.features.points.service_form import open_service_form
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Field, TextField
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.page import RecordPage, Standing
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.parts import allow, clear_layout, row_of
from hongyun_desktop.ui.kit.table_rows import Align, Column

_DATE_AND_NAME: tuple[Column[ActivitySummary], ...] = (
    Column(_("日期"), lambda row: row.held_on, width=6.2, sort="held_on"),
    Column(_("活动"), lambda row: row.name, sort="name"),
)
_KIND: Column[ActivitySummary] = Column(
    _("种类"), lambda row: row.service_kind, width=5, sort="service_kind", priority=1
)
_FIGURES: tuple[Column[ActivitySummary], ...] = (
    Column(_("队伍"), lambda row: row.team, width=6, sort="team", priority=2),
    Column(_("报名"), lambda row: row.listed, align=Align.RIGHT, width=2.2, priority=5),
    Column(_("到场"), lambda row: row.came, align=Align.RIGHT, width=2.2, priority=6),
    Column(_("小时"), lambda row: row.minutes, text=hours_text, align=Align.RIGHT, width=2.6, priority=3),
    Column(_("积分"), lambda row: row.points, align=Align.RIGHT, width=2.6, priority=4),
    Column(_("状态"), lambda row: row.state, width=6.6, chips=lambda row: (LIST_CHIPS[row.state],)),
)


class ActivitiesPane(QWidget):
    """The table with its panel; `show_activity` brings one into view.

    tools: filters and search, above the table unless whoever made the pane puts them elsewhere. counted: says what is
    listed, as the filters ask; told: what it said last.
    """

    counted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, waits: bool = False) -> None:
        """waits: see `RecordPage`."""
        super().__init__(parent)
        self._desk = desk
        self.told = ""
        self._has_kinds = point_rules.has_kinds(desk.store)
        self.page: RecordPage[ActivitySummary] = RecordPage(desk, self._spec(), self, waits=waits)
        self.tools = QWidget()
        self._tools = row_of(spacing_px=8)
        self.tools.setLayout(self._tools)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_PX)
        self._column.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.page, 1)
        self._move_tools()
        desk.watch(self, (Topic.SETTINGS, Topic.ACTIVITY), self._on_kinds)

    def _move_tools(self) -> None:
        """Filters and search go where the page's other tools are: two rows of them would cost the table one line."""
        clear_layout(self._tools)
        assert self.page.search is not None
        for each in self.page.filters.values():
            each.setMinimumWidth(theme.em(self, 7.3))
        self.page.search.setMinimumWidth(theme.em(self, 6))
        for each in (*self.page.filters.values(), self.page.search, self.page.detail_button):
            self._tools.addWidget(each)
        self.page.layout().removeItem(self.page.tools)  # pyright: ignore[reportOptionalMemberAccess]

    def _on_kinds(self) -> None:
        """A committee that knows no kinds of service sees neither their column nor their filter."""
        has_kinds = point_rules.has_kinds(self._desk.store)
        if has_kinds != self._has_kinds:
            self._has_kinds = has_kinds
            gone, self.page = self.page, RecordPage(self._desk, self._spec(), self)
            self._column.replaceWidget(gone, self.page)
            gone.hide()
            gone.deleteLater()
            self._move_tools()

    def _tell(self, query: Query, count: int) -> None:
        self.told = _told(query, count)
        self.counted.emit(self.told)

    def show_activity(self, activity_id: int) -> bool:
        """Select an activity, asking for everything where the filters hide it; whether it is there."""
        return self.page.show_record(activity_id)

    def standing(self) -> Standing:
        """How the list stands."""
        return self.page.standing()

    def take_up(self, standing: Standing) -> None:
        """Stand as another such pane did."""
        self.page.take_up(standing)

    def open_new(self) -> None:
        """登记服务; the activity is the one selected afterwards."""
        form = open_service_form(self._desk, self)
        form.saved.connect(lambda changed: self.show_activity(changed.params["activity_id"]))

    def open_list(self, activity_id: int) -> None:
        """The list of an activity, to be kept or credited."""
        open_service_form(self._desk, self, activity_id)

    def open_change(self, row: ActivitySummary) -> RecordForm:
        """The form for an activity's name, day, kind and team."""
        form = RecordForm(
            self._desk, _("修改活动"), _fields(self._desk.store, row), _values(row),
            lambda typed: _save(self._desk.store, row.activity_id, typed), _("活动改好了。"), self,
            note=_("已经记过分：名称和队伍可以改，日期和种类不能改。") if row.minutes else "",
        )  # fmt: skip
        for name in ("held_on", "service_kind"):
            allow(form.editors[name], _("这场活动已经记过分，日期和种类不能再改。") if row.minutes else "")
        form.open()
        return form

    def _spec(self) -> PageSpec[ActivitySummary]:
        register = PageAction(_("登记服务"), lambda _desk, _parent: self.open_new(), "plus", primary=True)
        return PageSpec(
            key="activities",
            title=_("活动"),
            topics=(Topic.ACTIVITY, Topic.POINTS, Topic.RESIDENT, Topic.SETTINGS),
            load=listing.window,
            is_long=listing.is_long,
            shown=self._tell,
            columns=(*_DATE_AND_NAME, *((_KIND,) if self._has_kinds else ()), *_FIGURES),
            empty=_("还没有活动。先点“登记服务”，写上做了什么、谁来了、几小时。"),
            actions=(
                RowAction(_("名单与记分"), lambda _d, row, _p: self.open_list(row.activity_id), "clipboard-check"),
                RowAction(_("修改活动…"), lambda _d, row, _p: self.open_change(row), "pencil", "F2"),
            ),
            empty_actions=(register,),
            filters=(_QUARTER, *((_KINDS,) if self._has_kinds else ()), _STATE),
            search=_("找活动"),
            search_tip=_("写活动或队伍名称里的几个字"),
            detail=lambda desk: ActivityPanel(desk, self.open_list, self.open_change),
            icon="calendar",
            activate=lambda _desk, row, _parent: self.open_list(row.activity_id),
            activating=Right.WRITE,
            framed=False,
        )


def _told(query: Query, count: int) -> str:
    """2026年第四季度 · 待确认 · 3 场."""
    asked = query.filters
    quarter = Quarter.parse(asked["quarter"]).title if "quarter" in asked else _("全部季度")
    kind = kind_text(asked["service_kind"]) if "service_kind" in asked else ""
    state = LIST_CHIPS[ListState(asked["state"])].text if "state" in asked else ""
    words = _("找“{words}”").format(words=query.text.strip()) if query.text.strip() else ""
    return " · ".join(filter(None, (quarter, kind, state, words, _("活动 {count} 场").format(count=count))))


def _kinds(store: Store) -> Sequence[tuple[Any, str]]:
    return [(kind, kind_text(kind)) for kind in ("", *point_rules.known_kinds(store))]


_QUARTER = Filter("quarter", _("全部季度"), lambda store: [(each.code, each.title) for each in listing.quarters(store)])
_KINDS = Filter("service_kind", _("全部种类"), _kinds)
_STATE = Filter("state", _("全部状态"), lambda _store: [(state.value, LIST_CHIPS[state].text) for state in ListState])


def _fields(store: Store, row: ActivitySummary) -> Sequence[Field]:
    kinds = dict.fromkeys(("", *point_rules.known_kinds(store), row.service_kind))
    return (
        TextField(name="name", label=_("活动"), required=True, longest=60),
        DateField(name="held_on", label=_("日期"), required=True),
        ChoiceField(name="service_kind", label=_("种类"), choices=[(kind, kind_text(kind)) for kind in kinds]),
        TextField(
            name="team", label=_("队伍"), longest=40,
            suggestions=lambda desk: listing.earlier_teams(desk.store),
        ),
    )  # fmt: skip


def _values(row: ActivitySummary) -> Mapping[str, Any]:
    return {"name": row.name, "held_on": row.held_on, "service_kind": row.service_kind, "team": row.team}


def _save(store: Store, activity_id: int, typed: Mapping[str, Any]) -> Changed:
    return activities.save_activity(store, ActivityValues(**typed), activity_id)
