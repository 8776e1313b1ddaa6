# SPDX-License-Identifier: GPL-3.0-or-later
"""Another type size for the window, in turns: done at once, nobody could type or click meanwhile.

Until the page in front goes, everything stands and works as it did; from then on the window keeps its last picture
until the new page stands, so that nobody sees it half dressed. Imports Qt, the theme and the window's parts only.
"""

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget

from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.turns import TURN_MS
from hongyun_desktop.ui.locking import Locking
from hongyun_desktop.ui.page_place import PagePlace

_LOOK_AGAIN_MS = 200


class TypeSize(QObject):
    """Puts a window into another type size, and lasts as long as the window.

    tabs: hold places of pages only. let_go: of what else is made anew by itself; to put another style on it would take
    longer. refit: measures anew what stays.
    """

    def __init__(
        self,
        window: QMainWindow,
        tabs: QTabWidget,
        locking: Locking,
        let_go: Callable[[], object],
        refit: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window, self._tabs = window, tabs
        self._places = [cast(PagePlace, tabs.widget(number)) for number in range(tabs.count())]
        self._locking, self._let_go, self._refit = locking, let_go, refit
        self._base_px = theme.base_px()
        self._steps: Iterator[None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)

    @property
    def is_changing(self) -> bool:
        """Whether there are steps left: no page is to be made meanwhile."""
        return self._steps is not None

    @property
    def base_px(self) -> int:
        """The size in force, or the one that is on its way."""
        return self._base_px if self.is_changing else theme.base_px()

    def change(self, base_px: int) -> None:
        """Begin to change to a size; where another is on its way, begin anew."""
        self._base_px = base_px
        self._steps = self._all_steps()
        self._pause.start(TURN_MS)

    def finish(self) -> None:
        """Take all steps that are left at once, for whoever needs a page now."""
        while self.is_changing and not self._waits():
            self._step()

    def _waits(self) -> bool:
        """Whether a dialog would go with its page, or the lock page from before what it hides; later it would not."""
        in_the_way = self._locking.covered or QApplication.activeModalWidget() is not None
        return in_the_way and self._window.updatesEnabled()

    def _go_on(self) -> None:
        if self._waits():
            self._pause.start(_LOOK_AGAIN_MS)
        elif self.is_changing:
            self._step()
            self._pause.start(TURN_MS)

    def _step(self) -> None:
        assert self._steps is not None
        steps, over = self._steps, True
        try:
            for _step in steps:
                over = False
                break
        finally:
            if over:
                # Also after an error, else the window would never be painted again.
                self._steps = None
                self._window.setUpdatesEnabled(True)

    def _all_steps(self) -> Iterator[None]:
        """A turn ends at each yield. The pages go before the style: else they would take it up, for nothing."""
        for place in self._places:
            if place.is_made and place is not self._front():
                _drop(place)
                yield
        self._window.setUpdatesEnabled(False)
        for place in self._places:
            _drop(place)
        self._let_go()
        yield
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self._base_px)
        yield
        self._refit()
        yield
        self._front().begin()
        yield
        self._front().page()
        # A view that the page took up has a turn of its own.
        yield
        # Somebody may have gone to another page meanwhile.
        self._front().begin()

    def _front(self) -> PagePlace:
        return self._places[self._tabs.currentIndex()]


def _drop(place: PagePlace) -> None:
    place.note()
    place.drop()
