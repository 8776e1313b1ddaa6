# SPDX-License-Identifier: GPL-3.0-or-later
"""The place of a page in the window: built when it is first seen, dropped and built anew. Imports the kit only."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hongyun_desktop.ui.kit.feature import Lasting, Place
from hongyun_desktop.ui.kit.parts import clear_layout
from hongyun_desktop.ui.kit.turns import TURN_MS


class PagePlace(Place):
    """Where a page goes once it is first seen."""

    def __init__(self, build: Callable[[QWidget], QWidget]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._build = build
        self._page: QWidget | None = None
        self._standing: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        # Between a page's making and what it takes up again, keys and mouse are looked for.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TURN_MS)
        self._rest.timeout.connect(self._take_up)

    def page(self) -> QWidget:
        """The page as it is to be seen."""
        page = self.begin()
        self._take_up()
        return page

    def begin(self) -> QWidget:
        """The page, which takes up a moment later what was noted of the one before it."""
        if self._page is None:
            self._page = self._build(self)
            self._column.addWidget(self._page)
            # A layout shows what it is given a moment later: until then the page's keys would do nothing.
            self._page.show()
            self._rest.start()
        return self._page

    @property
    def is_made(self) -> bool:
        """Whether the page was seen before and stands."""
        return self._page is not None

    @property
    def standing(self) -> Any:
        return self._standing

    def _take_up(self) -> None:
        self._rest.stop()
        if self._standing is not None and isinstance(self._page, Lasting):
            self._column.activate()
            self._page.take_up(self._standing)
            self._standing = None

    def note(self) -> None:
        """Note how the page stands, while it is still as somebody saw it."""
        if isinstance(self._page, Lasting) and self._standing is None:
            self._standing = self._page.standing()

    def drop(self) -> None:
        """Let the page be made anew, as in another type size, and stand as was noted."""
        gone, self._page = self._page, None
        clear_layout(self._column)
        if gone is not None:
            QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
