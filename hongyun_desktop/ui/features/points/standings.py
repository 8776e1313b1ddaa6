# SPDX-License-Identifier: GPL-3.0-or-later
"""A quarter's ranking for the screen: as it was published where it was, with what was corrected since beside it.

Core calls only; imports no Qt.
"""

from collections.abc import Sequence

from hongyun_desktop.core.honours import publication
from hongyun_desktop.core.honours.rules import PublishedPlace, RoundRow
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.points import listing, ranking
from hongyun_desktop.core.points.listing import HolderRow
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen


@frozen
class Standing:
    """One place; place None: points that came after the ranking was published. points_now: where it differs."""

    place: int | None
    resident_id: int
    name: str
    points: int
    minutes: int
    points_now: int | None = None
    erased: bool = False


@frozen
class BoardLine:
    """A place with what its person holds; dwelling in the short form, empty for none."""

    standing: Standing
    dwelling: str
    stars: int


@frozen
class Board:
    """A quarter's ranking; published: the round it went out with, None while it is still open.

    people, minutes, points: as they stand now. corrected: how many lines differ from what was published.
    """

    quarter: Quarter
    published: RoundRow | None
    standings: tuple[Standing, ...]
    people: int
    minutes: int
    points: int
    corrected: int


def board(store: Store, quarter: Quarter) -> Board:
    """The ranking of a quarter; the newest round of the quarter that published one gives the places."""
    now = ranking.quarter_ranking(store, quarter)
    published, places = _published(store, quarter)
    standings = _beside(places, now) if published else tuple(_standing(row) for row in now)
    corrected = sum(each.points_now is not None or each.place is None for each in standings)
    return Board(
        quarter, published, standings, len(now), sum(row.minutes for row in now), sum(row.points for row in now),
        corrected,
    )  # fmt: skip


def place_of(store: Store, quarter: Quarter, resident_id: int) -> int | None:
    """Somebody's place in a quarter, the published one where there is one; None for no place."""
    published, places = _published(store, quarter)
    if published is None:
        return ranking.place_of(store, quarter, resident_id)
    return next((each.place for each in places if each.resident_id == resident_id), None)


def _published(store: Store, quarter: Quarter) -> tuple[RoundRow | None, Sequence[PublishedPlace]]:
    rounds = [each for each in publication.list_rounds(store) if each.quarter == quarter.code]
    for found in sorted(rounds, key=lambda each: (each.held_on, each.round_id), reverse=True):
        places = publication.published_ranking(store, found.round_id)
        if places:
            return found, places
    return None, ()


def _beside(places: Sequence[PublishedPlace], now: Sequence[RankRow]) -> tuple[Standing, ...]:
    gone = {row.resident_id for row in now if row.erased}
    known = {each.resident_id for each in places}
    as_published = [
        Standing(p.place, p.resident_id, p.name, p.points, p.minutes, p.points_now, p.resident_id in gone)
        for p in places
    ]
    since = [
        Standing(None, row.resident_id, row.name, 0, 0, row.points, row.erased)
        for row in now
        if row.resident_id not in known
    ]
    return (*as_published, *since)


def _standing(row: RankRow) -> Standing:
    return Standing(row.place, row.resident_id, row.name, row.points, row.minutes, erased=row.erased)


def window(store: Store, shown: Board) -> Window[BoardLine]:
    """The lines of a board; what people hold is read for those that come into view."""
    by_id = {each.resident_id: each for each in shown.standings}

    def fetch(ids: Sequence[int]) -> list[BoardLine]:
        held = {row.resident_id: row for row in listing.holder_rows(store, ids)}
        return [_line(by_id[each], held.get(each)) for each in ids]

    return Window(list(by_id), fetch)


def _line(standing: Standing, held: HolderRow | None) -> BoardLine:
    return BoardLine(standing, held.dwelling if held else "", held.stars if held else 0)
