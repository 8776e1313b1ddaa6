# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos taken in beside the window, by the worker that the window has: it can be stopped, and ends when it closes."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos.rules import Stage, Subject
from hongyun_desktop.core.store import files
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip
from tests.picture_files import files as picture_files
from tests.ui.fakes import FakeSpeaker


@pytest.fixture
def busy_strip(qapp: QApplication, store: Store, qtbot: QtBot) -> Iterator[PhotoStrip]:
    """The photos of a shed at a desk whose jobs run on a thread of their own."""
    desk = Desk(store, FakeSpeaker())
    shed = facilities.save_facility(store, FacilityValues("停车棚")).params["facility_id"]
    strip = PhotoStrip(desk)
    qtbot.addWidget(strip)
    strip.resize(420, 500)
    strip.show_subject(Subject("facility", shed), stages=True)
    strip.show()
    qtbot.waitUntil(strip.isActiveWindow)
    yield strip
    if not desk.jobs._closed:
        desk.jobs.close()
    desk.deleteLater()


def test_many_are_copied_beside_the_window_and_seen_when_all_are_in(
    busy_strip: PhotoStrip, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[threading.Thread] = set()
    bring_in = files.bring_in
    monkeypatch.setattr(files, "bring_in", lambda *told: (threads.add(threading.current_thread()), bring_in(*told))[1])
    busy_strip.take(picture_files(tmp_path, 30), Stage.BEFORE)
    assert busy_strip.rows == ()
    qtbot.waitUntil(lambda: len(busy_strip.rows) == 30)
    assert threading.main_thread() not in threads
    assert len(threads) == 1


def test_stopping_half_way_leaves_nothing_of_the_batch(
    busy_strip: PhotoStrip, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in = files.bring_in
    monkeypatch.setattr(files, "bring_in", lambda *told: (time.sleep(0.02), bring_in(*told))[1])
    jobs = busy_strip._desk.jobs
    busy_strip.take(picture_files(tmp_path, 200), Stage.BEFORE)
    qtbot.waitUntil(lambda: jobs.writing and jobs._panel is not None and jobs._panel.bar.value() > 0)
    assert jobs._panel is not None
    qtbot.mouseClick(jobs._panel.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert busy_strip.rows == ()
    assert photo_files.findings(busy_strip._desk.store) == []


def test_no_thread_goes_on_once_the_desk_is_closed(busy_strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    others = set(threading.enumerate())
    busy_strip.take(picture_files(tmp_path, 30), Stage.BEFORE)
    qtbot.waitUntil(lambda: len(busy_strip.rows) == 30)
    busy_strip.grids[Stage.BEFORE].viewport().repaint()
    running = {each for each in threading.enumerate() if each.name.startswith(("photos", "job"))} - others
    assert {each.name.split("_")[0] for each in running} == {"photos", "job"}
    busy_strip._desk.jobs.close()
    assert not any(each.is_alive() for each in running)
