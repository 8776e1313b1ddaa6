# SPDX-License-Identifier: GPL-3.0-or-later
"""The line of a page's tools: one row while there is room, and two before the tools are squeezed."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from hongyun_desktop.ui.kit.parts import row_of
from hongyun_desktop.ui.kit.tool_line import ToolLine


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 600)
    return made


@pytest.fixture
def line(window: QWidget) -> ToolLine:
    made = ToolLine([QPushButton("报告"), QPushButton("新增")], window)
    for count in (1, 5):
        tools = QWidget()
        tools.setLayout(row_of(*(QPushButton(f"全部类别{number}") for number in range(count)), QLineEdit()))
        made.tools.addWidget(tools)
    made.resize(1000, 80)
    window.show()
    return made


def _narrowest(line: ToolLine) -> int:
    """How narrow one row of the tools in front can be."""
    shown = line.tools.currentWidget()
    assert shown is not None
    beside = next(each for each in line.findChildren(QPushButton) if each.text() == "报告").parentWidget()
    assert beside is not None
    return shown.minimumSizeHint().width() + beside.sizeHint().width() + 8


def test_one_row_while_there_is_room_and_two_before_the_tools_are_squeezed(line: ToolLine) -> None:
    line.tools.setCurrentIndex(1)
    assert not line.is_parted
    line.resize(460, 80)
    assert line.is_parted
    line.resize(1000, 80)
    assert not line.is_parted


def test_a_low_window_keeps_one_row(line: ToolLine) -> None:
    line.window().resize(1100, 500)
    line.tools.setCurrentIndex(1)
    line.resize(_narrowest(line), 80)
    assert not line.is_parted


def test_where_one_row_would_not_fit_at_all_a_low_window_has_two_and_may_be_as_narrow(line: ToolLine) -> None:
    line.window().resize(1100, 500)
    line.tools.setCurrentIndex(1)
    one_row = _narrowest(line)
    line.resize(one_row - 1, 80)
    assert line.is_parted
    line.resize(1000, 80)
    assert not line.is_parted
    assert line.minimumSizeHint().width() < one_row - 100


def test_each_view_asks_for_the_room_of_its_own_tools(line: ToolLine) -> None:
    line.resize(460, 80)
    line.tools.setCurrentIndex(0)
    assert not line.is_parted
    line.tools.setCurrentIndex(1)
    assert line.is_parted
