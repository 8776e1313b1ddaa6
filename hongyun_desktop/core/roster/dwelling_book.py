# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings, units and dwellings: the only transactions that write them. `dwellings` reads them."""

from collections.abc import Mapping
from json import loads

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.roster.address import Address, floor_of, sort_key
from hongyun_desktop.core.roster.dwellings import get_dwelling, known_dwellings
from hongyun_desktop.core.roster.rules import DwellingRow, Occupancy
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Dwelling
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


class DwellingBook:
    """The dwellings within one transaction; makes buildings, units and dwellings that are missing."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        store = unit.store
        self._known = {address: known.dwelling_id for address, known in known_dwellings(store).items()}
        self._buildings: dict[str, int] = dict(store.sql("SELECT code, id FROM building"))
        self._units = {(b, code): unit_id for b, code, unit_id in store.sql(
            "SELECT building_id, code, id FROM building_unit")}  # fmt: skip

    def id_of(self, address: Address) -> int:
        """The dwelling's id. Raises: KeyError for one that was neither known nor set."""
        return self._known[address]

    def set_occupancies(self, occupancies: Mapping[Address, Occupancy]) -> None:
        """Give dwellings their occupancy, making those that are missing in the order of their addresses."""
        missing = sorted((address for address in occupancies if address not in self._known), key=sort_key)
        for address, occupancy in occupancies.items():
            if address in self._known:
                self._unit.update(Dwelling, self._known[address], occupancy=occupancy.value)
        rows = [{**self.place(address), "occupancy": occupancies[address].value} for address in missing]
        self._known.update(zip(missing, self._unit.insert_many(Dwelling, rows), strict=True))

    def place(self, address: Address) -> dict[str, object]:
        """The columns that say where a dwelling is; makes its building and unit if they are missing."""
        return {"building_unit_id": self._unit_id(address), "room": address.room, "floor": floor_of(address.room)}

    def _unit_id(self, address: Address) -> int:
        if address.building not in self._buildings:
            self._buildings[address.building] = self._unit.insert(Building, code=address.building)
        building_id = self._buildings[address.building]
        key = building_id, address.unit
        if key not in self._units:
            self._units[key] = self._unit.insert(BuildingUnit, building_id=building_id, code=address.unit)
        return self._units[key]


def save_dwelling(
    store: Store, address: Address, occupancy: Occupancy, note: str = "", dwelling_id: int | None = None
) -> Changed:
    """Add a dwelling, or change one (its address too); what a hand says of its occupancy, no import overwrites.

    Changed.params: dwelling_id. Raises: Invalid("address_incomplete"), ("private_use_character"),
    Refused("dwelling_taken", address) where the address is another dwelling's, Refused("dwelling_unknown").
    """
    if not (address.building and address.unit and address.room):
        raise Invalid("address_incomplete", "address")
    note = clean_text(note)
    stands = get_dwelling(store, dwelling_id) if dwelling_id is not None else None
    known = known_dwellings(store).get(address)
    if known and known.dwelling_id != dwelling_id:
        raise Refused("dwelling_taken", address=address.full)
    with store.unit("dwelling_saved") as unit:
        columns = {**DwellingBook(unit).place(address), "occupancy": occupancy.value, "note": note}
        if stands is None:
            dwelling_id = unit.insert(
                Dwelling, **columns, hand_edited=("note", "occupancy") if note else ("occupancy",)
            )
        else:
            dwelling_id = stands.dwelling_id
            if not store.may(Right.SEE_SENSITIVE):
                # What a form did not show is not emptied by saving it.
                del columns["note"]
                note = stands.note
            unit.update(Dwelling, dwelling_id, **columns, hand_edited=_edited(store, stands, occupancy, note))
    return unit.changed(Topic.DWELLING, Topic.RESIDENT, dwelling_id=dwelling_id)


def _edited(store: Store, row: DwellingRow, occupancy: Occupancy, note: str) -> list[str]:
    edited = set(loads(store.value("SELECT hand_edited FROM dwelling WHERE id = ?", (row.dwelling_id,))))
    edited |= {"occupancy"} if occupancy is not row.occupancy else set()
    return sorted(edited | ({"note"} if note != row.note else set()))


def settled(unit: Unit, address: Address, occupancy: Occupancy | None) -> int:
    """Within a unit: the id of the dwelling at an address, as it is now that somebody lives there.

    occupancy: what a hand says of it; None leaves it, but a vacant or new one becomes 待核实.
    """
    known = known_dwellings(unit.store).get(address)
    if known is None:
        used = occupancy or Occupancy.UNVERIFIED
        by_hand = ("occupancy",) if occupancy else ()
        place = DwellingBook(unit).place(address)
        return unit.insert(Dwelling, **place, occupancy=used.value, note="", hand_edited=by_hand)
    wanted = occupancy or (Occupancy.UNVERIFIED if known.occupancy is Occupancy.VACANT else known.occupancy)
    if wanted is not known.occupancy:
        edited = sorted({*loads(unit.read_row(Dwelling, known.dwelling_id)["hand_edited"]), "occupancy"})
        unit.update(Dwelling, known.dwelling_id, occupancy=wanted.value, hand_edited=edited)
    return known.dwelling_id
