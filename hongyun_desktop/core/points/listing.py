# SPDX-License-Identifier: GPL-3.0-or-later
"""What the points pages list: the quarters there are, people with their balances, one person's entries.

Reads only. Imports nothing of honours: what was published with a round is put beside a ranking by whoever shows it.
"""

import json
from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.ordered_ids import ordered_ids
from hongyun_desktop.core.points.people import JOINS, NAME, SHORT_ADDRESS
from hongyun_desktop.core.points.rules import stars_of
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.ordering import BY_RANK, RANKED_DWELLINGS
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_LONG = 4_000
_LAST_BALANCE = "coalesce((SELECT balance_after FROM entry e WHERE e.account_id = m.id ORDER BY e.id DESC LIMIT 1), 0)"
_MINUTES = "coalesce((SELECT sum(s.minutes) FROM service s WHERE s.reversed_at IS NULL AND s.account_id = m.id), 0)"
_HELD = f"""
WITH asked AS (
    SELECT j.key AS place, a.id AS account_id FROM json_each(?) j JOIN account a ON a.resident_id = j.value
), member AS (
    SELECT place, account_id, account_id AS id FROM asked UNION ALL
    SELECT place, account_id, k.id FROM account k JOIN asked ON asked.account_id = k.merged_into
    WHERE k.merged_into IS NOT NULL
), held AS MATERIALIZED (
    SELECT place, account_id, sum({_LAST_BALANCE}) AS points, sum({_MINUTES}) AS minutes FROM member m GROUP BY place
)
SELECT r.id, {NAME}, {SHORT_ADDRESS}, points, minutes, r.erased_at IS NOT NULL
FROM held JOIN account a ON a.id = held.account_id {JOINS} ORDER BY place
"""

# What was merged is little: it is summed once, not looked for with every account.
_BY_POINTS = f"""
WITH taken AS MATERIALIZED (
    SELECT merged_into, sum({_LAST_BALANCE}) AS points FROM account m WHERE merged_into IS NOT NULL GROUP BY 1
)
SELECT m.resident_id AS id FROM account m LEFT JOIN taken ON taken.merged_into = m.id WHERE m.merged_into IS NULL
"""
_BY_ADDRESS = f"""
{RANKED_DWELLINGS} SELECT r.id FROM account a JOIN resident r ON r.id = a.resident_id
LEFT JOIN ranked ON ranked.id = r.dwelling_id WHERE a.merged_into IS NULL
ORDER BY ranked.id IS NULL, {BY_RANK.format(direction="")}, r.name, r.id
"""


@frozen
class HolderRow:
    """One person's points and all hours so far; dwelling in the short form, empty for none.

    erased: the name is 已删除 and nothing can be recorded for the person any more.
    """

    resident_id: int
    name: str
    dwelling: str
    points: int
    minutes: int
    erased: bool = False

    @property
    def stars(self) -> int:
        """0 to 5."""
        return stars_of(self.minutes)


def quarters(store: Store) -> list[Quarter]:
    """The quarters in which points were earned by service, and the one that runs now; newest first."""
    return sorted({Quarter.of(today(store.clock)), *served_quarters(store)}, reverse=True)


def served_quarters(store: Store) -> list[Quarter]:
    """The quarters in which points were earned by service, newest first; empty for none.

    Each is one step into the index, however many entries there are.
    """
    found: list[Quarter] = []
    newest = store.value("SELECT max(service_date) FROM entry WHERE counter = 'issue'")
    while newest:
        quarter = Quarter.of(date.fromisoformat(newest))
        found.append(quarter)
        newest = store.value(
            "SELECT max(service_date) FROM entry WHERE counter = 'issue' AND service_date <= ?",
            (quarter.previous().ends_on.isoformat(),),
        )
    return found


def latest_quarter(store: Store) -> Quarter:
    """The quarter to show first: the newest in which points were earned by service, else the one that runs now."""
    last = store.value("SELECT max(service_date) FROM entry WHERE counter = 'issue'")
    return Quarter.of(date.fromisoformat(last) if last else today(store.clock))


def is_long(store: Store, quarter: Quarter) -> bool:
    """Whether a quarter has so many entries that ranking it takes longer than a blink."""
    counted = store.value(
        "SELECT count(*) FROM (SELECT 1 FROM entry WHERE counter = 'issue' AND service_date BETWEEN ? AND ? LIMIT ?)",
        (quarter.starts_on.isoformat(), quarter.ends_on.isoformat(), _LONG),
    )
    return counted >= _LONG


def holders(store: Store, query: Query) -> Window[HolderRow]:
    """Everybody who has an account, merged people once, by building, unit and room as numbers, then name.

    query.sort: "points" (equals by id, turned round with the rest) or empty.
    """
    if query.sort == "points":
        way, back = ("DESC", "ASC") if query.descending else ("ASC", "DESC")
        statement = f"{_BY_POINTS} ORDER BY {_LAST_BALANCE} + coalesce(taken.points, 0) {way}, m.resident_id {back}"
    else:
        statement = _BY_ADDRESS
    return Window(ordered_ids(store, statement), lambda asked: holder_rows(store, asked))


def holder_rows(store: Store, resident_ids: Sequence[int]) -> list[HolderRow]:
    """What some residents hold, in the order asked; whoever has no account is left out."""
    return [HolderRow(*row[:5], erased=bool(row[5])) for row in store.sql(_HELD, (json.dumps(list(resident_ids)),))]


def holder(store: Store, resident_id: int) -> HolderRow:
    """What one resident holds, or the person they were merged into; zeros before the first points.

    Raises: Refused("resident_unknown", resident_id).
    """
    rows = store.sql(
        f"SELECT r.id, {NAME}, {SHORT_ADDRESS}, r.erased_at IS NOT NULL FROM resident asked JOIN resident r"
        " ON r.id = coalesce(asked.merged_into, asked.id) LEFT JOIN dwelling d ON d.id = r.dwelling_id"
        " LEFT JOIN building_unit u ON u.id = d.building_unit_id LEFT JOIN building b ON b.id = u.building_id"
        " WHERE asked.id = ?",
        (resident_id,),
    )
    if not rows:
        raise Refused("resident_unknown", resident_id=resident_id)
    person, name, dwelling, erased = rows[0]
    held = holder_rows(store, [person])
    return held[0] if held else HolderRow(person, name, dwelling, 0, 0, erased=bool(erased))


def resident_of_entry(store: Store, entry_id: int) -> int:
    """Whose entry it is: the person who stays, after merges. Raises: Refused("entry_unknown", entry_id)."""
    person = store.value(
        "SELECT coalesce(r.merged_into, r.id) FROM entry e JOIN account a ON a.id = e.account_id"
        " JOIN resident r ON r.id = a.resident_id WHERE e.id = ?",
        (entry_id,),
    )
    if person is None:
        raise Refused("entry_unknown", entry_id=entry_id)
    return int(person)
