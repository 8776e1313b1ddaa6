# SPDX-License-Identifier: GPL-3.0-or-later
"""Work that takes longer than a moment: one worker thread with a connection of its own, progress, and a way out.

Results come back on the main thread. Imports Qt, core's errors and kit parts only.
"""

import sys
import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.store import Store

if TYPE_CHECKING:
    # The window stands before there is a job.
    from concurrent.futures import ThreadPoolExecutor

    from hongyun_desktop.ui.kit.job_panel import JobPanel

T = TypeVar("T")
_QUIET_MS = 300
_TELL_EVERY_S = 0.05


class Cancelled(Exception):
    """Somebody pressed 取消: the work stops here and its transaction goes."""


class Progress:
    """What work tells of itself while it runs: how much is done of how much."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._told_at = 0.0
        self._stop = Event()

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the work is. Raises: Cancelled where somebody wants it to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY_S or done >= total:
            self._told_at = now
            self._tell(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next word."""
        self._stop.set()


class Jobs(QObject):
    """Runs one piece of work after the other beside the window."""

    state_changed = Signal()
    _ended = Signal(object)
    _told = Signal(int, int)

    def __init__(self, store: Store | None, refuse: Callable[[AppError], None], parent: QObject | None = None) -> None:
        """store: the one whose `store.…` must work on the worker thread; None for work without a database."""
        super().__init__(parent)
        self._store = store
        self._refuse = refuse
        self._waiting = 0
        self._writing = 0
        self._panel: JobPanel | None = None
        self._background: Progress | None = None
        self._closed = False
        self._besides: list[Callable[[], object]] = []
        self._pool: ThreadPoolExecutor | None = None
        self._ended.connect(self._finish)
        self._told.connect(self._show_progress)

    def _enter_thread(self) -> None:
        if self._store is not None:
            self._store.database.connect()

    @property
    def busy(self) -> bool:
        """Whether work runs or waits."""
        return self._waiting > 0

    @property
    def writing(self) -> bool:
        """Whether work that writes to the database runs or waits."""
        return self._writing > 0

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        writes: bool = False,
        failed: Callable[[AppError], object] | None = None,
        shown: bool = True,
        background: bool = False,
    ) -> None:
        """Run work on the worker thread, then `done` (or `failed` with what it refused) here.

        Nothing follows where it was cancelled. An error that is none of ours goes to the hook for crashes.
        shown: with a panel of its own; False where whoever starts it shows that it runs.
        background: nobody waits for it, so it is neither shown nor counted as busy, and is cancelled by whatever
        is started next and when the jobs are closed.
        """
        self._end_background()
        progress = Progress(self._told.emit)
        if background:
            self._background = progress
        self._waiting += not background
        self._writing += writes
        self.state_changed.emit()
        if shown and not background:
            QTimer.singleShot(_QUIET_MS, self, lambda: self._show_panel(title, progress, running))
        running = [True]

        def run() -> None:
            result: Any = None
            error: BaseException | None = None
            try:
                result = work(progress)
            except BaseException as caught:  # whatever it was, the main thread has to hear of it
                error = caught
            self._ended.emit((running, background, writes, result, error, done, failed))

        self._worker().submit(run)

    def _worker(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="job", initializer=self._enter_thread)
        return self._pool

    def _end_background(self) -> None:
        if self._background is not None:
            self._background.cancel()
            self._background = None

    def _show_panel(self, title: str, progress: Progress, running: list[bool]) -> None:
        host = QApplication.activeModalWidget() or QApplication.activeWindow()
        if running and self._panel is None and host is not None:
            from hongyun_desktop.ui.kit.job_panel import JobPanel

            self._panel = JobPanel(host, title, progress.cancel)
            self._panel.show_over()

    def _show_progress(self, done: int, total: int) -> None:
        if self._panel is not None:
            self._panel.bar.setRange(0, total)
            self._panel.bar.setValue(done)

    def _finish(self, told: tuple[list[bool], bool, bool, Any, BaseException | None, Any, Any]) -> None:
        if self._closed:
            # What was to follow would look for a store that is gone.
            return
        running, background, writes, result, error, done, failed = told
        running.clear()
        self._waiting -= not background
        self._writing -= writes
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.state_changed.emit()
        if error is None:
            done(result)
        elif isinstance(error, AppError):
            (failed or self._refuse)(error)
        elif not isinstance(error, Cancelled):
            sys.excepthook(type(error), error, error.__traceback__)

    @property
    def is_closed(self) -> bool:
        """Whether the store is gone, or about to go."""
        return self._closed

    def end_with(self, end: Callable[[], object]) -> None:
        """Have other work beside the window, such as the making of thumbnails, end when these jobs are closed."""
        self._besides.append(end)

    def close(self) -> None:
        """Wait for the work that runs, let go of the worker's connection, and take no more."""
        self._closed = True
        self._end_background()
        for end in self._besides:
            end()
        if self._pool is None:
            return
        if self._store is not None:
            self._pool.submit(self._store.database.close)
        self._pool.shutdown(wait=True)
