# SPDX-License-Identifier: GPL-3.0-or-later
"""One step that asks for a secret or two: words, hidden lines, and what is wrong. Imports core and the kit only."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import GrowsWithWords
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.secret_lines import SecretLines
from hongyun_desktop.ui.kit.theme import GAP_PX, em

Typed = dict[str, str]
_ABOUT_FIRST = ("passphrase_wrong", "recovery_mistyped", "recovery_wrong", "key_file_damaged", "key_file_missing")


class SecretForm(QDialog):
    """Stays open until `take` has called `accept`; it gets what was typed once `check` finds nothing wrong.

    take: starts the work and calls either `accept` or `refuse`.
    """

    def __init__(
        self,
        title: str,
        told: str,
        secrets: SecretLines,
        verb: str,
        take: Callable[["SecretForm", Typed], object],
        parent: QWidget | None = None,
        *,
        check: Callable[[Typed], AppError | None] = lambda _typed: None,
        warning: str = "",
        stay: str = _("取消"),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._check, self._take = check, take
        self.secrets = secrets
        secrets.submitted.connect(self.submit)
        secrets.edited.connect(self._forget_problem)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.stay = button(stay)
        self.stay.clicked.connect(self.reject)
        self.go_on = button(verb, primary=True)
        self.go_on.clicked.connect(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(title, "h2"))
        column.addWidget(label(told, "key", wrap=True))
        if warning:
            column.addWidget(label(warning, "warning", wrap=True))
        column.addWidget(secrets)
        column.addWidget(self.problem)
        column.addLayout(row_of(None, self.stay, self.go_on))
        self.setFixedWidth(em(self, 36))
        GrowsWithWords(self)
        secrets.setFocus()

    def submit(self) -> None:
        """Check what was typed, and begin."""
        typed = self.secrets.typed()
        empty = next((name for name, text in typed.items() if not text), "")
        if empty:
            self.secrets.lines[empty].setFocus()
            return
        wrong = self._check(typed)
        if wrong is not None:
            self.refuse(wrong)
            return
        self._set_busy(True)
        self._take(self, typed)

    def _set_busy(self, busy: bool) -> None:
        for control in (self.secrets, self.go_on):
            control.setEnabled(not busy)

    def refuse(self, error: AppError) -> None:
        """Say what is wrong, ready to be typed over; nothing was changed."""
        self._set_busy(False)
        self.problem.setText(window_sentence(error))
        self.problem.show()
        field = error.field if isinstance(error, Invalid) else ""
        self.secrets.ask_again("" if error.code in _ABOUT_FIRST else field)

    def _forget_problem(self) -> None:
        self.problem.hide()

    def done(self, result: int) -> None:
        self.secrets.clear()
        super().done(result)
