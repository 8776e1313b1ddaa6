# SPDX-License-Identifier: GPL-3.0-or-later
"""新增整治任务 and 修改: the form for what is written down of a task. Imports core and kit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.rectification import tasks
from hongyun_desktop.core.rectification.rules import PRIORITY_WORDS, SOURCE_WORDS, Priority, Source, TaskValues
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.place_field import PlaceField
from hongyun_desktop.ui.features.rectification.quantity_editor import QuantitiesField
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import CheckField, ChoiceField, Field, NoteField, TextField
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.money_field import MoneyField


def open_new_task(desk: Desk, parent: QWidget, done: Callable[[int], object] | None = None) -> RecordForm:
    """The empty form; done hears the new task's id."""
    values = {"raised_on": today(desk.store.clock), "source": Source.PATROL, "priority": Priority.NORMAL}
    form = RecordForm(
        desk, _("新增整治任务"), _fields(desk), values,
        lambda typed: tasks.save_task(desk.store, TaskValues(**typed)), _("任务登记好了。"), parent,
        ok_text=_("登记"),
    )  # fmt: skip
    if done is not None:
        form.saved.connect(lambda changed: done(changed.params["task_id"]))
    form.open()
    return form


def open_task_form(desk: Desk, parent: QWidget, task_id: int) -> RecordForm | None:
    """The form with what is known of a task; None where it is gone, which is said."""
    try:
        known = tasks.values_of(desk.store, task_id)
    except AppError as error:
        desk.refused(error)
        return None
    form = RecordForm(
        desk, _("修改任务"), _fields(desk), _typed(known),
        lambda typed: _save(desk.store, typed, known, task_id), _("任务改好了。"), parent,
    )  # fmt: skip
    form.open()
    return form


def party_suggestions(desk: Desk) -> Sequence[str]:
    """Whoever was made responsible before, and the committee's teams."""
    from hongyun_desktop.core.teams import register

    known = tasks.parties(desk.store)
    return list(dict.fromkeys((*known, *(team.name for team in register.list_teams(desk.store)))))


def _fields(desk: Desk) -> Sequence[Field]:
    sees = desk.store.may(Right.SEE_SENSITIVE)
    about: tuple[Field, ...] = (
        CheckField(
            name="about_property",
            label=_("不让物业看到"),
            hint=_("说的是物业自己的事才勾：用“物业”身份登录的人哪里都看不到它。"),
        ),
    )
    return (
        TextField(
            name="title", label=_("问题描述"), required=True, longest=80, placeholder=_("如 排污沟淤泥堆积，雨天倒灌")
        ),
        TextField(
            name="category", label=_("类别"), required=True, longest=30,
            suggestions=lambda desk: tasks.categories(desk.store), placeholder=_("如 排污沟、占道经营"),
        ),
        PlaceField(name="place", label=_("地点"), roads=lambda desk: tasks.roads(desk.store)),
        QuantitiesField(
            name="quantities", label=_("数量"), hint=_("计划多少、完成多少分开写；单位不同的另起一行，不会加在一起。")
        ),
        TextField(
            name="party", label=_("责任单位"), longest=60, suggestions=party_suggestions,
            placeholder=_("如 街道城管、环境美育队"),
        ),
        DateField(name="due_on", label=_("期限")),
        DateField(name="raised_on", label=_("发现日期"), required=True),
        ChoiceField(name="source", label=_("来源"), choices=[(each, SOURCE_WORDS[each]) for each in Source]),
        ChoiceField(name="priority", label=_("紧急程度"), choices=[(each, PRIORITY_WORDS[each]) for each in Priority]),
        *(about if sees else ()),
        MoneyField(name="cost_fen", label=_("预计费用")),
        NoteField(name="note", label=_("备注"), lines=2),
    )  # fmt: skip


def _typed(known: TaskValues) -> Mapping[str, Any]:
    return {
        name: getattr(known, name)
        for name in (
            "title", "category", "place", "quantities", "party", "due_on", "raised_on", "source", "priority",
            "about_property", "cost_fen", "note",
        )
    }  # fmt: skip


def _save(store: Store, typed: Mapping[str, Any], known: TaskValues, task_id: int) -> Changed:
    told = TaskValues(**{"about_property": known.about_property, **typed})
    return tasks.save_task(store, replace(told, facility_id=known.facility_id), task_id)
