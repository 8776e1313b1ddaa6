# SPDX-License-Identifier: GPL-3.0-or-later
"""整治任务 with 20 000 tasks and 40 000 photos: opening the page beside an empty one, and scrolling the board."""

import os
import sys
import tempfile
import time
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from hongyun_desktop.app import make_application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.photos.tables import Photo
from hongyun_desktop.core.store import files
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import StoredFile
from hongyun_desktop.ui.features.rectification.page import BOARD, RectificationPage
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.speak import Speaker
from tests.big_ledger import fill
from tests.picture_files import jpeg

TASKS, PHOTOS_A_TASK = 20_000, 2
OPEN_BAR_MS, STEP_BAR_MS = 300, 16
DAY = date(2026, 10, 1)


def add_photos(store: Store, task_ids: range) -> None:
    """A small picture before and one after for every task; written as the program keeps them, without a sync each."""
    rows, photos = [], []
    for number in range(len(task_ids) * PHOTOS_A_TASK):
        content = jpeg(number)
        digest = sha256(content).hexdigest()
        path = files.path_of(store, digest, ".jpg")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        rows.append({"sha256": digest, "suffix": ".jpg", "size_bytes": len(content), "added_at": "2026-10-01T09:00:00"})
        photos.append({"task_id": task_ids[number // PHOTOS_A_TASK], "stage": ("before", "after")[number % 2]})
    with store.unit("photos_added", count=len(rows)) as unit:
        ids = unit.insert_many(StoredFile, rows)
        unit.insert_many(Photo, [
            {**each, "stored_file_id": file_id, "taken_on": DAY, "width_px": 64, "height_px": 48}
            for file_id, each in zip(ids, photos, strict=True)
        ])  # fmt: skip


def opened_ms(store: Store) -> tuple[float, RectificationPage]:
    """Milliseconds of processor time until the page is made and painted."""
    desk = Desk(store, Speaker())
    start = time.process_time()
    page = RectificationPage(desk)
    page.resize(1170, 650)
    page.show()
    page.grab()
    return (time.process_time() - start) * 1000, page


def scroll(page: RectificationPage) -> list[float]:
    """Milliseconds of the main thread for each step of a wheel down the longest column of the board."""
    page.views.set_value(BOARD)
    page.grab()
    board = page.pane(BOARD)
    lists = [column.cards for column in board.columns.values()]  # pyright: ignore[reportAttributeAccessIssue]
    longest = max(lists, key=lambda each: each.verticalScrollBar().maximum())
    bar, steps = longest.verticalScrollBar(), []
    for _step in range(400):
        start = time.thread_time()
        bar.setValue(bar.value() + bar.singleStep() * 3)
        longest.viewport().grab()
        steps.append((time.thread_time() - start) * 1000)
    return steps


def main() -> None:
    """Print the figures beside their bars."""
    app = make_application()
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 10, 8, 9, 0))
        empty = open_store(Path(folder) / "empty.db", clock=clock, create=True)
        full = open_store(Path(folder) / "full.db", clock=clock, create=True)
        add_photos(full, fill(full, TASKS, DAY))
        pages = [(store is full, *opened_ms(store)) for store in (empty, full, empty, full, empty, full)]
        plain, large = (median(ms for is_full, ms, _page in pages[2:] if is_full is wanted) for wanted in (False, True))
        more = large - plain
        print(f"page: empty {plain:.0f} ms, {TASKS} tasks {large:.0f} ms, more {more:.0f} (bar {OPEN_BAR_MS})")
        steps = scroll(pages[-1][2])
        late = quantiles(steps, n=100)[98]
        print(
            f"board: {len(steps)} steps, median {median(steps):.1f} ms, p99 {late:.1f},"
            f" longest {max(steps):.1f} (bar {STEP_BAR_MS})"
        )
        for _is_full, _ms, page in pages:
            page.deleteLater()
        for store in (empty, full):
            store.close()


if __name__ == "__main__":
    main()
