# SPDX-License-Identifier: GPL-3.0-or-later
"""谁在经办: another operator takes the desk, by password where there is one. Imports core and the kit only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import operators_dialog
from hongyun_desktop.ui.desk_actions.sign_in_form import SignInForm
from hongyun_desktop.ui.kit.content_height import GrowsWithWords
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em


def ask_operator(desk: Desk, parent: QWidget | None = None) -> "OperatorDialog":
    """Ask who sits at the desk; the dialog is open when this returns."""
    dialog = OperatorDialog(desk, parent)
    dialog.open()
    dialog.form.take_focus()
    return dialog


class OperatorDialog(QDialog):
    """Choose a name, type the password, Enter; closed once somebody sits there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("谁在经办"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.form = SignInForm(desk, _("就是这位"))
        self.form.signed_in.connect(self._on_signed_in)
        self.add = button(_("新的经办人…"), "user-plus")
        self.add.clicked.connect(self._on_add)
        desk.guard(self.add, right=Right.OPERATORS)
        self.stay = button(_("取消"))
        self.stay.clicked.connect(self.reject)
        desk.guard(self.form.go_on, right=None)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("谁在经办"), "h2"))
        column.addWidget(label(_("以后的每笔改动都记在这位名下。"), "key", wrap=True))
        column.addWidget(self.form)
        column.addStretch(1)
        column.addLayout(row_of(self.add, None, self.stay, self.form.go_on))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.form.submit)
        self.setMinimumWidth(em(self, 30))
        GrowsWithWords(self)
        self.form.begin(desk.store.last_at_desk)

    def _on_add(self) -> None:
        form = operators_dialog.ask_new(self._desk, self)
        form.saved.connect(self._on_added)

    def _on_added(self, changed: Changed) -> None:
        self.form.begin(changed.params["operator_id"])

    def _on_signed_in(self, changed: Changed) -> None:
        self.accept()
        session = self._desk.store.session
        said = _("现在由{name}（{role}）经办。").format(
            name=session.name if session else "", role=role_word(session.role) if session else ""
        )
        self._desk.did(changed, said, undo=False)
