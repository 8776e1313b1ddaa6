# SPDX-License-Identifier: GPL-3.0-or-later
"""The help window: offline, one page after another, by mouse and keyboard."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui import help_pages
from hongyun_desktop.ui.kit.feature import Feature
from hongyun_desktop.ui.kit.help import HelpWindow
from hongyun_desktop.ui.main_window import FEATURES

ROSTER = Feature(
    "roster", "微网实格", "house", lambda _desk, _parent: QWidget(), lambda: "# 微网实格\n\n花名册在这里。\n"
)


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow(help_pages.pages([ROSTER]))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_pages_are_the_first_steps_then_the_features_then_the_rest(window: HelpWindow) -> None:
    titles = [window.contents.item(row).text() for row in range(window.contents.count())]
    assert titles == ["第一次使用", "微网实格", "备份与找回", "经办人和密码", "资料的锁", "打印", "快捷键", "常见问题"]


def test_it_opens_at_the_page_of_the_feature_in_front(window: HelpWindow) -> None:
    window.open_at("roster")
    assert window.key() == "roster"
    assert "花名册在这里" in window.text.toPlainText()


def test_an_unknown_page_is_the_first_one(window: HelpWindow) -> None:
    window.open_at("roster")
    window.show_page("nothing")
    assert window.key() == "first"


def test_arrows_turn_the_pages_and_escape_closes(window: HelpWindow, qtbot: QtBot) -> None:
    window.open_at("first")
    qtbot.keyClick(window.contents, Qt.Key.Key_Down)
    assert window.key() == "roster"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_click_on_a_title_opens_its_page_at_the_top(window: HelpWindow, qtbot: QtBot) -> None:
    item = window.contents.item(6)
    place = window.contents.visualItemRect(item).center()
    qtbot.mouseClick(window.contents.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.key() == "keys"
    assert window.text.verticalScrollBar().value() == 0


def test_a_link_leads_to_another_page(window: HelpWindow, qtbot: QtBot) -> None:
    window.show_page("first")
    cursor = window.text.document().find("备份与找回", window.text.document().find("下班"))
    cursor.setPosition(cursor.selectionStart() + 1, QTextCursor.MoveMode.MoveAnchor)
    window.text.setTextCursor(cursor)
    window.text.ensureCursorVisible()
    place = window.text.cursorRect(cursor).center() + QPoint(4, 0)
    qtbot.mouseClick(window.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.key() == "backup"


def test_a_link_out_of_the_program_leads_nowhere(window: HelpWindow) -> None:
    window.text.anchorClicked.emit(QUrl("https://example.org/#backup.html"))
    window.text.anchorClicked.emit(QUrl("#nothing"))
    assert window.key() == "first"


def test_no_page_fetches_anything_and_every_link_has_its_page(window: HelpWindow) -> None:
    pages = help_pages.pages(FEATURES)
    keys = {page.key for page in pages}
    for page in pages:
        assert "http" not in page.markdown
        assert "![" not in page.markdown
        assert set(re.findall(r"\]\(#(\w+)\)", page.markdown)) <= keys
    assert window.text.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_every_page_has_one_title_that_is_its_name_in_the_contents(window: HelpWindow) -> None:
    for page in window.pages:
        assert re.findall(r"^# (.+)$", page.markdown, re.MULTILINE) == [page.title]


def test_no_line_of_a_table_is_cut_off(window: HelpWindow) -> None:
    window.show_page("keys")
    assert window.text.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("key", ["teams", "rectification"])
def test_the_first_page_leads_to_teams_and_tasks_which_tell_the_keys_of_photos(key: str) -> None:
    pages = {page.key: page.markdown for page in help_pages.pages(FEATURES)}
    assert f"](#{key})" in pages["first"]
    assert "+、- 放大缩小" in pages[key]
