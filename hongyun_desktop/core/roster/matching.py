# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is who when a roster comes in. Pure decisions: standard library only.

Source: design of the roster import. The same valid ID is the same person, two different ones never are; without
one, name and dwelling, told apart by birth date, then relation, then phone, else nobody can say.
What the file says of itself is judged before the database is asked, so that a second run finds the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.rules import ResidentRow, RosterLine
from hongyun_desktop.frozen_class import frozen

Place = tuple[str, Address | None]
_Score = tuple[bool, bool, bool]

_REFUSED_AS_THEY_STAND = frozenset({"duplicate_row", "person_ambiguous", "private_use_character", "several_people"})
_NOTHING_FITS: _Score = (False, False, False)


@frozen
class FormerPlace:
    """A name, dwelling or ID under which somebody stood before a hand changed it, or a merger joined two rows."""

    resident_id: int
    name: str
    address: Address | None
    id_number: str = ""


@dataclass(slots=True)
class Known:
    """Everybody of the database, by ID number, and by name and dwelling as they are and as they were."""

    by_id: dict[str, ResidentRow] = field(default_factory=dict[str, ResidentRow])
    by_place: dict[Place, list[ResidentRow]] = field(default_factory=dict[Place, list[ResidentRow]])
    formerly: dict[Place, list[ResidentRow]] = field(default_factory=dict[Place, list[ResidentRow]])

    @classmethod
    def of(cls, rows: Mapping[int, ResidentRow], former: Iterable[FormerPlace] = ()) -> "Known":
        """rows: by resident_id; former: of people among them."""
        known = cls()
        for row in rows.values():
            if row.id_number:
                known.by_id[row.id_number] = row
            known.by_place.setdefault((row.name, row.address), []).append(row)
        for each in former:
            row = rows[each.resident_id]
            if each.id_number:
                known.by_id[each.id_number] = row
            people = known.formerly.setdefault((each.name, each.address), [])
            if row not in people:
                people.append(row)
        return known

    def fitting(self, line: RosterLine) -> list[ResidentRow]:
        """Those whom a line may speak of, by its ID number or its name and dwelling."""
        holder = self.by_id.get(line.id_number)
        place = line.name, line.address
        return [*([holder] if holder else []), *self.by_place.get(place, ()), *self.formerly.get(place, ())]


@frozen
class Match:
    """Who a row is: somebody known or somebody new (None); or why it can't be taken, and what it clashes with."""

    person: ResidentRow | None = None
    code: str = ""
    text: str = ""


_NEW = Match()


def match_lines(
    known: Known, lines: Sequence[RosterLine], moves: frozenset[tuple[str, int]] = frozenset()
) -> list[Match]:
    """Who each line is, in their order; a line without a name is nobody and always taken with its dwelling.

    moves: (sheet, row) of lines that say that somebody moved house; other rows with that ID number are out of date.
    """
    matches = _judge_numbers(known, lines, moves)
    groups = _judge_repetitions(lines, matches)
    claimed = {match.person.resident_id for match in matches if match.person and not match.code}
    # Whoever a hand renamed is meant by the row of the old name where the file has one, and by no namesake's.
    renamed = {person.resident_id for place in groups for person in known.formerly.get(place, ())}
    for place, positions in groups.items():
        living = [each for each in known.by_place.get(place, ()) if each.resident_id not in renamed]
        people = living, known.formerly.get(place)
        if any(people):
            _match_household(positions, lines, matches, people, claimed)
    return matches


def _judge_numbers(known: Known, lines: Sequence[RosterLine], moves: frozenset[tuple[str, int]]) -> list[Match]:
    moved = _moved_numbers(lines, moves)
    seen: dict[str, Address] = {}
    matches: list[Match] = []
    for line in lines:
        if line.standing_problem in _REFUSED_AS_THEY_STAND:
            matches.append(Match(code=line.standing_problem))
        elif line.address is None:
            matches.append(Match(code="unreadable_address", text=line.address_text))
        elif not (line.name and line.id_number):
            matches.append(_NEW)
        else:
            match = _judge_number(line, line.address, known, seen, moved)
            if not match.code:
                seen[line.id_number] = line.address
            matches.append(match)
    return matches


def _moved_numbers(lines: Sequence[RosterLine], moves: frozenset[tuple[str, int]]) -> dict[str, Address]:
    """Where those live who moved house, by ID number; the first such row of a person counts."""
    moved: dict[str, Address] = {}
    for line in lines if moves else ():
        if (line.sheet, line.row) in moves and line.id_number and line.address:
            moved.setdefault(line.id_number, line.address)
    return moved


def _judge_number(
    line: RosterLine, address: Address, known: Known, seen: Mapping[str, Address], moved: Mapping[str, Address]
) -> Match:
    """What the ID number says; somebody without a dwelling who turns up at one has come back, which is no clash."""
    number = line.id_number
    person = known.by_id.get(number)
    stands_at = moved.get(number) or seen.get(number) or (person.address if person else None)
    if stands_at not in (None, address):
        return Match(person, "id_in_two_dwellings", stands_at.short if stands_at else "")
    if number in seen:
        return Match(person, "duplicate_row")
    return Match(person) if person else _NEW


