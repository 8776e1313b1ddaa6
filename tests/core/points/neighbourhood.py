# SPDX-License-Identifier: GPL-3.0-or-later
"""Neighbours and activities for the tests of the points, and a ledger written past the program."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import listing, sign_in
from hongyun_desktop.core.points.listing import HolderRow
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Dwelling, Resident
from hongyun_desktop.core.store.database import connect
from hongyun_desktop.core.store.store import Store

CLEAN_UP_DAY = date(2026, 9, 12)


def settle(store: Store, building: str, unit_code: str, room: str, *people: str, **columns: object) -> list[int]:
    """Put people into a dwelling; their ids."""
    with store.unit("resident_saved") as unit:
        found = store.value("SELECT id FROM building WHERE code = ?", (building,))
        building_id = found or unit.insert(Building, code=building)
        found = store.value("SELECT id FROM building_unit WHERE building_id = ? AND code = ?", (building_id, unit_code))
        unit_id = found or unit.insert(BuildingUnit, building_id=building_id, code=unit_code)
        dwelling_id = unit.insert(Dwelling, building_unit_id=unit_id, room=room, occupancy="owner_occupied")
        return [unit.insert(Resident, dwelling_id=dwelling_id, name=name, **columns) for name in people]


def hold(store: Store, name: str, held_on: date = CLEAN_UP_DAY, service_kind: str = "") -> int:
    """Make an activity; its id."""
    changed = activities.save_activity(store, ActivityValues(name, held_on, service_kind=service_kind))
    return int(str(changed.params["activity_id"]))


def held(store: Store) -> list[HolderRow]:
    """What everybody holds who has an account, in the order of the list."""
    window = listing.holders(store, Query())
    return list(window.fetch(window.ids))


def bring_in(store: Store, name: str, minutes: int = 60, activity: str = "清扫楼道") -> None:
    """Import a sign-in sheet of one row."""
    line = SignInLine("", 2, CLEAN_UP_DAY, activity, name, minutes)
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, [line]))


@contextmanager
def tampering(path: Path) -> Iterator[Any]:
    """A connection of another program, for which no trigger stands; the triggers are back afterwards."""
    with closing(connect(path, None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
