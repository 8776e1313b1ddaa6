# SPDX-License-Identifier: GPL-3.0-or-later
"""微网实格 in every state that people see, made on the demo."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.cards import dwelling_card, resident_card
from hongyun_desktop.core.roster.dwellings import list_dwellings
from hongyun_desktop.core.roster.rules import Occupancy, ResidentRow, age_on
from hongyun_desktop.ui.features.roster import build, forms
from hongyun_desktop.ui.features.roster.page import BUILDING, RosterPage
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.held import hold

_TAGS = (("志愿者",), ("党员",), (), ("楼组长", "志愿者"), ())
_ALONE, _OLD = "独居老人", 60


def _page(desk: Desk) -> RosterPage:
    made = build(desk)
    assert isinstance(made, RosterPage)
    return hold(made)


def somebody(desk: Desk) -> ResidentRow:
    """Somebody old who lives alone in building 3, after some of the neighbours got tags that fit them."""
    found = residents.list_residents(desk.store, "3")
    many = Counter(row.dwelling_id for row in found)
    for number, row in enumerate(found[:24]):
        tags = _TAGS[number % len(_TAGS)] if _age(desk, row) >= 18 else ()
        tags = (_ALONE, *tags) if many[row.dwelling_id] == 1 and _age(desk, row) >= _OLD else tags
        if row.tags != tags:
            residents.save_resident(desk.store, replace(residents.values_of(row), tags=tags), row.resident_id)
    wanted = next(row for row in found if many[row.dwelling_id] == 1 and _age(desk, row) >= _OLD)
    values = replace(
        residents.values_of(wanted),
        tags=(_ALONE, "志愿者"),
        nicknames=("开心每一天",),
        note="腿脚不便，上门前先打电话。",
    )
    residents.save_resident(desk.store, values, wanted.resident_id)
    return residents.get_resident(desk.store, wanted.resident_id)


def _age(desk: Desk, row: ResidentRow) -> int:
    return age_on(row.born_on, today(desk.store.clock)) if row.born_on else 0


def list_of_residents(desk: Desk) -> QWidget:
    """The list with somebody chosen."""
    row = somebody(desk)
    page = _page(desk)
    page.show_record("resident", row.resident_id)
    return page


def filtered_to_some(desk: Desk) -> QWidget:
    """The list narrowed to a building and the old."""
    page = _page(desk)
    page.records.set_filter("building", "3")
    page.records.set_filter("age", "old")
    return page


def filtered_to_nothing(desk: Desk) -> QWidget:
    """Filters that nobody fits."""
    page = _page(desk)
    page.records.set_filter("occupancy", "no_dwelling")
    return page


def vacant_only(desk: Desk) -> QWidget:
    """Filters that dwellings fit, but nobody in them."""
    page = _page(desk)
    page.records.set_filter("occupancy", "vacant")
    return page


def building_picture(desk: Desk) -> QWidget:
    """The picture of building 3 with a household chosen."""
    row = somebody(desk)
    page = _page(desk)
    page.records.view.set_value(BUILDING)
    page.show_record("resident", row.resident_id)
    return page


def vacant_dwelling(desk: Desk) -> QWidget:
    """A vacant dwelling chosen in the picture."""
    page = _page(desk)
    vacant = next(row for row in list_dwellings(desk.store) if row.occupancy is Occupancy.VACANT)
    page.show_record("dwelling", vacant.dwelling_id)
    return page


def filtered_picture(desk: Desk) -> QWidget:
    """The picture with what does not fit made faint."""
    page = _page(desk)
    page.records.view.set_value(BUILDING)
    page.records.set_filter("age", "very_old")
    return page


def hidden_names(desk: Desk) -> QWidget:
    """The list under F9."""
    page = list_of_residents(desk)
    desk.privacy.toggle()
    return page


def hidden_names_in_picture(desk: Desk) -> QWidget:
    """The picture under F9."""
    page = building_picture(desk)
    desk.privacy.toggle()
    return page


def registering(desk: Desk) -> QWidget:
    """The form for somebody new."""
    page = _page(desk)
    return forms.register_resident(desk, page)


def changing(desk: Desk) -> QWidget:
    """The form for somebody known, with a wrong ID number refused."""
    card = resident_card(desk.store, somebody(desk).resident_id)
    assert card is not None
    page = _page(desk)
    form = forms.change_resident(desk, page, card)
    form.editors["id_number"].set_value("510199196001020000")
    form.submit()
    return form


def moving(desk: Desk) -> QWidget:
    """The form for moving house."""
    card = resident_card(desk.store, somebody(desk).resident_id)
    assert card is not None
    page = _page(desk)
    return forms.move_resident(desk, page, card)


def dwelling_form(desk: Desk) -> QWidget:
    """The form of a dwelling."""
    page = _page(desk)
    return forms.change_dwelling(desk, page, dwelling_card(desk.store, 1))


def noting(desk: Desk) -> QWidget:
    """The form of a note."""
    card = resident_card(desk.store, somebody(desk).resident_id)
    assert card is not None
    page = _page(desk)
    return forms.note_resident(desk, page, card)


def purpose(desk: Desk) -> QWidget:
    """The question before numbers are shown."""
    card = resident_card(desk.store, somebody(desk).resident_id)
    assert card is not None
    page = _page(desk)
    return forms.ask_purpose(desk, page, card)


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "list": list_of_residents,
    "filtered": filtered_to_some,
    "nothing": filtered_to_nothing,
    "uninhabited": vacant_only,
    "building": building_picture,
    "vacant": vacant_dwelling,
    "building-filtered": filtered_picture,
    "list-hidden": hidden_names,
    "building-hidden": hidden_names_in_picture,
    "register": registering,
    "change": changing,
    "move": moving,
    "dwelling": dwelling_form,
    "note": noting,
    "purpose": purpose,
}
