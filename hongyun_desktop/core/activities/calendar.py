# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities of a span of days, for a calendar: planned, held or called off, and how many. Reads only."""

from datetime import date

from hongyun_desktop.core.activities import activities, listing
from hongyun_desktop.core.activities.rules import CalendarRow, state_of
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.store.store import Store


def month(store: Store, first: date, last: date, team_id: int | None = None) -> tuple[CalendarRow, ...]:
    """The activities between two days, both included, by day and time; team_id: of one team only. Empty for none."""
    ids = [
        row_id
        for (row_id,) in store.sql(
            "SELECT id FROM activity WHERE held_on BETWEEN ?1 AND ?2 AND (?3 IS NULL OR team_id = ?3)"
            " ORDER BY held_on, starts_at = '', starts_at, name, id",
            (first.isoformat(), last.isoformat(), team_id),
        )
    ]
    figures = {each.activity_id: each for each in listing.summaries(store, ids)}
    day = today(store.clock)
    return tuple(
        CalendarRow(
            row,
            state_of(row, figures[row.activity_id].came, day),
            figures[row.activity_id].listed,
            figures[row.activity_id].came,
        )
        for row in activities.activities_of(store, ids)
    )
