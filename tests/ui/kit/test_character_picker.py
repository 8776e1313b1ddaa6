# SPDX-License-Identifier: GPL-3.0-or-later
"""难字: a rare character found by its parts goes to where the cursor stands, by keyboard alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from hongyun_desktop.ui.kit.character_picker import CharacterPicker, attach
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.typing_text import type_text


@pytest.fixture
def line(qtbot: Any, desk: Desk) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    attach(made, desk)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _picker(qtbot: Any, line: QLineEdit) -> CharacterPicker:
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: line.findChild(CharacterPicker) is not None)
    picker = line.findChild(CharacterPicker)
    assert isinstance(picker, CharacterPicker)
    return picker


def test_parts_find_the_character_and_enter_puts_it_at_the_cursor(qtbot: Any, line: QLineEdit) -> None:
    type_text(line, "张某")
    line.setCursorPosition(1)
    heard: list[str] = []
    line.textEdited.connect(heard.append)
    picker = _picker(qtbot, line)
    type_text(picker.words, "龙天")
    qtbot.keyClick(picker.words, Qt.Key.Key_Return)
    assert picker.found.currentItem().text() == "䶮"
    assert "yǎn" in picker.about.text()
    qtbot.keyClick(picker.words, Qt.Key.Key_Return)
    assert line.text() == "张䶮某"
    assert heard == ["张䶮某"]


def test_what_was_found_is_painted_as_the_rest_is_where_our_own_font_stands_in(qtbot: Any, line: QLineEdit) -> None:
    picker = _picker(qtbot, line)
    type_text(picker.words, "龙天")
    picker.search_now()
    shown = (picker.found.currentItem().font(), picker.about.font())
    assert {font.hintingPreference() for font in shown} == {line.font().hintingPreference()}


def test_arrows_choose_among_what_was_found(qtbot: Any, line: QLineEdit) -> None:
    picker = _picker(qtbot, line)
    qtbot.keyClicks(picker.words, "yan")
    picker.search_now()
    picker.found.setFocus()
    qtbot.keyClick(picker.found, Qt.Key.Key_Right)
    second = picker.found.currentItem().text()
    assert picker.found.currentRow() == 1
    qtbot.keyClick(picker.found, Qt.Key.Key_Return)
    assert line.text() == second


def test_nothing_found_says_what_else_to_try(qtbot: Any, line: QLineEdit) -> None:
    picker = _picker(qtbot, line)
    type_text(picker.words, "龙龙龙龙龙")
    picker.search_now()
    assert picker.hint.isVisible()
    assert not picker.take.isEnabled()
    picker.close()


def test_a_click_chooses_and_a_double_click_fills_in_once(qtbot: Any, line: QLineEdit) -> None:
    picker = _picker(qtbot, line)
    assert "点两下要的字，就填进去" in " ".join(each.text() for each in picker.findChildren(QLabel))
    qtbot.keyClicks(picker.words, "yan")
    picker.search_now()
    wanted = picker.found.item(1)
    place = picker.found.visualItemRect(wanted).center()
    qtbot.mouseClick(picker.found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.found.currentItem() is wanted
    assert line.text() == ""
    character = wanted.text()
    qtbot.mouseDClick(picker.found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line.text() == character
    assert not picker.isVisible()


def test_the_button_fills_in_what_was_clicked(qtbot: Any, line: QLineEdit) -> None:
    picker = _picker(qtbot, line)
    qtbot.keyClicks(picker.words, "yan")
    picker.search_now()
    wanted = picker.found.item(1)
    character = wanted.text()
    place = picker.found.visualItemRect(wanted).center()
    qtbot.mouseClick(picker.found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(picker.take, Qt.MouseButton.LeftButton)
    assert line.text() == character
