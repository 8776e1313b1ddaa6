# SPDX-License-Identifier: GPL-3.0-or-later
"""The ranking behind a round: made beside the window, kept, forgotten, and no trouble when the round's pane is gone."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.ui.features.honours.quarter_ranking import QuarterRanking
from hongyun_desktop.ui.kit.desk import Desk

THIRD, SECOND = Quarter(2026, 3), Quarter(2026, 2)


@pytest.fixture
def held(demo_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What the worker was given; each runs when it is called."""
    given: list[Callable[[], object]] = []

    def start(_title: str, work: Callable[[Any], Any], done: Callable[[Any], object]) -> None:
        given.append(lambda: done(work(None)))

    monkeypatch.setattr(demo_desk.jobs, "start", start)
    return given


def test_it_is_made_once_and_kept_until_it_is_forgotten(
    qtbot: QtBot, demo_desk: Desk, held: list[Callable[[], object]]
) -> None:
    ranking = QuarterRanking(demo_desk)
    assert (ranking.of(THIRD), ranking.of(THIRD), len(held)) == (None, None, 1)
    assert ranking.is_being_made
    with qtbot.waitSignal(ranking.made):
        held[0]()
    rows = ranking.of(THIRD)
    assert rows
    assert ranking.of(THIRD) is rows
    assert not ranking.is_being_made
    ranking.forget()
    assert (ranking.of(THIRD), len(held)) == (None, 2)


@pytest.mark.parametrize("other", [True, False])
def test_what_is_old_by_the_time_it_comes_is_let_go(
    qtbot: QtBot, demo_desk: Desk, held: list[Callable[[], object]], other: bool
) -> None:
    ranking = QuarterRanking(demo_desk)
    ranking.of(THIRD)
    if other:
        ranking.of(SECOND)
    else:
        ranking.forget()
    with qtbot.assertNotEmitted(ranking.made):
        held[0]()
    assert ranking.is_being_made is other


def test_it_comes_to_nobody_once_the_pane_is_gone(demo_desk: Desk, held: list[Callable[[], object]]) -> None:
    ranking = QuarterRanking(demo_desk)
    ranking.of(THIRD)
    delete(ranking)
    held[0]()
