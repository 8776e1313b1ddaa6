# SPDX-License-Identifier: GPL-3.0-or-later
"""What opens encrypted data, or a backup of it, typed: passphrase or recovery key. Imports core and kit only."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store import keys
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import GrowsWithWords
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.secret_lines import SecretLines
from hongyun_desktop.ui.kit.theme import GAP_PX, em
from hongyun_desktop.ui.kit.waiting import Waiting

_GROUPS = _("九组，每组四个字，如 7K2M-9D0P-…")


class KeyDialog(QDialog):
    """`opened` tells the key once something fitting was typed, after which the dialog is closed; a wrong one stays.

    is_backup: whether the file is one, which opens by the passphrase of its own day. at_start: whether the program
    ends where nothing is typed; then `others_asked` tells that somebody wants another way on.
    """

    opened = Signal(object)
    others_asked = Signal()

    def __init__(
        self, file: Path, parent: QWidget | None = None, *, is_backup: bool = False, at_start: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("输入口令"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file, self._is_backup = file, is_backup
        self._by_recovery = False
        self.said = label("", "key", wrap=True)
        self.secrets = SecretLines({"secret": ""})
        self.secrets.submitted.connect(self.submit)
        self.secrets.edited.connect(self._forget_problem)
        self.line = self.secrets.lines["secret"]
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.forgotten = button("", link=True)
        self.forgotten.clicked.connect(self._switch)
        self.others = button(_("别的办法…"))
        self.others.setToolTip(_("从备份找回，或者换一份资料"))
        self.others.clicked.connect(self.others_asked)
        self.others.setVisible(at_start)
        self.stay = button(_("退出") if at_start else _("取消"))
        self.stay.clicked.connect(self.reject)
        self.go_on = button(_("打开"), primary=True)
        self.go_on.clicked.connect(self.submit)
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("这份备份加着锁") if self._is_backup else _("资料加着锁"), "h2"))
        column.addWidget(self.said)
        column.addWidget(self.secrets)
        column.addWidget(self.problem)
        column.addLayout(row_of(self.forgotten, None))
        column.addLayout(row_of(self.others, None, self.stay, self.go_on))
        self.setFixedWidth(em(self, 32))
        GrowsWithWords(self)
        self.line.setFocus()

    def _switch(self) -> None:
        """From the passphrase to the recovery key, whose letters show: it lies on paper beside it; and back."""
        self._by_recovery = not self._by_recovery
        self.line.clear()
        self.secrets.show_letters(always=self._by_recovery)
        self._say()
        self.line.setFocus()

    def _say(self) -> None:
        self.setWindowTitle(_("输入恢复钥匙") if self._by_recovery else _("输入口令"))
        which = _("做这份备份时的资料口令") if self._is_backup else _("资料口令")
        paper = _("请照着纸打恢复钥匙，大小写、空格、短横都不要紧。打开以后，请到“资料”菜单里的“资料的锁”换个口令。")
        self.said.setText(paper if self._by_recovery else _("请输入{which}。").format(which=which))
        self.line.setPlaceholderText(_GROUPS if self._by_recovery else "")
        self.line.setAccessibleName(_("恢复钥匙") if self._by_recovery else which)
        self.forgotten.setText(_("想起口令了，用口令") if self._by_recovery else _("忘了口令？用恢复钥匙"))

    def submit(self) -> None:
        """Try what was typed beside the dialog: making a key from it is meant to take a moment."""
        typed = self.line.text()
        if not typed:
            self.line.setFocus()
            return
        Waiting(_("正在打开……"), self).run(lambda _progress: keys.unlock(self._file, typed), self._take, self.refuse)

    def _take(self, key: bytes) -> None:
        self.line.clear()
        self.accept()
        self.opened.emit(key)

    def refuse(self, error: AppError) -> None:
        """Say what is wrong with what was typed, ready to be typed over."""
        self.problem.setText(window_sentence(error))
        self.problem.show()
        self.line.selectAll()
        self.line.setFocus()

    def _forget_problem(self) -> None:
        self.problem.hide()
