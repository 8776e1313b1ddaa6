# SPDX-License-Identifier: GPL-3.0-or-later
"""校名单: the names of a round on paper, read by somebody and signed before any certificate gets its number.

A signature belongs to the names as they were listed: another name, order or form of address, and it lapses.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import candidates, saved_papers
from hongyun_desktop.core.honours.candidates import Candidate, DraftRow
from hongyun_desktop.core.honours.rules import ProofLine, ProofSheet
from hongyun_desktop.core.honours.tables import Proof
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.pinyin import toned
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_CODE_CHARACTERS = 8
_NOTHING: Mapping[int, tuple[str, ...]] = MappingProxyType({})


@frozen
class ProofState:
    """Where the proofreading of a draft stands.

    printed_at, saved_at: when these very names were last printed or saved as a PDF, None for never. signed_on,
    signed_by: of a signature for them. lapsed_by, lapsed_on: of one for other names; empty where there is none or a
    newer one holds.
    """

    code: str
    printed_at: datetime | None = None
    saved_at: datetime | None = None
    signed_on: date | None = None
    signed_by: str = ""
    lapsed_on: date | None = None
    lapsed_by: str = ""


def sheet(store: Store, draft_id: int, remarks: Mapping[int, tuple[str, ...]] = _NOTHING) -> ProofSheet:
    """The list to be proofread. remarks: what to look at, by resident id. Raises: as `candidates.get_draft`."""
    draft, people = candidates.get_draft(store, draft_id), _honoured(store, draft_id)
    lines = tuple(
        ProofLine(number, each.name, toned(each.name), each.honorific, each.dwelling,
                  remarks.get(each.resident_id, ()))
        for number, each in enumerate(people, 1)
    )  # fmt: skip
    compound = settings.committee(store).compound
    return ProofSheet(
        compound, draft.quarter.title, draft.title, lines, names_code(draft, people), today(store.clock), store.is_demo
    )


def record(store: Store, draft_id: int) -> Changed:
    """Note that the list was printed as it stands. Raises: as `candidates.get_open`."""
    with store.unit("proof_printed", draft_id=draft_id) as unit:
        draft = candidates.get_open(store, draft_id)
        code = names_code(draft, _honoured(store, draft_id))
        unit.insert(Proof, draft_id=draft_id, printed_at=store.clock.now().isoformat(), names_hash=code,
                    signed_on=None, signed_by="")  # fmt: skip
        return unit.changed(Topic.HONOURS)


def sign(store: Store, draft_id: int, signed_by: str, on: date | None = None) -> Changed:
    """Note who read the printed names and signed, and when (None: today).

    Raises: Invalid("name_empty"), Invalid("proof_day_not_possible"), Refused("proof_not_printed") where the names
    were never printed as they are now, those of `candidates.get_open`.
    """
    name, day = clean_name(signed_by), on or today(store.clock)
    if not name:
        raise Invalid("name_empty", "signed_by")
    with store.unit("proof_signed", draft_id=draft_id) as unit:
        draft = candidates.get_open(store, draft_id)
        printed = _newest(store, draft_id, names_code(draft, _honoured(store, draft_id)))
        if printed is None:
            raise Refused("proof_not_printed")
        if not printed.printed_at[:10] <= day.isoformat() <= today(store.clock).isoformat():
            raise Invalid("proof_day_not_possible", "on")
        unit.update(Proof, printed.id, signed_on=day, signed_by=name)
        return unit.changed(Topic.HONOURS)


def state(store: Store, draft_id: int) -> ProofState:
    """Where the proofreading of a draft stands. Raises: as `candidates.get_draft`."""
    draft = candidates.get_draft(store, draft_id)
    return state_of(store, draft, candidates.candidates(store, draft_id))


def state_of(store: Store, draft: DraftRow, people: Sequence[Candidate]) -> ProofState:
    """The same where the candidates are at hand already."""
    proofs = list(store.fetch(Proof.select().where(Proof.draft_id == draft.draft_id).order_by(Proof.id.desc())))
    if draft.round_id is not None and proofs:
        # What was issued is what was signed: later moves and new names do not matter any more.
        code = next((each.names_hash for each in proofs if each.signed_on), proofs[0].names_hash)
    else:
        code = names_code(draft, [each for each in people if each.honoured])
    same = [each for each in proofs if each.names_hash == code]
    signed = next((each for each in same if each.signed_on), None)
    lapsed = next((each for each in proofs if each.signed_on), None) if signed is None else None
    return ProofState(
        code=code,
        printed_at=datetime.fromisoformat(same[0].printed_at) if same else None,
        saved_at=saved_papers.saved_at(store, saved_papers.proof_paper(code)),
        signed_on=signed.signed_on if signed else None,
        signed_by=signed.signed_by if signed else "",
        lapsed_on=lapsed.signed_on if lapsed else None,
        lapsed_by=lapsed.signed_by if lapsed else "",
    )


def names_code(draft: DraftRow, people: Sequence[Candidate]) -> str:
    """The fingerprint of the names as they are listed, eight characters."""
    told = [draft.quarter.code, draft.title, [(each.resident_id, each.name, each.honorific) for each in people]]
    return hashlib.sha256(compact_json(told).encode()).hexdigest()[:_CODE_CHARACTERS].upper()


def _honoured(store: Store, draft_id: int) -> list[Candidate]:
    return [each for each in candidates.candidates(store, draft_id) if each.honoured]


def _newest(store: Store, draft_id: int, code: str) -> Proof | None:
    return store.find(
        Proof.select().where(Proof.draft_id == draft_id, Proof.names_hash == code).order_by(Proof.id.desc())
    )
