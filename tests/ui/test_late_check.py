# SPDX-License-Identifier: GPL-3.0-or-later
"""The look through the file's pages that opening put off, beside the window that already stands."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hongyun_desktop.app import Application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store import clean_close
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo import keeping
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.trouble import TroubleDialog, Way
from tests.stores import spoil_page
from tests.ui.fakes import FakeSpeaker


@pytest.fixture
def database(demo_file: Path, tmp_path: Path) -> Path:
    """The demo's file, closed in order."""
    copy = tmp_path / "鸿运.db"
    shutil.copyfile(demo_file, copy)
    open_store(copy).close()
    return copy


@pytest.fixture
def application(qapp: Any, database: Path, tmp_path: Path) -> Iterator[Application]:
    made = Application(
        database, WindowState(tmp_path / "window.ini"), keeping.ready, speaker=FakeSpeaker(),
        clock=FixedClock(datetime(2026, 11, 24, 10, 30)),
    )  # fmt: skip
    yield made
    made.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.deleteLater()


def test_the_window_stands_before_the_pages_were_looked_at_and_nobody_hears_of_it(
    qtbot: QtBot, application: Application, database: Path
) -> None:
    application.begin()
    window = application.window
    assert window is not None
    assert not window.desk.store.pages_checked
    qtbot.waitUntil(lambda: window.desk.store.pages_checked)
    assert application.window is window
    assert application.opening.shown is None
    application.close()
    assert clean_close.record_of(database).exists()


def test_a_damaged_page_is_told_with_the_ways_on_and_the_window_goes(
    qtbot: QtBot, application: Application, database: Path
) -> None:
    spoil_page(database)
    application.begin()
    assert application.window is not None
    qtbot.waitUntil(lambda: isinstance(application.opening.shown, TroubleDialog))
    assert application.window is None
    trouble = application.opening.shown
    assert isinstance(trouble, TroubleDialog)
    assert "鸿运.db 已损坏" in trouble.sentence.text()
    assert next(iter(trouble.buttons)) is Way.RESTORE
    assert not clean_close.record_of(database).exists()


def test_whoever_leaves_at_once_is_not_asked_to_wait_for_the_look(
    qtbot: QtBot, application: Application, database: Path
) -> None:
    application.begin()
    window = application.window
    assert window is not None
    application._check_pages(window)
    assert not window.desk.jobs.busy
    with qtbot.waitSignal(application.ended):
        window.close()
    speaker = application.speaker
    assert isinstance(speaker, FakeSpeaker)
    assert speaker.questions == []


def test_a_window_that_went_before_the_look_began_is_left_in_peace(
    qtbot: QtBot, application: Application, database: Path
) -> None:
    application.begin()
    window = application.window
    assert window is not None
    application.close()
    application._go_on(window)
    assert not clean_close.record_of(database).exists()
