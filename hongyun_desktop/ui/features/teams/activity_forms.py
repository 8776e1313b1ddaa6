# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms of an activity: when, where and what, how often again, what became of it, and that it is off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.activities import activities, recurring
from hongyun_desktop.core.activities.rules import (
    ACTIVITY_KIND_WORDS,
    EVERY_WORDS,
    ActivityKind,
    ActivityRow,
    ActivityValues,
)
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.teams import register
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import CheckField, ChoiceField, Field, NoteField, TextField
from hongyun_desktop.ui.kit.form import RecordForm, opened

_KEPT = ("name", "held_on", "starts_at", "ends_at", "place", "kind", "programme", "plan")


def open_new(desk: Desk, parent: QWidget, day: date, team_id: int | None = None) -> RecordForm:
    """安排活动: one activity, or a recurring one up to a day."""
    fields = (
        *_fields(desk),
        ChoiceField(name="every", label=_("重复"), choices=((None, _("不重复")), *EVERY_WORDS.items())),
        DateField(name="until", label=_("重复到"), hint=_("选了重复才填，最多 60 场。")),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        return recurring.plan(desk.store, _values(typed), typed["every"], typed["until"])

    def told(changed: Changed) -> str:
        count = changed.params["count"]
        return _("活动排好了。") if count == 1 else _("排好了 {count} 场活动。").format(count=count)

    start = {"held_on": day, "team_id": team_id, "kind": ActivityKind.SERVICE}
    return opened(RecordForm(desk, _("安排活动"), fields, start, keep, told, parent))


def open_change(desk: Desk, row: ActivityRow, parent: QWidget) -> RecordForm:
    """修改活动: this one, or all of the rest of a recurring one."""
    rest = recurring.rest_of_series(desk.store, row.activity_id)[1:]
    several = CheckField(name="rest", label=_("以后 {count} 场也这样改").format(count=len(rest)))
    fields = (*_fields(desk), *((several,) if rest else ()))

    def keep(typed: Mapping[str, Any]) -> Changed:
        if typed.get("rest"):
            return recurring.change_rest(desk.store, _values(typed, row), row.activity_id)
        return activities.save_activity(desk.store, _values(typed, row), row.activity_id)

    start = {name: getattr(row, name) for name in (*_KEPT, "team_id")}
    return opened(RecordForm(desk, _("修改活动"), fields, start, keep, _("活动改好了。"), parent))


def open_record(desk: Desk, row: ActivityRow, parent: QWidget) -> RecordForm:
    """写活动记录: what was done and how it went."""
    fields = (
        NoteField(name="record", label=_("活动记录"), lines=7, placeholder=_("做了什么、来了多少人、有什么收获")),
    )
    return opened(RecordForm(
        desk, _("活动记录：{name}").format(name=row.name), fields, {"record": row.record},
        lambda typed: activities.write_record(desk.store, row.activity_id, typed["record"]),
        _("活动记录存好了。"), parent,
    ))  # fmt: skip


def open_cancelling(desk: Desk, row: ActivityRow, parent: QWidget) -> RecordForm:
    """取消活动: why it is off, this one or the rest of a recurring one too."""
    rest = recurring.rest_of_series(desk.store, row.activity_id)[1:]
    several = CheckField(name="rest", label=_("以后 {count} 场也取消").format(count=len(rest)))
    fields: tuple[Field, ...] = (
        TextField(name="reason", label=_("原因"), required=True, longest=60, placeholder=_("如 下雨")),
        *((several,) if rest else ()),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        call = recurring.cancel_rest if typed.get("rest") else activities.cancel
        return call(desk.store, row.activity_id, typed["reason"])

    title = _("取消活动：{name}").format(name=row.name)
    return opened(RecordForm(desk, title, fields, {}, keep, _("活动已取消。"), parent, ok_text=_("取消这场活动")))


def _fields(desk: Desk) -> tuple[Field, ...]:
    teams = [(team.team_id, team.name) for team in register.list_teams(desk.store) if team.disbanded_on is None]
    return (
        TextField(name="name", label=_("活动"), required=True, longest=60),
        DateField(name="held_on", label=_("日期"), required=True),
        TextField(name="starts_at", label=_("开始"), longest=5, placeholder=_("如 9:00")),
        TextField(name="ends_at", label=_("结束"), longest=5, placeholder=_("如 11:00")),
        TextField(name="place", label=_("地点"), longest=60),
        ChoiceField(name="team_id", label=_("队伍"), choices=((None, _("没有队伍")), *teams)),
        ChoiceField(
            name="kind", label=_("性质"), choices=tuple(ACTIVITY_KIND_WORDS.items()),
            hint=_("会议和活动（通心会、文化节、签约仪式）只签到，不记积分。"),
        ),
        TextField(
            name="programme", label=_("所属计划"), longest=40, suggestions=lambda desk: register.programmes(desk.store)
        ),
        NoteField(name="plan", label=_("安排"), lines=2, placeholder=_("一行一项；议程可写“议题｜发言人”")),
    )  # fmt: skip


def _values(typed: Mapping[str, Any], row: ActivityRow | None = None) -> ActivityValues:
    """What the form says; a team that is not registered, and the kind of service, stay as they are."""
    told: dict[str, Any] = {name: typed[name] for name in _KEPT}
    kept: dict[str, Any] = {"service_kind": row.service_kind} if row else {}
    if typed["team_id"] is None and row is not None and row.team_id is None:
        kept["team"] = row.team
    return ActivityValues(**told, **kept, team_id=typed["team_id"])
