# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos looked at: one large, two side by side, closer; and what is seen where that can't be."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.photos.rules import Stage
from hongyun_desktop.core.store import files as kept_files
from hongyun_desktop.core.store import thumbnails
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip, Thumbnails
from hongyun_desktop.ui.kit.photos.before_after import BeforeAfter
from hongyun_desktop.ui.kit.photos.picture import LargePicture
from hongyun_desktop.ui.kit.photos.viewer import PhotoViewer
from tests.picture_files import files, jpeg
from tests.ui.fakes import FakeSpeaker
from tests.ui.kit.standing_open import top

LEFT = Qt.MouseButton.LeftButton


def opened(strip: PhotoStrip, qtbot: QtBot) -> PhotoViewer:
    grid = next(each for each in strip.grids.values() if each.count())
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    return top(strip, PhotoViewer)


def gone(viewer: PhotoViewer) -> None:
    viewer.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    grid._thumbnails.pixmap = lambda sha256, suffix: (asked.append(sha256), original(sha256, suffix))[1]
    grid.viewport().repaint()
    assert 0 < len(set(asked)) < 30
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.viewport().repaint()
    assert asked[-1] == strip.rows[-1].sha256
    assert len(set(asked)) < 60


def test_arrows_turn_the_photos_also_where_a_button_has_the_focus(
    strip: PhotoStrip, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 3), Stage.BEFORE)
    viewer = opened(strip, qtbot)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is viewer)
    viewer.change.setFocus()
    qtbot.keyClick(viewer.change, Qt.Key.Key_Right)
    assert viewer.row == strip.rows[1]
    qtbot.keyClick(viewer.change, Qt.Key.Key_PageDown)
    qtbot.keyClick(viewer.change, Qt.Key.Key_Left)
    assert viewer.row == strip.rows[1]


def test_what_a_photo_shows_is_written_beside_it(
    strip: PhotoStrip, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    viewer = opened(strip, qtbot)
    form = viewer.open_change()
    form.editors["caption"].set_value("新雨棚")
    form.editors["stage"].set_value(Stage.AFTER)
    form.submit()
    assert viewer.words.text() == "第 1 张，共 1 张 · 整治后 · 2026-09-26 拍 · 新雨棚"
    assert [row.caption for row in strip.photos_of(Stage.AFTER)] == ["新雨棚"]


def test_the_last_photo_taken_away_closes_what_showed_it(
    strip: PhotoStrip, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 2), Stage.BEFORE)
    viewer = opened(strip, qtbot)
    qtbot.mouseClick(viewer.remove, LEFT)
    assert viewer.row == strip.rows[0]
    qtbot.mouseClick(viewer.remove, LEFT)
    assert (strip.rows, viewer.isVisible()) == ((), False)


def test_hiding_goes_on_after_a_photo_was_closed(strip: PhotoStrip, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    viewer = opened(strip, qtbot)
    qtbot.waitUntil(lambda: viewer.picture.is_shown)
    gone(viewer)
    desk.privacy.toggle()
    desk.privacy.toggle()


def test_a_photo_that_was_closed_before_it_was_there_troubles_nobody(
    strip: PhotoStrip, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 2), Stage.BEFORE)
    thumbs, go_on = Thumbnails.of(desk), Event()
    told: list[int] = []
    thumbs.enlarged.connect(lambda ticket, _image: told.append(ticket))
    thumbs._line.submit("hold", lambda: go_on.wait(5), urgent=True)
    gone(opened(strip, qtbot))
    thumbs.enlarge(strip.rows[1].sha256, ".jpg", 100)
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))


def test_a_photo_that_was_turned_past_is_not_made(strip: PhotoStrip, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 3), Stage.BEFORE)
    thumbs, go_on = Thumbnails.of(desk), Event()
    told: list[int] = []
    thumbs.enlarged.connect(lambda ticket, _image: told.append(ticket))
    thumbs._line.submit("hold", lambda: go_on.wait(5), urgent=True)
    viewer = opened(strip, qtbot)
    for _turn in range(2):
        qtbot.mouseClick(viewer.after, LEFT)
    go_on.set()
    qtbot.waitUntil(lambda: viewer.picture.is_shown)
    assert len(told) == 1


