# SPDX-License-Identifier: GPL-3.0-or-later
"""Who belongs to a team, or belonged to it, and what may be done with each: part of the panel of a team."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QVBoxLayout, QWidget

from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.teams import guests, membership
from hongyun_desktop.core.teams.guests import Likeness
from hongyun_desktop.core.teams.rules import POST_WORDS, MemberRow, TeamCard
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams import team_forms
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.noted_copy import may_copy
from hongyun_desktop.ui.kit.parts import allow, button
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import em, row_height_px

_NAME: Column[MemberRow] = Column(_("姓名"), lambda row: row.name, width=4, private=True)
_WHERE: Column[MemberRow] = Column(
    _("住址"), lambda row: row.dwelling or (_("小区外") if row.is_guest else ""), width=5, private=True, priority=1
)
_PRESENT: tuple[Column[MemberRow], ...] = (
    _NAME,
    Column(_("职务"), lambda row: "、".join(POST_WORDS[post.post] for post in row.posts), width=3.4),
    _WHERE,
    Column(_("近90天"), lambda row: row.times, lambda times: _("{times}次").format(times=times), Align.RIGHT, width=3),
)  # fmt: skip
_FORMER: tuple[Column[MemberRow], ...] = (
    _NAME,
    Column(_("退队"), lambda row: row.left_on, iso_text, width=5.4),
    Column(_("原因"), lambda row: row.left_reason),
)  # fmt: skip


class MembersView(QWidget):
    """Two tables, one of them shown.

    buttons: what may be done with the selected member; whoever shows this gives them a place.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._card: TeamCard | None = None
        self.present: TableView[MemberRow] = self._table(_PRESENT, _("队员"))
        self.former: TableView[MemberRow] = self._table(_FORMER, _("曾在队"))
        self.show_former = QCheckBox(_("看曾在队的"))
        self.nobody = EmptyState("", icon="users")
        # One line: the panel is low, and the members are what it is for.
        self.same = button("", "user-plus")
        self.same.setToolTip(_("这位队员登记时住在小区外，花名册里现在有同名的人。是同一人就连起来，入队日期不变。"))
        self._likeness: Likeness | None = None
        self.post, self.leave, self.more = button(_("任职…")), button(_("退队…")), button("", "ellipsis")
        self.more.setAccessibleName(_("队员的更多操作"))
        # The line of buttons is as wide as the panel.
        self.more.setFixedWidth(em(self, 2.9))
        self.buttons = (self.post, self.leave, self.more)
        self._lay_out()
        self.show_former.toggled.connect(lambda _on: self._show())
        self.post.clicked.connect(lambda: self._with_member(team_forms.open_post))
        self.leave.clicked.connect(lambda: self._with_member(team_forms.open_leaving))
        self.same.clicked.connect(self._on_same)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().topLeft())))
        desk.guard(self.post, self.leave, self.same)

    def _table(self, columns: tuple[Column[MemberRow], ...], name: str) -> TableView[MemberRow]:
        made: TableView[MemberRow] = TableView(columns, self._desk.privacy, tight=True)
        made.setAccessibleName(name)
        made.setMinimumHeight(row_height_px() * 2)
        made.copying = partial(may_copy, self._desk, _("队员"))
        made.activated_row.connect(self._on_activated)
        made.chosen.connect(lambda _row: self._allow())
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.show_former)
        self.same.hide()
        column.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        for each in (self.present, self.former, self.nobody):
            column.addWidget(each, 1)
            each.hide()

    def show_card(self, card: TeamCard) -> None:
        """Show the members of a team."""
        if self._card is not None and self._card.row.team_id != card.row.team_id:
            self.show_former.setChecked(False)
        self._card = card
        self._show()

    def _show(self) -> None:
        if self._card is None:
            return
        former = self.show_former.isChecked()
        rows = membership.members(self._desk.store, self._card.row.team_id, former=former)
        table, other = (self.former, self.present) if former else (self.present, self.former)
        table.show_window(Window.of(rows, lambda row: row.member_id))
        other.hide()
        table.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.nobody.sentence.setText(self._why_nobody(former=former))
        # A line of a low panel is not spent on what has nothing to show.
        self.show_former.setVisible(former or bool(self._card.former))
        self.show_former.setText(_("看曾在队的（{count} 人次）").format(count=self._card.former))
        self._show_likely(self._card, former=former)
        self._allow()

    def _show_likely(self, card: TeamCard, *, former: bool) -> None:
        """Ask about the first guest who may be in the roster by now."""
        found = guests.likely(self._desk.store, card.row.team_id) if card.guests and not former else ()
        self._likeness = found[0] if found else None
        self.same.setVisible(bool(found))
        if self._likeness is not None:
            name = self._desk.privacy.hide(self._likeness.name)
            where = self._desk.privacy.hide(self._likeness.dwelling) or _("没有住址")
            self.same.setText(_("{name}就是 {where} 的居民？…").format(name=name, where=where))

    def _on_same(self) -> None:
        if self._likeness is not None:
            member = membership.get_member(self._desk.store, self._likeness.member_id)
            team_forms.open_linking(self._desk, member, self, self._likeness.resident_id)

    def _why_nobody(self, *, former: bool) -> str:
        if self._card is not None and self._card.hidden:
            return _("这支队伍的队员只有看得到敏感信息的人能看。")
        return _("没有人退过队。") if former else _("还没有队员。点下面的“加队员”，选人、写入队日期。")

    def member(self) -> MemberRow | None:
        """The member who is selected; None for nobody."""
        return (self.former if self.show_former.isChecked() else self.present).selected_row()

    def _allow(self) -> None:
        member = self.member()
        why_not = _("先在上面选一名队员。") if member is None else ""
        if member is not None and member.left_on is not None:
            why_not = _("已经退队了。要再入队，点“加队员”。")
        for each in (self.post, self.leave):
            allow(each, why_not)
        allow(self.more, _("先在上面选一名队员。") if member is None else "", _("这名队员：更多"))

    def _with_member(self, run: Callable[[Desk, MemberRow, QWidget], object]) -> None:
        member = self.member()
        if member is not None:
            run(self._desk, member, self)

    def menu(self) -> QMenu:
        """What else may be done with the member who is selected."""
        made, desk, member = QMenu(self), self._desk, self.member()
        made.setToolTipsVisible(True)
        if member is None:
            return made
        for post in member.posts:
            text = _("卸任{post}…").format(post=POST_WORDS[post.post])
            desk.guard(made.addAction(text, lambda post=post: team_forms.open_post_end(desk, post, self)))
        desk.guard(
            made.addAction(_("改入队日期…"), lambda: team_forms.open_joining_day(desk, member, self)),
            made.addAction(_("删除这次入队（录错的）…"), lambda: team_forms.remove_member(desk, member)),
        )
        if member.is_guest:
            desk.guard(made.addAction(
                _("和花名册里的人是同一人…"), lambda: team_forms.open_linking(desk, member, self)
            ))  # fmt: skip
        else:
            made.addAction(_("看这位居民"), lambda: self._on_activated(member))
        return made

    def _on_activated(self, member: MemberRow) -> None:
        if member.resident_id is not None:
            self._desk.go("resident", member.resident_id)
