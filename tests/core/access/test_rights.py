# SPDX-License-Identifier: GPL-3.0-or-later
"""Each role may do what its work needs and no write of another kind, whoever calls it and however."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from hongyun_desktop.core import exporting, settings
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.audit import listing
from hongyun_desktop.core.audit.noting import note
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import candidates
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import crediting, point_rules
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import dwelling_book, dwellings, erasure, residents, story, unmasking
from hongyun_desktop.core.roster import listing as roster_listing
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.cards import dwelling_card, resident_card
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import RIGHT_OF_UNIT, RIGHTS, Right, Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.journal import UNITS
from tests.core.access.people import at_desk, staff
from tests.source import calls, texts_in

CANARIES = ("独居老人", "中共党员", "家里困难", "欠物业费")


@pytest.fixture
def staffed(store: Store) -> Store:
    staff(store)
    dwelling_book.save_dwelling(store, Address("3", "2", "1102"), Occupancy.OWNER_OCCUPIED, "欠物业费")
    values = ResidentValues("罗喆", political_status="中共党员", tags=("独居老人",), note="家里困难")
    residents.save_resident(store, values, dwelling_id=1)
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 1, 1))
    held = activities.save_activity(store, ActivityValues("清扫楼道", date(2026, 8, 1)))
    crediting.credit(store, [1], held.params["activity_id"], 60)
    return store


WRITES: dict[Right, Callable[[Store], object]] = {
    Right.WRITE: lambda store: activities.save_activity(store, ActivityValues("剪枝", date(2026, 9, 1))),
    Right.IMPORT: lambda store: note(store, "roster_imported", added=0, updated=0),
    Right.ISSUE: lambda store: candidates.begin(store, Quarter(2026, 3), "季度志愿之星", 3),
    Right.PRINT: lambda store: note(store, "printed", what="list", count=1),
    Right.EXPORT: lambda store: exporting.record(store, "roster"),
    Right.UNMASK: lambda store: unmasking.unmask(store, 1, "核对证件"),
    Right.ERASE: lambda store: erasure.erase(store, 1),
    Right.SETTINGS: lambda store: settings.save(store, {"community": "鸿运社区"}),
    Right.RESTORE: lambda store: note(store, "restored"),
    Right.OPERATORS: lambda store: operators.add(store, "周新"),
    Right.KEYS: lambda store: note(store, "passphrase_changed"),
    Right.AUDIT: lambda store: listing.audit_window(store, Query()),
    Right.HAND_OVER: lambda store: note(store, "handed_over"),
    Right.MEND: lambda store: note(store, "mended"),
}
# Asked for by whoever makes a copy by hand or shows a row, not by a write.
ASKED_ELSEWHERE = {Right.BACK_UP, Right.SEE_SENSITIVE}


def test_a_write_of_each_kind_is_tried() -> None:
    assert set(WRITES) | ASKED_ELSEWHERE == set(Right)


@pytest.mark.parametrize("right", WRITES)
@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_it_may_and_nothing_else(staffed: Store, role: Role, right: Right) -> None:
    with at_desk(staffed, role):
        before = staffed.value("SELECT max(id) FROM journal")
        if right in RIGHTS[role]:
            WRITES[right](staffed)
        else:
            with pytest.raises(Refused, match="not_allowed") as caught:
                WRITES[right](staffed)
            assert caught.value.params == {"right": right.value, "role": role.value}
            assert staffed.value("SELECT max(id) FROM journal") == before


@pytest.mark.parametrize("right", WRITES)
def test_a_locked_store_takes_no_write(staffed: Store, right: Right) -> None:
    signing_in.lock(staffed)
    with pytest.raises(Refused, match="locked"):
        WRITES[right](staffed)


def test_everybody_who_imports_sees_what_an_import_compares() -> None:
    for rights in RIGHTS.values():
        if rights & {Right.IMPORT, Right.WRITE}:
            assert Right.SEE_SENSITIVE in rights


def codes() -> Iterator[tuple[str, str]]:
    """Every literal code of a unit or a note in the package."""
    place = {"unit": 0, "unit_of": 1, "note": 1}
    for path, name, call in calls(place.keys()):
        if len(call.args) > place[name]:
            yield from ((path.name, code) for code in texts_in(call.args[place[name]]))


def test_every_unit_has_its_right_and_its_sentence() -> None:
    found = list(codes())
    assert len(found) > 40
    for file, code in found:
        assert code in RIGHT_OF_UNIT, (file, code)
        assert code in UNITS, (file, code)
    assert set(RIGHT_OF_UNIT) <= set(UNITS)


def test_a_code_without_a_right_is_the_administrators_alone(staffed: Store) -> None:
    note(staffed, "never_heard_of")
    with at_desk(staffed, Role.CLERK), pytest.raises(Refused, match="not_allowed"):
        note(staffed, "never_heard_of")


def test_nobody_takes_back_what_another_did(staffed: Store) -> None:
    settings.save(staffed, {"community": "鸿运社区"})
    with at_desk(staffed, Role.CLERK):
        assert journal.undoable(staffed) is None
    assert settings.committee(staffed).community == "鸿运社区"


def shown(store: Store) -> str:
    """All that the reading functions of the roster say."""
    told: list[object] = [
        residents.every_resident(store), residents.list_residents(store), residents.household(store, 1),
        residents.residents_of(store, [1]), residents.find_resident(store, 1), residents.get_resident(store, 1),
        dwellings.get_dwelling(store, 1), dwellings.list_dwellings(store), dwelling_card(store, 1),
        resident_card(store, 1), roster_listing.tags_in_use(store), journal.history(store, "resident", 1),
        journal.history(store, "dwelling", 1), story.history_of(store, "resident", 1),
        story.history_of(store, "dwelling", 1), roster_listing.words_in_use(store, "political_status"),
    ]  # fmt: skip
    window = roster_listing.residents_window(store, Query())
    told.append(window.fetch(window.ids))
    return repr(told)


@pytest.mark.parametrize("role", Role)
def test_only_who_may_see_it_is_shown_what_is_sensitive(staffed: Store, role: Role) -> None:
    residents.save_resident(
        staffed, ResidentValues("罗喆", political_status="中共党员", tags=("独居老人", "残疾"), note="家里困难"), 1
    )
    with at_desk(staffed, role):
        text = shown(staffed)
        sees = Right.SEE_SENSITIVE in RIGHTS[role]
        assert "罗喆" in text
        assert [word in text for word in CANARIES] == [sees] * len(CANARIES)
        tagged = roster_listing.residents_window(staffed, Query(filters={"tag": "独居老人"}))
        assert len(tagged.ids) == sees
        assert roster_listing.totals(staffed, Query(filters={"tag": "独居老人"})).residents == sees
        assert len(roster_listing.dwellings_fitting(staffed, Query(filters={"tag": "独居老人"}))) == sees
        if sees:
            sheet = repr(exporting.roster_of(staffed, [1]).rows)
            assert all(word in sheet for word in CANARIES[1:3])
        else:
            with pytest.raises(Refused, match="not_allowed"):
                exporting.roster_of(staffed, [1])


def test_a_locked_store_shows_nothing_sensitive(staffed: Store) -> None:
    signing_in.lock(staffed)
    assert not any(word in shown(staffed) for word in CANARIES)
