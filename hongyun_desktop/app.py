# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's composition root: opens a store, builds the desk and the main window, and sets the error hooks.

Imported only once a window can be shown (`ui.display.require`).
"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hongyun_desktop import __version__, log, paths
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.opening import check_pages
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui import display
from hongyun_desktop.ui.kit import icons, theme
from hongyun_desktop.ui.kit.crash import CrashHook
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.enter_key import EnterKey
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.qt_words import QtWords
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow
from hongyun_desktop.ui.start import Opening

if TYPE_CHECKING:
    from hongyun_desktop.ui.desk_actions.step import Step
    from hongyun_desktop.ui.start_dialog import MakeDemo

_STATE_FILE = "window.ini"
_AFTER_PAINT_MS = 300


class Application(QObject):
    """One run of the program: a database after another, one window for each; `ended` says that it is over."""

    ended = Signal()

    def __init__(
        self,
        path: Path,
        state: WindowState,
        make_demo: "MakeDemo",
        *,
        speaker: Speaker | None = None,
        create: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """create: an empty database may take the place of one that is gone."""
        super().__init__()
        self._state = state
        self.window: MainWindow | None = None
        self.speaker = speaker or Speaker(self)
        self.opening = Opening(path, self.speaker, make_demo=make_demo, create=create, clock=clock, parent=self)
        self.opening.opened.connect(self._show_window)
        self.opening.given_up.connect(self.ended)

    def begin(self, *, demo: bool = False) -> None:
        """Open the database, or ask for one."""
        if demo:
            self.opening.begin_demo()
        else:
            self.opening.begin()

    def _show_window(self, store: Store, sentence: str) -> None:
        desk = Desk(store, self.speaker)
        window = MainWindow(desk, self._state)
        self.window = window
        window.reopen.connect(self._reopen)
        window.closed.connect(self.ended)
        window.show()
        if sentence:
            self.speaker.toast(sentence)
        self.opening.show_after(desk, window)
        QTimer.singleShot(_AFTER_PAINT_MS, lambda: self._go_on(window))

    def _go_on(self, window: MainWindow) -> None:
        """What can wait until the window stands."""
        if self.window is not window:
            # Whoever left at once has taken the names along, and the next opening looks before it shows anything.
            return
        from hongyun_desktop.ui.rare_names import look_after_names
        from hongyun_desktop.ui.warm_up import WarmUp

        window.daily.begin()
        WarmUp(window)
        look_after_names(window.desk, window)
        if not window.desk.store.pages_checked:
            self._check_pages(window)

    def _check_pages(self, window: MainWindow) -> None:
        """What opening put off."""

        def work(progress: Progress) -> None:
            check_pages(window.desk.store, progress)

        window.desk.jobs.start("", work, lambda _nothing: None, failed=self._give_up_database, background=True)

    def _give_up_database(self, error: AppError) -> None:
        """Nothing more must be written to a damaged file: the window goes, as though it had never opened."""
        self.close()
        self.opening.tell(error)

    def _reopen(self, step: "Step | None") -> None:
        """Take the window down and go on with another database, or with this one after a step."""
        self.close()
        if step is None:
            self.opening.begin_own()
        else:
            self.opening.begin(step)

    def close(self) -> None:
        """Let go of the window, the worker and the store; the lock on the database goes with it."""
        window, self.window = self.window, None
        if window is None:
            return
        self.speaker.host = None
        self.speaker.forget()
        window.hide()
        window.daily.stop()
        window.desk.jobs.close()
        window.desk.store.close()
        window.deleteLater()


def make_application() -> QApplication:
    """Qt with our style and its own dialogs in Chinese."""
    display.prepare_input_method()
    display.prepare_language()
    app = QApplication([*sys.argv[:1], *theme.BEGIN_WITH])
    app.setApplicationName("hongyun-desktop")
    app.setApplicationDisplayName(_("鸿运桌面"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("hongyun-desktop")
    # The window is closed by its own way, after the backup; a dialog before it must not end the program.
    app.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.installTranslator(QtWords(app))
    EnterKey(app)
    return app


def run(path: Path, make_demo: "MakeDemo", *, demo: bool = False, create: bool = False) -> int:
    """Show the window until it is closed; the exit code."""
    log.start(paths.state_folder())
    app = make_application()
    state = WindowState(paths.state_folder() / _STATE_FILE)
    theme.apply(app, state.base_px())
    app.setWindowIcon(icons.program_icon())
    application = Application(path, state, make_demo, create=create)
    application.ended.connect(app.exit)
    hook = CrashHook(application.speaker.front)
    QTimer.singleShot(_AFTER_PAINT_MS, gc.enable)
    application.begin(demo=demo)
    code = app.exec()
    application.close()
    hook.remove()
    log.stop()
    return code
