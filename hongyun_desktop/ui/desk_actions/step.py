# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the data between two openings, while their file is closed. Imports core and the kit only."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.store.store import Session
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk


class Step:
    """One such thing; whoever opened the store calls it and opens the store again, whatever came of it.

    title: said meanwhile. key: what opens the file afterwards; present_key: what opens it where the step was refused.
    session: who asked for it and stays at the desk, where that is known.
    """

    title: str = _("请稍等……")
    key: bytes | None = None
    present_key: bytes | None = None
    session: Session | None = None

    def __call__(self, path: Path) -> str:
        """Do it; a sentence to say afterwards. Raises: AppError."""
        raise NotImplementedError

    def show_after(self, desk: Desk, window: QWidget) -> None:
        """Show what is to be shown once the window is there again; nothing, mostly."""


Reopen = Callable[[Step], object]
"""Closes the window and the store, takes the step, and opens the data again."""
