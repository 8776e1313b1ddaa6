# SPDX-License-Identifier: GPL-3.0-or-later
"""A paper on the screen: written beside the window, turned and zoomed by keys, saved whole, and nothing left behind."""

import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Cancelled, Jobs, Progress
from hongyun_desktop.ui.kit.pages_view import Zoom
from hongyun_desktop.ui.kit.paper_folder import PaperFolder
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.preview import PdfPreview, show_pdf
from tests.ui.fakes import FakeSpeaker

Showing = Callable[..., PdfPreview]


def blank_pages(path: Path, *sizes: tuple[float, float]) -> None:
    with pypdfium2.PdfDocument.new() as document:
        for width, height in sizes:
            document.new_page(width, height)
        document.save(path)


def twelve(path: Path, _progress: Progress) -> None:
    blank_pages(path, *[(842, 595)] * 12)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test's own."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Iterator[Showing]:
    shown: list[PdfPreview] = []

    def do_show(write: Callable[[Path, Progress], object] = twelve, **options: object) -> PdfPreview:
        preview = show_pdf(desk, None, "荣誉证书", write, "荣誉证书.pdf", **options)  # type: ignore[arg-type]
        shown.append(preview)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.waitUntil(lambda: preview.view.all_painted())
        return preview

    yield do_show
    for preview in shown:
        preview.close()
        preview.deleteLater()


def test_a_paper_opens_at_its_first_page_and_says_where_one_is(show: Showing):
    preview = show()
    assert preview.isVisible()
    assert preview.windowTitle() == "荣誉证书"
    assert preview.place.text() == "第 1 / 12 张"
    assert preview.view.zoom is Zoom.WHOLE_PAGE


def test_pages_are_turned_by_keys_and_never_past_the_ends(show: Showing, qtbot: QtBot):
    preview = show()
    seen: list[str] = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_PageDown,
                Qt.Key.Key_Home, Qt.Key.Key_PageUp):  # fmt: skip
        qtbot.keyClick(preview.view, key)
        seen.append(preview.place.text().split()[1])
    assert seen == ["2", "3", "2", "12", "12", "1", "1"]
    assert not preview.previous.isEnabled()


def test_scrolling_tells_the_page_in_view(show: Showing):
    preview = show()
    bar = preview.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert preview.place.text() == "第 12 / 12 张"


def test_actual_size_is_as_large_as_on_paper_and_free_zoom_leaves_both_choices(show: Showing, qtbot: QtBot):
    preview = show()
    qtbot.mouseClick(preview.zoom.buttons[1], Qt.MouseButton.LeftButton)
    assert preview.scale.text() == "100%"
    qtbot.keyClick(preview.view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert preview.scale.text() == "125%"
    assert preview.zoom.value() is None
    qtbot.keyClick(preview.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom.value() is Zoom.WHOLE_PAGE
    assert preview.view.zoom is Zoom.WHOLE_PAGE


def test_upright_pages_between_wide_ones_are_each_fitted_whole(show: Showing, qtbot: QtBot):
    preview = show(lambda path, _progress: blank_pages(path, (842, 595), (595, 842)))
    wide = preview.view.dots_per_inch
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.view.dots_per_inch < wide


def test_a_page_becomes_a_picture_only_when_it_is_looked_at(show: Showing):
    preview = show()
    assert len(preview.view._pictures) < 4


def test_saving_writes_the_paper_and_says_where(show: Showing, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot):
    heard: list[Path] = []
    preview = show(on_saved=heard.append)
    target = tmp_path / "荣誉证书.pdf"
    speaker.files.append(target)
    qtbot.keyClick(preview.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert heard == [target]
    assert speaker.toasts == [f"已存成{saved_as(target)}。"]
    assert preview.told.text() == f"已存成{saved_as(target)}。"
    with pypdfium2.PdfDocument(target) as document:
        assert len(document) == 12


def test_a_place_that_takes_no_file_is_said_and_the_paper_stays_open(
    show: Showing, speaker: FakeSpeaker, tmp_path: Path
):
    heard: list[Path] = []
    preview = show(on_saved=heard.append)
    speaker.files.append(tmp_path / "missing" / "荣誉证书.pdf")
    preview.save.click()
    assert speaker.refusals == ["荣誉证书.pdf 写不进去。请检查它是不是正开着，或换个文件夹。"]
    assert heard == []
    assert preview.isVisible()


def test_whoever_thinks_better_of_saving_saves_nothing(show: Showing, speaker: FakeSpeaker):
    show().save.click()
    assert speaker.toasts == []


def test_the_paper_lies_in_a_private_place_that_tells_nothing_and_goes_with_the_dialog(
    show: Showing, temporary: Path, qtbot: QtBot
):
    preview = show()
    [folder] = temporary.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name for file in folder.iterdir()} == {"paper.pdf", "in-use"}
    qtbot.keyClick(preview.view, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_behind_goes_with_the_next_use_and_what_is_in_use_stays(temporary: Path):
    leftover = temporary / "hongyun-paper-killed"
    leftover.mkdir()
    (leftover / "paper.pdf").write_bytes(b"names")
    (leftover / "in-use").touch()
    first = PaperFolder()
    second = PaperFolder()
    assert set(temporary.iterdir()) == {first.path, second.path}
    first.remove()
    second.remove()
    assert list(temporary.iterdir()) == []


def test_a_paper_that_is_refused_is_said_and_leaves_nothing(
    desk: Desk, speaker: FakeSpeaker, temporary: Path, qtbot: QtBot
):
    def refuse(_path: Path, _progress: Progress) -> None:
        raise Refused("character_not_printable", character="✓", code_point="U+2713")

    preview = show_pdf(desk, None, "荣誉证书", refuse, "荣誉证书.pdf")
    assert "“✓”" in speaker.refusals[0]
    assert not preview.isVisible()
    assert list(temporary.iterdir()) == []


def test_a_paper_that_somebody_stops_leaves_nothing(desk: Desk, temporary: Path):
    def stop(_path: Path, _progress: Progress) -> None:
        raise Cancelled

    assert not show_pdf(desk, None, "荣誉证书", stop, "荣誉证书.pdf").isVisible()
    assert list(temporary.iterdir()) == []


def test_the_paper_is_written_beside_the_window_and_then_shown(desk: Desk, qtbot: QtBot):
    desk.jobs = Jobs(None, desk.refused, desk)
    preview = show_pdf(desk, None, "荣誉证书", twelve, "荣誉证书.pdf")
    assert not preview.isVisible()
    with qtbot.waitSignal(preview.ready):
        pass
    assert preview.isVisible()
    preview.close()


def test_a_paper_refused_on_the_worker_takes_its_dialog_along(desk: Desk, speaker: FakeSpeaker, qtbot: QtBot):
    def refuse(_path: Path, _progress: Progress) -> None:
        raise Refused("character_not_printable", character="✓", code_point="U+2713")

    desk.jobs = Jobs(None, desk.refused, desk)
    preview = show_pdf(desk, None, "荣誉证书", refuse, "荣誉证书.pdf")
    qtbot.waitUntil(lambda: len(speaker.refusals) == 1 and not isValid(preview))
