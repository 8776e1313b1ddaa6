# SPDX-License-Identifier: GPL-3.0-or-later
"""What the screen shows of one person or one dwelling beside the list. Reads only."""

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.roster.dwellings import get_dwelling
from hongyun_desktop.core.roster.residents import find_resident, household
from hongyun_desktop.core.roster.rules import DwellingRow, ResidentRow, age_on
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen


@frozen
class Member:
    """Somebody of a household."""

    resident_id: int
    name: str
    relation: str
    age: int | None


@frozen
class DwellingCard:
    """A dwelling and its household, the head first."""

    dwelling: DwellingRow
    members: tuple[Member, ...]


@frozen
class ResidentCard:
    """A person, and who else lives there; age None without a birth date."""

    resident: ResidentRow
    age: int | None
    others: tuple[Member, ...]


def dwelling_card(store: Store, dwelling_id: int) -> DwellingCard | None:
    """One dwelling; None where it is gone."""
    if not store.value("SELECT 1 FROM dwelling WHERE id = ?", (dwelling_id,)):
        return None
    return DwellingCard(get_dwelling(store, dwelling_id), _members(store, dwelling_id))


def resident_card(store: Store, resident_id: int) -> ResidentCard | None:
    """One person; None for nobody, an erased person, or one merged into another."""
    row = find_resident(store, resident_id)
    if row is None:
        return None
    others = _members(store, row.dwelling_id) if row.dwelling_id is not None else ()
    age = age_on(row.born_on, today(store.clock)) if row.born_on else None
    return ResidentCard(row, age, tuple(each for each in others if each.resident_id != resident_id))


def _members(store: Store, dwelling_id: int) -> tuple[Member, ...]:
    day = today(store.clock)
    return tuple(
        Member(row.resident_id, row.name, row.relation, age_on(row.born_on, day) if row.born_on else None)
        for row in household(store, dwelling_id)
    )
