# SPDX-License-Identifier: GPL-3.0-or-later
"""The last stop for an error nobody expected: into the log, and a report that can be copied, without personal data.

An error on a worker thread changes threads before anything is shown. Imports Qt, log and kit only.
"""

import platform
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from hongyun_desktop import __version__, log
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.aside import SHOWN_LOCKED
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_MOST_SHOWN = 2


def report(error: BaseException) -> str:
    """Versions and where it happened; no values and no message, because they may be about people."""
    return "\n".join(
        [
            f"hongyun-desktop {__version__}  Python {platform.python_version()}  PySide6 {PySide6.__version__}"
            f"  Qt {qVersion()}  {platform.system()} {platform.release()}",
            *log.where(error),
        ]
    )


class CrashDialog(QDialog):
    """Says that something unforeseen happened, with the report and a button that copies it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("程序出了问题"))
        self.setProperty(SHOWN_LOCKED, True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.copy = button(_("复制这段报告"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        close = button(_("知道了"), primary=True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("程序出了没有料到的问题"), "h2"))
        sentence = _(
            "刚才这一步没有做成，已经保存的资料不受影响。可以接着用；请把下面这段报告交给帮你们装软件的人，里面没有居民的信息。"
        )
        column.addWidget(label(sentence, wrap=True))
        column.addWidget(self.report, 1)
        column.addLayout(row_of(None, self.copy, close))
        fit_to_screen(self, em(self, 42), em(self, 24))


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
        text = report(error)
        self._shown[text] += 1
        # An error in a paint event comes back with every repaint.
        if self._shown[text] <= _MOST_SHOWN:
            dialog = CrashDialog(text, self._host())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
