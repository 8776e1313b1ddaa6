# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way to keep in the journal what writes nothing else: an export, a print, a backup."""

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.store.store import Store


def note(store: Store, code: str, **params: object) -> Changed:
    """Keep an event; params hold ids, counts and codes, and a purpose as the one free text.

    Raises: Refused("not_allowed", right, role), Refused("locked").
    """
    with store.unit(code, **params) as unit:
        unit.irreversible()
        return unit.changed()
