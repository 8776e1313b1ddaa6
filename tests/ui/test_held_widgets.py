# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test shows stays whole until it is closed, also when the test itself holds it no longer."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def test_a_page_is_no_rubbish_while_it_is_shown(qtbot: QtBot) -> None:
    page = QWidget()
    page.setObjectName("shown")
    qtbot.addWidget(page)
    page.show()
    del page
    assert "shown" in [each.objectName() for each in QApplication.topLevelWidgets()]
