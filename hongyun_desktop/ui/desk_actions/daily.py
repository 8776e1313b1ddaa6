# SPDX-License-Identifier: GPL-3.0-or-later
"""While the window stays open: the day's backup by itself, and word when none has left the computer for a week.

Imports core and the kit only.
"""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk

if TYPE_CHECKING:
    from hongyun_desktop.core.backups.remembering import LastBackup

REMIND_MS = 4_000
FIRST_MS = 60_000
LOOK_EVERY_MS = 10 * 60_000


class DailyBackup(QObject):
    """Looks every ten minutes whether the day's copy is due, also of a program that is left open for days.

    Lives as long as its window. made: a copy was made, so whoever says when the last one was says it anew.
    """

    made = Signal()

    def __init__(self, desk: Desk, window: QObject) -> None:
        super().__init__(window)
        self._desk = desk
        self._running = False
        self._refused_on: date | None = None
        self._reminded_on: date | None = None
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        QTimer.singleShot(REMIND_MS, self, self.remind)
        QTimer.singleShot(FIRST_MS, self, self.look)
        self._timer.start(LOOK_EVERY_MS)

    def stop(self) -> None:
        """Look no more: the store is about to be closed, and the window goes a moment later."""
        self._is_over = True
        self._timer.stop()

    def look(self) -> None:
        """Make the day's copy if it is due, and remind where a week has gone."""
        self.remind()
        if self._is_over or self._running or self._desk.jobs.busy:
            return
        if self._desk.store.is_demo or self._desk.store.rescued:
            return
        from hongyun_desktop.core.backups import due, making

        if due.is_due_today(self._desk.store):
            self._running = True
            self._desk.jobs.start(
                _("备份"),
                lambda _progress: making.back_up_by_itself(self._desk.store),
                self._on_made,
                failed=self._on_failed,
                background=True,
            )

    def remind(self) -> None:
        """Say that none has left the computer for a week, once a day."""
        if self._is_over or self._desk.store.rescued:
            return
        from hongyun_desktop.core.backups import due

        today, days = self._today(), due.away_overdue(self._desk.store)
        if days is not None and self._reminded_on != today:
            self._reminded_on = today
            self._desk.speaker.toast(reminder(days))

    def _today(self) -> date:
        return self._desk.store.clock.now().date()

    def _on_made(self, told: "LastBackup") -> None:
        self._running = False
        if not told.is_sound and self._refused_on != self._today():
            self._refused_on = self._today()
            self._desk.speaker.toast(_("备份做好了，但资料里有对不上的地方，旧的备份都留着。请点“检查资料”看看。"))
        self.made.emit()

    def _on_failed(self, error: AppError) -> None:
        self._running = False
        if self._refused_on != self._today():
            self._refused_on = self._today()
            self._desk.speaker.toast(_("今天的备份没有做成。{why}").format(why=self._desk.sentence(error)))


def reminder(days: int) -> str:
    """What to say when no backup has left the computer; 0: for how long the clock can't tell."""
    since = _("{days} 天").format(days=days) if days else _("很久")
    return _("已有{since}没有把备份带离这台电脑。请插上 U 盘，点“资料”里的“备份到 U 盘”。").format(
        since=f" {since}" if days else since
    )
