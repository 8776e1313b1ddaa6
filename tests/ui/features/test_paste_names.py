# SPDX-License-Identifier: GPL-3.0-or-later
"""Pasted names in 登记服务: the clear ones are added, the others asked about, nothing is dropped silently."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points.paste_names import PasteNames
from hongyun_desktop.ui.features.points.service_form import ServiceForm
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.veil import Veil
from tests.core.points.neighbourhood import settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.service_hands import lines, move_in, shown
from tests.ui.typing_text import type_text

Key = Qt.Key


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, page: QWidget, store: Store) -> ServiceForm:
    move_in(store)
    return shown(qtbot, desk, page)


def paste(qtbot: QtBot, form: ServiceForm, text: str) -> PasteNames:
    """Open the box for names and put a text into it."""
    qtbot.mouseClick(form.paste, Qt.MouseButton.LeftButton)
    box = form.findChild(PasteNames)
    assert box is not None
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    type_text(box.text, text)
    box.read()
    return box


def test_a_pasted_chain_signs_people_up(qtbot: QtBot, form: ServiceForm) -> None:
    box = paste(qtbot, form, "#接龙\n1. 钟晓芳\n2. 王秀英 3-2-902")
    assert box.take.text() == "加入 2 人"
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert not box.isVisible()
    assert [(line[0], line[2]) for line in lines(form)] == [("钟晓芳", "报名"), ("王秀英", "报名")]


def test_a_chain_says_which_activity_it_is_for(qtbot: QtBot, form: ServiceForm, desk: Desk) -> None:
    box = paste(qtbot, form, "#接龙\n12月5日清扫楼道，每人计1.5小时\n1. 钟晓芳\n2. 王秀英 3-2-902")
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    heading = form.heading
    assert (heading.name.text(), heading.held_on(), heading.hours.text()) == ("清扫楼道", date(2026, 12, 5), "1.5")
    assert "照接龙" in form.trouble.text()
    form.paste.click()
    box = paste(qtbot, form, "10月1日 另一场活动\n1. 钟晓芳")
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert heading.name.text() == "清扫楼道"


def test_the_sentence_counts_those_chosen_too(qtbot: QtBot, form: ServiceForm, store: Store) -> None:
    settle(store, "5", "1", "201", "王秀英", relation="户主")
    box = paste(qtbot, form, "钟晓芳\n王秀英")
    (question,) = box.questions
    qtbot.mouseClick(question.choices[0][0], Qt.MouseButton.LeftButton)
    assert box.take.text() == "加入 2 人"
    assert box.matched.text().endswith("；另外选了 1 人")


def test_what_is_missing_gets_the_cursor_and_moves_no_field(qtbot: QtBot, form: ServiceForm) -> None:
    box = paste(qtbot, form, "钟晓芳")
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    before = form.heading.day.mapTo(form, QPoint(0, 0))
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert form.trouble.isVisible()
    assert form.heading.day.mapTo(form, QPoint(0, 0)) == before
    assert form.heading.name.hasFocus()


def test_a_paper_list_may_be_said_to_have_come(qtbot: QtBot, form: ServiceForm) -> None:
    box = paste(qtbot, form, "钟晓芳、王秀英")
    qtbot.mouseClick(box.state.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.keyClick(box.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {line[2] for line in lines(form)} == {"到场"}


def test_namesakes_are_chosen_in_place_and_unknown_names_looked_up(
    qtbot: QtBot, form: ServiceForm, store: Store
) -> None:
    settle(store, "5", "1", "201", "王秀英", relation="户主")
    box = paste(qtbot, form, "王秀英\n张三丰")
    assert not box.take.isEnabled()
    namesakes, unknown = box.questions
    made, person = namesakes.choices[1]
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(unknown.search, "zxm")
    qtbot.keyClick(unknown.search, Key.Key_Return)
    assert person.dwelling == "5-1-201"
    assert box.take.text() == "加入 2 人"
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert [line[0] for line in lines(form)] == ["王秀英", "钟小明"]


def test_what_is_still_open_stays_in_the_box_and_is_asked_about(
    qtbot: QtBot, form: ServiceForm, speaker: FakeSpeaker
) -> None:
    box = paste(qtbot, form, "钟晓芳\n张三丰\n李四光")
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert box.isVisible()
    assert box.text.toPlainText() == "张三丰\n李四光"
    assert [line[0] for line in lines(form)] == ["钟晓芳"]
    speaker.answers.append(False)
    qtbot.keyClick(box, Key.Key_Escape)
    assert box.isVisible()
    for question in box.questions:
        qtbot.mouseClick(question.drop, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert not box.isVisible()


def test_whoever_is_brought_along_without_a_name_is_told(qtbot: QtBot, form: ServiceForm) -> None:
    box = paste(qtbot, form, "钟晓芳+1\n钟晓芳")
    told = [words.format(texts=texts) for words, texts, _role in box._asides()]
    assert any("钟晓芳 +1" in text for text in told)
    assert any("重复" in text for text in told)
    box.text.clear()
    qtbot.mouseClick(box.cancel, Qt.MouseButton.LeftButton)
    assert not box.isVisible()


def test_f9_in_the_box_hides_names_and_leaves_namesakes_apart(
    qtbot: QtBot, form: ServiceForm, desk: Desk, store: Store
) -> None:
    settle(store, "5", "1", "301", "钟晓芳", phones='["13900004321"]')
    box = paste(qtbot, form, "王秀英\n钟晓芳\n王秀英\n张三丰 +1")
    qtbot.waitUntil(box.isActiveWindow)
    box.text.setFocus()
    qtbot.keyClick(box.text, Key.Key_F9)
    assert desk.privacy.on
    assert box.text.findChildren(Veil)[0].isVisible()
    shown_now = [each.text() for each in box.findChildren(QLabel) if each.isVisible()]
    assert not any(name in text for text in shown_now for name in ("王秀英", "钟晓芳", "张三丰"))
    assert [made.text() for made, _person in box.questions[0].choices] == ["钟*芳　3栋", "钟*芳　5栋"]
    qtbot.keyClick(box.text, Key.Key_F9)
    assert box.matched.text() == "认出 1 人：王秀英 3-2-902"
    assert box.questions[0].choices[1][0].text().endswith("139****4321")


def test_a_nickname_that_somebody_settles_is_known_the_next_time(
    qtbot: QtBot, form: ServiceForm, desk: Desk, store: Store
) -> None:
    box = paste(qtbot, form, "1. 春暖花开🌸")
    (question,) = box.questions
    assert question.remember.isHidden()
    qtbot.keyClicks(question.search, "zxf")
    qtbot.keyClick(question.search, Key.Key_Return)
    assert not question.remember.isHidden()
    assert question.remember.isChecked()
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert [each.person.name for each in picking.matches(store, "9、春暖花开").matched] == ["钟晓芳"]
    assert "微信昵称记住了。" in desk.speaker.toasts  # pyright: ignore[reportAttributeAccessIssue]


def test_an_honorific_is_not_kept_unless_somebody_asks_for_it(qtbot: QtBot, form: ServiceForm, store: Store) -> None:
    box = paste(qtbot, form, "王嬢嬢")
    (question,) = box.questions
    qtbot.keyClicks(question.search, "zxf")
    qtbot.keyClick(question.search, Key.Key_Return)
    assert not question.remember.isChecked()
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert [each.text for each in picking.matches(store, "王嬢嬢").unknown] == ["王嬢嬢"]


def test_what_makes_a_line_unclear_is_still_read_after_the_clear_ones_were_taken(
    qtbot: QtBot, form: ServiceForm, desk: Desk
) -> None:
    box = paste(qtbot, form, "1. 钟晓芳\n2. 王秀英 请假\n3. zxm")
    assert [each.text for each in box.questions] == ["王秀英", "zxm"]
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert box.text.toPlainText() == "2. 王秀英 请假\n3. zxm"
    assert ([each.text for each in box.questions], box.people()) == (["王秀英", "zxm"], [])


def test_somebody_brought_along_is_asked_about_once_and_the_one_who_brings_is_taken_once(
    qtbot: QtBot, form: ServiceForm, desk: Desk, store: Store
) -> None:
    settle(store, "6", "1", "301", "陈国庆", "周小兰")
    box = paste(qtbot, form, "1. 陈国庆和老伴")
    (question,) = box.questions
    assert [person.name for _made, person in question.choices] == ["周小兰"]
    qtbot.mouseClick(box.take, Qt.MouseButton.LeftButton)
    assert (box.people(), len(box.questions)) == ([], 1)
    box.questions[0].choices[0][0].click()
    assert [person.name for person in box.people()] == ["周小兰"]
    assert box.questions[0].kept_nickname() is None


def test_a_real_name_is_not_kept_as_somebody_elses_nickname_unasked(qtbot: QtBot, form: ServiceForm) -> None:
    box = paste(qtbot, form, "1. 钟晓方")
    (question,) = box.questions
    qtbot.keyClicks(question.search, "zxf")
    qtbot.keyClick(question.search, Key.Key_Return)
    assert question.kept_nickname() is None
    question.remember.setChecked(True)
    assert question.kept_nickname() is not None
