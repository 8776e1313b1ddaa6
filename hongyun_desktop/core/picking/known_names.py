# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom of the roster a pasted block may name, looked up once for all of it. Knows nothing of the screen."""

import re
from collections.abc import Iterator, Mapping, Sequence

from hongyun_desktop.core.picking.chain_words import nickname_key, spoken_names
from hongyun_desktop.core.picking.pasted_names import PastedName
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.points.sign_in_matching import NameBook, Namesake, namesakes_of
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.traditional import simplified

_SHORTEST, _LONGEST = 2, 4
"""Of so many characters is a name that may stand before other words."""
_JOINED = re.compile(r"[和与及跟]|带着?(?=\w)")


class Known:
    """Those in the roster who bear a name or nickname of a block."""

    def __init__(self, book: NameBook, nicknamed: Mapping[str, Sequence[Namesake]]) -> None:
        self._book, self._nicknamed = book, nicknamed

    @classmethod
    def of(cls, store: Store, pasted: Sequence[PastedName]) -> "Known":
        """Look everybody up, in two or three queries for the whole block."""
        names = dict.fromkeys(name for each in pasted for name in _names_of(each))
        lines = [SignInLine("", 0, None, "", name, None) for name in names]
        # Many people of one long line have said the same.
        said = {name for each in pasted for name in (each.name, each.said, *joined_names(each.name))}
        return cls(NameBook(store, lines), _nicknamed(store, set(map(nickname_key, said)) - {""}))

    def named(self, name: str) -> list[Namesake]:
        """Those whose real name it is."""
        return self._book.bearers(name) if name else []

    def nicknamed(self, text: str) -> Sequence[Namesake]:
        """Those who go by it on WeChat."""
        return self._nicknamed.get(nickname_key(text), ())

    def knows(self, name: str) -> bool:
        """Whether it is anybody's name or nickname."""
        return bool(self.named(name) or self.nicknamed(name))

    def beginning(self, name: str) -> str:
        """The longest known name that a text begins with, where more stands behind it."""
        lengths = range(min(_LONGEST, len(name) - 1), _SHORTEST - 1, -1)
        return next((name[:length] for length in lengths if self.named(name[:length])), "")


def _nicknamed(store: Store, keys: set[str]) -> dict[str, list[Namesake]]:
    rows = store.sql(
        "SELECT r.id, n.value FROM resident r, json_each(r.nicknames) n"
        " WHERE r.nicknames <> '[]' AND r.erased_at IS NULL"
    )
    wanted = [(resident_id, key) for resident_id, said in rows if (key := nickname_key(said)) in keys]
    people = {each.own_id: each for each in namesakes_of(store, {resident_id for resident_id, _key in wanted})}
    found: dict[str, list[Namesake]] = {}
    for resident_id, key in wanted:
        if resident_id in people:
            found.setdefault(key, []).append(people[resident_id])
    return found


def _names_of(pasted: PastedName) -> Iterator[str]:
    """Every name that a text may hold: as it stands, without the words around it, its beginnings and its parts."""
    yield from filter(None, (pasted.name, pasted.own_name))
    for part in (pasted.name, *joined_names(pasted.name)):
        yield from filter(None, spoken_names(part))
        yield from (other for name in (part, *spoken_names(part)) if (other := simplified(name)) != name)
        yield from (part[:length] for length in range(_SHORTEST, min(_LONGEST, len(part)) + 1))


def joined_names(name: str) -> list[str]:
    """ "张三和李四" as its people; nobody where nothing joins them or a part is too short for a name."""
    parts = [part for part in _JOINED.split(name) if part]
    return parts if len(parts) > 1 and min(map(len, parts)) >= _SHORTEST else []
