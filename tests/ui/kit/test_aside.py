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
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def aside(qapp: object) -> Iterator[Aside]:
    made = Aside()
    yield made
    made.drop()


def dialog(host: QWidget, text: str = "") -> QDialog:
    made = QDialog(host)
    line = QLineEdit(text)
    QVBoxLayout(made).addWidget(line)
    made.open()
    return made


def test_a_dialog_over_a_dialog_comes_back_with_what_was_typed(host: QWidget, aside: Aside) -> None:
    lower = dialog(host, "半截")
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


def test_a_question_that_stands_open_is_answered_with_no(host: QWidget, aside: Aside) -> None:
    speaker = Speaker()
    speaker.host = host
    QTimer.singleShot(50, aside.put)
    assert speaker.ask("删掉张三？", "删掉") is False


def test_menus_close_and_what_shows_nobody_stays(host: QWidget, aside: Aside) -> None:
    harmless = dialog(host)
    harmless.setProperty(SHOWN_LOCKED, True)
    menu = QMenu(host)
    menu.addAction("张三")
    menu.popup(host.mapToGlobal(host.rect().center()))
    aside.put()
    assert not menu.isVisible()
    assert harmless.isVisible()
    harmless.close()


def test_what_was_somebody_elses_goes(host: QWidget, aside: Aside, qtbot: QtBot) -> None:
    form = dialog(host, "半截")
    aside.put()
    aside.drop()
    qtbot.waitUntil(lambda: not shiboken6.isValid(form))


def test_a_dialog_that_went_meanwhile_is_not_missed(host: QWidget, aside: Aside) -> None:
    form = dialog(host)
    aside.put()
    shiboken6.delete(form)
    aside.bring_back()
