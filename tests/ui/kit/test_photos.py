# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos on the screen: taken in by the batch, looked at large, compared, taken away and brought back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos.rules import Stage, Subject
from hongyun_desktop.core.store import thumbnails
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip
from hongyun_desktop.ui.kit.photos.adding import AddingDialog
from hongyun_desktop.ui.kit.photos.before_after import BeforeAfter
from hongyun_desktop.ui.kit.photos.viewer import PhotoViewer
from tests.picture_files import files
from tests.ui.fakes import FakeSpeaker

Dialog = TypeVar("Dialog", bound=QWidget)


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> PhotoStrip:
    facility = facilities.save_facility(desk.store, FacilityValues("停车棚")).params["facility_id"]
    made = PhotoStrip(desk)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show_subject(Subject("facility", facility), stages=True)
    made.show()
    return made


@pytest.fixture
def choose(speaker: FakeSpeaker, strip: PhotoStrip, qtbot: QtBot) -> Callable[[list[Path]], None]:
    def chosen(paths: list[Path]) -> None:
        speaker.files.extend(paths)
        qtbot.mouseClick(strip.add, Qt.MouseButton.LeftButton)

    return chosen


def top(strip: PhotoStrip, kind: type[Dialog]) -> Dialog:
    """The dialog of this strip that stands open; one that an earlier test left is none of it."""
    return next(each for each in strip.findChildren(kind) if each.isVisible())


def test_many_are_taken_at_once_and_the_stage_is_asked_once(
    strip: PhotoStrip, choose: Callable[[list[Path]], None], speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(files(tmp_path, 4))
    dialog = top(strip, AddingDialog)
    assert dialog.day.isHidden()
    dialog.stage.set_value(Stage.BEFORE)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert [(row.stage, row.taken_on) for row in strip.rows] == [(Stage.BEFORE, date(2026, 9, 26))] * 4
    assert speaker.toasts == ["加了 4 张照片。"]
    assert strip.grids[Stage.BEFORE].count() == 4


def test_what_can_not_be_taken_is_said_and_the_rest_is_taken(
    strip: PhotoStrip, choose: Callable[[list[Path]], None], tmp_path: Path, qtbot: QtBot
) -> None:
    good = files(tmp_path, 2, taken="")
    renamed, broken = tmp_path / "名单.jpg", tmp_path / "坏的.jpg"
    renamed.write_text("张三，3栋")
    broken.write_bytes(good[0].read_bytes()[:-100])
    choose([*good, renamed, broken])
    dialog = top(strip, AddingDialog)
    said = dialog.findChild(QPlainTextEdit).toPlainText()  # pyright: ignore[reportOptionalMemberAccess]
    assert said.splitlines() == [
        "名单.jpg不是照片。请选 JPG、PNG 或 HEIC 照片。",
        "坏的.jpg是坏的，打不开。请从手机再拷一次。",
    ]
    dialog.stage.set_value(Stage.AFTER)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    # The camera said nothing, so the batch has the day that was offered: today.
    assert [(row.stage, row.taken_on) for row in strip.rows] == [(Stage.AFTER, date(2026, 10, 8))] * 2


def test_nobody_has_to_know_the_day(
    strip: PhotoStrip, choose: Callable[[list[Path]], None], tmp_path: Path, qtbot: QtBot
) -> None:
    choose(files(tmp_path, 1, taken=""))
    dialog = top(strip, AddingDialog)
    dialog.day.set_value(date(2027, 1, 1))
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.problem.text() == "日期在今天之后，请再看一遍。"
    dialog.day.set_value(None)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert strip.rows[0].taken_on is None


def test_files_that_are_dropped_on_a_group_have_its_stage(strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = files(tmp_path, 2)
    strip.take([first], Stage.AFTER)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(second))])
    strip.grids[Stage.AFTER].dropEvent(QDropEvent(
        QPoint(5, 5).toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    ))  # fmt: skip
    assert [row.stage for row in strip.rows] == [Stage.AFTER, Stage.AFTER]


def test_files_that_are_dropped_on_an_empty_strip_are_asked_about(
    strip: PhotoStrip, tmp_path: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files(tmp_path, 2)])
    strip.dropEvent(QDropEvent(
        QPoint(5, 5).toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    ))  # fmt: skip
    dialog = top(strip, AddingDialog)
    dialog.stage.set_value(Stage.DURING)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert [row.stage for row in strip.rows] == [Stage.DURING, Stage.DURING]


def test_delete_takes_one_away_and_undo_brings_it_back(
    strip: PhotoStrip, desk: Desk, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 3), Stage.BEFORE)
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Delete)
    assert len(strip.rows) == 2
    assert speaker.undo is not None
    speaker.undo()
    assert len(strip.rows) == 3


def test_enter_opens_one_large_and_arrows_turn_them(strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 2), Stage.BEFORE)
    strip.take(files(tmp_path, 1, first=9), Stage.AFTER)
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Return)
    viewer = top(strip, PhotoViewer)
    qtbot.waitUntil(lambda: viewer.picture.is_shown)
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.row.stage is Stage.AFTER
    assert "第 3 张，共 3 张" in viewer.words.text()


def test_a_photo_that_is_saved_elsewhere_is_journaled_and_tells_no_place(
    strip: PhotoStrip, desk: Desk, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Return)
    viewer = top(strip, PhotoViewer)
    speaker.files.append(tmp_path / "给街道.jpg")
    qtbot.mouseClick(viewer.save, Qt.MouseButton.LeftButton)
    assert speaker.refusals == []
    assert b"2026:09:26" not in (tmp_path / "给街道.jpg").read_bytes()
    assert desk.store.value("SELECT code FROM journal ORDER BY id DESC LIMIT 1") == "exported"


def test_before_and_after_stand_side_by_side(strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 2), Stage.BEFORE)
    assert not strip.compare.isVisible()
    strip.take(files(tmp_path, 1, first=5), Stage.AFTER)
    qtbot.mouseClick(strip.compare, Qt.MouseButton.LeftButton)
    dialog = top(strip, BeforeAfter)
    assert dialog.pairs == 2
    qtbot.waitUntil(lambda: all(each.is_shown for each in dialog.pictures.values()))
    qtbot.keyClick(dialog, Qt.Key.Key_Right)
    assert dialog.count.text() == "第 2 对，共 2 对"


def test_a_damaged_photo_says_so_and_nothing_else_happens(
    strip: PhotoStrip, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    for file in (desk.store.path.with_name(desk.store.path.name + ".files")).rglob("*.jpg"):
        file.unlink()
    thumbnails.forget_all(desk.store.path)
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Return)
    viewer = top(strip, PhotoViewer)
    qtbot.waitUntil(lambda: "不见了" in viewer.picture._word())


def test_hidden_photos_are_not_painted(strip: PhotoStrip, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Return)
    viewer = top(strip, PhotoViewer)
    qtbot.waitUntil(lambda: viewer.picture.is_shown)
    desk.privacy.toggle()
    assert not viewer.picture.is_shown
    desk.privacy.toggle()


def test_a_group_of_hundreds_asks_only_for_those_in_sight(strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 200), Stage.BEFORE)
    grid = strip.grids[Stage.BEFORE]
    asked: list[str] = []
    original = grid._thumbnails.pixmap
    grid._thumbnails.pixmap = lambda sha256, suffix: (asked.append(sha256), original(sha256, suffix))[1]  # pyright: ignore
    grid.viewport().repaint()
    assert 0 < len(set(asked)) < 30
