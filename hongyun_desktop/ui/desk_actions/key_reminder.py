# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks once a day for the recovery key until it was typed back from its paper. Imports core and the kit only."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from hongyun_desktop.core.access import data_keys
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.ui.desk_actions import recovery_dialog
from hongyun_desktop.ui.desk_actions.secret_form import SecretForm
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.window_state import WindowState

ASK_MS = 1_500


class KeyReminder:
    """Asks once a day, from the day after the key was made, whoever may answer."""

    def __init__(self, desk: Desk, window: QWidget, state: WindowState, reload: Callable[[], object]) -> None:
        """reload: says the status bar's sentence anew."""
        self._desk, self._window, self._state, self._reload = desk, window, state, reload
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)
        self._timer.start(ASK_MS)
        desk.session_changed.connect(self._timer.start)

    def ask(self) -> SecretForm | None:
        """Ask if it is due and nothing else is being asked just now; the form is open when this returns."""
        store, day = self._desk.store, today(self._desk.store.clock)
        if not store.may(Right.KEYS) or not self._is_due(day):
            return None
        if QApplication.activeModalWidget() is not None:
            # Whatever stands there was begun by somebody: it goes first.
            self._timer.start(60_000)
            return None
        self._state.keep_reminded_on(day.isoformat())
        return self.ask_now()

    def ask_now(self) -> SecretForm | None:
        """Ask whoever wants to do it now; None where they may not, which is said."""
        days = data_keys.days_to_remind(self._desk.store) or 0
        form = recovery_dialog.ask_confirm(self._desk, self._window, days_over=days)
        if form is not None:
            form.accepted.connect(self._reload)
        return form

    def _is_due(self, day: date) -> bool:
        told = data_keys.state(self._desk.store)
        return (
            told is not None
            and told.confirmed_on is None
            and told.recovery_made_on != day
            and self._state.reminded_on() != day.isoformat()
        )
