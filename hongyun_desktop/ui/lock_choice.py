# SPDX-License-Identifier: GPL-3.0-or-later
"""When new data get their lock: recommended, but no hurdle on the first day. Imports core and the kit only."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import passphrase_pair
from hongyun_desktop.ui.kit.parts import label
from hongyun_desktop.ui.kit.secret_lines import SecretLines
from hongyun_desktop.ui.kit.theme import scaled


class LockChoice(QWidget):
    """Two choices; the lock's lines show once it is chosen. `submitted` on Enter in the last of them.

    `grown` tells that the lines or what is wrong with them show, so that whoever scrolls can bring them into sight.
    """

    submitted = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lock = QRadioButton(_("现在就加（每次打开要输入口令，另打印一张恢复钥匙）"))
        self.later = QRadioButton(_("先建好，头一周里再加（在“资料”菜单的“资料的锁”）"))
        self.later.setChecked(True)
        self._group = QButtonGroup(self)
        for each in (self.lock, self.later):
            self._group.addButton(each)
        self.secrets = SecretLines(passphrase_pair.CAPTIONS)
        self.secrets.submitted.connect(self.submitted)
        self.secrets.edited.connect(self._forget_problem)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self._more = QWidget()
        self._lay_out()
        self.lock.toggled.connect(self._on_lock)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._more)
        inside.setContentsMargins(scaled(24), 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(label(passphrase_pair.ADVICE, "hint", wrap=True))
        inside.addWidget(self.secrets)
        inside.addWidget(self.problem)
        price = _("建好以后会给您一把“恢复钥匙”，请印在纸上收好：口令和它都丢了，谁也打不开资料。")
        inside.addWidget(label(price, "warning", wrap=True))
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("推荐给资料加锁：电脑或 U 盘丢了，别人也看不到居民的信息。"), "key", wrap=True))
        column.addWidget(self.lock)
        column.addWidget(self._more)
        column.addWidget(self.later)

    def _on_lock(self, chosen: bool) -> None:
        self._more.setVisible(chosen)
        if chosen:
            self.secrets.setFocus()
            self.grown.emit()
        else:
            self.secrets.clear()
            self._forget_problem()

    def passphrase(self) -> str | None:
        """What was typed, empty for no lock; None where it is not right yet, which is said here."""
        if not self.lock.isChecked():
            return ""
        typed = self.secrets.typed()
        fault = passphrase_pair.fault_of(typed)
        if fault is None:
            return typed["passphrase"]
        self.problem.setText(window_sentence(fault))
        self.problem.show()
        self.grown.emit()
        self.secrets.ask_again("again" if fault.code == "secrets_differ" else "passphrase")
        return None

    def _forget_problem(self) -> None:
        self.problem.hide()
