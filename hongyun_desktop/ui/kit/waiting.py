# SPDX-License-Identifier: GPL-3.0-or-later
"""Work before there is a window: a small panel with its progress, and a way out. Imports Qt and kit parts only."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.jobs import Cancelled, Jobs, Progress
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

T = TypeVar("T")


def keep_until_idle(widget: QWidget | None) -> None:
    """Keep a window without a parent alive until the event in hand is over.

    Python would delete it with its last reference, in the middle of the key press that closed it.
    """
    kept = [widget]
    QTimer.singleShot(0, lambda: kept.clear())


class Waiting(QDialog):
    """Runs one piece of work that needs no open store.

    stoppable: Esc and 取消 stop the work at its next word; else they do nothing.
    """

    _told = Signal(int, int)

    def __init__(self, title: str, parent: QWidget | None = None, *, stoppable: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("请稍等"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs = Jobs(None, lambda _error: None, self)
        self._progress = Progress(self._told.emit)
        self.sentence = label(title)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.stop = button(_("取消"), "x")
        self.stop.setVisible(stoppable)
        self.stop.clicked.connect(self._on_stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        if stoppable:
            column.addLayout(row_of(None, self.stop))
        self.setMinimumWidth(em(self, 26))
        self._told.connect(self._show_progress)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[AppError], object],
        stopped: Callable[[], object] = lambda: None,
    ) -> None:
        """Show the panel, do the work beside it, close, and call one of the three here."""
        self.open()

        def guarded(_own: Progress) -> tuple[bool, T | None]:
            try:
                return True, work(self._progress)
            except Cancelled:
                return False, None

        def finish(ended: tuple[bool, T | None]) -> None:
            self._end()
            whole, result = ended
            if whole:
                done(result)  # pyright: ignore[reportArgumentType]
            else:
                stopped()

        def refuse(error: AppError) -> None:
            self._end()
            failed(error)

        self._jobs.start("", guarded, finish, failed=refuse, shown=False)

    def _end(self) -> None:
        keep_until_idle(self)
        self._jobs.close()
        self.accept()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.sentence.setText(_("正在停下……"))
        self._progress.cancel()

    def reject(self) -> None:
        if not self.stop.isHidden() and self.stop.isEnabled():
            self._on_stop()
