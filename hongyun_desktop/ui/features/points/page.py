# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 志愿积分: its header, its four views, and the buttons that record service."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

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
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Lasting
from hongyun_desktop.ui.kit.page_actions import PageAction, page_button
from hongyun_desktop.ui.kit.parts import PageHeader, Segmented, row_of

RANKING, PERSON, ACTIVITIES, BATCHES = "ranking", "person", "activities", "batches"


class PointsPage(QWidget):
    """Views are made when they are first opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.header = PageHeader(_("志愿积分"))
        self.views = Segmented((
            (RANKING, _("排名"), "award"), (PERSON, _("个人积分"), "user"),
            (ACTIVITIES, _("活动"), "calendar"), (BATCHES, _("记分记录"), "list"),
        ))  # fmt: skip
        self.header.right.addWidget(self.views)
        self.panes: dict[object, QWidget] = {}
        self._tools, self._stack = QStackedWidget(), QStackedWidget()
        self.record = page_button(
            desk, PageAction(_("登记服务"), actions.record_service, "plus", "Ctrl+N", primary=True), self
        )
        self.sign_in = page_button(
            desk,
            PageAction(_("导入签到表"), actions.import_sign_in, "file-spreadsheet", "Ctrl+I", right=Right.IMPORT),
            self,
        )
        self.more = page_button(desk, PageAction(_("更多"), menu=self._menu()), self)
        self._lay_out()
        self.views.chosen.connect(self._on_view)
        self._on_view(RANKING)

    def _menu(self) -> tuple[PageAction, ...]:
        return (
            PageAction(_("期初积分…"), lambda _desk, _parent: self.open_opening(), "history"),
            PageAction(_("积分规则…"), open_rules, "settings", writes=False),
            PageAction(_("导出排名…"), lambda _desk, _parent: self.export(), "download", right=Right.EXPORT),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.PAGE_MARGINS_PX)
        column.setSpacing(theme.GAP_PX)
        tools = row_of(spacing_px=8)
        tools.addWidget(self._tools, 1)
        for each in (self.sign_in, self.more, self.record):
            tools.addWidget(each)
        column.addWidget(self.header)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _on_view(self, key: object) -> None:
        pane = self.pane(key)
        line = self.ranking.table.selected_row() if key == PERSON else None
        if line is not None and self._stack.currentWidget() is self.ranking:
            # Whoever was selected in the ranking is meant.
            self.person.show_person(line.standing.resident_id)
        self._stack.setCurrentWidget(pane)
        self._tools.setCurrentIndex(self._stack.currentIndex())

    def pane(self, key: object) -> QWidget:
        """The pane of a view, made now if it was never opened."""
        if key not in self.panes:
            makers: dict[object, Callable[[], QWidget]] = {
                RANKING: self._make_ranking,
                PERSON: self._make_person,
                ACTIVITIES: self._make_activities,
                BATCHES: lambda: BatchesPane(self._desk),
            }
            made = makers[key]()
            self.panes[key] = made
            self._stack.addWidget(made)
            self._add_tools(getattr(made, "tools", None) or QWidget())
        return self.panes[key]

    def _add_tools(self, tools: QWidget) -> None:
        holder = QWidget()
        holder.setLayout(row_of(tools, None))
        self._tools.addWidget(holder)
        # Made after the page, they would come last; Tab follows the eye.
        before: QWidget = self.views.buttons[-1]
        for each in tools.findChildren(QWidget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is self.window():
                QWidget.setTabOrder(before, each)
                before = each

    def _make_ranking(self) -> QWidget:
        made = RankingPane(self._desk)
        made.counted.connect(self.header.subtitle.setText)
        made.asked.connect(self.show_person)
        made.reload()
        # The page watches for it: its figures stand in the header whichever view is in front.
        self._desk.watch(self, TOPICS, made.reload)
        return made

    def _make_person(self) -> QWidget:
        return PersonPane(self._desk)

    def _make_activities(self) -> QWidget:
        from hongyun_desktop.ui.features.points.activities_pane import ActivitiesPane

        return ActivitiesPane(self._desk)

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

    def show_person(self, resident_id: int, entry_id: int | None = None) -> None:
        """Open somebody's account."""
        self.views.set_value(PERSON)
        self.person.show_person(resident_id, entry_id)

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring an activity, an entry, or (points_of) a resident's account into view."""
        if kind == "activity":
            self.views.set_value(ACTIVITIES)
            self.pane(ACTIVITIES).show_activity(record_id)  # pyright: ignore[reportAttributeAccessIssue]
        elif kind == "points_of":
            self.show_person(record_id)
        else:
            try:
                self.show_person(listing.resident_of_entry(self._desk.store, record_id), record_id)
            except AppError as error:
                self._desk.refused(error)

    def standing(self) -> tuple[object, Any]:
        """How the page stands: the view in front, and how that stands."""
        view = self.views.value()
        pane = self.pane(view)
        return view, pane.standing() if isinstance(pane, Lasting) else None

    def take_up(self, standing: tuple[object, Any]) -> None:
        """Stand as another such page did."""
        view, inner = standing
        self.views.set_value(view)
        pane = self.pane(view)
        if isinstance(pane, Lasting):
            # A view that was made just now has no size yet, and could not be scrolled.
            QTimer.singleShot(0, pane, lambda: pane.take_up(inner))

    def open_opening(self) -> None:
        """期初积分 for whoever is shown, or for anybody."""
        shown = self.person.resident_id if self.views.value() == PERSON else None
        open_opening_form(self._desk, self, shown)

    def export(self) -> None:
        """导出排名 of the quarter that is shown."""
        if self.ranking.board is not None:
            actions.export_ranking(self._desk, self.ranking.board)
