# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with 100 000 residents, offscreen: start, search with repaint, page switch, scrolling, 楼栋图."""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_search import lines, mix

from hongyun_desktop.app import make_application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.ui.features.roster.page import BUILDING, RosterPage
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one act."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    app = make_application()
    theme.apply(app)
    chance = Random(7)
    made = lines(chance)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "window.db", clock=FixedClock(datetime(2026, 10, 8, 9))) as store,
    ):
        apply_import(store, plan_import(store, made))
        desk = Desk(store, Speaker())
        windows: list[MainWindow] = []

        def start() -> None:
            windows.append(MainWindow(desk, WindowState(Path(folder) / "window.ini")))
            windows[0].show()
            windows[0].grab()

        print(f"main window made and painted: {timed(start):.0f} ms")
        window = windows[0]
        box = window.top.search

        def search(words: str) -> None:
            box.setText(words)
            box.search_now()
            box.list.grab()

        times = [timed(lambda words=words: search(words)) for words in mix(chance, made)]
        print(f"search with repaint, {len(times)} queries: p50 {median(times):.1f} ms,"
              f" p95 {quantiles(times, n=100)[94]:.1f} ms (bar 16)")  # fmt: skip
        for number in (1, 2, 0):
            window.tabs.setCurrentIndex(number)
        switches = [timed(lambda n=n: (window.tabs.setCurrentIndex(n % 3), window.grab())) for n in range(1, 13)]
        print(f"page switch with repaint: median {median(switches):.1f} ms (bar 50)")
        window.tabs.setCurrentIndex(0)
        page = window.page(0)
        assert isinstance(page, RosterPage)
        records = page.records
        bar = records.table.verticalScrollBar()
        steps = range(0, bar.maximum(), max(1, bar.maximum() // 200))
        scrolls = [timed(lambda at=at: (bar.setValue(at), records.table.grab())) for at in steps]
        print(f"table scroll with repaint: median {median(scrolls):.1f} ms, slowest {max(scrolls):.1f} ms (bar 50)")
        picture = timed(lambda: (records.view.set_value(BUILDING), page.grab()))
        print(f"楼栋图 with repaint: {picture:.1f} ms (bar 50)")
        desk.jobs.close()


if __name__ == "__main__":
    main()
