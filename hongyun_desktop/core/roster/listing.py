# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of residents as the screen asks for it: which fit, in which order, how many, and a page of them.

Reads only. Erased people and those merged into others are in no list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from json import dumps, loads
from typing import Any

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.ordered_ids import IdsAsNeeded, ordered_ids
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.ordering import (
    BY_ADDRESS,
    BY_RANK,
    PLACE_OF_RESIDENT,
    RANKED_DWELLINGS,
    RANKED_DWELLINGS_OF_SOME_UNITS,
)
from hongyun_desktop.core.roster.rules import Occupancy, RosterTotals, age_on
from hongyun_desktop.core.store import search_terms
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

NO_DWELLING = "no_dwelling"
# Age bands: from and up to which age, both included; None is open.
AGE_BANDS: dict[str, tuple[int | None, int | None]] = {
    "child": (None, 13), "minor": (None, 17), "grown": (18, 59), "old": (60, None), "very_old": (80, None),
}  # fmt: skip
_FIRST, _MOST = 100, 3_000
_STANDS = "r.erased_at IS NULL AND r.merged_into IS NULL"
# Everybody but the few who are gone: to look at each row took a hundred times as long.
_ALL_PEOPLE = (
    "(SELECT count(*) FROM resident)"
    " - (SELECT count(*) FROM resident WHERE erased_at IS NOT NULL OR merged_into IS NOT NULL)"
)
_FROM_RESIDENT = f"FROM resident r {PLACE_OF_RESIDENT}"
_FROM_DWELLING = (
    "FROM dwelling d JOIN building_unit u ON u.id = d.building_unit_id JOIN building b ON b.id = u.building_id"
    f" LEFT JOIN resident r ON r.dwelling_id = d.id AND {_STANDS}"
)
_ALL_DWELLINGS = (
    "SELECT (SELECT count(*) FROM building b WHERE EXISTS (SELECT 1 FROM building_unit u JOIN dwelling d"
    " ON d.building_unit_id = u.id WHERE u.building_id = b.id)),"
    " (SELECT count(*) FROM dwelling), (SELECT count(*) FROM dwelling WHERE occupancy = 'vacant')"
)


@frozen
class ResidentListRow:
    """One line of the list; phone: the first one, masked."""

    resident_id: int
    name: str
    dwelling_id: int | None
    address: Address | None
    occupancy: Occupancy | None
    relation: str
    age: int | None
    phone: str
    home_village: str
    tags: tuple[str, ...]


def residents_window(store: Store, query: Query) -> Window[ResidentListRow]:
    """Residents that fit, by address unless another order is asked for.

    Filters: building (its code), occupancy (an Occupancy or NO_DWELLING), tag, age (of AGE_BANDS), village.
    Sorts: address, name (by how it reads), age (those without a birth date last either way), village.
    """
    if query == Query():
        ids: Sequence[int] = _everybody(store)
        return Window(ids, lambda wanted: _rows(store, wanted))
    where, params = _condition(query, today(store.clock), sees=store.may(Right.SEE_SENSITIVE))
    if query.sort == "name":
        ids = _by_reading(store, where, params, descending=query.descending)
    else:
        ids = _in_order(store, where, params, query)
    return Window(ids, lambda wanted: _rows(store, wanted))


def _everybody(store: Store) -> Sequence[int]:
    """All by address: those of the first units at once, the others as somebody looks further down."""
    count, units = store.sql(f"SELECT {_ALL_PEOPLE}, (SELECT count(*) FROM building_unit)")[0]
    return IdsAsNeeded(count, _by_units(store, count, units), lambda: _in_order(store, "", (), Query()))


