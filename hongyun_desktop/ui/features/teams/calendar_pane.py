# SPDX-License-Identifier: GPL-3.0-or-later
"""日历: the activities of all teams or of one, by day, and what may be done with each."""

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from hongyun_desktop.core.activities import activities, calendar
from hongyun_desktop.core.activities.rules import ACTIVITY_STATE_WORDS, ActivityState, CalendarRow
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.teams import register
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams import activity_forms
from hongyun_desktop.ui.features.teams.activity_card import ActivityCard
from hongyun_desktop.ui.features.teams.teams_pane import TOPICS
from hongyun_desktop.ui.features.teams.words import STATE_SHAPES
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.month_bar import MonthBar, day_words
from hongyun_desktop.ui.kit.month_grid import DayMark, MonthGrid, first_shown, last_shown
from hongyun_desktop.ui.kit.month_titles import DayTitle
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, clear_layout, label, row_of

_PANEL_EM = 20.0


class CalendarPane(QWidget):
    """The month with its days, and at the right the activities of one day. tools: month, team, and a new activity."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._days: dict[date, list[CalendarRow]] = {}
        self.grid = MonthGrid(today(desk.store.clock))
        self.team = QComboBox()
        self.team.setAccessibleName(_("队伍"))
        off = ActivityState.CANCELLED
        self.tools = MonthBar(self.grid, self.team, label(f"{STATE_SHAPES[off]} {ACTIVITY_STATE_WORDS[off]}", "hint"))
        self.day = label("", "h2")
        self.plan = button(_("安排活动…"), "plus", primary=True)
        self.list = Scrolled(margins_px=0, spacing_px=10)
        self.nothing = EmptyState(_("这天没有活动。点“安排活动”。"), icon="calendar")
        self.cards: list[ActivityCard] = []
        self._lay_out()
        self._connect()
        desk.guard(self.plan)
        desk.watch(self, TOPICS, self.reload)
        self.reload()

    def _lay_out(self) -> None:
        card, panel = Card(margins_px=8), Card(margins_px=14)
        card.column.addWidget(self.grid)
        panel.column.setSpacing(8)
        panel.column.addLayout(row_of(self.day, None, self.plan))
        panel.column.addWidget(self.list, 1)
        panel.column.addWidget(self.nothing, 1)
        panel.setFixedWidth(theme.em(self, _PANEL_EM))
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(card, 1)
        line.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)

    def _connect(self) -> None:
        self.team.activated.connect(lambda _place: self._read())
        self.grid.picked.connect(self._on_picked)
        self.grid.entered.connect(lambda _day: self.cards[0].setFocus() if self.cards else self.plan.setFocus())
        self.plan.clicked.connect(lambda: self.open_plan())

    def open_plan(self, team_id: int | None = None) -> QWidget:
        """安排活动 on the day that is picked, of a team or of the one that is shown."""
        form = activity_forms.open_new(self._desk, self, self.grid.day, team_id or self.team.currentData())
        form.saved.connect(lambda changed: self.show_activity(changed.params["activity_id"]))
        return form

    def show_activity(self, activity_id: int) -> None:
        """Go to the day of an activity and its card, asking for all teams where another one is shown."""
        row = activities.get_activity(self._desk.store, activity_id)
        shown = self.team.currentData()
        self.take_up((row.held_on, shown if row.team_id == shown else None))
        for card in self.cards:
            if card.row.activity.activity_id == activity_id:
                card.setFocus()
                QTimer.singleShot(0, card, lambda card=card: self.list.ensureWidgetVisible(card))

    def reload(self) -> None:
        """Read the teams and the activities of the month anew."""
        kept = self.team.currentData()
        self.team.clear()
        self.team.addItem(_("全部队伍"), None)
        for row in register.list_teams(self._desk.store):
            self.team.addItem(row.name, row.team_id)
        self.team.setCurrentIndex(max(self.team.findData(kept), 0) if kept is not None else 0)
        self._read()

    def _read(self) -> None:
        day = self.grid.day
        self._days = {}
        for row in calendar.month(self._desk.store, first_shown(day), last_shown(day), self.team.currentData()):
            self._days.setdefault(row.activity.held_on, []).append(row)
        self.grid.show_marks({each: _mark(rows) for each, rows in self._days.items()})
        self.tools.say(day)
        self._show_day(day)

    def _on_picked(self, day: date) -> None:
        if self.tools.say(day):
            self._read()
        else:
            self._show_day(day)

    def _show_day(self, day: date) -> None:
        rows = self._days.get(day, [])
        self.day.setText(day_words(day))
        clear_layout(self.list.column)
        self.cards = [ActivityCard(self._desk, row) for row in rows]
        for card in self.cards:
            self.list.column.addWidget(card)
        self.list.column.addStretch(1)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def standing(self) -> tuple[date, object]:
        """The day that is picked, and whose activities are shown."""
        return self.grid.day, self.team.currentData()

    def take_up(self, standing: tuple[date, object]) -> None:
        """Stand as another such pane did."""
        day, team_id = standing
        self.team.setCurrentIndex(max(self.team.findData(team_id), 0) if team_id is not None else 0)
        self.grid.pick(day)
        self._read()


def _title(row: CalendarRow) -> DayTitle:
    """The name first: a narrow day cuts what stands last. That a day is over can be seen without a sign."""
    off = STATE_SHAPES[row.state] if row.state is ActivityState.CANCELLED else ""
    return DayTitle(" ".join(filter(None, (off, row.activity.name))), row.activity.starts_at or "")


def _mark(rows: list[CalendarRow]) -> DayMark:
    """How many, and the word of a day on which nothing takes place."""
    off = all(row.state is ActivityState.CANCELLED for row in rows)
    words = _("取消") if off else _("{count} 场").format(count=len(rows))
    return DayMark(words, [_title(row) for row in rows])
