# SPDX-License-Identifier: GPL-3.0-or-later
"""移交: what is handed over, who takes over, and the step itself; then the papers to sign. Imports core and the kit."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.handover import service
from hongyun_desktop.core.handover.rules import HandoverFacts, KeysTyped, Receiver
from hongyun_desktop.core.handover.service import HandedOver
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import recovery_dialog
from hongyun_desktop.ui.kit.content_height import height_for_content
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.parts import Scrolled, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.secret_lines import ShowTyped
from hongyun_desktop.ui.kit.theme import GAP_PX, em, scaled

_WIDTH_EM = 40
_PROBLEM_PX = 40  # what is wrong is said above the buttons, and must not push the lines away
_ABOUT_KEYS = {"passphrase_wrong": "present", "recovery_mistyped": "present", "handover_keys_missing": "present"}


def ask_handover(desk: Desk, parent: QWidget | None = None) -> "HandoverDialog | None":
    """Ask who takes over; the dialog is open when this returns. None where somebody may not hand over."""
    try:
        facts = service.plan(desk.store)
    except AppError as error:
        desk.refused(error)
        return None
    dialog = HandoverDialog(desk, facts, parent)
    dialog.open()
    return dialog


class HandoverDialog(QDialog):
    """What is handed over and by which password the receiver comes in; stays open until it is done.

    `done_over` tells the `HandedOver`.
    """

    done_over = Signal(object)

    def __init__(self, desk: Desk, facts: HandoverFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._facts = desk, facts
        self.setWindowTitle(_("移交"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines: dict[str, QLineEdit] = {}
        self.shown = ShowTyped()
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.look = button(_("先看清单"), "eye")
        self.look.clicked.connect(self.show_list)
        self.stay = button(_("取消"))
        self.stay.clicked.connect(self.reject)
        self.go_on = button(_("移交"), primary=True)
        self.go_on.setAutoDefault(False)
        self.go_on.clicked.connect(self.submit)
        desk.guard(self.go_on, right=Right.HAND_OVER)
        self._lay_out()

    def _lay_out(self) -> None:
        scrolled = Scrolled(margins_px=2)
        for told in self._told():
            scrolled.column.addWidget(label(told, "key", wrap=True))
        scrolled.column.addWidget(label(self._warning(), "notice", wrap=True))
        scrolled.column.addLayout(self._form())
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("移交给下一届"), "h2"))
        column.addWidget(scrolled, 1)
        column.addWidget(self.problem)
        column.addLayout(row_of(self.look, None, self.stay, self.go_on))
        width = em(self, _WIDTH_EM)
        fit_to_screen(self, width, height_for_content(self, scrolled, width) + scaled(_PROBLEM_PX))
        self.lines["name"].setFocus()

    def _told(self) -> list[str]:
        held, work = self._facts.holdings, self._facts.open_work
        parts = (
            (work.unprinted, _("{count} 张证书没打印")),
            (work.unsigned, _("{count} 张证书没签收")),
            (work.drafts, _("{count} 轮表彰还在准备")),
            (work.attendance, _("{count} 人到场没确认")),
            (work.print_runs, _("{count} 批证书印到一半")),
        )
        left = _("、").join(text.format(count=count) for count, text in parts if count)
        return [
            _("移交：{residents:,} 人、{dwellings:,} 户、{entries:,} 笔积分、{certificates:,} 张证书。").format(
                residents=held.residents, dwellings=held.dwellings, entries=held.entries,
                certificates=held.certificates,
            ),
            _("没办完的：{left}。").format(left=left) if left else _("没有没办完的事。"),
        ]  # fmt: skip

    def _warning(self) -> str:
        out = _("、").join(self._facts.operators)
        keys = _("口令和恢复钥匙也换成新的，旧的作废。") if self._facts.is_encrypted else ""
        return _("移交以后，{out}都不能再登录，管理员只有接收人一位。{keys}会先做一份备份。这一步不能撤销。").format(
            out=out, keys=keys
        )

    def _form(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line(rows, "name", _("接收人"), hidden=False, hint=_("写姓名，如：林新"))
        self._line(rows, "password", _("接收人的密码"), hint=_("由接收人自己输入，至少 4 位"))
        self._line(rows, "password_again", _("再输一遍"))
        if self._facts.is_encrypted:
            self._line(rows, "present", _("现在的资料口令"), hint=_("或者纸上的恢复钥匙"))
            self._line(rows, "passphrase", _("新的资料口令"), hint=_("由接收人自己输入，至少 8 个字"))
            self._line(rows, "passphrase_again", _("再输一遍"))
        rows.addRow("", self.shown)
        return rows

    def _line(self, rows: QFormLayout, name: str, caption: str, *, hidden: bool = True, hint: str = "") -> None:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(caption)
        if hidden:
            self.shown.hide_letters(line)
        line.textChanged.connect(self._forget_problem)
        rows.addRow(label(caption, "key"), line)
        self.lines[name] = line

    def _forget_problem(self, _text: str) -> None:
        self.problem.hide()

    # what the buttons do

    def show_list(self) -> None:
        """Show the list as it would be now."""
        _show_list(self._desk, self, self._facts)

    def submit(self) -> None:
        """Check what was typed twice, then hand over beside the window."""
        typed = {name: line.text() for name, line in self.lines.items()}
        for first, again in (("password", "password_again"), ("passphrase", "passphrase_again")):
            if typed.get(first, "") != typed.get(again, ""):
                self.refuse(Invalid("secrets_differ", again))
                return
        if self._desk.jobs.writing:
            return
        receiver = Receiver(typed["name"], typed["password"])
        keys = KeysTyped(typed["present"], typed["passphrase"]) if self._facts.is_encrypted else None
        store = self._desk.store
        self.setEnabled(False)

        def work(_progress: Progress) -> HandedOver:
            return service.hand_over(store, receiver, keys)

        self._desk.jobs.start(_("正在移交"), work, self._finish, writes=True, failed=self.refuse)

    def refuse(self, error: AppError) -> None:
        """Say what is wrong; everybody's access is as it was."""
        self.setEnabled(True)
        self.problem.setText(window_sentence(error))
        self.problem.show()
        field = error.field if isinstance(error, Invalid) else _ABOUT_KEYS.get(error.code, "name")
        self.lines.get(field, self.lines["name"]).setFocus()

    def _finish(self, done: HandedOver) -> None:
        parent, desk = self.parentWidget(), self._desk
        for line in self.lines.values():
            line.clear()
        self.setEnabled(True)
        self.accept()
        told = _("已移交给{name}。请打印清单，三方签字。").format(name=done.facts.receiver)
        if done.not_carried:
            told += _("{folders} 里的备份写不进去，仍用旧口令打开。").format(folders=_("、").join(done.not_carried))
        desk.did(done.changed, told, undo=False)
        show_papers(desk, parent, done)
        self.done_over.emit(done)


def show_papers(desk: Desk, parent: QWidget | None, done: HandedOver) -> None:
    """Show the new recovery key where there is one, which can't be shown again; then the list.

    The key is on the screen before any paper of it is written: a full disk must not keep it back.
    """
    if not done.recovery_text:
        _show_list(desk, parent, done.facts)
        return
    shown = recovery_dialog.show_recovery(desk, parent, done.recovery_text)
    shown.finished.connect(lambda _result: _show_list(desk, parent, done.facts))


def _show_list(desk: Desk, parent: QWidget | None, facts: HandoverFacts) -> QWidget:
    from hongyun_desktop.documents.handover_list import write_handover_list

    def write(path: Path, _progress: Progress) -> object:
        return write_handover_list(facts, path)

    name = _("移交清单_{day}.pdf").format(day=facts.made_on)
    return show_noted(desk, parent, _("移交清单"), write, name)
