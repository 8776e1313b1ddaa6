# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 自组织: its header with the figures, and its views: 队伍 and 日历."""

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.teams import register
from hongyun_desktop.core.teams.rules import TeamRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams.teams_pane import TOPICS, TeamsPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.views_page import ViewsPage

if TYPE_CHECKING:
    from hongyun_desktop.ui.features.teams.calendar_pane import CalendarPane

TEAMS, CALENDAR = "teams", "calendar"


class TeamsPage(ViewsPage):
    """The register of teams, and the calendar of what they do."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        views = ((TEAMS, _("队伍"), "users"), (CALENDAR, _("日历"), "calendar"))
        super().__init__(desk, _("自组织"), views, parent)
        desk.watch(self, TOPICS, self.refresh_figures)
        self.refresh_figures()
        self.begin(TEAMS)

    def refresh_figures(self) -> None:
        """Say in the header how many teams there are and how many belong to them."""
        living = [row for row in register.list_teams(self._desk.store) if row.disbanded_on is None]
        self.header.subtitle.setText(_("队伍 {teams} 支 · 队员 {members} 人次").format(
            teams=len(living), members=sum(row.members for row in living)
        ))  # fmt: skip

    def make_view(self, key: object) -> QWidget:
        """The pane of a view."""
        return self._make_teams() if key == TEAMS else self._make_calendar()

    def _make_teams(self) -> TeamsPane:
        made = TeamsPane(self._desk, self._plan, self.stack)
        made.asked.connect(self.show_day)
        return made

    def _make_calendar(self) -> QWidget:
        from hongyun_desktop.ui.features.teams.calendar_pane import CalendarPane

        return CalendarPane(self._desk, self.stack)

    @property
    def calendar(self) -> "CalendarPane":
        """The view of the calendar."""
        return cast("CalendarPane", self.pane(CALENDAR))

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
