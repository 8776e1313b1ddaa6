# SPDX-License-Identifier: GPL-3.0-or-later
"""Dialogs open as high as what is in them; where the screen ends they scroll, and what is cut off fades."""

from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QVBoxLayout

from hongyun_desktop.ui.kit.content_height import GrowsWithWords, fit_to_content
from hongyun_desktop.ui.kit.fade import Fade
from hongyun_desktop.ui.kit.parts import Scrolled, button, label, room_on_screen, row_of

_SENTENCE = "电脑或 U 盘丢了，别人拿到资料和备份也打不开，看不到居民的身份证号和电话。每次打开程序要输入一次口令。"


def _dialog(qtbot: Any, sentences: int) -> tuple[QDialog, Scrolled]:
    dialog, scrolled = QDialog(), Scrolled(margins_px=2)
    qtbot.addWidget(dialog)
    for _number in range(sentences):
        scrolled.column.addWidget(label(_SENTENCE, "warning", wrap=True))
    scrolled.column.addStretch(1)
    column = QVBoxLayout(dialog)
    column.addWidget(label("资料没有加锁", "h2"))
    column.addWidget(scrolled, 1)
    column.addLayout(row_of(None, button("知道了")))
    fit_to_content(dialog, scrolled, 420)
    dialog.show()
    qtbot.wait(30)
    return dialog, scrolled


@pytest.mark.parametrize("sentences", [1, 3, 6])
def test_nothing_scrolls_where_the_screen_has_room(qtbot: Any, sentences: int) -> None:
    dialog, scrolled = _dialog(qtbot, sentences)
    assert dialog.height() < room_on_screen(dialog).height()
    assert scrolled.verticalScrollBar().maximum() == 0
    fade = scrolled.findChild(Fade)
    assert fade is not None
    assert not fade.isVisible()


def test_what_has_no_room_scrolls_and_fades_until_its_end_is_reached(qtbot: Any) -> None:
    dialog, scrolled = _dialog(qtbot, 40)
    assert dialog.height() == room_on_screen(dialog).height()
    bar, fade = scrolled.verticalScrollBar(), scrolled.findChild(Fade)
    assert fade is not None
    assert fade.isVisible()
    bar.setValue(bar.maximum())
    assert not fade.isVisible()


def test_a_dialog_grows_for_words_that_come_later_and_squeezes_no_button(qtbot: Any) -> None:
    dialog, problem, link = QDialog(), label(_SENTENCE, "bad", wrap=True), button("忘了口令？用恢复钥匙", link=True)
    qtbot.addWidget(dialog)
    problem.hide()
    column = QVBoxLayout(dialog)
    for each in (label("资料加着锁", "h2"), problem, link, button("打开")):
        column.addWidget(each)
    dialog.setFixedWidth(300)
    GrowsWithWords(dialog)
    dialog.show()
    before = dialog.height()
    problem.show()
    qtbot.waitUntil(lambda: problem.height() == problem.heightForWidth(problem.width()))
    assert link.height() == link.sizeHint().height()
    grown = dialog.height()
    assert grown > before
    problem.hide()
    qtbot.wait(30)
    assert dialog.height() == grown, "buttons stay where they are"
