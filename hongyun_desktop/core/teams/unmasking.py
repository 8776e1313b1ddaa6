# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole phone numbers on a team's filing sheet: only for a purpose, and never without a line in the journal."""

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership
from hongyun_desktop.core.teams.rules import WholeNumbers, shows_whole


def unmask(store: Store, team_id: int, numbers: WholeNumbers, purpose: str) -> Changed:
    """Note whose whole numbers leave on paper and for what; the caller writes them after that.

    Params hold the residents by id; guests are not in the roster and only counted.
    Source: PIPL; domain.md, Personal data: log every unmasking.
    Raises: Invalid("purpose_empty", "purpose"), Invalid("team_without_leader", "numbers"), Refused("team_unknown").
    """
    purpose = clean_text(purpose)
    if not purpose:
        raise Invalid("purpose_empty", "purpose")
    shown = [row for row in membership.members(store, team_id) if shows_whole(row, numbers)]
    if not shown and numbers is WholeNumbers.LEADER:
        raise Invalid("team_without_leader", "numbers")
    residents = [row.resident_id for row in shown if row.resident_id is not None]
    with store.unit(
        "team_numbers_shown", team_id=team_id, residents=residents, count=len(shown), purpose=purpose
    ) as unit:
        unit.irreversible()
        return unit.changed()
