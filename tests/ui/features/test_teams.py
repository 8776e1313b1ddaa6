# SPDX-License-Identifier: GPL-3.0-or-later
"""自组织 by clicks and keys: a team with its people, its activities, its papers."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.points import activities, attendance, calendar
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import Post, TeamKind, TeamValues
from hongyun_desktop.ui.features.teams.page import CALENDAR, TEAMS, TeamsPage
from hongyun_desktop.ui.features.teams.teams_pane import TeamsPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from tests.core.points.neighbourhood import settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[TeamsPage]:
    settle(desk.store, "5", "1", "201", "钟晓芳", "赵春花")
    register.save_team(desk.store, TeamValues("环境美育队", TeamKind.PLACE, founded_on=date(2025, 1, 1)))
    made = TeamsPage(desk)
    qtbot.addWidget(made)
    made.resize(1170, 650)
    made.show()
    made.show_record("team", 1)
    yield made
    made.close()


def pane_of(page: TeamsPage) -> TeamsPane:
    made = page.pane(TEAMS)
    assert isinstance(made, TeamsPane)
    return made


def form_of(owner: object) -> RecordForm:
    found = owner.findChildren(RecordForm)  # pyright: ignore[reportAttributeAccessIssue]
    return next(each for each in found if each.isVisible())


def click(qtbot: QtBot, form: RecordForm) -> None:
    qtbot.mouseClick(form.ok, LEFT)


def chosen(menu: QMenu, text: str) -> None:
    action = next(each for each in menu.actions() if each.text().startswith(text))
    assert action.isEnabled()
    action.trigger()


def join(qtbot: QtBot, page: TeamsPage, initials: str = "zxf") -> None:
    panel = pane_of(page).page.detail
    qtbot.mouseClick(panel.join, LEFT)
    form = form_of(panel)
    qtbot.keyClicks(form.editors["resident"].input, initials)
    qtbot.keyClick(form.editors["resident"].input, Qt.Key.Key_Return)
    click(qtbot, form)


def test_a_team_is_registered_by_its_form(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    pane = pane_of(page)
    qtbot.mouseClick(pane.page.buttons["登记队伍"], LEFT)
    form = form_of(pane)
    click(qtbot, form)
    assert form.problems["name"].isVisible()
    type_text(form.editors["name"].input, "鸿运舞蹈队")
    form.editors["kind"].set_value(TeamKind.INTEREST)
    click(qtbot, form)
    assert {row.name for row in register.list_teams(desk.store)} == {"环境美育队", "鸿运舞蹈队"}
    assert page.header.subtitle.text() == "队伍 2 支 · 队员 0 人次"


def test_a_resident_joins_leads_and_leaves(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    panel = pane_of(page).page.detail
    join(qtbot, page)
    (member,) = membership.members(desk.store, 1)
    assert (member.name, member.joined_on) == ("钟晓芳", date(2026, 10, 8))
    panel.members.selectRow(0)
    chosen(panel.menu(), "任职")
    form = form_of(panel)
    form.editors["post"].set_value(Post.LEADER)
    click(qtbot, form)
    assert register.get_row(desk.store, 1).leader == "钟晓芳"
    panel.members.selectRow(0)
    chosen(panel.menu(), "退队")
    form = form_of(panel)
    type_text(form.editors["reason"].input, "搬家")
    click(qtbot, form)
    assert membership.members(desk.store, 1) == ()
    assert register.get_row(desk.store, 1).leader == ""


def test_joining_can_be_undone_from_what_is_said(
    page: TeamsPage, desk: Desk, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    join(qtbot, page)
    assert speaker.toasts[-1] == "入队登记好了。"
    assert speaker.undo is not None
    speaker.undo()
    assert membership.members(desk.store, 1) == ()


def test_somebody_from_outside_is_known_by_name(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    panel = pane_of(page).page.detail
    chosen(panel.menu(), "加外面的人")
    form = form_of(panel)
    type_text(form.editors["name"].input, "周老师")
    qtbot.keyClicks(form.editors["phone"].input, "13800001111")
    click(qtbot, form)
    (member,) = membership.members(desk.store, 1)
    assert (member.is_guest, member.name) == (True, "周老师")


def test_a_recurring_activity_is_planned_on_the_day_that_is_picked(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    page.views.set_value(CALENDAR)
    page.calendar.grid.setFocus()
    qtbot.keyClick(page.calendar.grid, Qt.Key.Key_Right)
    qtbot.mouseClick(page.calendar.plan, LEFT)
    form = form_of(page.calendar)
    type_text(form.editors["name"].input, "楼道清洁日")
    form.editors["team_id"].set_value(1)
    form.editors["every"].set_value("week")
    click(qtbot, form)
    assert form.problems["until"].isVisible()
    qtbot.keyClicks(form.editors["until"].input, "2026-10-31")
    click(qtbot, form)
    days = [row.activity.held_on.day for row in calendar.month(desk.store, date(2026, 10, 1), date(2026, 10, 31))]
    assert days == [9, 16, 23, 30]
    assert [card.row.activity.name for card in page.calendar.cards] == ["楼道清洁日"]


def test_the_rest_of_a_series_can_be_called_off(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    test_a_recurring_activity_is_planned_on_the_day_that_is_picked(page, desk, qtbot)
    page.calendar.grid.pick(date(2026, 10, 23))
    card = page.calendar.cards[0]
    chosen(card.menu(), "取消活动")
    form = form_of(card)
    click(qtbot, form)
    assert form.problems["reason"].isVisible()
    type_text(form.editors["reason"].input, "下雨")
    form.editors["rest"].set_value(True)
    click(qtbot, form)
    rows = calendar.month(desk.store, date(2026, 10, 1), date(2026, 10, 31))
    assert [row.activity.cancelled for row in rows] == [False, False, True, True]


def test_the_list_of_an_activity_is_the_one_of_the_points(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    test_a_recurring_activity_is_planned_on_the_day_that_is_picked(page, desk, qtbot)
    asked: list[tuple[str, int]] = []
    desk.opening.connect(lambda kind, record: asked.append((kind, record)))
    card = page.calendar.cards[0]
    attendance.sign_up(desk.store, card.row.activity.activity_id, [1])
    qtbot.mouseClick(card.list, LEFT)
    assert asked == [("activity", card.row.activity.activity_id)]


def test_a_record_is_written_and_printed(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    test_a_recurring_activity_is_planned_on_the_day_that_is_picked(page, desk, qtbot)
    card = page.calendar.cards[0]
    chosen(card.menu(), "写活动记录")
    form = form_of(card)
    type_text(form.editors["record"].input, "清了三个楼道")
    click(qtbot, form)
    assert activities.get_activity(desk.store, card.row.activity.activity_id).record == "清了三个楼道"


def test_names_of_leaders_are_hidden_from_whoever_stands_there(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    join(qtbot, page)
    membership.give_post(desk.store, membership.members(desk.store, 1)[0].member_id, Post.LEADER, date(2026, 10, 8))
    page.show_record("team", 1)
    desk.privacy.toggle()
    panel = pane_of(page).page.detail
    panel.show_row(register.get_row(desk.store, 1))
    shown = "".join(each.text() for each in panel.findChildren(type(panel.name)))
    assert "钟晓芳" not in shown
    desk.privacy.toggle()


def test_a_disbanded_team_takes_nobody(page: TeamsPage, desk: Desk) -> None:
    register.disband(desk.store, 1, date(2026, 10, 8))
    pane_of(page).page.reload()
    page.show_record("team", 1)
    panel = pane_of(page).page.detail
    assert not panel.join.isEnabled()
    assert not next(each for each in panel.menu().actions() if each.text().startswith("加外面")).isEnabled()


def test_the_tables_are_sound_models(page: TeamsPage, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    join(qtbot, page)
    pane = pane_of(page)
    for table in (pane.page.table, pane.page.detail.members):
        qtmodeltester.check(table.model())


def test_the_page_stands_as_it_stood_in_another_size(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    page.views.set_value(CALENDAR)
    page.calendar.grid.pick(date(2026, 12, 1))
    other = TeamsPage(desk)
    qtbot.addWidget(other)
    other.take_up(page.standing())
    qtbot.waitUntil(lambda: other.calendar.grid.day == date(2026, 12, 1))