def test_both_sides_zoom_and_move_in_step(strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    strip.take(files(tmp_path, 1, first=5), Stage.AFTER)
    qtbot.mouseClick(strip.compare, LEFT)
    dialog = top(strip, BeforeAfter)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    before, after = dialog.pictures.values()
    assert (before.zoom, dialog.further.isEnabled()) == (0, False)
    qtbot.mouseClick(dialog.closer, LEFT)
    assert (before.zoom, after.zoom, dialog.further.isEnabled()) == (1, 1, True)
    wheel = QWheelEvent(
        QPointF(20, 20), QPointF(20, 20), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    after.wheelEvent(wheel)
    assert (before.zoom, after.zoom) == (2, 2)
    qtbot.keyClick(dialog.shut, "-")
    assert (before.zoom, after.zoom) == (1, 1)
    qtbot.keyClick(dialog.shut, "0")
    assert (before.zoom, after.zoom) == (0, 0)


def test_what_was_turned_to_stays_within_the_photo(strip: PhotoStrip, tmp_path: Path, qtbot: QtBot) -> None:
    large = tmp_path / "large.jpg"
    large.write_bytes(jpeg(1, (1600, 1200)))
    strip.take([large], Stage.BEFORE)
    picture = opened(strip, qtbot).picture
    qtbot.waitUntil(lambda: picture.is_shown)
    assert QRectF(picture.rect()).contains(picture.place)
    qtbot.mouseDClick(picture, LEFT)
    assert picture.zoom == 2
    dragged(picture, QPointF(9000, 9000))
    assert picture.place.topLeft() == QPointF(0, 0)
    dragged(picture, QPointF(-9000, -9000))
    assert picture.place.bottomRight() == QPointF(picture.width(), picture.height())
    qtbot.mouseDClick(picture, LEFT)
    assert (picture.zoom, picture.place.center()) == (0, QRectF(picture.rect()).center())


def dragged(picture: LargePicture, by: QPointF) -> None:
    start = QPointF(picture.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    for kind, place in (
        (QEvent.Type.MouseButtonPress, start), (QEvent.Type.MouseMove, start + by),
        (QEvent.Type.MouseButtonRelease, start + by),
    ):  # fmt: skip
        QApplication.sendEvent(picture, QMouseEvent(kind, place, place, LEFT, LEFT, none))


@pytest.mark.parametrize(("suffix", "kind"), [(".jpg", b"\xff\xd8\xff"), (".png", b"\x89PNG")])
def test_a_photo_is_saved_as_what_it_is(
    strip: PhotoStrip, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot, suffix: str, kind: bytes
) -> None:
    from PIL import Image

    picture, saved = tmp_path / f"IMG{suffix}", tmp_path / "给街道.jpg"
    Image.new("RGB", (40, 30), "green").save(picture)
    strip.take([picture], Stage.BEFORE)
    strip_dialogs_answered(strip, qtbot)
    viewer = opened(strip, qtbot)
    speaker.files.append(saved)
    qtbot.mouseClick(viewer.save, LEFT)
    written = saved if suffix == ".jpg" else tmp_path / "给街道.jpg.png"
    assert written.read_bytes().startswith(kind)


def strip_dialogs_answered(strip: PhotoStrip, qtbot: QtBot) -> None:
    """Take the batch in with the day that is offered."""
    from hongyun_desktop.ui.kit.photos.adding import AddingDialog

    qtbot.mouseClick(top(strip, AddingDialog).ok, LEFT)


def test_a_photo_that_was_brought_back_is_seen_again(
    strip: PhotoStrip, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    strip.take(files(tmp_path, 1), Stage.BEFORE)
    (row,) = strip.rows
    thumbs, place = Thumbnails.of(desk), kept_files.path_of(desk.store, row.sha256, row.suffix)
    qtbot.waitUntil(lambda: thumbs.pixmap(row.sha256, row.suffix) is not None)
    thumbs._pixmaps.clear()
    thumbnails.forget_all(desk.store.path)
    content = place.read_bytes()
    place.unlink()
    qtbot.waitUntil(lambda: thumbs.pixmap(row.sha256, row.suffix) is not None)
    assert thumbs.pixmap(row.sha256, row.suffix).isNull()  # pyright: ignore[reportOptionalMemberAccess]
    place.write_bytes(content)
    desk.changed.emit(Changed(0, frozenset({Topic.FILES}), "mended"))
    qtbot.waitUntil(lambda: thumbs.pixmap(row.sha256, row.suffix) is not None)
    assert not thumbs.pixmap(row.sha256, row.suffix).isNull()  # pyright: ignore[reportOptionalMemberAccess]
