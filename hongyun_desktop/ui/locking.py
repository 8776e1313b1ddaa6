# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks the window and lets somebody in again: on opening, on Ctrl+L, and when nobody was here for a while.

What stands in the window and the dialogs is out of sight meanwhile; jobs go on. Imports core and the kit only.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.store import Session
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.presence import Presence

if TYPE_CHECKING:
    from hongyun_desktop.ui.kit.aside import Aside

_MINUTE_MS = 60_000


class Locking(QObject):
    """Stands between the window and whoever is not signed in.

    cover: shows the lock page instead of everything (True), or everything again. renew: makes the pages anew for
    another person or role, once they show again.
    """

    def __init__(
        self,
        desk: Desk,
        cover: Callable[[bool], object],
        renew: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._cover, self._renew = desk, cover, renew
        self.covered = False
        self._due = False
        # For whom the pages are made.
        self._shown_to: Session | None = desk.store.session
        self.presence = Presence(self._is_busy, self)
        self.presence.away.connect(self.lock)
        self.presence.lock_asked.connect(self.lock)
        desk.jobs.state_changed.connect(self._on_jobs)
        desk.changed.connect(self._on_changed)
        self._set_limit()

    @cached_property
    def _aside(self) -> "Aside":
        from hongyun_desktop.ui.kit.aside import Aside

        return Aside(self)

    def begin(self) -> None:
        """Ask who is there where the store opened locked."""
        if self._desk.store.session is None:
            self._hide_everything()

    def lock(self) -> None:
        """Cover everything at once; whoever is at the desk leaves it once the work that is theirs is done."""
        if self.covered:
            return
        self._hide_everything()
        self._due = True
        self._leave()

    def _hide_everything(self) -> None:
        self.covered = True
        self._desk.speaker.hold()
        self._aside.put()
        self._cover(True)

    def _leave(self) -> None:
        if not self._due or self._desk.jobs.busy:
            return
        self._due = False
        try:
            self._desk.changed.emit(signing_in.lock(self._desk.store))
        except AppError:
            # A full disk takes no note of it; the desk is left all the same.
            return

    def _on_jobs(self) -> None:
        # What a job does when it is done is still in the name of who began it.
        if self._due:
            QTimer.singleShot(0, self, self._leave)

    def let_in(self, changed: Changed) -> None:
        """Show everything again to whoever signed in; dialogs only to whom they belong."""
        self._due = False
        self.covered = False
        before, now = self._shown_to, self._desk.store.session
        if before != now:
            self._aside.drop()
        self._desk.changed.emit(changed)
        self._cover(False)
        self._aside.bring_back()
        self._set_limit()
        self.presence.here()
        self._desk.speaker.release()
        self._desk.speaker.toast(desk_sentence(now))

    def _on_changed(self, changed: Changed) -> None:
        if changed.topics & {Topic.OPERATOR, Topic.SETTINGS}:
            self._set_limit()
        if Topic.OPERATOR not in changed.topics or self.covered:
            return
        now = self._desk.store.session
        if now is None:
            # Somebody ended their own access.
            self._hide_everything()
        elif now != self._shown_to:
            self._shown_to = now
            self._renew()

    def _set_limit(self) -> None:
        """Where anybody may come in again by a click, locking by itself would be in the way and keep nobody out."""
        session = self._desk.store.session
        row = operators.find_operator(self._desk.store, session.operator_id) if session else None
        minutes = settings.lock_after_minutes(self._desk.store) if row and row.has_password else 0
        self.presence.limit_ms = minutes * _MINUTE_MS

    def _is_busy(self) -> bool:
        top = QApplication.activeModalWidget()
        return self.covered or self._desk.jobs.busy or (top is not None and top.inherits("QPrintDialog"))


def desk_sentence(session: Session | None) -> str:
    """Who is at the desk now, as what."""
    assert session is not None
    return _("现在由{name}（{role}）经办。").format(name=session.name, role=role_word(session.role))
