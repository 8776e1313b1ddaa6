# SPDX-License-Identifier: GPL-3.0-or-later
"""自组织 by clicks and keys: the activities of teams in their calendar."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.activities import activities, calendar
from hongyun_desktop.core.activities.rules import ActivityValues
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.teams import register
from hongyun_desktop.core.teams.rules import TeamKind, TeamValues
from hongyun_desktop.ui.features.teams.page import CALENDAR, TeamsPage
from hongyun_desktop.ui.features.teams.team_panel import ACTIVITIES
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.month_titles import DayTitle
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.ui.features.teams_hands import LEFT, chosen, click, form_of, opened, pane_of
from tests.ui.typing_text import type_text


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TeamsPage:
    return opened(desk, qtbot)


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


def test_an_activity_that_was_planned_on_another_day_is_gone_to(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    register.save_team(desk.store, TeamValues("鸿运舞蹈队", TeamKind.INTEREST))
    page.views.set_value(CALENDAR)
    page.calendar.take_up((date(2026, 10, 8), 1))
    qtbot.mouseClick(page.calendar.plan, LEFT)
    form = form_of(page.calendar)
    type_text(form.editors["name"].input, "广场舞排练")
    form.editors["team_id"].set_value(2)
    form.editors["held_on"].set_value(date(2026, 11, 3))
    click(qtbot, form)
    assert page.calendar.standing() == (date(2026, 11, 3), None)
    assert [card.row.activity.name for card in page.calendar.cards] == ["广场舞排练"]


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


def test_the_page_stands_as_it_stood_in_another_size(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    page.views.set_value(CALENDAR)
    page.calendar.grid.pick(date(2026, 12, 1))
    other = TeamsPage(desk)
    qtbot.addWidget(other)
    other.take_up(page.standing())
    qtbot.waitUntil(lambda: other.calendar.grid.day == date(2026, 12, 1))


def test_an_activity_of_the_team_leads_to_its_day(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    activities.save_activity(desk.store, ActivityValues("楼道清洁日", date(2026, 11, 7), team_id=1))
    page.show_record("team", 1)
    panel = pane_of(page).page.detail
    panel.parts.set_value(ACTIVITIES)
    panel.activities.table.selectRow(0)
    assert panel.activities.table.model().index(0, 1).data() == "○ 楼道清洁日"
    qtbot.keyClick(panel.activities.table, Qt.Key.Key_Return)
    assert page.views.value() == CALENDAR
    assert page.calendar.grid.day == date(2026, 11, 7)
    assert page.calendar.team.currentData() == 1


def test_a_button_leads_to_the_day_of_the_activity_that_is_selected(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    activities.save_activity(desk.store, ActivityValues("楼道清洁日", date(2026, 11, 7), team_id=1))
    page.show_record("team", 1)
    panel = pane_of(page).page.detail
    panel.parts.set_value(ACTIVITIES)
    look = panel.activities.look
    assert not look.isEnabled()
    assert look.toolTip() == "先在上面选一场活动。"
    panel.activities.table.selectRow(0)
    qtbot.mouseClick(look, LEFT)
    assert page.views.value() == CALENDAR
    assert page.calendar.grid.day == date(2026, 11, 7)


def test_the_calendar_tells_what_is_off_by_its_sign_and_names_first_what_takes_place(
    page: TeamsPage, desk: Desk
) -> None:
    day = date(2026, 10, 6)
    activities.save_activity(desk.store, ActivityValues("种花", day, team_id=1, starts_at="09:00"))
    off = activities.save_activity(desk.store, ActivityValues("理发", date(2026, 10, 20), team_id=1))
    activities.cancel(desk.store, off.params["activity_id"], "师傅有事")
    page.views.set_value(CALENDAR)
    held, called_off = page.calendar.grid.mark(day), page.calendar.grid.mark(date(2026, 10, 20))
    assert held is not None
    assert called_off is not None
    assert (held.words, held.titles) == ("1 场", [DayTitle("种花", "09:00")])
    assert (called_off.words, called_off.titles) == ("取消", [DayTitle("× 理发")])


def test_enter_on_a_day_leads_to_its_activity_or_to_a_new_one(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    activities.save_activity(desk.store, ActivityValues("种花", date(2026, 10, 9), team_id=1))
    page.views.set_value(CALENDAR)
    page.activateWindow()
    page.calendar.grid.setFocus()
    qtbot.keyClick(page.calendar.grid, Qt.Key.Key_Return)
    assert page.focusWidget() is page.calendar.plan
    page.calendar.grid.setFocus()
    qtbot.keyClick(page.calendar.grid, Qt.Key.Key_Right)
    qtbot.keyClick(page.calendar.grid, Qt.Key.Key_Return)
    assert page.focusWidget() is page.calendar.cards[0].list


def test_a_second_activity_of_one_day_and_name_is_refused_in_the_form(
    page: TeamsPage, desk: Desk, qtbot: QtBot
) -> None:
    activities.save_activity(desk.store, ActivityValues("种花", date(2026, 10, 8), team_id=1))
    page.views.set_value(CALENDAR)
    qtbot.mouseClick(page.calendar.plan, LEFT)
    form = form_of(page.calendar)
    type_text(form.editors["name"].input, "种花")
    click(qtbot, form)
    assert form.isVisible()
    assert form.trouble.isVisible()


@pytest.mark.parametrize("paper", ["打印活动记录", "打印议程", "打印签到表"])
def test_papers_of_an_activity_are_shown_before_they_are_printed(page: TeamsPage, desk: Desk, paper: str) -> None:
    made = activities.save_activity(desk.store, ActivityValues("种花", date(2026, 10, 8), team_id=1))
    attendance.sign_up(desk.store, made.params["activity_id"], [1])
    page.views.set_value(CALENDAR)
    chosen(page.calendar.cards[0].menu(), paper)
    (shown,) = page.calendar.cards[0].findChildren(PdfPreview)
    assert shown.isVisible()
    shown.close()
