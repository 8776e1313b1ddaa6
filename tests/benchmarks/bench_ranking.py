# SPDX-License-Identifier: GPL-3.0-or-later
"""A quarter's ranking over a million entries beside the same question in bare SQL, and how long the check takes.

python -m tests.benchmarks.bench_ranking [entries]     bar: ratio 1.2 at most
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.points import ledger, ranking
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.points.rules import service_memo
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Dwelling, Resident
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

PEOPLE = 10_000
FIRST_DAY, DAYS = date(2022, 1, 1), 1820
CHUNK = 100_000
SUMMER = Quarter(2026, 3)
RAW = """
SELECT rank() OVER (ORDER BY points DESC), r.name, b.code, u.code, d.room, points, minutes
FROM (SELECT account_id, sum(amount) AS points FROM entry
      WHERE counter = 'issue' AND service_date BETWEEN ?1 AND ?2 GROUP BY account_id) e
JOIN (SELECT account_id, sum(minutes) AS minutes FROM service
      WHERE served_on BETWEEN ?1 AND ?2 AND reversed_at IS NULL GROUP BY account_id) s USING (account_id)
JOIN account a ON a.id = account_id JOIN resident r ON r.id = a.resident_id
JOIN dwelling d ON d.id = r.dwelling_id JOIN building_unit u ON u.id = d.building_unit_id
JOIN building b ON b.id = u.building_id
ORDER BY 1
"""


def populate(store: Store) -> None:
    """Ten buildings of ten units, a hundred people a unit, an account each, and one activity a day."""
    with store.unit("bench_people") as unit:
        buildings = unit.append_many(Building, [{"code": str(number)} for number in range(1, 11)])
        places = [{"building_id": building, "code": str(number)} for building in buildings for number in range(1, 11)]
        units = unit.append_many(BuildingUnit, places)
        homes = [
            {"building_unit_id": units[number // 100], "room": str(101 + number % 100), "occupancy": "let"}
            for number in range(PEOPLE)
        ]
        dwellings = unit.append_many(Dwelling, homes)
        people = [{"name": f"居民{number}", "dwelling_id": home} for number, home in enumerate(dwellings)]
        unit.append_many(Account, [{"resident_id": each} for each in unit.append_many(Resident, people)])
        for number in range(DAYS):
            day = (FIRST_DAY + timedelta(days=number)).isoformat()
            unit.execute("INSERT INTO activity(name, held_on) VALUES ('服务', ?)", (day,))


def serve(store: Store, count: int) -> None:
    """Record entries with their services by the ledger's own way, in units of a hundred thousand."""
    chance = Random(5)
    for start in range(0, count, CHUNK):
        postings, services = [], []
        for number in range(start, min(start + CHUNK, count)):
            day, account_id, minutes = number * DAYS // count, number % PEOPLE + 1, 30 * chance.randint(1, 8)
            served_on = FIRST_DAY + timedelta(days=day)
            memo = service_memo(day + 1, minutes, None)
            postings.append(Posting(account_id, "issue", minutes // 6, served_on, memo))
            services.append((account_id, number + 1, day + 1, served_on.isoformat(), minutes))
        with store.unit("bench_services") as unit:
            ledger.append(unit, postings)
            unit.execute_many(
                "INSERT INTO service(account_id, entry_id, activity_id, served_on, minutes, source)"
                " VALUES (?, ?, ?, ?, ?, 'bench')",
                services,
            )


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    spent: list[float] = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def main(count: int) -> None:
    days = SUMMER.starts_on.isoformat(), SUMMER.ends_on.isoformat()
    clock = FixedClock(datetime(2026, 12, 31, 9, 0))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db", clock=clock) as store:
        populate(store)
        begun = time.perf_counter()
        serve(store, count)
        print(f"{count} entries recorded in {time.perf_counter() - begun:.1f} s")
        raw = best_of(5, lambda: store.sql(RAW, days))
        ours = best_of(5, lambda: ranking.quarter_ranking(store, SUMMER))
        top = best_of(5, lambda: ranking.quarter_ranking(store, SUMMER, 10))
        print(f"raw SQL {raw * 1e3:.0f} ms, ranking {ours * 1e3:.0f} ms (ratio {ours / raw:.2f}), ", end="")
        print(f"first ten places {top * 1e3:.0f} ms (ratio {top / raw:.2f})")
        begun = time.perf_counter()
        found = ledger.verify(store)
        print(f"verified in {time.perf_counter() - begun:.1f} s, findings: {len(found)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
