# SPDX-License-Identifier: GPL-3.0-or-later
"""A long step in the window, parted: what can wait a moment lets keys, mouse and paint through first. Qt only."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# Not nothing: Qt may serve a timer that is due at once before it looks for keys again.
TURN_MS = 5


def later(owner: QObject, act: Callable[[], object]) -> None:
    """Do something a moment later, unless its owner is gone by then."""
    QTimer.singleShot(TURN_MS, owner, act)
