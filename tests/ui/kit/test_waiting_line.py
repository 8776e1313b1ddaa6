# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is looked at now comes first, and what nobody looks at any more is not done."""

from collections.abc import Hashable, Iterator
from threading import Event

import pytest

from hongyun_desktop.ui.kit.photos.waiting_line import WaitingLine


class Held:
    """A line whose thread is busy until it is set free."""

    def __init__(self) -> None:
        self.done: list[Hashable] = []
        self.let_go: list[Hashable] = []
        self.line = WaitingLine(self.let_go.append)
        self.free, started = Event(), Event()
        self.line.submit("first", lambda: (started.set(), self.free.wait(5)), urgent=True)
        started.wait(5)

    def ask(self, *names: Hashable, urgent: bool = False) -> None:
        for name in names:
            self.line.submit(name, lambda name=name: self.done.append(name), urgent=urgent)


@pytest.fixture
def held() -> Iterator[Held]:
    made = Held()
    yield made
    made.free.set()
    made.line.end()


def test_urgent_work_comes_first_and_then_what_was_asked_for_last(held: Held) -> None:
    over = Event()
    held.line.submit("over", over.set)
    held.ask(1, 2, 3)
    held.ask("large", "larger", urgent=True)
    held.free.set()
    over.wait(5)
    assert held.done == ["large", "larger", 3, 2, 1]


def test_what_nobody_waits_for_any_more_is_not_done(held: Held) -> None:
    over = Event()
    held.line.submit("over", over.set)
    held.ask("large", "larger", urgent=True)
    held.line.forget("large")
    held.free.set()
    over.wait(5)
    assert held.done == ["larger"]


def test_what_was_asked_for_long_ago_is_let_go_and_said_so(held: Held) -> None:
    held.ask(*range(160))
    assert held.let_go == list(range(10))


def test_a_line_that_was_ended_takes_nothing_more(held: Held) -> None:
    held.ask(1, 2)
    held.free.set()
    held.line.end()
    done = list(held.done)
    held.ask(3, urgent=True)
    assert held.done == done
