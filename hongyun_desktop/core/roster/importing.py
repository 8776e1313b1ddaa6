# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster file into the database: what it would change, and the one transaction that changes it.

Who is who is decided in `matching`; here stands what a match means for the rows.
"""

from collections.abc import Callable, Mapping, Sequence
from json import loads
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.import_layout import Meanings, keep
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.many_rows import no_search_for_rubbish
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.dwelling_book import DwellingBook
from hongyun_desktop.core.roster.dwellings import KnownDwelling, known_dwellings
from hongyun_desktop.core.roster.former import former_places
from hongyun_desktop.core.roster.import_plan import (
    NO_CHOICES,
    Absent,
    Choices,
    Difference,
    DifferenceKey,
    FieldChange,
    ImportPlan,
    PersonChange,
    SeveralHeads,
)
from hongyun_desktop.core.roster.matching import Known, match_lines
from hongyun_desktop.core.roster.rules import (
    HEAD_OF_HOUSEHOLD,
    IMPORTED_FIELDS,
    OCCUPANCY_WORDS,
    Occupancy,
    ResidentRow,
    RosterLine,
)
from hongyun_desktop.core.roster.tables import Dwelling, Resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.core.store.upkeep import newest_change

Tell = Callable[[int, int], object]
_AT_ONCE = 500


class _Reader:
    """Goes through the lines of a file once and gathers what they mean for the rows."""

    def __init__(self, store: Store) -> None:
        self.rows = {row.resident_id: row for row in residents.every_resident(store)}
        self.known = Known.of(self.rows, former_places(store))
        self.problems: list[ImportProblem] = []
        self.occupancies: dict[Address, Occupancy | None] = {}
        self.new_people: list[RosterLine] = []
        self.changed: list[PersonChange] = []
        self.differences: list[Difference] = []
        self.told: dict[DifferenceKey, Any] = {}
        self.changes: list[FieldChange] = []
        self.same: list[RosterLine] = []
        self.people = 0
        self.heads: dict[Address, list[str]] = {}
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
        if line.relation == HEAD_OF_HOUSEHOLD:
            self.heads.setdefault(address, []).append(line.name)
        if line.id_problem:
            self.problems.append(ImportProblem(line.sheet, line.row, line.id_problem, line.name, line.id_text))
        if person is None:
            self.new_people.append(line)
        else:
            self.mentioned.add(person.resident_id)
            if not self._compare(person, line, address):
                self.same.append(line)

    def _note_dwelling(self, address: Address, occupancy: Occupancy | None) -> None:
        """The first row of a dwelling that says something counts; 待核实 gives way to a row that knows."""
        if self.occupancies.get(address) in (None, Occupancy.UNVERIFIED):
            self.occupancies[address] = occupancy or self.occupancies.get(address)

    def _compare(self, row: ResidentRow, line: RosterLine, address: Address) -> bool:
        """Whether the line changes anything of somebody known; blank cells clear nothing, the hand wins."""
        new: dict[str, Any] = {}
        for name in IMPORTED_FIELDS:
            told, kept = getattr(line, name), getattr(row, name)
            if not told or told == kept or (name == "id_number" and self.known.by_id.get(told) is row):
                continue
            if name in row.hand_edited:
                self._show_difference(row, line, name, told)
            else:
                new[name] = told
                self.changes.append(_field_change(row, address, name, told))
        moved_to = address if row.address != address else None
        if moved_to and row.address and not line.id_number:
            # Found by where they lived before somebody moved them by hand; only an ID number and 搬家 move them back.
            self._show_difference(row, line, "dwelling", address)
            moved_to = None
        if moved_to:
            self.changes.append(_field_change(row, address, "dwelling", moved_to))
        if new or moved_to:
            self.changed.append((row.resident_id, new, moved_to))
        return bool(new or moved_to)

    def _show_difference(self, row: ResidentRow, line: RosterLine, name: str, told: object) -> None:
        kept = _shown(_value(row, name))
        dwelling = line.address.short if line.address else ""
        self._differ(Difference(row.resident_id, row.name, name, kept, _shown(told), dwelling), told)

    def _differ(self, difference: Difference, told: object) -> None:
        self.differences.append(difference)
        self.told[difference.key] = told

    def compare_occupancies(self, known: Mapping[Address, KnownDwelling]) -> dict[Address, Occupancy]:
        """The dwellings that are new or used otherwise than is known; a dwelling nothing is said of is 待核实."""
        changed: dict[Address, Occupancy] = {}
        for address, occupancy in self.occupancies.items():
            stands = known.get(address)
            if stands is None:
                changed[address] = occupancy or Occupancy.UNVERIFIED
            elif occupancy and occupancy is not stands.occupancy:
                kept, in_file = OCCUPANCY_WORDS[stands.occupancy], OCCUPANCY_WORDS[occupancy]
                if stands.by_hand:
                    self._differ(
                        Difference(None, address.full, "occupancy", kept, in_file, address.short), (address, occupancy)
                    )
                else:
                    changed[address] = occupancy
                    self.changes.append(FieldChange(None, "", address.short, "occupancy", kept, in_file))
        return changed


@no_search_for_rubbish()
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
    known = known_dwellings(store)
    occupancies = reader.compare_occupancies(known)
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
        journal_id=newest_change(store),
        changes=tuple(reader.changes),
        same_people=tuple(reader.same),
        new_dwellings=sum(address not in known for address in reader.occupancies),
        several_heads=tuple(
            SeveralHeads(address.short, tuple(names)) for address, names in reader.heads.items() if len(names) > 1
        ),
        told=reader.told,
    )


def _absent(reader: _Reader) -> tuple[Absent, ...]:
    buildings = {address.building for address in reader.occupancies}
    gone = [
        (row, row.address) for row in reader.rows.values()
        if row.address and row.address.building in buildings and row.resident_id not in reader.mentioned
    ]  # fmt: skip
    gone.sort(key=lambda pair: (sort_key(pair[1]), pair[0].resident_id))
    return tuple(Absent(row.resident_id, row.name, address.short) for row, address in gone)


def _field_change(row: ResidentRow, address: Address, name: str, told: object) -> FieldChange:
    return FieldChange(row.resident_id, row.name, address.short, name, _shown(_value(row, name)), _shown(told))


def _value(row: ResidentRow, name: str) -> object:
    return row.address if name == "dwelling" else getattr(row, name)


def _shown(value: object) -> str:
    if isinstance(value, Address):
        return value.full
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _quiet(_done: int, _total: int) -> None:
    return


@no_search_for_rubbish()
def apply_import(
    store: Store,
    plan: ImportPlan,
    choices: Choices = NO_CHOICES,
    meanings: Meanings | None = None,
    tell: Tell = _quiet,
) -> Changed:
    """Write what a plan would change, all or nothing; a plan that changes nothing leaves no trace.

    choices: what a person decided on the preview. meanings: what the person said of the headings, kept with it. tell:
    called with (done, total) people; what it raises takes everything back.
    Raises: Refused("plan_outdated") where data were changed since the plan was made.
    """
    counts = {"added": plan.added, "updated": plan.updated_with(choices), "dwellings": len(plan.occupancies)}
    with store.unit("roster_imported", **counts) as unit:
        if newest_change(store) != plan.journal_id:
            raise Refused("plan_outdated")
        book = DwellingBook(unit)
        book.set_occupancies(plan.occupancies)
        _write_people(unit, book, plan, tell)
        _write_choices(unit, book, plan, choices)
        if meanings is not None:
            keep(unit, meanings)
    return unit.changed(Topic.RESIDENT, Topic.DWELLING)


def _write_people(unit: Unit, book: DwellingBook, plan: ImportPlan, tell: Tell) -> None:
    new, total = plan.new_people, len(plan.new_people) + len(plan.changed_people)
    for start in range(0, len(new), _AT_ONCE):
        tell(start, total)
        unit.insert_many(Resident, [_columns(line, book) for line in new[start : start + _AT_ONCE]])
    for done, (resident_id, values, moved_to) in enumerate(plan.changed_people, len(new)):
        tell(done, total)
        if moved_to:
            values = {**values, "dwelling_id": book.id_of(moved_to)}
        unit.update(Resident, resident_id, **values)
    tell(total, total)


def _write_choices(unit: Unit, book: DwellingBook, plan: ImportPlan, choices: Choices) -> None:
    for difference in plan.differences:
        if difference.key in choices.adopted:
            _adopt(unit, book, difference, plan.told[difference.key])
    for each in plan.absent:
        if each.resident_id in choices.moved_out:
            marks = {*_marks(unit, Resident, each.resident_id), "dwelling_id"}
            unit.update(Resident, each.resident_id, dwelling_id=None, hand_edited=sorted(marks))


def _adopt(unit: Unit, book: DwellingBook, difference: Difference, told: Any) -> None:
    """Write the file's value over the hand's, which then holds no longer."""
    if difference.resident_id is None:
        address, occupancy = told
        model, row_id, column, value = Dwelling, book.id_of(address), "occupancy", occupancy.value
    else:
        moves = difference.field == "dwelling"
        model, row_id = Resident, difference.resident_id
        column, value = ("dwelling_id", book.id_of(told)) if moves else (difference.field, told)
    marks = [mark for mark in _marks(unit, model, row_id) if mark != column]
    unit.update(model, row_id, **{column: value, "hand_edited": marks})


def _marks(unit: Unit, model: type[Resident] | type[Dwelling], row_id: int) -> list[str]:
    return loads(unit.read_row(model, row_id)["hand_edited"])


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
