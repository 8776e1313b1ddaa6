# SPDX-License-Identifier: GPL-3.0-or-later
"""The grid of a month: how many weeks it shows, and how much of a day's titles goes into its place."""

from datetime import date

from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from hongyun_desktop.ui.kit.month_grid import DayMark, MonthGrid, first_shown, last_shown
from hongyun_desktop.ui.kit.month_titles import DayTitle, title_lines


def _font() -> QFont:
    made = QFont()
    made.setPixelSize(13)
    return made


def test_a_month_shows_no_more_weeks_than_it_needs() -> None:
    assert (first_shown(date(2026, 10, 8)), last_shown(date(2026, 10, 8))) == (date(2026, 9, 28), date(2026, 11, 1))
    assert (last_shown(date(2026, 11, 8)) - first_shown(date(2026, 11, 8))).days + 1 == 42
    assert (last_shown(date(2027, 2, 8)) - first_shown(date(2027, 2, 8))).days + 1 == 28


def _lines(most: int, width_of: str, *titles: DayTitle) -> list[list[str]]:
    return title_lines(titles, _font(), QFontMetricsF(_font()).horizontalAdvance(width_of) + 1, most)


def test_a_title_alone_has_all_lines_and_two_share_them(qtbot: QtBot) -> None:
    assert _lines(3, "垃圾分类", DayTitle("垃圾分类宣导")) == [["垃圾分类", "宣导"]]
    shared = _lines(3, "垃圾分类", DayTitle("垃圾分类宣导"), DayTitle("大榕树花台维护"))
    assert shared[0] == ["垃圾分类", "宣导"]
    assert [(line[:2], line[-1]) for line in shared[1]] == [("大榕", "…")]
    assert _lines(0, "垃圾分类", DayTitle("垃圾分类宣导")) == []


def test_an_hour_is_painted_whole_behind_the_whole_name_or_not_at_all(qtbot: QtBot) -> None:
    assert _lines(1, "理发 14:00", DayTitle("理发", "14:00")) == [["理发 14:00"]]
    assert _lines(1, "理发 14:0", DayTitle("理发", "14:00")) == [["理发"]]
    assert _lines(2, "广场舞排练", DayTitle("广场舞排练", "19:00")) == [["广场舞排练", "19:00"]]
    assert _lines(2, "19:0", DayTitle("理发", "14:00")) == [["理发"]], "no line with a piece of an hour"
    assert _lines(1, "第 2 季…", DayTitle("第 2 季度例会", "14:00")) == [["第 2 季…"]], "a number of the name stays"


def test_all_that_a_day_has_is_told_where_the_mouse_rests(qtbot: QtBot) -> None:
    grid = MonthGrid(date(2026, 11, 24))
    qtbot.addWidget(grid)
    grid.show_marks(
        {date(2026, 11, 25): DayMark("2 场", [DayTitle("广场舞排练", "19:00"), DayTitle("通心会", "14:30")])}
    )
    assert grid.told(date(2026, 11, 25)) == "2 场\n广场舞排练 19:00\n通心会 14:30"
    assert grid.told(date(2026, 11, 26)) == ""
