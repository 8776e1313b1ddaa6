# SPDX-License-Identifier: GPL-3.0-or-later
"""A quarter's honours: who is honoured, their certificates, and the ranking frozen as it was published.

`hold_round` does all at once, for the command, and asks for no proof; `issue_draft` ends what the window prepared.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import candidates, proof
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.candidates import Candidate, Choice, DraftRow
from hongyun_desktop.core.honours.issuing import Draft, prepare, write
from hongyun_desktop.core.honours.publication import publish
from hongyun_desktop.core.honours.rules import HONORIFICS, CertificateSheet, Preflight
from hongyun_desktop.core.honours.tables import Award, Exclusion, Round, RoundDraft
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen

_NOTHING: Mapping[int, str] = MappingProxyType({})


@frozen
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


def issue_draft(store: Store, draft_id: int, preflight: Preflight, issued_on: date | None = None) -> Changed:
    """Publish a draft's round and issue its certificates, in the order of the places; all or nothing.

    issued_on: the day on the certificates, None for today. Changed.params: round_id, quarter, count.
    Raises: Refused("proof_not_signed", title) until these very names were proofread and signed for, those of
    `candidates.get_open`, `hold_round` and `issuing.issue`.
    """
    with store.unit("round_held") as unit:
        draft = candidates.get_open(store, draft_id)
        people = candidates.candidates(store, draft_id)
        if proof.state_of(store, draft, people).signed_on is None:
            raise Refused("proof_not_signed", title=draft.title)
        honoured = [each for each in people if each.honoured]
        excluded = {each.resident_id: each.reason for each in people if each.choice is Choice.EXCLUDED}
        places = ranking.quarter_ranking(store, draft.quarter)
        chosen = {each.resident_id for each in honoured}
        plan = _planned(store, draft.quarter, draft.title, places, chosen, excluded)
        prepared = prepare(store, _drafts_of(store, draft, honoured, issued_on), preflight)
        round_id, award_ids = _write_round(unit, plan)
        write(unit, prepared, award_ids)
        unit.update(RoundDraft, draft_id, round_id=round_id)
        unit.params.update(quarter=draft.quarter.code, round_id=round_id, count=len(prepared))
        return unit.changed(Topic.HONOURS, Topic.CERTIFICATE)


def upcoming_sheets(
    store: Store, draft_id: int, issued_on: date | None = None, people: Sequence[Candidate] | None = None
) -> list[CertificateSheet]:
    """The certificates of a draft as they would be issued now, with the numbers they would get; nothing is written.

    people: the draft's candidates where they are at hand. In the order of the places; empty where nobody is left.
    Raises: as `issue_draft`, but for the proof.
    """
    draft = candidates.get_open(store, draft_id)
    if people is None:
        people = candidates.candidates(store, draft_id)
    honoured = [each for each in people if each.honoured]
    prepared = prepare(store, _drafts_of(store, draft, honoured, issued_on), lambda _sheet: None)
    return [each.sheet for each in prepared]


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


def _drafts_of(store: Store, draft: DraftRow, honoured: Sequence[Candidate], issued_on: date | None) -> list[Draft]:
    wanted = [(each.resident_id, each.name, each.minutes) for each in honoured]
    honorifics = {each.resident_id: each.honorific for each in honoured}
    return _drafts(store, draft.quarter, draft.title, wanted, honorifics, issued_on)


def _drafts(
    store: Store,
    quarter: Quarter,
    title: str,
    wanted: Sequence[tuple[int, str, int]],
    honorifics: Mapping[int, str],
    issued_on: date | None = None,
) -> list[Draft]:
    """A draft for each (resident id, name, minutes)."""
    issuer, day = settings.committee(store).issuer, issued_on or today(store.clock)
    drafts: list[Draft] = []
    for resident_id, name, minutes in wanted:
        honorific = honorifics.get(resident_id, HONORIFICS[0])
        deed = words.deed_of_quarter(quarter.title, minutes)
        drafts.append(Draft(words.honour(name, honorific, deed, title, issuer, day), resident_id))
    return drafts
