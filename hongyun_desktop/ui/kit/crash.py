# SPDX-License-Identifier: GPL-3.0-or-later
"""The last stop for an error nobody expected: into the log, and onto the screen (`crash_dialog`).

An error on a worker thread changes threads before anything is shown. Imports Qt, log and kit only.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from hongyun_desktop import log

_MOST_SHOWN = 2


class CrashHook(QObject):
    """Takes the place of Python's hooks while the window is open."""

    _happened = Signal(object)

    def __init__(self, host: Callable[[], QWidget | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._shown: Counter[str] = Counter()
        self._happened.connect(self._show)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = lambda told: self._on_error(told.exc_type, told.exc_value, told.exc_traceback)

    def remove(self) -> None:
        """Give Python its hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _on_error(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error or kind(), trace)
            return
        log.crash(error)
        self._happened.emit(error)

    def _show(self, error: BaseException) -> None:
        from hongyun_desktop.ui.kit.crash_dialog import CrashDialog, report

        text = report(error)
        self._shown[text] += 1
        # An error in a paint event comes back with every repaint.
        if self._shown[text] <= _MOST_SHOWN:
            dialog = CrashDialog(text, self._host())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
