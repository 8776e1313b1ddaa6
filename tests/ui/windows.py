# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole window on a desk, for tests that ask for more than a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6

from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow


@contextmanager
def open_window(desk: Desk, folder: Path) -> Iterator[MainWindow]:
    """A window that is shown, and remembers itself in a folder."""
    made = MainWindow(desk, WindowState(folder / "window.ini"))
    made.show()
    try:
        yield made
    finally:
        # Before its store: its clocks would ask one that is closed.
        shiboken6.delete(made)
