# SPDX-License-Identifier: GPL-3.0-or-later
"""The invented residents of the demo, as the rows that a roster file would give. No database, no files."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.rules import Occupancy, RosterLine
from hongyun_desktop.demo import story

_REGION = "510199"
_PARTY_SHARE = 0.13


def roster_lines(chance: Random, today: date) -> list[RosterLine]:
    """One line for each resident and each empty dwelling, in the order of the addresses."""
    lines: list[RosterLine] = []
    for address in addresses():
        village = chance.choice(story.VILLAGES)
        occupancy = _occupancy(chance)
        if occupancy is Occupancy.VACANT:
            lines.append(RosterLine("", len(lines) + 1, address, "", occupancy=occupancy))
            continue
        for relation, name, age in _household(chance):
            lines.append(_person(chance, today, len(lines) + 1, address, village, occupancy, relation, name, age))
    return lines


def addresses() -> Iterator[Address]:
    """Every dwelling of the compound, by building, unit, floor and room."""
    for building in range(1, story.BUILDINGS + 1):
        for unit in range(1, story.UNITS + 1):
            for floor in range(1, story.FLOORS + 1):
                for room in range(1, story.ROOMS_PER_FLOOR + 1):
                    yield Address(str(building), str(unit), f"{floor}{room:02d}")


def _occupancy(chance: Random) -> Occupancy:
    drawn = chance.random()
    for share, occupancy in (
        (story.VACANT_SHARE, Occupancy.VACANT),
        (story.LET_SHARE, Occupancy.LET),
        (story.UNVERIFIED_SHARE, Occupancy.UNVERIFIED),
    ):
        if drawn < share:
            return occupancy
        drawn -= share
    return Occupancy.OWNER_OCCUPIED


def _household(chance: Random) -> Iterator[tuple[str, str, int]]:
    """Relation, name and age of each member; children bear the surname of the head."""
    surname = _surname(chance)
    age = chance.randint(28, 82)
    yield "户主", surname + _given(chance, age), age
    if chance.random() < 0.75:
        partner_age = max(22, age + chance.randint(-4, 3))
        yield "配偶", _surname(chance) + _given(chance, partner_age), partner_age
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        child_age = max(1, age - chance.randint(22, 32))
        yield "子女", surname + _given(chance, child_age), child_age
    if age < 55 and chance.random() < 0.25:
        parent_age = min(95, age + chance.randint(22, 30))
        yield "父母", surname + _given(chance, parent_age), parent_age


def _surname(chance: Random) -> str:
    return chance.choice(story.RARE_SURNAMES) if chance.random() < 0.06 else chance.choice(story.SURNAMES)


def _given(chance: Random, age: int) -> str:
    if age >= 55:
        return chance.choice(story.ELDER_NAMES)
    return chance.choice(story.ADULT_NAMES if age >= 20 else story.YOUNG_NAMES)


def _person(
    chance: Random,
    today: date,
    row: int,
    address: Address,
    village: str,
    occupancy: Occupancy,
    relation: str,
    name: str,
    age: int,
) -> RosterLine:
    born_on = today - timedelta(days=age * 365 + chance.randint(0, 364))
    sex = chance.choice("男女")
    return RosterLine(
        sheet="",
        row=row,
        address=address,
        name=name,
        relation=relation,
        sex=sex,
        born_on=born_on,
        id_number=_id_number(born_on, row, sex),
        phones=(f"13{chance.randint(0, 999999999):09d}",) if age >= 14 else (),
        home_village=village,
        political_status="中共党员" if age >= 20 and chance.random() < _PARTY_SHARE else "群众",
        tags=tuple(tag for tag, youngest, every in story.TAGS if age >= youngest and row % every == 0),
        occupancy=occupancy,
    )


def _id_number(born_on: date, row: int, sex: str) -> str:
    # The sequence keeps numbers apart; its last digit tells the sex.
    sequence = row % 500 * 2 + (sex == "男")
    return with_check_character(f"{_REGION}{born_on:%Y%m%d}{sequence:03d}")
