# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole numbers are read by those who may unmask, and nothing leaves the program without the right to let it go."""

from collections.abc import Callable

import pytest

from hongyun_desktop.core import exporting
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import register_listing
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.personal import held
from hongyun_desktop.core.roster import cards, residents
from hongyun_desktop.core.roster.residents import save_resident
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store

NUMBER, PHONE = with_check_character("51019919600102777"), "13877776666"
OUTSIDERS = pytest.mark.parametrize("role", [Role.PROPERTY, Role.VIEWER])


@pytest.fixture
def filled(store: Store) -> Store:
    operators.add(store, "曹大山")
    signing_in.sign_in(store, "曹大山")
    save_resident(store, _values())
    return store


def _values() -> ResidentValues:
    return ResidentValues("罗喆", id_number=NUMBER, phones=(PHONE,), note="住院要人陪", tags=("独居老人",))


def _sit(store: Store, role: Role) -> None:
    operators.add(store, role.value, role)
    signing_in.sign_in(store, role.value)


@OUTSIDERS
def test_those_who_may_not_unmask_never_get_a_whole_number(filled: Store, role: Role) -> None:
    resident_id = residents.every_resident(filled)[0].resident_id
    _sit(filled, role)
    seen = [
        residents.every_resident(filled), residents.get_resident(filled, resident_id).phones,
        residents.get_resident(filled, resident_id).id_number, cards.resident_card(filled, resident_id),
        held.held(filled, resident_id, masked=False),
    ]  # fmt: skip
    assert NUMBER not in repr(seen)
    assert PHONE not in repr(seen)
    assert "138****6666" in repr(seen)
    assert "住院" not in repr(seen)
    assert "独居" not in repr(seen)


@OUTSIDERS
@pytest.mark.parametrize(
    "leave",
    [
        exporting.tables,
        lambda store: exporting.tables(store, masked=False),
        lambda store: exporting.roster_of(store, [1]),
        lambda store: register_listing.export_rows(store, Query()),
        lambda store: held.tell(store, 1, "本人来要"),
    ],
    ids=["tables", "whole", "list", "register", "print-out"],
)
def test_nothing_is_made_ready_to_leave_for_those_who_may_not_let_it(
    filled: Store, role: Role, leave: Callable[[Store], object]
) -> None:
    _sit(filled, role)
    events = filled.value("SELECT events FROM audit_head")
    with pytest.raises(Refused, match="not_allowed"):
        leave(filled)
    assert filled.value("SELECT events FROM audit_head") == events


def test_a_clerk_who_edits_gets_the_number_back_as_it_was(filled: Store) -> None:
    _sit(filled, Role.CLERK)
    row = residents.every_resident(filled)[0]
    save_resident(filled, residents.values_of(row), row.resident_id)
    assert residents.every_resident(filled)[0].id_number == NUMBER
