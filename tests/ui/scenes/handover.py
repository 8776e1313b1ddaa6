# SPDX-License-Identifier: GPL-3.0-or-later
"""移交 in every state that people see."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.handover import service
from hongyun_desktop.core.handover.rules import OpenWork
from hongyun_desktop.ui.desk_actions.handover import HandoverDialog, ask_handover
from hongyun_desktop.ui.kit.desk import Desk


def _plain(desk: Desk) -> QWidget:
    dialog = ask_handover(desk)
    assert dialog is not None
    return dialog


def _encrypted(desk: Desk) -> HandoverDialog:
    facts = replace(service.plan(desk.store), is_encrypted=True, open_work=OpenWork(4, 11, 1, 1, 12, 3, 1))
    dialog = HandoverDialog(desk, facts)
    dialog.open()
    dialog.lines["name"].setText("林新")
    return dialog


def _refused(desk: Desk) -> QWidget:
    dialog = _encrypted(desk)
    dialog.refuse(Refused("passphrase_wrong"))
    return dialog


SCENES: dict[str, Callable[[Desk], QWidget]] = {"plain": _plain, "encrypted": _encrypted, "refused": _refused}
