# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests and pictures show, alive until they are done with it.

Python may delete a page that nobody holds in the middle of its own painting, and with it the dialogs that stand over it.
"""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

Shown = TypeVar("Shown", bound=QWidget)
_held: dict[int, QWidget] = {}


def hold(widget: Shown) -> Shown:
    """The same widget, which stays until `let_go` or until it is deleted."""
    widget.destroyed.connect(partial(_held.pop, id(widget), None))
    _held[id(widget)] = widget
    return widget


def let_go() -> None:
    """Delete what is held, and all that was given up: Qt does that in an event loop, and the next may come late."""
    for widget in list(_held.values()):
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
