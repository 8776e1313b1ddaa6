# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums of what was planned, done and accepted, per category and unit: never across units.

They count every task, whoever looks: a sum names nobody.
"""

from hongyun_desktop.core.rectification.quantities import Total
from hongyun_desktop.core.rectification.rules import Period
from hongyun_desktop.core.store.store import Store

# What another task repeats, or what was not taken on, is nobody's work to be counted.
_COUNTED = "t.state NOT IN ('duplicate', 'rejected')"


def totals(store: Store, period: Period | None = None) -> tuple[Total, ...]:
    """The sums of the tasks raised in a period (None: ever), in the order of their first appearance."""
    condition, params = _COUNTED, ()
    if period is not None:
        condition += " AND t.raised_on BETWEEN ? AND ?"
        params = (period.first.isoformat(), period.last.isoformat())
    rows = store.sql(
        "SELECT t.category, q.unit, count(DISTINCT t.id), sum(q.planned_milli), sum(q.done_milli),"
        " sum(q.accepted_milli) FROM task t JOIN task_quantity q ON q.task_id = t.id"
        f" WHERE {condition} GROUP BY t.category, q.unit ORDER BY min(t.raised_on), min(t.id), min(q.id)",
        params,
    )
    return tuple(Total(*row) for row in rows)
