# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster of 10 000 rows from .xlsx into the database, against reading it and inserting its rows bare (bar 5)."""

import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random

import python_calamine
from xlsxwriter import Workbook

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.store.database import connect
from hongyun_desktop.core.store.migrations import m0001_first
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo import story
from hongyun_desktop.exchange.roster_sheet import read_roster

ROWS, BAR, REPEATS = 10_000, 5.0, 5
PEOPLE_A_DWELLING = 3
HEADINGS = ("栋", "单元", "房号", "姓名", "与户主关系", "性别", "身份证号码", "联系电话", "原属村", "居住状态", "备注")
TODAY = date(2026, 10, 8)
Row = tuple[str, ...]


def people(chance: Random) -> list[Row]:
    """Three of a household and dwelling after dwelling, as an office writes them."""
    given = (*story.ELDER_NAMES, *story.ADULT_NAMES, *story.YOUNG_NAMES)
    rows: list[Row] = []
    for number in range(ROWS):
        dwelling, member = divmod(number, PEOPLE_A_DWELLING)
        building, rest = divmod(dwelling, 120)
        unit, place = divmod(rest, 60)
        floor, door = divmod(place, 4)
        born = f"{1940 + number % 70}{1 + number % 12:02d}{1 + number % 28:02d}"
        rows.append((
            str(building + 1), str(unit + 1), f"{floor + 1}{door + 1:02d}",
            chance.choice(story.SURNAMES) + chance.choice(given), ("户主", "配偶", "子女")[member], "男女"[number % 2],
            with_check_character(f"510199{born}{number // 28 % 1000:03d}"), f"139{number:08d}",
            chance.choice(story.VILLAGES), "自住", "",
        ))  # fmt: skip
    return rows


def write_workbook(path: Path, rows: list[Row]) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet("花名册")
        for number, row in enumerate((HEADINGS, *rows)):
            sheet.write_row(number, 0, row)


def bare(workbook: Path, file: Path) -> int:
    """Read with calamine and insert what was read: dwellings and residents, nothing checked or journaled."""
    rows = python_calamine.CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()[1:]
    connection = connect(file, None)
    connection.executescript(m0001_first.SQL)
    connection.execute("BEGIN")
    codes = {(row[0], row[1]): number for number, row in enumerate(rows, 1)}
    buildings = {building: number for number, building in enumerate(dict.fromkeys(row[0] for row in rows), 1)}
    dwellings = {place: number for number, place in enumerate(dict.fromkeys(tuple(row[:3]) for row in rows), 1)}
    connection.executemany("INSERT INTO building(id, code) VALUES (?, ?)", [(i, code) for code, i in buildings.items()])
    connection.executemany(
        "INSERT INTO building_unit(id, building_id, code) VALUES (?, ?, ?)",
        [(i, buildings[building], code) for (building, code), i in codes.items()],
    )
    connection.executemany(
        "INSERT INTO dwelling(id, building_unit_id, room, floor, occupancy) VALUES (?, ?, ?, 1, 'owner_occupied')",
        [(i, codes[building, unit], room) for (building, unit, room), i in dwellings.items()],
    )
    connection.executemany(
        "INSERT INTO resident(dwelling_id, name, relation, sex, id_number, phones, home_village, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(dwellings[tuple(row[:3])], *row[3:7], f'["{row[7]}"]', row[8], row[10]) for row in rows],
    )
    connection.execute("COMMIT")
    connection.close()
    return len(rows)


def imported(workbook: Path, file: Path) -> int:
    with open_store(file, clock=FixedClock(datetime(2026, 10, 8, 9))) as store:
        plan = plan_import(store, read_roster(workbook, TODAY).lines)
        apply_import(store, plan)
    return plan.added


def seconds(work: Callable[[Path, Path], int], workbook: Path, file: Path) -> float:
    """How long one run into a new file takes."""
    start = time.perf_counter()
    count = work(workbook, file)
    spent = time.perf_counter() - start
    if count != ROWS:
        raise SystemExit(f"{work.__name__}: {count} of {ROWS} rows")
    return spent


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = folder / "roster.xlsx"
        write_workbook(workbook, people(Random(7)))
        # In turns, so that whatever else the machine does slows both alike.
        runs = [
            [seconds(work, workbook, folder / f"{work.__name__}-{number}.db") for work in (bare, imported)]
            for number in range(REPEATS)
        ]
        base, ours = map(min, zip(*runs, strict=True))
    print(f"roster import, {ROWS} rows: {ours:.3f} s, bare {base:.3f} s (bar {BAR}, ratio {ours / base:.2f})")


if __name__ == "__main__":
    main()
