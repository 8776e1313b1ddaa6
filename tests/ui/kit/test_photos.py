# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos on the screen: taken in by the batch, looked at large, compared, taken away and brought back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.photos.rules import Stage, Subject
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip
from hongyun_desktop.ui.kit.photos.adding import AddingDialog
from hongyun_desktop.ui.kit.photos.viewer import PhotoViewer
from tests.picture_files import files
from tests.ui.fakes import FakeSpeaker
from tests.ui.kit.standing_open import top


@pytest.fixture
def choose(speaker: FakeSpeaker, strip: PhotoStrip, qtbot: QtBot) -> Callable[[list[Path]], None]:
    def chosen(paths: list[Path]) -> None:
        speaker.files.extend(paths)
        qtbot.mouseClick(strip.add, Qt.MouseButton.LeftButton)

    return chosen


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


def test_photos_after_are_proposed_once_there_are_some_before(
    choose: Callable[[list[Path]], None], strip: PhotoStrip, tmp_path: Path, qtbot: QtBot
) -> None:
    before, after = files(tmp_path, 2)
    choose([before])
    dialog = top(strip, AddingDialog)
    assert dialog.stage.value() is Stage.BEFORE
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert len(strip.rows) == 1
    choose([after])
    assert top(strip, AddingDialog).stage.value() is Stage.AFTER


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


def copied(qapp: QApplication, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    qapp.clipboard().setMimeData(data)


def test_files_that_were_copied_are_pasted_also_where_there_is_none_yet(
    strip: PhotoStrip, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    copied(qapp, files(tmp_path, 1))
    qtbot.keyClick(strip.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = top(strip, AddingDialog)
    dialog.stage.set_value(Stage.AFTER)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    copied(qapp, files(tmp_path, 2, first=3))
    qtbot.keyClick(strip.grids[Stage.AFTER], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row.stage for row in strip.rows] == [Stage.AFTER] * 3


def test_pasting_without_having_copied_photos_says_how(
    strip: PhotoStrip, speaker: FakeSpeaker, qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.clipboard().setText("3栋")
    qtbot.keyClick(strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert speaker.toasts == ["没有复制照片文件。先在文件夹里选中照片按 Ctrl+C，再到这里按 Ctrl+V。"]


def test_what_is_dropped_is_copied_even_where_a_move_was_offered(strip: PhotoStrip, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files(tmp_path, 1)])
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(
        QPoint(5, 5).toPointF(), actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    strip.grids[Stage.BEFORE].dropEvent(event)
    assert (event.dropAction(), len(strip.rows)) == (Qt.DropAction.CopyAction, 1)


def test_a_folder_gives_the_pictures_in_it(
    strip: PhotoStrip, choose: Callable[[list[Path]], None], tmp_path: Path
) -> None:
    stick, empty = tmp_path / "DCIM" / "100", tmp_path / "空的"
    stick.mkdir(parents=True)
    empty.mkdir()
    files(stick, 3)
    (stick / "备注.txt").write_text("不是照片")
    choose([tmp_path / "DCIM", empty])
    dialog = top(strip, AddingDialog)
    said = dialog.findChild(QPlainTextEdit).toPlainText()  # pyright: ignore[reportOptionalMemberAccess]
    assert (dialog.ok.text(), said) == ("加 3 张", "空的里没有照片。")


def test_who_only_looks_finds_nothing_to_add_or_remove_with(
    strip: PhotoStrip, desk: Desk, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    assert strip.empty.text() == "还没有照片。把照片拖到这里，或点“加照片”，可以一次选很多张。"
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    operators.add(desk.store, "陈晓梅")
    operators.add(desk.store, "赵查看", Role.VIEWER)
    desk.changed.emit(signing_in.sign_in(desk.store, "赵查看"))
    assert not strip.add.isEnabled()
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Delete)
    strip.paste(Stage.BEFORE)
    assert len(strip.rows) == 1
    qtbot.keyClick(strip.grids[Stage.BEFORE], Qt.Key.Key_Return)
    viewer = top(strip, PhotoViewer)
    assert [each.isEnabled() for each in (viewer.change, viewer.save, viewer.remove)] == [False] * 3
    strip.show_subject(Subject("team", 1), stages=False)
    assert strip.empty.text() == "还没有照片。"


def test_an_answer_that_comes_after_its_strip_was_closed_is_asked_all_the_same(
    desk: Desk, strip: PhotoStrip, tmp_path: Path, qtbot: QtBot
) -> None:
    page = PhotoStrip(desk)
    page.show_subject(strip._subject, stages=True)
    answers: list[Callable[[], object]] = []
    start = desk.jobs.start
    desk.jobs.start = lambda title, work, done, **_: answers.append(lambda: start(title, work, done))
    page.take(files(tmp_path, 1), None)
    desk.jobs.start = start
    shiboken6.delete(page)
    answers[0]()
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, AddingDialog) and each._desk is desk
    )
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert len(strip.rows) == 1
