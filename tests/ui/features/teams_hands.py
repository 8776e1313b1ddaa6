# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands for the tests of 自组织: the page with one team and two residents, and what is pressed on it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.teams import register
from hongyun_desktop.core.teams.rules import TeamKind, TeamValues
from hongyun_desktop.ui.features.teams.page import TEAMS, TeamsPage
from hongyun_desktop.ui.features.teams.people_field import PeopleEditor
from hongyun_desktop.ui.features.teams.teams_pane import TeamsPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from tests.core.points.neighbourhood import settle

LEFT = Qt.MouseButton.LeftButton


def opened(desk: Desk, qtbot: QtBot) -> TeamsPage:
    settle(desk.store, "5", "1", "201", "钟晓芳", "赵春花")
    register.save_team(desk.store, TeamValues("环境美育队", TeamKind.PLACE, founded_on=date(2025, 1, 1)))
    made = TeamsPage(desk)
    qtbot.addWidget(made)
    made.resize(1170, 650)
    made.show()
    made.show_record("team", 1)
    return made


def pane_of(page: TeamsPage) -> TeamsPane:
    made = page.pane(TEAMS)
    assert isinstance(made, TeamsPane)
    return made


def form_of(owner: object) -> RecordForm:
    found = owner.findChildren(RecordForm)  # pyright: ignore[reportAttributeAccessIssue]
    return next(each for each in found if each.isVisible())


def people_of(form: RecordForm) -> PeopleEditor:
    made = form.editors["residents"]
    assert isinstance(made, PeopleEditor)
    return made


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
    qtbot.keyClicks(people_of(form).box, initials)
    qtbot.keyClick(people_of(form).box, Qt.Key.Key_Return)
    click(qtbot, form)
