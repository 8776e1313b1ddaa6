# SPDX-License-Identifier: GPL-3.0-or-later
"""What was published with a round: the ranking as it stood, who was honoured, who stood back and why."""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours.rules import AwardRow, ExclusionRow, PublishedPlace, RoundRow
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.points.people import JOINS, NAME, ORDER
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_ROUND = (
    "SELECT d.id, d.quarter, d.title, d.held_on,"
    " (SELECT count(*) FROM certificate c JOIN award a ON a.id = c.award_id WHERE a.round_id = d.id),"
    " (SELECT count(*) FROM exclusion e WHERE e.round_id = d.id) FROM round d"
)


def publish(unit: Unit, round_id: int, places: Sequence[RankRow]) -> None:
    """Freeze a quarter's ranking with its round."""
    unit.execute_many(
        "INSERT INTO published_place(round_id, account_id, place, points, minutes) VALUES (?, ?, ?, ?, ?)",
        [(round_id, row.account_id, row.place, row.points, row.minutes) for row in places],
    )


def list_rounds(store: Store) -> list[RoundRow]:
    """All rounds, newest quarter first, by title within it."""
    return [_round(*row) for row in store.sql(f"{_ROUND} ORDER BY d.quarter DESC, d.title")]


def get_round(store: Store, round_id: int) -> RoundRow:
    """One round. Raises: Refused("round_unknown")."""
    rows = store.sql(f"{_ROUND} WHERE d.id = ?", (round_id,))
    if not rows:
        raise Refused("round_unknown")
    return _round(*rows[0])


def awards(store: Store, round_id: int) -> list[AwardRow]:
    """Who was honoured in a round, in the order of the places; empty for no round."""
    rows = store.sql(
        f"SELECT a.id, a.resident_id, {NAME}, r.erased_at IS NOT NULL, p.place, p.points, p.minutes, c.id, c.number"
        " FROM award a JOIN resident r ON r.id = a.resident_id JOIN account k ON k.resident_id = a.resident_id"
        " JOIN published_place p ON p.round_id = a.round_id AND p.account_id = k.id"
        " LEFT JOIN certificate c ON c.award_id = a.id WHERE a.round_id = ? ORDER BY a.id",
        (round_id,),
    )
    return [
        AwardRow(award_id, resident_id, name, bool(erased), place, points, minutes, certificate_id, number or "")
        for award_id, resident_id, name, erased, place, points, minutes, certificate_id, number in rows
    ]


def exclusions(store: Store, round_id: int) -> list[ExclusionRow]:
    """Who was left out of a round and why, in the order they were entered; empty for nobody."""
    rows = store.sql(
        f"SELECT e.resident_id, {NAME}, e.reason FROM exclusion e JOIN resident r ON r.id = e.resident_id"
        " WHERE e.round_id = ? ORDER BY e.id",
        (round_id,),
    )
    return [ExclusionRow(*row) for row in rows]


def published_ranking(store: Store, round_id: int) -> list[PublishedPlace]:
    """The ranking as a round published it, with today's net points where they differ.

    By place; within one those with certificates first, in the order of their numbers, then by address. Where two
    people were merged since, both lines show the sum. Raises: Refused("round_unknown").
    """
    quarter = Quarter.parse(get_round(store, round_id).quarter)
    now = {row.account_id: row.points for row in ranking.quarter_ranking(store, quarter)}
    rows = store.sql(
        f"SELECT p.place, a.resident_id, {NAME}, p.points, p.minutes, coalesce(a.merged_into, a.id)"
        f" FROM published_place p JOIN account a ON a.id = p.account_id {JOINS}"
        " LEFT JOIN award w ON w.round_id = p.round_id AND w.resident_id = a.resident_id"
        f" WHERE p.round_id = ? ORDER BY p.place, w.id IS NULL, w.id, {ORDER}",
        (round_id,),
    )
    return [_place(*row[:-1], points_now=now.get(row[-1], 0)) for row in rows]


def _place(place: int, resident_id: int, name: str, points: int, minutes: int, points_now: int) -> PublishedPlace:
    return PublishedPlace(
        place, resident_id, name, points, minutes, points_now=None if points_now == points else points_now
    )


def _round(round_id: int, quarter: str, title: str, held_on: str, certificates: int, excluded: int) -> RoundRow:
    return RoundRow(round_id, quarter, title, date.fromisoformat(held_on), certificates, excluded)
