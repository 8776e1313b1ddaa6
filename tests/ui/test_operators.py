# SPDX-License-Identifier: GPL-3.0-or-later
"""谁在经办, 经办人管理 and passwords, by clicks and keys."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.ui.desk_actions import operator_form, operators_dialog, password_form
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

NAME, PIN, OTHER = "陈晓梅", "2468", "王建国"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """An administrator at the desk without a password, and a clerk with a PIN."""
    signing_in.sit_down(desk.store, NAME)
    operators.add(desk.store, OTHER, Role.CLERK, PIN)
    return desk


def top() -> Any:
    return QApplication.activeModalWidget()


def row_of(desk: Desk, name: str) -> operators.OperatorRow:
    row = operators.find_operator(desk.store, name)
    assert row is not None
    return row


# 谁在经办


def test_somebody_takes_the_desk_with_their_pin(
    staffed: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    dialog = operator_form.ask_operator(staffed, page)
    form = dialog.form
    assert form.names.currentText() == "陈晓梅（管理员）"
    assert not form.password.isVisible()
    form.names.setCurrentIndex(form.names.findText("王建国（经办）"))
    assert form.password.isVisible()
    qtbot.keyClicks(form.password, "1111")
    qtbot.keyClick(form.password, Qt.Key.Key_Return)
    assert form.problem.text().startswith("密码不对。")
    assert operators.at_desk(staffed.store) == NAME
    qtbot.keyClicks(form.password, PIN)
    qtbot.keyClick(form.password, Qt.Key.Key_Return)
    assert operators.at_desk(staffed.store) == OTHER
    assert speaker.toasts == ["现在由王建国（经办）经办。"]
    assert top() is None


def test_what_is_typed_is_shown_only_when_asked_for(staffed: Desk, page: QWidget, qtbot: QtBot) -> None:
    form = operator_form.ask_operator(staffed, page).form
    form.names.setCurrentIndex(form.names.findText("王建国（经办）"))
    assert form.password.echoMode() is form.password.EchoMode.Password
    form.shown.click()
    assert form.password.echoMode() is form.password.EchoMode.Normal
    form.names.setCurrentIndex(0)
    assert form.password.echoMode() is form.password.EchoMode.Password


def test_a_new_name_is_added_there_and_chosen(staffed: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = operator_form.ask_operator(staffed, page)
    qtbot.mouseClick(dialog.add, LEFT)
    adding = top()
    type_text(adding.editors["name"].input, "周新")
    qtbot.mouseClick(adding.ok, LEFT)
    assert dialog.form.names.currentText() == "周新（经办）"
    qtbot.mouseClick(dialog.form.go_on, LEFT)
    assert operators.at_desk(staffed.store) == "周新"


def test_a_clerk_adds_nobody(staffed: Desk, page: QWidget) -> None:
    signing_in.sign_in(staffed.store, OTHER, PIN)
    dialog = operator_form.ask_operator(staffed, page)
    assert not dialog.add.isEnabled()
    assert dialog.add.toolTip().startswith("“经办”身份不能做这一步。")
    dialog.reject()


# 经办人管理


def test_everybody_is_listed_and_what_a_role_may_is_told(staffed: Desk, page: QWidget) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    model = dialog.table.rows
    shown = [[model.data(model.index(line, column)) for column in range(4)] for line in range(model.rowCount())]
    assert shown[:2] == [["陈晓梅", "管理员", "没有", "能登录"], ["王建国", "经办", "有", "能登录"]]
    dialog.table.select_id(row_of(staffed, OTHER).operator_id)
    assert dialog.told.text().startswith("经办：记花名册")
    assert dialog.warning.text().startswith("陈晓梅没有密码。没有密码的人，谁打开程序都算是他在经办")
    dialog.reject()


def test_the_last_administrator_is_guarded(staffed: Desk, page: QWidget) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    dialog.table.select_id(row_of(staffed, NAME).operator_id)
    for each in (dialog.role, dialog.end):
        assert not each.isEnabled()
        assert "最后一位管理员" in each.toolTip()
    dialog.table.select_id(row_of(staffed, OTHER).operator_id)
    assert dialog.role.isEnabled()
    assert dialog.end.isEnabled()
    dialog.reject()


def test_somebody_is_added_with_role_and_password(
    staffed: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    qtbot.mouseClick(dialog.add, LEFT)
    form = top()
    type_text(form.editors["name"].input, "李物业")
    form.editors["role"].set_value(Role.PROPERTY)
    qtbot.keyClicks(form.editors["password"].input, "1234")
    qtbot.keyClicks(form.editors["again"].input, "1235")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["again"].text() == "两次输入的不一样，什么都没有改。请再来一次。"
    form.editors["again"].input.clear()
    qtbot.keyClicks(form.editors["again"].input, "1234")
    qtbot.mouseClick(form.ok, LEFT)
    row = row_of(staffed, "李物业")
    assert (row.role, row.has_password) == (Role.PROPERTY, True)
    assert dialog.table.rows.rowCount() == 3
    assert speaker.toasts == ["添加好了。"]
    dialog.reject()


def test_a_misspelt_name_is_corrected(staffed: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    operator_id = row_of(staffed, OTHER).operator_id
    dialog.table.select_id(operator_id)
    qtbot.mouseClick(dialog.name, LEFT)
    form = top()
    form.editors["name"].input.selectAll()
    type_text(form.editors["name"].input, "王建图")
    qtbot.mouseClick(form.ok, LEFT)
    assert row_of(staffed, "王建图").operator_id == operator_id
    assert "王建图" in [dialog.table.rows.index(line, 0).data() for line in range(dialog.table.rows.rowCount())]
    dialog.reject()


def test_a_role_is_changed_and_access_ended_and_given_again(
    staffed: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    dialog.table.select_id(row_of(staffed, OTHER).operator_id)
    qtbot.mouseClick(dialog.role, LEFT)
    form = top()
    form.editors["role"].set_value(Role.VIEWER)
    qtbot.mouseClick(form.ok, LEFT)
    assert row_of(staffed, OTHER).role is Role.VIEWER
    qtbot.mouseClick(dialog.end, LEFT)
    assert not row_of(staffed, OTHER).ended
    speaker.answers.append(True)
    qtbot.mouseClick(dialog.end, LEFT)
    assert row_of(staffed, OTHER).ended
    dialog.table.select_id(row_of(staffed, OTHER).operator_id)
    assert not dialog.end.isEnabled()
    qtbot.mouseClick(dialog.add, LEFT)
    form = top()
    type_text(form.editors["name"].input, OTHER)
    qtbot.mouseClick(form.ok, LEFT)
    assert not row_of(staffed, OTHER).ended
    dialog.reject()


def test_how_long_until_it_locks_is_chosen_there(
    staffed: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    assert dialog.minutes.currentText() == "10 分钟"
    qtbot.keyClick(dialog.minutes, Qt.Key.Key_End)
    assert dialog.minutes.currentText() == "不自动锁定"
    dialog.minutes.activated.emit(dialog.minutes.currentIndex())
    assert settings.lock_after_minutes(staffed.store) == 0
    dialog.reject()


# 密码


def test_an_administrator_sets_a_password_anew(
    staffed: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    dialog = operators_dialog.show_operators(staffed, page)
    dialog.table.select_id(row_of(staffed, OTHER).operator_id)
    qtbot.mouseClick(dialog.password, LEFT)
    form = top()
    assert "current" not in form.editors
    for name in ("password", "again"):
        qtbot.keyClicks(form.editors[name].input, "97531")
    qtbot.mouseClick(form.ok, LEFT)
    assert speaker.toasts == ["王建国的密码改好了。"]
    signing_in.sign_in(staffed.store, OTHER, "97531")
    dialog.reject()


def test_everybody_changes_their_own_with_the_one_before(
    staffed: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    signing_in.sign_in(staffed.store, OTHER, PIN)
    form: Any = password_form.ask_own(staffed, page)
    qtbot.keyClicks(form.editors["current"].input, "0000")
    for name in ("password", "again"):
        qtbot.keyClicks(form.editors[name].input, "97531")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.trouble.text() == "原来的密码不对，没有改。请再试一次；忘了请管理员重设。"
    form.editors["current"].input.clear()
    qtbot.keyClicks(form.editors["current"].input, PIN)
    qtbot.mouseClick(form.ok, LEFT)
    assert speaker.toasts == ["王建国的密码改好了。"]


def test_a_password_too_short_is_said_where_it_stands(staffed: Desk, page: QWidget, qtbot: QtBot) -> None:
    form: Any = password_form.ask_own(staffed, page)
    assert form.note.text().startswith("没有密码的人")
    for name in ("password", "again"):
        qtbot.keyClicks(form.editors[name].input, "12")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["password"].text() == "密码太短，至少 4 位。"
    form.reject()


def test_nobody_at_the_desk_has_no_password_to_change(staffed: Desk, page: QWidget) -> None:
    signing_in.lock(staffed.store)
    assert password_form.ask_own(staffed, page) is None
