# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings, units and dwellings as they stand. Reads only: `dwelling_book` writes them."""

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.ordering import BY_ADDRESS
from hongyun_desktop.core.roster.rules import DwellingRow, Occupancy
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_PLACES = (
    "SELECT b.code, u.code, d.room, d.id, d.occupancy, d.hand_edited FROM dwelling d"
    " JOIN building_unit u ON u.id = d.building_unit_id JOIN building b ON b.id = u.building_id"
)


@frozen
class KnownDwelling:
    """A dwelling as an import needs it; by_hand: somebody set its occupancy on the screen."""

    dwelling_id: int
    occupancy: Occupancy
    by_hand: bool


def known_dwellings(store: Store) -> dict[Address, KnownDwelling]:
    """Every dwelling by its address."""
    return {
        Address(building, unit, room): KnownDwelling(dwelling_id, Occupancy(occupancy), "occupancy" in by_hand)
        for building, unit, room, dwelling_id, occupancy, by_hand in store.sql(_PLACES)
    }


def get_dwelling(store: Store, dwelling_id: int) -> DwellingRow:
    """One dwelling. Raises: Refused("dwelling_unknown")."""
    rows = _rows(store, "WHERE d.id = ?", (dwelling_id,))
    if not rows:
        raise Refused("dwelling_unknown")
    return rows[0]


def list_dwellings(store: Store, building: str = "") -> list[DwellingRow]:
    """Dwellings of one building or of all, by building, unit and room as numbers."""
    return _rows(store, "WHERE b.code = ?", (building,)) if building else _rows(store, "", ())


def short_addresses(store: Store) -> list[str]:
    """The short form of every dwelling, such as 3-2-1102, by building, unit and room as numbers."""
    rows = store.sql(
        "SELECT b.code || '-' || u.code || '-' || d.room FROM dwelling d"
        " JOIN building_unit u ON u.id = d.building_unit_id JOIN building b ON b.id = u.building_id"
        f" ORDER BY {BY_ADDRESS}"
    )
    return [short for (short,) in rows]


def _rows(store: Store, condition: str, params: tuple[object, ...]) -> list[DwellingRow]:
    rows = store.sql(
        "SELECT d.id, b.code, u.code, d.room, d.floor, d.occupancy, d.note,"
        " (SELECT count(*) FROM resident r WHERE r.dwelling_id = d.id AND r.merged_into IS NULL"
        " AND r.erased_at IS NULL) FROM dwelling d JOIN building_unit u ON u.id = d.building_unit_id"
        f" JOIN building b ON b.id = u.building_id {condition}",
        params,
    )
    sees = store.may(Right.SEE_SENSITIVE)
    found = [
        DwellingRow(
            dwelling_id, Address(building, unit, room), floor, Occupancy(occupancy), note if sees else "", people
        )
        for dwelling_id, building, unit, room, floor, occupancy, note, people in rows
    ]
    return sorted(found, key=lambda row: sort_key(row.address))
