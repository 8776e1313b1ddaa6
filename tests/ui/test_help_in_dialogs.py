# SPDX-License-Identifier: GPL-3.0-or-later
"""F1 while a dialog is open: the help of the page behind it, beside the dialog and not barred by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.help import HelpWindow
from hongyun_desktop.ui.main_window import MainWindow
from tests.ui.windows import open_window


@pytest.fixture
def window(desk: Desk, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(desk, tmp_path) as made:
        yield made


def test_f1_in_a_form_opens_the_page_behind_it_and_both_can_be_used(window: MainWindow, qtbot: QtBot) -> None:
    window.page(0).records.register(None)  # pyright: ignore[reportAttributeAccessIssue]
    form = QApplication.activeModalWidget()
    assert isinstance(form, RecordForm)
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form.editors["name"].input, Qt.Key.Key_F1)
    help_window = form.findChild(HelpWindow)
    assert help_window is not None
    assert help_window.isVisible()
    assert help_window.key() == "roster"
    assert form.isVisible()
    qtbot.waitUntil(help_window.isActiveWindow)
    qtbot.keyClick(help_window.contents, Qt.Key.Key_Escape)
    assert not help_window.isVisible()
    assert form.isVisible()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form.editors["name"].input, Qt.Key.Key_F1)
    assert form.findChildren(HelpWindow) == [help_window]
    assert help_window.isVisible()
    form.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(help_window))
