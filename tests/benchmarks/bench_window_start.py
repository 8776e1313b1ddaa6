# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting the window against a bare window with an empty table: CPU time and memory of two processes.

On the demo, and with 10 000 residents and a million entries. The whole program is started, as from its icon. Bytecode
is written by the first run, as on a desk; both windows are on the screen when the clock stops, ours before it looks
through the file's pages (decision 15).

Beside them stands a window of stock widgets with the libraries that the program needs and nothing of its own: no
program made of these starts faster than that.

python -m tests.benchmarks.bench_window_start [entries]     bar: ratio 2 and 120 MiB at most, with a million
"""

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo.build import build
from tests import first_picture
from tests.benchmarks.bench_ranking import populate, serve

RUNS, BAR_RATIO, BAR_MIB = 15, 2.0, 120


def once(program: str, word: str) -> tuple[float, float]:
    """CPU seconds and MiB of one run."""
    picture = first_picture.once(program, word)
    return picture.cpu_seconds, picture.peak_mib


def ours(file: Path) -> tuple[float, float]:
    """One run on a database as the day before left it: looked through, and closed in order."""
    open_store(file).close()
    return once(first_picture.OURS, str(file))


def best(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Least CPU seconds and MiB of some runs."""
    return min(each[0] for each in runs), min(each[1] for each in runs)


def large(file: Path, entries: int) -> Path:
    """A database of the bar's size."""
    with open_store(file, clock=FixedClock(datetime(2026, 12, 31, 9))) as store:
        populate(store)
        serve(store, entries)
    return file


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo = build(Path(folder) / "demo.db", date(2026, 11, 24)).file
        databases = {"the demo": demo, f"{entries} entries": large(Path(folder) / "large.db", entries)}
        # In turn, so that whatever else the computer does falls on all of them.
        others = first_picture.BARE, first_picture.STOCK
        runs = [
            (*(once(each, folder) for each in others), *(ours(file) for file in databases.values()))
            for _ in range(RUNS)
        ]
    bare, stock, *rest = [best(list(each)) for each in zip(*runs, strict=True)]
    print(f"bare window: {bare[0]:.2f} s CPU, {bare[1]:.0f} MiB")
    print(f"libraries and stock widgets: {stock[0]:.2f} s CPU, ratio {stock[0] / bare[0]:.2f}; {stock[1]:.0f} MiB")
    for name, (seconds, mib) in zip(databases, rest, strict=True):
        print(f"window start, {name}: {seconds:.2f} s CPU, ratio {seconds / bare[0]:.2f} (bar {BAR_RATIO:.0f});"
              f" {mib:.0f} MiB (bar {BAR_MIB})")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
