# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 自组织: its header with the figures, and its views: 队伍 and 日历."""

from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.teams import register
from hongyun_desktop.core.teams.rules import TeamRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams.teams_pane import TOPICS, TeamsPane
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Lasting
from hongyun_desktop.ui.kit.parts import PageHeader, Segmented, row_of

TEAMS, CALENDAR = "teams", "calendar"


class TeamsPage(QWidget):
    """Views are made when they are first opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.header = PageHeader(_("自组织"))
        self.views = Segmented(((TEAMS, _("队伍"), "users"), (CALENDAR, _("日历"), "calendar")))
        self.header.right.addWidget(self.views)
        self._stack = QStackedWidget()
        self.panes: dict[object, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.PAGE_MARGINS_PX)
        column.setSpacing(theme.GAP_PX)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        self.views.chosen.connect(lambda key: self._stack.setCurrentWidget(self.pane(key)))
        desk.watch(self, TOPICS, self.refresh_figures)
        self.refresh_figures()
        self._stack.setCurrentWidget(self.pane(TEAMS))

    def refresh_figures(self) -> None:
        """Say in the header how many teams there are and how many belong to them."""
        living = [row for row in register.list_teams(self._desk.store) if row.disbanded_on is None]
        self.header.subtitle.setText(_("队伍 {teams} 支 · 队员 {members} 人次").format(
            teams=len(living), members=sum(row.members for row in living)
        ))  # fmt: skip

    def pane(self, key: object) -> QWidget:
        """The pane of a view, made now if it was never opened."""
        if key not in self.panes:
            made = self._make_teams() if key == TEAMS else self._make_calendar()
            self.panes[key] = made
            self._stack.addWidget(made)
        return self.panes[key]

    def _make_teams(self) -> TeamsPane:
        made = TeamsPane(self._desk, self._plan)
        made.asked.connect(self.show_day)
        return made

    def _make_calendar(self) -> QWidget:
        from hongyun_desktop.ui.features.teams.calendar_pane import CalendarPane

        pane, holder = CalendarPane(self._desk), QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_PX)
        column.addLayout(row_of(pane.tools, None))
        column.addWidget(pane, 1)
        self.calendar = pane
        return holder

    def _plan(self, row: TeamRow) -> None:
        """安排活动 of a team: the calendar comes to the front with the form."""
        self.views.set_value(CALENDAR)
        self.calendar.open_plan(row.team_id)

    def show_day(self, day: date, team_id: int) -> None:
        """Bring a day of a team's activities into view."""
        self.views.set_value(CALENDAR)
        self.calendar.take_up((day, team_id))
        self.calendar.grid.setFocus()

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring a team into view."""
        if kind == "team":
            self.views.set_value(TEAMS)
            self.pane(TEAMS).show_team(record_id)  # pyright: ignore[reportAttributeAccessIssue]

    def _lasting(self) -> Any:
        return self.pane(TEAMS) if self.views.value() == TEAMS else self.calendar

    def standing(self) -> tuple[object, Any]:
        """How the page stands: the view in front, and how that stands."""
        pane = self._lasting()
        return self.views.value(), pane.standing() if isinstance(pane, Lasting) else None

    def take_up(self, standing: tuple[object, Any]) -> None:
        """Stand as another such page did."""
        view, inner = standing
        self.views.set_value(view)
        pane = self._lasting()
        if isinstance(pane, Lasting) and isinstance(pane, QWidget):
            # A view that was made just now has no size yet, and could not be scrolled.
            QTimer.singleShot(0, pane, lambda: pane.take_up(inner))
