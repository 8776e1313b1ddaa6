# SPDX-License-Identifier: GPL-3.0-or-later
"""整治任务 with 20 000 tasks and 40 000 photos: opening the page beside an empty one, and scrolling the board.

Both in the thread's or the process's own time, offscreen: page (bar 300 ms more than an empty one), a turn of the wheel
over the longest column while a thumbnail is made beside (bar 16 ms).
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from hongyun_desktop.app import make_application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.photos.tables import Photo
from hongyun_desktop.core.store import files
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import StoredFile
from hongyun_desktop.ui.features.rectification.card_list import CardList
from hongyun_desktop.ui.features.rectification.page import BOARD, RectificationPage
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos.thumbnails import Thumbnails
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.warm_up import WarmUp
from tests.big_ledger import fill
from tests.picture_files import jpeg

TASKS, PHOTOS_A_TASK = 20_000, 2
OPEN_BAR_MS, STEP_BAR_MS = 300, 16
STEPS, STRETCHES = 2000, 20
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


def opened_ms(desk: Desk) -> tuple[float, RectificationPage]:
    """Milliseconds of processor time until the page is made and painted."""
    start = time.process_time()
    page = RectificationPage(desk)
    page.resize(1170, 650)
    page.show()
    page.grab()
    return (time.process_time() - start) * 1000, page


def scroll(page: RectificationPage, thumbnails: Thumbnails, pictures: Iterator[str]) -> list[float]:
    """Milliseconds of the main thread for each turn of the wheel, over all of the board's longest column in stretches.

    What the step brings with it counts: taking in the thumbnails that are made beside, and looking for rubbish.
    """
    page.views.set_value(BOARD)
    # Until the windows are up and the first pictures are there: that is opening, not scrolling.
    thumbnails.pixmap(next(pictures), ".jpg")
    for _round in range(20):
        QApplication.processEvents()
        time.sleep(0.05)
    board = page.pane(BOARD)
    lists = [column.cards for column in board.columns.values()]  # pyright: ignore[reportAttributeAccessIssue]
    longest: CardList = max(lists, key=lambda each: each.verticalScrollBar().maximum())
    bar, steps = longest.verticalScrollBar(), []
    # The first event of a wheel that Python makes costs three steps; those of a hand are made by Qt.
    wheel_turn(longest.viewport())
    for stretch in range(STRETCHES):
        bar.setValue(bar.maximum() * stretch // STRETCHES)
        QApplication.processEvents()
        for _step in range(STEPS // STRETCHES):
            start = time.thread_time()
            thumbnails.pixmap(next(pictures), ".jpg")
            QApplication.sendEvent(longest.viewport(), wheel_turn(longest.viewport()))
            QApplication.processEvents()
            steps.append((time.thread_time() - start) * 1000)
        assert bar.value() > bar.maximum() * stretch // STRETCHES, "the wheel turned nothing"
    return steps


def wheel_turn(over: QWidget) -> QWheelEvent:
    """One notch of the wheel downwards, in the middle of something."""
    middle = QPointF(over.rect().center())
    return QWheelEvent(
        middle, over.mapToGlobal(middle), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def main() -> None:
    """Print the figures beside their bars."""
    app = make_application()
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 10, 8, 9, 0))
        empty = open_store(Path(folder) / "empty.db", clock=clock, create=True)
        full = open_store(Path(folder) / "full.db", clock=clock, create=True)
        add_photos(full, fill(full, TASKS, DAY))
        desks = [Desk(store, Speaker()) for store in (empty, full) * 3]
        pages = [(desk.store is full, *opened_ms(desk)) for desk in desks]
        plain, large = (median(ms for is_full, ms, _page in pages[2:] if is_full is wanted) for wanted in (False, True))
        more = large - plain
        print(f"page: empty {plain:.0f} ms, {TASKS} tasks {large:.0f} ms, more {more:.0f} (bar {OPEN_BAR_MS})")
        # The program has loaded all that it is made of by the time that somebody scrolls.
        warming = WarmUp(app)
        while not warming.is_over:
            app.processEvents()
        pictures = (sha256 for (sha256,) in full.sql("SELECT sha256 FROM stored_file ORDER BY id"))
        steps = scroll(pages[-1][2], Thumbnails.of(desks[-1]), pictures)
        for desk in desks:
            desk.jobs.close()
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
