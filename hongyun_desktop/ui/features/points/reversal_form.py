# SPDX-License-Identifier: GPL-3.0-or-later
"""更正: taking one entry back, with a reason; says before what will happen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours.stated_hours import stated_from_line
from hongyun_desktop.core.points import balances, passbook, reversal
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import REASON_WORDS, hours_text
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.figures import signed
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField
from hongyun_desktop.ui.kit.form import RecordForm, Values

_REASONS = ("wrong_hours", "wrong_person", "wrong_activity", "entered_twice", "not_present", "other")


def open_reversal_form(desk: Desk, parent: QWidget, row: StatementRow, resident_id: int) -> RecordForm:
    """Ask why, and take the line back."""
    reason = ChoiceField(name="reason", label=_("原因"), choices=[(code, REASON_WORDS[code]) for code in _REASONS])
    certificates = certificates_sentence(stated_from_line(desk.store, row.entry_id, row.service_id))
    form = RecordForm(
        desk, _("更正这一笔"), [reason], {}, lambda values: _reverse(desk, row, values), _sentence(row), parent,
        note="\n".join(filter(None, (_note(row, balances.balance(desk.store, resident_id)), certificates))),
        note_role="notice", ok_text=_("更正"),
    )  # fmt: skip
    form.open()
    return form


def certificates_sentence(numbers: Sequence[str]) -> str:
    """What to do about issued certificates that state the hours of what is taken back; empty for none."""
    if not numbers:
        return ""
    which = (
        numbers[0] if len(numbers) == 1 else _("{number}等 {count} 张").format(number=numbers[0], count=len(numbers))
    )
    return _(
        "已签发的证书写着这些小时，不会跟着改：{which}。请到“荣誉证书 ▸ 证书登记”里勘误换发；已经签收的，撤回后另发。"
    ).format(which=which)


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
