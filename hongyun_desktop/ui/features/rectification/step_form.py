# SPDX-License-Identifier: GPL-3.0-or-later
"""A task's next step: what it is called, when something has to be said, and the small form that asks for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.rectification import stepping, tasks
from hongyun_desktop.core.rectification.rules import STATE_WORDS, State, TaskRow, needs_of
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.quantity_editor import FiguresField
from hongyun_desktop.ui.features.rectification.task_form import party_suggestions
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Field, NoteField, TextField
from hongyun_desktop.ui.kit.form import Question, RecordForm
from hongyun_desktop.ui.kit.record_field import RecordField

_WORDS: Mapping[State, str] = {
    State.REGISTERED: _("重新受理"),
    State.ASSIGNED: _("派单"),
    State.IN_PROGRESS: _("开始整治"),
    State.AWAITING_ACCEPTANCE: _("报验收"),
    State.CLOSED: _("验收销号"),
    State.REJECTED: _("不予受理"),
    State.DUPLICATE: _("标为重复"),
    State.HANDED_ON: _("移交"),
}


def step_words(state: State, to: State) -> str:
    """How a step is called: 派单, 退回重做, 重新打开 …"""
    if to is State.IN_PROGRESS and state is State.AWAITING_ACCEPTANCE:
        return _("退回重做")
    if to is State.IN_PROGRESS and state is State.CLOSED:
        return _("重新打开")
    return _WORDS[to]


def asks(row: TaskRow, to: State) -> bool:
    """Whether a step has to ask for something. Raises: Refused("step_not_allowed", …)."""
    needs = needs_of(row.state, to)
    if needs.reason or (needs.party and not row.party):
        return True
    if to is State.AWAITING_ACCEPTANCE:
        return any(q.done_milli < q.planned_milli for q in row.quantities)
    return to is State.CLOSED and any(q.accepted_milli < q.planned_milli for q in row.quantities)


def take_step(desk: Desk, row: TaskRow, to: State) -> None:
    """A step with nothing to be asked, today."""
    desk.act(
        lambda: stepping.step(desk.store, row.task_id, to, on=today(desk.store.clock), party=row.party),
        _done(row, to),
    )


def open_step_form(desk: Desk, parent: QWidget, row: TaskRow, to: State) -> RecordForm:
    """The form of a step: the day, and whatever else it needs."""
    words = step_words(row.state, to)
    form = RecordForm(
        desk, words, _fields(row, to), {"on": today(desk.store.clock), "party": row.party},
        lambda typed: _save(desk, row, to, typed), _done(row, to), parent,
        note=f"{row.number}　{row.title}", ok_text=words, asks=lambda typed: _nothing_done(to, typed),
    )  # fmt: skip
    form.open()
    return form


def do_step(desk: Desk, parent: QWidget, row: TaskRow, to: State) -> RecordForm | None:
    """Take a step at once where nothing has to be said, else ask. Raises: Refused("step_not_allowed", …)."""
    if asks(row, to):
        return open_step_form(desk, parent, row, to)
    take_step(desk, row, to)
    return None


def _nothing_done(to: State, typed: Mapping[str, Any]) -> Question | None:
    """Of amounts that stand at nothing no more than nothing can be accepted: most likely nobody has noted them."""
    quantities = typed.get("quantities") or ()
    if to is not State.AWAITING_ACCEPTANCE or not quantities or any(each.done_milli for each in quantities):
        return None
    return Question(_("完成的数量都是 0，这样报上去，验收也只能写 0。真的要报验收吗？"), _("照 0 报"), _("回去填"))


def _done(row: TaskRow, to: State) -> str:
    return _("{number} 已改为“{state}”。").format(number=row.number, state=STATE_WORDS[to])


def _fields(row: TaskRow, to: State) -> Sequence[Field]:
    needs = needs_of(row.state, to)
    fields: list[Field] = [DateField(name="on", label=_("日期"), required=True)]
    if needs.party:
        name = _("移交给") if to is State.HANDED_ON else _("派给")
        fields.append(
            TextField(name="party", label=name, required=True, longest=60, suggestions=party_suggestions,
                      placeholder=_("单位、队伍或负责的人"))
        )  # fmt: skip
    if to is State.DUPLICATE:
        fields.append(RecordField(
            name="duplicate_of", label=_("和哪一条重复"), required=True, kind="task",
            hint=_("输入编号、问题或地点找那一条"), text_of=_number_of,
        ))  # fmt: skip
    if row.quantities and to in (State.AWAITING_ACCEPTANCE, State.CLOSED):
        closing = to is State.CLOSED
        fields.append(FiguresField(
            name="quantities", label=_("验收数量") if closing else _("完成数量"), quantities=row.quantities,
            accepted=closing,
        ))  # fmt: skip
    hint = ""
    if to is State.CLOSED and row.quantities:
        hint = _("验收数量比计划少时，要写明原因。")
    if needs.reason or to is State.CLOSED:
        fields.append(NoteField(name="reason", label=_("原因") if needs.reason else _("说明"), lines=2, hint=hint,
                                required=needs.reason))  # fmt: skip
    return fields


def _number_of(desk: Desk, task_id: int) -> str:
    return tasks.get_task(desk.store, task_id).row.number


def _save(desk: Desk, row: TaskRow, to: State, typed: Mapping[str, Any]) -> Changed:
    return stepping.step(
        desk.store, row.task_id, to, on=typed["on"], reason=typed.get("reason", ""),
        party=typed.get("party", row.party), quantities=typed.get("quantities"),
        duplicate_of=typed.get("duplicate_of"),
    )  # fmt: skip
