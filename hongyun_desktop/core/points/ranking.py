# SPDX-License-Identifier: GPL-3.0-or-later
"""The places of a quarter: points earned by service in it, net of reversals; redemptions and openings don't count.

Source: domain.md, Rules, Ranking. Equal points share a place (1, 2, 2, 4).
"""

from hongyun_desktop.core.points.rules import Quarter, RankRow
from hongyun_desktop.core.store.store import Store

# The aggregate runs on the covering index alone; names are joined to its few rows afterwards.
_EARNED = (
    "SELECT account_id, sum(amount) AS points FROM entry"
    " WHERE counter = 'issue' AND service_date BETWEEN ? AND ? GROUP BY account_id"
)
_MERGED = (
    "SELECT coalesce(a.merged_into, a.id) AS account_id, sum(points) AS points"
    f" FROM ({_EARNED}) earned JOIN account a ON a.id = earned.account_id GROUP BY 1 HAVING sum(points) > 0"
)
_PLACED = f"SELECT account_id, points, rank() OVER (ORDER BY points DESC) AS place FROM ({_MERGED})"
_RANKING = (
    f"WITH placed AS MATERIALIZED (SELECT * FROM ({_PLACED}) WHERE place <= ?)"
    " SELECT placed.place, placed.account_id, r.id, r.name, b.code, u.code, d.room, placed.points,"
    " (SELECT coalesce(sum(s.minutes), 0) FROM account m JOIN service s ON s.account_id = m.id"
    "  WHERE (m.id = placed.account_id OR m.merged_into = placed.account_id) AND s.reversed_at IS NULL"
    "  AND s.activity_id IS NOT NULL AND s.served_on BETWEEN ? AND ?)"
    " FROM placed JOIN account a ON a.id = placed.account_id JOIN resident r ON r.id = a.resident_id"
    " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
    " LEFT JOIN building b ON b.id = u.building_id"
    " ORDER BY placed.place, b.code IS NULL, CAST(b.code AS INTEGER), b.code, CAST(u.code AS INTEGER), u.code,"
    " CAST(d.room AS INTEGER), d.room, r.name, r.id"
)
_EVERYBODY = 2**31


def quarter_ranking(store: Store, quarter: Quarter, top: int | None = None) -> list[RankRow]:
    """Everybody with a net gain in the quarter, or those placed `top` or better, ties included.

    Order: by place, equals by building, unit and room as numbers, then name. An erased person keeps the place
    without a name. Empty where nobody served.
    """
    days = quarter.starts_on.isoformat(), quarter.ends_on.isoformat()
    rows = store.sql(_RANKING, (*days, _EVERYBODY if top is None else top, *days))
    return [
        RankRow(place, account_id, resident_id, name, f"{b}-{u}-{room}" if b else "", points, minutes)
        for place, account_id, resident_id, name, b, u, room, points, minutes in rows
    ]
