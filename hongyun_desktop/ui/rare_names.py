# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees to it that every name in the data can be shown, with a font of ours where the computer has none for it."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.names_in_use import characters_of_names
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.rare_characters import stand_by


def look_after_names(desk: Desk, window: QWidget) -> None:
    """Look at the names now and whenever some are written, as long as the window stands."""

    def look() -> None:
        if not stand_by():
            desk.rare_fonts.see(characters_of_names(desk.store))

    desk.watch(window, {Topic.RESIDENT, Topic.TEAM}, look)
    look()
