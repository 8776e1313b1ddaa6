# SPDX-License-Identifier: GPL-3.0-or-later
"""自管委资料: names, issuer, and how certificates are numbered. Imports core and the kit only."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Field, NumberField, TextField
from hongyun_desktop.ui.kit.form import RecordForm

FACTS: Sequence[TextField] = (
    TextField(
        name="compound",
        label=_("小区"),
        required=True,
        replaced=True,
        hint=_("写在窗口上方和打印的名单上，如：鸿运小区"),
    ),
    TextField(name="community", label=_("社区"), hint=_("如 新东社区")),
    TextField(name="street", label=_("街道"), hint=_("如 桂湖街道")),
    TextField(name="issuer", label=_("证书落款"), required=True, replaced=True, hint=_("印在证书右下角，与公章一致")),
    TextField(name="contact", label=_("联系方式"), hint=_("写在告知书上：办公地点和电话")),
    TextField(
        name="number_prefix",
        label=_("编号前缀"),
        required=True,
        replaced=True,
        hint=_("证书编号开头的字，如“鸿运”。已发出的证书编号不变"),
    ),
)
_KINDS = {
    "honour": _("荣誉证书"),
    "thanks": _("感谢信"),
    "appointment": _("聘书"),
    "completion": _("结业证书"),
}


def ask_committee(desk: Desk, parent: QWidget | None = None, field: str = "") -> RecordForm:
    """Show the committee's facts to be changed; the form is open when this returns. field: where the cursor goes."""
    before = _present(desk.store)
    closed = [name for kind, name in _KINDS.items() if f"first_number.{kind}.{_year(desk)}" not in before]
    note = _("{kinds}今年已经发过，起始编号不能再改。").format(kinds="、".join(closed)) if closed else ""
    form = RecordForm(
        desk,
        _("自管委资料"),
        [*FACTS, *_first_numbers(desk, before)],
        before,
        lambda values: _save(desk.store, before, values),
        _("自管委资料已保存。"),
        parent,
        note=note,
    )
    form.open()
    line = form.editors[field].input if field else None
    if isinstance(line, QLineEdit):
        line.setFocus()
        line.selectAll()
    return form


def _year(desk: Desk) -> int:
    return today(desk.store.clock).year


def _present(store: Store) -> dict[str, Any]:
    """The facts, and the first numbers of this year that may still be set."""
    year = today(store.clock).year
    numbers = {
        f"first_number.{kind}.{year}": settings.first_number(store, kind, year)
        for kind in _KINDS
        if settings.may_set_first_number(store, kind, year)
    }
    return {**asdict(settings.committee(store)), **numbers}


def _first_numbers(desk: Desk, before: Mapping[str, Any]) -> list[Field]:
    year = _year(desk)
    told = _("{year} 年第一张的号；前面手工发过的，从下一个号起").format(year=year)
    first = next((kind for kind in _KINDS if f"first_number.{kind}.{year}" in before), "")
    return [
        NumberField(
            name=f"first_number.{kind}.{year}",
            label=_("{kind}起始号").format(kind=name),
            hint=told if kind == first else "",
            low=1,
            high=settings.HIGHEST_NUMBER,
            unit=_("号"),
        )
        for kind, name in _KINDS.items()
        if f"first_number.{kind}.{year}" in before
    ]


def _save(store: Store, before: Mapping[str, Any], values: Mapping[str, Any]) -> Changed:
    """Only what was changed: a first number that was left alone is no wish."""
    changed = {key: "" if value is None else str(value) for key, value in values.items() if value != before[key]}
    return settings.save(store, changed)
