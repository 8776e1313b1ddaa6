# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock on the data in every state that people see: new data, opening, the recovery key, the dialog of the lock."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import data_keys
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import encrypting
from hongyun_desktop.demo import keeping
from hongyun_desktop.ui.desk_actions.data_lock import DataLockDialog
from hongyun_desktop.ui.desk_actions.key_form import KeyDialog
from hongyun_desktop.ui.desk_actions.recovery_dialog import RecoveryDialog, ask_confirm
from hongyun_desktop.ui.desk_actions.secret_form import SecretForm
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.start_dialog import StartDialog
from tests.ui.held import hold

PASSPHRASE = "三号楼下的桂花树"
RECOVERY = "7K2M-9D0P-QX41-ZZ8T-3HNV-W6RC-10AB-EF5G-XJ2Q"
_LEFT = tuple(
    Path("/media/user/KINGSTON/鸿运备份") / f"鸿运-202611{day}-171203-自动3f9a-00{day}.db" for day in (20, 21)
)


def _locked_desk(desk: Desk, day: int) -> Desk:
    """A desk on data with a lock that was made on the 24th, some day."""
    folder = Path(tempfile.mkdtemp(prefix="scene-"))
    clock = FixedClock(datetime(2026, 11, 24, 10, 30))
    store, _recovery = encrypting.create(folder / "鸿运.db", PASSPHRASE, clock=clock)
    settings.save(store, {"compound": "鸿运小区"})
    if day == 0:
        data_keys.confirm_recovery(store, _recovery)
    store.clock = FixedClock(datetime(2026, 12, day or 1, 10, 30))
    return Desk(store, desk.speaker, parent=desk)


def _new(desk: Desk, *, locked: bool) -> QWidget:
    dialog = StartDialog(Path("/home/user/.local/share/鸿运桌面/鸿运.db"), desk.speaker, make_demo=keeping.ready)
    dialog.new.click()
    for name, text in (
        ("compound", "桂花苑"),
        ("issuer", "桂花苑自管委"),
        ("number_prefix", "桂花苑"),
        ("operator", "陈晓梅"),
    ):
        dialog.form.lines[name].setText(text)
    if locked:
        dialog.form.choice.lock.click()
        dialog.form.choice.secrets.lines["passphrase"].setText(PASSPHRASE)
        dialog.form.choice.secrets.lines["again"].setText("三号楼下的桂花")
        dialog.show()
        dialog.form.submit()
    return dialog


def _opening(file: str, *, is_backup: bool = False) -> Callable[[Desk], QWidget]:
    return lambda _desk: KeyDialog(Path(file), is_backup=is_backup, at_start=not is_backup)


def _opening_wrong(_desk: Desk) -> QWidget:
    dialog = KeyDialog(Path("鸿运.db"), at_start=True)
    dialog.line.setText("三号楼下的桂花")
    dialog.secrets.caps.show()
    dialog.refuse(Refused("passphrase_wrong"))
    return dialog


def _opening_by_recovery(_desk: Desk) -> QWidget:
    dialog = KeyDialog(Path("鸿运.db"), at_start=True)
    dialog.forgotten.click()
    dialog.line.setText(RECOVERY[:-5] + "-XJ2Z")
    dialog.refuse(Refused("recovery_mistyped"))
    return dialog


def _recovery(desk: Desk, left: tuple[Path, ...] = ()) -> QWidget:
    return RecoveryDialog(desk, RECOVERY, left=left)


def _recovery_kept(desk: Desk) -> QWidget:
    dialog = RecoveryDialog(desk, RECOVERY)
    dialog.tell("已送去打印。请到打印机取走，数一数、读一读。")
    return dialog


def _lock(day: int) -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        dialog = DataLockDialog(_locked_desk(desk, day), lambda _step: None)
        if day > 1:
            dialog._show_left(list(_LEFT), None)
        return dialog

    return made


def _form(ask: Callable[[DataLockDialog], SecretForm | None], code: str = "") -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        form = ask(hold(DataLockDialog(_locked_desk(desk, 3), lambda _step: None)))
        assert form is not None
        if code:
            form.refuse(Refused(code))
        return form

    return made


def _turn_on(desk: Desk) -> QWidget:
    return hold(DataLockDialog(desk, lambda _step: None)).ask_turn_on()


def _confirm(desk: Desk, days_over: int) -> QWidget:
    form = ask_confirm(desk, days_over=days_over)
    assert form is not None
    return form


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "new-later": lambda desk: _new(desk, locked=False),
    "new-locked": lambda desk: _new(desk, locked=True),
    "opening": _opening("鸿运.db"),
    "opening-wrong": _opening_wrong,
    "opening-recovery": _opening_by_recovery,
    "opening-backup": _opening("鸿运.db", is_backup=True),
    "recovery": _recovery,
    "recovery-left": lambda desk: _recovery(desk, _LEFT),
    "recovery-kept": _recovery_kept,
    "confirm": lambda desk: _confirm(desk, 0),
    "confirm-overdue": lambda desk: _confirm(desk, 9),
    "lock-off": lambda desk: DataLockDialog(desk, lambda _step: None),
    "lock-on": _lock(0),
    "lock-overdue": _lock(9),
    "turn-on": _turn_on,
    "turn-off": _form(DataLockDialog.ask_turn_off),
    "change": _form(DataLockDialog.ask_change, "passphrase_wrong"),
    "renew": _form(DataLockDialog.ask_renew),
}
