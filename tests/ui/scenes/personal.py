# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may ask about their own data, in every state that people see."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.backups import making
from hongyun_desktop.core.roster import unmasking
from hongyun_desktop.core.roster.cards import ResidentCard, resident_card
from hongyun_desktop.ui.features.roster import personal
from hongyun_desktop.ui.features.roster.personal import EraseDialog
from hongyun_desktop.ui.kit.desk import Desk


def honoured(desk: Desk) -> ResidentCard:
    """Somebody with points and certificates."""
    resident_id = desk.store.value("SELECT resident_id FROM certificate ORDER BY id LIMIT 1")
    card = resident_card(desk.store, resident_id)
    assert card is not None
    return card


def _print(desk: Desk) -> QWidget:
    return personal.print_held(desk, None, honoured(desk))


def _erase(desk: Desk) -> EraseDialog:
    card = honoured(desk)
    unmasking.unmask(desk.store, card.resident.resident_id, "打电话联系本人")
    making.back_up_by_itself(desk.store)
    dialog = personal.erase(desk, None, card)
    assert dialog is not None
    return dialog


def _erase_without_reason(desk: Desk) -> QWidget:
    dialog = _erase(desk)
    dialog.go_on.click()
    return dialog


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "print": _print,
    "erase": _erase,
    "erase-without-reason": _erase_without_reason,
}
