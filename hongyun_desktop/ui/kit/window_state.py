# SPDX-License-Identifier: GPL-3.0-or-later
"""What this account's window remembers of itself: place, type size, tab. Never personal data. Imports Qt only."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.kit import theme


class WindowState:
    """A small file of the account; one that can't be read counts as empty."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def base_px(self) -> int:
        """The type size chosen last."""
        value = str(self._settings.value("base_px", theme.SMALLEST_PX))
        return int(value) if value.isdigit() and int(value) in theme.SIZES_PX.values() else theme.SMALLEST_PX

    def keep_base_px(self, base_px: int) -> None:
        """Remember the type size."""
        self._settings.setValue("base_px", base_px)

    def tab(self) -> str:
        """The key of the tab that was open last, or empty."""
        return str(self._settings.value("tab", ""))

    def keep_tab(self, key: str) -> None:
        """Remember the tab; nothing is written where it is the same."""
        if key != self.tab():
            self._settings.setValue("tab", key)

    def reminded_on(self) -> str:
        """The day on which somebody was last asked to type the recovery key back (ISO), or empty."""
        return str(self._settings.value("reminded_on", ""))

    def keep_reminded_on(self, day: str) -> None:
        """Remember that somebody was asked on a day."""
        self._settings.setValue("reminded_on", day)

    def place(self, window: QWidget) -> bool:
        """Put a window where it was; whether its place was known."""
        geometry = self._settings.value("geometry")
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def keep_place(self, window: QWidget) -> None:
        """Remember where a window is."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.sync()
