# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster file into the database: what it would change, and the one transaction that changes it.

Who is who is decided in `matching`; here stands what a match means for the rows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.dwellings import DwellingBook, known_dwellings
from hongyun_desktop.core.roster.matching import Known, Person, match
from hongyun_desktop.core.roster.rules import IMPORTED_FIELDS, Occupancy, ResidentRow, RosterLine
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.store import Store

_REFUSED_AS_THEY_STAND = ("duplicate_row", "private_use_character")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that was edited by hand and that the file has otherwise: the hand wins."""

    resident_id: int
    name: str
    field: str
    kept: str
    in_file: str


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who lives in a building of the file but is not in it any more; nobody is removed by absence."""

    resident_id: int
    name: str
    dwelling: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file says and what it would change.

    dwellings, vacant, residents: of the accepted rows, the same in every run. added, updated, unchanged: residents.
    problems: in the order of the file. The rest is for `apply_import`.
    """

    dwellings: int
    vacant: int
    residents: int
    added: int
    updated: int
    unchanged: int
    problems: tuple[ImportProblem, ...]
    differences: tuple[Difference, ...]
    absent: tuple[Absent, ...]
    occupancies: dict[Address, Occupancy] = field(repr=False)
    new_people: tuple[RosterLine, ...] = field(repr=False)
    changed_people: tuple[tuple[int, dict[str, Any], Address | None], ...] = field(repr=False)


class _Reader:
    """Goes through the lines of a file once and gathers what they mean."""

    def __init__(self, store: Store, moves: frozenset[tuple[str, int]]) -> None:
        self.rows = {row.resident_id: row for row in residents.list_residents(store)}
        self.known = Known.of(_person(row) for row in self.rows.values())
        self.moves = moves
        self.problems: list[ImportProblem] = []
        self.occupancies: dict[Address, Occupancy | None] = {}
        self.new_people: list[RosterLine] = []
        self.changed: list[tuple[int, dict[str, Any], Address | None]] = []
        self.differences: list[Difference] = []
        self.people = 0
        self.named: set[int] = set()

    def read(self, lines: Sequence[RosterLine]) -> None:
        together = Counter((line.name, line.address) for line in lines if line.name)
        for line in lines:
            self._read_line(line, alone=together[line.name, line.address] == 1)

    def _read_line(self, line: RosterLine, *, alone: bool) -> None:
        if line.standing_problem in _REFUSED_AS_THEY_STAND:
            self._refuse(line, line.standing_problem)
        elif line.address is None:
            self._refuse(line, "unreadable_address", line.address_text)
        elif not line.name:
            self._note_dwelling(line.address, line.occupancy)
        else:
            self._read_person(line, line.address, alone=alone)

    def _read_person(self, line: RosterLine, address: Address, *, alone: bool) -> None:
        found = match(self.known, line, alone=alone, moves=(line.sheet, line.row) in self.moves)
        if found.code:
            self._refuse(line, found.code, self._who(line, found.code))
            return
        self.people += 1
        self._note_dwelling(address, line.occupancy)
        if line.id_problem:
            self.problems.append(ImportProblem(line.sheet, line.row, line.id_problem, line.name, line.id_text))
        if found.person is None:
            self.new_people.append(line)
        else:
            self._compare(self.rows[found.person.resident_id], line, address)

    def _note_dwelling(self, address: Address, occupancy: Occupancy | None) -> None:
        self.occupancies[address] = self.occupancies.get(address) or occupancy

    def _refuse(self, line: RosterLine, code: str, text: str = "") -> None:
        self.problems.append(ImportProblem(line.sheet, line.row, code, line.name, text))
        person = self.known.by_id.get(line.id_number)
        self.named.update([person.resident_id] if person else [])
        self.named.update(p.resident_id for p in self.known.by_place.get((line.name, line.address), ()))

    def _who(self, line: RosterLine, code: str) -> str:
        if code == "id_in_two_dwellings":
            person = self.known.by_id.get(line.id_number)
            other = self.known.seen_ids.get(line.id_number) or (person.address if person else None)
            return other.short if other else ""
        if code == "person_ambiguous":
            people = self.known.by_place.get((line.name, line.address), ())
            return "；".join(f"{p.name}（{p.relation}）" for p in people)
        return ""

    def _compare(self, row: ResidentRow, line: RosterLine, address: Address) -> None:
        """What the line changes of somebody known; blank cells clear nothing, the hand wins."""
        new: dict[str, Any] = {}
        for name in IMPORTED_FIELDS:
            told, kept = getattr(line, name), getattr(row, name)
            if not told or told == kept:
                continue
            if name in row.hand_edited:
                self.differences.append(Difference(row.resident_id, row.name, name, _shown(kept), _shown(told)))
            else:
                new[name] = told
        moved_to = address if row.address != address else None
        if new or moved_to:
            self.changed.append((row.resident_id, new, moved_to))


def plan_import(
    store: Store,
    lines: Sequence[RosterLine],
    moves: frozenset[tuple[str, int]] = frozenset(),
    *,
    complete: bool = True,
) -> ImportPlan:
    """What the lines of a file mean; writes nothing.

    moves: (sheet, row) of people who moved house. complete: False for a part of a list (a problems workbook), from
    which nobody can be absent.
    """
    reader = _Reader(store, moves)
    reader.read(lines)
    occupancies = _changed_occupancies(store, reader)
    updated = len(reader.changed)
    return ImportPlan(
        dwellings=len(reader.occupancies),
        vacant=sum(occupancy is Occupancy.VACANT for occupancy in reader.occupancies.values()),
        residents=reader.people,
        added=len(reader.new_people),
        updated=updated,
        unchanged=reader.people - len(reader.new_people) - updated,
        problems=tuple(reader.problems),
        differences=tuple(reader.differences),
        absent=_absent(reader) if complete else (),
        occupancies=occupancies,
        new_people=tuple(reader.new_people),
        changed_people=tuple(reader.changed),
    )


def _changed_occupancies(store: Store, reader: _Reader) -> dict[Address, Occupancy]:
    """The dwellings that are new or used otherwise than is known; a dwelling nothing is said of is 待核实."""
    known = known_dwellings(store)
    changed: dict[Address, Occupancy] = {}
    for address, occupancy in reader.occupancies.items():
        stands = known.get(address)
        if stands is None:
            changed[address] = occupancy or Occupancy.UNVERIFIED
        elif occupancy and occupancy is not stands.occupancy and not stands.by_hand:
            changed[address] = occupancy
    return changed


def _absent(reader: _Reader) -> tuple[Absent, ...]:
    buildings = {address.building for address in reader.occupancies}
    accounted = reader.known.claimed | reader.named
    gone = [
        row for row in reader.rows.values()
        if row.address and row.address.building in buildings and row.resident_id not in accounted
    ]  # fmt: skip
    gone.sort(key=lambda row: (sort_key(row.address) if row.address else (), row.resident_id))
    return tuple(Absent(row.resident_id, row.name, row.address.short if row.address else "") for row in gone)


def _person(row: ResidentRow) -> Person:
    return Person(row.resident_id, row.name, row.address, row.id_number, row.born_on, row.relation, row.phones)


def _shown(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def apply_import(store: Store, plan: ImportPlan) -> Changed:
    """Write what a plan would change, all or nothing; a plan that changes nothing leaves no trace."""
    counts = {"added": plan.added, "updated": plan.updated, "dwellings": len(plan.occupancies)}
    with store.unit("roster_imported", **counts) as unit:
        book = DwellingBook(unit)
        book.set_occupancies(plan.occupancies)
        unit.insert_many(Resident, [_columns(line, book) for line in plan.new_people])
        for resident_id, values, moved_to in plan.changed_people:
            if moved_to:
                values = {**values, "dwelling_id": book.id_of(moved_to)}
            unit.update(Resident, resident_id, **values)
        return unit.changed(Topic.RESIDENT, Topic.DWELLING)


def _columns(line: RosterLine, book: DwellingBook) -> dict[str, object]:
    assert line.address is not None
    return {
        "dwelling_id": book.id_of(line.address),
        "name": line.name,
        "relation": line.relation,
        "sex": line.sex,
        "born_on": line.born_on,
        "id_number": line.id_number or None,
        "phones": line.phones,
        "home_village": line.home_village,
        "political_status": line.political_status,
        "tags": line.tags,
        "note": line.note,
    }
