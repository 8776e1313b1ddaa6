# SPDX-License-Identifier: GPL-3.0-or-later
"""资料的锁…: whether the data are encrypted, and every step that changes it. Imports core and the kit only."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.access import data_keys
from hongyun_desktop.core.access.data_keys import LockState, NewPassphrase
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store import keys
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.messages.words import new_passphrase_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import passphrase_pair, recovery_dialog
from hongyun_desktop.ui.desk_actions.lock_steps import TurningOff, TurningOn
from hongyun_desktop.ui.desk_actions.secret_form import SecretForm, Typed
from hongyun_desktop.ui.desk_actions.step import Reopen
from hongyun_desktop.ui.kit.content_height import fit_to_content
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, label, row_of, rule
from hongyun_desktop.ui.kit.secret_lines import SecretLines
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

MEANING = _(
    "加锁以后，电脑或 U 盘丢了、坏了送修，别人拿到资料和备份也打不开，看不到居民的身份证号和电话。"
    "每次打开程序要输入一次口令。"
)
PRICE = _("口令和恢复钥匙都丢了，谁也打不开，做程序的人也没有办法。所以恢复钥匙一定要印在纸上收好。")
_PRESENT = {"present": _("现在的口令")}
_OR_KEY = {"present": _("或者纸上的恢复钥匙")}
_WIDTH_EM = 42


def ask_lock(desk: Desk, parent: QWidget | None, reopen: Reopen) -> "DataLockDialog | None":
    """Show the lock; the dialog is open when this returns. None in the demo, and where somebody may not.

    reopen: takes a step for when the database is closed, and opens it again.
    """
    if desk.store.is_demo:
        desk.speaker.refuse(_("这是演示，里面的人都是虚构的，不用加锁。"))
        return None
    try:
        desk.store.demand(Right.KEYS)
    except AppError as error:
        desk.refused(error)
        return None
    dialog = DataLockDialog(desk, reopen, parent)
    dialog.open()
    dialog.look()
    return dialog


class DataLockDialog(QDialog):
    """One button for each step; each asks for what it needs in a form of its own."""

    def __init__(self, desk: Desk, reopen: Reopen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._reopen = desk, reopen
        self._state = data_keys.state(desk.store)
        self.is_on = desk.store.database.key is not None
        self.setWindowTitle(_("资料的锁"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.facts = label("", "key", wrap=True)
        self.overdue = label("", "warning", wrap=True)
        self.left = label("", "warning", wrap=True)
        self.left.hide()
        self.turn_on = button(_("加锁…"), "lock", primary=True)
        self.change = button(_("换口令…"))
        self.confirm = button(_("照纸打一遍…"))
        self.renew = button(_("换一把…"))
        self.elsewhere = button(_("选 U 盘…"))
        self.turn_off = button(_("去掉锁…"))
        self.shut = button(_("关闭"))
        acts: list[tuple[QPushButton, Callable[[], object]]] = [
            (self.turn_on, self.ask_turn_on), (self.change, self.ask_change), (self.confirm, self.ask_confirm),
            (self.renew, self.ask_renew), (self.elsewhere, self.look_elsewhere), (self.turn_off, self.ask_turn_off),
        ]  # fmt: skip
        for control, act in acts:
            control.clicked.connect(act)
            desk.guard(control, right=Right.KEYS)
        self.shut.clicked.connect(self.reject)
        self._lay_out()
        self.show_state()

    def _lay_out(self) -> None:
        self._scrolled = scrolled = Scrolled(margins_px=2, spacing_px=GAP_PX)
        for part in self._locked_parts() if self.is_on else self._plain_parts():
            scrolled.column.addWidget(part)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        mark = QLabel()
        colour = COLOURS.good if self.is_on else COLOURS.warning
        mark.setPixmap(pixmap("lock", colour, scaled(26)))
        title = _("资料加着锁") if self.is_on else _("资料没有加锁")
        column.addLayout(row_of(mark, label(title, "h2"), None))
        column.addWidget(scrolled, 1)
        if self.is_on:
            self.turn_on.hide()
            column.addLayout(row_of(None, self.shut))
        else:
            column.addLayout(row_of(None, self.shut, self.turn_on))

    def _plain_parts(self) -> list[QWidget]:
        return [
            label(_("谁拿到这台电脑，或者拿到一份备份，谁就能看到里面的一切。"), "warning", wrap=True),
            label(MEANING, "key", wrap=True),
            label(PRICE, "key", wrap=True),
            label(_("以后随时能换口令，也能去掉锁。加锁要一会儿，做完逐行核对，中途断电也不会坏。"), "hint", wrap=True),
        ]

    def _locked_parts(self) -> list[QWidget]:
        card = Card(margins_px=scaled(14))
        card.column.setSpacing(scaled(10))
        rows: Sequence[tuple[str, str, Sequence[QPushButton]]] = (
            (_("口令"), _("打开资料时输入。换口令不动资料，恢复钥匙照旧能用。"), [self.change]),
            (_("恢复钥匙"), _("印在纸上的那一把，忘了口令时用。"), [self.confirm, self.renew]),
            (_("没加锁的旧备份"), _("U 盘上、别处以前的备份可能没有加锁。"), [self.elsewhere]),
            (_("去掉锁"), _("资料、照片变回谁都能打开的样子。"), [self.turn_off]),
        )
        for number, (title, told, buttons) in enumerate(rows):
            if number:
                card.column.addWidget(rule())
            card.column.addLayout(_row(title, told, buttons))
        return [self.facts, self.overdue, self.left, card]

    def show_state(self) -> None:
        """Say anew what the key file says."""
        self._state = data_keys.state(self._desk.store)
        day = today(self._desk.store.clock)
        over = self._state.days_over(day) if self._state else 0
        self.facts.setText(_facts(self._state))
        self.overdue.setText(_("恢复钥匙该核对了，已经过了 {days} 天。请点“照纸打一遍”。").format(days=over))
        self.overdue.setVisible(over > 0)
        fit_to_content(self, self._scrolled, em(self, _WIDTH_EM))

    def look(self) -> None:
        """Look for plain copies beside the data, beside the window."""
        self._look(None)

    def look_elsewhere(self) -> None:
        """Look for plain copies in a folder, say a stick's."""
        folder = self._desk.speaker.folder(_("选 U 盘，或放备份的文件夹"))
        if folder is not None:
            self._look(folder)

    def _look(self, folder: Path | None) -> None:
        if not self.is_on:
            return
        path = self._desk.store.path

        def work(_progress: Progress) -> list[Path]:
            return data_keys.plain_copies(path, folder)

        self._desk.jobs.start(_("正在找没有加锁的备份"), work, lambda found: self._show_left(found, folder))

    def _show_left(self, found: list[Path], folder: Path | None) -> None:
        self.left.setText(recovery_dialog.left_sentence(tuple(found)))
        self.left.setVisible(bool(found))
        fit_to_content(self, self._scrolled, em(self, _WIDTH_EM))
        if folder is not None and not found:
            self._desk.speaker.toast(_("“{folder}”里没有不加锁的备份。").format(folder=folder.name or str(folder)))

    # the steps

    def ask_turn_on(self) -> SecretForm:
        """Ask for a new passphrase, then lock."""

        def take(form: SecretForm, typed: Typed) -> None:
            session = self._desk.store.session
            assert session is not None
            step = TurningOn(typed["passphrase"], session, self._desk.store.clock)
            form.accept()
            self._begin(step)

        return self._open(
            SecretForm(
                _("给资料加锁"), passphrase_pair.ADVICE, SecretLines(passphrase_pair.CAPTIONS), _("加锁"), take, self,
                check=passphrase_pair.fault_of, warning=PRICE,
            )
        )  # fmt: skip

    def ask_turn_off(self) -> SecretForm:
        """Ask for the passphrase, then take the lock off."""
        store = self._desk.store

        def take(form: SecretForm, typed: Typed) -> None:
            def finish(key: bytes) -> None:
                assert store.session is not None
                form.accept()
                self._begin(TurningOff(key, store.session, store.clock))

            self._desk.jobs.start(
                _("正在核对口令"),
                lambda _progress: keys.unlock(store.path, typed["present"]),
                finish,
                failed=form.refuse,
            )

        told = _("请输入现在的口令。做完逐行核对，中途断电也不会坏。以前加了锁的备份仍要口令。")
        warning = _("去掉以后，谁拿到这台电脑或新做的备份，谁就能看到居民的身份证号和电话。")
        return self._open(
            SecretForm(_("去掉锁"), told, SecretLines(_PRESENT, _OR_KEY), _("去掉锁"), take, self, warning=warning)
        )

    def ask_change(self) -> SecretForm:
        """Ask for the passphrase and a new one."""
        store = self._desk.store

        def take(form: SecretForm, typed: Typed) -> None:
            def finish(done: NewPassphrase) -> None:
                form.accept()
                self._desk.did(done.changed, new_passphrase_sentence(done.carried), undo=False)

            self._desk.jobs.start(
                _("正在换口令"),
                lambda _progress: data_keys.change_passphrase(store, typed["present"], typed["passphrase"]),
                finish, writes=True, failed=form.refuse,
            )  # fmt: skip

        lines = SecretLines(_PRESENT | passphrase_pair.CAPTIONS, _OR_KEY)
        return self._open(
            SecretForm(
                _("换口令"), passphrase_pair.ADVICE, lines, _("换口令"), take, self, check=passphrase_pair.fault_of
            )
        )

    def ask_renew(self) -> SecretForm:
        """Ask for the passphrase, make another recovery key and show it."""
        store = self._desk.store

        def take(form: SecretForm, typed: Typed) -> None:
            def finish(done: tuple[Changed, str]) -> None:
                changed, text = done
                form.accept()
                self._desk.did(changed, _("换好了新的恢复钥匙，请把旧的纸撕掉。"), undo=False)
                self.show_state()
                shown = recovery_dialog.show_recovery(self._desk, self, text)
                shown.finished.connect(self._on_shown)

            self._desk.jobs.start(
                _("正在换恢复钥匙"), lambda _progress: data_keys.renew_recovery(store, typed["present"]), finish,
                writes=True, failed=form.refuse,
            )  # fmt: skip

        told = _("纸丢了，或者怕别人看过，就换一把新的。旧的马上作废，只打得开 U 盘和别处以前的备份。口令不变。")
        return self._open(SecretForm(_("换恢复钥匙"), told, SecretLines(_PRESENT, _OR_KEY), _("换一把"), take, self))

    def ask_confirm(self) -> SecretForm | None:
        """Ask for the recovery key as it stands on paper."""
        over = self._state.days_over(today(self._desk.store.clock)) if self._state else 0
        form = recovery_dialog.ask_confirm(self._desk, self, days_over=over)
        if form is not None:
            form.accepted.connect(self.show_state)
        return form

    def _on_shown(self, _result: int) -> None:
        self.show_state()

    def _open(self, form: SecretForm) -> SecretForm:
        form.open()
        return form

    def _begin(self, step: TurningOn | TurningOff) -> None:
        reopen = self._reopen
        self.accept()
        reopen(step)


def _row(title: str, told: str, buttons: Sequence[QPushButton]) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title))
    words.addWidget(label(told, "hint", wrap=True))
    line = row_of()
    line.addLayout(words, 1)
    for each in buttons:
        line.addWidget(each)
    column = QVBoxLayout()
    column.addLayout(line)
    return column


def _facts(state: LockState | None) -> str:
    if state is None:
        return _("钥匙文件读不出来。请马上从最近的备份里把它找回来。")
    parts = [_("{day} 加的锁。").format(day=state.made_on)]
    parts.append(_("恢复钥匙是 {day} 做的，").format(day=state.recovery_made_on))
    if state.confirmed_on:
        parts.append(_("{day} 照纸核对过。").format(day=state.confirmed_on))
    else:
        parts.append(_("还没有照纸核对，请在 {day} 以前做。").format(day=state.confirm_by))
    return "".join(parts)
