# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom pasted names and typed words mean: the one person, those it might be, or nobody. Nothing is left out silently.

By name or WeChat nickname with room or phone, then as the search does (pinyin, initials, a room, the end of a phone
number). Where a line leaves any doubt it is asked about. Knows nothing of the screen.
"""

import json
from collections.abc import Iterable, Sequence

from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.picking.chain_words import looks_like_a_name
from hongyun_desktop.core.picking.guessing import Guess, Guesser
from hongyun_desktop.core.picking.known_names import Known
from hongyun_desktop.core.picking.pasted_names import PastedName, Skipped, read
from hongyun_desktop.core.roster.nicknames import is_honorific
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen


@frozen
class Person:
    """Somebody to be put on a list; dwelling in the short form, empty for none.

    details: what tells namesakes apart, such as "户主 · 1958年生 · 138****5678".
    """

    resident_id: int
    name: str
    dwelling: str
    details: str = ""


@frozen
class Picked:
    """A pasted text that means one person; line: as in `PastedName`."""

    text: str
    person: Person
    line: int = 0


@frozen
class Ambiguous:
    """A pasted text that might mean several, or one but not surely.

    why: namesakes, elsewhere (the room or phone differs), household (who lives at its room), brought (somebody
    without a name beside one who is known), doubtful (the line says more than that they come), traditional (the roster
    has simplified characters) or alike.
    name: the name in the text, or all of it. nickname, said: as in `Unknown`; nickname is empty for a real name.
    """

    text: str
    why: str
    candidates: tuple[Person, ...]
    line: int = 0
    nickname: str = ""
    name: str = ""
    said: str = ""


@frozen
class Unknown:
    """A pasted text that means nobody; nickname: the name in it, which may be somebody's on WeChat.

    said: the whole line with its number, to be asked about again.
    """

    text: str
    line: int = 0
    nickname: str = ""
    said: str = ""


@frozen
class PickResult:
    """A pasted block, each text once in one of the lists.

    repeated: texts that mean somebody who was picked before.
    """

    matched: tuple[Picked, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    repeated: tuple[Picked, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def matches(store: Store, text: str, *, typed: bool = True) -> PickResult:
    """Whom a pasted block means, in its order.

    typed: initials, a room or the end of a phone number do for a name, as in the search, where the line has no
    number; in a chain they are asked about.
    """
    pasted, skipped = read(text)
    guesser = Guesser(store, Known.of(store, pasted), typed=typed)
    guesses: list[Guess] = []
    left: list[Skipped] = []
    for people, beside in _by_entry(pasted, skipped):
        found, rest = guesser.line(people, beside)
        guesses += found
        left += rest
    return _sorted_out(guesses, people_of(store, {each for guess in guesses for each in guess.ids}), left)


def is_own_nickname(text: str) -> bool:
    """Whether a text is worth remembering as a nickname: neither written as a real name is, nor 王嬢嬢 or 李大爷."""
    return bool(text) and not looks_like_a_name(text) and not is_honorific(text)


def _by_entry(pasted: Sequence[PastedName], skipped: Sequence[Skipped]) -> list[tuple[list[PastedName], list[Skipped]]]:
    """The entries in their order, each with its people and what was not taken for one."""
    entries: dict[int, tuple[list[PastedName], list[Skipped]]] = {}
    for each in pasted:
        entries.setdefault(each.entry, ([], []))[0].append(each)
    for each in skipped:
        entries.setdefault(each.entry, ([], []))[1].append(each)
    return [entries[entry] for entry in sorted(entries)]


def people_of(store: Store, resident_ids: Iterable[int]) -> dict[int, Person]:
    """Residents as persons to be picked, by id; those erased or unknown are left out, merged ones stay themselves."""
    rows = store.sql(
        "SELECT r.id, r.name, b.code, u.code, d.room, r.relation, r.born_on, r.phones FROM resident r"
        " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
        f" LEFT JOIN building b ON b.id = u.building_id WHERE r.id {AMONG} AND r.erased_at IS NULL",
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


def _sorted_out(guesses: Sequence[Guess], people: dict[int, Person], skipped: Sequence[Skipped]) -> PickResult:
    matched: dict[int, Picked] = {}
    ambiguous: list[Ambiguous] = []
    unknown: list[Unknown] = []
    repeated: list[Picked] = []
    for guess in guesses:
        candidates = tuple(people[each] for each in guess.ids if each in people)
        if not candidates:
            unknown.append(Unknown(guess.text, guess.line, guess.nickname, guess.said))
        elif guess.why:
            nickname = guess.nickname if guess.why == "household" else ""
            name = guess.name or guess.nickname or guess.text
            ambiguous.append(Ambiguous(guess.text, guess.why, candidates, guess.line, nickname, name, guess.said))
        elif candidates[0].resident_id in matched:
            repeated.append(Picked(guess.text, candidates[0], guess.line))
        else:
            matched[candidates[0].resident_id] = Picked(guess.text, candidates[0], guess.line)
    return PickResult(tuple(matched.values()), tuple(ambiguous), tuple(unknown), tuple(repeated), tuple(skipped))
