# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock on the data in the window, by clicks and keys: 新建, opening, the recovery key, and the lock's own dialog."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.app import Application
from hongyun_desktop.core.access import data_keys, operators, signing_in
from hongyun_desktop.core.backups import making
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store import backup, encrypting, keys
from hongyun_desktop.core.store.database import is_plain
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.demo import keeping
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.ui.desk_actions.closing import ClosingPanel
from hongyun_desktop.ui.desk_actions.data_lock import DataLockDialog, ask_lock
from hongyun_desktop.ui.desk_actions.key_form import KeyDialog
from hongyun_desktop.ui.desk_actions.recovery_dialog import RecoveryDialog
from hongyun_desktop.ui.desk_actions.secret_form import SecretForm
from hongyun_desktop.ui.desk_actions.status import status_facts
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.preview import PdfPreview
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.start_dialog import StartDialog
from tests.ui.fakes import FakeSpeaker, inline_desk
from tests.ui.typing_text import type_text

LEFT, ENTER, ESC = Qt.MouseButton.LeftButton, Qt.Key.Key_Return, Qt.Key.Key_Escape
PASSPHRASE, OTHER = "osmanthus tree 3", "another sentence 9"
DAY = datetime(2026, 10, 8, 9, 0)


def shown(kind: type[Any]) -> Any:
    """The window of a kind that is open, or None."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


class Program:
    """The whole program on one path, as though started on a day."""

    def __init__(self, qtbot: QtBot, path: Path, state: Path) -> None:
        self.path, self._qtbot, self._state = path, qtbot, state
        self.speaker = FakeSpeaker()
        self.ended = 0
        self.application: Application | None = None

    def start(self, days_later: int = 0) -> None:
        self.stop()
        clock = FixedClock(DAY + timedelta(days=days_later))
        self.speaker = FakeSpeaker()
        self.application = Application(
            self.path, WindowState(self._state), keeping.ready, speaker=self.speaker, clock=clock
        )
        self.application.ended.connect(self._on_ended)
        self.application.begin()

    def _on_ended(self) -> None:
        self.ended += 1

    def stop(self) -> None:
        if self.application is not None:
            self.application.close()
            self.application = None

    def wait(self, kind: type[Any]) -> Any:
        self._qtbot.waitUntil(lambda: shown(kind) is not None, timeout=10_000)
        return shown(kind)

    def wait_for_window(self) -> Any:
        application = self.application
        assert application is not None
        self._qtbot.waitUntil(lambda: application.window is not None, timeout=10_000)
        return application.window

    def unlock(self, typed: str) -> Any:
        dialog = self.wait(KeyDialog)
        self._qtbot.keyClicks(dialog.line, typed)
        self._qtbot.keyClick(dialog.line, ENTER)
        return self.wait_for_window()


@pytest.fixture
def program(qapp: Any, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(qtbot, tmp_path / "data" / "鸿运.db", tmp_path / "window.ini")
    yield made
    made.stop()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.blockSignals(True)
            widget.done(0)


@pytest.fixture
def locked(program: Program) -> str:
    """Data with a lock, closed; their recovery key."""
    store, text = encrypting.create(program.path, PASSPHRASE, clock=FixedClock(DAY))
    with store:
        signing_in.sit_down(store, "陈晓梅")
    return text


def fill_in(form: Any) -> None:
    type_text(form.lines["compound"], "桂花苑")
    type_text(form.lines["operator"], "陈晓梅")


def codes(path: Path, key: bytes | None) -> list[str]:
    with open_store(path, key, clock=FixedClock(DAY)) as store:
        return [code for (code,) in store.sql("SELECT code FROM journal ORDER BY id")]


# new data


def test_a_lock_is_recommended_but_nobody_has_to_decide_first(program: Program, qtbot: QtBot) -> None:
    program.start()
    start = program.wait(StartDialog)
    qtbot.mouseClick(start.new, LEFT)
    assert start.form.choice.later.isChecked()
    fill_in(start.form)
    qtbot.keyClick(start.form.lines["operator"], ENTER)
    program.wait_for_window()
    assert shown(RecoveryDialog) is None
    program.stop()
    assert is_plain(program.path)


def test_new_data_with_a_lock_show_their_recovery_key_once_and_open_by_passphrase(
    program: Program, qtbot: QtBot
) -> None:
    program.start()
    start = program.wait(StartDialog)
    qtbot.mouseClick(start.new, LEFT)
    fill_in(start.form)
    choice = start.form.choice
    qtbot.mouseClick(choice.lock, LEFT)
    qtbot.keyClicks(choice.secrets.lines["passphrase"], PASSPHRASE)
    qtbot.keyClick(choice.secrets.lines["passphrase"], ENTER)
    qtbot.keyClicks(choice.secrets.lines["again"], PASSPHRASE)
    qtbot.keyClick(choice.secrets.lines["again"], ENTER)
    dialog = program.wait(RecoveryDialog)
    groups = [part.text() for part in dialog.findChildren(type(dialog.told)) if len(part.text()) == 4]
    window = program.wait_for_window()
    assert keys.unlock(program.path, "-".join(groups)) == window.desk.store.database.key
    assert keys.unlock(program.path, PASSPHRASE) == window.desk.store.database.key


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [("short", "short", "口令太短"), ("aaaaaaaaaa", "aaaaaaaaaa", "口令太简单"), (PASSPHRASE, OTHER, "不一样")],
)
def test_a_passphrase_that_is_not_right_is_said_where_it_stands(
    program: Program, qtbot: QtBot, first: str, again: str, said: str
) -> None:
    program.start()
    start = program.wait(StartDialog)
    qtbot.mouseClick(start.new, LEFT)
    fill_in(start.form)
    choice = start.form.choice
    qtbot.mouseClick(choice.lock, LEFT)
    qtbot.keyClicks(choice.secrets.lines["passphrase"], first)
    qtbot.keyClicks(choice.secrets.lines["again"], again)
    qtbot.mouseClick(start.form.ok, LEFT)
    assert said in choice.problem.text()
    assert choice.problem.isVisible()
    assert start.isVisible()
    assert not program.path.exists()


# opening


def test_a_wrong_passphrase_is_said_and_changes_nothing(program: Program, qtbot: QtBot, locked: str) -> None:
    before = [program.path.read_bytes(), keys.file_of(program.path).read_bytes()]
    program.start()
    dialog = program.wait(KeyDialog)
    qtbot.keyClicks(dialog.line, "not this one")
    qtbot.keyClick(dialog.line, ENTER)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "口令不对" in dialog.problem.text()
    qtbot.waitUntil(lambda: dialog.forgotten.height() == dialog.forgotten.sizeHint().height())
    assert [program.path.read_bytes(), keys.file_of(program.path).read_bytes()] == before
    dialog.line.selectAll()
    qtbot.keyClicks(dialog.line, PASSPHRASE)
    qtbot.keyClick(dialog.line, ENTER)
    assert program.wait_for_window().desk.store.database.key == keys.unlock(program.path, locked)


def test_whoever_forgot_the_passphrase_opens_by_the_recovery_key(program: Program, qtbot: QtBot, locked: str) -> None:
    program.start()
    dialog = program.wait(KeyDialog)
    assert dialog.line.echoMode() == dialog.line.EchoMode.Password
    qtbot.mouseClick(dialog.forgotten, LEFT)
    assert dialog.line.echoMode() == dialog.line.EchoMode.Normal
    qtbot.keyClicks(dialog.line, locked.lower().replace("-", " "))
    qtbot.mouseClick(dialog.go_on, LEFT)
    program.wait_for_window()


def test_esc_quits_where_nothing_is_open_yet(program: Program, qtbot: QtBot, locked: str) -> None:
    program.start()
    qtbot.keyClick(program.wait(KeyDialog), ESC)
    assert program.ended == 1


def test_caps_lock_is_noticed_from_what_is_typed(program: Program, qtbot: QtBot, locked: str) -> None:
    program.start()
    dialog = program.wait(KeyDialog)
    qtbot.keyClick(dialog.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not dialog.secrets.caps.isVisible()
    qtbot.keyClick(dialog.line, "B")
    qtbot.keyClicks(dialog.line, "")
    QApplication.sendEvent(dialog.line, _key("B"))
    assert dialog.secrets.caps.isVisible()
    QApplication.sendEvent(dialog.line, _key("b"))
    assert not dialog.secrets.caps.isVisible()


def _key(text: str) -> Any:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, text)


# the reminder


def test_the_status_bar_asks_for_the_recovery_key_by_a_click(program: Program, qtbot: QtBot, locked: str) -> None:
    program.start()
    window = program.unlock(PASSPHRASE)
    (told,) = (each for each in window.statusBar().findChildren(QPushButton) if "照纸打一遍" in each.text())
    qtbot.mouseClick(told, LEFT)
    form = shown(SecretForm)
    qtbot.keyClicks(form.secrets.lines["recovery"], locked)
    qtbot.keyClick(form.secrets.lines["recovery"], ENTER)
    qtbot.waitUntil(lambda: not told.isVisible())


def test_the_recovery_key_is_asked_for_once_a_day_until_it_is_typed_back(
    program: Program, qtbot: QtBot, locked: str
) -> None:
    program.start()
    assert program.unlock(PASSPHRASE).reminder.ask() is None
    program.start(days_later=1)
    window = program.unlock(PASSPHRASE)
    assert "10-15 以前照纸打一遍" in status_facts(window.desk.store).recovery
    form = window.reminder.ask()
    assert "过了" not in "".join(part.text() for part in form.findChildren(type(form.problem)))
    qtbot.mouseClick(form.stay, LEFT)
    assert window.reminder.ask() is None
    program.start(days_later=9)
    window = program.unlock(PASSPHRASE)
    assert status_facts(window.desk.store).recovery == "恢复钥匙过了 3 天还没核对"
    form = window.reminder.ask()
    assert "已经过了 3 天还没有核对" in "".join(part.text() for part in form.findChildren(type(form.problem)))
    qtbot.keyClicks(form.secrets.lines["recovery"], locked[:-1])
    qtbot.keyClick(form.secrets.lines["recovery"], ENTER)
    qtbot.waitUntil(form.problem.isVisible)
    form.secrets.lines["recovery"].selectAll()
    qtbot.keyClicks(form.secrets.lines["recovery"], locked.lower())
    qtbot.keyClick(form.secrets.lines["recovery"], ENTER)
    qtbot.waitUntil(lambda: "核对无误" in "".join(program.speaker.toasts))
    assert status_facts(window.desk.store).recovery == ""
    program.start(days_later=20)
    assert program.unlock(PASSPHRASE).reminder.ask() is None


def test_nobody_but_an_administrator_is_asked(program: Program, locked: str) -> None:
    with open_store(program.path, keys.unlock(program.path, PASSPHRASE), clock=FixedClock(DAY)) as store:
        operators.add(store, "林新", Role.CLERK)
        signing_in.sign_in(store, "林新")
    program.start(days_later=9)
    window = program.unlock(PASSPHRASE)
    assert window.reminder.ask() is None
    assert "还没核对" in status_facts(window.desk.store).recovery


# the recovery key on the screen


@pytest.fixture
def key_desk(qapp: Any, tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    store, text = encrypting.create(tmp_path / "data" / "鸿运.db", PASSPHRASE, clock=FixedClock(DAY))
    with store, inline_desk(store) as desk:
        yield desk, text


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    """The window that dialogs stand over, and that owns them."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


