# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of teams with its filters, and the panel of the one that is chosen."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.teams import health, register
from hongyun_desktop.core.teams.rules import TEAM_KIND_WORDS, TeamRow
from hongyun_desktop.messages.words import some_names
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams import team_forms
from hongyun_desktop.ui.features.teams.team_panel import TeamPanel
from hongyun_desktop.ui.features.teams.words import KIND_CHIPS
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page import RecordPage, Standing
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.table_rows import Align, Column

TOPICS = (Topic.TEAM, Topic.ACTIVITY, Topic.POINTS, Topic.RESIDENT, Topic.CERTIFICATE, Topic.SETTINGS, Topic.PHOTO)
_COLUMNS: tuple[Column[TeamRow], ...] = (
    Column(_("队伍"), lambda row: row.name, sort="name"),
    Column(_("类别"), lambda row: row.kind, width=5.6, sort="kind", chips=lambda row: (KIND_CHIPS[row.kind],)),
    Column(_("队长"), lambda row: row.leader, width=4.6, private=True, priority=5),
    Column(_("队员"), lambda row: row.members, align=Align.RIGHT, width=3, sort="members", priority=6),
    Column(
        _("近90天参加"),
        lambda row: row.active_percent if row.members else None,
        lambda percent: "" if percent is None else f"{percent}%",
        Align.RIGHT,
        width=5.2,
        priority=2,
    ),
    Column(_("所属计划"), lambda row: row.programme, width=10.4, sort="programme", priority=1),
    Column(_("上次活动"), lambda row: row.last_held_on, iso_text, width=5.6, sort="last_held_on", priority=3),
    Column(_("下次活动"), lambda row: row.next_held_on, iso_text, width=5.6, sort="next_held_on", priority=4),
)
_FILTERS = (
    Filter("kind", _("全部类别"), lambda _store: [(kind.value, words) for kind, words in TEAM_KIND_WORDS.items()]),
    Filter("programme", _("全部计划"), lambda store: [(each, each) for each in register.programmes(store)]),
    Filter("standing", _("全部状态"), lambda _store: [("living", _("在活动")), ("disbanded", _("已解散"))]),
)


class TeamsPane(QWidget):
    """The table with its panel; `show_team` brings one into view. asked: a day and a team to see in the calendar."""

    framed_tools = True

    asked = Signal(date, int)

    def __init__(self, desk: Desk, plan: Callable[[TeamRow], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._plan = desk, plan
        self.page: RecordPage[TeamRow] = RecordPage(desk, self._spec(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        desk.watch(self, TOPICS, self._offer_named)
        self._offer_named()

    def _offer_named(self) -> None:
        """While no team is registered: those that sheets and activities name."""
        if self.page.table.rows.rowCount():
            return
        names, empty = register.only_named(self._desk.store), self.page.empty
        *_others, all_of_them = empty.buttons
        all_of_them.setVisible(bool(names))
        all_of_them.setText(_("登记做过活动的 {count} 支队伍").format(count=len(names)))
        known = _("还没有登记队伍。记下的活动里写到：{names}。可以一起登记，再加队员。")
        empty.sentence.setText(known.format(names=some_names(names)) if names else self.page.spec.empty)

    def _register_named(self, desk: Desk, _page: QWidget) -> None:
        names = register.only_named(desk.store)
        told = _("登记了 {count} 支队伍，类别是看名称定的，请看一看，再加队员。").format(count=len(names))
        desk.act(lambda: register.register_named(desk.store, names), told)

    def show_team(self, team_id: int) -> bool:
        """Select a team, asking for everything where the filters hide it; whether it is there."""
        return self.page.show_record(team_id)

    def standing(self) -> Standing:
        """How the list stands."""
        return self.page.standing()

    def take_up(self, standing: Standing) -> None:
        """Stand as another such pane did."""
        self.page.take_up(standing)

    def _make_panel(self, desk: Desk) -> TeamPanel:
        made = TeamPanel(desk, self._edit, self._plan)
        made.asked.connect(self.asked)
        return made

    def _edit(self, row: TeamRow) -> object:
        return self.page.open_form(row, _("修改队伍"))

    def _remove(self, desk: Desk, row: TeamRow, _parent: QWidget) -> None:
        question = _("要删除“{name}”吗？只在录错时这样做；不再活动的请用“解散队伍”。").format(name=row.name)
        if desk.speaker.ask(question, _("删除")):
            desk.act(lambda: register.remove_team(desk.store, row.team_id), _("录错的队伍删掉了。"))

    def _spec(self) -> PageSpec[TeamRow]:
        add = PageAction(
            _("登记队伍"), lambda _desk, _page: self.page.open_form(None, _("登记队伍")), "plus", "Ctrl+N", primary=True
        )
        return PageSpec(
            key="teams",
            title=_("队伍"),
            topics=TOPICS,
            load=health.window,
            columns=_COLUMNS,
            empty=_("还没有队伍。先点“登记队伍”，写上名称、类别和宗旨，再加队员。"),
            fields=team_forms.FIELDS,
            values=team_forms.values_of,
            save=team_forms.save,
            saved=_("队伍登记好了。"),
            saved_id=lambda changed: changed.params["team_id"],
            actions=(
                RowAction(_("加队员…"), team_forms.open_joining, "user-plus", when=_living),
                RowAction(_("修改队伍…"), lambda _d, row, _p: self._edit(row), "pencil", "F2"),
                RowAction(_("解散队伍…"), team_forms.open_disbanding, "x", when=_living),
                RowAction(_("删除（录错的）"), self._remove, "trash-2", when=lambda row: not row.members),
            ),
            page_actions=(add,),
            empty_actions=(add, PageAction(_("登记做过活动的队伍"), self._register_named)),
            filters=_FILTERS,
            search=_("找队伍"),
            detail=self._make_panel,
            detail_em=23.0,
            icon="hand-heart",
            framed=False,
        )


def _living(row: TeamRow) -> bool:
    return row.disbanded_on is None
