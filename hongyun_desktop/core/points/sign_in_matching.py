# SPDX-License-Identifier: GPL-3.0-or-later
"""Who a row of a sign-in sheet means: by name, then address or building, then phone. One query for a whole file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_SHORTEST_PHONE_TAIL = 4


@frozen
class Namesake:
    """Somebody of a name; a merged record stands for the person it was merged into.

    phones: the JSON of the column, read only where namesakes must be told apart. born_on: ISO, or empty. own_id: of
    the record itself.
    """

    resident_id: int
    name: str
    relation: str
    address: Address | None
    phones: str = field(repr=False)
    born_on: str = ""
    own_id: int = 0

    @property
    def shown(self) -> str:
        """ "李伟 3-2-1102 户主", for the list of those it might be."""
        return " ".join(part for part in (self.name, self.address.short if self.address else "", self.relation) if part)

    @property
    def described(self) -> str:
        """The same with the year of birth and the masked phones, for a person who has to choose one of several."""
        born = f"{self.born_on[:4]}年生" if self.born_on else ""
        return " ".join(part for part in (self.shown, born, *map(mask_phone, json.loads(self.phones))) if part)


@frozen
class Match:
    """The resident found, or 0 with a problem's code and who it might be; people: all those as rows."""

    resident_id: int = 0
    code: str = ""
    text: str = ""
    people: tuple[Namesake, ...] = ()


class NameBook:
    """Everybody in the roster with one of the names of a file.

    chosen: (sheet, row) → resident, where a person said who it is; somebody erased or unknown is nobody.
    """

    def __init__(
        self, store: Store, lines: Iterable[SignInLine], chosen: Mapping[tuple[str, int], int] | None = None
    ) -> None:
        self._clean = {name: _cleaned(name) for name in {line.name for line in lines}}
        self._by_name: dict[str, list[Namesake]] = {}
        for namesake in _namesakes(store, f"r.name {AMONG}", sorted(set(self._clean.values()))):
            self._by_name.setdefault(namesake.name, []).append(namesake)
        self._chosen = dict(chosen or {})
        people = namesakes_of(store, self._chosen.values()) if self._chosen else []
        self._people = {each.own_id: each for each in people}

    def knows(self, name: str) -> bool:
        """Whether somebody bears a name that the book was made for."""
        return bool(self.bearers(name))

    def bearers(self, name: str) -> list[Namesake]:
        """Everybody who bears a name that the book was made for."""
        return self._by_name.get(self._clean.get(name, ""), [])

    def told(self, line: SignInLine) -> Namesake | None:
        """Whom a person said that the row means."""
        return self._people.get(self._chosen.get((line.sheet, line.row), 0))

    def match(self, line: SignInLine) -> Match:
        """The one person that the row itself means. An address that is given must fit; a phone only tells namesakes
        apart."""
        named, fitting = self.candidates(line)
        people = {each.resident_id for each in fitting}
        if len(people) == 1:
            return Match(people.pop(), people=(fitting[0],))
        if not people:
            return Match(code="person_unknown", text=_listed(named), people=tuple(named))
        return Match(code="person_ambiguous", text=_listed(fitting), people=tuple(fitting))

    def candidates(self, line: SignInLine) -> tuple[list[Namesake], list[Namesake]]:
        """Everybody of the row's name, and those of them whom its address and phone allow."""
        named = self.bearers(line.name)
        fitting = [each for each in named if _lives_there(each, line)]
        if len({each.resident_id for each in fitting}) > 1:
            fitting = [each for each in fitting if _has_phone(each, line.phone)] or fitting
        return named, fitting


def namesakes_of(store: Store, resident_ids: Iterable[int]) -> list[Namesake]:
    """Residents by their ids, those erased left out; own_id is the id asked for."""
    return _namesakes(store, f"r.id {AMONG}", sorted(set(resident_ids)))


def _cleaned(name: str) -> str:
    try:
        return clean_name(name)
    except Invalid:  # a private-use character: nobody in the roster can have it
        return ""


def _namesakes(store: Store, condition: str, values: list[str] | list[int]) -> list[Namesake]:
    rows = store.sql(
        "SELECT coalesce(r.merged_into, r.id), r.name, r.relation, b.code, u.code, d.room, r.phones,"
        " coalesce(r.born_on, ''), r.id FROM resident r"
        " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
        " LEFT JOIN building b ON b.id = u.building_id LEFT JOIN resident kept ON kept.id = r.merged_into"
        f" WHERE {condition} AND r.name <> '' AND r.erased_at IS NULL AND kept.erased_at IS NULL ORDER BY r.id",
        (json.dumps(values),),
    )
    return [
        Namesake(resident_id, name, relation, Address(building, unit, room) if room else None, phones, born_on, own_id)
        for resident_id, name, relation, building, unit, room, phones, born_on, own_id in rows
    ]


def _lives_there(namesake: Namesake, line: SignInLine) -> bool:
    if line.address is not None:
        return namesake.address == line.address
    if line.building:
        return namesake.address is not None and namesake.address.building == line.building
    # Something stands there that can't be read: better ask than credit a namesake who lives elsewhere.
    return not line.address_text


def _has_phone(namesake: Namesake, phone: str) -> bool:
    return len(phone) >= _SHORTEST_PHONE_TAIL and any(each.endswith(phone) for each in json.loads(namesake.phones))


def _listed(people: Iterable[Namesake]) -> str:
    return "；".join(dict.fromkeys(each.shown for each in people))
