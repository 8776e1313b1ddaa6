# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page on a database that was made a minute ago: what each says before there is anything to show.

Each takes a desk on a store that `begin` was given.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.honours.page import REGISTER, VERIFY, HonoursPage
from hongyun_desktop.ui.features.points.page import ACTIVITIES, BATCHES, PERSON, PointsPage
from hongyun_desktop.ui.features.points.service_form import ServiceForm
from hongyun_desktop.ui.features.rectification.page import (
    BOARD,
    CALENDAR,
    FACILITIES,
    PARTIES,
    RectificationPage,
)
from hongyun_desktop.ui.features.roster.page import BUILDING, RosterPage
from hongyun_desktop.ui.features.teams.page import CALENDAR as TEAMS_CALENDAR
from hongyun_desktop.ui.features.teams.page import TeamsPage
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.scenes.whole_window import window


def begin(store: Store) -> None:
    """What 新建 writes into a new database."""
    settings.save(
        store,
        {"compound": "桂花苑小区", "community": "新东社区", "issuer": "桂花苑小区自管委", "number_prefix": "桂花苑"},
    )
    signing_in.sit_down(store, "王建国")


def _tab(key: str) -> Callable[[Desk], QWidget]:
    return lambda desk: window(desk, key)


def building(desk: Desk) -> QWidget:
    """The picture of a building where there is none."""
    made = window(desk, "roster")
    page = made.page(0)
    assert isinstance(page, RosterPage)
    page.records.view.set_value(BUILDING)
    return made


def _points(view: str) -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        page = PointsPage(desk)
        page.views.set_value(view)
        return page

    return made


def _honours(view: str) -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        page = HonoursPage(desk)
        page.show_view(view)
        return page

    return made


def _tasks(view: str) -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        page = RectificationPage(desk)
        page.views.set_value(view)
        return page

    return made


def teams_calendar(desk: Desk) -> QWidget:
    """A month without an activity."""
    page = TeamsPage(desk)
    page.views.set_value(TEAMS_CALENDAR)
    return page


def service(desk: Desk) -> QWidget:
    """The form of a service that finds nobody to add."""
    return ServiceForm(desk)


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "roster": _tab("roster"),
    "building": building,
    "points": _tab("points"),
    "person": _points(PERSON),
    "activities": _points(ACTIVITIES),
    "batches": _points(BATCHES),
    "service": service,
    "honours": _tab("honours"),
    "register": _honours(REGISTER),
    "verify": _honours(VERIFY),
    "teams": _tab("teams"),
    "teams-calendar": teams_calendar,
    "rectification": _tab("rectification"),
    "board": _tasks(BOARD),
    "calendar": _tasks(CALENDAR),
    "parties": _tasks(PARTIES),
    "facilities": _tasks(FACILITIES),
}
