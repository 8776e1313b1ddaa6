# SPDX-License-Identifier: GPL-3.0-or-later
"""Dialogs out of sight and back: in their order, with what was typed, and questions answered with no."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui.kit.aside import SHOWN_LOCKED, Aside
from hongyun_desktop.ui.kit.speak import Speaker


@pytest.fixture
def aside(qapp: object) -> Iterator[Aside]:
    made = Aside()
    yield made
    made.drop()


def dialog(page: QWidget, text: str = "") -> QDialog:
    made = QDialog(page)
    line = QLineEdit(text)
    QVBoxLayout(made).addWidget(line)
    made.open()
    return made


def test_a_dialog_over_a_dialog_comes_back_with_what_was_typed(page: QWidget, aside: Aside) -> None:
    lower = dialog(page, "半截")
    upper = dialog(lower)
    aside.put()
    assert not lower.isVisible()
    assert not upper.isVisible()
    aside.bring_back()
    for each in (lower, upper):
        assert each.isVisible()
        assert each.windowModality() is Qt.WindowModality.WindowModal
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    assert [each.text() for each in lower.findChildren(QLineEdit, options=direct)] == ["半截"]
    upper.close()
    lower.close()


def test_a_question_that_stands_open_is_answered_with_no(page: QWidget, aside: Aside) -> None:
    speaker = Speaker()
    speaker.host = page
    QTimer.singleShot(50, aside.put)
    assert speaker.ask("删掉张三？", "删掉") is False


def test_menus_close_and_what_shows_nobody_stays(page: QWidget, aside: Aside) -> None:
    harmless = dialog(page)
    harmless.setProperty(SHOWN_LOCKED, True)
    menu = QMenu(page)
    menu.addAction("张三")
    menu.popup(page.mapToGlobal(page.rect().center()))
    aside.put()
    assert not menu.isVisible()
    assert harmless.isVisible()
    harmless.close()


def test_what_was_somebody_elses_goes(page: QWidget, aside: Aside, qtbot: QtBot) -> None:
    form = dialog(page, "半截")
    aside.put()
    aside.drop()
    qtbot.waitUntil(lambda: not shiboken6.isValid(form))


def test_a_dialog_that_went_meanwhile_is_not_missed(page: QWidget, aside: Aside) -> None:
    form = dialog(page)
    aside.put()
    shiboken6.delete(form)
    aside.bring_back()
