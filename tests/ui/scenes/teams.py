# SPDX-License-Identifier: GPL-3.0-or-later
"""The views and dialogs of 自组织, each in a state worth a picture, on the demo."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.activities import activities, calendar
from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.photos.rules import Stage, Subject
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import MemberRow, TeamRow
from hongyun_desktop.ui.features.teams import activity_forms, team_forms
from hongyun_desktop.ui.features.teams.page import CALENDAR, TEAMS, TeamsPage
from hongyun_desktop.ui.features.teams.photos_dialog import PhotosDialog
from hongyun_desktop.ui.features.teams.team_panel import ACTIVITIES, MEMBERS, OVERVIEW, PHOTOS
from hongyun_desktop.ui.features.teams.teams_pane import TeamsPane
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.held import hold
from tests.ui.scenes.rectification_tasks import add_pictures_of


def _page(desk: Desk) -> TeamsPage:
    return hold(TeamsPage(desk))


def _team(desk: Desk) -> TeamRow:
    return next(row for row in register.list_teams(desk.store) if row.name == "环境美育队")


def _leader(desk: Desk) -> MemberRow:
    return next(row for row in membership.members(desk.store, _team(desk).team_id) if row.posts)


def _recurring(desk: Desk) -> ActivityRow:
    day = desk.store.clock.now().date()
    rows = calendar.month(desk.store, day, day.replace(year=day.year + 1))
    return next(row.activity for row in rows if row.activity.series is not None)


def teams(desk: Desk) -> QWidget:
    page = _page(desk)
    page.show_record("team", _team(desk).team_id)
    return page


def _part(part: str) -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        page = _page(desk)
        page.show_record("team", _team(desk).team_id)
        pane = page.pane(TEAMS)
        assert isinstance(pane, TeamsPane)
        pane.page.detail_button.setChecked(True)
        pane.page.detail.parts.set_value(part)
        pane.page.detail.members.selectRow(0)
        return page

    return made


def former_members(desk: Desk) -> QWidget:
    page = _part(MEMBERS)(desk)
    assert isinstance(page, TeamsPage)
    pane = page.pane(TEAMS)
    assert isinstance(pane, TeamsPane)
    pane.page.detail.people.show_former.setChecked(True)
    return page


def guest_who_lives_here(desk: Desk) -> QWidget:
    """Somebody from outside bears the name of a resident."""
    store, team = desk.store, _team(desk)
    known = {row.resident_id for row in membership.members(store, team.team_id)}
    name = next(row.name for row in residents.list_residents(store) if row.resident_id not in known)
    membership.join_guest(store, team.team_id, name, "", store.clock.now().date())
    return _part(MEMBERS)(desk)


def activities_of_a_month(desk: Desk) -> QWidget:
    page = _page(desk)
    page.views.set_value(CALENDAR)
    page.calendar.grid.pick(_recurring(desk).held_on)
    return page


def new_team(desk: Desk) -> QWidget:
    page = _page(desk)
    pane = page.pane(TEAMS)
    assert isinstance(pane, TeamsPane)
    return pane.page.open_form(None, "登记队伍")


def _form(make: Callable[[Desk, QWidget], QWidget]) -> Callable[[Desk], QWidget]:
    return lambda desk: make(desk, _page(desk))


def joining(desk: Desk) -> QWidget:
    form = team_forms.open_joining(desk, _team(desk), _page(desk))
    squad = next(row for row in register.list_teams(desk.store) if row.name == "鸿运舞蹈队")
    people = [row.resident_id for row in membership.members(desk.store, squad.team_id) if row.resident_id]
    form.editors["residents"].set_value(people[:3])
    return form


def event_photos(desk: Desk) -> QWidget:
    row = activities.get_activity(desk.store, _recurring(desk).activity_id)
    return PhotosDialog(desk, _page(desk), row)


def event_album(desk: Desk) -> QWidget:
    """The same with photos."""
    _add_pictures(desk, Subject("activity", _recurring(desk).activity_id), 9)
    return event_photos(desk)


def team_album(desk: Desk) -> QWidget:
    _add_pictures(desk, Subject("team", _team(desk).team_id), 5)
    return _part(PHOTOS)(desk)


def _add_pictures(desk: Desk, subject: Subject, count: int) -> None:
    add_pictures_of(desk.store, subject, Path(tempfile.mkdtemp()), *[Stage.OTHER] * count)


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "teams": teams,
    "teams-overview": _part(OVERVIEW),
    "teams-members": _part(MEMBERS),
    "teams-former": former_members,
    "teams-guest-here": guest_who_lives_here,
    "teams-activities": _part(ACTIVITIES),
    "teams-photos": _part(PHOTOS),
    "teams-album": team_album,
    "teams-calendar": activities_of_a_month,
    "teams-new": new_team,
    "teams-join": joining,
    "teams-guest": _form(lambda desk, page: team_forms.open_guest(desk, _team(desk), page)),
    "teams-leave": _form(lambda desk, page: team_forms.open_leaving(desk, _leader(desk), page)),
    "teams-post": _form(lambda desk, page: team_forms.open_post(desk, _leader(desk), page)),
    "teams-post-end": _form(lambda desk, page: team_forms.open_post_end(desk, _leader(desk).posts[0], page)),
    "teams-joining-day": _form(lambda desk, page: team_forms.open_joining_day(desk, _leader(desk), page)),
    "teams-filing": _form(lambda desk, page: team_forms.ask_filing(desk, _team(desk), page, lambda _numbers: None)),
    "teams-disband": _form(lambda desk, page: team_forms.open_disbanding(desk, _team(desk), page)),
    "activity-plan": _form(
        lambda desk, page: activity_forms.open_new(desk, page, desk.store.clock.now().date(), _team(desk).team_id)
    ),
    "activity-change": _form(lambda desk, page: activity_forms.open_change(desk, _recurring(desk), page)),
    "activity-record": _form(lambda desk, page: activity_forms.open_record(desk, _recurring(desk), page)),
    "activity-cancel": _form(lambda desk, page: activity_forms.open_cancelling(desk, _recurring(desk), page)),
    "activity-photos": event_photos,
    "activity-album": event_album,
}
