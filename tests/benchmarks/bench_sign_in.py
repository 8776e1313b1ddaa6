# SPDX-License-Identifier: GPL-3.0-or-later
"""A sign-in sheet of ten thousand rows into the ledger, beside reading the cells and writing bare rows.

python -m tests.benchmarks.bench_sign_in [rows]     bar: ratio 5 at most, hash chain included
"""

import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter
from python_calamine import CalamineWorkbook

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.points import ledger, sign_in
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Dwelling, Resident
from hongyun_desktop.core.store.database import connect
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange import sign_in_sheet

PEOPLE, ACTIVITIES, REPEATS = 10_000, 100, 5
TODAY = date(2026, 10, 8)
HEADINGS = ("日期", "活动名称", "姓名", "楼栋", "单元", "房号", "服务时长（小时）", "队伍")


def populate(store: Store) -> None:
    """Ten buildings of ten units of a hundred people, every name three times."""
    with store.unit("bench_people") as unit:
        buildings = unit.append_many(Building, [{"code": str(number)} for number in range(1, 11)])
        places = [{"building_id": building, "code": str(number)} for building in buildings for number in range(1, 11)]
        units = unit.append_many(BuildingUnit, places)
        homes = [
            {"building_unit_id": units[number // 100], "room": str(101 + number % 100), "occupancy": "let"}
            for number in range(PEOPLE)
        ]
        dwellings = unit.append_many(Dwelling, homes)
        unit.append_many(Resident, [{"name": name_of(n), "dwelling_id": home} for n, home in enumerate(dwellings)])


def name_of(number: int) -> str:
    return f"居民{number // 3}"


def write_sheet(path: Path, rows: int) -> None:
    chance = Random(7)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("签到")
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, rows + 1):
            person, activity = row % PEOPLE, row * ACTIVITIES // (rows + 1)
            day = date(2026, 7, 1) + timedelta(days=activity % 90)
            place = person // 1000 + 1, person // 100 % 10 + 1, 101 + person % 100
            hours = chance.randint(1, 8) / 2
            sheet.write_row(row, 0, (day.isoformat(), f"活动{activity}", name_of(person), *place, hours, "环境美育队"))


def bare(path: Path, database: Path) -> float:
    """Read with calamine and insert what was read into the same tables, nothing matched or hashed; seconds."""
    with open_store(database, clock=FixedClock(datetime(2026, 10, 8, 9))) as store:
        populate(store)
    connection = connect(database, None)
    begun = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    connection.execute("BEGIN IMMEDIATE")
    activities = {place: number for number, place in enumerate(dict.fromkeys((row[0], row[1]) for row in rows), 1)}
    connection.executemany(
        "INSERT INTO activity(id, held_on, name) VALUES (?, ?, ?)", [(i, *place) for place, i in activities.items()]
    )
    people = min(len(rows), PEOPLE)
    connection.executemany("INSERT INTO account(resident_id) VALUES (?)", [(n,) for n in range(1, people + 1)])
    balances, entries, services = [0] * PEOPLE, list[tuple[object, ...]](), list[tuple[object, ...]]()
    for number, row in enumerate(rows):
        account, hours = number % PEOPLE, float(str(row[6]))
        points = int(hours * 10)
        balances[account] += points
        entries.append((number + 1, account + 1, points, balances[account], row[0], bytes(32)))
        services.append((account + 1, number + 1, activities[row[0], row[1]], row[0], int(hours * 60), row[7]))
    connection.executemany(
        "INSERT INTO entry(id, account_id, counter, amount, balance_after, service_date, recorded_at, recorded_by, memo,"
        " hash) VALUES (?, ?, 'issue', ?, ?, ?, '2026-10-08T09:00:00', 1, 'service', ?)",
        entries,
    )
    connection.executemany(
        "INSERT INTO service(account_id, entry_id, activity_id, served_on, minutes, team, source)"
        " VALUES (?, ?, ?, ?, ?, ?, 'bench')",
        services,
    )
    connection.execute("COMMIT")
    spent = time.perf_counter() - begun
    connection.close()
    return spent


def imported(path: Path, database: Path) -> tuple[float, float, float]:
    """Seconds for reading, planning and recording by the program."""
    with open_store(database, clock=FixedClock(datetime(2026, 10, 8, 9, 0))) as store:
        populate(store)
        marks = [time.perf_counter()]
        lines = sign_in_sheet.read_sign_in(path, TODAY).lines
        marks.append(time.perf_counter())
        plan = sign_in.plan_sign_in(store, lines)
        marks.append(time.perf_counter())
        sign_in.apply_sign_in(store, plan)
        marks.append(time.perf_counter())
        if plan.problems or plan.added != len(lines) or ledger.verify(store):
            raise SystemExit(f"the bench's own sheet was not taken whole: {plan.problems[:3]}")
        return marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sheet(folder / "signin.xlsx", rows)
        raws: list[float] = []
        runs: list[tuple[float, float, float]] = []
        for number in range(REPEATS):
            # In turns, so that whatever else the machine does slows both alike.
            raws.append(bare(folder / "signin.xlsx", folder / f"raw{number}.db"))
            runs.append(imported(folder / "signin.xlsx", folder / f"run{number}.db"))
        raw, (reading, planning, recording) = min(raws), min(runs, key=sum)
        print(
            f"{rows} rows: bare {raw * 1e3:.0f} ms; reading {reading * 1e3:.0f}, planning {planning * 1e3:.0f}, ",
            end="",
        )
        total = reading + planning + recording
        print(f"recording {recording * 1e3:.0f}, together {total * 1e3:.0f} ms (ratio {total / raw:.1f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
