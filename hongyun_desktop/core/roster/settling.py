# SPDX-License-Identifier: GPL-3.0-or-later
"""Who moves in where, by hand: somebody new or known at an address that may not be registered yet.

The only rule of its own: a dwelling with somebody in it is not vacant; until a hand says how it is used it is 待核实.
"""

from typing import TYPE_CHECKING

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.roster.address import Address, parse_address
from hongyun_desktop.core.roster.dwellings import known_dwellings
from hongyun_desktop.core.roster.residents import (
    get_resident,
    head_besides,
    household,
    insert_resident,
    put_at_head,
    update_dwelling,
    update_relation,
)
from hongyun_desktop.core.roster.rules import HEAD_OF_HOUSEHOLD, Occupancy, ResidentRow, ResidentValues
from hongyun_desktop.core.store.store import Store

if TYPE_CHECKING:
    from hongyun_desktop.core.store.unit import Unit


def read_address(text: str) -> Address | None:
    """The address that was typed; None for none. Raises: Invalid("address_not_readable", "address", text)."""
    if not text.strip():
        return None
    address = parse_address(text)
    if address is None or not (address.building and address.unit and address.room):
        raise Invalid("address_not_readable", "address", text=text.strip())
    return address


def head_at(store: Store, address: str) -> ResidentRow | None:
    """Who is the head of the household at an address; None where nobody is. Raises: those of `read_address`."""
    where = read_address(address)
    known = known_dwellings(store).get(where) if where else None
    return head_besides(store, known.dwelling_id) if known else None


def register(store: Store, values: ResidentValues, address: str = "", occupancy: Occupancy | None = None) -> Changed:
    """Add a resident at an address, registering the dwelling where it is not known yet.

    occupancy: what the hand says of the dwelling; None leaves it, but a vacant or new one becomes 待核实. A new head
    of the household takes the place of the one who was. Changed.params: resident_id, dwelling_id. Raises: those of
    `residents.save_resident` and `read_address`.
    """
    where = read_address(address)
    with store.unit("resident_added") as unit:
        dwelling_id = _settled(unit, where, occupancy) if where else None
        resident_id = insert_resident(unit, values, dwelling_id)
        return unit.changed(Topic.RESIDENT, Topic.DWELLING, resident_id=resident_id, dwelling_id=dwelling_id)


def move(
    store: Store, resident_id: int, address: str, occupancy: Occupancy | None = None, *, everybody: bool = False
) -> Changed:
    """Move somebody to an address, or out of the compound (empty); everybody: with the whole household.

    What the old dwelling is used as stays: a hand says so when it is known. Where a head of the household lives
    already, a head who moves in is none any more and has no relation until a hand gives one. Changed.params: head, the
    name of the one who lives there then, else empty.
    Raises: Refused("resident_unknown"), those of `read_address`.
    """
    row = get_resident(store, resident_id)
    where = read_address(address)
    rows = household(store, row.dwelling_id) if everybody and row.dwelling_id is not None else [row]
    with store.unit("resident_moved", resident=resident_id, count=len(rows)) as unit:
        dwelling_id = _settled(unit, where, occupancy) if where else None
        head, parted = head_besides(store, dwelling_id), ""
        for each in rows:
            if each.dwelling_id != dwelling_id:
                update_dwelling(unit, each, dwelling_id)
                if head is not None and each.relation == HEAD_OF_HOUSEHOLD:
                    update_relation(unit, get_resident(store, each.resident_id), "")
                    parted = head.name
    return unit.changed(Topic.RESIDENT, Topic.DWELLING, head=parted)


def make_head(store: Store, resident_id: int) -> Changed:
    """Make somebody the head of their household, in the place of whoever was.

    Raises: Refused("resident_unknown"), Refused("no_household") for somebody without a dwelling.
    """
    row = get_resident(store, resident_id)
    if row.dwelling_id is None:
        raise Refused("no_household")
    with store.unit("head_changed", resident=resident_id) as unit:
        put_at_head(unit, row)
    return unit.changed(Topic.RESIDENT)


def _settled(unit: "Unit", address: Address, occupancy: Occupancy | None) -> int:
    from hongyun_desktop.core.roster import dwelling_book

    return dwelling_book.settled(unit, address, occupancy)
