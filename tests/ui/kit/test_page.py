# SPDX-License-Identifier: GPL-3.0-or-later
"""A page from its declaration: filters, search, empty states, detail, forms, actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import TextField
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.page import RecordPage
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction, page_button
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.table_rows import Column
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text


@dataclass(frozen=True)
class Team:
    team_id: int
    name: str
    kind: str


class _Detail(QLabel):
    def show_row(self, row: Team | None) -> None:
        self.setText(row.name if row else "没有选中")


class _Teams:
    """A little list in place of core."""

    def __init__(self) -> None:
        self.rows = [Team(1, "环境美育队", "place"), Team(2, "鸿运舞蹈队", "interest"), Team(3, "关爱互助队", "place")]
        self.greeted: list[str] = []

    def load(self, _store: Store, query: Query) -> Window[Team]:
        rows = [row for row in self.rows if query.text in row.name and query.filters.get("kind", row.kind) == row.kind]
        if query.sort:
            rows.sort(key=lambda row: row.name, reverse=query.descending)
        return Window.of(rows, lambda row: row.team_id)

    def save(self, _store: Store, values: Mapping[str, Any], row: Team | None) -> Changed:
        self.rows.append(Team(len(self.rows) + 1, values["name"], "place"))
        return Changed(0, frozenset({Topic.ACTIVITY}), "moved")


def _open_form(_desk: Desk, page: QWidget) -> None:
    assert isinstance(page, RecordPage)
    page.open_form(None)


@pytest.fixture
def teams() -> _Teams:
    return _Teams()


@pytest.fixture
def spec(teams: _Teams) -> PageSpec[Team]:
    return PageSpec(
        key="teams", title="自组织", topics={Topic.ACTIVITY}, load=teams.load, search="队名",
        columns=(Column("队名", lambda row: row.name, sort="name"), Column("类型", lambda row: row.kind, width=6)),
        empty="还没有队伍。先登记一支。", empty_actions=(PageAction("登记队伍"),),
        filters=(Filter("kind", "全部类型", lambda _store: (("place", "地缘"), ("interest", "趣缘"))),),
        fields=(TextField(name="name", label="队名"),), values=lambda row: {"name": row.name}, save=teams.save,
        saved="已登记。", detail=lambda _desk: _Detail(),
        actions=(RowAction("问候", lambda _desk, row, _page: teams.greeted.append(row.name), shortcut="F8", when=lambda row: row.team_id != 3),),
        page_actions=(PageAction("登记队伍", _open_form, shortcut="Ctrl+N", primary=True),),
    )  # fmt: skip


@pytest.fixture
def page(qtbot: Any, desk: Desk, spec: PageSpec[Team]) -> RecordPage[Team]:
    made = RecordPage(desk, spec)
    qtbot.addWidget(made)
    made.resize(1170, 650)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _names(page: RecordPage[Team]) -> list[str]:
    return [str(page.table.rows.index(place, 0).data()) for place in range(page.table.rows.rowCount())]


def test_a_filter_narrows_the_list_and_can_be_cleared_where_nothing_is_left(qtbot: Any, page: RecordPage[Team]) -> None:
    qtbot.keyClicks(page.filters["kind"], "")
    page.set_filter("kind", "interest")
    assert _names(page) == ["鸿运舞蹈队"]
    assert page.search is not None
    type_text(page.search, "互助")
    qtbot.waitUntil(page.nothing.isVisible)
    qtbot.mouseClick(page.nothing.buttons[0], Qt.MouseButton.LeftButton)
    assert len(_names(page)) == 3


def test_an_empty_list_says_what_to_do_first(qtbot: Any, page: RecordPage[Team], teams: _Teams) -> None:
    teams.rows.clear()
    page.reload()
    assert page.empty.isVisible()
    assert "先登记" in page.empty.sentence.text()
    assert page.empty.buttons[0].isVisible()


def test_the_detail_shows_the_selected_row(page: RecordPage[Team]) -> None:
    page.table.select_id(2)
    assert page.detail.text() == "鸿运舞蹈队"


def test_a_narrow_page_folds_the_detail_behind_a_button(qtbot: Any, page: RecordPage[Team]) -> None:
    page.resize(1000, 650)
    assert not page.detail.isVisible()
    qtbot.mouseClick(page.detail_button, Qt.MouseButton.LeftButton)
    assert page.detail.isVisible()


def test_something_new_is_asked_for_saved_and_seen(qtbot: Any, page: RecordPage[Team], desk: Desk) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    type_text(form.editors["name"].input, "文明宣导队")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert "文明宣导队" in _names(page)
    assert isinstance(desk.speaker, FakeSpeaker)
    assert desk.speaker.toasts == ["已登记。"]


def test_enter_on_a_row_opens_it_to_be_changed(qtbot: Any, page: RecordPage[Team]) -> None:
    page.table.select_id(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    assert form.editors["name"].value() == "环境美育队"
    form.reject()


def test_an_action_runs_by_its_key_only_where_it_may(qtbot: Any, page: RecordPage[Team], teams: _Teams) -> None:
    for team_id in (1, 3):
        page.table.select_id(team_id)
        page.table.setFocus()
        qtbot.keyClick(page.table, Qt.Key.Key_F8)
    assert teams.greeted == ["环境美育队"]


def test_a_record_that_a_filter_hides_is_shown_all_the_same(page: RecordPage[Team]) -> None:
    page.set_filter("kind", "place")
    assert page.show_record(2)
    assert page.table.selected_ids() == [2]
    assert not page.show_record(99)


def test_a_page_out_of_sight_reads_anew_when_it_is_seen(
    qtbot: Any, page: RecordPage[Team], desk: Desk, teams: _Teams
) -> None:
    page.hide()
    teams.rows.append(Team(4, "新来的队", "place"))
    desk.changed.emit(Changed(0, frozenset({Topic.ACTIVITY}), "moved"))
    assert len(_names(page)) == 3
    page.show()
    assert len(_names(page)) == 4


def test_a_key_of_a_menu_works_also_after_the_menu_was_opened(qtbot: Any, desk: Desk) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    ran: list[str] = []
    action = PageAction("导入", lambda _desk, _page: ran.append("导入"), shortcut="Ctrl+I")
    button = page_button(desk, PageAction("导入导出", menu=(action,)), page)
    button.setParent(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    menu = button.menu()
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not menu.isVisible())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["导入"]
