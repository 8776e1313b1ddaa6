# SPDX-License-Identifier: GPL-3.0-or-later
"""Who a pasted line may mean, by ids; `picking` shows the people. A wrong sign-up is worse than a question.

Works line by line: what else a line says makes a sure name doubtful, and family brought along is looked for at the
dwelling of the one who brings them. Knows nothing of the screen.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hongyun_desktop.core.picking import chain_words
from hongyun_desktop.core.picking.chain_words import looks_like_a_name, nickname_key, spoken_names
from hongyun_desktop.core.picking.known_names import Known, joined_names
from hongyun_desktop.core.picking.pasted_names import PastedName, Skipped
from hongyun_desktop.core.points.sign_in_matching import Namesake
from hongyun_desktop.core.roster.nicknames import is_honorific
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.traditional import simplified
from hongyun_desktop.frozen_class import frozen

_MOST_CANDIDATES = 12
_MOBILE, _PHONE_TAIL = 11, 4


@frozen
class Guess:
    """Residents that one text might mean; why: as in `Ambiguous`, empty where it means the one for sure.

    name: as far as it is known whose; nickname: the name as it stands in the text. said: the whole line with its
    number, from which it can be guessed again.
    """

    text: str
    ids: tuple[int, ...]
    why: str = ""
    line: int = 0
    nickname: str = ""
    name: str = ""
    said: str = ""


class Guesser:
    """Guesses line by line."""

    def __init__(self, store: Store, known: Known, *, typed: bool) -> None:
        self._store, self._known, self._typed = store, known, typed

    def line(self, people: Sequence[PastedName], beside: Sequence[Skipped]) -> tuple[list[Guess], list[Skipped]]:
        """The guesses of one line, and what of it still is no name."""
        guesses, left = self._read(people, beside)
        lines = dict.fromkeys(
            f"{each.line}. {each.said}" if each.numbered else each.said for each in (*people, *beside)
        )
        return [replace(each, said="\n".join(lines)) for each in guesses], left

    def _read(self, people: Sequence[PastedName], beside: Sequence[Skipped]) -> tuple[list[Guess], list[Skipped]]:
        if whole := self._by_whole_line(people):
            return [whole], []
        guesses: list[Guess] = []
        beside = list(beside)
        for each in people:
            if self._is_remark(each, people):
                beside.append(Skipped(each.text, "aside", each.line, each.numbered, each.entry))
                continue
            for piece, brought in self._pieces(each):
                guesses += [self._person(piece)] if piece else []
                guesses += [self._brought(brought, guesses, each)] if brought else []
        if people and self._is_doubtful(people):
            guesses = [each if each.why else replace(each, why="doubtful") for each in guesses]
        return self._with_those_beside(guesses, people, beside)

    def _by_whole_line(self, people: Sequence[PastedName]) -> Guess | None:
        """A nickname of several words or with digits: the line as a whole is it."""
        if len({each.said for each in people}) != 1 or self._known.named(people[0].name):
            return None
        first = people[0]
        nicknamed = self._known.nicknamed(first.said)
        if not nicknamed or nickname_key(first.said) == nickname_key(first.name):
            return None
        ids = _ids(nicknamed)
        return Guess(first.said, ids, "namesakes" if len(ids) > 1 else "", first.line, first.said)

    def _is_remark(self, pasted: PastedName, people: Sequence[PastedName]) -> bool:
        """Whether a text nobody bears belongs to a name beside it: 请假, or a nickname in front of the real one."""
        if len(people) < 2 or self._known.knows(pasted.name) or pasted.place or pasted.phone or pasted.own_name:
            return False
        if chain_words.is_doubtful(pasted.name):
            return True
        first, second = people[0], people[1]
        if pasted is not first or len(people) != 2 or not self._known.named(second.name):
            return False
        between = pasted.said[pasted.said.find(first.name) + len(first.name) : pasted.said.find(second.name)]
        is_apart = re.search(r"[、，,;；|/&+]", between) is not None
        return not (is_apart or chain_words.is_brought(first.name) or looks_like_a_name(first.name)
                    or is_honorific(first.name) or chain_words.names_kin(first.name))  # fmt: skip

    def _pieces(self, pasted: PastedName) -> Iterator[tuple[PastedName | None, str]]:
        """The text as its people, each with the words for whom they bring; a name that somebody bears stays whole."""
        name = pasted.name
        if not name or pasted.own_name or self._known.knows(name) or any(map(self._known.named, spoken_names(name))):
            yield pasted, ""
        elif chain_words.is_brought(name):
            yield None, name
        elif found := self._known.beginning(name):
            rest = name[len(found) :]
            if chain_words.brings(rest):
                yield replace(pasted, text=pasted.text.replace(name, found), name=found), name
            elif chain_words.is_kin_of(rest):
                # The mother of somebody is not that somebody.
                yield None, name
            else:
                yield from self._several(pasted)
        else:
            yield from self._several(pasted)

    def _several(self, pasted: PastedName) -> Iterator[tuple[PastedName, str]]:
        parts = joined_names(pasted.name)
        if not parts or pasted.place or pasted.phone or not any(self._known.knows(part) for part in parts):
            # Whose room it is can't be told.
            yield pasted, ""
            return
        for part in parts:
            text = part if self._known.knows(part) else f"{part}（{pasted.text}）"
            yield replace(pasted, text=text, name=part), ""

    def _person(self, pasted: PastedName) -> Guess:
        sure, loose = spoken_names(pasted.name)
        said = next((name for name in (pasted.name, sure, loose) if self._known.named(name)), pasted.name)
        pool = [*self._known.named(said), *self._known.nicknamed(pasted.name)]
        own = self._known.named(pasted.own_name)
        if own:
            both = [each for each in pool if each.resident_id in _ids(own)]
            doubtful = (bool(pool) and not both) or chain_words.names_kin(pasted.name)
            pool = both or [*pool, *own]
        else:
            doubtful = bool(pool) and said not in (pasted.name, sure)
        if not pool:
            return self._in_other_characters(pasted) or self._searched(pasted)
        fitting = _fitting(pool, pasted)
        why = "elsewhere" if not fitting else "namesakes" if len(fitting) > 1 else "doubtful" if doubtful else ""
        return Guess(pasted.text, fitting or _ids(pool), why, pasted.line, pasted.name, said)

    def _in_other_characters(self, pasted: PastedName) -> Guess | None:
        """張三 where the roster has 张三: asked about, for the roster may have left somebody out."""
        names = (simplified(name) for name in (pasted.name, *spoken_names(pasted.name)))
        name = next((name for name in names if self._known.named(name)), "")
        if not (pool := self._known.named(name)):
            return None
        return Guess(pasted.text, _fitting(pool, pasted) or _ids(pool), "traditional", pasted.line, "", name)

    def _searched(self, pasted: PastedName) -> Guess:
        """Somebody typed as for the search, or a name nobody has: then those who live at its room may be meant."""
        is_typed = not pasted.name or pasted.name.isascii()
        address = pasted.address.short if pasted.address else pasted.place.room if is_typed else ""
        words = [pasted.name if is_typed else "", address, pasted.phone[-_PHONE_TAIL:]]
        found = self._residents(" ".join(filter(None, words)))
        if not is_typed or (pasted.name and pasted.place):
            return Guess(pasted.text, found or self._living_at(pasted), "household", pasted.line, pasted.name)
        may_be_typed = self._typed and not pasted.numbered
        return Guess(pasted.text, found, "" if len(found) == 1 and may_be_typed else "alike", pasted.line, pasted.name)

    def _living_at(self, pasted: PastedName) -> tuple[int, ...]:
        return self._residents(pasted.address.short) if pasted.address else ()

    def _residents(self, words: str) -> tuple[int, ...]:
        if not words:
            return ()
        return tuple(hit.id for hit in search(self._store, words) if hit.kind == "resident")[:_MOST_CANDIDATES]

    def _brought(self, text: str, guesses: Sequence[Guess], pasted: PastedName) -> Guess:
        """Somebody without a name: of the household of the one person who is known, if there is one."""
        speakers = {guess.ids[0] for guess in guesses if not guess.why and guess.ids}
        shown = text if text in pasted.text else f"{pasted.text} {text}".strip()
        if not speakers and (found := self._known.beginning(text)):
            # 张三的妈妈: somebody of the household, but not the one who is named.
            speakers = set(_fitting(self._known.named(found), pasted))
        ids = self._household(speakers.pop()) if len(speakers) == 1 else ()
        listed = {guess.ids[0] for guess in guesses if not guess.why and guess.ids}
        return Guess(shown, tuple(each for each in ids if each not in listed), "brought", pasted.line)

    def _household(self, resident_id: int) -> tuple[int, ...]:
        rows = self._store.sql(
            "SELECT other.id FROM resident one JOIN resident other ON other.dwelling_id = one.dwelling_id"
            " WHERE one.id = ? AND other.id <> one.id AND other.merged_into IS NULL AND other.erased_at IS NULL"
            " ORDER BY other.id LIMIT ?",
            (resident_id, _MOST_CANDIDATES),
        )
        return tuple(other for (other,) in rows)

    def _is_doubtful(self, people: Sequence[PastedName]) -> bool:
        """Whether the line takes the sign-up back or speaks for another, apart from the names in it."""
        rest = " ".join(dict.fromkeys(each.said for each in people))
        for each in people:
            for name in (each.name, each.own_name, *spoken_names(each.name)):
                if self._known.knows(name):
                    rest = rest.replace(name, " ")
        return chain_words.is_doubtful(rest)

    def _with_those_beside(
        self, guesses: list[Guess], people: Sequence[PastedName], beside: Sequence[Skipped]
    ) -> tuple[list[Guess], list[Skipped]]:
        left: list[Skipped] = []
        for each in beside:
            if _is_brought(each) and not (people and chain_words.is_one_more(each.text)):
                guesses.append(self._brought(each.text, guesses, PastedName("", "", line=each.line)))
            else:
                left.append(each)
        if not guesses and left and left[0].numbered:
            # 接龙 counts the line, so somebody has signed up; it does not say who.
            return [Guess(" ".join(each.text for each in left), (), line=left[0].line)], []
        return guesses, left


def _is_brought(beside: Skipped) -> bool:
    if beside.why == "more":
        return True
    inside = re.search(r"（([^（）]*)", beside.text)
    return beside.why == "aside" and chain_words.is_brought((inside[1] if inside else beside.text).strip())


def _ids(people: Iterable[Namesake]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.resident_id for each in people))


def _fitting(pool: Sequence[Namesake], pasted: PastedName) -> tuple[int, ...]:
    """Those whom place and phone allow: a wrong one is no proof against somebody of whom no phone is known."""
    there = [each for each in pool if pasted.place.fits(each.address)]
    if not pasted.phone:
        return _ids(there)
    reached = [each for each in there if _is_reached(each, pasted.phone)]
    if reached or len(pasted.phone) < _MOBILE:
        return _ids(reached)
    return _ids(each for each in there if not json.loads(each.phones))


def _is_reached(namesake: Namesake, phone: str) -> bool:
    """Whether a number is a phone, the end of one, or the number of a room."""
    is_room = namesake.address is not None and namesake.address.room == phone
    return is_room or (len(phone) >= _PHONE_TAIL and any(each.endswith(phone) for each in json.loads(namesake.phones)))
