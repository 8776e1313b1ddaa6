# SPDX-License-Identifier: GPL-3.0-or-later
"""From a path to an open store, asking where it must: the first start, and every trouble with a way on.

Used by the application before there is a window, and between two windows. Imports core and the kit only.

    opening = Opening(path, speaker)
    opening.opened.connect(show_window)      # (store, sentence to toast, "" for none)
    opening.given_up.connect(app.quit)       # somebody chose 退出
    opening.begin()

`MainWindow.reopen` hands over either None (own data instead of the demo: `begin_own()`) or a step of
`desk_actions.restoring` (`begin(step)`); the window's jobs and its store are closed before that.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from hongyun_desktop import paths
from hongyun_desktop.core import operators, settings
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.opening import marker_of, open_store
from hongyun_desktop.messages import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.waiting import Waiting, keep_until_idle
from hongyun_desktop.ui.trouble import TroubleDialog, Way

if TYPE_CHECKING:
    # On most days nothing is asked: what asks is imported then.
    from hongyun_desktop.core.store.backup_facts import BackupFacts
    from hongyun_desktop.ui.desk_actions import restoring
    from hongyun_desktop.ui.start_dialog import MakeDemo, Start


class Opening(QObject):
    """Opens one database after another; `shown` is the dialog that waits for an answer now, or None.

    own: where this computer's own database is. demo: where the window's demo is kept.
    """

    opened = Signal(object, str)
    given_up = Signal()

    def __init__(
        self,
        path: Path,
        speaker: Speaker,
        *,
        make_demo: "MakeDemo",
        own: Path | None = None,
        demo: Path | None = None,
        create: bool = False,
        clock: Clock | None = None,
        parent: QObject | None = None,
    ) -> None:
        """create: an empty database may take the place of one that is gone (asked for with an option at the start)."""
        super().__init__(parent)
        self.path = path
        self.shown: QDialog | None = None
        self._speaker, self._clock, self._create = speaker, clock, create
        self._make_demo = make_demo
        self._own = own or paths.default_database()
        self._demo = demo or paths.demo_database()

    def begin(self, step: "restoring.Step | None" = None) -> None:
        """Open the database, asking where that is needed. step: to be done before, while it is closed."""
        if step is None:
            self._open("")
            return
        path = self.path

        def failed(error: AppError) -> None:
            self._open(window_sentence(error))

        Waiting(_("正在找回资料……"), self.shown).run(lambda _progress: step(path), self._open, failed)

    def begin_own(self) -> None:
        """Open this computer's own database, or offer the choices where there is none yet."""
        self.path = self._own
        self.begin()

    def begin_demo(self) -> None:
        """Open the window's demo, made now where it is not there."""
        from hongyun_desktop.ui.start_dialog import prepare_demo

        self.path = self._demo

        def done(_file: Path) -> None:
            self.begin()

        prepare_demo(self._make_demo, self._demo, None, done, self.tell, self.given_up.emit)

    def _open(self, sentence: str) -> None:
        if not self.path.exists() and not marker_of(self.path).exists():
            self._offer()
            return
        try:
            store = open_store(
                self.path, clock=self._clock, create=self._create, program=_("鸿运桌面"), check_later=True
            )
        except AppError as error:
            self.tell(error)
            return
        self._create = False
        self._let_go()
        self.opened.emit(store, sentence)

    def _offer(self, *, only_new: bool = False) -> None:
        from hongyun_desktop.ui.start_dialog import StartDialog

        dialog = StartDialog(
            self._own_or_path(), self._speaker, make_demo=self._make_demo, demo=self._demo, only_new=only_new
        )
        dialog.chosen.connect(self._on_chosen)
        dialog.rejected.connect(self._again if only_new else self._on_offer_left)
        self._show(dialog)

    def _own_or_path(self) -> Path:
        """Somebody who leaves the demo's path by 新建 means their own data."""
        return self._own if self.path == self._demo else self.path

    def _on_chosen(self, start: "Start") -> None:
        from hongyun_desktop.ui.desk_actions import restoring
        from hongyun_desktop.ui.start_dialog import StartKind

        # It closes by itself.
        self._forget()
        self.path = start.path
        if start.kind is StartKind.NEW:
            self._make(start)
        elif start.backup is not None:
            self.begin(restoring.step_of(start.backup))
        else:
            self.begin()

    def _make(self, start: "Start") -> None:
        try:
            # Opened once more afterwards: undo must not take these first facts back.
            with open_store(start.path, clock=self._clock, create=True, program=_("鸿运桌面")) as store:
                settings.save(store, start.facts)
                operators.sit_down(store, start.operator)
        except AppError as error:
            self.tell(error)
            return
        self._open(_("资料建好了。先到“微网实格”里导入花名册。"))

    def _again(self) -> None:
        self._forget()
        self._open("")

    def _on_offer_left(self) -> None:
        self._forget()
        self.given_up.emit()

    def tell(self, error: AppError) -> None:
        """Say why the database can't be used, and offer the ways on; it must not be open."""
        dialog = TroubleDialog(error, is_own=self.path == self._own)
        dialog.taken.connect(self._on_way)
        self._show(dialog)

    def _on_way(self, way: Way) -> None:
        acts: dict[Way, Callable[[], object]] = {
            Way.RETRY: self.begin,
            Way.RESTORE: self._restore,
            Way.OTHER_FILE: self._other_file,
            Way.OWN: self.begin_own,
            Way.NEW: lambda: self._offer(only_new=True),
            Way.QUIT: self._quit,
        }
        acts[way]()

    def _restore(self) -> None:
        from hongyun_desktop.ui.desk_actions import restoring

        def take(facts: "BackupFacts") -> None:
            self.begin(restoring.step_of(facts.file))

        def failed(error: AppError) -> None:
            if isinstance(self.shown, TroubleDialog):
                self.shown.say(window_sentence(error))

        restoring.choose(self._speaker, self.shown, take, failed)

    def _other_file(self) -> None:
        file = self._speaker.open_file(_("选一份资料"), _("鸿运桌面的资料 (*.db)"))
        if file is not None:
            self.path = file
            self.begin()

    def _quit(self) -> None:
        self._let_go()
        self.given_up.emit()

    def _show(self, dialog: QDialog) -> None:
        self._let_go()
        self.shown = dialog
        dialog.open()

    def _let_go(self) -> None:
        """Close whatever dialog waits; its answer came."""
        dialog = self._forget()
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.done(0)

    def _forget(self) -> QDialog | None:
        """Nothing waits any more; the dialog outlives the click or key that is still being told to it."""
        dialog, self.shown = self.shown, None
        keep_until_idle(dialog)
        return dialog
