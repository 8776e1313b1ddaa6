# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways into this page's forms. What forms are made of is loaded with the first of them, after the window stands."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.kit.desk import Desk

if TYPE_CHECKING:
    from hongyun_desktop.core.roster.cards import DwellingCard, ResidentCard
    from hongyun_desktop.core.roster.rules import DwellingRow
    from hongyun_desktop.ui.kit.form import RecordForm


def register_resident(desk: Desk, parent: QWidget, dwelling: "DwellingRow | None" = None) -> "RecordForm":
    """Somebody new, at a dwelling where one is given."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.register_resident(desk, parent, dwelling)


def change_resident(desk: Desk, parent: QWidget, card: "ResidentCard") -> "RecordForm":
    """Somebody known; where they live is changed by `move_resident`."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.change_resident(desk, parent, card)


def move_resident(desk: Desk, parent: QWidget, card: "ResidentCard") -> "RecordForm":
    """To another dwelling, or out of the compound; alone or with everybody."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.move_resident(desk, parent, card)


def note_resident(desk: Desk, parent: QWidget, card: "ResidentCard") -> "RecordForm":
    """The note of a person."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.note_resident(desk, parent, card)


def change_dwelling(desk: Desk, parent: QWidget, card: "DwellingCard | None") -> "RecordForm":
    """A dwelling's address, occupancy and note; None for a new one."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.change_dwelling(desk, parent, card)


def note_dwelling(desk: Desk, parent: QWidget, card: "DwellingCard") -> "RecordForm":
    """The note of a dwelling."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.note_dwelling(desk, parent, card)


def ask_purpose(desk: Desk, parent: QWidget, card: "ResidentCard") -> "RecordForm":
    """Why somebody wants to see whole numbers; `saved` says that they may."""
    from hongyun_desktop.ui.features.roster import forms

    return forms.ask_purpose(desk, parent, card)
