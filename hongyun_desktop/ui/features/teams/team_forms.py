# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms of a team: what it is, who joins and leaves, who holds a post, and its end."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.activities import listing
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import guests, membership, register, unmasking
from hongyun_desktop.core.teams.rules import (
    POST_WORDS,
    TEAM_KIND_WORDS,
    MemberRow,
    PostRow,
    TeamRow,
    TeamValues,
    WholeNumbers,
)
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams.people_field import PeopleField
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Field, NameField, NoteField, TextField
from hongyun_desktop.ui.kit.form import RecordForm, opened
from hongyun_desktop.ui.kit.record_field import RecordField

FIELDS: tuple[Field, ...] = (
    TextField(
        name="name", label=_("名称"), required=True, longest=40, placeholder=_("如 环境美育队"),
        suggestions=lambda desk: listing.earlier_teams(desk.store),
    ),
    ChoiceField(name="kind", label=_("类别"), choices=tuple(TEAM_KIND_WORDS.items())),
    NoteField(name="purpose", label=_("宗旨"), lines=2, placeholder=_("这支队伍做什么")),
    TextField(
        name="programme", label=_("所属计划"), longest=40, placeholder=_("如 鸿鹄志计划"),
        suggestions=lambda desk: register.programmes(desk.store),
    ),
    DateField(name="founded_on", label=_("成立日期")),
    NoteField(name="note", label=_("备注"), lines=2),
)  # fmt: skip


def save(store: Store, typed: Mapping[str, Any], row: TeamRow | None) -> Changed:
    """Save what the form of a team says."""
    return register.save_team(store, TeamValues(**typed), row.team_id if row else None)


def values_of(row: TeamRow) -> Mapping[str, Any]:
    """What the form of a team starts with."""
    return {field.name: getattr(row, field.name) for field in FIELDS}


def _naming(desk: Desk, title: str, name: str, **words: str) -> Callable[[], str]:
    """A title that names somebody, dots while F9 hides names."""
    return lambda: title.format(name=desk.privacy.hide(name), **words)


