# SPDX-License-Identifier: GPL-3.0-or-later
"""更正: taking one entry back, with a reason; says before what will happen."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.points import balances, passbook, reversal
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import REASON_WORDS, hours_text
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.figures import signed
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.parts import set_role

_REASONS = ("wrong_hours", "wrong_person", "wrong_activity", "entered_twice", "not_present", "other")


def open_reversal_form(desk: Desk, parent: QWidget, row: StatementRow, resident_id: int) -> RecordForm:
    """Ask why, and take the line back."""
    reason = ChoiceField(name="reason", label=_("原因"), choices=[(code, REASON_WORDS[code]) for code in _REASONS])
    form = RecordForm(
        desk, _("更正这一笔"), [reason], {}, lambda values: _reverse(desk, row, values), _sentence(row), parent,
        note=_note(row, balances.balance(desk.store, resident_id)), ok_text=_("更正"),
    )  # fmt: skip
    set_role(form.note, "notice")
    form.open()
    return form


def _reverse(desk: Desk, row: StatementRow, values: Values) -> Changed:
    if row.entry_id is not None:
        return reversal.reverse(desk.store, row.entry_id, values["reason"])
    return reversal.reverse_hours(desk.store, row.service_id or 0, values["reason"])


def _sentence(row: StatementRow) -> str:
    return _("已更正 {day} 的“{what}”，{points} 分。").format(
        day=row.service_date, what=passbook.what(row), points=signed(-row.amount)
    )


def _note(row: StatementRow, balance: int) -> str:
    what = _("{day} {what}，{points} 分。").format(
        day=row.service_date, what=passbook.what(row), points=signed(row.amount)
    )
    hours = _("少算 {hours} 小时，").format(hours=hours_text(row.minutes)) if row.minutes else ""
    after = _(
        "更正会另记一笔 {points} 分，{hours}余额从 {before} 分变为 {after} 分。原来那笔留着，标上“已更正”。"
    ).format(points=signed(-row.amount), hours=hours, before=balance, after=balance - row.amount)
    return f"{what}\n{after}"
