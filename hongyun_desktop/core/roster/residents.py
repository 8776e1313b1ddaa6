# SPDX-License-Identifier: GPL-3.0-or-later
"""Residents: queries, and the transactions that write them by hand."""

from collections.abc import Sequence
from dataclasses import replace
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from hongyun_desktop.core import identity
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.roster.address import Address, sort_key
from hongyun_desktop.core.roster.rules import HEAD_OF_HOUSEHOLD, Occupancy, ResidentRow, ResidentValues
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.rights import SENSITIVE_COLUMNS, Right
from hongyun_desktop.core.store.store import Store

if TYPE_CHECKING:
    from hongyun_desktop.core.store.unit import Unit

_SEXES = ("", "男", "女")
_PEOPLE = (
    "SELECT r.id, r.name, r.dwelling_id, b.code, u.code, d.room, d.occupancy, r.relation, r.sex, r.born_on,"
    " r.id_number, r.phones, r.home_village, r.political_status, r.tags, r.nicknames, r.note, r.hand_edited"
    " FROM resident r LEFT JOIN dwelling d ON d.id = r.dwelling_id"
    " LEFT JOIN building_unit u ON u.id = d.building_unit_id LEFT JOIN building b ON b.id = u.building_id"
    " WHERE r.erased_at IS NULL AND r.merged_into IS NULL"
)
_UNSEEN: dict[str, Any] = {"tags": (), "political_status": "", "note": ""}


def values_of(row: ResidentRow) -> ResidentValues:
    """What a form shows of somebody known."""
    return ResidentValues(
        row.name, row.relation, row.sex, row.born_on, row.id_number, row.phones, row.home_village,
        row.political_status, row.tags, row.nicknames, row.note,
    )  # fmt: skip


def every_resident(store: Store) -> list[ResidentRow]:
    """Everybody, in the order they were entered."""
    return _rows(store, " ORDER BY r.id")


def list_residents(store: Store, building: str = "") -> list[ResidentRow]:
    """Everybody, or those of one building, by building, unit and room as numbers; those without a dwelling last."""
    rows = _rows(store, " AND b.code = ?", (building,)) if building else every_resident(store)
    return sorted(rows, key=_natural_order)


def household(store: Store, dwelling_id: int) -> list[ResidentRow]:
    """Who lives at a dwelling, the head of the household first; empty for a vacant one."""
    rows = _rows(store, " AND r.dwelling_id = ? ORDER BY r.id", (dwelling_id,))
    return sorted(rows, key=lambda row: row.relation != HEAD_OF_HOUSEHOLD)


def head_besides(store: Store, dwelling_id: int | None, resident_id: int | None = None) -> ResidentRow | None:
    """Who is the head of a household already, leaving out one person; None where nobody is."""
    rows = household(store, dwelling_id) if dwelling_id is not None else []
    heads = (each for each in rows if each.relation == HEAD_OF_HOUSEHOLD and each.resident_id != resident_id)
    return next(heads, None)


def take_headship(unit: "Unit", dwelling_id: int | None, resident_id: int) -> None:
    """A household has one head: whoever else was has no relation until a hand gives one."""
    while former := head_besides(unit.store, dwelling_id, resident_id):
        update_relation(unit, former, "")


def put_at_head(unit: "Unit", row: ResidentRow) -> None:
    """Let somebody be the head of their household, in the place of whoever was."""
    take_headship(unit, row.dwelling_id, row.resident_id)
    update_relation(unit, row, HEAD_OF_HOUSEHOLD)


def update_relation(unit: "Unit", row: ResidentRow, relation: str) -> None:
    """Give somebody another relation to the head of the household, by hand."""
    _update(unit, row.resident_id, relation=relation, hand_edited=sorted({*row.hand_edited, "relation"}))


def update_dwelling(unit: "Unit", row: ResidentRow, dwelling_id: int | None) -> None:
    """Let somebody live at another dwelling, or at none, by hand."""
    edited = sorted({*row.hand_edited, "dwelling_id"})
    _update(unit, row.resident_id, dwelling_id=dwelling_id, hand_edited=edited)


