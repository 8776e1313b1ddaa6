# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the teams: all of one team on one page, and what may be done with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.core.teams import membership, register, review
from hongyun_desktop.core.teams.health import health
from hongyun_desktop.core.teams.rules import (
    POST_WORDS,
    MemberRow,
    TeamCard,
    TeamHealth,
    TeamKind,
    TeamRow,
    health_sentences,
)
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams import papers, team_forms
from hongyun_desktop.ui.features.teams.trend import TrendBars
from hongyun_desktop.ui.features.teams.words import KIND_CHIPS, activity_text, health_lines, post_text
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, EmptyState, Scrolled, allow, button, clear_layout, label, row_of
from hongyun_desktop.ui.kit.pills import Pill
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import row_height_px

_MOST_ROWS, _MOST_HONOURS = 5, 5
_MEMBERS: tuple[Column[MemberRow], ...] = (
    Column(_("姓名"), lambda row: row.name, width=3.2, private=True),
    Column(_("职务"), lambda row: "、".join(POST_WORDS[post.post] for post in row.posts)),
    Column(_("来过"), lambda row: row.times, lambda times: _("{times}次").format(times=times), Align.RIGHT, width=2.2),
)


class TeamPanel(Card):
    """The selected team; `edit` opens its form, `plan` that of a new activity of it."""

    def __init__(self, desk: Desk, edit: Callable[[TeamRow], object], plan: Callable[[TeamRow], object]) -> None:
        super().__init__(margins_px=14)
        self._desk, self._edit, self._plan = desk, edit, plan
        self._row: TeamRow | None = None
        self.name = label("", "h2", wrap=True)
        self.kind = Pill(KIND_CHIPS[TeamKind.PLACE])
        self.facts = label("", "hint", wrap=True)
        self.members: TableView[MemberRow] = TableView(_MEMBERS, desk.privacy)
        self.members.setAccessibleName(_("队员"))
        self.join = button(_("加队员…"), "user-plus", primary=True)
        self.more = button(_("更多"), "ellipsis")
        self.paper = button(_("打印"), "printer")
        self.activity = button(_("安排活动…"), "calendar")
        self.nothing = EmptyState(_("点一支队伍，这里看它的队员、活动和近况。"), icon="users")
        self.filled, self._scrolled = QWidget(), Scrolled(margins_px=0)
        self.story = QWidget()
        self._story = QVBoxLayout(self.story)
        self.trend = TrendBars()
        self._photos: QWidget | None = None
        self._lay_out()
        self._connect()
        self.show_row(None)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(row_of(self.name, None, self.kind))
        self._story.setContentsMargins(0, 0, 0, 0)
        self._story.setSpacing(4)
        for each in (self.facts, self.members, self.story, self.trend):
            self._scrolled.column.addWidget(each)
        self._scrolled.column.addStretch(1)
        inside.addWidget(self._scrolled, 1)
        inside.addLayout(row_of(self.join, self.activity))
        inside.addLayout(row_of(self.paper, self.more, None))
        self.column.addWidget(self.filled, 1)
        self.column.addWidget(self.nothing, 1)

    def _connect(self) -> None:
        self.join.clicked.connect(lambda: self._with_row(team_forms.open_joining))
        self.activity.clicked.connect(self._on_plan)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().topLeft())))
        self.paper.clicked.connect(lambda: self.paper_menu().popup(self.paper.mapToGlobal(self.paper.rect().topLeft())))
        self._desk.guard(self.join, self.activity)
        self._desk.watch(self, (Topic.PHOTO,), lambda: None)

    def _with_row(self, run: Callable[[Desk, TeamRow, QWidget], object]) -> None:
        if self._row is not None:
            run(self._desk, self._row, self)

    def _on_plan(self) -> None:
        if self._row is not None:
            self._plan(self._row)

    def show_row(self, row: TeamRow | None) -> None:
        """Show a team, or nothing."""
        self._row = row
        self.filled.setVisible(row is not None)
        self.nothing.setVisible(row is None)
        if row is None:
            return
        card = register.get_team(self._desk.store, row.team_id)
        self.name.setText(row.name)
        self.kind.show_chip(KIND_CHIPS[row.kind])
        self.facts.setText(_facts(card))
        self._show_members(card)
        figures = health(self._desk.store, row.team_id, today(self._desk.store.clock))
        self._show_story(card, figures)
        self.trend.show_trend(figures.trend)
        self._show_photos(row)
        ended = _("这支队伍已经解散。") if row.disbanded_on else self._desk.why_not(None)
        for control in (self.join, self.activity):
            allow(control, ended)

    def _show_members(self, card: TeamCard) -> None:
        rows = membership.members(self._desk.store, card.row.team_id)
        self.members.show_window(Window.of(rows, lambda row: row.member_id))
        self.members.setVisible(bool(rows))
        self.members.setFixedHeight(row_height_px() * (min(len(rows), _MOST_ROWS) + 1) + 4)

    def _show_story(self, card: TeamCard, figures: TeamHealth) -> None:
        clear_layout(self._story)
        hide = self._desk.privacy.hide
        for title, lines in (
            (_("近况"), health_lines(figures)),
            ("", [hide(each) for each in health_sentences(figures)]),
            (_("职务"), [hide(post_text(post, POST_WORDS[post.post])) for post in (*card.posts, *card.former_posts)]),
            (_("接下来的活动"), [activity_text(each) for each in card.upcoming]),
            (_("最近的活动"), [activity_text(each) for each in card.latest]),
            (
                _("荣誉"),
                [hide(f"{each.issued_on} {each.title} {each.recipient}") for each in figures.honours][:_MOST_HONOURS],
            ),
        ):
            self._add_lines(title, list(lines))

    def _add_lines(self, title: str, lines: list[str]) -> None:
        if lines and title:
            self._story.addWidget(label(title, "h3"))
        for line in lines:
            self._story.addWidget(label(line, "" if title else "warning", wrap=True))

    def _show_photos(self, row: TeamRow) -> None:
        from hongyun_desktop.ui.kit.photos import PhotoStrip

        if self._photos is None:
            self._photos = PhotoStrip(self._desk)
            self._scrolled.column.insertWidget(self._scrolled.column.count() - 1, self._photos)
        self._photos.show_subject(Subject("team", row.team_id), stages=False)  # pyright: ignore[reportAttributeAccessIssue]

    def menu(self) -> QMenu:
        """What else may be done with the team and the member that is selected."""
        made = QMenu(self)
        desk, member = self._desk, self.members.selected_row()
        row = self._row
        if row is None:
            return made
        may = not desk.why_not(None) and not row.disbanded_on
        for text, run, there in (
            (_("修改队伍…"), lambda: self._edit(row), True),
            (_("加外面的人…"), lambda: team_forms.open_guest(desk, row, self), may),
            (_("任职…"), lambda: member and team_forms.open_post(desk, member, self), may and member is not None),
            (_("退队…"), lambda: member and team_forms.open_leaving(desk, member, self), may and member is not None),
            (_("解散队伍…"), lambda: team_forms.open_disbanding(desk, row, self), may),
        ):
            made.addAction(text).setEnabled(bool(there))
            made.actions()[-1].triggered.connect(run)
        for post in member.posts if member else ():
            text = _("卸任{post}…").format(post=POST_WORDS[post.post])
            made.addAction(text, lambda post=post: team_forms.open_post_end(desk, post, self))
        return made

    def paper_menu(self) -> QMenu:
        """What may be printed of the team."""
        made, desk, row = QMenu(self), self._desk, self._row
        if row is None:
            return made
        made.addAction(_("备案表"), lambda: papers.show_filing(desk, self, row.team_id))
        made.addAction(_("入队报名表"), lambda: papers.show_sign_up(desk, self, row.team_id))
        for year in review.years(desk.store, row.team_id)[:3]:
            text = _("{year}年度评议表").format(year=year)
            made.addAction(text, lambda year=year: papers.show_review(desk, self, row.team_id, year))
        return made


def _facts(card: TeamCard) -> str:
    """What a team is, a line each."""
    row = card.row
    founded = _("成立于 {day}").format(day=row.founded_on) if row.founded_on else ""
    ended = _("{day} 解散").format(day=row.disbanded_on) if row.disbanded_on else ""
    counts = _("队员 {members} 人").format(members=row.members)
    guests = _("其中外面的 {guests} 人").format(guests=card.guests) if card.guests else ""
    former = _("曾在队 {former} 人次").format(former=card.former) if card.former else ""
    lines = (
        row.purpose, " · ".join(filter(None, (row.programme, founded, ended))),
        "，".join(filter(None, (counts, guests, former))), row.note,
        _("队员的名字只有有权查看的人能看到。") if card.hidden else "",
    )  # fmt: skip
    return "\n".join(filter(None, lines))
