# SPDX-License-Identifier: GPL-3.0-or-later
"""An amount of money in a form: typed in yuan, kept in fen. Knows no feature."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.money import fen_of, yuan_text
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field
from hongyun_desktop.ui.kit.parts import label
from hongyun_desktop.ui.kit.theme import em


@frozen(kw_only=True)
class MoneyField(Field):
    """Yuan as people write them, 3万 too; the value is in fen, None for nothing."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _MoneyEditor(self, parent)


class _MoneyEditor(Editor):
    def __init__(self, field: MoneyField, parent: QWidget) -> None:
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self.text.setMaximumWidth(em(self.text, 9))
        self.text.setPlaceholderText(_("如 1200 或 3万"))
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        self.line.addWidget(label(_("元"), "key"))
        self.line.addStretch(1)

    def value(self) -> Any:
        text = self.text.text().strip()
        try:
            return fen_of(text) if text else None
        except Invalid as error:
            raise Invalid(error.code, self.field.name, **error.params) from error

    def set_value(self, value: Any) -> None:
        self.text.setText("" if value is None else yuan_text(value).removesuffix(".00"))
