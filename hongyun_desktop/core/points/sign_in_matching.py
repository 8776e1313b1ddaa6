# SPDX-License-Identifier: GPL-3.0-or-later
"""Who a row of a sign-in sheet means: by name, then address or building, then phone. One query for a whole file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.store.store import Store

_SHORTEST_PHONE_TAIL = 4


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody of a name; a merged record stands for the person it was merged into.

    phones: the JSON of the column, read only where namesakes must be told apart.
    """

    resident_id: int
    name: str
    relation: str
    address: Address | None
    phones: str

    @property
    def shown(self) -> str:
        """ "李伟 3-2-1102 户主", for the list of those it might be."""
        return " ".join(part for part in (self.name, self.address.short if self.address else "", self.relation) if part)


@dataclass(frozen=True, slots=True)
class Match:
    """The resident found, or 0 with a problem's code and who it might be."""

    resident_id: int = 0
    code: str = ""
    text: str = ""


class NameBook:
    """Everybody in the roster with one of the names of a file."""

    def __init__(self, store: Store, lines: Iterable[SignInLine]) -> None:
        self._clean = {name: _cleaned(name) for name in {line.name for line in lines}}
        self._by_name: dict[str, list[Namesake]] = {}
        for namesake in _namesakes(store, set(self._clean.values())):
            self._by_name.setdefault(namesake.name, []).append(namesake)

    def match(self, line: SignInLine) -> Match:
        """The one person that the row means. An address that is given must fit; a phone only tells namesakes apart."""
        named = self._by_name.get(self._clean[line.name], [])
        fitting = [each for each in named if _lives_there(each, line)]
        if len({each.resident_id for each in fitting}) > 1:
            fitting = [each for each in fitting if _has_phone(each, line.phone)] or fitting
        people = {each.resident_id for each in fitting}
        if len(people) == 1:
            return Match(people.pop())
        if not people:
            return Match(code="person_unknown", text=_listed(named))
        return Match(code="person_ambiguous", text=_listed(fitting))


def _cleaned(name: str) -> str:
    try:
        return clean_name(name)
    except Invalid:  # a private-use character: nobody in the roster can have it
        return ""


def _namesakes(store: Store, names: set[str]) -> list[Namesake]:
    rows = store.sql(
        "SELECT coalesce(r.merged_into, r.id), r.name, r.relation, b.code, u.code, d.room, r.phones FROM resident r"
        " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
        " LEFT JOIN building b ON b.id = u.building_id LEFT JOIN resident kept ON kept.id = r.merged_into"
        " WHERE r.name IN (SELECT value FROM json_each(?)) AND r.name <> '' AND r.erased_at IS NULL"
        " AND kept.erased_at IS NULL ORDER BY r.id",
        (json.dumps(sorted(names)),),
    )
    return [
        Namesake(resident_id, name, relation, Address(building, unit, room) if room else None, phones)
        for resident_id, name, relation, building, unit, room, phones in rows
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
