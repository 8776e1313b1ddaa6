# SPDX-License-Identifier: GPL-3.0-or-later
"""The longest that the main thread lets nobody in between, for everything that somebody does in the window.

10 000 residents, 50 000 activities, a million entries, offscreen; the actions come from tests/ui/long_day. What counts
is one round of Qt's event loop, until it looks for keys and mouse again, in milliseconds of the thread's own CPU time,
without what the worker does beside it. Where others use the machine too, even that grows
threefold: so work of a fixed length is timed around each action, and the figure is divided by how much longer that took
than in the quickest tenth of the run. Bytecode is there beforehand, as on a desk, and `ui.warm_up` has done its part.

python tests/benchmarks/bench_main_thread.py [entries] [database]     bar: 50 ms each

database: kept where there is none yet, else used again by copying it.
"""

import compileall
import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QAbstractEventDispatcher

from hongyun_desktop import app as program
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow
from hongyun_desktop.ui.warm_up import WarmUp
from tests import big_compound
from tests.ui.fakes import FakeSpeaker
from tests.ui.long_day import LongDay, settle

RESIDENTS, ENTRIES, BAR_MS = 10_000, 1_000_000, 50.0
PIECES = 10_000
CHANGES = 20_000
CLOCK = FixedClock(datetime(2026, 12, 31, 9))


def work_ms() -> float:
    """How long this machine takes now for work of a fixed length, in memory as the window's is."""
    # Rubbish of the window's own must not be looked for meanwhile.
    gc.disable()
    begun = time.thread_time()
    made = {str(number): (number, [number]) for number in range(PIECES)}
    sorted(made.values(), key=lambda each: each[0] % 100)
    spent = time.thread_time() - begun
    gc.enable()
    return spent * 1000


class Stopwatch:
    """Knows the longest round of the event loop since it was last started."""

    def __init__(self) -> None:
        self.longest_ms, self._begun = 0.0, 0.0
        # Told once a round; waiting in between takes none of the thread's time.
        QAbstractEventDispatcher.instance().awake.connect(self.lap)

    def start(self) -> None:
        """Forget what was."""
        self.longest_ms, self._begun = 0.0, time.thread_time()

    def lap(self) -> None:
        """A round is over."""
        now = time.thread_time()
        self.longest_ms, self._begun = max(self.longest_ms, (now - self._begun) * 1000), now


def database(folder: Path, entries: int, kept: Path | None) -> Path:
    """A file of its own with the compound in it."""
    file = folder / "long-day.db"
    if kept is not None and kept.exists():
        shutil.copyfile(kept, file)
        return file
    begun = time.perf_counter()
    with open_store(file, clock=CLOCK) as store:
        big_compound.fill(store, RESIDENTS, entries, entries // 20)
    print(f"{entries} entries recorded in {time.perf_counter() - begun:.0f} s")
    if kept is not None:
        shutil.copyfile(file, kept)
    return file


def tell(measured: Sequence[tuple[str, float, float]]) -> None:
    """Print each action with its figure. measured: action, milliseconds, and those of the fixed work meanwhile."""
    quick = quantiles([work for _action, _ms, work in measured], n=10)[0]
    found = [(ms * min(1.0, quick / work), action) for action, ms, work in measured]
    for ms, action in found:
        print(f"{ms:7.1f} ms  {'over  ' if ms > BAR_MS else '      '}{action}")
    over = sum(ms > BAR_MS for ms, _action in found)
    print(f"{len(found)} actions, {over} over {BAR_MS:.0f} ms, longest {max(found)[0]:.0f} ms: {max(found)[1]}")


def main(entries: int, kept: Path | None) -> None:
    compileall.compile_dir(Path(program.__file__).parent, quiet=1)
    theme.apply(program.make_application())
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as name:
        folder, speaker = Path(name), FakeSpeaker()
        paper = big_compound.write_paper(folder, CHANGES)
        with open_store(database(folder, entries, kept), clock=CLOCK) as store:
            window = MainWindow(Desk(store, speaker), WindowState(folder / "window.ini"))
            window.show()
            warming = WarmUp(window)
            while not warming.is_over:
                settle(window)
            measured: list[tuple[str, float, float]] = []
            for action, act in LongDay(window, speaker, paper).actions():
                before = work_ms()
                watch.start()
                act()
                watch.lap()
                settle(window)
                measured.append((action, watch.longest_ms, (before + work_ms()) / 2))
            window.desk.jobs.close()
            window.hide()
    tell(measured)
    for sentence in speaker.refusals:
        print(f"refused: {sentence}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