def _update(unit: "Unit", resident_id: int, **columns: object) -> None:
    from hongyun_desktop.core.roster.tables import Resident

    unit.update(Resident, resident_id, **columns)


def residents_of(store: Store, resident_ids: Sequence[int]) -> list[ResidentRow]:
    """These residents in the order asked; those who are gone are left out."""
    rows = _rows(store, f" AND r.id {AMONG}", (dumps(list(resident_ids)),))
    found = {row.resident_id: row for row in rows}
    return [found[each] for each in resident_ids if each in found]


def find_resident(store: Store, resident_id: int) -> ResidentRow | None:
    """One resident; None for nobody, an erased person, or one merged into another."""
    return next(iter(_rows(store, " AND r.id = ?", (resident_id,))), None)


def get_resident(store: Store, resident_id: int) -> ResidentRow:
    """One resident. Raises: Refused("resident_unknown") for nobody, an erased person, or one merged into another."""
    row = find_resident(store, resident_id)
    if row is None:
        raise Refused("resident_unknown")
    return row


def _rows(store: Store, ending: str, params: tuple[object, ...] = ()) -> list[ResidentRow]:
    rows = [_row(*row) for row in store.sql(_PEOPLE + ending, params)]
    if not store.may(Right.UNMASK):
        # A form that shows numbers to be edited would else show them whole to those who may not even look.
        rows = [replace(row, id_number=row.masked_id_number, phones=row.masked_phones) for row in rows]
    return rows if store.may(Right.SEE_SENSITIVE) else [replace(row, **_UNSEEN) for row in rows]


def _natural_order(row: ResidentRow) -> tuple[Any, ...]:
    return (row.address is None, sort_key(row.address) if row.address else (), row.resident_id)


def _row(
    resident_id: int, name: str, dwelling_id: int | None, building: str, unit: str, room: str, occupancy: str | None,
    relation: str, sex: str, born_on: str | None, id_number: str | None, phones: str, *rest: str,
) -> ResidentRow:  # fmt: skip
    village, political_status, tags, nicknames, note, hand_edited = rest
    return ResidentRow(
        resident_id, name, dwelling_id,
        Address(building, unit, room) if dwelling_id else None,
        Occupancy(occupancy) if occupancy else None,
        relation, sex, day_of(born_on), id_number or "",
        _texts(phones), village, political_status, _texts(tags), _texts(nicknames), note, _texts(hand_edited),
    )  # fmt: skip


def _texts(json_array: str) -> tuple[str, ...]:
    # Most lists of a large roster are empty.
    return () if json_array == "[]" else tuple(loads(json_array))


def save_resident(
    store: Store, values: ResidentValues, resident_id: int | None = None, dwelling_id: int | None = None
) -> Changed:
    """Add a resident (to a dwelling), or change one; what a hand changes, no import overwrites.

    Somebody who becomes the head of a household takes the place of whoever was (`take_headship`).
    Changed.params: resident_id. Raises: Invalid("name_empty"), ("id_format"), ("id_check_digit"), ("sex_not_valid"),
    ("phone_not_valid", phone), ("born_in_future"), ("private_use_character"); Refused("id_taken"),
    ("resident_unknown"), ("dwelling_unknown").
    dwelling_id: for somebody new; `move_resident` moves those known.
    """
    _refuse_unknown_dwelling(store, dwelling_id)
    with store.unit("resident_saved" if resident_id else "resident_added") as unit:
        if resident_id is None:
            return unit.changed(Topic.RESIDENT, resident_id=insert_resident(unit, values, dwelling_id))
        columns = _free_and_checked(store, values, resident_id)
        if not store.may(Right.SEE_SENSITIVE):
            # What a form did not show is not emptied by saving it.
            columns = {name: value for name, value in columns.items() if name not in SENSITIVE_COLUMNS["resident"]}
        row = get_resident(store, resident_id)
        if columns.get("relation") == HEAD_OF_HOUSEHOLD != row.relation:
            take_headship(unit, row.dwelling_id, resident_id)
        _update_by_hand(unit, row, columns)
        return unit.changed(Topic.RESIDENT, resident_id=resident_id)


