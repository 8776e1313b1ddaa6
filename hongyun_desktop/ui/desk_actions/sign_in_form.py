# SPDX-License-Identifier: GPL-3.0-or-later
"""Who sits down, and by which password: on the locked window and in 谁在经办. Imports core and the kit only."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.access.operators import OperatorRow
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label
from hongyun_desktop.ui.kit.theme import em

_SECOND_MS = 1_000


class SignInForm(QWidget):
    """Name, password, and what is wrong with them; `signed_in` tells the `Changed` once somebody sits there.

    go_on: the button, to be put where it belongs.
    """

    signed_in = Signal(object)

    def __init__(self, desk: Desk, go_on_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: dict[int, OperatorRow] = {}
        self._left_s = 0
        self.names = QComboBox()
        self.names.setAccessibleName(_("经办人"))
        self.names.setMinimumWidth(em(self, 14))
        self.password = QLineEdit()
        self.password.setAccessibleName(_("密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("密码或 PIN"))
        self.shown = QCheckBox(_("显示输入的字"))
        self.told = label(_("这位没有密码，直接登录就行。"), "hint", wrap=True)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.go_on = button(go_on_text, primary=True)
        self._countdown = QTimer(self)
        self._countdown.setInterval(_SECOND_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.addRow(label(_("经办人"), "key"), self.names)
        self._key = label(_("密码"), "key")
        rows.addRow(self._key, self.password)
        rows.addRow("", self.shown)
        rows.addRow("", self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(rows)
        column.addWidget(self.problem)

    def _connect(self) -> None:
        self.names.currentIndexChanged.connect(self._on_name)
        self.password.returnPressed.connect(self.submit)
        self.password.textEdited.connect(self._on_typed)
        self.shown.toggled.connect(self._show_typed)
        self.go_on.clicked.connect(self.submit)
        self._countdown.timeout.connect(self._tick)

    def begin(self, operator_id: int) -> None:
        """Offer all who may sign in, one of them chosen, ready for the password."""
        self._rows = {row.operator_id: row for row in operators.list_operators(self._desk.store) if not row.ended}
        self.names.clear()
        for row in self._rows.values():
            self.names.addItem(_("{name}（{role}）").format(name=row.name, role=role_word(row.role)), row.operator_id)
        self.names.setCurrentIndex(max(self.names.findData(operator_id), 0))
        self._on_name()
        self.take_focus()

    def take_focus(self) -> None:
        """The cursor to where the next key belongs."""
        (self.password if self._needs_password() else self.go_on).setFocus()

    def _needs_password(self) -> bool:
        row = self._rows.get(self.names.currentData())
        return row is not None and row.has_password

    def _on_name(self) -> None:
        self._forget_problem()
        self.password.clear()
        self.shown.setChecked(False)
        asked = self._needs_password()
        for widget in (self._key, self.password, self.shown):
            widget.setVisible(asked)
        self.told.setVisible(not asked and bool(self._rows))

    def _on_typed(self, _text: str) -> None:
        if not self._countdown.isActive():
            self._forget_problem()

    def _show_typed(self, shown: bool) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def submit(self) -> None:
        """Try the password; a wrong one says so, and how long the next try has to wait."""
        if self._countdown.isActive():
            return
        if self._needs_password() and not self.password.text():
            self.password.setFocus()
            return
        try:
            if self._desk.jobs.writing:
                raise Refused("job_is_writing")
            changed = signing_in.sign_in(self._desk.store, self.names.currentData(), self.password.text())
        except AppError as error:
            self._refuse(error)
            return
        self.password.clear()
        self._forget_problem()
        self.signed_in.emit(changed)

    def _refuse(self, error: AppError) -> None:
        self._left_s = int(str(error.params.get("wait_s", 0)))
        if self._left_s:
            self._countdown.start()
            self._say_wait()
        else:
            self._say(window_sentence(error))
        self.password.selectAll()
        self.password.setFocus()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def _say_wait(self) -> None:
        self._say(window_sentence(Refused("sign_in_waits", wait_s=self._left_s)))
        self.go_on.setEnabled(False)

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._say_wait()
        else:
            self._forget_problem()
            self.password.setFocus()

    def _forget_problem(self) -> None:
        self._countdown.stop()
        self._left_s = 0
        self.problem.hide()
        self.go_on.setEnabled(True)
