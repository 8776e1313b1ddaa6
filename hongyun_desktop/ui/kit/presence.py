# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether somebody is here: how long no key and no mouse came, and Ctrl+L in every window. Imports Qt only."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_LOOK_EVERY_MS = 5_000
_INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
})  # fmt: skip


class Presence(QObject):
    """`away` tells that nobody touched the computer for `limit_ms` (0: never told); `lock_asked` that Ctrl+L came.

    busy: whether what runs now speaks for somebody being here. Only windows of ours are heard, and at their outer
    edge, so that no event of a page passes through here.
    """

    away = Signal()
    lock_asked = Signal()

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.limit_ms = 0
        self._busy = busy
        self._seen_s = monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._on_window)
        self._on_window(QGuiApplication.focusWindow())

    def listen(self, window: QWindow | None) -> None:
        """Hear a window that may never have had the focus."""
        if window is not None:
            window.installEventFilter(self)

    def _on_window(self, window: QWindow | None) -> None:
        self.listen(window)

    def here(self) -> None:
        """Somebody is here now."""
        self._seen_s = monotonic()

    def look(self) -> None:
        """Tell where nobody was here for so long."""
        if self._busy():
            self.here()
        elif self.limit_ms and (monotonic() - self._seen_s) * 1000 >= self.limit_ms:
            self.here()
            self.away.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.here()
            if isinstance(event, QKeyEvent) and _is_lock(event):
                self.lock_asked.emit()
                return True
        return False


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
