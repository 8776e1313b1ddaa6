# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that `test_kills` kills: it writes without end and acknowledges each commit by one line.

Run as `kill_worker.py (imports|saves) DATABASE`; a line of imports is the number of rows in it, one of saves an id.
"""

import os
import sys
from pathlib import Path

from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

ROWS_OF_IMPORT = 1500


def acknowledge(text: object) -> None:
    """Say so past every buffer: what the other side has read was committed before."""
    os.write(1, f"{text}\n".encode())


def import_one(store: Store, building: int) -> None:
    """One roster of a building of its own."""
    lines = [
        RosterLine("花名册", row, Address(str(building), str(row % 4 + 1), str(100 + row // 4)), f"居民{row}")
        for row in range(1, ROWS_OF_IMPORT + 1)
    ]
    plan = plan_import(store, lines, complete=False)
    acknowledge("begin")
    apply_import(store, plan)


def save_one(store: Store) -> int:
    """One neighbour; the id."""
    with store.unit("resident_saved") as unit:
        return unit.insert(Resident, name="罗喆")


def main(work: str, path: Path) -> None:
    """Write until killed."""
    with open_store(path) as store:
        acknowledge("ready")
        building = store.value("SELECT count(*) FROM building")
        while True:
            if work == "imports":
                building += 1
                import_one(store, building)
                acknowledge(building)
            else:
                acknowledge(save_one(store))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
