# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes of the whole window, and of the kit's own dialogs."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.features.roster.page import BUILDING, RosterPage
from hongyun_desktop.ui.kit.character_picker import CharacterPicker
from hongyun_desktop.ui.kit.crash_dialog import CrashDialog, report
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.toast import Toast
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import FEATURES, MainWindow
from tests.ui.scenes.roster import somebody

NAME = "whole-window"
RESIZED = Qt.WidgetAttribute.WA_Resized


def window(desk: Desk, tab: str = "roster") -> MainWindow:
    """The main window at a tab."""
    made = MainWindow(desk, WindowState(Path(tempfile.gettempdir()) / "hongyun-shots.ini"))
    made.setObjectName(NAME)
    # The picture's size is asked for, not all of the screen.
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.tabs.setCurrentIndex([feature.key for feature in FEATURES].index(tab))
    return made


def building(desk: Desk) -> QWidget:
    """The picture of a building with a household chosen."""
    row = somebody(desk)
    made = window(desk)
    page = made.page(0)
    assert isinstance(page, RosterPage)
    page.records.view.set_value(BUILDING)
    page.show_record("resident", row.resident_id)
    return made


def _tab(key: str) -> Callable[[Desk], QWidget]:
    return lambda desk: window(desk, key)


def _searched(made: MainWindow, words: str) -> MainWindow:
    """The list of hits comes once the window has its size."""
    made.top.search.setText(words)
    QTimer.singleShot(10, made, made.top.search.search_now)
    return made


def searching(desk: Desk) -> QWidget:
    """Initials typed into the search above."""
    made = window(desk)
    return _searched(made, "zds")


def found_nothing(desk: Desk) -> QWidget:
    """A search that finds nothing."""
    made = window(desk)
    return _searched(made, "qqqq")


def toast(desk: Desk) -> QWidget:
    """A sentence of success over the page."""
    made = window(desk, "points")
    made.show()
    Toast(made, "记了 12 人、24 小时、240 分。", lambda: None).show_over()
    return made


def hidden(desk: Desk) -> QWidget:
    """Under F9."""
    made = window(desk)
    desk.privacy.toggle()
    return made


def crash(_desk: Desk) -> QWidget:
    """The report of an error nobody expected."""
    try:
        raise KeyError("something")
    except KeyError as error:
        return CrashDialog(report(error))


def picker(desk: Desk) -> QWidget:
    """A rare character found by its parts."""
    made = CharacterPicker(desk)
    made.words.setText("龙天")
    made.search_now()
    return made


def picker_empty_handed(desk: Desk) -> QWidget:
    """Parts that no character has."""
    made = CharacterPicker(desk)
    made.words.setText("龙龙龙龙龙")
    made.search_now()
    return made


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    **{feature.key: _tab(feature.key) for feature in FEATURES},
    "building": building,
    "searching": searching,
    "found-nothing": found_nothing,
    "toast": toast,
    "hidden": hidden,
    "crash": crash,
    "picker": picker,
    "picker-nothing": picker_empty_handed,
}