def lock_dialog(window: QWidget, desk: Desk, reopen: Callable[[object], object] = lambda _step: None) -> DataLockDialog:
    dialog = ask_lock(desk, window, reopen)
    assert dialog is not None
    return dialog


def test_the_recovery_key_can_be_printed_or_saved_and_is_not_lost_by_a_slip(
    qtbot: QtBot, behind: QWidget, key_desk: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, text = key_desk
    speaker: Any = desk.speaker
    dialog = RecoveryDialog(desk, text, behind)
    dialog.open()
    qtbot.keyClick(dialog, ESC)
    assert dialog.isVisible()
    assert "还没有打印" in speaker.questions[-1]
    qtbot.mouseClick(dialog.print, LEFT)
    preview = shown(PdfPreview)
    speaker.files.append(tmp_path / "恢复钥匙.pdf")
    qtbot.mouseClick(preview.save, LEFT)
    assert (tmp_path / "恢复钥匙.pdf").read_bytes().startswith(b"%PDF")
    preview.reject()
    assert "请把文件删掉" in dialog.told.text()
    qtbot.mouseClick(dialog.shut, LEFT)
    assert not dialog.isVisible()
    assert len(speaker.questions) == 1


def test_typing_it_back_at_once_is_enough(qtbot: QtBot, behind: QWidget, key_desk: tuple[Desk, str]) -> None:
    desk, text = key_desk
    dialog = RecoveryDialog(desk, text, behind)
    dialog.open()
    qtbot.mouseClick(dialog.confirm, LEFT)
    form = shown(SecretForm)
    qtbot.keyClicks(form.secrets.lines["recovery"], text)
    qtbot.mouseClick(form.go_on, LEFT)
    assert not dialog.isVisible()
    assert data_keys.days_to_remind(desk.store) is None


# the lock's dialog


def test_the_passphrase_is_changed_with_the_one_before(
    qtbot: QtBot, behind: QWidget, key_desk: tuple[Desk, str]
) -> None:
    desk, text = key_desk
    making.back_up(desk.store, backup.folder_of(desk.store.path))
    dialog = lock_dialog(behind, desk)
    qtbot.mouseClick(dialog.change, LEFT)
    form = shown(SecretForm)
    for name, typed in (("present", "not this one"), ("passphrase", OTHER), ("again", OTHER)):
        qtbot.keyClicks(form.secrets.lines[name], typed)
    qtbot.mouseClick(form.go_on, LEFT)
    assert "口令不对" in form.problem.text()
    assert form.secrets.lines["present"].hasFocus() or form.isVisible()
    form.secrets.lines["present"].selectAll()
    qtbot.keyClicks(form.secrets.lines["present"], PASSPHRASE)
    qtbot.mouseClick(form.go_on, LEFT)
    assert keys.unlock(desk.store.path, OTHER) == keys.unlock(desk.store.path, text) == desk.store.database.key
    assert "本机的 1 份备份也用新口令打开" in desk.speaker.toasts[-1]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_new_recovery_key_is_shown_and_the_old_one_opens_nothing(
    qtbot: QtBot, behind: QWidget, key_desk: tuple[Desk, str]
) -> None:
    desk, text = key_desk
    dialog = lock_dialog(behind, desk)
    qtbot.mouseClick(dialog.renew, LEFT)
    form = shown(SecretForm)
    qtbot.keyClicks(form.secrets.lines["present"], PASSPHRASE)
    qtbot.keyClick(form.secrets.lines["present"], ENTER)
    assert shown(RecoveryDialog) is not None
    with pytest.raises(Exception, match="passphrase_wrong"):
        keys.unlock(desk.store.path, text)


def test_plain_backups_on_a_stick_are_named(qtbot: QtBot, store_path: Path, program: Program, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    with open_store(program.path, clock=FixedClock(DAY)) as store:
        file = making.back_up(store, stick).file
    encrypting.encrypt(program.path, PASSPHRASE, FixedClock(DAY))
    program.start()
    window = program.unlock(PASSPHRASE)
    dialog = lock_dialog(window, window.desk)
    assert not dialog.left.isVisible()
    program.speaker.files.append(stick)
    qtbot.mouseClick(dialog.elsewhere, LEFT)
    qtbot.waitUntil(dialog.left.isVisible)
    assert file.name in dialog.left.text().replace("\u200b", "")


def test_a_lock_is_put_on_and_taken_off_again_and_whoever_did_it_stays_at_the_desk(
    program: Program, qtbot: QtBot
) -> None:
    with open_store(program.path, clock=FixedClock(DAY)) as store:
        signing_in.sit_down(store, "陈晓梅")
        operators.set_password(store, store.operator_id, "2468")
    program.start()
    window = program.wait_for_window()
    type_password(qtbot, window, "2468")
    dialog = lock_dialog(window, window.desk, window.reopen.emit)
    qtbot.mouseClick(dialog.turn_on, LEFT)
    form = shown(SecretForm)
    for name in ("passphrase", "again"):
        qtbot.keyClicks(form.secrets.lines[name], PASSPHRASE)
    qtbot.mouseClick(form.go_on, LEFT)
    recovery = program.wait(RecoveryDialog)
    window = program.wait_for_window()
    assert window.desk.store.session is not None
    assert "加好了锁" in "".join(program.speaker.toasts)
    program.speaker.answers.append(True)
    qtbot.mouseClick(recovery.shut, LEFT)
    dialog = lock_dialog(window, window.desk, window.reopen.emit)
    qtbot.mouseClick(dialog.turn_off, LEFT)
    form = shown(SecretForm)
    qtbot.keyClicks(form.secrets.lines["present"], PASSPHRASE)
    qtbot.mouseClick(form.go_on, LEFT)
    qtbot.waitUntil(lambda: "锁去掉了" in "".join(program.speaker.toasts), timeout=10_000)
    program.stop()
    assert is_plain(program.path)
    assert [code for code in codes(program.path, None) if "encryption" in code] == ["encryption_on", "encryption_off"]


def type_password(qtbot: QtBot, window: Any, password: str) -> None:
    form = window.lock_page.form
    qtbot.keyClicks(form.password, password)
    qtbot.mouseClick(form.go_on, LEFT)
    qtbot.waitUntil(lambda: window.desk.store.session is not None)


def test_a_step_that_is_refused_leaves_the_data_open_as_they_were(
    program: Program, qtbot: QtBot, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hongyun_desktop.core.errors import StorageProblem

    def full(*_args: object) -> None:
        raise StorageProblem("disk_full", file="鸿运.db")

    monkeypatch.setattr(encrypting, "_export", full)
    program.start()
    window = program.unlock(PASSPHRASE)
    dialog = lock_dialog(window, window.desk, window.reopen.emit)
    qtbot.mouseClick(dialog.turn_off, LEFT)
    form = shown(SecretForm)
    qtbot.keyClicks(form.secrets.lines["present"], PASSPHRASE)
    qtbot.mouseClick(form.go_on, LEFT)
    told = window_sentence(StorageProblem("disk_full", file="鸿运.db"))
    qtbot.waitUntil(lambda: told in program.speaker.toasts, timeout=10_000)
    assert program.wait_for_window().desk.store.database.key == keys.unlock(program.path, locked)


def test_only_administrators_come_to_the_lock_and_others_are_told_why(desk: Desk, speaker: FakeSpeaker) -> None:
    signing_in.sit_down(desk.store, "陈晓梅")
    operators.add(desk.store, "林新", Role.CLERK)
    signing_in.sign_in(desk.store, "林新")
    assert ask_lock(desk, None, lambda _step: None) is None
    assert speaker.refusals


def test_the_demo_needs_no_lock(demo_desk: Desk) -> None:
    assert ask_lock(demo_desk, None, lambda _step: None) is None
    assert "这是演示" in demo_desk.speaker.refusals[-1]  # pyright: ignore[reportAttributeAccessIssue]


# work with a key


def test_the_worker_and_the_backup_on_closing_work_with_a_key(program: Program, qtbot: QtBot, locked: str) -> None:
    program.start()
    window = program.unlock(PASSPHRASE)
    counts: list[int] = []
    window.desk.jobs.start("", lambda _p: window.desk.store.value("SELECT count(*) FROM operator"), counts.append)
    qtbot.waitUntil(lambda: bool(counts))
    window.close()
    panel = program.wait(ClosingPanel) if shown(ClosingPanel) is None else shown(ClosingPanel)
    qtbot.waitUntil(lambda: panel.bar.isHidden(), timeout=10_000)
    made = list(backup.folder_of(program.path).glob("*.db"))
    assert len(made) == 1
    assert not is_plain(made[0])
    assert keys.unlock(made[0], PASSPHRASE) == keys.unlock(program.path, locked)
    assert date(2026, 10, 8) == data_keys.state(window.desk.store).made_on  # pyright: ignore[reportOptionalMemberAccess]
