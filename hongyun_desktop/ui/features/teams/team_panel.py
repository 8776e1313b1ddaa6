# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the teams: all of one team in four parts (概况, 队员, 活动, 照片), and what may be done with it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.teams import register, review
from hongyun_desktop.core.teams.health import health
from hongyun_desktop.core.teams.rules import MemberRow, TeamCard, TeamKind, TeamRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams import papers, team_forms
from hongyun_desktop.ui.features.teams.activities_view import ActivitiesView
from hongyun_desktop.ui.features.teams.members_view import MembersView
from hongyun_desktop.ui.features.teams.overview import Overview
from hongyun_desktop.ui.features.teams.words import KIND_CHIPS
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import ChosenCard, EmptyState
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.parts import Scrolled, Segmented, allow, button, label, row_of, rule
from hongyun_desktop.ui.kit.pills import Pill
from hongyun_desktop.ui.kit.table import TableView

if TYPE_CHECKING:
    # Made when the photos are first looked at: a list stands without it.
    from hongyun_desktop.ui.kit.photos import PhotoStrip

OVERVIEW, MEMBERS, ACTIVITIES, PHOTOS = "overview", "members", "activities", "photos"
_YEARS = 3
_WHOLE = _("打印备案表（写出电话）…")


class TeamPanel(ChosenCard):
    """The selected team; asked: a day and a team to be seen in the calendar.

    edit: opens the team's form; plan: that of a new activity of it.
    """

    asked = Signal(date, int)

    def __init__(self, desk: Desk, edit: Callable[[TeamRow], object], plan: Callable[[TeamRow], object]) -> None:
        super().__init__(EmptyState(_("点一支队伍，这里看队员和活动。"), icon="users"), spacing_px=10)
        self._desk, self._edit, self._plan_for = desk, edit, plan
        self._card: TeamCard | None = None
        self.name = label("", "h2", wrap=True)
        self.kind = Pill(KIND_CHIPS[TeamKind.PLACE])
        self.parts = Segmented((
            (OVERVIEW, _("概况"), ""), (MEMBERS, _("队员"), ""), (ACTIVITIES, _("活动"), ""), (PHOTOS, _("照片"), ""),
        ))  # fmt: skip
        self.overview, self.people, self.activities = Overview(desk), MembersView(desk), ActivitiesView(desk)
        self._album = Scrolled()
        self._photos: PhotoStrip | None = None
        self._stack = QStackedWidget()
        self.join = button(_("加队员…"), primary=True)
        self.plan = button(_("安排活动…"))
        self.more = button("", "ellipsis")
        self.more.setToolTip(_("这支队伍：更多"))
        self.more.setAccessibleName(_("队伍的更多操作"))
        self._lay_out()
        self._connect()
        self.show_row(None)

    @property
    def members(self) -> TableView[MemberRow]:
        """The table of those who belong."""
        return self.people.present

    def _lay_out(self) -> None:
        head = row_of()
        head.addWidget(self.name, 1)
        head.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.more)
        self.inside.addLayout(head)
        self.inside.addLayout(row_of(self.parts, None))
        self.inside.addWidget(self._stack, 1)
        for each in (self.overview, self.people, self.activities, self._album):
            self._stack.addWidget(each)
        self.inside.addWidget(rule())
        each = (self.join, *self.people.buttons, self.plan, self.activities.look)
        self.inside.addLayout(row_of(*each, None, spacing_px=5))

    def _connect(self) -> None:
        self.parts.chosen.connect(self._on_part)
        self.activities.asked.connect(self._on_activity)
        self.join.clicked.connect(lambda: self._with_row(lambda row: team_forms.open_joining(self._desk, row, self)))
        self.plan.clicked.connect(lambda: self._with_row(self._plan_for))
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self._desk.guard(self.join, self.plan)
        self._desk.privacy.changed.connect(self._on_privacy)

    def _with_row(self, run: Callable[[TeamRow], object]) -> None:
        if self._card is not None:
            run(self._card.row)

    def show_row(self, row: TeamRow | None) -> None:
        """Show a team as it is now, or nothing; nothing too where it is gone."""
        self._card = self._read(row.team_id) if row is not None else None
        self.show_chosen(self._card)
        if self._card is None:
            return
        shown = self._card.row
        self.name.setText(shown.name)
        self.kind.show_chip(KIND_CHIPS[shown.kind])
        self._name_parts(self._card)
        self._on_part(self.parts.value())
        ended = _("这支队伍已经解散。") if shown.disbanded_on else ""
        for control in (self.join, self.plan):
            allow(control, ended)

    def _read(self, team_id: int) -> TeamCard | None:
        try:
            return register.get_team(self._desk.store, team_id)
        except AppError:
            return None  # taken away meanwhile

    def _name_parts(self, card: TeamCard) -> None:
        counts = (None, card.row.members, card.activities, card.photos)
        words = (_("概况"), _("队员"), _("活动"), _("照片"))
        for each, word, count in zip(self.parts.buttons, words, counts, strict=True):
            each.setText(f"{word} {count}" if count else word)

    def _on_part(self, part: object) -> None:
        """Only the part in front is read."""
        card = self._card
        if card is None:
            return
        # One line for both: a low panel has to show members.
        self.join.setVisible(part != ACTIVITIES)
        self.plan.setVisible(part != MEMBERS)
        self.activities.look.setVisible(part == ACTIVITIES)
        for each in self.people.buttons:
            each.setVisible(part == MEMBERS)
        shown: dict[object, QWidget] = {
            OVERVIEW: self.overview, MEMBERS: self.people, ACTIVITIES: self.activities, PHOTOS: self._album,
        }  # fmt: skip
        if part == OVERVIEW:
            self.overview.show_team(card, health(self._desk.store, card.row.team_id, today(self._desk.store.clock)))
        elif part == MEMBERS:
            self.people.show_card(card)
        elif part == ACTIVITIES:
            self.activities.show_team(card.row.team_id)
        else:
            self._show_photos(card.row.team_id)
        self._stack.setCurrentWidget(shown[part])

    def _show_photos(self, team_id: int) -> None:
        if self._photos is None:
            from hongyun_desktop.ui.kit.photos import PhotoStrip

            self._photos = PhotoStrip(self._desk)
            self._album.column.addWidget(self._photos)
            self._album.column.addStretch(1)
        self._photos.show_subject(Subject("team", team_id), stages=False)

    def _on_privacy(self, _on: bool) -> None:
        self._on_part(self.parts.value())

    def _on_activity(self, activity: object) -> None:
        self._with_row(lambda row: self.asked.emit(activity.held_on, row.team_id))  # pyright: ignore[reportAttributeAccessIssue]

    def menu(self) -> QMenu:
        """What else may be done with the team, and what may be printed of it."""
        made, desk = QMenu(self), self._desk
        made.setToolTipsVisible(True)
        if self._card is None:
            return made
        row = self._card.row
        ended = _("这支队伍已经解散。") if row.disbanded_on else ""
        self._add_papers(made, row)
        made.addSeparator()
        for text, icon_name, run, why_not in (
            (_("修改队伍…"), "pencil", lambda: self._edit(row), ""),
            (_("加小区外的人…"), "user-plus", lambda: team_forms.open_guest(desk, row, self), ended),
            (_("解散队伍…"), "x", lambda: team_forms.open_disbanding(desk, row, self), ended),
        ):
            entry = made.addAction(icon(icon_name), text, run)
            entry.setEnabled(not why_not)
            entry.setToolTip(why_not)
            desk.guard(entry)
        return made

    def _add_papers(self, menu: QMenu, row: TeamRow) -> None:
        desk, team_id = self._desk, row.team_id
        papers_of: list[tuple[str, Callable[[], object]]] = [
            (_("打印备案表（电话打星号）"), lambda: papers.show_filing(desk, self, team_id)),
            (_WHOLE, lambda: team_forms.ask_filing(
                desk, row, self, lambda numbers: papers.show_filing(desk, self, team_id, numbers)
            )),
            (_("打印入队报名表"), lambda: papers.show_sign_up(desk, self, team_id)),
        ]  # fmt: skip
        for year in review.years(desk.store, team_id)[:_YEARS]:
            text = _("打印{year}年度评议表").format(year=year)
            papers_of.append((text, lambda year=year: papers.show_review(desk, self, team_id, year)))
        for text, run in papers_of:
            entry = menu.addAction(icon("printer"), text)
            entry.triggered.connect(lambda _checked=False, run=run: run())
            desk.guard(entry, right=Right.UNMASK if text == _WHOLE else Right.PRINT, writes=False)
