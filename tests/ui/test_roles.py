# SPDX-License-Identifier: GPL-3.0-or-later
"""What each role finds in the window: nothing that they may not see, and no button that is refused once pressed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster import listing
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.honours.page import HonoursPage
from hongyun_desktop.ui.features.points.page import PointsPage
from hongyun_desktop.ui.features.rectification.page import RectificationPage
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.main_window import FEATURES, MainWindow
from tests.ui.fakes import FakeSpeaker, inline_desk
from tests.ui.windows import open_window

LEFT = Qt.MouseButton.LeftButton
NAMES = {Role.CLERK: "王建国", Role.PROPERTY: "李物业", Role.VIEWER: "赵查看"}


@pytest.fixture
def window(demo_store: Store, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    for role, name in NAMES.items():
        operators.add(demo_store, name, role)
    with inline_desk(demo_store) as desk, open_window(desk, tmp_path) as made:
        yield made


def sit(window: MainWindow, role: Role) -> None:
    window.desk.changed.emit(signing_in.sign_in(window.desk.store, NAMES[role]))


def writes(store: Store) -> int:
    return store.value("SELECT count(*) FROM journal")


def tagged(store: Store) -> listing.ResidentListRow:
    rows = listing.residents_window(store, Query())
    return next(row for start in range(0, len(rows.ids), 500) for row in rows.fetch(rows.ids[start : start + 500])
                if row.tags)  # fmt: skip


def shown(widget: QWidget) -> str:
    boxes = [box.itemText(place) for box in widget.findChildren(QComboBox) for place in range(box.count())]
    return "\n".join([*(each.text() for each in widget.findChildren(QLabel)), *boxes])


@pytest.mark.parametrize("role", [Role.PROPERTY, Role.VIEWER])
def test_tags_stand_nowhere_for_those_who_may_not_see_them(window: MainWindow, role: Role) -> None:
    row = tagged(window.desk.store)
    page = window.page(0)
    assert isinstance(page, RosterPage)
    assert "标签" in [column.title for column in page.records.table.rows.columns]
    sit(window, role)
    again = window.page(0)
    assert isinstance(again, RosterPage)
    assert again is not page
    assert "标签" not in [column.title for column in again.records.table.rows.columns]
    assert "tag" not in again.records.filters
    window.go("resident", row.resident_id)
    assert "标签" not in shown(again)
    assert not any(tag in shown(again) for tag in row.tags)


def test_a_clerk_sees_them(window: MainWindow) -> None:
    row = tagged(window.desk.store)
    sit(window, Role.CLERK)
    window.go("resident", row.resident_id)
    assert "标签" in shown(window.page(0))


def close_what_opened() -> None:
    while (top := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        top.close()
        if top.isVisible():
            top.hide()


def press_all(page: QWidget, qtbot: QtBot) -> int:
    """Press each button that is on, and close what it opens; how many there were."""
    pressed = 0
    for button in page.findChildren(QPushButton):
        if shiboken6.isValid(button) and button.isVisible() and button.isEnabled() and button.menu() is None:
            button.click()
            close_what_opened()
            pressed += 1
    return pressed


@pytest.mark.parametrize("role", [Role.PROPERTY, Role.VIEWER])
def test_whatever_can_be_pressed_writes_nothing_and_is_never_refused(
    window: MainWindow, role: Role, qtbot: QtBot
) -> None:
    store, speaker = window.desk.store, window.desk.speaker
    assert isinstance(speaker, FakeSpeaker)
    row = tagged(store)
    sit(window, role)
    before = writes(store)
    pressed = 0
    window.go("resident", row.resident_id)
    pressed += press_all(window.page(0), qtbot)
    for number, feature in enumerate(FEATURES):
        window.tabs.setCurrentIndex(number)
        page = window.page(number)
        pressed += press_all(page, qtbot)
        if isinstance(page, PointsPage | HonoursPage | RectificationPage):
            for each in page.views.buttons:
                each.click()
                pressed += press_all(page, qtbot)
        assert speaker.refusals == [], feature.title
    assert writes(store) == before
    assert pressed > 15


def items(window: MainWindow) -> dict[str, QAction]:
    menus = window.menus
    return {each.text(): each for menu in (menus.file, menus.data) for each in menu.actions() if each.text()}


@pytest.mark.parametrize(
    ("role", "off"),
    [
        (Role.CLERK, {"自管委资料…", "从备份找回…", "经办人管理…", "操作记录…", "移交给下一届…"}),
        (
            Role.VIEWER,
            {"导出…", "自管委资料…", "备份到 U 盘", "备份到别处…", "从备份找回…", "经办人管理…", "操作记录…"},
        ),
    ],
)
def test_menus_say_why_an_action_is_off(window: MainWindow, role: Role, off: set[str]) -> None:
    assert all(each.isEnabled() for each in items(window).values())
    sit(window, role)
    found = items(window)
    assert off <= {text for text, each in found.items() if not each.isEnabled()}
    assert all("身份不能做这一步" in found[text].toolTip() for text in off)
    assert found["锁定"].isEnabled()
    assert found["改我的密码…"].isEnabled()
    assert found["换经办人…"].isEnabled()


def test_keys_of_rows_are_refused_with_the_reason(window: MainWindow, qtbot: QtBot) -> None:
    row = tagged(window.desk.store)
    sit(window, Role.VIEWER)
    page = window.page(0)
    assert isinstance(page, RosterPage)
    window.go("resident", row.resident_id)
    table = page.records.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    speaker = window.desk.speaker
    assert isinstance(speaker, FakeSpeaker)
    assert len(speaker.refusals) == 2
    assert all("身份不能做这一步" in each for each in speaker.refusals)
    assert QApplication.activeModalWidget() is None
