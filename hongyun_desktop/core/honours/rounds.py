# SPDX-License-Identifier: GPL-3.0-or-later
"""A quarter's honours: who is honoured, their certificates, and the ranking frozen as it was published.

`hold_round` does all at once; `open_round` and `issue_round` are its two halves for the window.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.issuing import Draft, prepare, write
from hongyun_desktop.core.honours.publication import awards, get_round, publish
from hongyun_desktop.core.honours.rules import HONORIFICS, Preflight
from hongyun_desktop.core.honours.tables import Award, Exclusion, Round
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.points.rules import Quarter, RankRow
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Plan:
    """A round about to be written. places: the whole ranking; honoured: some of it; excluded: why by resident."""

    quarter: Quarter
    title: str
    places: Sequence[RankRow]
    honoured: Sequence[RankRow]
    excluded: Mapping[int, str]


def hold_round(
    store: Store,
    quarter: Quarter,
    title: str,
    top: int,
    preflight: Preflight,
    excluded: Mapping[int, str] = _NOTHING,
) -> Changed:
    """Honour everybody placed `top` or better, ties included, but for the excluded (reason by resident id).

    All or nothing: the preflight looks at every certificate before the first row is written. Freezes the whole
    quarter's ranking as published. Changed.params: round_id, quarter, count.
    Raises: Invalid("title_empty"), ("title_too_long", longest), ("top_not_positive"), ("reason_empty");
    Refused("round_exists", quarter, title), ("nobody_ranked", quarter), ("quarter_not_begun", quarter), those of
    `issuing.issue`.
    """
    if top < 1:
        raise Invalid("top_not_positive", "top")
    with store.unit("round_held", quarter=quarter.code) as unit:
        places = ranking.quarter_ranking(store, quarter)
        chosen = {row.resident_id for row in places if row.place <= top}
        plan = _planned(store, quarter, title, places, chosen, excluded)
        wanted = [(row.resident_id, row.name, row.minutes) for row in plan.honoured]
        prepared = prepare(store, _drafts(store, quarter, plan.title, wanted, _NOTHING), preflight)
        round_id, award_ids = _write_round(unit, plan)
        write(unit, prepared, award_ids)
        unit.params.update(round_id=round_id, count=len(prepared))
        return unit.changed(Topic.HONOURS, Topic.CERTIFICATE)


def open_round(
    store: Store, quarter: Quarter, title: str, chosen: Collection[int], excluded: Mapping[int, str] = _NOTHING
) -> Changed:
    """Publish a quarter's ranking with those chosen out of it (resident ids), certificates to follow.

    Changed.params: round_id, quarter, count. Raises: as `hold_round`, and Refused("not_ranked", quarter) where
    somebody chosen has no place.
    """
    with store.unit("round_opened", quarter=quarter.code) as unit:
        places = ranking.quarter_ranking(store, quarter)
        if not set(chosen) <= {row.resident_id for row in places}:
            raise Refused("not_ranked", quarter=quarter.title)
        plan = _planned(store, quarter, title, places, chosen, excluded)
        round_id, award_ids = _write_round(unit, plan)
        unit.params.update(round_id=round_id, count=len(award_ids))
        return unit.changed(Topic.HONOURS)


def issue_round(store: Store, round_id: int, preflight: Preflight, honorifics: Mapping[int, str] = _NOTHING) -> Changed:
    """Issue the certificates of a round that have none yet, in the order of the places.

    honorifics: 女士 or 先生 by resident id; 同志 for the others. Changed.params: round_id, count.
    Raises: Refused("round_unknown"), ("nothing_to_issue", title), those of `issuing.issue`.
    """
    with store.unit("round_issued", round_id=round_id) as unit:
        held = get_round(store, round_id)
        waiting = [row for row in awards(store, round_id) if row.certificate_id is None and not row.erased]
        if not waiting:
            raise Refused("nothing_to_issue", title=held.title)
        wanted = [(row.resident_id, row.name, row.minutes) for row in waiting]
        drafts = _drafts(store, Quarter.parse(held.quarter), held.title, wanted, honorifics)
        issued = write(unit, prepare(store, drafts, preflight), [row.award_id for row in waiting])
        unit.params["count"] = len(issued)
        return unit.changed(Topic.HONOURS, Topic.CERTIFICATE)


def certificates_of(store: Store, round_id: int) -> list[int]:
    """The certificates of a round, in the order of their numbers; empty for no round."""
    rows = store.sql(
        "SELECT c.id FROM certificate c JOIN award a ON a.id = c.award_id WHERE a.round_id = ? ORDER BY c.id",
        (round_id,),
    )
    return [certificate_id for (certificate_id,) in rows]


def _planned(
    store: Store,
    quarter: Quarter,
    title: str,
    places: Sequence[RankRow],
    chosen: Collection[int],
    excluded: Mapping[int, str],
) -> _Plan:
    clean = words.clean_title(title)
    if store.value("SELECT 1 FROM round WHERE quarter = ? AND title = ?", (quarter.code, clean)):
        raise Refused("round_exists", quarter=quarter.title, title=clean)
    if quarter.starts_on > today(store.clock):
        raise Refused("quarter_not_begun", quarter=quarter.title)
    reasons = {resident_id: clean_text(reason) for resident_id, reason in excluded.items()}
    if not all(reasons.values()):
        raise Invalid("reason_empty", "reason")
    # An erased person keeps the place, without a name to print.
    honoured = [
        row for row in places if row.resident_id in chosen and row.resident_id not in reasons and not row.erased
    ]
    if not honoured:
        raise Refused("nobody_ranked", quarter=quarter.title)
    return _Plan(quarter, clean, places, honoured, reasons)


def _write_round(unit: Unit, plan: _Plan) -> tuple[int, range]:
    """The round's id and the ids of its awards, in the order of those honoured."""
    round_id = unit.append(Round, quarter=plan.quarter.code, title=plan.title, held_on=today(unit.store.clock))
    publish(unit, round_id, plan.places)
    unit.append_many(Exclusion, [
        {"round_id": round_id, "resident_id": resident_id, "reason": reason}
        for resident_id, reason in plan.excluded.items()
    ])  # fmt: skip
    award_ids = unit.append_many(
        Award, [{"round_id": round_id, "resident_id": row.resident_id} for row in plan.honoured]
    )
    return round_id, award_ids


def _drafts(
    store: Store,
    quarter: Quarter,
    title: str,
    wanted: Sequence[tuple[int, str, int]],
    honorifics: Mapping[int, str],
) -> list[Draft]:
    """A draft for each (resident id, name, minutes)."""
    issuer, day = settings.committee(store).issuer, today(store.clock)
    drafts: list[Draft] = []
    for resident_id, name, minutes in wanted:
        honorific = honorifics.get(resident_id, HONORIFICS[0])
        deed = words.deed_of_quarter(quarter.title, minutes)
        drafts.append(Draft(words.honour(name, honorific, deed, title, issuer, day), resident_id))
    return drafts
