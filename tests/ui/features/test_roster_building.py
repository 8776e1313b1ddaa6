# SPDX-License-Identifier: GPL-3.0-or-later
"""楼栋图 by keys and clicks, and one selection with the list."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.dwellings import get_dwelling, list_dwellings
from hongyun_desktop.core.roster.picture import Room
from hongyun_desktop.core.roster.rules import DwellingRow, Occupancy
from hongyun_desktop.ui.features.roster.grid import BuildingGrid
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fade import Fade
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.pills import Pill
from tests.ui.typing_text import type_text

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, demo_desk: Desk) -> RosterPage:
    made = RosterPage(demo_desk)
    qtbot.addWidget(made)
    made.resize(1170, 650)
    made.show()
    qtbot.mouseClick(made.records.view.buttons[1], Qt.MouseButton.LeftButton)
    return made


@pytest.fixture
def grid(page: RosterPage) -> BuildingGrid:
    return page.records.building.grid


def here(grid: BuildingGrid) -> str:
    assert grid.current is not None
    return grid.current.address.short


def go(qtbot: QtBot, grid: BuildingGrid, *keys: Qt.Key) -> str:
    for key in keys:
        qtbot.keyClick(grid, key)
    return here(grid)


def room(grid: BuildingGrid, desk: Desk, fits: Callable[[DwellingRow], bool]) -> Room:
    """A room of building 1 that fits, brought into view."""
    row = next(each for each in list_dwellings(desk.store, "1") if fits(each))
    grid.select(row.dwelling_id)
    assert grid.current is not None
    return grid.current


def click(qtbot: QtBot, grid: BuildingGrid, at: Room) -> None:
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.rect_of(at).center())


def hover(grid: BuildingGrid, at: Room) -> str:
    place = grid.rect_of(at).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, grid.viewport().mapToGlobal(place))
    QApplication.sendEvent(grid.viewport(), event)
    return QToolTip.text()


def is_vacant(row: DwellingRow) -> bool:
    return row.occupancy is Occupancy.VACANT


def test_arrows_walk_through_the_house(qtbot: QtBot, grid: BuildingGrid) -> None:
    assert go(qtbot, grid, Key.Key_Down) == "1-1-1401"
    assert go(qtbot, grid, Key.Key_Right, Key.Key_Right, Key.Key_Right) == "1-2-1401"
    assert go(qtbot, grid, Key.Key_Down) == "1-2-1301"
    assert go(qtbot, grid, Key.Key_Left) == "1-1-1303"
    assert go(qtbot, grid, Key.Key_Up, Key.Key_Up) == "1-1-1403"


def test_home_and_end_go_to_the_ends_of_a_floor_and_with_ctrl_of_the_house(qtbot: QtBot, grid: BuildingGrid) -> None:
    go(qtbot, grid, Key.Key_Down, Key.Key_Down)
    assert go(qtbot, grid, Key.Key_End) == "1-2-1303"
    assert go(qtbot, grid, Key.Key_Home) == "1-1-1301"
    qtbot.keyClick(grid, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert here(grid) == "1-2-103"
    assert go(qtbot, grid, Key.Key_PageUp) == "1-2-603"


def test_the_room_gone_to_is_in_view(qtbot: QtBot, grid: BuildingGrid) -> None:
    qtbot.keyClick(grid, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert grid.current is not None
    assert grid.viewport().rect().contains(grid.rect_of(grid.current))


def test_a_room_selects_its_head_in_the_table_and_shows_the_household(
    qtbot: QtBot, demo_desk: Desk, page: RosterPage, grid: BuildingGrid
) -> None:
    lived_in = room(grid, demo_desk, lambda row: row.residents > 1)
    click(qtbot, grid, lived_in)
    assert page.records.table.selected_ids() == [lived_in.head_id]
    assert page.records.detail.shown == ("dwelling", lived_in.dwelling_id)
    member = next(each for each in page.records.detail.findChildren(QPushButton) if each.text() == lived_in.head)
    qtbot.mouseClick(member, Qt.MouseButton.LeftButton)
    assert page.records.detail.shown == ("resident", lived_in.head_id)


def test_switching_views_keeps_what_is_chosen(
    qtbot: QtBot, demo_desk: Desk, page: RosterPage, grid: BuildingGrid
) -> None:
    somebody = residents.list_residents(demo_desk.store, "7")[5]
    qtbot.mouseClick(page.records.view.buttons[0], Qt.MouseButton.LeftButton)
    page.records.table.select_id(somebody.resident_id)
    qtbot.mouseClick(page.records.view.buttons[1], Qt.MouseButton.LeftButton)
    assert page.records.building.building == "7"
    assert grid.current is not None
    assert grid.current.dwelling_id == somebody.dwelling_id
    qtbot.mouseClick(page.records.view.buttons[0], Qt.MouseButton.LeftButton)
    assert page.records.table.selected_ids() == [somebody.resident_id]


def test_somebody_is_registered_at_a_vacant_dwelling(
    qtbot: QtBot, demo_desk: Desk, page: RosterPage, grid: BuildingGrid
) -> None:
    vacant = room(grid, demo_desk, is_vacant)
    click(qtbot, grid, vacant)
    assert page.records.table.selected_ids() == []
    assert page.records.detail.shown == ("dwelling", vacant.dwelling_id)
    qtbot.mouseClick(page.records.detail.buttons["登记住户到这户"], Qt.MouseButton.LeftButton)
    form = page.findChild(RecordForm)
    assert form is not None
    assert form.editors["address"].value() == vacant.address.short
    type_text(form.editors["name"].input, "新住户")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert get_dwelling(demo_desk.store, vacant.dwelling_id).occupancy is Occupancy.UNVERIFIED
    assert grid.current is not None
    assert (grid.current.dwelling_id, grid.current.head) == (vacant.dwelling_id, "新住户")


def test_enter_opens_the_dwelling_and_its_colour_follows(
    qtbot: QtBot, demo_desk: Desk, page: RosterPage, grid: BuildingGrid
) -> None:
    vacant = room(grid, demo_desk, is_vacant)
    click(qtbot, grid, vacant)
    qtbot.keyClick(grid, Key.Key_Return)
    form = page.findChild(RecordForm)
    assert form is not None
    qtbot.keyClick(form.editors["occupancy"].input, Key.Key_Home)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert get_dwelling(demo_desk.store, vacant.dwelling_id).occupancy is Occupancy.OWNER_OCCUPIED
    assert grid.current is not None
    assert grid.current.occupancy is Occupancy.OWNER_OCCUPIED


def test_the_legend_counts_the_building(demo_desk: Desk, page: RosterPage) -> None:
    told = [pill.text() for pill in page.records.building.findChildren(Pill) if not pill.isHidden()]
    assert [text.split()[0] for text in told] == ["自住", "出租", "空置", "待核实"]
    assert sum(int(text.split()[1]) for text in told) == len(list_dwellings(demo_desk.store, "1"))


def test_the_next_building_is_one_click_away(qtbot: QtBot, page: RosterPage, grid: BuildingGrid) -> None:
    assert not page.records.building.back.isEnabled()
    qtbot.mouseClick(page.records.building.onward, Qt.MouseButton.LeftButton)
    assert page.records.building.building == "2"
    assert go(qtbot, grid, Key.Key_Down).startswith("2-")


def test_the_filter_and_the_picture_speak_of_the_same_building(qtbot: QtBot, page: RosterPage) -> None:
    page.records.set_filter("building", "5")
    assert page.records.building.building == "5"
    qtbot.mouseClick(page.records.building.onward, Qt.MouseButton.LeftButton)
    assert page.records.query().filters == {"building": "6"}


def test_hovering_tells_of_a_room_and_f9_keeps_the_name_back(qtbot: QtBot, demo_desk: Desk, grid: BuildingGrid) -> None:
    lived_in = room(grid, demo_desk, lambda row: row.residents > 1)
    told = hover(grid, lived_in)
    assert lived_in.head in told
    assert lived_in.address.full in told
    demo_desk.privacy.toggle()
    hidden = hover(grid, lived_in)
    assert lived_in.head not in hidden
    assert lived_in.address.full in hidden


def test_dwellings_that_fit_without_anybody_in_them_are_found_in_the_picture(qtbot: QtBot, page: RosterPage) -> None:
    qtbot.mouseClick(page.records.view.buttons[0], Qt.MouseButton.LeftButton)
    page.records.set_filter("occupancy", Occupancy.VACANT.value)
    assert page.records.views.currentWidget() is page.records.uninhabited_card
    button = page.records.uninhabited_card.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.records.views.currentWidget() is page.records.building
    assert page.records.building.grid.current is not None
    assert page.records.building.grid.current.occupancy is Occupancy.VACANT


def test_a_picture_larger_than_its_place_scrolls(page: RosterPage, grid: BuildingGrid) -> None:
    page.resize(800, 400)
    assert grid.verticalScrollBar().maximum() > 0
    grid.setFixedWidth(300)
    assert grid.horizontalScrollBar().maximum() > 0


def test_whoever_is_chosen_stands_clear_of_the_edge_that_fades(page: RosterPage, grid: BuildingGrid) -> None:
    page.resize(1100, 420)
    fade = grid.findChild(Fade)
    assert fade is not None
    for room in sorted(grid._picture.rooms, key=lambda each: grid.rect_of(each).top()):
        grid.select(room.dwelling_id)
        shown = grid.rect_of(room)
        assert grid.viewport().rect().contains(shown)
        assert fade.isHidden() or not fade.geometry().intersects(shown.translated(grid.viewport().pos()))
