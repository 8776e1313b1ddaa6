# SPDX-License-Identifier: GPL-3.0-or-later
"""Why an entry has just so many points: codes with parameters, which `messages` turns into plain sentences.

Reads only.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import statement
from hongyun_desktop.core.points.rules import DEFAULT_RULE, REVERSAL_REASONS, RuleRow, points_for
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import BATCH_WORDS, COUNTER_WORDS, REASON_WORDS, rule_words
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen


@frozen
class Reason:
    """One step of an explanation: a code, and what its sentence names."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])


def explanation(store: Store, entry_id: int) -> tuple[Reason, ...]:
    """How one entry came about and what became of it, step by step. Raises: Refused("entry_unknown", entry_id)."""
    row = statement.line(store, entry_id)
    if row is None:
        raise Refused("entry_unknown", entry_id=entry_id)
    return _explained(store, row)


def hours_explanation(store: Store, service_id: int) -> tuple[Reason, ...]:
    """The same for a service that earned no points. Raises: Refused("service_unknown", service_id)."""
    row = statement.line(store, None, service_id)
    if row is None:
        raise Refused("service_unknown", service_id=service_id)
    return _explained(store, row)


def points_reasons(row: StatementRow) -> tuple[Reason, ...]:
    """What made the points of one line, without asking the store: what for, by which rule, cut by which cap."""
    if row.reverses is not None:
        what = row.activity or COUNTER_WORDS[row.counter]
        params = {"day": row.service_date, "what": what, "points": -row.amount}
        return (Reason("takes_back", {**params, "reason": REASON_WORDS[reason_code(row.memo)]}),)
    if row.counter == "opening":
        return (Reason("opening", {"points": row.amount, "hours": _hours(row.minutes), "source": row.source}),)
    if row.counter == "issue" and row.minutes is not None:
        return _service_reasons(row.rule or DEFAULT_RULE, row.minutes, row.amount)
    return (Reason("other_counter", {"counter": COUNTER_WORDS[row.counter], "points": row.amount}),)


def reason_code(memo: str) -> str:
    """The reason of a reversal; "other" where its memo names none that is known."""
    return memo if memo in REVERSAL_REASONS or memo == "batch_undone" else "other"


def _service_reasons(rule: RuleRow, minutes: int, points: int) -> tuple[Reason, ...]:
    """Rule, sum and caps; the points that stand in the ledger tell how much of the day's cap was used up."""
    bare = RuleRow(rule.rule_id, rule.service_kind, rule.points_per_hour, rule.points_per_event)
    raw = points_for(bare, minutes)
    hours = f"{raw.half_hours / 2:g}"
    steps = [
        Reason("half_hours" if minutes % 30 else "hours", {"minutes": minutes, "hours": hours}),
        Reason("by_rule", {"rule": rule_words(bare), "hours": hours, "points": raw.points}),
    ]
    after_event = min(raw.points, rule.cap_per_event) if rule.cap_per_event is not None else raw.points
    if after_event < raw.points:
        steps.append(Reason("capped_by_event", {"cap": rule.cap_per_event, "points": after_event}))
    if points < after_event and rule.cap_per_day is not None:
        used = rule.cap_per_day - points
        steps.append(Reason("capped_by_day", {"cap": rule.cap_per_day, "used": used, "points": points}))
    return tuple(steps)


def _explained(store: Store, row: StatementRow) -> tuple[Reason, ...]:
    return (*_heading(row), *points_reasons(row), _recorded(store, row), *_fate(store, row))


def _heading(row: StatementRow) -> tuple[Reason, ...]:
    if row.reverses is not None:
        return ()
    if row.activity:
        return (Reason("served", {"day": row.service_date, "activity": row.activity}),)
    return (Reason("dated", {"day": row.service_date}),)


def _recorded(store: Store, row: StatementRow) -> Reason:
    kind = store.value("SELECT kind FROM batch WHERE id = ?", (row.batch_id,)) if row.batch_id is not None else None
    params = {"at": row.recorded_at, "operator": row.operator}
    if row.reverses is not None or kind not in BATCH_WORDS:
        return Reason("recorded", params)
    return Reason("recorded_in_batch", {**params, "batch": BATCH_WORDS[kind], "batch_id": row.batch_id})


def _fate(store: Store, row: StatementRow) -> tuple[Reason, ...]:
    """Which entry it takes back, or which one took it back; nothing while it stands."""
    if row.reverses is not None:
        at = store.value("SELECT recorded_at FROM entry WHERE id = ?", (row.reverses,))
        return (Reason("original", {"at": datetime.fromisoformat(at)}),)
    if not row.reversed:
        return ()
    if row.entry_id is None:
        at = store.value("SELECT reversed_at FROM service WHERE id = ?", (row.service_id,))
        return (Reason("hours_taken_back", {"at": datetime.fromisoformat(at)}),)
    at, operator, memo = store.sql(
        "SELECT e.recorded_at, o.name, e.memo FROM entry e JOIN operator o ON o.id = e.recorded_by"
        " WHERE e.reverses = ?",
        (row.entry_id,),
    )[0]
    reason = REASON_WORDS[reason_code(memo)]
    return (Reason("taken_back", {"at": datetime.fromisoformat(at), "operator": operator, "reason": reason}),)


def _hours(minutes: int | None) -> str:
    return f"{(minutes or 0) / 60:g}"
