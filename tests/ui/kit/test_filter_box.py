# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter reads its choices when a hand comes to it, and keeps what was chosen while it can be."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui.kit.filter_box import FilterBox


class Offered:
    """Choices that can change; counts how often they were read."""

    def __init__(self) -> None:
        self.choices = [("a", "甲"), ("b", "乙")]
        self.read = 0

    def __call__(self) -> list[tuple[str, str]]:
        self.read += 1
        return self.choices


@pytest.fixture
def offered() -> Offered:
    return Offered()


@pytest.fixture
def box(qtbot: QtBot, offered: Offered) -> FilterBox:
    made = FilterBox("全部", offered)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(box: FilterBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def test_nothing_is_read_before_a_hand_comes(box: FilterBox, offered: Offered) -> None:
    box.choose(None)
    assert (texts(box), box.value, offered.read) == (["全部"], None, 0)


def test_mouse_wheel_and_keys_have_all_choices(qtbot: QtBot, box: FilterBox, offered: Offered) -> None:
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert texts(box) == ["全部", "甲", "乙"]
    box.hidePopup()
    box.renew()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert (box.value, offered.read) == ("b", 2)
    box.choose(None)
    box.renew()
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle, QPointF(box.mapToGlobal(box.rect().center())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert (box.value, offered.read) == ("a", 3)


def test_what_is_chosen_stays_while_it_is_offered(box: FilterBox, offered: Offered) -> None:
    box.choose("b")
    offered.choices = [("c", "丙"), ("b", "乙")]
    box.renew()
    assert (texts(box), box.value) == (["全部", "丙", "乙"], "b")
    offered.choices = [("c", "丙")]
    box.renew()
    assert (texts(box), box.value) == (["全部", "丙"], None)
    box.choose("gone")
    assert box.value is None


def test_the_box_is_as_wide_before_its_choices_are_read(box: FilterBox, offered: Offered) -> None:
    offered.choices = [("a", "没有住址")]
    before = box.sizeHint()
    box.fill()
    assert box.sizeHint() == before
