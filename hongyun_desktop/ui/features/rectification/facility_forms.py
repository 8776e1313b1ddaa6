# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms of 设施: what it is and who keeps it, one look at it, work to be done on it, and its removal."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import KINDS, OUTCOME_WORDS, WORK_WORDS, FacilityRow, FacilityValues, Outcome
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import CheckField, ChoiceField, Field, NoteField, NumberField, TextField
from hongyun_desktop.ui.kit.form import RecordForm, opened
from hongyun_desktop.ui.kit.money_field import MoneyField

FIELDS: tuple[Field, ...] = (
    TextField(name="name", label=_("名称"), required=True, longest=40, placeholder=_("如 电瓶车停车棚")),
    TextField(
        name="kind", label=_("种类"), longest=20,
        suggestions=lambda desk: tuple(dict.fromkeys((*keeping.kinds(desk.store), *KINDS))),
    ),
    TextField(name="place", label=_("地点"), longest=60, placeholder=_("如 5栋北侧、鸿运大道100号旁")),
    ChoiceField(name="work", label=_("新建或更新"), choices=tuple(WORK_WORDS.items())),
    DateField(name="built_on", label=_("完成日期")),
    MoneyField(name="cost_fen", label=_("花费")),
    TextField(name="funded_by", label=_("出资方"), longest=40),
    TextField(name="keeper", label=_("管护人"), longest=40, placeholder=_("如 物业、环境美育队")),
    TextField(name="keeper_phone", label=_("电话"), longest=20),
    NumberField(name="inspect_every_months", label=_("多久检查一次"), low=1, high=120, unit=_("个月")),
    DateField(name="next_inspection_on", label=_("下次检查"), hint=_("不填就按间隔算。")),
    NoteField(name="note", label=_("备注"), lines=1),
)  # fmt: skip


def save(store: Store, typed: Mapping[str, Any], row: FacilityRow | None) -> Changed:
    """Save what the form of a facility says."""
    return keeping.save_facility(store, FacilityValues(**typed), row.facility_id if row else None)


def values_of(row: FacilityRow) -> Mapping[str, Any]:
    """What the form of a facility starts with."""
    return {field.name: getattr(row, field.name) for field in FIELDS}


def open_inspection(desk: Desk, row: FacilityRow, parent: QWidget) -> RecordForm:
    """记检查: what somebody found, and whether it becomes a task."""
    fields = (
        DateField(name="inspected_on", label=_("检查日期"), required=True),
        ChoiceField(name="outcome", label=_("结果"), choices=tuple(OUTCOME_WORDS.items())),
        NoteField(name="finding", label=_("发现"), lines=2, placeholder=_("如 两条座椅木板开裂")),
        TextField(name="inspector", label=_("检查人"), longest=20),
        CheckField(name="raise_task", label=_("有问题就列为整治任务")),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        day = typed["inspected_on"]
        asked = typed["raise_task"] and typed["outcome"] is not Outcome.SOUND
        return keeping.inspect(
            desk.store, row.facility_id, typed["outcome"], day, typed["inspector"], typed["finding"], raise_task=asked
        )

    def told(changed: Changed) -> str:
        return _("检查记好了，已列为整治任务。") if "task_id" in changed.params else _("检查记好了。")

    start = {"inspected_on": today(desk.store.clock), "raise_task": True}
    return opened(RecordForm(desk, _("检查：{name}").format(name=row.name), fields, start, keep, told, parent))


def open_upkeep(desk: Desk, row: FacilityRow, parent: QWidget) -> RecordForm:
    """列为任务: work to be done on a facility."""
    fields = (
        TextField(name="title", label=_("要做什么"), required=True, longest=60, placeholder=_("如 更换破损木板")),
        DateField(name="raised_on", label=_("发现日期"), required=True),
        DateField(name="due_on", label=_("期限")),
        TextField(name="party", label=_("责任单位"), longest=40, hint=_("不填就是管护人。")),
    )

    def keep(typed: Mapping[str, Any]) -> Changed:
        if not typed["title"]:
            raise Invalid("task_title_empty", "title")
        return keeping.upkeep_task(
            desk.store, row.facility_id, typed["title"], typed["raised_on"], typed["due_on"], typed["party"]
        )

    start = {"raised_on": today(desk.store.clock), "party": row.keeper}
    title = _("维护：{name}").format(name=row.name)
    return opened(RecordForm(desk, title, fields, start, keep, _("已列为整治任务。"), parent, ok_text=_("列为任务")))


def open_removal(desk: Desk, row: FacilityRow, parent: QWidget) -> RecordForm:
    """登记拆除: from which day it is no longer there."""
    fields = (DateField(name="removed_on", label=_("拆除日期"), required=True),)

    def keep(typed: Mapping[str, Any]) -> Changed:
        return keeping.remove_facility(desk.store, row.facility_id, typed["removed_on"])

    return opened(RecordForm(
        desk, _("拆除：{name}").format(name=row.name), fields, {"removed_on": today(desk.store.clock)}, keep,
        _("已登记拆除，以前的记录都还在。"), parent, ok_text=_("拆除"),
    ))  # fmt: skip
