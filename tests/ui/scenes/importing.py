# SPDX-License-Identifier: GPL-3.0-or-later
"""The two import dialogs in each state, on the demo's database."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.roster import importing, residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.teams import register
from hongyun_desktop.exchange.roster_sheet import read_roster
from hongyun_desktop.ui.features.points.sign_in_import import SignInImport
from hongyun_desktop.ui.features.roster.importing import RosterImport
from hongyun_desktop.ui.kit.desk import Desk
from tests.exchange.sheets import write_xlsx

DATA = Path(__file__).parents[2] / "data"


ROSTER, SHEET = DATA / "roster-office.xlsx", DATA / "signin-2026Q3.xlsx"


def take_in_roster(desk: Desk) -> None:
    """The office's roster as somebody imported it before."""
    lines = read_roster(ROSTER, today(desk.store.clock)).lines
    importing.apply_import(desk.store, importing.plan_import(desk.store, lines))


def disturb(desk: Desk) -> None:
    """A few people are gone, changed by another import, or changed by hand, and two moved in."""
    store = desk.store
    people = [row for row in residents.every_resident(store) if row.address and row.phones][-60:]
    for row in people[:5]:
        residents.remove_resident(store, row.resident_id)
    with store.unit("roster_imported", added=0, updated=4) as unit:
        for row in people[5:9]:
            unit.update(Resident, row.resident_id, phones=("13900000000",))
    for row, relation in zip(people[9:13], ("父母", "子女", "租客", "配偶"), strict=True):
        values = ResidentValues(row.name, relation, row.sex, row.born_on, row.id_number, row.phones)
        residents.save_resident(store, values, row.resident_id)
    for name, row in zip(("曹小满", "罗立夏"), people[20:22], strict=True):
        residents.save_resident(store, ResidentValues(name), dwelling_id=row.dwelling_id)


def _roster(desk: Desk, tab: str) -> QWidget:
    take_in_roster(desk)
    disturb(desk)
    dialog = RosterImport(desk)
    dialog.load(ROSTER)
    dialog.show_tab(tab)
    return dialog


def roster_first(desk: Desk) -> QWidget:
    """A roster that nobody imported before."""
    dialog = RosterImport(desk)
    dialog.load(ROSTER)
    return dialog


def roster_passed_over(desk: Desk) -> QWidget:
    """A roster with rows below it that nothing is made of."""
    cars = [
        ("房号", "车牌号", "车位号"),
        *((f"3-2-110{number}", f"川A1234{number}", f"A0{number}") for number in range(1, 6)),
    ]
    rows = [("房号", "姓名", "电话"), ("3-2-1102", "罗喆", "13800001111"), ("", "", "13800001112"), *cars]
    dialog = RosterImport(desk)
    dialog.load(write_xlsx(Path(tempfile.mkdtemp()) / "住户名册.xlsx", {"3栋住户": rows}))
    return dialog


def roster_unreadable(desk: Desk) -> QWidget:
    """A file that is no table."""
    dialog = RosterImport(desk)
    dialog.load(DATA / "expected.json")
    return dialog


def roster_refused(desk: Desk) -> QWidget:
    """A sign-in sheet given as a roster."""
    dialog = RosterImport(desk)
    dialog.load(SHEET)
    return dialog


def roster_result(desk: Desk) -> QWidget:
    """What is said after an import that left problem rows."""
    dialog = roster_first(desk)
    assert isinstance(dialog, RosterImport)
    dialog.ok.click()
    return dialog


def roster_nothing(desk: Desk) -> QWidget:
    """The same roster a second time."""
    take_in_roster(desk)
    return roster_first(desk)


def sign_in_dialog(desk: Desk, tab: str) -> QWidget:
    """The sample sheet after its roster."""
    take_in_roster(desk)
    dialog = SignInImport(desk)
    dialog.load(SHEET)
    dialog.show_tab(tab)
    if tab == "problems":
        dialog.problem_list.table.selectRow(3)
    return dialog


def sign_in_result(desk: Desk) -> QWidget:
    """What is said after an import that left problem rows."""
    dialog = sign_in_dialog(desk, "record")
    assert isinstance(dialog, SignInImport)
    dialog.ok.click()
    return dialog


def sign_in_teams(desk: Desk) -> QWidget:
    """The same where two of the teams in the sheet were never registered."""
    for team in register.list_teams(desk.store):
        if team.name in ("鸿运舞蹈队", "文明宣导队"):
            register.save_team(desk.store, replace(register.values_of(team), name=f"老{team.name}"), team.team_id)
    return sign_in_result(desk)


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "roster-import-invitation": RosterImport,
    "roster-import-first": roster_first,
    **{
        f"roster-import-{tab}": lambda desk, tab=tab: _roster(desk, tab)
        for tab in ("columns", "new", "changes", "absent", "problems", "same")
    },
    "roster-import-passed-over": roster_passed_over,
    "roster-import-unreadable": roster_unreadable,
    "roster-import-refused": roster_refused,
    "roster-import-result": roster_result,
    "roster-import-nothing": roster_nothing,
    "sign-in-import-invitation": SignInImport,
    **{
        f"sign-in-import-{tab}": lambda desk, tab=tab: sign_in_dialog(desk, tab)
        for tab in ("columns", "record", "problems")
    },
    "sign-in-import-result": sign_in_result,
    "sign-in-import-teams": sign_in_teams,
}