def _judge_repetitions(lines: Sequence[RosterLine], matches: list[Match]) -> dict[Place, list[int]]:
    """Refuse rows that repeat, or may repeat, an earlier one; the positions of the others by name and dwelling."""
    groups: dict[Place, list[int]] = {}
    for position, line in enumerate(lines):
        if matches[position].code or not line.name:
            continue
        group = groups.setdefault((line.name, line.address), [])
        repetition = _repetition([lines[earlier] for earlier in group], line) if group else _NEW
        if repetition.code:
            matches[position] = repetition
        else:
            group.append(position)
    return groups


def _repetition(earlier: Sequence[RosterLine], line: RosterLine) -> Match:
    verdicts = [_same(each, line) for each in earlier]
    if True in verdicts:
        return Match(code="duplicate_row")
    doubtful = [each for each, same in zip(earlier, verdicts, strict=True) if same is None]
    if not doubtful:
        return _NEW
    return Match(code="person_ambiguous", text="；".join(f"第{each.row}行 {_described(each)}" for each in doubtful))


def _same(one: RosterLine, other: RosterLine) -> bool | None:
    """Whether two rows of one name and dwelling are one person; None where nobody can say."""
    if one.id_number and other.id_number:
        return one.id_number == other.id_number
    if one.born_on and other.born_on:
        return one.born_on == other.born_on
    if one.relation and other.relation and one.relation != other.relation:
        return False
    if one.phones and other.phones:
        return not set(one.phones).isdisjoint(other.phones)
    return True if _said(one) == _said(other) else None


def _said(line: RosterLine) -> tuple[object, ...]:
    return line.relation, line.born_on, line.phones, line.id_number, line.id_text


def _described(person: RosterLine | ResidentRow) -> str:
    """The name, with what tells namesakes apart in brackets."""
    facts = [person.relation, f"{person.born_on.year}年生" if person.born_on else ""]
    shown = "，".join(fact for fact in facts if fact)
    return f"{person.name}（{shown}）" if shown else person.name


def _match_household(
    positions: Sequence[int],
    lines: Sequence[RosterLine],
    matches: list[Match],
    people: tuple[list[ResidentRow] | None, list[ResidentRow] | None],
    claimed: set[int],
) -> None:
    """Match the rows of one name and dwelling that no ID number settled: with those who live there, then with those
    who did before a hand changed it."""
    several = len(positions) > 1
    open_rows = [position for position in positions if matches[position].person is None]
    for candidates in people:
        free = [person for person in candidates or () if person.resident_id not in claimed]
        if not (open_rows and free):
            continue
        pairs, doubtful = _pair({position: lines[position] for position in open_rows}, free, several=several)
        for position, person in pairs.items():
            matches[position] = Match(person)
            claimed.add(person.resident_id)
        for position in doubtful:
            matches[position] = Match(code="person_ambiguous", text="；".join(map(_described, free)))
        open_rows = [position for position in open_rows if position not in pairs and position not in doubtful]


def _pair(
    rows: Mapping[int, RosterLine], people: Sequence[ResidentRow], *, several: bool
) -> tuple[dict[int, ResidentRow], set[int]]:
    """Rows with the one person each fits best, and the rows that might be one or another; the rest are new people."""
    left_rows, left_people, pairs = dict(rows), list(people), dict[int, ResidentRow]()
    while pair := _best_pair(left_rows, left_people, several=several):
        position, person = pair
        pairs[position] = person
        del left_rows[position]
        left_people.remove(person)
    options = {
        position: [person for person in left_people if _possible(person, line, several=several)]
        for position, line in left_rows.items()
    }
    doubtful = {position for position, found in options.items() if found}
    if len(doubtful) == 1:
        (position,) = doubtful
        if len(options[position]) == 1:
            return {**pairs, position: options[position][0]}, set()
    return pairs, doubtful


def _best_pair(
    rows: Mapping[int, RosterLine], people: Sequence[ResidentRow], *, several: bool
) -> tuple[int, ResidentRow] | None:
    """A row and a person who fit each other better than anybody else fits either; None where no such pair is left."""
    scores = {
        (position, person.resident_id): _score(person, line)
        for position, line in rows.items()
        for person in people
        if _possible(person, line, several=several)
    }
    for (position, resident_id), score in scores.items():
        rivals = [
            other
            for pair, other in scores.items()
            if pair != (position, resident_id) and (pair[0] == position or pair[1] == resident_id)
        ]
        if score > max(rivals, default=_NOTHING_FITS) and score > _NOTHING_FITS:
            return position, next(person for person in people if person.resident_id == resident_id)
    return None


def _score(person: ResidentRow, line: RosterLine) -> _Score:
    return (
        line.born_on is not None and person.born_on == line.born_on,
        bool(line.relation) and person.relation == line.relation,
        not set(person.phones).isdisjoint(line.phones),
    )


def _possible(person: ResidentRow, line: RosterLine, *, several: bool) -> bool:
    """Whether nothing speaks against a row and a person being the same; what a hand set speaks against nothing.

    several: the file has this name and dwelling more than once, so that the relation tells its rows apart.
    """
    if person.id_number and line.id_number:
        return False
    if line.id_number and person.address not in (None, line.address):
        # Somebody moved by hand would get the number here and clash with it there on the next run.
        return False
    if person.born_on and line.born_on and "born_on" not in person.hand_edited:
        return person.born_on == line.born_on
    differs = bool(person.relation and line.relation) and person.relation != line.relation
    return not (several and differs and "relation" not in person.hand_edited)
