# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups and the way back, brought into the states worth a picture. Each takes a desk on the demo database."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.backups.comparing import Comparison, Holdings, Loss, Now, Relation
from hongyun_desktop.core.backups.drives import Drive
from hongyun_desktop.core.backups.finding import Found
from hongyun_desktop.core.backups.program_copy import ProgramState
from hongyun_desktop.core.backups.remembering import LastBackup, Place
from hongyun_desktop.core.backups.stick import OnStick
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.ui.desk_actions.backup_list import BackupList
from hongyun_desktop.ui.desk_actions.key_form import KeyDialog
from hongyun_desktop.ui.desk_actions.restore_dialog import RestoreDialog
from hongyun_desktop.ui.desk_actions.stick_dialog import StickDialog
from hongyun_desktop.ui.kit.desk import Desk

_NAME = "鸿运-20261120-171203-自动3f9a-0017.db"
_STICKS = [
    Drive(Path("/media/user/KINGSTON"), "KINGSTON", 12_400_000_000),
    Drive(Path("/media/user/鸿运U盘"), "鸿运U盘", 3_100_000_000),
]
_HEAD = "3f9a51c07be2d84416aa90d1c25f7e08b3d46c1f90e7a25583cb1d6e4f0a9721"
_THERE = Holdings(
    "a", "鸿运小区", datetime(2026, 11, 20, 17, 11), 3062, 1126, 8412, _HEAD, 96, 41, "2026-11-19", False, 58, 5, 212
)
_NOW = Holdings(
    "a", "鸿运小区", datetime(2026, 11, 24, 10, 2), 3064, 1126, 8449, "b07e" + _HEAD, 108, 42, "2026-11-23", False,
    61, 5, 230,
)  # fmt: skip
_MADE = LastBackup(
    datetime(2026, 11, 24, 10, 30), Path("/media/user/KINGSTON/鸿运备份") / _NAME, Place.STICK, 8449, _HEAD, "7", None
)


def _stick(desk: Desk, sticks: Sequence[Drive]) -> StickDialog:
    dialog = StickDialog(desk, find=lambda: sticks)
    dialog.look()
    return dialog


def _stick_done(desk: Desk) -> QWidget:
    dialog = _stick(desk, [])
    dialog.show_result(OnStick(_MADE, ProgramState.COPIED))
    return dialog


def _stick_near(desk: Desk) -> QWidget:
    dialog = _stick(desk, [])
    dialog.show_result(OnStick(replace(_MADE, place=Place.COMPUTER), ProgramState.NOT_PACKAGED))
    return dialog


def _stick_working(desk: Desk) -> QWidget:
    dialog = _stick(desk, _STICKS)
    dialog.show_working("KINGSTON")
    dialog.show_progress(61_000_000, 190_000_000)
    return dialog


def _stick_failed(desk: Desk) -> QWidget:
    dialog = _stick(desk, _STICKS)
    dialog.show_failed(StorageProblem("stick_gone", folder="KINGSTON"))
    return dialog


def _list(desk: Desk) -> QWidget:
    folder = Path("/var/lib/hongyun/备份")
    found = [
        Found(folder / f"{day}.db", datetime(2026, 11, day, 17, day % 60), day, place, 12_300_000 + day, encrypted)
        for day, place, encrypted in (
            (24, Place.STICK, True),
            (23, Place.COMPUTER, True),
            (22, Place.COMPUTER, True),
            (20, Place.COMPUTER, False),
            (13, Place.SHARE, False),
        )
    ]
    return BackupList(found, desk.speaker)


def _restore(relation: Relation, **more: object) -> Callable[[Desk], QWidget]:
    def made(_desk: Desk) -> QWidget:
        now = None if relation is Relation.UNKNOWN else _NOW
        state = Now.MISSING if now is None else Now.THERE
        told = Comparison(Path(_NAME), _THERE, now, state, relation, **more)  # pyright: ignore[reportArgumentType]
        return RestoreDialog(told)

    return made


def _key_wrong(_desk: Desk) -> QWidget:
    dialog = KeyDialog(Path(_NAME), is_backup=True)
    dialog.line.setText("三号楼下的桂花")
    dialog.refuse(StorageProblem("passphrase_wrong"))
    return dialog


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "stick-none": lambda desk: _stick(desk, []),
    "stick-several": lambda desk: _stick(desk, _STICKS),
    "stick-working": _stick_working,
    "stick-done": _stick_done,
    "stick-near": _stick_near,
    "stick-failed": _stick_failed,
    "backup-list": _list,
    "restore-older": _restore(Relation.OLDER, lost=Loss(2, 37, 12, 1, 60), erased_since=1),
    "restore-parted": _restore(Relation.PARTED, lost=Loss(0, 12, 0, 1, 9), gained=Loss(1, 4, 0, 0, 7)),
    "restore-other": _restore(Relation.OTHER),
    "restore-elsewhere": _restore(Relation.UNKNOWN),
    "key": lambda _desk: KeyDialog(Path("鸿运.db")),
    "key-wrong": _key_wrong,
}
