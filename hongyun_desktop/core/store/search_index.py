# SPDX-License-Identifier: GPL-3.0-or-later
"""The full-text table that finds records of every kind by what is typed, kept in step by every unit.

`search_terms` has what it is asked. Speaks SQL of its own because it sits below the features; imports none of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from hongyun_desktop.core.pinyin import search_words
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.search_terms import KINDS, row_number, spaced

INDEXED = frozenset(KINDS)


def refresh(connection: Any, touched: Mapping[str, Iterable[int]]) -> None:
    """Write anew the search rows of the records that a unit touched; gone and erased ones lose theirs."""
    for kind in KINDS:
        ids = list(touched.get(kind, ()))
        if ids:
            connection.executemany("DELETE FROM search WHERE rowid = ?", [(row_number(kind, i),) for i in ids])
            _add(connection, kind, json.dumps(ids))


def rebuild(connection: Any) -> None:
    """Make the whole table anew from the records."""
    connection.execute("DELETE FROM search")
    for kind in KINDS:
        every = connection.execute(f"SELECT json_group_array(id) FROM {kind}").fetchone()[0]
        _add(connection, kind, every)


def every(connection: Any) -> Iterator[tuple[int, str]]:
    """Every search row as it must be: its number and words."""
    for kind in KINDS:
        ids = connection.execute(f"SELECT json_group_array(id) FROM {kind}").fetchone()[0]
        for record_id, words in _WORDS[kind](connection, ids):
            yield row_number(kind, record_id), words


def _add(connection: Any, kind: str, ids: str) -> None:
    rows = ((row_number(kind, record_id), words) for record_id, words in _WORDS[kind](connection, ids))
    connection.executemany("INSERT INTO search(rowid, words) VALUES (?, ?)", rows)


@lru_cache(maxsize=4096)
def _name_words(name: str) -> str:
    return " ".join([spaced(name), *search_words(name)])


def _texts(json_array: str) -> list[str]:
    # Most lists of a large roster are empty.
    return [] if json_array == "[]" else json.loads(json_array)


def _resident_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    rows = connection.execute(
        "SELECT r.id, r.name, r.phones, r.nicknames, b.code, u.code, d.room FROM resident r"
        " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
        f" LEFT JOIN building b ON b.id = u.building_id WHERE r.id {AMONG} AND r.erased_at IS NULL"
        " AND r.merged_into IS NULL",
        (ids,),
    )
    for record_id, name, phones, nicknames, *place in rows:
        words = [_name_words(name)]
        words += [phone[-4:] for phone in _texts(phones)] + [spaced(each) for each in _texts(nicknames)]
        words += [spaced(part) for part in place if part]
        yield record_id, " ".join(words)


def _dwelling_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    rows = connection.execute(
        "SELECT d.id, b.code, u.code, d.room FROM dwelling d JOIN building_unit u ON u.id = d.building_unit_id"
        f" JOIN building b ON b.id = u.building_id WHERE d.id {AMONG}",
        (ids,),
    )
    for record_id, *place in rows:
        yield record_id, " ".join(map(spaced, place))


def _activity_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    for record_id, name, held_on in connection.execute(
        f"SELECT id, name, held_on FROM activity WHERE id {AMONG}", (ids,)
    ):
        yield record_id, f"{spaced(name)} {spaced(held_on)}"


def _certificate_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    rows = connection.execute(
        "SELECT c.id, c.number, c.serial, coalesce(r.name, '') FROM certificate c"
        f" LEFT JOIN resident r ON r.id = c.resident_id AND r.erased_at IS NULL WHERE c.id {AMONG}",
        (ids,),
    )
    for record_id, number, serial, name in rows:
        yield record_id, " ".join([spaced(number), str(serial), spaced(name), *search_words(name)])


def _team_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    for record_id, name in connection.execute(f"SELECT id, name FROM team WHERE id {AMONG}", (ids,)):
        yield record_id, _name_words(name)


def _task_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    rows = connection.execute(
        "SELECT t.id, printf('%d-%03d %d-%d', t.year, t.serial, t.year, t.serial), t.title, t.category, t.road,"
        " t.road_number, t.spot, t.party, coalesce(b.code, ''), coalesce(u.code, '') FROM task t"
        " LEFT JOIN building b ON b.id = t.building_id LEFT JOIN building_unit u ON u.id = t.building_unit_id"
        f" WHERE t.id {AMONG}",
        (ids,),
    )
    for record_id, *texts in rows:
        yield record_id, " ".join(map(spaced, texts))


def _facility_words(connection: Any, ids: str) -> Iterator[tuple[int, str]]:
    for record_id, *texts in connection.execute(f"SELECT id, name, kind, place FROM facility WHERE id {AMONG}", (ids,)):
        yield record_id, " ".join(map(spaced, texts))


_WORDS: dict[str, Callable[[Any, str], Iterator[tuple[int, str]]]] = {
    "resident": _resident_words,
    "dwelling": _dwelling_words,
    "activity": _activity_words,
    "certificate": _certificate_words,
    "team": _team_words,
    "task": _task_words,
    "facility": _facility_words,
}
