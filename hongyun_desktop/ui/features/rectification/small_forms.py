# SPDX-License-Identifier: GPL-3.0-or-later
"""记进度, 催办 and 经费: the small forms of a task. Each is one core call."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.rectification import chasing, money, tasks
from hongyun_desktop.core.rectification.rules import CHASE_WORDS, FUNDING_WORDS, ChaseWay, FundingKind, TaskRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.quantity_editor import FiguresField, QuantitiesField
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Field, NoteField, TextField
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.money_field import MoneyField


def open_progress_form(desk: Desk, parent: QWidget, row: TaskRow) -> RecordForm:
    """How much is done by now; a task without lines gets its first here."""
    field: Field = (
        FiguresField(name="quantities", label=_("完成数量"), quantities=row.quantities)
        if row.quantities
        else QuantitiesField(name="quantities", label=_("数量"))
    )
    form = RecordForm(
        desk, _("记进度"), (field,), {},
        lambda typed: tasks.set_quantities(desk.store, row.task_id, typed["quantities"]),
        _("{number} 的进度记下了。").format(number=row.number), parent, note=task_words(row),
    )  # fmt: skip
    form.open()
    return form


def open_chase_form(desk: Desk, parent: QWidget, task_ids: Sequence[int], what: str) -> RecordForm:
    """A reminding: one line for each of these tasks; what: which they are, in words."""
    ways = [(each, CHASE_WORDS[each]) for each in ChaseWay if each is not ChaseWay.LETTER]
    fields: Sequence[Field] = (
        DateField(name="chased_on", label=_("日期"), required=True),
        ChoiceField(name="way", label=_("方式"), choices=ways),
        TextField(name="spoke_to", label=_("联系的人"), longest=40, placeholder=_("如 城管中队值班员")),
        NoteField(name="answer", label=_("对方怎么说"), lines=2),
        DateField(name="promised_on", label=_("答应的日期")),
    )
    form = RecordForm(
        desk, _("记催办"), fields, {"chased_on": today(desk.store.clock)}, lambda typed: _chase(desk, task_ids, typed),
        _("催办记下了，{count} 条任务。").format(count=len(task_ids)), parent, note=what,
    )  # fmt: skip
    form.open()
    return form


def task_words(row: TaskRow) -> str:
    """Number and title of a task, above the fields of a form."""
    return f"{row.number}　{row.title}"


def _chase(desk: Desk, task_ids: Sequence[int], typed: Mapping[str, Any]) -> Changed:
    return chasing.add_chase(
        desk.store, task_ids, typed["way"], typed["chased_on"], typed["spoke_to"],
        typed["answer"], typed["promised_on"],
    )  # fmt: skip


def open_funding_form(desk: Desk, parent: QWidget, row: TaskRow) -> RecordForm:
    """Money that was asked for, granted or spent."""
    fields: Sequence[Field] = (
        ChoiceField(name="kind", label=_("哪一步"), choices=[(each, FUNDING_WORDS[each]) for each in FundingKind]),
        MoneyField(name="amount", label=_("金额"), required=True),
        TextField(name="body", label=_("单位"), required=True, longest=60, placeholder=_("向谁申请、谁批的或付给谁")),
        DateField(name="booked_on", label=_("日期"), required=True),
        TextField(name="note", label=_("说明"), longest=100),
    )
    form = RecordForm(
        desk, _("记经费"), fields, {"booked_on": today(desk.store.clock)}, lambda typed: _fund(desk, row, typed),
        _("经费记下了。"), parent, note=task_words(row),
    )  # fmt: skip
    form.open()
    return form


def _fund(desk: Desk, row: TaskRow, typed: Mapping[str, Any]) -> Changed:
    if typed["amount"] is None:
        raise Invalid("funding_amount_missing", "amount")
    return money.add_funding(
        desk.store, row.task_id, typed["kind"], typed["amount"], typed["body"], typed["booked_on"], typed["note"]
    )
