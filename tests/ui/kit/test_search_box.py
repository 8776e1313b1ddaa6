# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as one types: typed results, by keyboard alone, and dots while personal data is hidden."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hongyun_desktop.core.search import Hit
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.search_box import SearchBox


@pytest.fixture
def box(qtbot: Any, demo_desk: Desk) -> Iterator[SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    made = SearchBox(demo_desk.store, demo_desk.privacy)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(700, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus()
    yield made
    window.close()


def test_initials_bring_a_list_and_enter_picks(qtbot: Any, box: SearchBox) -> None:
    picked: list[Hit] = []
    box.picked.connect(picked.append)
    qtbot.keyClicks(box, "zds")
    qtbot.waitUntil(box.list.isVisible)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [hit.kind for hit in picked] == ["resident"]
    assert box.text() == ""
    assert not box.list.isVisible()


def test_enter_right_after_typing_does_not_wait_for_the_pause(qtbot: Any, box: SearchBox) -> None:
    picked: list[Hit] = []
    box.picked.connect(picked.append)
    qtbot.keyClicks(box, "1-1-101")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert picked


def test_arrows_choose_another_line(qtbot: Any, box: SearchBox) -> None:
    qtbot.keyClicks(box, "z")
    qtbot.waitUntil(box.list.isVisible)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.list.currentIndex().row() == 1


def test_esc_closes_the_list_and_keeps_what_was_typed(qtbot: Any, box: SearchBox) -> None:
    qtbot.keyClicks(box, "z")
    qtbot.waitUntil(box.list.isVisible)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.list.isVisible()
    assert box.text() == "z"


def test_nothing_found_is_said(qtbot: Any, box: SearchBox) -> None:
    qtbot.keyClicks(box, "qqqqqqq")
    box.search_now()
    assert box.list.isVisible()
    assert "没有找到" in str(box.list.model().index(0, 0).data())
    picked: list[Hit] = []
    box.picked.connect(picked.append)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert picked == []


def test_while_names_are_hidden_a_hit_shows_its_first_character_and_the_building(
    qtbot: Any, demo_desk: Desk, box: SearchBox
) -> None:
    demo_desk.privacy.toggle()
    qtbot.keyClicks(box, "zds")
    box.search_now()
    shown = str(box.list.model().index(0, 0).data())
    assert re.fullmatch(r".\*+.? · [0-9A-Z]+栋", shown)
    demo_desk.privacy.toggle()
    assert str(box.list.model().index(0, 0).data()).startswith(shown[0])
    assert "*" not in str(box.list.model().index(0, 0).data()).split(" · ")[0]


def test_the_sentence_about_namesakes_says_whom_and_hides_the_name_with_the_others(
    qtbot: Any, demo_desk: Desk, box: SearchBox
) -> None:
    qtbot.keyClicks(box, "wang")
    box.search_now()
    sentence, first = box.list.model().index(0, 0), box.list.hit_at(1)
    assert first is not None
    assert str(sentence.data()).startswith(f"叫{first.name}的有 ")
    demo_desk.privacy.toggle()
    assert first.name not in str(sentence.data())
    assert str(sentence.data()).startswith(f"叫{first.name[0]}*")
    demo_desk.privacy.toggle()
    assert str(sentence.data()).startswith(f"叫{first.name}的有 ")


def test_the_list_of_hits_is_a_sound_model(qtbot: Any, qtmodeltester: Any, box: SearchBox) -> None:
    qtbot.keyClicks(box, "z")
    box.search_now()
    qtmodeltester.check(box.list.model())


def test_the_list_stays_under_the_field_when_the_window_is_resized(qtbot: Any, box: SearchBox) -> None:
    qtbot.keyClicks(box, "zds")
    box.search_now()
    assert box.list.isVisible()
    box.resize(box.width() - 200, box.height())
    box.move(box.x() + 30, box.y())
    assert box.list.mapToGlobal(box.list.rect().topLeft()).x() == box.mapToGlobal(box.rect().topLeft()).x()


@pytest.mark.parametrize("px", [15, 20])
def test_the_list_has_whole_rows_however_little_room_there_is(
    qtbot: Any, qapp: QApplication, box: SearchBox, px: int
) -> None:
    theme.apply(qapp, px)
    try:
        for height in range(200, 420, 7):
            box.window().resize(700, height)
            box.setText("z")
            box.search_now()
            assert box.list.viewport().height() % box.list.sizeHintForRow(0) <= 4
            assert box.list.geometry().bottom() < box.window().height()
    finally:
        theme.apply(qapp, theme.SMALLEST_PX)


def test_a_kept_person_is_out_of_sight_while_names_are_hidden(qtbot: Any, demo_desk: Desk) -> None:
    box = SearchBox(demo_desk.store, demo_desk.privacy, ("resident",), keep=True)
    qtbot.addWidget(box)
    box.show_kept("钟大山 · 3栋", "钟*山 · 3栋")
    demo_desk.privacy.toggle()
    assert box.text() == "钟*山 · 3栋"
    demo_desk.privacy.toggle()
    assert box.text() == "钟大山 · 3栋"


@pytest.mark.parametrize("width", [250, 330, 620])
@pytest.mark.parametrize("px", [15, 20])
def test_the_list_is_as_wide_as_its_field_and_a_long_sentence_takes_more_lines(
    qtbot: Any, qapp: QApplication, box: SearchBox, px: int, width: int
) -> None:
    theme.apply(qapp, px)
    try:
        box.setFixedWidth(max(width, theme.em(box, 16)))
        QApplication.sendPostedEvents()
        box.setText("qqqqqqq")
        box.search_now()
        assert (box.list.x(), box.list.width()) == (box.x(), box.width())
        sentence = box.list.model().index(0, 0)
        needed_px = box.fontMetrics().horizontalAdvance(str(sentence.data()))
        lines = box.list.visualRect(sentence).height() / box.fontMetrics().lineSpacing()
        assert lines >= needed_px / (box.list.width() - 30)
        assert box.list.viewport().height() >= box.list.visualRect(sentence).bottom()
    finally:
        theme.apply(qapp, theme.SMALLEST_PX)


def test_the_first_picture_of_the_list_has_its_sentence_in_one_line(box: SearchBox) -> None:
    box.setText("wang")
    box.search_now()
    assert box.list.hit_at(0) is None
    assert box.list.hit_at(1) is not None
    picture, line_px = box.list.grab().toImage(), round(theme.row_height_px() * 0.9)
    second = range(line_px + line_px // 4, 2 * line_px - line_px // 4)
    assert len({picture.pixel(x, y) for y in second for x in range(20, 120)}) > 1
