# SPDX-License-Identifier: GPL-3.0-or-later
"""Another type size comes in turns: what somebody sees and does in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow
from hongyun_desktop.ui.type_size import TypeSize

# Pages made behind the one in front, each of which goes in a turn of its own; and all steps.
HIDDEN = 2
STEPS = HIDDEN + 6


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, demo_desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(demo_desk, WindowState(tmp_path / "window.ini"))
    made._may_close = True
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    for number in (1, 2, 0):
        made._show_tab(number)
    yield made
    if isValid(made):
        delete(made)
    theme.apply(qapp, theme.SMALLEST_PX)


def begin(window: MainWindow, px: int, steps: int) -> TypeSize:
    """Ask for a size and take so many steps towards it; the rest is taken only by `go_on`."""
    window.set_type_size(px)
    change = window._type_size
    assert change is not None
    go_on(change, steps)
    return change


def go_on(change: TypeSize, steps: int = STEPS) -> None:
    for _step in range(steps):
        change._pause.stop()
        change._go_on()
        # What the user would see and be told by now.
        QApplication.sendPostedEvents()
    change._pause.stop()


def stands(window: MainWindow, px: int) -> bool:
    """Whether the window is painted in a size and the page in front is there."""
    return theme.base_px() == px and window.updatesEnabled() and window._place(window.tabs.currentIndex()).is_made


class Pictures(QObject):
    """What was in the window each time that something of it was painted: the size, and whether the page was there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.seen: set[tuple[int, bool]] = set()
        self._window = window
        window.tabs.bar.installEventFilter(self)
        window.top.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.seen.add((theme.base_px(), self._window._place(0).is_made))
        return False


def test_the_old_picture_stays_until_the_new_one_is_whole(window: MainWindow, qtbot: QtBot) -> None:
    pictures = Pictures(window)
    window.set_type_size(20)
    qtbot.waitUntil(lambda: (20, True) in pictures.seen)
    assert pictures.seen <= {(15, True), (20, True)}


@pytest.mark.parametrize("last", [15, 20])
@pytest.mark.parametrize("steps", range(STEPS))
def test_the_last_of_two_sizes_counts(window: MainWindow, steps: int, last: int) -> None:
    begin(window, 17, steps)
    go_on(begin(window, last, 0))
    assert stands(window, last)
    assert window._state.base_px() == last


def test_a_key_pressed_twice_goes_two_sizes_on(window: MainWindow) -> None:
    for _press in range(2):
        window.menus._step_size(+1)
    assert window._type_size is not None
    go_on(window._type_size)
    assert stands(window, 20)


@pytest.mark.parametrize("steps", range(STEPS))
def test_another_tab_is_made_once_in_the_new_size(window: MainWindow, steps: int) -> None:
    change = begin(window, 20, steps)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    go_on(change)
    assert window.tabs.currentIndex() == 1
    assert stands(window, 20)


@pytest.mark.parametrize("steps", range(STEPS))
def test_what_is_gone_to_is_shown(window: MainWindow, steps: int, qtbot: QtBot) -> None:
    change = begin(window, 20, steps)
    window.go("resident", 12)
    go_on(change)
    page = window.page(0)
    assert isinstance(page, RosterPage)
    qtbot.waitUntil(lambda: page.records.detail.shown == ("resident", 12))
    assert stands(window, 20)


@pytest.mark.parametrize("steps", range(STEPS))
def test_the_lock_page_is_not_taken_away(window: MainWindow, steps: int) -> None:
    change = begin(window, 20, steps)
    window.locking.lock()
    go_on(change)
    assert window._views.currentWidget() is window.lock_page
    assert window.updatesEnabled()


@pytest.mark.parametrize("steps", range(HIDDEN + 1))
def test_a_dialog_of_the_page_stays_and_the_rest_comes_when_it_is_done(window: MainWindow, steps: int) -> None:
    change = begin(window, 20, steps)
    dialog = QDialog(window._place(0)._page)
    dialog.open()
    go_on(change)
    assert dialog.isVisible()
    dialog.done(0)
    go_on(change)
    assert stands(window, 20)


@pytest.mark.parametrize("steps", range(STEPS))
def test_what_is_told_to_the_pages_reaches_the_new_ones(window: MainWindow, steps: int) -> None:
    change = begin(window, 20, steps)
    window.desk.privacy.toggle()
    window.desk.changed.emit(Changed(1, frozenset({Topic.RESIDENT, Topic.SETTINGS}), "imported_roster"))
    go_on(change)
    assert stands(window, 20)
    assert window._hidden.isVisible()


@pytest.mark.parametrize("steps", range(STEPS))
def test_the_window_may_be_closed(window: MainWindow, steps: int) -> None:
    change = begin(window, 20, steps)
    window.close()
    go_on(change)
    assert not window.isVisible()


def test_after_an_error_the_window_is_painted_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(theme, "apply", fail)
    change = begin(window, 20, 0)
    with pytest.raises(RuntimeError):
        go_on(change)
    assert window.updatesEnabled()
    assert not change.is_changing
