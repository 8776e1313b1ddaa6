# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking back (更正) entries and whole batches by reversing entries; nothing is ever deleted."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import accounts, attendance_lines, ledger
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.points.rules import REVERSAL_REASONS
from hongyun_desktop.core.points.tables import Batch
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen

_STANDING = (
    "SELECT id, account_id, counter, amount, service_date, batch_id FROM entry e"
    " WHERE reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"
)


@frozen
class _Settlement:
    """Everything a reversal writes, in order, and who lacks how many points for it."""

    postings: list[Posting]
    missing: dict[int, int]


def reverse(store: Store, entry_id: int, reason_code: str) -> Changed:
    """Take one entry back by another that keeps its day of service; its service no longer counts.

    reason_code: one of `rules.REVERSAL_REASONS`. Where the account was merged, the points come back from the
    account it was merged into first.
    Raises: Invalid("reason_unknown"), Refused("entry_unknown"), Refused("already_reversed"),
    Refused("reversal_of_reversal"), Refused("transfer_not_reversible"),
    Refused("points_already_spent", names, missing).
    """
    if reason_code not in REVERSAL_REASONS:
        raise Invalid("reason_unknown", "reason", reason=reason_code)
    original = _reversible(store, entry_id)
    settlement = _settle(store, [_mirror(original, reason_code)])
    if settlement.missing:
        names = accounts.names_of(store, settlement.missing)
        raise Refused("points_already_spent", names=names, missing=sum(settlement.missing.values()))
    with store.unit("entry_reversed", entry_id=entry_id, reason=reason_code) as unit:
        ledger.append(unit, settlement.postings)
        _mark_reversed(unit, "entry_id = ?", entry_id)
        return unit.changed(Topic.POINTS)


def reverse_hours(store: Store, service_id: int, reason_code: str) -> Changed:
    """Take back a service, with its entry where it earned points and alone where it earned none.

    Raises: Refused("service_unknown"), Refused("already_reversed"), and those of `reverse`.
    """
    rows = store.sql("SELECT entry_id, reversed_at FROM service WHERE id = ?", (service_id,))
    if not rows:
        raise Refused("service_unknown", service_id=service_id)
    entry_id, reversed_at = rows[0]
    if reversed_at:
        raise Refused("already_reversed")
    if entry_id is not None:
        return reverse(store, entry_id, reason_code)
    if reason_code not in REVERSAL_REASONS:
        raise Invalid("reason_unknown", "reason", reason=reason_code)
    with store.unit("hours_reversed", service_id=service_id, reason=reason_code) as unit:
        unit.irreversible()
        _mark_reversed(unit, "id = ?", service_id)
        return unit.changed(Topic.POINTS)


def undo_batch(store: Store, batch_id: int) -> Changed:
    """Take back all that a batch recorded and still stands, or nothing; the same file can then be imported again.

    Raises: Refused("batch_unknown"), Refused("batch_undone"),
    Refused("batch_blocked", names, missing) naming those who have spent the points.
    """
    found = store.find(Batch.select().where(Batch.id == batch_id))
    if found is None:
        raise Refused("batch_unknown", batch_id=batch_id)
    if found.undone_at:
        raise Refused("batch_undone")
    standing = store.sql(f"{_STANDING} AND batch_id = ? ORDER BY id", (batch_id,))
    settlement = _settle(store, [_mirror(original, "batch_undone") for original in standing])
    if settlement.missing:
        names = accounts.names_of(store, settlement.missing)
        raise Refused("batch_blocked", names=names, missing=sum(settlement.missing.values()))
    with store.unit("batch_undone", batch_id=batch_id, count=len(standing)) as unit:
        ledger.append(unit, settlement.postings)
        _mark_reversed(unit, "batch_id = ?", batch_id)
        unit.update(Batch, batch_id, undone_at=store.clock.now().isoformat())
        unit.irreversible()
        return unit.changed(Topic.POINTS)


def _reversible(store: Store, entry_id: int) -> tuple[Any, ...]:
    rows = store.sql("SELECT counter, reverses FROM entry WHERE id = ?", (entry_id,))
    if not rows:
        raise Refused("entry_unknown", entry_id=entry_id)
    counter, reverses = rows[0]
    if reverses is not None:
        raise Refused("reversal_of_reversal")
    if counter == "transfer":
        raise Refused("transfer_not_reversible")
    standing = store.sql(f"{_STANDING} AND id = ?", (entry_id,))
    if not standing:
        raise Refused("already_reversed")
    return standing[0]


def _mirror(original: tuple[Any, ...], memo: str) -> Posting:
    entry_id, account_id, counter, amount, service_date, batch_id = original
    day = date.fromisoformat(service_date)
    return Posting(account_id, counter, -amount, day, memo, batch_id, reverses=entry_id)


def _settle(store: Store, reversals: Sequence[Posting]) -> _Settlement:
    """Add the transfers that keep merged accounts at zero: points are fetched before and handed on after."""
    kept_by = _merged(store, {posting.account_id for posting in reversals})
    after = ledger.last_balances(store, {posting.account_id for posting in reversals} | set(kept_by.values()))
    for posting in reversals:
        after[posting.account_id] += posting.amount
    day = today(store.clock)
    fetched: list[Posting] = []
    handed_on: list[Posting] = []
    for account_id, kept in kept_by.items():
        points, after[account_id] = after[account_id], 0
        after[kept] += points
        if points < 0:
            fetched += transfer(kept, account_id, -points, day)
        elif points > 0:
            handed_on += transfer(account_id, kept, points, day)
    missing = {account_id: -points for account_id, points in after.items() if points < 0}
    return _Settlement([*fetched, *reversals, *handed_on], missing)


def transfer(giver: int, taker: int, points: int, day: date) -> list[Posting]:
    """The two entries that move points between the accounts of one person."""
    memo = f"transfer from={giver} to={taker}"
    return [Posting(giver, "transfer", -points, day, memo), Posting(taker, "transfer", points, day, memo)]


def _merged(store: Store, account_ids: set[int]) -> dict[int, int]:
    """Of some accounts those that were merged, with the account that took them over."""
    return dict(
        store.sql(
            f"SELECT id, merged_into FROM account WHERE merged_into IS NOT NULL AND id {AMONG} ORDER BY id",
            (json.dumps(sorted(account_ids)),),
        )
    )


def _mark_reversed(unit: Unit, which: str, key: int) -> None:
    attendance_lines.set_back(unit, which, key)
    unit.execute(
        f"UPDATE service SET reversed_at = ? WHERE {which} AND reversed_at IS NULL",
        (unit.store.clock.now().isoformat(), key),
    )
