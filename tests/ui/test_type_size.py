# SPDX-License-Identifier: GPL-3.0-or-later
"""Another type size makes the pages anew: they stand as they stood."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from hongyun_desktop.core.honours import progress
from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.core.points.listing import quarters
from hongyun_desktop.ui.features.honours.page import HonoursPage
from hongyun_desktop.ui.features.points.activities_pane import ActivitiesPane
from hongyun_desktop.ui.features.points.page import ACTIVITIES, BATCHES, PERSON, PointsPage
from hongyun_desktop.ui.features.roster.page import BUILDING, RosterPage, RosterRecords
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.turns import TURN_MS
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow
from tests.ui.choosing import choose


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, demo_desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(demo_desk, WindowState(tmp_path / "window.ini"))
    made._may_close = True
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    # Before its desk goes: a window hears when the worker stops.
    delete(made)
    theme.apply(qapp, theme.SMALLEST_PX)


def roster_of(window: MainWindow) -> RosterRecords:
    page = window.page(0)
    assert isinstance(page, RosterPage)
    return page.records


def points_of(window: MainWindow) -> PointsPage:
    page = window.page(1)
    assert isinstance(page, PointsPage)
    return page


def honours_of(window: MainWindow) -> HonoursPage:
    page = window.page(2)
    assert isinstance(page, HonoursPage)
    return page


def settle() -> None:
    """Let the size change, the page in front come, and what it takes up again: each has a turn for itself."""
    for _turn in range(12):
        QTest.qWait(2 * TURN_MS)


def upper(table: TableView[Any]) -> int:
    return table.rows.id_at(table.rowAt(0))


@pytest.mark.parametrize("px", [17, 20])
def test_the_list_the_selection_and_the_card_stay(window: MainWindow, px: int) -> None:
    records = roster_of(window)
    records.set_filter("building", "3")
    records._on_sorted("age", True)
    QApplication.processEvents()
    table = records.table
    chosen = table.rows.id_at(25)
    table.select_id(chosen)
    QApplication.processEvents()
    before = upper(table)
    assert table.rowAt(0) > 5
    assert records.detail.isVisible()
    asked = records.query()
    window.set_type_size(px)
    settle()
    anew = roster_of(window)
    assert anew is not records
    assert anew.query() == asked
    assert anew.table.selected_ids() == [chosen]
    assert upper(anew.table) == before
    assert anew.detail.shown == ("resident", chosen)
    assert anew.detail.isVisible()


def test_a_dwelling_in_the_building_picture_stays_in_the_card(window: MainWindow) -> None:
    window.go("dwelling", 40)
    roster_of(window).view.set_value(BUILDING)
    window.set_type_size(17)
    settle()
    records = roster_of(window)
    assert records.detail.shown == ("dwelling", 40)
    assert records.views.currentWidget() is records.building
    assert records.building.grid.current is not None
    assert records.building.grid.current.dwelling_id == 40


def test_the_quarter_and_the_person_of_the_ranking_stay(window: MainWindow, demo_desk: Desk) -> None:
    window._show_tab(1)
    ranking = points_of(window).ranking
    asked = quarters(demo_desk.store)[1]
    choose(ranking.quarters, asked)
    chosen = ranking.table.rows.id_at(30)
    ranking.table.select_id(chosen)
    QApplication.processEvents()
    before = upper(ranking.table)
    window.set_type_size(17)
    settle()
    anew = points_of(window).ranking
    assert anew.quarter() == asked
    assert anew.table.selected_ids() == [chosen]
    assert upper(anew.table) == before


def test_whose_points_are_shown_stays(window: MainWindow) -> None:
    window.go("points_of", 1)
    settle()
    window.set_type_size(17)
    settle()
    page = points_of(window)
    assert page.views.value() == PERSON
    assert page.person.resident_id == 1


def test_the_round_and_its_step_stay_also_when_it_is_over(window: MainWindow, demo_desk: Desk) -> None:
    held = next(each for each in progress.list_rounds(demo_desk.store) if each.round_id is not None)
    window._show_tab(2)
    rounds = honours_of(window).rounds
    rounds.open_round(round_id=held.round_id)
    rounds.show_step(Step.SIGN_OFF)
    window.set_type_size(17)
    settle()
    anew = honours_of(window).rounds
    assert anew is not rounds
    assert anew.state is not None
    assert (anew.state.round_id, anew.current) == (held.round_id, Step.SIGN_OFF)


def test_whoever_chooses_a_quarter_is_left_to_it(window: MainWindow) -> None:
    window._show_tab(2)
    honours_of(window).rounds.open_nothing()
    window.set_type_size(17)
    settle()
    rounds = honours_of(window).rounds
    assert (rounds.state, rounds.current) == (None, Step.CHOOSE)


@pytest.mark.parametrize("view", [ACTIVITIES, BATCHES])
def test_the_view_of_the_points_stays(window: MainWindow, view: str) -> None:
    window._show_tab(1)
    points_of(window).views.set_value(view)
    window.set_type_size(20)
    settle()
    assert points_of(window).views.value() == view


def test_the_register_stays_on_its_certificate(window: MainWindow) -> None:
    window.go("certificate", 2)
    settle()
    window.set_type_size(17)
    settle()
    page = window.page(2)
    assert isinstance(page, HonoursPage)
    assert page._register().page.table.selected_ids() == [2]


def test_what_is_gone_to_after_another_size_is_shown_though_the_page_stood_elsewhere(window: MainWindow) -> None:
    window.go("activity", 1)
    settle()
    window._show_tab(0)
    window.set_type_size(17)
    settle()
    window.go("activity", 5)
    settle()
    activities = points_of(window).pane(ACTIVITIES)
    assert isinstance(activities, ActivitiesPane)
    assert activities.page.table.selected_ids() == [5]


def test_the_icon_in_the_search_of_every_page_grows_with_the_type(window: MainWindow) -> None:
    window.set_type_size(20)
    settle()
    search = window.top.search
    assert search.style().pixelMetric(QStyle.PixelMetric.PM_LineEditIconSize, None, search) == 21


def test_the_bar_at_the_left_is_as_wide_as_before_once_the_size_is(window: MainWindow, qapp: QApplication) -> None:
    before = window.tabs.bar.width()
    for px in (20, 15):
        window.set_type_size(px)
        settle()
    assert theme.base_px() == 15
    assert window.tabs.bar.width() == before