def open_joining(desk: Desk, row: TeamRow, parent: QWidget) -> RecordForm:
    """加队员: residents join on one day."""
    fields = (
        PeopleField(name="residents", label=_("居民"), required=True),
        DateField(name="joined_on", label=_("入队日期"), required=True),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        return membership.join(desk.store, row.team_id, typed["residents"], typed["joined_on"])

    return opened(RecordForm(
        desk, _("加队员：{team}").format(team=row.name), fields, {"joined_on": today(desk.store.clock)}, keep,
        _joined, parent, ok_text=_("加入"),
    ))  # fmt: skip


def _joined(changed: Changed) -> str:
    joined, known = changed.params["count"], changed.params["known"]
    told = _("{count} 人入队登记好了。").format(count=joined)
    return told + _("另有 {count} 人本来就在队里。").format(count=known) if known else told


def open_guest(desk: Desk, row: TeamRow, parent: QWidget) -> RecordForm:
    """加小区外的人: somebody who is not in the roster."""
    fields = (
        NameField(name="name", label=_("姓名"), required=True),
        TextField(name="phone", label=_("电话"), longest=20),
        DateField(name="joined_on", label=_("入队日期"), required=True),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        return membership.join_guest(
            desk.store, row.team_id, typed["name"], typed["phone"], typed["joined_on"]
        )  # fmt: skip

    return opened(RecordForm(
        desk, _("加小区外的人：{team}").format(team=row.name), fields, {"joined_on": today(desk.store.clock)}, keep,
        _("入队登记好了。"), parent, note=_("住在小区的人请用“加队员”，这样积分和时长才对得上。"),
        ok_text=_("加入"),
    ))  # fmt: skip


def open_linking(desk: Desk, member: MemberRow, parent: QWidget, resident_id: int | None = None) -> RecordForm:
    """是同一人: a guest who is in the roster by now; resident_id: who that may be."""
    fields = (
        RecordField(name="resident", label=_("花名册里的"), required=True, text_of=lambda desk, each: next(
            f"{person.name} {person.dwelling}" for person in picking.people_of(desk.store, [each]).values()
        )),
    )  # fmt: skip

    def keep(typed: Mapping[str, Any]) -> Changed:
        return guests.link(desk.store, member.member_id, typed["resident"])

    title = _naming(desk, _("是同一人：{name}"), member.name)

    def note() -> str:
        told = _("入队日期和职务不变，以后的积分和时长也算在一起。")
        if member.phones:
            phone = desk.privacy.hide("、".join(member.masked_phones))
            told += _("他留的电话 {phone} 不再单独保存，花名册里没有的请先补上。").format(phone=phone)
        return told

    start = {"resident": resident_id} if resident_id is not None else {}
    told = _("连好了，现在是花名册里的队员。")
    return opened(RecordForm(desk, title, fields, start, keep, told, parent, note=note, ok_text=_("是同一人")))


def open_leaving(desk: Desk, member: MemberRow, parent: QWidget) -> RecordForm:
    """退队: from which day somebody no longer belongs, and why."""
    fields = (
        DateField(name="left_on", label=_("退队日期"), required=True),
        TextField(name="reason", label=_("原因"), longest=60, placeholder=_("如 搬家")),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        return membership.leave(desk.store, member.member_id, typed["left_on"], typed["reason"])

    title = _naming(desk, _("退队：{name}"), member.name)
    note = _("担任的职务也到这一天为止。") if member.posts else ""
    start = {"left_on": today(desk.store.clock)}
    told = _("退队登记好了。")
    return opened(RecordForm(desk, title, fields, start, keep, told, parent, note=note, ok_text=_("退队")))


def open_joining_day(desk: Desk, member: MemberRow, parent: QWidget) -> RecordForm:
    """改入队日期: a day that was written down wrongly."""
    fields = (DateField(name="joined_on", label=_("入队日期"), required=True),)

    def keep(typed: Mapping[str, Any]) -> Changed:
        return membership.correct_joining(desk.store, member.member_id, typed["joined_on"])

    title = _naming(desk, _("改入队日期：{name}"), member.name)
    start = {"joined_on": member.joined_on}
    return opened(RecordForm(desk, title, fields, start, keep, _("入队日期改好了。"), parent))


def remove_member(desk: Desk, member: MemberRow) -> None:
    """Take out a joining that was entered by mistake; it can be undone."""
    question = _("要删除{name}这次入队吗？只在录错时这样做；真的离开了请用“退队”。")
    if desk.speaker.ask(question.format(name=desk.privacy.hide(member.name)), _("删除")):
        desk.act(lambda: membership.remove_member(desk.store, member.member_id), _("录错的入队删掉了。"))


def open_post(desk: Desk, member: MemberRow, parent: QWidget) -> RecordForm:
    """任职: a post from a day on."""
    fields = (
        ChoiceField(name="post", label=_("职务"), choices=tuple(POST_WORDS.items())),
        DateField(name="starts_on", label=_("从哪天起"), required=True),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        return membership.give_post(desk.store, member.member_id, typed["post"], typed["starts_on"])

    title = _naming(desk, _("任职：{name}"), member.name)
    return opened(RecordForm(
        desk, title, fields, {"starts_on": today(desk.store.clock)}, keep, _("任职登记好了。"), parent,
        note=_("队长只有一位：新队长上任，原来的队长到那天为止。"), ok_text=_("任职"),
    ))  # fmt: skip


def open_post_end(desk: Desk, post: PostRow, parent: QWidget) -> RecordForm:
    """卸任: the last day of a post."""
    fields = (DateField(name="ends_on", label=_("到哪天止"), required=True),)

    def keep(typed: Mapping[str, Any]) -> Changed:
        return membership.end_post(desk.store, post.post_id, typed["ends_on"])

    title = _naming(desk, _("卸任：{post} {name}"), post.name, post=POST_WORDS[post.post])
    return opened(RecordForm(
        desk, title, fields, {"ends_on": today(desk.store.clock)}, keep, _("卸任登记好了。"), parent,
        ok_text=_("卸任"),
    ))  # fmt: skip


def ask_filing(desk: Desk, row: TeamRow, parent: QWidget, show: Callable[[WholeNumbers], object]) -> RecordForm:
    """Whose phones the 备案表 is to have whole, and what for; it is shown once that is in the audit trail."""
    fields = (
        ChoiceField(name="numbers", label=_("写出谁的电话"), choices=(
            (WholeNumbers.LEADER, _("只写队长的，别人的打星号")), (WholeNumbers.ALL, _("队长和队员的都写")),
        )),
        TextField(
            name="purpose", label=_("用途"), required=True, placeholder=_("如 报街道备案"),
            suggestions=lambda _desk: (_("报街道备案"), _("报社区备案")),
        ),
    )  # fmt: skip
    chosen: list[WholeNumbers] = []

    def keep(typed: Mapping[str, Any]) -> Changed:
        changed = unmasking.unmask(desk.store, row.team_id, typed["numbers"], typed["purpose"])
        chosen.append(typed["numbers"])
        return changed

    form = RecordForm(
        desk, _("打印备案表：{team}").format(team=row.name), fields, {}, keep,
        _("备案表已备好，请看过再打印。"), parent,
        note=_("打印件上有完整的电话，只交给要备案的单位。谁、什么时候、为什么打印，会登记下来。"),
        ok_text=_("看备案表"),
    )  # fmt: skip
    form.saved.connect(lambda _changed: show(chosen[0]))
    return opened(form)


def open_disbanding(desk: Desk, row: TeamRow, parent: QWidget) -> RecordForm:
    """解散: the day a team ends."""
    fields = (DateField(name="disbanded_on", label=_("解散日期"), required=True),)

    def keep(typed: Mapping[str, Any]) -> Changed:
        return register.disband(desk.store, row.team_id, typed["disbanded_on"])

    return opened(RecordForm(
        desk, _("解散：{team}").format(team=row.name), fields, {"disbanded_on": today(desk.store.clock)}, keep,
        _("解散登记好了，以前的记录都还在。"), parent, note=_("队员和职务都到这一天为止。"),
        ok_text=_("解散"),
    ))  # fmt: skip
