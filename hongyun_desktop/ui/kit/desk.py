# SPDX-License-Identifier: GPL-3.0-or-later
"""What every page works with: the store, who speaks, the worker, and word of what was written.

Pages reach one another only through `changed` and `go`. Imports Qt, core and kit only.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.words import why_not_allowed
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.guarding import Guard
from hongyun_desktop.ui.kit.jobs import Jobs
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.speak import Speaker

if TYPE_CHECKING:
    # The window stands before anything is written or taken back.
    from hongyun_desktop.core.store import journal
    from hongyun_desktop.ui.kit.rare_characters import RareFonts


class Desk(QObject):
    """One open store and all that pages share.

    changed: what was written. opening: kind and id of a record to be shown. committee_asked: which of the committee's
    facts somebody wants to change. session_changed: another person is at the desk, or nobody.
    """

    changed = Signal(object)
    opening = Signal(str, int)
    committee_asked = Signal(str)
    session_changed = Signal()

    def __init__(self, store: Store, speaker: Speaker, jobs: Jobs | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.speaker = speaker
        self.jobs = jobs or Jobs(store, self.refused, self)
        self.privacy = Privacy(self)
        speaker.privacy = self.privacy
        self.changed.connect(self._on_changed)

    @cached_property
    def rare_fonts(self) -> "RareFonts":
        """Our fonts for rare characters; asked for once the window stands."""
        from hongyun_desktop.ui.kit.rare_characters import RareFonts

        return RareFonts(self)

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
        from hongyun_desktop.core.store import journal

        self.changed.emit(changed)
        can_undo = undo and journal.can_be_undone(self.store, changed.journal_id)
        self.speaker.toast(sentence, self.undo if can_undo else None)

    def _on_changed(self, changed: Changed) -> None:
        if Topic.OPERATOR in changed.topics:
            self.session_changed.emit()

    def refused(self, error: AppError) -> None:
        """Say what a refusal or a fault is."""
        self.speaker.refuse(self.sentence(error))

    def sentence(self, error: AppError) -> str:
        """What to say about a refusal or a fault, without a person's name while F9 hides them."""
        from hongyun_desktop.messages.errors import window_sentence

        return window_sentence(error, self.privacy.hide)

    def undo(self) -> None:
        """Take back the newest step of this opening, and say which."""
        from hongyun_desktop.core.store import journal

        self._step(journal.undoable(self.store), lambda: journal.undo(self.store), _("已撤销：{what}。"))

    def redo(self) -> None:
        """Do again what undo took back, and say which."""
        from hongyun_desktop.core.store import journal

        self._step(journal.redoable(self.store), lambda: journal.redo(self.store), _("已重做：{what}。"))

    def _step(self, entry: "journal.JournalEntry | None", call: Callable[[], Changed], sentence: str) -> None:
        from hongyun_desktop.core.store import journal
        from hongyun_desktop.messages.journal import unit_sentence

        done = journal.origin(self.store, entry) if entry else None
        what = unit_sentence(done.code, done.params) if done else ""
        self.act(call, sentence.format(what=what), undo=False)

    def go(self, kind: str, record_id: int) -> None:
        """Open the page that is responsible for a kind of record, and show the record there."""
        self.opening.emit(kind, record_id)

    def watch(self, widget: QWidget, topics: Iterable[Topic], refresh: Callable[[], None]) -> None:
        """Refresh a widget when something of these topics was written: at once, or when it is next seen."""
        _Watch(self, widget, frozenset(topics), refresh)

    def guard(self, *controls: QWidget | QAction, right: Right | None = Right.WRITE, writes: bool = True) -> None:
        """Switch controls off, with a tool tip that says why, while a job writes or for somebody without the right.

        right: None for what everybody may do. writes: whether it has to wait for a job that writes.
        """
        for control in controls:
            Guard(control, lambda: self.why_not(right, writes=writes), self.jobs.state_changed, self.session_changed)

    def allowed(self, right: Right | None) -> bool:
        """Whether whoever is there may do something; where they may not, that is said."""
        try:
            if right is not None:
                self.store.demand(right)
        except AppError as error:
            self.refused(error)
            return False
        return True

    def why_not(self, right: Right | None, *, writes: bool = True) -> str:
        """Why something may not be done now, empty where it may; the core refuses it anyway.

        writes: whether it has to wait for a job that writes.
        """
        if right is not None and not self.store.may(right):
            if self.store.rescued:
                return self.sentence(Refused("read_only_rescue"))
            session = self.store.session
            return why_not_allowed(session.role if session else "")
        return _("正在写入资料，请稍等一会儿再改。") if writes and self.jobs.writing else ""


class _Watch(QObject):
    """Lives as long as its widget."""

    def __init__(self, desk: Desk, widget: QWidget, topics: frozenset[Topic], refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._topics, self._refresh = widget, topics, refresh
        self._due = False
        desk.changed.connect(self._on_changed)

    def _on_changed(self, changed: Changed) -> None:
        if changed.topics & self._topics:
            if self._widget.isVisible():
                self._refresh()
            elif not self._due:
                # Only now: every event of every page would pass through here.
                self._due = True
                self._widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._due:
            self._due = False
            self._widget.removeEventFilter(self)
            self._refresh()
        return False
