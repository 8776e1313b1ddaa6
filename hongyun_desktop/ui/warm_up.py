# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads what the pages and dialogs not opened yet are made of, a module at a time, while nobody does anything.

Else the first opening of a page would wait for all its modules at once. What loads a heavy library stays out: that
comes with the paper that needs it.
"""

import gc
import importlib
import pkgutil
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from hongyun_desktop import messages
from hongyun_desktop.core import activities as activities_core
from hongyun_desktop.core import honours as honours_core
from hongyun_desktop.core import picking as picking_core
from hongyun_desktop.core import points as points_core
from hongyun_desktop.core import roster as roster_core
from hongyun_desktop.ui import features, kit

_PAUSE_MS = 15
_HEAVY = frozenset(f"{kit.__name__}.{name}" for name in ("pages_view", "pdf_pages", "preview", "printing"))
_OTHERS = ("hongyun_desktop.exchange.cells", "hongyun_desktop.ui.help_pages")


def modules() -> Iterator[str]:
    """The modules in their order: those that others are made of come first."""
    for package in (messages, roster_core, activities_core, points_core, picking_core, honours_core, kit, features):
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if found.name not in _HEAVY:
                yield found.name
    yield from _OTHERS


class WarmUp(QObject):
    """Begins at once and ends by itself; goes with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names = modules()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load_one)
        self._timer.start(_PAUSE_MS)

    @property
    def is_over(self) -> bool:
        """Whether everything is loaded."""
        return not self._timer.isActive()

    def _load_one(self) -> None:
        name = next(self._names, None)
        if name is None:
            self._timer.stop()
            # All this stays: to look through it for rubbish would hold a scrolling hand up for 50 ms again and again.
            gc.freeze()
        else:
            importlib.import_module(name)
