# SPDX-License-Identifier: GPL-3.0-or-later
"""日历: the days on which open tasks are due, and the tasks of the day that is picked."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.card_list import CardList
from hongyun_desktop.ui.features.rectification.detail import TOPICS, open_task
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.month_bar import MonthBar, day_words
from hongyun_desktop.ui.kit.month_grid import (
    DayMark,
    MonthGrid,
    first_shown,
    last_shown,
)
from hongyun_desktop.ui.kit.month_titles import DayTitle
from hongyun_desktop.ui.kit.parts import Card, label

_TITLES = 3
_PANEL_EM = 18.0


class CalendarPane(QWidget):
    """The month with its days, and at the right the tasks of one day. tools: the month and how to change it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._days: dict[date, tuple[int, ...]] = {}
        self.grid = MonthGrid(today(desk.store.clock))
        self.tools = MonthBar(self.grid)
        self.day = label("", "h2")
        self.under = label("", "hint", wrap=True)
        self.tasks = CardList(desk, _("这一天到期的任务"), dragged=False)
        self.nothing = EmptyState(_("这一天没有到期的任务。"), icon="circle-check")
        self._lay_out()
        self._connect()
        desk.watch(self, TOPICS, self.reload)
        self.reload()

    def _lay_out(self) -> None:
        card, panel = Card(margins_px=8), Card(margins_px=16)
        card.column.addWidget(self.grid)
        panel.column.setSpacing(8)
        for each in (self.day, self.under):
            panel.column.addWidget(each)
        panel.column.addWidget(self.tasks, 1)
        panel.column.addWidget(self.nothing, 1)
        panel.setFixedWidth(theme.em(self, _PANEL_EM))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(card, 1)
        line.addWidget(panel)

    def _connect(self) -> None:
        self.grid.picked.connect(self._on_picked)
        self.grid.entered.connect(self._on_entered)
        self.tasks.opened.connect(self._on_task)
        self.tasks.sideways.connect(self._on_back)

    def reload(self) -> None:
        """Read the days of the month anew."""
        store, day = self._desk.store, self.grid.day
        self._days = listing.due_days(store, first_shown(day), last_shown(day))
        titled = {row.task_id: row.title for row in listing.rows(store, self._titled())}
        now = today(store.clock)
        self.grid.show_marks({
            each: _mark(len(ids), [titled[one] for one in ids[:_TITLES] if one in titled], overdue=each < now)
            for each, ids in self._days.items()
        })  # fmt: skip
        self.tools.say(day)
        self._show_day(day)

    def _titled(self) -> list[int]:
        return [one for ids in self._days.values() for one in ids[:_TITLES]]

    def _on_picked(self, day: date) -> None:
        if self.tools.say(day):
            self.reload()
        else:
            self._show_day(day)

    def _show_day(self, day: date) -> None:
        ids = self._days.get(day, ())
        self.day.setText(day_words(day))
        late = (today(self._desk.store.clock) - day).days
        told = _("{count} 条到期").format(count=len(ids))
        self.under.setText(_("{told}，已超期 {days} 天").format(told=told, days=late) if ids and late > 0 else told)
        self.tasks.cards.show(Window(ids, lambda some: listing.rows(self._desk.store, some)))
        self.tasks.setVisible(bool(ids))
        self.nothing.setVisible(not ids)

    def _on_entered(self, day: date) -> None:
        ids = self._days.get(day, ())
        if ids:
            self.tasks.take(0)

    def _on_back(self, way: int) -> None:
        """The arrow to the left leads from the day's tasks back to the days."""
        if way < 0:
            self.grid.setFocus()

    def _on_task(self, task_id: int) -> None:
        open_task(self._desk, self, task_id)

    def standing(self) -> date:
        """The day that is picked."""
        return self.grid.day

    def take_up(self, standing: date) -> None:
        """Stand as another such pane did."""
        self.grid.pick(standing)


def _mark(count: int, titles: list[str], *, overdue: bool) -> DayMark:
    words = _("超期 {count}") if overdue else _("{count} 条")
    more = [_("另有 {count} 条").format(count=count - len(titles))] if count > len(titles) else []
    return DayMark(words.format(count=count), [DayTitle(each) for each in (*titles, *more)], warns=overdue)
