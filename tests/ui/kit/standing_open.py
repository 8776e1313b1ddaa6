# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the dialog that stands open over a widget."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

Dialog = TypeVar("Dialog", bound=QWidget)


def top(widget: QWidget, kind: type[Dialog]) -> Dialog:
    """The dialog of this widget that stands open; one that an earlier test left is none of it."""
    return next(each for each in widget.findChildren(kind) if each.isVisible())
