# SPDX-License-Identifier: GPL-3.0-or-later
"""Enter on a button that has the focus, and in a field beside buttons."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui.kit.enter_key import EnterKey
from hongyun_desktop.ui.kit.parts import button


@pytest.fixture(autouse=True)
def enter_key(qapp: QApplication) -> Iterator[EnterKey]:
    made = EnterKey(qapp)
    yield made
    made.deleteLater()


def shown(qtbot: QtBot, window: QWidget, *parts: QWidget) -> QWidget:
    column = QVBoxLayout(window)
    for each in parts:
        column.addWidget(each)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("window", [QDialog, QWidget])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_in_focus_and_no_other(qtbot: QtBot, window: type[QWidget], key: Qt.Key) -> None:
    pressed: list[str] = []
    first, second = button("选择文件…"), button("完成", primary=True)
    for each in (first, second):
        each.clicked.connect(lambda _checked=False, each=each: pressed.append(each.text()))
    held = shown(qtbot, window(), first, second)
    for each in (second, first, second):
        each.setFocus()
        qtbot.keyClick(each, key)
    assert pressed == ["完成", "选择文件…", "完成"]
    assert held.isVisible()


def test_in_a_field_enter_presses_nothing(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    line, made = QLineEdit(), button("删除")
    made.clicked.connect(pressed.append)
    dialog = QDialog()
    shown(qtbot, dialog, line, made)
    for _ in range(2):
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Return)
        made.setFocus()
    assert pressed == []
    assert dialog.isVisible()


def test_a_button_that_opens_a_menu_opens_it(qtbot: QtBot) -> None:
    made = button("更多")
    menu = QMenu(made)
    menu.addAction("导入…")
    made.setMenu(menu)
    held = shown(qtbot, QDialog(), made)
    made.setFocus()
    seen: list[bool] = []
    menu.aboutToShow.connect(lambda: (seen.append(True), menu.close()))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert seen == [True]
    assert held.isVisible()


def test_a_box_of_qt_keeps_the_button_that_enter_presses(qtbot: QtBot) -> None:
    box = QMessageBox()
    yes = box.addButton("好", QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("不了", QMessageBox.ButtonRole.RejectRole)
    qtbot.addWidget(box)
    box.open()
    for each in (no, yes, no):
        each.setFocus()
    assert (yes.autoDefault(), no.autoDefault()) == (True, True)
    assert isinstance(no, QPushButton)
    qtbot.keyClick(no, Qt.Key.Key_Return)
    assert box.clickedButton() is no


def test_a_button_that_is_gone_is_no_trouble(qtbot: QtBot) -> None:
    gone, stays = button("一"), button("二")
    held = shown(qtbot, QDialog(), gone, stays)
    gone.setFocus()
    gone.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    stays.setFocus()
    assert stays.autoDefault()
    assert held.isVisible()
