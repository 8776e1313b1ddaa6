# SPDX-License-Identifier: GPL-3.0-or-later
"""以前的积分: what somebody had before the app, entered once with its day and source."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.points import listing, opening
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import NumberField, TextField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.record_field import RecordField


def open_opening_form(desk: Desk, parent: QWidget, resident_id: int | None = None) -> RecordForm:
    """Ask for a person's points and hours from before."""
    form = RecordForm(
        desk, _("以前的积分"), _FIELDS, {"resident": resident_id},
        lambda values: _enter(desk, values), _("已录入以前的积分。"), parent,
        note=_("用本程序以前已有的积分和服务时长，每人录一次，要写清出处。积分可以兑换，时长算进星级，都不进季度排名。"),
    )  # fmt: skip
    form.open()
    return form


def _name(desk: Desk, resident_id: int) -> str:
    person = listing.holder(desk.store, resident_id)
    return f"{person.name} · {person.dwelling}" if person.dwelling else person.name


_FIELDS = (
    RecordField(name="resident", label=_("居民"), required=True, text_of=_name),
    NumberField(name="points", label=_("积分"), high=opening.HIGHEST, unit=_("分")),
    NumberField(name="hours", label=_("服务时长"), high=10_000, unit=_("小时"), half=True),
    DateField(name="as_of", label=_("截至"), required=True, hint=_("这些积分和时长算到哪一天。")),
    TextField(name="source", label=_("出处"), required=True, placeholder=_("如 2025年积分册第3页")),
)


def _enter(desk: Desk, values: Values) -> Changed:
    minutes = round((values["hours"] or 0) * 60)
    return opening.enter_opening(
        desk.store, values["resident"], values["points"] or 0, minutes, values["as_of"], values["source"]
    )
