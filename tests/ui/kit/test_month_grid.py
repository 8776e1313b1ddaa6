# SPDX-License-Identifier: GPL-3.0-or-later
"""The grid of a month: how many weeks it shows, and how much of a day's titles goes into its place."""

from datetime import date

from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui.kit.month_grid import DayMark, MonthGrid, first_shown, last_shown, title_lines


def _font() -> QFont:
    made = QFont()
    made.setPixelSize(13)
    return made


def test_a_month_shows_no_more_weeks_than_it_needs() -> None:
    assert (first_shown(date(2026, 10, 8)), last_shown(date(2026, 10, 8))) == (date(2026, 9, 28), date(2026, 11, 1))
    assert (last_shown(date(2026, 11, 8)) - first_shown(date(2026, 11, 8))).days + 1 == 42
    assert (last_shown(date(2027, 2, 8)) - first_shown(date(2027, 2, 8))).days + 1 == 28


def test_a_title_alone_has_all_lines_and_two_share_them(qtbot: QtBot) -> None:
    width = QFontMetricsF(_font()).horizontalAdvance("垃圾分类") + 1
    assert title_lines(["垃圾分类宣导"], _font(), width, 3) == [["垃圾分类", "宣导"]]
    shared = title_lines(["垃圾分类宣导", "大榕树花台维护"], _font(), width, 3)
    assert shared[0] == ["垃圾分类", "宣导"]
    assert [(line[:2], line[-1]) for line in shared[1]] == [("大榕", "…")]
    assert title_lines(["垃圾分类宣导"], _font(), width, 0) == []
    assert title_lines(["理发 14:00"], _font(), QFontMetricsF(_font()).horizontalAdvance("理发 1…") + 1, 1) == [
        ["理发"]
    ]


def test_all_that_a_day_has_is_told_where_the_mouse_rests(qtbot: QtBot) -> None:
    grid = MonthGrid(date(2026, 11, 24))
    qtbot.addWidget(grid)
    grid.show_marks({date(2026, 11, 25): DayMark("2 场", ["广场舞排练 19:00", "通心会 14:30"])})
    assert grid.told(date(2026, 11, 25)) == "2 场\n广场舞排练 19:00\n通心会 14:30"
    assert grid.told(date(2026, 11, 26)) == ""
