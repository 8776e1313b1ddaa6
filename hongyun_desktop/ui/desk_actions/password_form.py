# SPDX-License-Identifier: GPL-3.0-or-later
"""A password or PIN: one's own with the one before, or somebody else's anew. Imports core and the kit only."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from hongyun_desktop.core.access import operators, passwords
from hongyun_desktop.core.access.operators import OperatorRow
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions.role_words import NO_PASSWORD
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field
from hongyun_desktop.ui.kit.form import RecordForm

HINT = _("至少 {least} 位，数字、字母都行；空着就是不要密码").format(least=passwords.LEAST)


@frozen(kw_only=True)
class PasswordField(Field):
    """A line whose letters are never shown."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _PasswordEditor(self, parent)


class _PasswordEditor(Editor):
    def __init__(self, field: Field, parent: QWidget) -> None:
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self.text.setEchoMode(QLineEdit.EchoMode.Password)
        self.text.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        return self.text.text()

    def set_value(self, value: Any) -> None:
        self.text.setText(str(value or ""))


PAIR = (
    PasswordField(name="password", label=_("新密码"), hint=HINT),
    PasswordField(name="again", label=_("再输一遍")),
)


def typed_twice(values: dict[str, Any]) -> str:
    """The new password. Raises: Invalid("secrets_differ") where the two lines are not the same."""
    if values["password"] != values["again"]:
        raise Invalid("secrets_differ", "again")
    return values["password"]


def ask_own(desk: Desk, parent: QWidget | None = None) -> RecordForm | None:
    """Let whoever is at the desk change their own; the form is open when this returns."""
    row = operators.find_operator(desk.store, desk.store.operator_id) if desk.store.session else None
    if row is None:
        return None
    fields = [PasswordField(name="current", label=_("现在的密码"))] if row.has_password else []
    return _ask(desk, row, _("改我的密码"), [*fields, *PAIR], parent)


def ask_for(desk: Desk, row: OperatorRow, parent: QWidget | None = None) -> RecordForm | None:
    """Let an administrator set somebody's; the form is open when this returns."""
    if desk.store.session and desk.store.session.operator_id == row.operator_id:
        return ask_own(desk, parent)
    return _ask(desk, row, _("给{name}设密码").format(name=row.name), list(PAIR), parent)


def _ask(desk: Desk, row: OperatorRow, title: str, fields: list[Field], parent: QWidget | None) -> RecordForm:
    def save(values: dict[str, Any]) -> Changed:
        password = typed_twice(values)
        return operators.set_password(desk.store, row.operator_id, password, values.get("current", ""))

    def said(_changed: Changed) -> str:
        now = operators.find_operator(desk.store, row.operator_id)
        done = _("{name}的密码改好了。") if now and now.has_password else _("{name}现在没有密码。")
        return done.format(name=row.name)

    form = RecordForm(desk, title, fields, {}, save, said, parent, note=NO_PASSWORD if not row.has_password else "")
    form.open()
    return form
