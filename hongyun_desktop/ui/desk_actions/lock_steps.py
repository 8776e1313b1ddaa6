# SPDX-License-Identifier: GPL-3.0-or-later
"""Locking and unlocking the data: steps for between two openings. Imports core and the kit only."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.access import data_keys
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.store.store import Session
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions.step import Step
from hongyun_desktop.ui.kit.desk import Desk


class TurningOn(Step):
    """Encrypts the data, and shows the recovery key afterwards."""

    title = _("正在给资料加锁，逐行核对……")

    def __init__(self, passphrase: str, session: Session, clock: Clock | None = None) -> None:
        self.session, self._passphrase, self._clock = session, passphrase, clock
        self._done: data_keys.TurnedOn | None = None

    def __call__(self, path: Path) -> str:
        assert self.session is not None
        self._done = data_keys.turn_on(path, self._passphrase, self.session, self._clock)
        self.key = self._done.key
        return _("资料加好了锁，逐行核对过。照片和旁边的备份也加了锁。")

    def show_after(self, desk: Desk, window: QWidget) -> None:
        from hongyun_desktop.ui.desk_actions import recovery_dialog

        if self._done is not None:
            recovery_dialog.show_recovery(desk, window, self._done.recovery_text, self._done.left)


class TurningOff(Step):
    """Takes the encryption off. present_key: from `keys.unlock`."""

    title = _("正在去掉资料的锁，逐行核对……")

    def __init__(self, present_key: bytes, session: Session, clock: Clock | None = None) -> None:
        self.session, self._clock = session, clock
        self.present_key = present_key

    def __call__(self, path: Path) -> str:
        assert self.session is not None
        assert self.present_key is not None
        data_keys.turn_off(path, self.present_key, self.session, self._clock)
        return _("资料的锁去掉了，逐行核对过。以前加了锁的备份仍要口令。")
