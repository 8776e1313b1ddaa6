# SPDX-License-Identifier: GPL-3.0-or-later
"""A round while it is prepared: who stands in line, who is left out or added and why, how each is addressed.

The draft lives in the database until its certificates are issued (`rounds.issue_draft`); its ranking is today's.
Each step can be undone.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import HONORIFICS
from hongyun_desktop.core.honours.tables import Proof, RoundChoice, RoundDraft
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen

_BY_SEX = {"女": "女士", "男": "先生"}


class Choice(StrEnum):
    """By place, left out in spite of the place, or added in spite of it."""

    BY_PLACE = ""
    EXCLUDED = "excluded"
    ADDED = "added"


@frozen
class DraftRow:
    """A round being prepared; round_id: of what came of it, None until then."""

    draft_id: int
    quarter: Quarter
    title: str
    top: int
    started_on: date
    round_id: int | None


@frozen
class Candidate:
    """One person who stands in line for a round, or was added to it.

    dwelling: short form, empty for none. erased: keeps the place and gets no certificate. reason: of the choice.
    """

    resident_id: int
    place: int
    name: str
    dwelling: str
    points: int
    minutes: int
    honorific: str
    choice: Choice = Choice.BY_PLACE
    reason: str = ""
    erased: bool = False

    @property
    def honoured(self) -> bool:
        """Whether a certificate is going to be made."""
        return not self.erased and self.choice is not Choice.EXCLUDED


def begin(store: Store, quarter: Quarter, title: str, top: int) -> Changed:
    """Begin to prepare a round for everybody placed `top` or better, ties included.

    Changed.params: draft_id, quarter. Raises: Invalid("title_empty"), ("title_too_long", longest),
    ("top_not_positive"); Refused("round_exists", quarter, title), ("round_begun", quarter, title),
    ("nobody_ranked", quarter), ("quarter_not_begun", quarter).
    """
    clean = words.clean_title(title)
    _refuse_top(top)
    if store.value("SELECT 1 FROM round WHERE quarter = ? AND title = ?", (quarter.code, clean)):
        raise Refused("round_exists", quarter=quarter.title, title=clean)
    if find_draft(store, quarter, clean):
        raise Refused("round_begun", quarter=quarter.title, title=clean)
    if quarter.starts_on > today(store.clock):
        raise Refused("quarter_not_begun", quarter=quarter.title)
    if not _anybody_served(store, quarter):
        raise Refused("nobody_ranked", quarter=quarter.title)
    with store.unit("round_begun", quarter=quarter.code) as unit:
        draft_id = unit.insert(
            RoundDraft, quarter=quarter.code, title=clean, top=top, started_on=today(store.clock), round_id=None
        )
        unit.params["draft_id"] = draft_id
        return unit.changed(Topic.HONOURS)


def set_top(store: Store, draft_id: int, top: int) -> Changed:
    """Honour up to another place. Raises: Invalid("top_not_positive"), those of `get_open`."""
    _refuse_top(top)
    with store.unit("round_draft_saved") as unit:
        get_open(store, draft_id)
        unit.update(RoundDraft, draft_id, top=top)
        return unit.changed(Topic.HONOURS)


def drop(store: Store, draft_id: int) -> Changed:
    """Give up a round that has no certificates yet. Raises: those of `get_open`."""
    with store.unit("round_dropped") as unit:
        get_open(store, draft_id)
        for model in (Proof, RoundChoice):
            for row in store.fetch(model.select().where(model.draft_id == draft_id)):
                unit.delete(model, row.id)
        unit.delete(RoundDraft, draft_id)
        return unit.changed(Topic.HONOURS)


def exclude(store: Store, draft_id: int, resident_id: int, reason: str) -> Changed:
    """Leave somebody out; the place stays. Raises: Invalid("reason_empty"), those of `get_open`."""
    return _choose(store, draft_id, resident_id, Choice.EXCLUDED, reason)


def add(
    store: Store, draft_id: int, resident_id: int, reason: str, people: Sequence[Candidate] | None = None
) -> Changed:
    """Honour somebody whose place would not do; the place stays.

    people: the draft's candidates where they are at hand, for the ranking of a large ledger takes longer than a moment.
    Raises: Invalid("reason_empty"), Invalid("record_not_chosen"), Refused("not_ranked", quarter) for no points in
    the quarter, ("candidate_already", name), those of `get_open`.
    """
    draft = get_open(store, draft_id)
    if ranking.points_of(store, draft.quarter, resident_id) <= 0:
        raise Refused("not_ranked", quarter=draft.quarter.title)
    if people is None:
        people = candidates(store, draft_id)
    if any(each.resident_id == resident_id and each.place <= draft.top for each in people):
        raise Refused("candidate_already", name=get_resident(store, resident_id).name)
    return _choose(store, draft_id, resident_id, Choice.ADDED, reason)


def take_back(store: Store, draft_id: int, resident_id: int) -> Changed:
    """Let the place decide again: whoever was left out is in, whoever was added is out. Raises: as `get_open`."""
    with store.unit("candidate_by_place", draft_id=draft_id) as unit:
        get_open(store, draft_id)
        _write(unit, draft_id, resident_id, choice=Choice.BY_PLACE.value, reason="")
        return unit.changed(Topic.HONOURS)


def set_honorific(store: Store, draft_id: int, resident_ids: Sequence[int], honorific: str) -> Changed:
    """Address people as 同志, 女士, 先生, or by name alone ("").

    Raises: Invalid("honorific_unknown", honorific), those of `get_open`.
    """
    if honorific not in HONORIFICS:
        raise Invalid("honorific_unknown", "honorific", honorific=honorific)
    with store.unit("honorifics_saved", draft_id=draft_id) as unit:
        get_open(store, draft_id)
        for resident_id in resident_ids:
            _write(unit, draft_id, resident_id, honorific=honorific)
        return unit.changed(Topic.HONOURS)


def get_draft(store: Store, draft_id: int) -> DraftRow:
    """One draft, issued or not. Raises: Refused("round_unknown")."""
    row = store.find(RoundDraft.select().where(RoundDraft.id == draft_id))
    if row is None:
        raise Refused("round_unknown")
    return _draft(row)


def get_open(store: Store, draft_id: int) -> DraftRow:
    """A draft that may still be changed. Raises: Refused("round_unknown"), Refused("draft_issued", title)."""
    draft = get_draft(store, draft_id)
    if draft.round_id is not None:
        raise Refused("draft_issued", title=draft.title)
    return draft


def find_draft(store: Store, quarter: Quarter, title: str) -> DraftRow | None:
    """The draft of a quarter and title that was not issued yet, or None."""
    row = store.find(
        RoundDraft.select().where(
            RoundDraft.quarter == quarter.code, RoundDraft.title == title, RoundDraft.round_id.is_null()
        )
    )
    return _draft(row) if row else None


def list_drafts(store: Store) -> list[DraftRow]:
    """All drafts, the newest first; those that were issued carry their round."""
    return [_draft(row) for row in store.fetch(RoundDraft.select().order_by(RoundDraft.id.desc()))]


def candidates(store: Store, draft_id: int, places: Sequence[RankRow] | None = None) -> list[Candidate]:
    """Everybody placed high enough and everybody added, in the order of the places.

    places: the whole ranking of the quarter where it is at hand: of a large ledger it takes longer than a moment.
    Raises: as `get_draft`.
    """
    draft = get_draft(store, draft_id)
    chosen = {row.resident_id: row for row in store.fetch(RoundChoice.select().where(RoundChoice.draft_id == draft_id))}
    added = {resident_id for resident_id, row in chosen.items() if row.choice == Choice.ADDED}
    if places is None:
        places = ranking.quarter_ranking(store, draft.quarter, None if added else draft.top)
    rows = [row for row in places if row.place <= draft.top or row.resident_id in added]
    usual = _usual_honorifics(store, [row.resident_id for row in rows])
    return [_candidate(row, draft.top, chosen.get(row.resident_id), usual) for row in rows]


def reasons_for_adding(store: Store, draft_id: int) -> dict[int, str]:
    """Why people were added in spite of their place, by resident id; empty for nobody."""
    rows = store.fetch(
        RoundChoice.select().where(RoundChoice.draft_id == draft_id, RoundChoice.choice == Choice.ADDED.value)
    )
    return {row.resident_id: row.reason for row in rows}


def titles(store: Store) -> list[str]:
    """Titles that were given before, the newest first."""
    rows = store.sql("SELECT title FROM round GROUP BY title ORDER BY max(id) DESC")
    return [title for (title,) in rows]


def _anybody_served(store: Store, quarter: Quarter) -> bool:
    """Whether points of the quarter stand that were not taken back."""
    found = store.value(
        "SELECT 1 FROM entry e WHERE counter = 'issue' AND service_date BETWEEN ? AND ? AND amount > 0"
        " AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) LIMIT 1",
        (quarter.starts_on.isoformat(), quarter.ends_on.isoformat()),
    )
    return found is not None


def _refuse_top(top: int) -> None:
    if top < 1:
        raise Invalid("top_not_positive", "top")


def _choose(store: Store, draft_id: int, resident_id: int, choice: Choice, reason: str) -> Changed:
    why = clean_text(reason)
    if not why:
        raise Invalid("reason_empty", "reason")
    code = "candidate_excluded" if choice is Choice.EXCLUDED else "candidate_added"
    with store.unit(code, draft_id=draft_id, resident_id=resident_id) as unit:
        get_open(store, draft_id)
        _write(unit, draft_id, resident_id, choice=choice.value, reason=why)
        return unit.changed(Topic.HONOURS)


def _write(unit: Unit, draft_id: int, resident_id: int, **values: str) -> None:
    known = unit.store.find(
        RoundChoice.select().where(RoundChoice.draft_id == draft_id, RoundChoice.resident_id == resident_id)
    )
    if known:
        unit.update(RoundChoice, known.id, **values)
    else:
        blank = {"choice": "", "reason": "", "honorific": None}
        unit.insert(RoundChoice, draft_id=draft_id, resident_id=resident_id, **{**blank, **values})


def _draft(row: RoundDraft) -> DraftRow:
    return DraftRow(row.id, Quarter.parse(row.quarter), row.title, row.top, row.started_on, row.round_id)


def _choice_of(row: RoundChoice | None) -> Choice:
    return Choice(row.choice) if row else Choice.BY_PLACE


def _candidate(row: RankRow, top: int, chosen: RoundChoice | None, usual: dict[int, str]) -> Candidate:
    choice = _choice_of(chosen)
    if choice is Choice.ADDED and row.place <= top:
        choice = Choice.BY_PLACE  # the place does by now
    honorific = usual.get(row.resident_id, HONORIFICS[0])
    if chosen and chosen.honorific is not None:
        honorific = chosen.honorific
    reason = chosen.reason if chosen and choice is not Choice.BY_PLACE else ""
    return Candidate(
        row.resident_id, row.place, row.name, row.dwelling, row.points, row.minutes, honorific, choice, reason,
        row.erased,
    )  # fmt: skip


def _usual_honorifics(store: Store, resident_ids: Sequence[int]) -> dict[int, str]:
    """女士 or 先生 where the sex is known, else 同志."""
    rows = store.sql(
        f"SELECT id, sex FROM resident WHERE id IN ({', '.join('?' * len(resident_ids))})", tuple(resident_ids)
    )
    return {resident_id: _BY_SEX.get(sex, HONORIFICS[0]) for resident_id, sex in rows}
