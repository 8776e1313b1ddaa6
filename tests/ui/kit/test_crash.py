# SPDX-License-Identifier: GPL-3.0-or-later
"""The last stop: an error nobody expected is shown once or twice, as a report without anybody's data."""

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.kit.crash import CrashHook
from hongyun_desktop.ui.kit.crash_dialog import CrashDialog, report


@pytest.fixture
def hook(page: QWidget) -> Iterator[CrashHook]:
    made = CrashHook(lambda: page)
    yield made
    made.remove()


def _error(text: str) -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_a_report_says_where_and_never_what() -> None:
    text = report(_error("何芳 510199195801011234 3栋2单元1102"))
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert not any(word in text for word in ("何芳", "510199", "1102"))


def test_the_dialog_comes_with_a_report_to_copy(qtbot: Any, page: QWidget, hook: CrashHook) -> None:
    error = _error("何芳")
    sys.excepthook(ValueError, error, error.__traceback__)
    qtbot.waitUntil(lambda: page.findChild(CrashDialog) is not None)
    dialog = page.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == report(error)
    dialog.close()


def test_an_error_on_another_thread_is_shown_on_the_main_one(qtbot: Any, page: QWidget, hook: CrashHook) -> None:
    def fail() -> None:
        raise KeyError("何芳")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: page.findChild(CrashDialog) is not None)
    dialog = page.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert "KeyError" in dialog.report.toPlainText()
    dialog.close()


def test_the_same_error_again_and_again_is_shown_twice(qtbot: Any, page: QWidget, hook: CrashHook) -> None:
    error = _error("每次重画都错")
    for _ in range(10):
        sys.excepthook(ValueError, error, error.__traceback__)
    qtbot.wait(50)
    dialogs = page.findChildren(CrashDialog)
    assert len(dialogs) == 2
    for dialog in dialogs:
        dialog.close()
