# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pieces: dialogs that fit their screen, buttons that say why they are off, columns that scroll late."""

from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QVBoxLayout

from hongyun_desktop.ui.kit.parts import PageHeader, Scrolled, allow, button, fit_to_screen, label, set_role


def test_a_dialog_is_as_large_as_it_asks_where_the_screen_has_room(qtbot: Any) -> None:
    made = QDialog()
    qtbot.addWidget(made)
    fit_to_screen(made, 300, 200)
    assert (made.width(), made.height()) == (300, 200)


def test_a_dialog_is_never_larger_than_the_screen_with_its_frame(qtbot: Any) -> None:
    made = QDialog()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(Scrolled())
    fit_to_screen(made, 9000, 9000)
    room = QApplication.primaryScreen().availableSize()
    assert made.width() < room.width()
    assert made.height() <= room.height() - 40


def test_a_button_that_is_off_says_why_and_later_what_it_does(qtbot: Any) -> None:
    made = button("打开", "folder-open")
    qtbot.addWidget(made)
    allow(made, "先选一行。", "打开（Enter）")
    assert (made.isEnabled(), made.toolTip()) == (False, "先选一行。")
    allow(made, "", "打开（Enter）")
    assert (made.isEnabled(), made.toolTip()) == (True, "打开（Enter）")


def test_a_label_takes_up_the_margins_of_its_new_role(qtbot: Any) -> None:
    made = label("已存成", "hint", wrap=True)
    qtbot.addWidget(made)
    made.show()
    set_role(made, "good")
    assert made.contentsRect().left() > 0


def test_a_list_to_choose_from_opens_as_high_as_its_lines(qtbot: Any) -> None:
    made = QComboBox()
    qtbot.addWidget(made)
    made.addItems(["管理员", "经办", "物业", "查看"])
    made.show()
    made.showPopup()
    qtbot.waitUntil(made.view().isVisible)
    last = made.view().visualRect(made.model().index(3, 0))
    assert made.view().viewport().rect().contains(last)
    made.hidePopup()


def test_wrapped_text_scrolls_only_where_it_does_not_fit(qtbot: Any) -> None:
    made = Scrolled()
    qtbot.addWidget(made)
    made.column.addWidget(label("一句话" * 20, wrap=True))
    made.column.addStretch(1)
    made.resize(900, 40)
    made.show()
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() == 0)
    made.resize(120, 40)
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 0)


def test_a_subtitle_without_room_ends_in_dots_and_is_whole_in_its_tool_tip(qtbot: Any) -> None:
    made = PageHeader("微网实格")
    qtbot.addWidget(made)
    made.subtitle.setText("1 008 户 · 2 802 人 · 入住率 96.8%")
    made.resize(900, 60)
    made.show()
    assert made.subtitle.shown_text() == made.subtitle.text()
    made.resize(220, 60)
    assert made.subtitle.shown_text().endswith("…")
    qtbot.waitUntil(lambda: made.subtitle.toolTip() == made.subtitle.text())
    made.resize(900, 60)
    qtbot.waitUntil(lambda: made.subtitle.toolTip() == "")
