# SPDX-License-Identifier: GPL-3.0-or-later
"""Showing somebody's whole numbers: only for a purpose, and never without a line in the journal."""

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.store import Store

NUMBERS_SHOWN = "numbers_shown"


def unmask(store: Store, resident_id: int, purpose: str) -> Changed:
    """Note who looks at whose numbers and for what; the caller shows them after that.

    Source: PIPL; domain.md, Personal data: log every unmasking.
    Raises: Invalid("purpose_empty", "purpose"), Refused("resident_unknown").
    """
    purpose = clean_text(purpose)
    if not purpose:
        raise Invalid("purpose_empty", "purpose")
    get_resident(store, resident_id)
    with store.unit("numbers_shown", resident=resident_id, purpose=purpose) as unit:
        unit.irreversible()
        return unit.changed()
