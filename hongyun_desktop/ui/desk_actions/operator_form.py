# SPDX-License-Identifier: GPL-3.0-or-later
"""谁在经办: the name that every write carries from now on. Imports core and the kit only."""

from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import operators
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import TextField
from hongyun_desktop.ui.kit.form import RecordForm

_LONGEST = 20


def ask_operator(desk: Desk, parent: QWidget | None = None) -> RecordForm:
    """Ask who sits at the desk; the form is open when this returns."""
    form = RecordForm(
        desk,
        _("谁在经办"),
        [
            TextField(
                name="name",
                label=_("经办人"),
                hint=_("以后的每笔改动都记在这个名下；以前用过的名字，打一个字就会列出来。"),
                required=True,
                suggestions=lambda desk: operators.known(desk.store),
                longest=_LONGEST,
            )
        ],
        {"name": operators.at_desk(desk.store)},
        lambda values: _sit_down(desk, values),
        lambda _changed: _("现在由{name}经办。").format(name=operators.at_desk(desk.store)),
        parent,
        ok_text=_("就是这位"),
    )
    name: Any = form.editors["name"].input
    name.selectAll()
    form.open()
    name.setFocus()
    return form


def _sit_down(desk: Desk, values: dict[str, Any]) -> Changed:
    return operators.sit_down(desk.store, values["name"])
