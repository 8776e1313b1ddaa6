# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody may not do is switched off and says why, whatever a page does with the control."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.store.rights import Right, Role
from hongyun_desktop.ui.kit.desk import Desk


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    signing_in.sit_down(desk.store, "陈晓梅")
    operators.add(desk.store, "赵查看", Role.VIEWER)
    return desk


def sit(desk: Desk, name: str) -> None:
    desk.changed.emit(signing_in.sign_in(desk.store, name))


def test_a_control_goes_off_with_the_reason_and_comes_back_with_its_own_tip(staffed: Desk, qtbot: QtBot) -> None:
    made = QPushButton("改")
    qtbot.addWidget(made)
    made.setToolTip("改（F2）")
    staffed.guard(made)
    assert made.isEnabled()
    sit(staffed, "赵查看")
    assert not made.isEnabled()
    assert made.toolTip() == "“查看”身份不能做这一步。要做，请管理员来，或请管理员改你的身份。"
    sit(staffed, "陈晓梅")
    assert made.isEnabled()
    assert made.toolTip() == "改（F2）"


def test_a_page_cannot_switch_it_on_but_is_heard_later(staffed: Desk, qtbot: QtBot) -> None:
    made = QPushButton("改")
    qtbot.addWidget(made)
    made.setEnabled(False)
    sit(staffed, "赵查看")
    staffed.guard(made)
    made.setEnabled(True)
    made.setToolTip("选一行")
    assert not made.isEnabled()
    assert "查看" in made.toolTip()
    sit(staffed, "陈晓梅")
    assert made.isEnabled()
    assert made.toolTip() == "选一行"


def test_an_action_and_a_control_in_a_parent_that_is_off(staffed: Desk, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    made, action = QPushButton("改", holder), QAction("改", holder)
    holder.setEnabled(False)
    staffed.guard(made, action, right=Right.OPERATORS)
    sit(staffed, "赵查看")
    action.setEnabled(True)
    assert not action.isEnabled()
    holder.setEnabled(True)
    assert not made.isEnabled()
    sit(staffed, "陈晓梅")
    assert made.isEnabled()
    assert action.isEnabled()


def test_what_everybody_may_do_stays_on_also_while_locked(staffed: Desk, qtbot: QtBot) -> None:
    free, kept = QPushButton("看"), QPushButton("改")
    qtbot.addWidget(free)
    qtbot.addWidget(kept)
    staffed.guard(free, right=None)
    staffed.guard(kept)
    staffed.changed.emit(signing_in.lock(staffed.store))
    assert free.isEnabled()
    assert not kept.isEnabled()
    assert kept.toolTip() == "现在没有人登录。"
