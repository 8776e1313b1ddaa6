# SPDX-License-Identifier: GPL-3.0-or-later
"""Who lives where: the words of the roster and its frozen rows. Pure: standard library only."""

from dataclasses import field
from datetime import date
from enum import StrEnum

from hongyun_desktop.core.identity import mask_id_number, mask_phone
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.frozen_class import frozen


class Occupancy(StrEnum):
    """How a dwelling is used: 自住, 出租, 空置, 待核实."""

    OWNER_OCCUPIED = "owner_occupied"
    LET = "let"
    VACANT = "vacant"
    UNVERIFIED = "unverified"


@frozen
class RosterLine:
    """One row of an incoming roster, read and cleaned but not yet matched with anybody.

    A row without a name states a dwelling only (usually a vacant one).
    address: None where it can't be read; address_text then keeps what stood there.
    id_number: valid by its check digit, or empty; id_problem then says why (`id_check_digit`,
    `id_precision_lost`, `id_format`) and id_text keeps what stood there.
    standing_problem: the code that an uncorrected row of a problems workbook was already refused with.
    """

    sheet: str
    row: int
    address: Address | None
    name: str
    address_text: str = ""
    relation: str = ""
    sex: str = ""
    born_on: date | None = None
    id_number: str = field(default="", repr=False)
    id_problem: str = ""
    id_text: str = field(default="", repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    home_village: str = ""
    political_status: str = ""
    tags: tuple[str, ...] = field(default=())
    note: str = ""
    occupancy: Occupancy | None = None
    standing_problem: str = ""


OCCUPANCY_WORDS = {
    Occupancy.OWNER_OCCUPIED: "自住",
    Occupancy.LET: "出租",
    Occupancy.VACANT: "空置",
    Occupancy.UNVERIFIED: "待核实",
}
HEAD_OF_HOUSEHOLD = "户主"
IMPORTED_FIELDS = (
    "name", "relation", "sex", "born_on", "id_number", "phones", "home_village", "political_status", "tags", "note",
)  # fmt: skip


def age_on(born_on: date, day: date) -> int:
    """Full years on a day; somebody born on the 29th of February is a year older on the 1st of March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


@frozen
class ResidentValues:
    """What a form says of a person; blank fields clear what stood there."""

    name: str
    relation: str = ""
    sex: str = ""
    born_on: date | None = None
    id_number: str = field(default="", repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    home_village: str = ""
    political_status: str = ""
    tags: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    note: str = ""


@frozen
class ResidentRow:
    """A person of the roster. ID number and phones stay out of the repr; screens show the masked ones."""

    resident_id: int
    name: str
    dwelling_id: int | None
    address: Address | None
    occupancy: Occupancy | None
    relation: str
    sex: str
    born_on: date | None
    id_number: str = field(repr=False)
    phones: tuple[str, ...] = field(repr=False)
    home_village: str
    political_status: str
    tags: tuple[str, ...]
    nicknames: tuple[str, ...]
    note: str
    hand_edited: tuple[str, ...]

    @property
    def masked_id_number(self) -> str:
        """510***********1234, or empty."""
        return mask_id_number(self.id_number)

    @property
    def masked_phones(self) -> tuple[str, ...]:
        """138****5678 each."""
        return tuple(mask_phone(phone) for phone in self.phones)


@frozen
class DwellingRow:
    """A dwelling and how many live there."""

    dwelling_id: int
    address: Address
    floor: int | None
    occupancy: Occupancy
    note: str
    residents: int


@frozen
class RosterTotals:
    """What the compound counts; occupancy_rate = dwellings not vacant ÷ all dwellings, 0 without any."""

    buildings: int
    dwellings: int
    vacant: int
    residents: int

    @property
    def occupancy_rate(self) -> float:
        """入住率 as a share of one."""
        return (self.dwellings - self.vacant) / self.dwellings if self.dwellings else 0.0
