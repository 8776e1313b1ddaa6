# SPDX-License-Identifier: GPL-3.0-or-later
"""移交 at the window: who takes over is typed, the list is shown, and the old ones are out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.store import encrypting, keys
from hongyun_desktop.ui.desk_actions import notice
from hongyun_desktop.ui.desk_actions.handover import HandoverDialog, ask_handover
from hongyun_desktop.ui.desk_actions.recovery_dialog import RecoveryDialog
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.ui.fakes import FakeSpeaker, inline_desk
from tests.ui.typing_text import type_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def encrypted_desk(store_path: Path, clock: Clock) -> Iterator[Desk]:
    store, _recovery = encrypting.create(store_path, "现在的一句话 26", clock=clock)
    with store, inline_desk(store) as desk:
        yield desk


def _fill(qtbot: QtBot, dialog: HandoverDialog, **typed: str) -> None:
    for name, text in typed.items():
        if text.isascii():
            qtbot.keyClicks(dialog.lines[name], text)
        else:
            type_text(dialog.lines[name], text)


def _papers(page: QWidget) -> set[str]:
    papers = page.findChildren(PdfPreview)
    titles = {each.windowTitle() for each in papers}
    for each in papers:
        each.close()
    return titles


def test_the_receiver_types_a_password_and_the_list_comes_up(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    operators.add(desk.store, "曹大山")
    signing_in.sign_in(desk.store, "曹大山")
    dialog = ask_handover(desk, page)
    assert dialog is not None
    _fill(qtbot, dialog, name="林新", password="2468", password_again="2469")
    qtbot.mouseClick(dialog.go_on, LEFT)
    assert "两次输入的不一样" in dialog.problem.text()
    assert operators.known(desk.store) == ["曹大山"]
    dialog.lines["password_again"].clear()
    _fill(qtbot, dialog, password_again="2468")
    qtbot.mouseClick(dialog.go_on, LEFT)
    assert operators.known(desk.store) == ["林新"]
    assert operators.at_desk(desk.store) == "林新"
    assert _papers(page) == {"移交清单"}


def test_with_encrypted_data_a_wrong_passphrase_stays_in_the_dialog_and_the_right_one_renews_both(
    qtbot: QtBot, encrypted_desk: Desk, page: QWidget
) -> None:
    dialog = ask_handover(encrypted_desk, page)
    assert dialog is not None
    new = "新的一句话 2027"
    _fill(qtbot, dialog, name="林新", password="2468", password_again="2468", present="wrong-words-1")
    _fill(qtbot, dialog, passphrase=new, passphrase_again=new)
    qtbot.mouseClick(dialog.go_on, LEFT)
    assert "口令不对" in dialog.problem.text()
    assert dialog.isEnabled()
    dialog.lines["present"].clear()
    _fill(qtbot, dialog, present="现在的一句话 26")
    qtbot.mouseClick(dialog.go_on, LEFT)
    key = keys.unlock(encrypted_desk.store.path, new)
    (shown,) = page.findChildren(RecoveryDialog)
    groups = [each.text() for each in shown.findChildren(QLabel) if "组" in each.accessibleName()]
    assert keys.unlock(encrypted_desk.store.path, "-".join(groups)) == key
    qtbot.mouseClick(shown.print, LEFT)
    assert _papers(page) == {"恢复钥匙"}
    speaker = encrypted_desk.speaker
    assert isinstance(speaker, FakeSpeaker)
    speaker.answers.append(True)
    qtbot.mouseClick(shown.shut, LEFT)
    assert "还没有打印" in speaker.questions[-1]
    assert "移交清单" in _papers(page)


def test_enter_in_a_field_hands_nothing_over(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    dialog = ask_handover(desk, page)
    assert dialog is not None
    _fill(qtbot, dialog, name="林新", password="2468", password_again="2468")
    qtbot.keyClick(dialog.lines["password_again"], Qt.Key.Key_Return)
    assert operators.known(desk.store) != ["林新"]
    dialog.reject()


def test_somebody_who_may_not_is_told_so(desk: Desk, speaker: FakeSpeaker, page: QWidget) -> None:
    signing_in.lock(desk.store)
    assert ask_handover(desk, page) is None
    assert speaker.refusals


def test_the_notices_are_shown_and_a_missing_contact_is_said(desk: Desk, speaker: FakeSpeaker, page: QWidget) -> None:
    notice.show_notice(desk, page)
    notice.show_short_notices(desk, page)
    assert "联系方式" in speaker.toasts[0]
    assert _papers(page) == {"个人信息告知书", "收集表告知"}


def test_a_tick_shows_what_is_typed_for_han_need_it(encrypted_desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = ask_handover(encrypted_desk, page)
    assert dialog is not None
    hidden = [name for name, line in dialog.lines.items() if line.echoMode() is QLineEdit.EchoMode.Password]
    assert hidden == ["password", "password_again", "present", "passphrase", "passphrase_again"]
    dialog.shown.click()
    assert all(line.echoMode() is QLineEdit.EchoMode.Normal for line in dialog.lines.values())
    dialog.close()
