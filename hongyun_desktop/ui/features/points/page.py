# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 志愿积分: its header, its four views, and the buttons that record service."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.points import listing
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points import actions
from hongyun_desktop.ui.features.points.batches_pane import BatchesPane
from hongyun_desktop.ui.features.points.opening_form import open_opening_form
from hongyun_desktop.ui.features.points.person_pane import PersonPane
from hongyun_desktop.ui.features.points.ranking_pane import TOPICS, RankingPane
from hongyun_desktop.ui.features.points.rules_dialog import open_rules
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page_actions import PageAction, page_button
from hongyun_desktop.ui.kit.views_page import ViewsPage

RANKING, PERSON, ACTIVITIES, BATCHES = "ranking", "person", "activities", "batches"


class PointsPage(ViewsPage):
    """Ranking, one person, activities and batches; the header has the figures of what is in front."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        views = (
            (RANKING, _("排名"), "award"), (PERSON, _("个人积分"), "user"),
            (ACTIVITIES, _("活动"), "calendar"), (BATCHES, _("记分记录"), "list"),
        )  # fmt: skip
        super().__init__(desk, _("志愿积分"), views, parent)
        self._figures: dict[object, str] = {}
        self.record = page_button(
            desk,
            PageAction(_("登记服务"), lambda _desk, _page: self.record_service(), "plus", "Ctrl+N", primary=True),
            self,
        )
        self.sign_in = page_button(
            desk,
            PageAction(_("导入签到表"), actions.import_sign_in, "file-spreadsheet", "Ctrl+I", right=Right.IMPORT),
            self,
        )
        self.more = page_button(desk, PageAction(_("更多"), menu=self._menu()), self)
        self.begin(RANKING, (self.sign_in, self.more, self.record))

    def _menu(self) -> tuple[PageAction, ...]:
        return (
            PageAction(_("以前的积分…"), lambda _desk, _parent: self.open_opening(), "history"),
            PageAction(_("积分规则…"), open_rules, "settings", writes=False),
            PageAction(_("导出排名…"), lambda _desk, _parent: self.export(), "download", right=Right.EXPORT),
        )

    def open_view(self, key: object) -> None:
        """Bring a view to the front; whoever was selected in the ranking is meant by 个人积分."""
        meant = self._meant() if key == PERSON else None
        if meant is not None and PERSON in self.panes:
            self.person.show_person(meant, quarter=self.ranking.quarter())
        super().open_view(key)
        self.header.subtitle.setText(self._figures.get(key, ""))

    def _say(self, key: str, figures: str) -> None:
        self._figures[key] = figures
        if self.views.value() == key:
            self.header.subtitle.setText(figures)

    def _meant(self) -> int | None:
        in_front = RANKING in self.panes and self.stack.currentWidget() is self.ranking
        line = self.ranking.table.selected_row() if in_front else None
        return line.standing.resident_id if line is not None else None

    def make_view(self, key: object) -> QWidget:
        """The pane of a view."""
        makers: dict[object, Callable[[], QWidget]] = {
            RANKING: self._make_ranking,
            PERSON: self._make_person,
            ACTIVITIES: self._make_activities,
            BATCHES: lambda: BatchesPane(self._desk, self.stack),
        }
        return makers[key]()

    def _make_ranking(self) -> QWidget:
        made = RankingPane(self._desk, self.stack)
        made.counted.connect(lambda figures: self._say(RANKING, figures))
        made.asked.connect(self.show_person)
        if not self.awaits:
            made.reload()
        # The page watches for it: the figures in the header are to be right when the ranking comes to the front.
        self._desk.watch(self, TOPICS, made.reload)
        return made

    def _make_person(self) -> QWidget:
        meant = self._meant()
        quarter = self.ranking.quarter() if meant is not None else None
        return PersonPane(self._desk, self.stack, shown=meant, quarter=quarter)

    def _make_activities(self) -> QWidget:
        from hongyun_desktop.ui.features.points.activities_pane import ActivitiesPane

        made = ActivitiesPane(self._desk, self.stack, waits=self.awaits)
        made.counted.connect(lambda figures: self._say(ACTIVITIES, figures))
        self._say(ACTIVITIES, made.told)
        return made

    @property
    def ranking(self) -> RankingPane:
        """The view of the ranking."""
        made = self.pane(RANKING)
        assert isinstance(made, RankingPane)
        return made

    @property
    def person(self) -> PersonPane:
        """The view of one person's points."""
        made = self.pane(PERSON)
        assert isinstance(made, PersonPane)
        return made

    def show_person(self, resident_id: int) -> None:
        """Open somebody's account, with the place in the quarter of the ranking."""
        self.views.set_value(PERSON)
        self.person.show_person(resident_id, quarter=self.ranking.quarter())

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring an activity, an entry, or (points_of) a resident's account into view."""
        if kind == "activity":
            self.ask(ACTIVITIES, lambda pane: pane.show_activity(record_id))
        elif kind == "points_of":
            self.ask(PERSON, lambda pane: pane.show_person(record_id))
        else:
            try:
                resident_id = listing.resident_of_entry(self._desk.store, record_id)
            except AppError as error:
                self._desk.refused(error)
                return
            self.ask(PERSON, lambda pane: pane.show_person(resident_id, record_id))

    def record_service(self) -> None:
        """登记服务; where the activities are in front the new one is selected among them."""
        pane = self.pane(ACTIVITIES) if self.views.value() == ACTIVITIES else None
        if pane is not None:
            pane.open_new()  # pyright: ignore[reportAttributeAccessIssue]
        else:
            actions.record_service(self._desk, self)

    def open_opening(self) -> None:
        """以前的积分 for whoever is shown, or for anybody."""
        shown = self.person.resident_id if self.views.value() == PERSON else None
        open_opening_form(self._desk, self, shown)

    def export(self) -> None:
        """导出排名 of the quarter that is shown."""
        if self.ranking.board is not None:
            actions.export_ranking(self._desk, self.ranking.board)
