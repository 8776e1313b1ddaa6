# SPDX-License-Identifier: GPL-3.0-or-later
"""What every page works with: the store, who speaks, the worker, and word of what was written.

Pages reach one another only through `changed` and `go`. Imports Qt, core and kit only.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages import unit_sentence, window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.jobs import Jobs
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.speak import Speaker


class Desk(QObject):
    """One open store and all that pages share."""

    changed = Signal(object)
    opening = Signal(str, int)

    def __init__(self, store: Store, speaker: Speaker, jobs: Jobs | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.speaker = speaker
        self.jobs = jobs or Jobs(store, self.refused, self)
        self.privacy = Privacy(self)

    def act(
        self, call: Callable[[], Changed], sentence: str | Callable[[Changed], str], *, undo: bool = True
    ) -> Changed | None:
        """Do one thing that writes, and say so; None where it was refused, which is said too.

        undo: offer 撤销 where the step can be taken back.
        """
        try:
            if self.jobs.writing:
                raise Refused("job_is_writing")
            changed = call()
        except AppError as error:
            self.refused(error)
            return None
        self.did(changed, sentence if isinstance(sentence, str) else sentence(changed), undo=undo)
        return changed

    def did(self, changed: Changed, sentence: str, *, undo: bool = True) -> None:
        """Tell everybody of something written elsewhere (a form, a job), and say it."""
        self.changed.emit(changed)
        can_undo = undo and journal.can_be_undone(self.store, changed.journal_id)
        self.speaker.toast(sentence, self.undo if can_undo else None)

    def refused(self, error: AppError) -> None:
        """Say what a refusal or a fault is."""
        self.speaker.refuse(window_sentence(error))

    def undo(self) -> None:
        """Take back the newest step of this opening, and say which."""
        self._step(journal.undoable(self.store), lambda: journal.undo(self.store), _("已撤销：{what}。"))

    def redo(self) -> None:
        """Do again what undo took back, and say which."""
        self._step(journal.redoable(self.store), lambda: journal.redo(self.store), _("已重做：{what}。"))

    def _step(self, entry: journal.JournalEntry | None, call: Callable[[], Changed], sentence: str) -> None:
        done = journal.origin(self.store, entry) if entry else None
        what = unit_sentence(done.code, done.params) if done else ""
        self.act(call, sentence.format(what=what), undo=False)

    def go(self, kind: str, record_id: int) -> None:
        """Open the page that is responsible for a kind of record, and show the record there."""
        self.opening.emit(kind, record_id)

    def watch(self, widget: QWidget, topics: Iterable[Topic], refresh: Callable[[], None]) -> None:
        """Refresh a widget when something of these topics was written: at once, or when it is next seen."""
        _Watch(self, widget, frozenset(topics), refresh)

    def guard(self, *controls: QWidget | QAction) -> None:
        """Switch controls off while a job writes, with a tool tip that says why."""
        for control in controls:
            _Guard(self.jobs, control)


class _Watch(QObject):
    """Lives as long as its widget."""

    def __init__(self, desk: Desk, widget: QWidget, topics: frozenset[Topic], refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._topics, self._refresh = widget, topics, refresh
        self._due = False
        desk.changed.connect(self._on_changed)
        widget.installEventFilter(self)

    def _on_changed(self, changed: Changed) -> None:
        if changed.topics & self._topics:
            if self._widget.isVisible():
                self._refresh()
            else:
                self._due = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._due:
            self._due = False
            self._refresh()
        return False


class _Guard(QObject):
    """Lives as long as its control."""

    def __init__(self, jobs: Jobs, control: QWidget | QAction) -> None:
        super().__init__(control)
        self._jobs, self._control = jobs, control
        self._tip = control.toolTip()
        self._was_enabled: bool | None = None
        jobs.state_changed.connect(self._on_state)

    def _on_state(self) -> None:
        if self._jobs.writing and self._was_enabled is None:
            self._was_enabled = self._control.isEnabled()
            self._tip = self._control.toolTip()
            self._control.setEnabled(False)
            self._control.setToolTip(_("正在写入资料，请稍等一会儿再改。"))
        elif not self._jobs.writing and self._was_enabled is not None:
            self._control.setEnabled(self._was_enabled)
            self._control.setToolTip(self._tip)
            self._was_enabled = None
