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
from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop import paths
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import AppError, StorageProblem
from hongyun_desktop.core.store.opening import marker_of, open_store
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.speak import Speaker

if TYPE_CHECKING:
    # On most days nothing is asked: what asks is imported then.
    from hongyun_desktop.core.store.store import Session
    from hongyun_desktop.ui.desk_actions import restoring
    from hongyun_desktop.ui.desk_actions.step import Step
    from hongyun_desktop.ui.kit.desk import Desk
    from hongyun_desktop.ui.kit.waiting import Waiting
    from hongyun_desktop.ui.start_dialog import MakeDemo, Start
    from hongyun_desktop.ui.trouble import Way


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
        self._show_after: Callable[[Desk, QWidget], object] = _show_nothing
        self._speaker, self._clock, self._create = speaker, clock, create
        self._make_demo = make_demo
        self._own = own or paths.default_database()
        self._demo = demo or paths.demo_database()
        # What opened the file last, in case it turns out to be damaged.
        self._key: bytes | None = None

    def begin(self, step: "Step | None" = None) -> None:
        """Open the database, asking where that is needed. step: to be done before, while it is closed."""
        if step is None:
            self._open("")
            return
        path = self.path

        def done(sentence: str) -> None:
            self._show_after = step.show_after
            self._open(sentence, step.key, step.session)

        def failed(error: AppError) -> None:
            from hongyun_desktop.messages.errors import window_sentence

            self._open(window_sentence(error), step.present_key, step.session)

        self._waiting(step.title).run(lambda _progress: step(path), done, failed)

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

    def _open(self, sentence: str, key: bytes | None = None, session: "Session | None" = None) -> None:
        """session: who was at the desk before a step of theirs, and is still."""
        if not self.path.exists() and not marker_of(self.path).exists():
            self._offer()
            return
        self._key = key
        try:
            store = open_store(
                self.path, key, clock=self._clock, create=self._create, program=_("鸿运桌面"), check_later=True
            )
        except AppError as error:
            if error.code == "database_key_needed":
                self._ask_key(sentence)
            else:
                self.tell(error)
            return
        self._create = False
        self._let_go()
        store.session = session or store.session
        self.opened.emit(store, sentence)

    def show_after(self, desk: "Desk", window: QWidget) -> None:
        """Show over the new window what was made before it, as a recovery key; once."""
        show, self._show_after = self._show_after, _show_nothing
        show(desk, window)

    def _ask_key(self, sentence: str) -> None:
        from hongyun_desktop.ui.desk_actions.key_form import KeyDialog

        dialog = KeyDialog(self.path, at_start=True)
        dialog.opened.connect(lambda key: self._open(sentence, key))
        dialog.others_asked.connect(self._on_no_key)
        dialog.rejected.connect(self._on_offer_left)
        self._show(dialog)

    def _on_no_key(self) -> None:
        self.tell(StorageProblem("database_key_needed", file=self.path.name))

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
            self.begin(restoring.Restoration(start.backup))
        else:
            self.begin()

    def _make(self, start: "Start") -> None:
        from hongyun_desktop.ui import new_data

        if start.passphrase:
            self._waiting(_("正在建资料……")).run(
                lambda _progress: new_data.make(start, self._clock), self._on_made, self.tell
            )
            return
        try:
            made = new_data.make(start, self._clock)
        except AppError as error:
            self.tell(error)
            return
        self._on_made(made)

    def _on_made(self, made: tuple[bytes | None, str]) -> None:
        key, text = made
        if key is None:
            self._open(_("资料建好了。先到“微网实格”里导入花名册。"))
            return
        from hongyun_desktop.ui.desk_actions import recovery_dialog

        self._show_after = lambda desk, window: recovery_dialog.show_recovery(desk, window, text)
        self._open(_("资料建好了，加了锁。先把恢复钥匙印好，再到“微网实格”里导入花名册。"), key)

    def _again(self) -> None:
        self._forget()
        self._open("")

    def _on_offer_left(self) -> None:
        self._forget()
        self.given_up.emit()

    def tell(self, error: AppError) -> None:
        """Say why the database can't be used, and offer the ways on; it must not be open."""
        from hongyun_desktop.ui.trouble import TroubleDialog

        dialog = TroubleDialog(error, is_own=self.path == self._own)
        dialog.taken.connect(self._on_way)
        self._show(dialog)

    def _on_way(self, way: "Way") -> None:
        from hongyun_desktop.ui.trouble import Way

        acts: dict[Way, Callable[[], object]] = {
            Way.RETRY: self.begin,
            Way.RESTORE: self._restore,
            Way.LOOK: self._look,
            Way.OTHER_FILE: self._other_file,
            Way.OWN: self.begin_own,
            Way.NEW: lambda: self._offer(only_new=True),
            Way.QUIT: self._quit,
        }
        acts[way]()

    def _restore(self) -> None:
        from hongyun_desktop.ui.desk_actions import restoring

        def take(chosen: "restoring.Chosen") -> None:
            self.begin(restoring.Restoration(chosen))

        def failed(error: AppError) -> None:
            from hongyun_desktop.messages.errors import window_sentence
            from hongyun_desktop.ui.trouble import TroubleDialog

            if isinstance(self.shown, TroubleDialog):
                self.shown.say(window_sentence(error))

        restoring.choose(self.path, self._speaker, self.shown, take, failed)

    def _look(self) -> None:
        """Open what can be read of a damaged database."""
        from hongyun_desktop.core.store import rescue

        path, key = self.path, self._key

        def read(progress: Progress) -> "rescue.Salvaged":
            return rescue.read_damaged(path, key, clock=self._clock, program=_("鸿运桌面"), tell=progress)

        def show(found: "rescue.Salvaged") -> None:
            store = found.open()
            self._let_go()
            self.opened.emit(store, "")

        self._waiting(_("正在读还能读的……"), stoppable=True).run(read, show, self.tell)

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
        if dialog is not None:
            from hongyun_desktop.ui.kit.waiting import keep_until_idle

            keep_until_idle(dialog)
        return dialog

    def _waiting(self, title: str, *, stoppable: bool = False) -> "Waiting":
        from hongyun_desktop.ui.kit.waiting import Waiting

        return Waiting(title, self.shown, stoppable=stoppable)


def _show_nothing(_desk: "Desk", _window: QWidget) -> None:
    """Mostly nothing was made before the window."""
