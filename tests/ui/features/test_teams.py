# SPDX-License-Identifier: GPL-3.0-or-later
"""自组织 by clicks and keys: a team with its people, and its papers."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import Post, TeamKind
from hongyun_desktop.ui.features.teams import team_forms
from hongyun_desktop.ui.features.teams.page import TeamsPage
from hongyun_desktop.ui.features.teams.team_panel import MEMBERS, PHOTOS
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.core.points.neighbourhood import settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.teams_hands import LEFT, chosen, click, form_of, join, opened, pane_of, people_of
from tests.ui.typing_text import type_text


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TeamsPage:
    return opened(desk, qtbot)


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


def test_a_team_that_was_registered_is_selected_even_where_a_filter_would_hide_it(
    page: TeamsPage, desk: Desk, qtbot: QtBot
) -> None:
    pane = pane_of(page)
    pane.page.set_filter("kind", TeamKind.PLACE.value)
    qtbot.mouseClick(pane.page.buttons["登记队伍"], LEFT)
    form = form_of(pane)
    type_text(form.editors["name"].input, "鸿运舞蹈队")
    form.editors["kind"].set_value(TeamKind.INTEREST)
    click(qtbot, form)
    row = pane.page.table.selected_row()
    assert row is not None
    assert row.name == "鸿运舞蹈队"
    assert pane.page.detail.name.text() == "鸿运舞蹈队"


def test_a_resident_joins_leads_and_leaves(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    panel = pane_of(page).page.detail
    join(qtbot, page)
    (member,) = membership.members(desk.store, 1)
    assert (member.name, member.joined_on) == ("钟晓芳", date(2026, 10, 8))
    panel.parts.set_value(MEMBERS)
    panel.members.selectRow(0)
    qtbot.mouseClick(panel.people.post, LEFT)
    form = form_of(panel)
    form.editors["post"].set_value(Post.LEADER)
    click(qtbot, form)
    assert register.get_row(desk.store, 1).leader == "钟晓芳"
    panel.members.selectRow(0)
    qtbot.mouseClick(panel.people.leave, LEFT)
    form = form_of(panel)
    type_text(form.editors["reason"].input, "搬家")
    click(qtbot, form)
    assert membership.members(desk.store, 1) == ()
    assert register.get_row(desk.store, 1).leader == ""


def test_joining_can_be_undone_from_what_is_said(
    page: TeamsPage, desk: Desk, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    join(qtbot, page)
    assert speaker.toasts[-1] == "1 人入队登记好了。"
    assert speaker.undo is not None
    speaker.undo()
    assert membership.members(desk.store, 1) == ()


def test_somebody_from_outside_is_known_by_name(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    panel = pane_of(page).page.detail
    chosen(panel.menu(), "加小区外的人")
    form = form_of(panel)
    type_text(form.editors["name"].input, "周老师")
    qtbot.keyClicks(form.editors["phone"].input, "13800001111")
    click(qtbot, form)
    (member,) = membership.members(desk.store, 1)
    assert (member.is_guest, member.name) == (True, "周老师")


def test_a_guest_who_lives_here_by_now_is_asked_about_and_linked(
    page: TeamsPage, desk: Desk, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    membership.join_guest(desk.store, 1, "钟晓芳", "", date(2026, 9, 1))
    page.show_record("team", 1)
    panel = pane_of(page).page.detail
    panel.parts.set_value(MEMBERS)
    panel.show_row(register.get_row(desk.store, 1))
    assert panel.people.same.text() == "钟晓芳就是 5-1-201 的居民？…"
    qtbot.mouseClick(panel.people.same, LEFT)
    click(qtbot, form_of(panel))
    (member,) = membership.members(desk.store, 1)
    assert (member.is_guest, member.dwelling, member.joined_on) == (False, "5-1-201", date(2026, 9, 1))
    assert not panel.people.same.isVisible()
    assert speaker.undo is not None
    speaker.undo()
    assert membership.members(desk.store, 1)[0].is_guest


def test_name_and_phone_that_a_guest_left_are_hidden_in_the_form_that_links_them(page: TeamsPage, desk: Desk) -> None:
    membership.join_guest(desk.store, 1, "钟晓芳", "13800001111", date(2026, 9, 1))
    form = team_forms.open_linking(desk, membership.members(desk.store, 1)[0], page)
    assert "138****1111" in form.note.text()
    assert "钟晓芳" in form.title.text()
    desk.privacy.toggle()
    assert "138****1111" not in form.note.text()
    assert "钟晓芳" not in form.title.text() + form.windowTitle()
    form.reject()


def test_names_of_leaders_are_hidden_from_whoever_stands_there(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    join(qtbot, page)
    membership.give_post(desk.store, membership.members(desk.store, 1)[0].member_id, Post.LEADER, date(2026, 10, 8))
    panel = pane_of(page).page.detail
    panel.show_row(register.get_row(desk.store, 1))

    def shown() -> str:
        return "".join(each.text() for each in panel.findChildren(QLabel))

    assert "钟晓芳" in shown()
    desk.privacy.toggle()
    qtbot.waitUntil(lambda: "钟晓芳" not in shown())
    desk.privacy.toggle()


def test_a_disbanded_team_takes_nobody(page: TeamsPage, desk: Desk) -> None:
    register.disband(desk.store, 1, date(2026, 10, 8))
    pane_of(page).page.reload()
    page.show_record("team", 1)
    panel = pane_of(page).page.detail
    assert not panel.join.isEnabled()
    assert not next(each for each in panel.menu().actions() if each.text().startswith("加小区外")).isEnabled()


def test_the_tables_are_sound_models(page: TeamsPage, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    join(qtbot, page)
    pane = pane_of(page)
    panel = pane.page.detail
    panel.parts.set_value(MEMBERS)
    for table in (pane.page.table, panel.members, panel.people.former, panel.activities.table):
        qtmodeltester.check(table.model())


def test_whoever_left_is_found_among_the_former(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    join(qtbot, page)
    membership.leave(desk.store, membership.members(desk.store, 1)[0].member_id, date(2026, 10, 8), "搬家")
    page.show_record("team", 1)
    panel = pane_of(page).page.detail
    panel.parts.set_value(MEMBERS)
    panel.show_row(register.get_row(desk.store, 1))
    assert panel.people.nobody.isVisible()
    assert panel.people.show_former.text() == "看曾在队的（1 人次）"
    panel.people.show_former.setChecked(True)
    panel.people.former.selectRow(0)
    member = panel.people.member()
    assert (member.name, member.left_reason) == ("钟晓芳", "搬家")
    assert not panel.people.leave.isEnabled()


def test_a_post_ends_and_a_joining_day_is_put_right(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    join(qtbot, page)
    panel = pane_of(page).page.detail
    panel.parts.set_value(MEMBERS)
    panel.members.selectRow(0)
    chosen(panel.people.menu(), "改入队日期")
    form = form_of(panel)
    form.editors["joined_on"].set_value(date(2026, 9, 1))
    click(qtbot, form)
    (member,) = membership.members(desk.store, 1)
    assert member.joined_on == date(2026, 9, 1)
    membership.give_post(desk.store, member.member_id, Post.LEADER, date(2026, 9, 2))
    panel.show_row(register.get_row(desk.store, 1))
    panel.members.selectRow(0)
    chosen(panel.people.menu(), "卸任队长")
    click(qtbot, form_of(panel))
    assert register.get_row(desk.store, 1).leader == ""


def test_a_joining_by_mistake_is_asked_about_and_taken_out(
    page: TeamsPage, desk: Desk, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    join(qtbot, page)
    panel = pane_of(page).page.detail
    panel.parts.set_value(MEMBERS)
    panel.members.selectRow(0)
    speaker.answers.append(False)
    chosen(panel.people.menu(), "删除这次入队")
    assert len(membership.members(desk.store, 1)) == 1
    panel.members.selectRow(0)
    speaker.answers.append(True)
    chosen(panel.people.menu(), "删除这次入队")
    assert membership.members(desk.store, 1) == ()


def test_a_team_is_disbanded_by_its_form(page: TeamsPage, desk: Desk, qtbot: QtBot) -> None:
    panel = pane_of(page).page.detail
    chosen(panel.menu(), "解散队伍")
    click(qtbot, form_of(panel))
    assert register.get_row(desk.store, 1).disbanded_on == date(2026, 10, 8)


def test_photos_are_made_when_they_are_looked_at(page: TeamsPage) -> None:
    panel = pane_of(page).page.detail
    panel.parts.set_value(PHOTOS)
    assert panel.parts.buttons[3].text() == "照片"
    assert len(panel.findChildren(PhotoStrip)) == 1


def test_a_filing_sheet_with_the_leaders_phone_asks_what_for_and_is_logged(
    page: TeamsPage, desk: Desk, qtbot: QtBot
) -> None:
    join(qtbot, page)
    membership.give_post(desk.store, membership.members(desk.store, 1)[0].member_id, Post.LEADER, date(2026, 10, 8))
    panel = pane_of(page).page.detail
    chosen(panel.menu(), "打印备案表（写出电话）")
    form = form_of(panel)
    click(qtbot, form)
    assert form.problems["purpose"].isVisible()
    type_text(form.editors["purpose"].input, "报街道备案")
    click(qtbot, form)
    assert journal.entries(desk.store, 1)[0].code == "team_numbers_shown"
    (shown,) = panel.findChildren(PdfPreview)
    assert shown.windowTitle() == "备案表（有完整电话）"
    shown.close()


@pytest.mark.parametrize("paper", ["打印备案表（电话打星号）", "打印入队报名表", "打印2026年度评议表"])
def test_papers_of_a_team_are_shown_before_they_are_printed(page: TeamsPage, qtbot: QtBot, paper: str) -> None:
    panel = pane_of(page).page.detail
    chosen(panel.menu(), paper)
    (shown,) = panel.findChildren(PdfPreview)
    assert shown.isVisible()
    shown.close()


def test_whoever_only_looks_changes_nothing(page: TeamsPage, desk: Desk) -> None:
    pane, viewer = pane_of(page), Session(9, "看一看", Role.VIEWER)
    desk.store.session = viewer
    desk.session_changed.emit()
    panel = pane.page.detail
    panel.show_row(register.get_row(desk.store, 1))
    assert not panel.join.isEnabled()
    assert not any(each.isEnabled() for each in panel.menu().actions() if each.text().endswith("队伍…"))


def test_several_join_at_once_and_one_who_was_found_by_mistake_does_not(
    page: TeamsPage, desk: Desk, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    settle(desk.store, "5", "1", "202", "罗喆")
    panel = pane_of(page).page.detail
    qtbot.mouseClick(panel.join, LEFT)
    form = form_of(panel)
    click(qtbot, form)
    assert form.problems["residents"].isVisible()
    editor = people_of(form)
    for initials in ("zxf", "zch", "lz"):
        qtbot.keyClicks(editor.box, initials)
        qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    editor.table.selectRow(1)
    editor.table.setFocus()
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    click(qtbot, form)
    assert sorted(row.name for row in membership.members(desk.store, 1)) == sorted(["钟晓芳", "罗喆"])
    assert speaker.toasts[-1] == "2 人入队登记好了。"


def test_while_no_team_is_registered_those_that_activities_name_are_offered_together(
    page: TeamsPage, desk: Desk, qtbot: QtBot
) -> None:
    pane = pane_of(page)
    desk.act(lambda: register.remove_team(desk.store, 1), "删掉了。")
    *_others, offered = pane.page.empty.buttons
    assert not offered.isVisible()
    assert "先点“登记队伍”" in pane.page.empty.sentence.text()
    for name, team in (("扫落叶", "美化队"), ("舞展", "鸿运舞蹈队"), ("扫楼道", "美化队")):
        values = ActivityValues(name, date(2026, 9, 5), team)
        desk.act(lambda values=values: activities.save_activity(desk.store, values), "存好了。")
    assert offered.text() == "登记做过活动的 2 支队伍"
    assert "美化队、鸿运舞蹈队" in pane.page.empty.sentence.text()
    qtbot.mouseClick(offered, LEFT)
    assert {row.name for row in register.list_teams(desk.store)} == {"美化队", "鸿运舞蹈队"}
    assert pane.page.table.isVisible()
