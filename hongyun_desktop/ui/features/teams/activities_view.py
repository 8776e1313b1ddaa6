# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities of a team, those to come and those held: part of the panel of a team."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.activities.rules import ActivityRow, ActivityState
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.teams import register
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams.words import STATE_SHAPES, signs
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import allow, button, label
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import row_height_px


class ActivitiesView(QWidget):
    """Those to come, the next one first, then those held, the last first; `asked`: one that somebody wants to see.

    look: leads to the selected one in the calendar; whoever shows this gives it a place.
    """

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.table: TableView[ActivityRow] = TableView(
            (
                Column(_("日期"), lambda row: row.held_on, width=5.4),
                Column(_("活动"), lambda row: f"{STATE_SHAPES[self._state(row)]} {row.name}"),
            ),
            desk.privacy, tight=True,
        )  # fmt: skip
        self.table.setAccessibleName(_("活动"))
        self.table.setMinimumHeight(row_height_px() * 2)
        self.table.activated_row.connect(self.asked.emit)
        self.table.chosen.connect(lambda _row: self._allow())
        self.look = button(_("到日历里看"), "calendar")
        self.look.clicked.connect(lambda: self.asked.emit(self.table.selected_row()))
        self.nothing = EmptyState(_("还没有活动。点下面的“安排活动”。"), icon="calendar")
        self.told = label(signs(), "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.nothing, 1)
        self.nothing.hide()

    def show_team(self, team_id: int) -> None:
        """Show the activities of a team."""
        window = register.activity_window(self._desk.store, team_id)
        self.table.show_window(window)
        for each in (self.table, self.told):
            each.setVisible(bool(window.ids))
        self.nothing.setVisible(not window.ids)
        self._allow()

    def _allow(self) -> None:
        allow(self.look, "" if self.table.selected_ids() else _("先在上面选一场活动。"), _("回车或双击那一场也行。"))

    def _state(self, row: ActivityRow) -> ActivityState:
        if row.cancelled:
            return ActivityState.CANCELLED
        return ActivityState.HELD if row.held_on < today(self._desk.store.clock) else ActivityState.PLANNED
