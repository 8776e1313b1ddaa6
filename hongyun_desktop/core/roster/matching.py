# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is who when a roster comes in. Pure decisions: standard library only.

Source: design of the roster import. The same valid ID is the same person, two different ones never are; without
one, name and dwelling, told apart by birth date, then relation, then phone, else nobody can say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.rules import RosterLine


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known: from the database (resident_id) or from an earlier row of the same file (0)."""

    resident_id: int
    name: str
    address: Address | None
    id_number: str
    born_on: date | None
    relation: str
    phones: tuple[str, ...]


@dataclass(slots=True)
class Known:
    """Everybody known, by ID number and by name and dwelling; grows with the rows of the file.

    claimed: residents that a row of this file already stands for.
    """

    by_id: dict[str, Person] = field(default_factory=dict[str, Person])
    by_place: dict[tuple[str, Address | None], list[Person]] = field(
        default_factory=dict[tuple[str, Address | None], list[Person]]
    )
    claimed: set[int] = field(default_factory=set[int])
    seen_ids: dict[str, Address] = field(default_factory=dict[str, Address])
    seen_rows: dict[tuple[str, Address], list[RosterLine]] = field(
        default_factory=dict[tuple[str, Address], list[RosterLine]]
    )

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Known":
        """What the database knows."""
        known = cls()
        for person in people:
            if person.id_number:
                known.by_id[person.id_number] = person
            known.by_place.setdefault((person.name, person.address), []).append(person)
        return known


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row is: somebody known, somebody new (both None), or why the row can't be taken (`code`)."""

    person: Person | None = None
    code: str = ""


def match(known: Known, line: RosterLine, *, alone: bool, moves: bool) -> Match:
    """Who a row with a name and an address is.

    alone: no other row of the file has this name and dwelling. moves: somebody said that this person moved house.
    The row is remembered for those below it unless it is refused.
    """
    assert line.address is not None
    found = _by_id(known, line, moves=moves) if line.id_number else None
    if found is None:
        found = _repeated(known, line) or _by_place(known, line, alone=alone)
    if not found.code:
        _remember(known, line, found)
    return found


def _by_id(known: Known, line: RosterLine, *, moves: bool) -> Match | None:
    """The verdict of the ID number, or None where nobody has it yet."""
    seen_at = known.seen_ids.get(line.id_number)
    if seen_at is not None:
        return Match(code="duplicate_row" if seen_at == line.address else "id_in_two_dwellings")
    person = known.by_id.get(line.id_number)
    if person is None:
        return None
    # Somebody without a dwelling who turns up at one has come back; nothing speaks against it.
    if person.address not in (None, line.address) and not moves:
        return Match(code="id_in_two_dwellings")
    return Match(person)


def _repeated(known: Known, line: RosterLine) -> Match | None:
    """Whether an earlier row of this file is the same person; None where all of them are others."""
    assert line.address is not None
    doubtful = False
    for earlier in known.seen_rows.get((line.name, line.address), ()):
        same = _same_in_file(earlier, line)
        if same:
            return Match(code="duplicate_row")
        doubtful = doubtful or same is None
    return Match(code="person_ambiguous") if doubtful else None


def _same_in_file(earlier: RosterLine, line: RosterLine) -> bool | None:
    """Whether two rows of one name and dwelling are one person; None where nobody can say."""
    if earlier.id_number and line.id_number:
        return earlier.id_number == line.id_number
    if earlier.born_on and line.born_on:
        return earlier.born_on == line.born_on
    if earlier.relation and line.relation and earlier.relation != line.relation:
        return False
    if earlier.phones and line.phones:
        return bool(set(earlier.phones) & set(line.phones))
    return True if _said(earlier) == _said(line) else None


def _said(line: RosterLine) -> tuple[object, ...]:
    return line.relation, line.born_on, line.phones, line.id_number, line.id_text


def _by_place(known: Known, line: RosterLine, *, alone: bool) -> Match:
    people = known.by_place.get((line.name, line.address), [])
    free = [person for person in people if person.resident_id not in known.claimed]
    candidates = [person for person in free if not (line.id_number and person.id_number)]
    candidates = [person for person in candidates if not _differ(person.born_on, line.born_on)]
    if len(candidates) > 1 or not alone:
        candidates = told_apart(candidates, line, alone=alone)
    if len(candidates) > 1:
        return Match(code="person_ambiguous")
    return Match(candidates[0] if candidates else None)


def _differ(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one != other


def told_apart(people: Sequence[Person], line: RosterLine, *, alone: bool) -> list[Person]:
    """Those whom birth date, then relation, then phone leave; a criterion that fits nobody is passed over.

    alone: where another row of the file has this name and dwelling, somebody whose relation differs is not meant.
    """
    left = list(people)
    for fitting in (
        [person for person in left if line.born_on and person.born_on == line.born_on],
        [person for person in left if line.relation and person.relation == line.relation],
        [person for person in left if set(person.phones) & set(line.phones)],
    ):
        narrowed = [person for person in fitting if person in left]
        if narrowed:
            left = narrowed
        if len(left) == 1:
            break
    if not alone:
        left = [p for p in left if not (line.relation and p.relation and p.relation != line.relation) or
                (line.born_on and p.born_on == line.born_on)]  # fmt: skip
    return left


def _remember(known: Known, line: RosterLine, found: Match) -> None:
    assert line.address is not None
    if found.person is not None:
        known.claimed.add(found.person.resident_id)
    if line.id_number:
        known.seen_ids[line.id_number] = line.address
    known.seen_rows.setdefault((line.name, line.address), []).append(line)
