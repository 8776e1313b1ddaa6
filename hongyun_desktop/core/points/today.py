# SPDX-License-Identifier: GPL-3.0-or-later
"""What was recorded today, for the one line on closing. Reads only."""

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen


@frozen
class TodayRow:
    """People, minutes, points and services that were recorded on one day and still stand; all 0 for none."""

    people: int
    minutes: int
    points: int
    entries: int


def recorded_today(store: Store) -> TodayRow:
    """The services recorded on the clock's day, whenever they were served, less those taken back since.

    A correction of something recorded on an earlier day changes nothing here, and openings are no service.
    Merged people count once.
    """
    day = today(store.clock).isoformat()
    # CROSS JOIN: few batches are of today, while the planner would begin with all services that stand.
    rows = store.sql(
        "SELECT count(DISTINCT coalesce(a.merged_into, a.id)), coalesce(sum(s.minutes), 0),"
        " coalesce(sum(e.amount), 0), count(*) FROM batch b CROSS JOIN service s ON s.batch_id = b.id"
        " JOIN account a ON a.id = s.account_id LEFT JOIN entry e ON e.id = s.entry_id"
        " WHERE b.made_at >= ?1 AND b.made_at < ?1 || 'U' AND s.reversed_at IS NULL AND s.activity_id IS NOT NULL",
        (day,),
    )
    return TodayRow(*rows[0])
