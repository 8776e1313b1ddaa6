# SPDX-License-Identifier: GPL-3.0-or-later
"""Work beside the window: results, refusals, cancelling, and what is off while it writes."""

from collections.abc import Iterator
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Cancelled, Jobs, Progress
from tests.ui.fakes import FakeSpeaker


@pytest.fixture
def refused() -> list[AppError]:
    return []


@pytest.fixture
def jobs(qapp: Any, store: Store, refused: list[AppError]) -> Iterator[Jobs]:
    made = Jobs(store, refused.append)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: Any) -> QPushButton:
    """A window in front. It lives longer than the test: the panel over it goes with the next event."""
    made = QPushButton("窗口")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_work_runs_beside_the_window_and_its_result_comes_back(qtbot: Any, jobs: Jobs, store: Store) -> None:
    threads: list[Any] = []
    results: list[Any] = []

    def work(_progress: Progress) -> Any:
        threads.append(current_thread())
        return store.value("SELECT 40 + 2")

    def done(result: Any) -> None:
        threads.append(current_thread())
        results.append(result)

    jobs.start("数一数", work, done)
    assert jobs.busy
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert threads[0] is not main_thread()
    assert threads[1] is main_thread()
    assert not jobs.busy


def test_a_refusal_is_said_and_nothing_follows(qtbot: Any, jobs: Jobs, refused: list[AppError]) -> None:
    def work(_progress: Progress) -> None:
        raise Refused("nothing_to_undo")

    done: list[Any] = []
    jobs.start("撤销", work, done.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].code == "nothing_to_undo"
    assert done == []


@pytest.mark.usefixtures("window")
def test_work_that_takes_longer_shows_its_progress_and_can_be_stopped(qtbot: Any, jobs: Jobs) -> None:
    ended: list[str] = []

    def work(progress: Progress) -> None:
        try:
            for step in range(10_000):
                progress(step, 10_000)
                Event().wait(0.01)
        except Cancelled:
            ended.append("stopped")
            raise

    jobs.start("很久的事", work, lambda _result: ended.append("done"))
    qtbot.waitUntil(lambda: jobs._panel is not None)
    panel = jobs._panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.bar.maximum() == 10_000)
    panel.stop.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert ended == ["stopped"]


def test_what_writes_is_off_while_a_job_writes(qtbot: Any, store: Store) -> None:
    desk = Desk(store, FakeSpeaker())
    button = QPushButton("登记")
    qtbot.addWidget(button)
    desk.guard(button)
    go = Event()
    done: list[Any] = []
    desk.jobs.start("导入", lambda _progress: go.wait(5), done.append, writes=True)
    assert not button.isEnabled()
    assert "正在写入" in button.toolTip()
    assert desk.act(lambda: Changed(0, frozenset(), "moved"), "不该说") is None
    assert isinstance(desk.speaker, FakeSpeaker)
    assert "正在写入" in desk.speaker.refusals[0]
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    assert button.isEnabled()
    desk.jobs.close()


def test_work_in_the_background_is_not_busy_and_gives_way_to_what_is_started_next(qtbot: Any, jobs: Jobs) -> None:
    ended: list[str] = []
    begun = Event()

    def look(progress: Progress) -> None:
        while True:
            progress(0, 0)
            begun.set()

    jobs.start("", look, lambda _result: ended.append("looked"), background=True)
    assert begun.wait(5)
    assert not jobs.busy
    jobs.start("导入", lambda _progress: None, lambda _result: ended.append("imported"))
    qtbot.waitUntil(lambda: ended == ["imported"])
    assert not jobs.busy


def test_work_in_the_background_ends_when_the_jobs_are_closed(qapp: Any) -> None:
    jobs, begun = Jobs(None, lambda _error: None), Event()

    def look(progress: Progress) -> None:
        while True:
            progress(0, 0)
            begun.set()

    jobs.start("", look, lambda _result: None, background=True)
    assert begun.wait(5)
    jobs.close()
