# SPDX-License-Identifier: GPL-3.0-or-later
"""The two fakes of the window's tests, a speaker that records and answers and jobs that run at once, and a desk with both."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Cancelled, Jobs, Progress
from hongyun_desktop.ui.kit.speak import Speaker


class FakeSpeaker(Speaker):
    """Keeps what was said and how files were to be called; answers questions and file dialogs from its queues (nothing queued: no, no file)."""

    def __init__(self) -> None:
        super().__init__()
        self.toasts: list[str] = []
        self.undo: Callable[[], None] | None = None
        self.refusals: list[str] = []
        self.questions: list[str] = []
        self.answers: deque[bool] = deque()
        self.files: deque[Path | None] = deque()
        self.names: list[str] = []

    def toast(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append(sentence)
        self.undo = undo

    def refuse(self, sentence: str) -> None:
        self.refusals.append(sentence)

    def ask(self, question: str, yes: str, no: str = "") -> bool:
        self.questions.append(question)
        return self.answers.popleft() if self.answers else False

    def open_file(self, title: str, patterns: str) -> Path | None:
        return self._next_file()

    def open_files(self, title: str, patterns: str, begin: Path | None = None) -> list[Path]:
        chosen = [each for each in self.files if each is not None]
        self.files.clear()
        return chosen

    def save_file(self, title: str, name: str, patterns: str) -> Path | None:
        self.names.append(name)
        return self._next_file()

    def folder(self, title: str) -> Path | None:
        return self._next_file()

    def _next_file(self) -> Path | None:
        return self.files.popleft() if self.files else None


class InlineJobs(Jobs):
    """Runs work at once on the main thread; unknown errors come out where the work was started."""

    def start(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], object],
        *,
        writes: bool = False,
        failed: Callable[[AppError], object] | None = None,
        shown: bool = True,
        background: bool = False,
    ) -> None:
        try:
            result = work(Progress(lambda _done, _total: None))
        except AppError as error:
            (failed or self._refuse)(error)
        except Cancelled:
            return
        else:
            done(result)


@contextmanager
def inline_desk(store: Store) -> Iterator[Desk]:
    """A desk on a store, with both fakes."""
    desk = Desk(store, FakeSpeaker())
    desk.jobs.close()
    desk.jobs = InlineJobs(None, desk.refused, desk)
    try:
        yield desk
    finally:
        desk.jobs.close()
        desk.deleteLater()
