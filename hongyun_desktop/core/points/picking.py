# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom pasted names and typed words mean: the one person, those it might be, or nobody. Nothing is left out silently.

By name with room or phone as a sign-in sheet is matched, then by WeChat nickname, then as the search does (pinyin,
initials, a room, the end of a phone number). Knows nothing of the screen.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.points.pasted_names import PastedName, Skipped, read
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.points.sign_in_matching import NameBook
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store.store import Store

_LIST = "IN (SELECT value FROM json_each(?))"
_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be put on a list; dwelling in the short form, empty for none.

    details: what tells namesakes apart, such as "户主 · 1958年生 · 138****5678".
    """

    resident_id: int
    name: str
    dwelling: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """A pasted text that means one person."""

    text: str
    person: Person


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A pasted text that might mean several; why: namesakes, elsewhere (the room differs), household or alike."""

    text: str
    why: str
    candidates: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PickResult:
    """A pasted block, each text once in one of the lists; unknown: texts that mean nobody.

    repeated: texts that mean somebody who was picked before.
    """

    matched: tuple[Picked, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class _Guess:
    """Residents that one text might mean; why: empty where it means the one."""

    text: str
    ids: tuple[int, ...]
    why: str = ""


def matches(store: Store, text: str) -> PickResult:
    """Whom a pasted block means, in its order."""
    pasted, skipped = read(text)
    lines = [_line(each) for each in pasted]
    book = NameBook(store, [line for line in lines if line.name])
    guesses = [_guess(store, book, each, line) for each, line in zip(pasted, lines, strict=True)]
    people = people_of(store, {each for guess in guesses for each in guess.ids})
    return _sorted_out(guesses, people, skipped)


def people_of(store: Store, resident_ids: Iterable[int]) -> dict[int, Person]:
    """Residents as persons to be picked, by id; those erased or unknown are left out, merged ones stay themselves."""
    rows = store.sql(
        "SELECT r.id, r.name, b.code, u.code, d.room, r.relation, r.born_on, r.phones FROM resident r"
        " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
        f" LEFT JOIN building b ON b.id = u.building_id WHERE r.id {_LIST} AND r.erased_at IS NULL",
        (json.dumps(list(resident_ids)),),
    )
    return {
        resident_id: Person(
            resident_id, name, f"{building}-{unit}-{room}" if room else "", _details(relation, born_on, phones)
        )
        for resident_id, name, building, unit, room, relation, born_on, phones in rows
    }


def _details(relation: str, born_on: str | None, phones: str) -> str:
    numbers = json.loads(phones)
    parts = (relation, f"{born_on[:4]}年生" if born_on else "", mask_phone(numbers[0]) if numbers else "")
    return " · ".join(part for part in parts if part)


def _line(pasted: PastedName) -> SignInLine:
    return SignInLine("", 0, None, "", pasted.name, None, address=pasted.address, building=pasted.building,
                      phone=pasted.phone)  # fmt: skip


def _guess(store: Store, book: NameBook, pasted: PastedName, line: SignInLine) -> _Guess:
    if pasted.name:
        named, fitting = ({each.resident_id: None for each in found} for found in book.candidates(line))
        if fitting:
            return _Guess(pasted.text, tuple(fitting), "namesakes" if len(fitting) > 1 else "")
        if named:
            return _Guess(pasted.text, tuple(named), "elsewhere")
        nicknamed = _nicknamed(store, pasted.name)
        if nicknamed:
            return _Guess(pasted.text, nicknamed, "namesakes" if len(nicknamed) > 1 else "")
    return _searched(store, pasted)


def _searched(store: Store, pasted: PastedName) -> _Guess:
    """Somebody typed as for the search, or a name nobody has: then those who live at its room may be meant."""
    is_typed = not pasted.name or pasted.name.isascii()
    words = [pasted.name if is_typed else "", pasted.address.short if pasted.address else "", pasted.phone[-4:]]
    found = _residents(store, " ".join(filter(None, words)))
    if not is_typed:
        return _Guess(pasted.text, found, "household")
    return _Guess(pasted.text, found, "alike" if len(found) > 1 else "")


def _residents(store: Store, words: str) -> tuple[int, ...]:
    return tuple(hit.id for hit in search(store, words) if hit.kind == "resident")[:_MOST_CANDIDATES] if words else ()


def _nicknamed(store: Store, name: str) -> tuple[int, ...]:
    found = _residents(store, name)
    rows = store.sql(f"SELECT id, nicknames FROM resident WHERE id {_LIST}", (json.dumps(found),))
    return tuple(resident_id for resident_id, nicknames in rows if name in json.loads(nicknames))


def _sorted_out(guesses: Sequence[_Guess], people: dict[int, Person], skipped: Sequence[Skipped]) -> PickResult:
    matched: dict[int, Picked] = {}
    ambiguous: list[Ambiguous] = []
    unknown: list[str] = []
    repeated: list[str] = []
    for guess in guesses:
        candidates = tuple(people[each] for each in guess.ids if each in people)
        if not candidates:
            unknown.append(guess.text)
        elif guess.why:
            ambiguous.append(Ambiguous(guess.text, guess.why, candidates))
        elif candidates[0].resident_id in matched:
            repeated.append(guess.text)
        else:
            matched[candidates[0].resident_id] = Picked(guess.text, candidates[0])
    return PickResult(tuple(matched.values()), tuple(ambiguous), tuple(unknown), tuple(repeated), tuple(skipped))
