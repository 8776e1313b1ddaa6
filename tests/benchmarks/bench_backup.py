# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a verified backup takes beside the engine's bare backup. Bar: at most twice as long.

Run as `python tests/benchmarks/bench_backup.py [MEGABYTES]`. Both end with a copy that is synced to the disk: the
bare one by the engine's own commit, ours after it was reopened and checked.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.backup import back_up
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

ROUNDS = 7
BAR = 2.0
ENTRIES = """
WITH RECURSIVE n(i) AS (SELECT ?1 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 + ?2)
INSERT INTO entry(id, account_id, counter, amount, balance_after, service_date, recorded_at, recorded_by, memo, hash)
SELECT i, 1, 'issue', 2, 2 * i, '2026-10-08', '2026-10-08T09:00:00', 1, '{"activity":7}', randomblob(32) FROM n
"""


def fill(store: Store, megabytes: int) -> None:
    """Neighbours with their journal and entries of one account, until the file is large enough."""
    row = {"name": "罗喆", "note": "备注" * 30, "home_village": "三河村"}
    with store.unit("account_opened") as unit:
        resident_id = unit.insert(Resident, **row)
        unit.execute("INSERT INTO account(resident_id) VALUES (?)", (resident_id,))
    while store.value("PRAGMA page_count") * store.value("PRAGMA page_size") < megabytes * 1_000_000:
        with store.unit("roster_imported") as unit:
            unit.insert_many(Resident, [row] * 5_000)
            unit.execute(ENTRIES, (store.ledger_head[0], 20_000))
    store.sql("PRAGMA wal_checkpoint(TRUNCATE)")


def bare(store: Store, target: Path) -> None:
    """The engine's backup as anybody would call it."""
    copy = engine.connect(str(target))
    store.database.connection().backup(copy, pages=-1)
    copy.close()


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(megabytes: int) -> None:
    """Alternate the two, print the best of each and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(folder / "鸿运.db") as store:
            fill(store, megabytes)
            ours, theirs = [], []
            for number in range(ROUNDS):
                target = folder / f"bare-{number}.db"
                theirs.append(seconds(lambda target=target: bare(store, target)))
                target.unlink()
                ours.append(seconds(lambda: back_up(store, folder / "备份")))
                for file in (folder / "备份").iterdir():
                    file.unlink()
    ratio = min(ours) / min(theirs)
    print(f"{megabytes} MB: back_up {min(ours):.3f} s, bare {min(theirs):.3f} s, "
          f"ratio {ratio:.2f} (bar {BAR})")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
