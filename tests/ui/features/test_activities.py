# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities of 志愿积分 by clicks and keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.activities import activities, listing
from hongyun_desktop.core.points import attendance, point_rules
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points.activities_pane import ActivitiesPane
from hongyun_desktop.ui.features.points.service_form import ServiceForm
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.jobs import Jobs
from tests.core.points.neighbourhood import hold, settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text


@pytest.fixture
def patrol(store: Store) -> int:
    """巡逻 of 12 September: 罗喆 came and was credited, 王秀英 signed up."""
    people = settle(store, "3", "2", "1102", "罗喆", "王秀英")
    activity_id = hold(store, "巡逻")
    attendance.mark(store, activity_id, {people[0]: (Attending.CAME, 90)})
    attendance.confirm(store, activity_id)
    attendance.sign_up(store, activity_id, people)
    return activity_id


def pane_of(qtbot: QtBot, desk: Desk) -> ActivitiesPane:
    """The pane on the screen."""
    pane = ActivitiesPane(desk)
    qtbot.addWidget(pane)
    pane.resize(1130, 560)
    pane.show()
    return pane


def cells(pane: ActivitiesPane, place: int = 0) -> list[str]:
    """One row as it is shown."""
    model = pane.page.table.rows
    return [str(model.index(place, column).data()) for column in range(model.columnCount())]


def test_an_empty_page_says_what_to_do_first_and_opens_the_form(qtbot: QtBot, desk: Desk) -> None:
    pane = pane_of(qtbot, desk)
    assert pane.page.views.currentWidget() is pane.page.empty_card
    assert "登记服务" in pane.page.empty.sentence.text()
    qtbot.mouseClick(pane.page.empty.buttons[0], Qt.MouseButton.LeftButton)
    form = pane.findChild(ServiceForm)
    assert form is not None
    assert form.isVisible()
    form.reject()


@pytest.fixture
def _very_many(desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "is_long", lambda _store, query: "state" in query.filters)
    desk.jobs = Jobs(store, desk.refused, desk)


@pytest.mark.usefixtures("_very_many")
def test_of_very_many_activities_those_of_a_state_are_found_beside_the_window(
    qtbot: QtBot, desk: Desk, patrol: int
) -> None:
    pane = pane_of(qtbot, desk)
    pane.page.set_filter("state", "empty")
    assert desk.jobs.busy
    qtbot.waitUntil(lambda: pane.told == "全部季度 · 还没有名单 · 活动 0 场")
    assert pane.page.views.currentWidget() is pane.page.nothing_card
    pane.page.set_filter("state", "credited")
    qtbot.waitUntil(lambda: pane.page.table.select_id(patrol))
    standing = pane.standing()
    other = pane_of(qtbot, desk)
    other.take_up(standing)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert other.page.query() == standing.query
    row = other.page.table.selected_row()
    assert row is not None
    assert row.activity_id == patrol


@pytest.mark.usefixtures("_very_many", "patrol")
def test_an_answer_that_comes_too_late_is_not_shown(qtbot: QtBot, desk: Desk) -> None:
    pane = pane_of(qtbot, desk)
    pane.page.set_filter("state", "empty")
    pane.page.clear_filters()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert pane.told == "全部季度 · 活动 1 场"
    assert pane.page.table.rows.rowCount() == 1


def test_an_activity_that_was_just_recorded_is_selected(qtbot: QtBot, desk: Desk, store: Store, patrol: int) -> None:
    pane = pane_of(qtbot, desk)
    pane.show_activity(patrol)
    pane.page.set_filter("quarter", "2026Q3")
    pane.open_new()
    form = pane.findChild(ServiceForm)
    assert form is not None
    type_text(form.heading.name, "清扫楼道")
    qtbot.keyClicks(form.search, "lz")
    qtbot.keyClick(form.search, Qt.Key.Key_Return)
    form.heading.day.set_value(date(2026, 10, 7))
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    row = pane.page.table.selected_row()
    assert row is not None
    assert row.name == "清扫楼道"


def test_an_activity_is_shown_with_its_figures_and_its_list(qtbot: QtBot, desk: Desk, patrol: int) -> None:
    pane = pane_of(qtbot, desk)
    assert cells(pane)[:7] == ["2026-09-12", "巡逻", "", "2", "1", "1.5", "15"]
    assert pane.show_activity(patrol)
    panel = pane.page.detail
    assert panel.name.text() == "巡逻"
    assert panel.state.text() == "已记分"
    rows = panel.people.rows
    assert [rows.index(place, 0).data() for place in range(rows.rowCount())] == ["王秀英", "罗喆"]


