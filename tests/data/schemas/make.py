# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a small database of today's schema beside this file, to be kept once that schema is released.

Run as `python tests/data/schemas/make.py`; the same program writes the same bytes.
"""

import secrets
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Dwelling, Resident
from hongyun_desktop.core.store import migrations
from hongyun_desktop.core.store.database import connect, copy_pages
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.store import Store

CLOCK = FixedClock(datetime(2026, 10, 8, 9, 0))
NAMES = ("罗喆", "吕静", "单妍", "欧阳静雯")


def fill(store: Store) -> None:
    """A few invented neighbours, so that an upgrade has rows to lose."""
    store.run = "0" * 16
    with store.unit("roster_imported", count=len(NAMES)) as unit:
        building = unit.insert(Building, code="3")
        entrance = unit.insert(BuildingUnit, building_id=building, code="2")
        dwelling = unit.insert(Dwelling, building_unit_id=entrance, room="1102", occupancy="owner_occupied")
        unit.insert_many(Resident, [{"name": name, "dwelling_id": dwelling} for name in NAMES])


def make(target: Path) -> None:
    """Write the database as one file without a log, free of whatever differs between two runs."""
    with tempfile.TemporaryDirectory() as folder, patch.object(secrets, "token_bytes", bytes):
        path = Path(folder) / "schema.db"
        with open_store(path, clock=CLOCK, new=NewDatabase(secret=bytes(32))) as store:
            fill(store)
        connection = connect(path, None)
        connection.execute("UPDATE meta SET database_id = ?", ("0" * 32,))
        connection.execute("VACUUM")
        copy = Path(folder) / "copy.db"
        copy_pages(path, connection, copy, None)
        connection.close()
        shutil.copyfile(copy, target)


if __name__ == "__main__":
    make(Path(__file__).with_name(f"schema-{migrations.LATEST}.db"))
