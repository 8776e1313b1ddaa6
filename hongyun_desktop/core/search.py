# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding people, rooms, activities, certificates, teams, tasks and facilities by what is typed.

Han, pinyin, initials, room, phone tail, number.
"""

from collections.abc import Callable
from dataclasses import replace
from json import dumps, loads

from hongyun_desktop.core.identity import mask_name, mask_phone
from hongyun_desktop.core.roster.address import Address, parse_address, room_code
from hongyun_desktop.core.roster.ordering import BY_ADDRESS, PLACE_OF_RESIDENT
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS, Occupancy
from hongyun_desktop.core.store import search_terms
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_LIMIT = 200


@frozen
class Hit:
    """One thing found; text has no number that is masked elsewhere.

    name, phone: of a resident, the phone masked; they tell namesakes apart. room: of a dwelling, as 3-2-1102; its name
    is the number in it where `rooms_first` found several of that number. veiled: what is shown in place of the text
    while names are hidden, empty where the text names nobody.
    """

    kind: str
    id: int
    text: str
    name: str = ""
    phone: str = ""
    veiled: str = ""
    room: str = ""

    def namesakes(self, others: "tuple[Hit, ...]") -> "tuple[Hit, ...]":
        """Those among others who bear the same name; none for what has no name."""
        return tuple(each for each in others if each.name == self.name and each.id != self.id) if self.name else ()


def search(store: Store, words: str, limit: int = _LIMIT) -> tuple[Hit, ...]:
    """What fits all the words; empty for none. Where more than `limit` fit, those entered first are shown.

    Order: residents and dwellings by address, activities by day, certificates and tasks by number, teams and facilities
    by name. Tasks about the property office are found by those only who may see them.
    """
    expression = search_terms.match_expression(words)
    if not expression:
        return ()
    numbers = store.sql("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?", (expression, limit))
    found: dict[str, list[int]] = {kind: [] for kind in search_terms.KINDS}
    for (number,) in numbers:
        kind, record_id = search_terms.kind_and_id(number)
        found[kind].append(record_id)
    return tuple(hit for kind, ids in found.items() if ids for hit in _TEXTS[kind](store, dumps(ids)))


def rooms_first(hits: tuple[Hit, ...], words: str) -> tuple[Hit, ...]:
    """The hits with the dwellings in front that the words say, where they say a room: 3-2-1102, or 1102 alone."""
    address, number = parse_address(words), room_code(words)
    meant = [
        each for each in hits
        if each.room and (each.room == address.short if address else each.room.rpartition("-")[2] == number)
    ]  # fmt: skip
    named = [replace(each, name=number) for each in meant] if len(meant) > 1 else meant
    return (*named, *(each for each in hits if each not in meant))


def _residents(store: Store, ids: str) -> list[Hit]:
    rows = store.sql(
        f"SELECT r.id, r.name, r.phones, b.code, u.code, d.room FROM resident r {PLACE_OF_RESIDENT}"
        f" WHERE r.id {AMONG} ORDER BY b.code IS NULL, {BY_ADDRESS}, r.id",
        (ids,),
    )
    return [
        _resident(i, name, loads(phones), Address(b, u, room) if b else None) for i, name, phones, b, u, room in rows
    ]


def _resident(resident_id: int, name: str, phones: list[str], address: Address | None) -> Hit:
    return Hit(
        "resident", resident_id, f"{name} · {address.full}" if address else name, name,
        mask_phone(phones[0]) if phones else "",
        f"{mask_name(name)} · {address.building}栋" if address else mask_name(name),
    )  # fmt: skip


def _dwellings(store: Store, ids: str) -> list[Hit]:
    rows = store.sql(
        "SELECT d.id, b.code, u.code, d.room, d.occupancy, (SELECT count(*) FROM resident r"
        " WHERE r.dwelling_id = d.id AND r.merged_into IS NULL) FROM dwelling d"
        " JOIN building_unit u ON u.id = d.building_unit_id JOIN building b ON b.id = u.building_id"
        f" WHERE d.id {AMONG} ORDER BY {BY_ADDRESS}",
        (ids,),
    )
    return [
        Hit(
            "dwelling", i, f"{address.full} · {OCCUPANCY_WORDS[Occupancy(use)]} · {people}人", room=address.short
        )
        for i, address, use, people in ((i, Address(b, u, room), use, people) for i, b, u, room, use, people in rows)
    ]  # fmt: skip


def _activities(store: Store, ids: str) -> list[Hit]:
    rows = store.sql(f"SELECT id, held_on, name FROM activity WHERE id {AMONG} ORDER BY held_on, id", (ids,))
    return [Hit("activity", i, f"{held_on} {name}") for i, held_on, name in rows]


def _certificates(store: Store, ids: str) -> list[Hit]:
    rows = store.sql(
        "SELECT c.id, c.number, coalesce(r.name, '') FROM certificate c LEFT JOIN resident r ON r.id = c.resident_id"
        f" WHERE c.id {AMONG} ORDER BY c.id",
        (ids,),
    )
    return [
        Hit("certificate", i, f"{number} · {name}", veiled=f"{number} · {mask_name(name)}") if name
        else Hit("certificate", i, number)
        for i, number, name in rows
    ]  # fmt: skip


def _teams(store: Store, ids: str) -> list[Hit]:
    rows = store.sql(f"SELECT id, name FROM team WHERE id {AMONG} ORDER BY disbanded_on IS NOT NULL, name", (ids,))
    return [Hit("team", i, name) for i, name in rows]


def _tasks(store: Store, ids: str) -> list[Hit]:
    seen = "" if store.may(Right.SEE_SENSITIVE) else " AND t.about_property = 0"
    rows = store.sql(
        "SELECT t.id, printf('%d-%03d', t.year, t.serial), t.title, t.road || iif(t.road_number = '', '',"
        " t.road_number || '号') || coalesce(b.code || '栋', '') || coalesce(u.code || '单元', '') || t.spot"
        " FROM task t LEFT JOIN building b ON b.id = t.building_id"
        f" LEFT JOIN building_unit u ON u.id = t.building_unit_id WHERE t.id {AMONG}{seen} ORDER BY t.year, t.serial",
        (ids,),
    )
    return [Hit("task", i, " · ".join(filter(None, texts))) for i, *texts in rows]


def _facilities(store: Store, ids: str) -> list[Hit]:
    rows = store.sql(
        f"SELECT id, name, place FROM facility WHERE id {AMONG} ORDER BY removed_on IS NOT NULL, name, id", (ids,)
    )
    return [Hit("facility", i, " · ".join(filter(None, texts))) for i, *texts in rows]


_TEXTS: dict[str, Callable[[Store, str], list[Hit]]] = {
    "resident": _residents,
    "dwelling": _dwellings,
    "activity": _activities,
    "certificate": _certificates,
    "team": _teams,
    "task": _tasks,
    "facility": _facilities,
}
