# SPDX-License-Identifier: GPL-3.0-or-later
"""How far each round has come, read from what is in the database, so that leaving and coming back loses nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum

from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import candidates, print_history, proof, publication, register, rounds, saved_papers
from hongyun_desktop.core.honours.candidates import Candidate, Choice, DraftRow
from hongyun_desktop.core.honours.proof import ProofState
from hongyun_desktop.core.honours.rules import ON_PAPER, AwardRow, CertificateState, RegisterRow, SignOffLine
from hongyun_desktop.core.points.people import JOINS, SHORT_ADDRESS
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_STANDING = (
    "SELECT a.round_id, c.id, c.signed_on IS NOT NULL FROM certificate c JOIN award a ON a.id = c.award_id"
    " WHERE c.withdrawn_on IS NULL"
)
_WAITING = frozenset({CertificateState.ISSUED})


class Step(IntEnum):
    """The steps of a round, in order."""

    CHOOSE = 1
    CANDIDATES = 2
    CHECK = 3
    PROOF = 4
    ISSUE = 5
    PRINT = 6
    SIGN_OFF = 7


@frozen
class RoundLine:
    """One round in a list; either id may be None. issued, printed, signed: certificates, withdrawn ones left out."""

    draft_id: int | None
    round_id: int | None
    quarter: Quarter
    title: str
    began_on: date
    issued: int = 0
    printed: int = 0
    signed: int = 0

    @property
    def key(self) -> int:
        """Tells the rounds of a list apart."""
        return self.round_id if self.round_id is not None else -(self.draft_id or 0)


@frozen
class RoundState:
    """All that the steps of one round show.

    draft_id: None where it was held by the command. certificates: as the register has them, in their order, withdrawn
    ones too. printed: ids of those that came out of the printer well, in the wording that stands. saved_at: when they
    were last saved as a PDF.
    """

    draft_id: int | None
    round_id: int | None
    quarter: Quarter
    title: str
    top: int
    people: tuple[Candidate, ...]
    proof: ProofState
    certificates: tuple[RegisterRow, ...] = ()
    printed: frozenset[int] = frozenset()
    saved_at: datetime | None = None

    @property
    def honoured(self) -> list[Candidate]:
        """Those who get a certificate."""
        return [each for each in self.people if each.honoured]

    @property
    def on_paper(self) -> list[RegisterRow]:
        """The certificates that stand."""
        return [row for row in self.certificates if row.state in ON_PAPER]

    @property
    def to_print(self) -> list[RegisterRow]:
        """Those of them that have not been printed yet."""
        return [row for row in self.on_paper if row.certificate_id not in self.printed]

    @property
    def to_sign(self) -> list[RegisterRow]:
        """Those that nobody has signed for."""
        return [row for row in self.certificates if row.state in _WAITING]

    @property
    def done(self) -> frozenset[Step]:
        """The steps that need nothing more."""
        if self.round_id is None:
            steps = [Step.CHOOSE]
            if self.proof.printed_at or self.proof.saved_at:
                steps += [Step.CANDIDATES, Step.CHECK]
            if self.proof.signed_on:
                steps.append(Step.PROOF)
            return frozenset(steps)
        steps = [Step.CHOOSE, Step.CANDIDATES, Step.CHECK, Step.PROOF, Step.ISSUE]
        if not self.to_print:
            steps.append(Step.PRINT)
        if not self.to_sign:
            steps.append(Step.SIGN_OFF)
        return frozenset(steps)

    @property
    def now(self) -> Step:
        """The first step that is not done; the last one where all are."""
        return min(set(Step) - self.done, default=Step.SIGN_OFF)


def list_rounds(store: Store) -> list[RoundLine]:
    """Rounds being prepared and rounds held, those prepared first, then by quarter, the newest first."""
    drafts = candidates.list_drafts(store)
    lines = [
        RoundLine(each.draft_id, None, each.quarter, each.title, each.started_on)
        for each in drafts if each.round_id is None
    ]  # fmt: skip
    prepared = {each.round_id: each.draft_id for each in drafts if each.round_id is not None}
    standing: dict[int, list[tuple[int, bool]]] = {}
    for round_id, certificate_id, signed in store.sql(_STANDING):
        standing.setdefault(round_id, []).append((certificate_id, bool(signed)))
    printed = print_history.printed_as_worded(store, [each for rows in standing.values() for each, _signed in rows])
    for held in publication.list_rounds(store):
        rows = standing.get(held.round_id, [])
        lines.append(
            RoundLine(
                prepared.get(held.round_id), held.round_id, Quarter.parse(held.quarter), held.title, held.held_on,
                len(rows), sum(each in printed for each, _signed in rows), sum(signed for _each, signed in rows),
            )
        )  # fmt: skip
    return lines


def unfinished(store: Store) -> RoundLine | None:
    """The round somebody is most likely to go on with; None where every round prepared here is done.

    One being prepared comes first, then one that is not printed, then one that is not signed for.
    """
    lines = [each for each in list_rounds(store) if each.draft_id is not None]
    waiting = [each for each in lines if each.round_id is None]
    unprinted = [each for each in lines if each.printed < each.issued]
    unsigned = [each for each in lines if each.signed < each.issued]
    return next(iter(waiting or unprinted or unsigned), None)


def state(
    store: Store,
    draft_id: int | None = None,
    round_id: int | None = None,
    places: Sequence[RankRow] | None = None,
) -> RoundState:
    """How far a round has come, by the id of its draft or its own.

    places: the ranking of its quarter, as in `candidates.candidates`. Raises: Refused("round_unknown").
    """
    drafts = {each.round_id: each for each in candidates.list_drafts(store) if each.round_id is not None}
    if draft_id is not None:
        draft = candidates.get_draft(store, draft_id)
    else:
        draft = drafts.get(round_id) if round_id is not None else None
    if draft is not None and draft.round_id is None:
        people = candidates.candidates(store, draft.draft_id, places)
        proved = proof.state_of(store, draft, people)
        return RoundState(draft.draft_id, None, draft.quarter, draft.title, draft.top, tuple(people), proved)
    held_id = draft.round_id if draft else round_id
    if held_id is None:
        raise Refused("round_unknown")
    return _held(store, draft, held_id)


def sign_off_lines(state: RoundState) -> tuple[SignOffLine, ...]:
    """The certificates of a round that stand, as the sign-off list shows them."""
    rooms = {each.resident_id: each.dwelling for each in state.people}
    return tuple(
        SignOffLine(row.number, row.name, rooms.get(row.resident_id or 0, ""), row.signed_on, row.signed_by)
        for row in state.on_paper
    )


def _held(store: Store, draft: DraftRow | None, round_id: int) -> RoundState:
    held = publication.get_round(store, round_id)
    ids = rounds.certificates_of(store, round_id)
    awarded = publication.awards(store, round_id)
    rooms = _dwellings(store, [row.resident_id for row in awarded])
    added = candidates.reasons_for_adding(store, draft.draft_id) if draft else {}
    people = [_honoured(store, row, rooms, added) for row in awarded]
    people += _left_out(store, round_id)
    people.sort(key=lambda each: each.place)
    return RoundState(
        draft.draft_id if draft else None, round_id, Quarter.parse(held.quarter), held.title,
        draft.top if draft else max((each.place for each in people), default=1), tuple(people),
        proof.state_of(store, draft, ()) if draft else ProofState(""),
        tuple(register.rows_of(store, ids)), print_history.printed_as_worded(store, ids),
        saved_papers.saved_at(store, saved_papers.round_paper(round_id)),
    )  # fmt: skip


def _honoured(store: Store, row: AwardRow, rooms: Mapping[int, str], added: Mapping[int, str]) -> Candidate:
    versions = register.wordings(store, row.certificate_id) if row.certificate_id is not None else []
    wording = versions[-1].wording if versions else None
    reason = added.get(row.resident_id, "")
    return Candidate(
        row.resident_id, row.place, row.name, rooms.get(row.resident_id, ""), row.points, row.minutes,
        wording.honorific if wording else "", Choice.ADDED if reason else Choice.BY_PLACE, reason, row.erased,
    )  # fmt: skip


def _left_out(store: Store, round_id: int) -> list[Candidate]:
    excluded = {row.resident_id: row for row in publication.exclusions(store, round_id)}
    rooms = _dwellings(store, list(excluded))
    rows = store.sql(
        "SELECT e.resident_id, p.place, p.points, p.minutes FROM exclusion e JOIN account a USING (resident_id)"
        " JOIN published_place p ON p.round_id = e.round_id AND p.account_id = a.id WHERE e.round_id = ?",
        (round_id,),
    )
    return [
        Candidate(resident_id, place, excluded[resident_id].name, rooms.get(resident_id, ""), points, minutes, "",
                  Choice.EXCLUDED, excluded[resident_id].reason)
        for resident_id, place, points, minutes in rows
    ]  # fmt: skip


def _dwellings(store: Store, resident_ids: Sequence[int]) -> dict[int, str]:
    rows = store.sql(
        f"SELECT r.id, {SHORT_ADDRESS} FROM account a {JOINS} WHERE r.id {AMONG}",
        (compact_json(list(resident_ids)),),
    )
    return dict(rows)