def _by_units(store: Store, count: int, units: int) -> Iterator[list[int]]:
    """All by address, some units after the others; those without a dwelling come last."""
    done, some = 0, 1 + units * _FIRST // max(count, 1)
    while done < units:
        yield ordered_ids(
            store,
            # CROSS: from the dwellings to their people, else everybody would be looked at for each piece.
            f"{RANKED_DWELLINGS_OF_SOME_UNITS} SELECT r.id FROM ranked CROSS JOIN resident r"
            " ON r.dwelling_id = ranked.id"
            f" WHERE {_STANDS} ORDER BY {_order(Query())}",
            (done, done + some),
        )
        done += some
        # More at once as somebody looks further, but never so many that a scrolling hand would notice.
        some = min(2 * some, 1 + units * _MOST // max(count, 1))
    homeless = (
        f"SELECT r.id FROM resident r WHERE {_STANDS} AND r.dwelling_id IS NULL ORDER BY r.relation <> '户主', r.id"
    )
    yield ordered_ids(store, homeless)


def _in_order(store: Store, where: str, params: Sequence[object], query: Query) -> list[int]:
    statement = (
        f"{RANKED_DWELLINGS} SELECT r.id {_FROM_RESIDENT} LEFT JOIN ranked ON ranked.id = r.dwelling_id"
        f" WHERE {_STANDS}{where} ORDER BY {_order(query)}"
    )
    return ordered_ids(store, statement, params)


def _order(query: Query) -> str:
    if query.sort == "age":
        return f"r.born_on IS NULL, r.born_on{'' if query.descending else ' DESC'}, r.id"
    direction = " DESC" if query.descending else ""
    # The head of the household first, as in `residents.household`.
    by_place = BY_RANK + ", r.relation <> '户主', r.id"
    if query.sort == "village":
        return f"r.home_village = '', r.home_village{direction}, ranked.id IS NULL, {by_place.format(direction='')}"
    return f"ranked.id IS NULL, {by_place.format(direction=direction)}"


def _by_reading(store: Store, where: str, params: Sequence[object], *, descending: bool) -> list[int]:
    from hongyun_desktop.core.pinyin import reading

    rows = store.sql(f"SELECT r.name, r.id {_FROM_RESIDENT} WHERE {_STANDS}{where} ORDER BY r.id", params)
    # A list has thousands of names but hundreds of characters.
    sounds = {ord(character): f"{reading(character)} " for character in set().union(*(name for name, _id in rows))}
    ordered = sorted(rows, key=lambda row: (row[0].translate(sounds), row[0]), reverse=descending)
    return [row_id for _name, row_id in ordered]


def _condition(query: Query, day: date, *, sees: bool, dwellings: bool = False) -> tuple[str, list[object]]:
    """What follows WHERE, beginning with AND; dwellings: the text may fit the dwelling itself too.

    sees: whether tags may be told; else nobody has any.
    """
    parts: list[str] = []
    params: list[object] = []

    def add(part: str, *values: object) -> None:
        parts.append(part)
        params.extend(values)

    for key, value in query.filters.items():
        if key == "building":
            add("b.code = ?", value)
        elif key == "occupancy":
            add("d.id IS NULL") if value == NO_DWELLING else add("d.occupancy = ?", str(value))
        elif key == "tag":
            add("EXISTS (SELECT 1 FROM json_each(r.tags) WHERE value = ?)", value) if sees else add("0")
        elif key == "village":
            add("r.home_village = ?", value)
        elif key == "age":
            _add_age(add, AGE_BANDS[value], day)
    if query.text.strip():
        _add_text(add, query.text, dwellings=dwellings)
    return "".join(f" AND {part}" for part in parts), params


def _add_age(add: Any, band: tuple[int | None, int | None], day: date) -> None:
    youngest, oldest = band
    if youngest is not None:
        add("r.born_on <= ?", _years_before(day, youngest).isoformat())
    if oldest is not None:
        add("r.born_on > ?", _years_before(day, oldest + 1).isoformat())


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def _add_text(add: Any, text: str, *, dwellings: bool) -> None:
    expression = search_terms.match_expression(text)
    if not expression:
        add("0")
        return
    kinds = [("r.id", "resident"), ("d.id", "dwelling")] if dwellings else [("r.id", "resident")]
    places = [f"{column} IN ({search_terms.found_ids(kind)})" for column, kind in kinds]
    add(f"({' OR '.join(places)})", *[expression] * len(places))


def _rows(store: Store, ids: Sequence[int]) -> list[ResidentListRow]:
    day = today(store.clock)
    rows = store.sql(
        "SELECT r.id, r.name, r.dwelling_id, b.code, u.code, d.room, d.occupancy, r.relation, r.born_on, r.phones,"
        f" r.home_village, r.tags {_FROM_RESIDENT} WHERE {_STANDS} AND r.id {AMONG}",
        (dumps(list(ids)),),
    )
    if not store.may(Right.SEE_SENSITIVE):
        return [replace(row, tags=()) for row in _sorted(rows, ids, day)]
    return _sorted(rows, ids, day)


def _sorted(rows: Sequence[tuple[Any, ...]], ids: Sequence[int], day: date) -> list[ResidentListRow]:
    found = {row[0]: _row(day, *row) for row in rows}
    return [found[each] for each in ids if each in found]


def _row(
    day: date, resident_id: int, name: str, dwelling_id: int | None, building: str, unit: str, room: str,
    occupancy: str | None, relation: str, born_on: str | None, phones: str, village: str, tags: str,
) -> ResidentListRow:  # fmt: skip
    return ResidentListRow(
        resident_id, name, dwelling_id,
        Address(building, unit, room) if dwelling_id else None,
        Occupancy(occupancy) if occupancy else None,
        relation, age_on(date.fromisoformat(born_on), day) if born_on else None,
        _shown_phone(loads(phones)), village, tuple(loads(tags)),
    )  # fmt: skip


def _shown_phone(phones: Sequence[str]) -> str:
    return mask_phone(phones[0]) if phones else ""


def totals(store: Store, query: Query, known_people: int | None = None) -> RosterTotals:
    """What those who fit count: people, and the dwellings that fit by themselves or through somebody in them.

    known_people: how many fit, where the window told already.
    """
    people = _people(store, query) if known_people is None else known_people
    where, params = _condition(query, today(store.clock), sees=store.may(Right.SEE_SENSITIVE), dwellings=True)
    counted = (
        "SELECT count(DISTINCT building_id), count(*), coalesce(sum(occupancy = 'vacant'), 0) FROM"
        f" (SELECT DISTINCT d.id, d.occupancy, u.building_id {_FROM_DWELLING} WHERE 1{where})"
    )
    buildings, dwellings, vacant = store.sql(counted if where else _ALL_DWELLINGS, params)[0]
    return RosterTotals(buildings, dwellings, vacant, people)


def _people(store: Store, query: Query) -> int:
    where, params = _condition(query, today(store.clock), sees=store.may(Right.SEE_SENSITIVE))
    counted = f"count(*) {_FROM_RESIDENT} WHERE {_STANDS}{where}" if where else _ALL_PEOPLE
    return store.value(f"SELECT {counted}", params)


def dwellings_fitting(store: Store, query: Query) -> frozenset[int]:
    """The dwellings that fit, by themselves or through somebody who lives there."""
    where, params = _condition(query, today(store.clock), sees=store.may(Right.SEE_SENSITIVE), dwellings=True)
    return frozenset(row[0] for row in store.sql(f"SELECT d.id {_FROM_DWELLING} WHERE 1{where}", params))


def first_dwelling_fitting(store: Store, query: Query) -> int:
    """The first of them, by building, unit and room as numbers; 0 for none."""
    where, params = _condition(query, today(store.clock), sees=store.may(Right.SEE_SENSITIVE), dwellings=True)
    return store.value(f"SELECT d.id {_FROM_DWELLING} WHERE 1{where} ORDER BY {BY_ADDRESS} LIMIT 1", params) or 0


def building_codes(store: Store) -> list[str]:
    """The codes of all buildings, as numbers."""
    codes = [row[0] for row in store.sql("SELECT code FROM building")]
    return sorted(codes, key=lambda code: sort_key(Address(code, "", "")))


def tags_in_use(store: Store) -> list[str]:
    """Every tag that somebody has, the commonest first; none for those who may not see tags."""
    if not store.may(Right.SEE_SENSITIVE):
        return []
    return [row[0] for row in store.sql(
        "SELECT value FROM resident r, json_each(r.tags) WHERE r.tags <> '[]'"
        f" AND {_STANDS} GROUP BY value ORDER BY count(*) DESC, value"
    )]  # fmt: skip


def words_in_use(store: Store, column: str) -> list[str]:
    """What was written for residents before, the commonest first. column: home_village, relation, political_status."""
    assert column in {"home_village", "relation", "political_status"}
    if column == "political_status" and not store.may(Right.SEE_SENSITIVE):
        return []
    return [row[0] for row in store.sql(
        f"SELECT r.{column} FROM resident r WHERE {_STANDS} AND r.{column} <> ''"
        f" GROUP BY 1 ORDER BY count(*) DESC, 1"
    )]  # fmt: skip
