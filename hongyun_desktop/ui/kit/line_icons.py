# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons inside line edits that grow with the type: Qt has one measure for them all. Imports Qt and the theme only."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from hongyun_desktop.ui.kit.theme import SMALLEST_PX, base_px

Position = QLineEdit.ActionPosition


def put_icon(line: QLineEdit, action: QAction, position: QLineEdit.ActionPosition) -> None:
    """Show an action's icon inside a line edit, at the type size in force."""
    fit_icons(line)
    line.addAction(action, position)


def offer_clearing(line: QLineEdit) -> None:
    """Give a line its button that empties it, once there is something in it: until then it would not be seen."""

    def give(text: str) -> None:
        if text and not line.isClearButtonEnabled():
            line.setClearButtonEnabled(True)

    line.textChanged.connect(give)


def fit_icons(line: QLineEdit) -> None:
    """Have the icons of a line edit grow with the type, also where it was made in the smallest."""
    if base_px() != SMALLEST_PX:
        # At the standard size Fusion has it right, and Qt's styles need not be known to Python before the first paint.
        from hongyun_desktop.ui.kit.large_icons import large_icons

        line.setStyle(large_icons())