def test_the_list_opens_by_enter_and_the_page_shows_what_was_saved(
    qtbot: QtBot, desk: Desk, store: Store, patrol: int
) -> None:
    pane = pane_of(qtbot, desk)
    pane.show_activity(patrol)
    qtbot.keyClick(pane.page.table, Qt.Key.Key_Return)
    form = pane.findChild(ServiceForm)
    assert form is not None
    qtbot.mouseClick(form.all_came, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert cells(pane)[3:7] == ["2", "2", "3.5", "35"]
    assert pane.page.table.selected_ids() == [patrol]


def test_the_button_beside_the_table_opens_the_list(qtbot: QtBot, desk: Desk, patrol: int) -> None:
    pane = pane_of(qtbot, desk)
    pane.show_activity(patrol)
    qtbot.mouseClick(pane.page.detail.open, Qt.MouseButton.LeftButton)
    form = pane.findChild(ServiceForm)
    assert form is not None
    assert form.heading.activity_id == patrol
    form.reject()


def test_name_and_team_are_mended_while_the_day_of_a_credited_one_stays(
    qtbot: QtBot, desk: Desk, store: Store, patrol: int, speaker: FakeSpeaker
) -> None:
    pane = pane_of(qtbot, desk)
    pane.show_activity(patrol)
    qtbot.mouseClick(pane.page.detail.change, Qt.MouseButton.LeftButton)
    form = pane.findChild(RecordForm)
    assert form is not None
    form.editors["held_on"].set_value(date(2026, 9, 13))
    form.submit()
    assert "不能再改日期" in form.trouble.text()
    form.editors["held_on"].set_value(date(2026, 9, 12))
    form.editors["name"].set_value("")
    type_text(form.editors["name"].input, "夜间巡逻")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert activities.get_activity(store, patrol).name == "夜间巡逻"
    assert speaker.toasts == ["活动改好了。"]


def test_a_missing_day_is_said_under_its_field(qtbot: QtBot, desk: Desk, store: Store, patrol: int) -> None:
    pane = pane_of(qtbot, desk)
    form = pane.open_change(listing.summaries(store, [patrol])[0])
    form.editors["held_on"].set_value(None)
    form.submit()
    assert form.problems["held_on"].text() == "请写上日期。"
    form.reject()


def test_filters_narrow_the_table_and_showing_an_activity_widens_it_again(
    qtbot: QtBot, desk: Desk, store: Store, patrol: int
) -> None:
    hold(store, "清扫楼道", date(2026, 6, 1))
    pane = pane_of(qtbot, desk)
    pane.page.set_filter("quarter", "2026Q2")
    assert [cells(pane, place)[1] for place in range(pane.page.table.rows.rowCount())] == ["清扫楼道"]
    pane.page.set_filter("state", "credited")
    assert pane.page.views.currentWidget() is pane.page.nothing_card
    assert pane.show_activity(patrol)
    assert pane.page.table.rows.rowCount() == 2


def test_kinds_of_service_show_once_the_committee_has_some(qtbot: QtBot, desk: Desk, store: Store, patrol: int) -> None:
    pane = pane_of(qtbot, desk)
    assert "service_kind" not in pane.page.filters
    changed = point_rules.save_rule(store, "巡逻", 6, starts_on=date(2026, 10, 1))
    desk.changed.emit(changed)
    assert "service_kind" in pane.page.filters
    pane.page.set_filter("service_kind", "巡逻")
    assert pane.page.table.rows.rowCount() == 0
    search = pane.page.search
    assert search is not None
    qtbot.waitUntil(search.isVisible)


def test_the_table_is_a_sound_model(qtbot: QtBot, desk: Desk, patrol: int, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(pane_of(qtbot, desk).page.table.rows)


def test_enter_on_a_person_goes_to_that_person(qtbot: QtBot, desk: Desk, patrol: int) -> None:
    pane = pane_of(qtbot, desk)
    pane.show_activity(patrol)
    people = pane.page.detail.people
    people.select_id(people.rows.id_at(0))
    with qtbot.waitSignal(desk.opening) as opened:
        qtbot.keyClick(people, Qt.Key.Key_Return)
    assert opened.args == ["resident", people.rows.id_at(0)]
