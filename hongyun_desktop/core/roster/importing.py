# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster file into the database: what it would change, and the one transaction that changes it.

Who is who is decided in `matching`; here stands what a match means for the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.dwellings import DwellingBook, known_dwellings
from hongyun_desktop.core.roster.former import former_places
from hongyun_desktop.core.roster.matching import Known, match_lines
from hongyun_desktop.core.roster.rules import IMPORTED_FIELDS, OCCUPANCY_WORDS, Occupancy, ResidentRow, RosterLine
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.store import Store

_Change = tuple[int, dict[str, Any], Address | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that was edited by hand and that the file has otherwise: the hand wins.

    Of a dwelling's occupancy there is no resident_id, and name is the address.
    """

    resident_id: int | None
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
    changed_people: tuple[_Change, ...] = field(repr=False)
    journal_id: int


class _Reader:
    """Goes through the lines of a file once and gathers what they mean for the rows."""

    def __init__(self, store: Store) -> None:
        self.rows = {row.resident_id: row for row in residents.every_resident(store)}
        self.known = Known.of(self.rows, former_places(store))
        self.problems: list[ImportProblem] = []
        self.occupancies: dict[Address, Occupancy | None] = {}
        self.new_people: list[RosterLine] = []
        self.changed: list[_Change] = []
        self.differences: list[Difference] = []
        self.people = 0
        self.mentioned: set[int] = set()

    def read(self, lines: Sequence[RosterLine], moves: frozenset[tuple[str, int]]) -> None:
        for line, match in zip(lines, match_lines(self.known, lines, moves), strict=True):
            if match.code:
                self.problems.append(ImportProblem(line.sheet, line.row, match.code, line.name, match.text))
                self.mentioned.update(row.resident_id for row in self.known.fitting(line))
            elif line.address is not None:
                self._note_dwelling(line.address, line.occupancy)
                if line.name:
                    self._read_person(line, line.address, match.person)

    def _read_person(self, line: RosterLine, address: Address, person: ResidentRow | None) -> None:
        self.people += 1
        if line.id_problem:
            self.problems.append(ImportProblem(line.sheet, line.row, line.id_problem, line.name, line.id_text))
        if person is None:
            self.new_people.append(line)
        else:
            self.mentioned.add(person.resident_id)
            self._compare(person, line, address)

    def _note_dwelling(self, address: Address, occupancy: Occupancy | None) -> None:
        """The first row of a dwelling that says something counts; 待核实 gives way to a row that knows."""
        if self.occupancies.get(address) in (None, Occupancy.UNVERIFIED):
            self.occupancies[address] = occupancy or self.occupancies.get(address)

    def _compare(self, row: ResidentRow, line: RosterLine, address: Address) -> None:
        """What the line changes of somebody known; blank cells clear nothing, the hand wins."""
        new: dict[str, Any] = {}
        for name in IMPORTED_FIELDS:
            told, kept = getattr(line, name), getattr(row, name)
            if not told or told == kept or (name == "id_number" and self.known.by_id.get(told) is row):
                continue
            if name in row.hand_edited:
                self._show_difference(row, name, kept, told)
            else:
                new[name] = told
        moved_to = address if row.address != address else None
        if moved_to and row.address and not line.id_number:
            # Found by where they lived before somebody moved them by hand; only an ID number and 搬家 move them back.
            self._show_difference(row, "dwelling", row.address.full, address.full)
            moved_to = None
        if new or moved_to:
            self.changed.append((row.resident_id, new, moved_to))

    def _show_difference(self, row: ResidentRow, name: str, kept: object, told: object) -> None:
        self.differences.append(Difference(row.resident_id, row.name, name, _shown(kept), _shown(told)))


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
    reader = _Reader(store)
    reader.read(lines, moves)
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
        journal_id=_last_journal_id(store),
    )


def _changed_occupancies(store: Store, reader: _Reader) -> dict[Address, Occupancy]:
    """The dwellings that are new or used otherwise than is known; a dwelling nothing is said of is 待核实."""
    known = known_dwellings(store)
    changed: dict[Address, Occupancy] = {}
    for address, occupancy in reader.occupancies.items():
        stands = known.get(address)
        if stands is None:
            changed[address] = occupancy or Occupancy.UNVERIFIED
        elif occupancy and occupancy is not stands.occupancy:
            if stands.by_hand:
                kept, in_file = OCCUPANCY_WORDS[stands.occupancy], OCCUPANCY_WORDS[occupancy]
                reader.differences.append(Difference(None, address.full, "occupancy", kept, in_file))
            else:
                changed[address] = occupancy
    return changed


def _absent(reader: _Reader) -> tuple[Absent, ...]:
    buildings = {address.building for address in reader.occupancies}
    gone = [
        (row, row.address) for row in reader.rows.values()
        if row.address and row.address.building in buildings and row.resident_id not in reader.mentioned
    ]  # fmt: skip
    gone.sort(key=lambda pair: (sort_key(pair[1]), pair[0].resident_id))
    return tuple(Absent(row.resident_id, row.name, address.short) for row, address in gone)


def _shown(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def apply_import(store: Store, plan: ImportPlan) -> Changed:
    """Write what a plan would change, all or nothing; a plan that changes nothing leaves no trace.

    Raises: Refused("plan_outdated") where anything was written since the plan was made.
    """
    counts = {"added": plan.added, "updated": plan.updated, "dwellings": len(plan.occupancies)}
    with store.unit("roster_imported", **counts) as unit:
        if _last_journal_id(store) != plan.journal_id:
            raise Refused("plan_outdated")
        book = DwellingBook(unit)
        book.set_occupancies(plan.occupancies)
        unit.insert_many(Resident, [_columns(line, book) for line in plan.new_people])
        for resident_id, values, moved_to in plan.changed_people:
            if moved_to:
                values = {**values, "dwelling_id": book.id_of(moved_to)}
            unit.update(Resident, resident_id, **values)
    return unit.changed(Topic.RESIDENT, Topic.DWELLING)


def _last_journal_id(store: Store) -> int:
    return store.value("SELECT coalesce(max(id), 0) FROM journal")


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
