# SPDX-License-Identifier: GPL-3.0-or-later
"""A quarter's honours: who is honoured, their certificates, and the ranking frozen as it was published."""

from collections.abc import Collection
from dataclasses import dataclass

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.issuing import Draft, Preflight, issue_all
from hongyun_desktop.core.honours.tables import Award, Round
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.points.rules import Quarter, RankRow
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

DEFAULT_HONORIFIC = "同志"
LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """A place as it was published, and the points that stand for it today after later corrections."""

    place: int
    name: str
    points: int
    minutes: int
    points_now: int


def hold_round(
    store: Store,
    quarter: Quarter,
    title: str,
    top: int,
    preflight: Preflight,
    excluded: Collection[int] = (),
) -> Changed:
    """Honour everybody placed `top` or better, ties included, but for the excluded residents; all or nothing.

    Freezes the whole quarter's ranking as published. Changed.params: round_id.
    Raises: Invalid("title_empty"), ("title_too_long"), ("top_not_positive"); Refused("round_exists", quarter, title),
    Refused("nobody_ranked", quarter), Refused("quarter_not_begun"), those of the preflight.
    """
    title = _checked(title, top)
    if store.value("SELECT 1 FROM round WHERE quarter = ? AND title = ?", (quarter.code, title)):
        raise Refused("round_exists", quarter=quarter.title, title=title)
    if quarter.starts_on > today(store.clock):
        raise Refused("quarter_not_begun", quarter=quarter.title)
    places = ranking.quarter_ranking(store, quarter)
    honoured = [row for row in places if row.place <= top and row.resident_id not in excluded and row.name]
    if not honoured:
        raise Refused("nobody_ranked", quarter=quarter.title)
    with store.unit("round_held", quarter=quarter.code, count=len(honoured)) as unit:
        round_id = unit.append(Round, quarter=quarter.code, title=title, held_on=today(store.clock))
        _publish(unit, round_id, places)
        award_ids = unit.append_many(
            Award, [{"round_id": round_id, "resident_id": row.resident_id} for row in honoured]
        )
        drafts = [
            _draft(store, quarter, title, row, award_id) for row, award_id in zip(honoured, award_ids, strict=True)
        ]
        issue_all(unit, drafts, preflight)
        return unit.changed(Topic.HONOURS, Topic.CERTIFICATE, round_id=round_id)


def _checked(title: str, top: int) -> str:
    title = clean_text(title)
    if not title:
        raise Invalid("title_empty", "title")
    if len(title) > LONGEST_TITLE:
        raise Invalid("title_too_long", "title", longest=LONGEST_TITLE)
    if top < 1:
        raise Invalid("top_not_positive", "top")
    return title


def _publish(unit: Unit, round_id: int, places: list[RankRow]) -> None:
    unit.execute_many(
        "INSERT INTO published_place(round_id, account_id, place, points, minutes) VALUES (?, ?, ?, ?, ?)",
        [(round_id, row.account_id, row.place, row.points, row.minutes) for row in places],
    )


def _draft(store: Store, quarter: Quarter, title: str, row: RankRow, award_id: int) -> Draft:
    deed = words.deed_of_quarter(quarter.title, row.minutes)
    issuer = settings.committee(store).issuer
    wording = words.honour(row.name, DEFAULT_HONORIFIC, deed, title, issuer, today(store.clock))
    return Draft(wording, row.resident_id, award_id)


def certificates_of(store: Store, round_id: int) -> list[int]:
    """The certificates of a round, in the order of their numbers."""
    rows = store.sql(
        "SELECT c.id FROM certificate c JOIN award a ON a.id = c.award_id WHERE a.round_id = ? ORDER BY c.id",
        (round_id,),
    )
    return [certificate_id for (certificate_id,) in rows]


def published_ranking(store: Store, round_id: int) -> list[PublishedPlace]:
    """The ranking as a round published it, with today's points beside it; empty for no round."""
    quarter = store.value("SELECT quarter FROM round WHERE id = ?", (round_id,))
    if quarter is None:
        return []
    now = {row.account_id: row.points for row in ranking.quarter_ranking(store, Quarter.parse(quarter))}
    rows = store.sql(
        "SELECT p.place, r.name, p.points, p.minutes, coalesce(a.merged_into, a.id) FROM published_place p"
        " JOIN account a ON a.id = p.account_id JOIN resident r ON r.id = a.resident_id"
        " WHERE p.round_id = ? ORDER BY p.place, p.account_id",
        (round_id,),
    )
    return [PublishedPlace(place, name, points, minutes, now.get(a, 0)) for place, name, points, minutes, a in rows]
