# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the activities: the list of the selected one, and what may be done with it. Reads the attendance list."""

from collections.abc import Callable

from hongyun_desktop.core.activities.listing import ActivitySummary
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import AttendanceRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.attendance_words import LIST_CHIPS, hours_text, kind_text, state_chip
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import ChosenCard, EmptyState
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.pills import Pill
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import row_height_px

_COLUMNS: tuple[Column[AttendanceRow], ...] = (
    Column(_("姓名"), lambda row: row.name, private=True),
    Column(
        _("状态"), lambda row: row.state, width=4.2,
        chips=lambda row: (state_chip(row.state, credited=row.credited),),
    ),
    Column(_("小时"), lambda row: row.minutes, text=hours_text, align=Align.RIGHT, width=2.4),
)  # fmt: skip


class ActivityPanel(ChosenCard):
    """The selected activity; the two callbacks open its list and the form for its name and day."""

    def __init__(
        self, desk: Desk, open_list: Callable[[int], object], change: Callable[[ActivitySummary], object]
    ) -> None:
        super().__init__(EmptyState(_("点一场活动，这里看它的名单。"), icon="list"))
        self._desk, self._open_list, self._change = desk, open_list, change
        self._row: ActivitySummary | None = None
        self.name = label("", "h2", wrap=True)
        self.facts = label("", "hint", wrap=True)
        self.state = Pill(LIST_CHIPS[next(iter(LIST_CHIPS))])
        self.people: TableView[AttendanceRow] = TableView(_COLUMNS, desk.privacy)
        self.people.activated_row.connect(self._on_person)
        self.people.setMinimumHeight(row_height_px() * 2)
        self.open = button(_("名单与记分"), "clipboard-check", primary=True)
        self.change = button(_("修改…"), "pencil")
        self.open.clicked.connect(self._on_open)
        self.change.clicked.connect(self._on_change)
        self._lay_out()
        desk.guard(self.open, self.change)
        self.show_row(None)

    def _lay_out(self) -> None:
        self.inside.addWidget(self.name)
        state = row_of(self.state)
        state.addWidget(self.facts, 1)
        self.inside.addLayout(state)
        self.inside.addWidget(self.people, 1)
        self.inside.addLayout(row_of(self.open, self.change, None))

    def show_row(self, row: ActivitySummary | None) -> None:
        """Show an activity with its list, or nothing."""
        self._row = row
        self.show_chosen(row)
        if row is None:
            return
        self.name.setText(row.name)
        self.state.show_chip(LIST_CHIPS[row.state])
        parts = (row.held_on.isoformat(), row.team, kind_text(row.service_kind) if row.service_kind else "")
        self.facts.setText(" · ".join(part for part in parts if part))
        people = attendance.list_of(self._desk.store, row.activity_id)
        self.people.show_window(Window.of(people, lambda person: person.resident_id))

    def _on_open(self) -> None:
        if self._row is not None:
            self._open_list(self._row.activity_id)

    def _on_change(self) -> None:
        if self._row is not None:
            self._change(self._row)

    def _on_person(self, person: AttendanceRow) -> None:
        self._desk.go("resident", person.resident_id)
