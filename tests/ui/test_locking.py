# SPDX-License-Identifier: GPL-3.0-or-later
"""The locked window: nothing of anybody behind it, and everything as it was for whoever comes back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster import listing
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.desk_actions.closing import ClosingPanel
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.help import HelpWindow
from hongyun_desktop.ui.main_window import MainWindow
from tests.ui.fakes import FakeSpeaker, inline_desk
from tests.ui.typing_text import type_text
from tests.ui.windows import open_window

NAME, PIN, OTHER = "陈晓梅", "2468", "王建国"
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def guarded(demo_store: Store) -> Store:
    """The demo with an administrator who has a PIN, and a clerk who has one."""
    operators.add(demo_store, NAME, Role.ADMIN, PIN)
    signing_in.sign_in(demo_store, NAME, PIN)
    operators.add(demo_store, OTHER, Role.CLERK, "1357")
    return demo_store


@pytest.fixture
def window(guarded: Store, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    with inline_desk(guarded) as desk, open_window(desk, tmp_path) as made:
        yield made


def lock(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.locking.covered


def come_in(window: MainWindow, qtbot: QtBot, password: str = PIN, name: str = NAME) -> None:
    form = window.lock_page.form
    if not form.names.currentText().startswith(name):
        form.names.setCurrentIndex(form.names.findText(name, Qt.MatchFlag.MatchStartsWith))
    qtbot.keyClicks(form.password, password)
    qtbot.keyClick(form.password, Qt.Key.Key_Return)


def texts(window: QWidget) -> str:
    """All that can be read in the window now."""
    seen = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    return "\n".join([*seen, *(each.text() for each in window.findChildren(QLineEdit) if each.isVisible())])


def test_ctrl_l_hides_everything_and_the_password_brings_it_back(window: MainWindow, qtbot: QtBot) -> None:
    store = window.desk.store
    names = [
        row.name
        for row in listing.residents_window(store, Query()).fetch(listing.residents_window(store, Query()).ids[:30])
    ]
    page = window.page(0)
    lock(window, qtbot)
    assert store.session is None
    assert not page.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.statusBar().isVisible()
    assert not any(name in texts(window) for name in names)
    assert window.lock_page.form.password.hasFocus()
    come_in(window, qtbot)
    assert store.session is not None
    assert page.isVisible()
    assert window.page(0) is page
    assert window.menuBar().isVisible()


def test_a_wrong_password_says_so_and_then_how_long_to_wait(window: MainWindow, qtbot: QtBot) -> None:
    lock(window, qtbot)
    form = window.lock_page.form
    for _try in range(4):
        come_in(window, qtbot, "0000")
        assert form.problem.text().startswith("密码不对。")
    come_in(window, qtbot, "0000")
    assert form.problem.text() == "错的次数太多，请等 30 秒再试；忘了请管理员重设。"
    assert not form.go_on.isEnabled()
    form._tick()
    assert "29 秒" in form.problem.text()
    come_in(window, qtbot)
    assert window.locking.covered
    form._left_s = 1
    form._tick()
    assert form.problem.isHidden()
    window.desk.store.clock = FixedClock(datetime(2026, 11, 24, 11, 30))
    form.password.clear()
    come_in(window, qtbot)
    assert not window.locking.covered


def test_a_half_typed_form_comes_back_for_the_same_person(window: MainWindow, qtbot: QtBot) -> None:
    window.page(0).records.register(None)  # pyright: ignore[reportAttributeAccessIssue]
    form = QApplication.activeModalWidget()
    assert isinstance(form, RecordForm)
    type_text(form.editors["name"].input, "半截")
    window.locking.lock()
    assert not form.isVisible()
    come_in(window, qtbot)
    assert form.isVisible()
    assert form.editors["name"].value() == "半截"
    assert form.windowModality() is not Qt.WindowModality.NonModal
    form.reject()


def test_somebody_else_does_not_see_what_was_half_typed(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(0)
    page.records.register(None)  # pyright: ignore[reportAttributeAccessIssue]
    form = QApplication.activeModalWidget()
    assert form is not None
    window.locking.lock()
    come_in(window, qtbot, "1357", OTHER)
    qtbot.waitUntil(lambda: not shiboken6.isValid(form))
    assert QApplication.activeModalWidget() is None
    assert window.page(0) is not page
    assert operators.at_desk(window.desk.store) == OTHER


def test_a_dialog_that_a_job_opens_meanwhile_stays_out_of_sight(window: MainWindow, qtbot: QtBot) -> None:
    lock(window, qtbot)
    late = QDialog(window)
    late.open()
    qtbot.waitUntil(lambda: not late.isVisible())
    come_in(window, qtbot)
    assert late.isVisible()
    late.reject()


def test_help_and_closing_work_while_locked(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(window, qtbot)
    qtbot.keyClick(window.lock_page, Qt.Key.Key_F1)
    helps = [each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow) and each.isVisible()]
    assert helps
    helps[0].close()
    monkeypatch.setattr(Store, "is_demo", property(lambda _store: False))
    window.close()
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, ClosingPanel)
    qtbot.wait(20)
    assert panel.isVisible()
    assert "已备份" in panel.line.text()
    with qtbot.waitSignal(window.closed):
        qtbot.mouseClick(panel.leave, LEFT)


def test_the_pages_keys_are_dead_while_locked(window: MainWindow, qtbot: QtBot) -> None:
    before = window.desk.store.value("SELECT count(*) FROM journal WHERE code = 'undo'")
    lock(window, qtbot)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_I, Qt.Key.Key_F, Qt.Key.Key_B):
        qtbot.keyClick(window, key, CTRL)
    assert QApplication.activeModalWidget() is None
    assert window.desk.store.value("SELECT count(*) FROM journal WHERE code = 'undo'") == before
    speaker = window.desk.speaker
    assert isinstance(speaker, FakeSpeaker)
    assert speaker.refusals == []


def test_a_store_that_opens_locked_shows_nothing_before_the_password(
    guarded: Store, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    signing_in.lock(guarded)
    with inline_desk(guarded) as desk, open_window(desk, tmp_path) as made:
        assert made.locking.covered
        assert made.lock_page.isVisible()
        come_in(made, qtbot)
        assert made.page(0).isVisible()
        assert "陈晓梅（管理员）" in texts(made)


def test_nobody_here_for_ten_minutes_locks_and_a_key_begins_them_anew(window: MainWindow, qtbot: QtBot) -> None:
    presence = window.locking.presence
    assert presence.limit_ms == 600_000
    presence.limit_ms = 30
    qtbot.wait(40)
    presence.look()
    assert window.locking.covered
    come_in(window, qtbot)
    presence.limit_ms = 60_000
    presence.look()
    assert not window.locking.covered
    presence.limit_ms = 400
    qtbot.wait(450)
    handle = window.windowHandle()
    qtbot.keyClick(handle, Qt.Key.Key_Shift)
    presence.look()
    assert not window.locking.covered


def test_a_job_that_runs_is_somebody_here(window: MainWindow, qtbot: QtBot) -> None:
    presence = window.locking.presence
    presence.limit_ms = 1
    window.desk.jobs._waiting = 1
    qtbot.wait(5)
    presence.look()
    assert not window.locking.covered
    window.desk.jobs._waiting = 0


def test_locking_while_a_job_runs_covers_at_once_and_leaves_the_desk_after_it(window: MainWindow, qtbot: QtBot) -> None:
    jobs = window.desk.jobs
    jobs._waiting = 1
    lock(window, qtbot)
    assert window.desk.store.session is not None
    assert window.lock_page.working.isVisible()
    jobs._waiting = 0
    jobs.state_changed.emit()
    qtbot.waitUntil(lambda: window.desk.store.session is None)
    assert not window.lock_page.working.isVisible()


def test_without_a_password_nothing_locks_by_itself(window: MainWindow) -> None:
    store = window.desk.store
    window.desk.changed.emit(operators.set_password(store, store.operator_id, "", PIN))
    assert window.locking.presence.limit_ms == 0
    window.desk.changed.emit(operators.set_password(store, store.operator_id, PIN))
    window.desk.changed.emit(settings.save(store, {settings.LOCK_AFTER: "30"}))
    assert window.locking.presence.limit_ms == 1_800_000


def test_a_disk_that_takes_no_note_keeps_nobody_at_the_desk(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object, **_more: object) -> None:
        raise Refused("disk_full", file="x")

    monkeypatch.setattr(Store, "unit", full)
    window.locking.lock()
    assert window.locking.covered
    assert window.desk.store.session is None


def test_whoever_ends_their_own_access_stands_before_the_lock(window: MainWindow) -> None:
    store = window.desk.store
    operators.change_role(store, operators.get_operator(store, OTHER).operator_id, Role.ADMIN)
    window.desk.changed.emit(operators.end_access(store, store.operator_id))
    assert window.locking.covered
    assert not any(
        window.lock_page.form.names.itemText(each).startswith(NAME)
        for each in range(window.lock_page.form.names.count())
    )
