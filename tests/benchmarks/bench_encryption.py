# SPDX-License-Identifier: GPL-3.0-or-later
"""What encryption costs: search, ranking, a sign-in import and a verified backup, with a key and without.

python -m tests.benchmarks.bench_encryption [entries]     bar: each ratio 1.15 at most

The least of some runs counts: whatever else a machine does only adds. Each copy goes before the next one is made, or a
run would wait for the disk to take what the one before it wrote.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import rmtree

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.points import ranking, sign_in
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store.backup import back_up
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange import sign_in_sheet
from tests.benchmarks import bench_ranking, bench_search, bench_sign_in

BAR, ROUNDS, ENTRIES, IMPORTED_ROWS = 1.15, 7, 1_000_000, 10_000
KEY = bytes(range(32))
CLOCK = FixedClock(datetime(2026, 12, 31, 9, 0))
Kinds = dict[str, bytes | None]
KINDS: Kinds = {"plain": None, "keyed": KEY}


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(
    works: dict[str, Callable[[], object]], rounds: int = ROUNDS, tidy: Callable[[], object] = lambda: None
) -> dict[str, float]:
    """The least of each, taken in turns, so that a busy machine is busy for both. tidy: done after each, and not timed."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds):
        for name in sorted(works, reverse=number % 2 == 1):
            spent[name].append(seconds(works[name]))
            tidy()
    return {name: min(times) for name, times in spent.items()}


def tell(what: str, times: dict[str, float]) -> None:
    ratio = times["keyed"] / times["plain"]
    verdict = "" if ratio <= BAR else "  OVER THE BAR"
    print(
        f"{what}: plain {times['plain'] * 1e3:.1f} ms, keyed {times['keyed'] * 1e3:.1f} ms, ratio {ratio:.2f}{verdict}"
    )


def opened(folder: Path, kind: str, name: str) -> Store:
    return open_store(folder / f"{name}-{kind}.db", KINDS[kind], clock=CLOCK)


def searching(folder: Path) -> None:
    chance = Random(7)
    made = bench_search.lines(chance)
    typed = bench_search.mix(chance, made)
    stores = {kind: opened(folder, kind, "search") for kind in KINDS}
    for store in stores.values():
        apply_import(store, plan_import(store, made))
    tell(f"search, {len(typed)} queries", alternate({
        kind: lambda store=store: [search(store, words) for words in typed] for kind, store in stores.items()
    }))  # fmt: skip
    for store in stores.values():
        store.close()


def ranking_and_backup(folder: Path, count: int) -> None:
    stores = {kind: opened(folder, kind, "ranking") for kind in KINDS}
    for store in stores.values():
        bench_ranking.populate(store)
        bench_ranking.serve(store, count)
        store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    tell(f"ranking, {count} entries", alternate({
        kind: lambda store=store: ranking.quarter_ranking(store, bench_ranking.SUMMER) for kind, store in stores.items()
    }))  # fmt: skip
    tell("backup", alternate({
        kind: lambda store=store: back_up(store, folder / "copies") for kind, store in stores.items()
    }, tidy=lambda: rmtree(folder / "copies")))  # fmt: skip
    for store in stores.values():
        store.close()


def importing(folder: Path) -> None:
    sheet = folder / "signin.xlsx"
    bench_sign_in.write_sheet(sheet, IMPORTED_ROWS)
    run = iter(range(1000))

    def take(kind: str) -> float:
        with opened(folder, kind, f"import{next(run)}") as store:
            bench_sign_in.populate(store)
            start = time.perf_counter()
            plan = sign_in.plan_sign_in(store, sign_in_sheet.read_sign_in(sheet, bench_sign_in.TODAY).lines)
            sign_in.apply_sign_in(store, plan)
            return time.perf_counter() - start

    spent = {kind: [take(kind)] for kind in KINDS}
    for _ in range(ROUNDS - 1):
        for kind, times in spent.items():
            times.append(take(kind))
    tell(f"sign-in import, {IMPORTED_ROWS} rows", {kind: min(times) for kind, times in spent.items()})


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        searching(folder)
        importing(folder)
        ranking_and_backup(folder, entries)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