def insert_resident(unit: "Unit", values: ResidentValues, dwelling_id: int | None) -> int:
    """Add a resident within a unit; the id given. Raises: those of `save_resident` that speak of values."""
    from hongyun_desktop.core.roster.tables import Resident

    columns = _free_and_checked(unit.store, values, None)
    edited = sorted(name for name, value in columns.items() if value)
    resident_id = unit.insert(Resident, **columns, dwelling_id=dwelling_id, hand_edited=edited)
    if columns["relation"] == HEAD_OF_HOUSEHOLD:
        take_headship(unit, dwelling_id, resident_id)
    return resident_id


def _free_and_checked(store: Store, values: ResidentValues, resident_id: int | None) -> dict[str, Any]:
    columns = _checked(store, values)
    _refuse_taken_id(store, columns["id_number"], resident_id)
    return columns


def _update_by_hand(unit: "Unit", row: ResidentRow, columns: dict[str, Any]) -> None:
    edited = {name for name, value in columns.items() if (getattr(row, name) or None) != (value or None)}
    _update(unit, row.resident_id, **columns, hand_edited=sorted({*row.hand_edited, *edited}))


def _checked(store: Store, values: ResidentValues) -> dict[str, Any]:
    name = clean_name(values.name)
    if not name:
        raise Invalid("name_empty", "name")
    if values.sex not in _SEXES:
        raise Invalid("sex_not_valid", "sex")
    if values.born_on and values.born_on > today(store.clock):
        raise Invalid("born_in_future", "born_on")
    number = identity.tidy_id_number(values.id_number)
    facts = identity.read_id_number(number, today(store.clock)) if number else None
    return {
        "name": name,
        "relation": clean_text(values.relation),
        "sex": values.sex or (facts.sex if facts else ""),
        "born_on": values.born_on or (facts.born_on if facts else None),
        "id_number": number or None,
        "phones": _checked_phones(values.phones),
        "home_village": clean_text(values.home_village),
        "political_status": clean_text(values.political_status),
        "tags": tuple(filter(None, map(clean_text, values.tags))),
        "nicknames": tuple(filter(None, map(clean_text, values.nicknames))),
        "note": clean_text(values.note),
    }


def _checked_phones(phones: Sequence[str]) -> tuple[str, ...]:
    numbers = [number for phone in phones if (number := identity.tidy_phone(phone))]
    for number in numbers:
        if not identity.is_phone(number):
            raise Invalid("phone_not_valid", "phones", phone=number)
    return tuple(dict.fromkeys(numbers))


def _refuse_taken_id(store: Store, number: str | None, resident_id: int | None) -> None:
    holder = store.value("SELECT id FROM resident WHERE id_number = ?", (number,)) if number else None
    if holder is not None and holder != resident_id:
        raise Refused("id_taken", name=store.value("SELECT name FROM resident WHERE id = ?", (holder,)))


def move_resident(store: Store, resident_id: int, dwelling_id: int | None) -> Changed:
    """Move somebody to another dwelling, or out (None). Raises: Refused("resident_unknown"), ("dwelling_unknown")."""
    row = get_resident(store, resident_id)
    _refuse_unknown_dwelling(store, dwelling_id)
    with store.unit("resident_moved", resident=resident_id, dwelling=dwelling_id) as unit:
        if row.dwelling_id != dwelling_id:
            update_dwelling(unit, row, dwelling_id)
    return unit.changed(Topic.RESIDENT)


def _refuse_unknown_dwelling(store: Store, dwelling_id: int | None) -> None:
    if dwelling_id is not None and not store.value("SELECT 1 FROM dwelling WHERE id = ?", (dwelling_id,)):
        raise Refused("dwelling_unknown")


def remove_resident(store: Store, resident_id: int) -> Changed:
    """Take out somebody who was entered by mistake; undo brings them back.

    Raises: Refused("resident_in_use") where points, certificates or another record stand under the person,
    Refused("resident_unknown").
    """
    from hongyun_desktop.core.roster.tables import Resident

    get_resident(store, resident_id)
    try:
        with store.unit("resident_removed", resident=resident_id) as unit:
            unit.delete(Resident, resident_id)
    except engine.IntegrityError as error:
        raise Refused("resident_in_use") from error
    return unit.changed(Topic.RESIDENT)
