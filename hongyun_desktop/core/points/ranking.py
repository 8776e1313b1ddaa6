# SPDX-License-Identifier: GPL-3.0-or-later
"""The places of a quarter: points earned by service in it, by the day of service, net of reversals."""

import json

from hongyun_desktop.core.points import accounts
from hongyun_desktop.core.points.people import NAME
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.ordering import BY_UNIT_RANK, RANKED_UNITS
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store

# Each sum is answered from an index alone; accounts and names are joined to the few rows that are left.
_RANKING = f"""
WITH summed AS (
    SELECT account_id, sum(amount) AS points, 0 AS minutes FROM entry
    WHERE counter = 'issue' AND service_date BETWEEN ?1 AND ?2 GROUP BY account_id
    UNION ALL
    SELECT account_id, 0, sum(minutes) FROM service
    WHERE served_on BETWEEN ?1 AND ?2 AND reversed_at IS NULL AND activity_id IS NOT NULL GROUP BY account_id
), earned AS (
    SELECT coalesce(a.merged_into, a.id) AS account_id, sum(points) AS points, sum(minutes) AS minutes
    FROM summed JOIN account a ON a.id = summed.account_id GROUP BY 1 HAVING sum(points) > 0
), placed AS MATERIALIZED (
    SELECT * FROM (SELECT rank() OVER (ORDER BY points DESC) AS place, * FROM earned) WHERE ?3 IS NULL OR place <= ?3
), {RANKED_UNITS}
SELECT placed.place, a.id, r.id, {NAME}, coalesce(before_room || d.room, ''), points, minutes, r.erased_at IS NOT NULL
FROM placed JOIN account a ON a.id = placed.account_id JOIN resident r ON r.id = a.resident_id
LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN ranked_unit ON ranked_unit.id = d.building_unit_id
ORDER BY placed.place, d.id IS NULL, {BY_UNIT_RANK}, r.name, r.id
"""

_PLACE = """
WITH summed AS (
    SELECT account_id, sum(amount) AS points FROM entry
    WHERE counter = 'issue' AND service_date BETWEEN ?1 AND ?2 GROUP BY account_id
), earned AS MATERIALIZED (
    SELECT coalesce(a.merged_into, a.id) AS account_id, sum(points) AS points
    FROM summed JOIN account a ON a.id = summed.account_id GROUP BY 1 HAVING sum(points) > 0
)
SELECT 1 + (SELECT count(*) FROM earned better WHERE better.points > mine.points)
FROM earned mine JOIN account a ON a.id = mine.account_id
WHERE a.resident_id = (SELECT coalesce(merged_into, id) FROM resident WHERE id = ?3)
"""


def quarter_ranking(store: Store, quarter: Quarter, top: int | None = None) -> list[RankRow]:
    """Those with points from service in the quarter, best first; equals share a place (1, 2, 2, 4).

    top: places up to this one, ties included; None for all. Equals stand by building, unit and room as numbers,
    then name. Merged people count once; an erased person keeps the place under the name 已删除. Whoever has no
    points left is not in the list; empty for a quarter without service.
    """
    rows = store.sql(_RANKING, (quarter.starts_on.isoformat(), quarter.ends_on.isoformat(), top))
    return [
        RankRow(place, account_id, resident_id, name, dwelling, points, minutes, erased == 1)
        for place, account_id, resident_id, name, dwelling, points, minutes, erased in rows
    ]


def place_of(store: Store, quarter: Quarter, resident_id: int) -> int | None:
    """The place of one person in a quarter, as `quarter_ranking` gives it; None without points in it."""
    rows = store.sql(_PLACE, (quarter.starts_on.isoformat(), quarter.ends_on.isoformat(), resident_id))
    return rows[0][0] if rows else None


def points_of(store: Store, quarter: Quarter, resident_id: int) -> int:
    """The points of one person in a quarter, as `quarter_ranking` counts them; 0 for none. Asks for no place."""
    return store.value(
        # The signs keep the engine from going through everybody's entries of the quarter.
        "SELECT coalesce(sum(amount), 0) FROM entry WHERE +counter = 'issue' AND +service_date BETWEEN ? AND ?"
        f" AND account_id {AMONG}",
        (
            quarter.starts_on.isoformat(),
            quarter.ends_on.isoformat(),
            json.dumps(accounts.account_group(store, resident_id)),
        ),
    )
