# SPDX-License-Identifier: GPL-3.0-or-later
"""更正: an entry is taken back by another one that names it; a batch all or none.

A reversal bears its original's day of service, so that the quarter it was earned in counts right.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.accounts import balance_of_account, transfer
from hongyun_desktop.core.points.ledger import NewEntry
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_ORIGINAL = (
    "SELECT e.id, e.account_id, e.counter, e.amount, e.service_date, e.reverses,"
    " EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) FROM entry e"
)


@dataclass(frozen=True, slots=True)
class _Original:
    entry_id: int
    account_id: int
    counter: str
    amount: int
    service_date: date
    is_reversal: bool
    is_reversed: bool


def reverse(store: Store, entry_id: int) -> Changed:
    """Take one entry back.

    Raises: Refused("entry_unknown"), ("reversal_of_reversal"), ("already_reversed"), ("transfer_not_reversible"),
    ("points_already_spent", missing).
    """
    found = _originals(store, "WHERE e.id = ?", entry_id)
    if not found:
        raise Refused("entry_unknown")
    original = found[0]
    if original.is_reversal:
        raise Refused("reversal_of_reversal")
    if original.is_reversed:
        raise Refused("already_reversed")
    # The two halves of a merge belong together: one alone would tear the person apart.
    if original.counter == "transfer":
        raise Refused("transfer_not_reversible")
    with store.unit("entry_reversed", entry=entry_id) as unit:
        _take_back(unit, [original])
        return unit.changed(Topic.POINTS)


def undo_batch(store: Store, batch_id: int) -> Changed:
    """Take back all that stands of a batch, services without points too, or nothing.

    The same file can be imported again afterwards. Raises: Refused("batch_unknown"), Refused("batch_undone"),
    Refused("batch_blocked", names, missing) naming those whose points are spent.
    """
    undone = store.sql("SELECT undone_at FROM batch WHERE id = ?", (batch_id,))
    if not undone:
        raise Refused("batch_unknown")
    if undone[0][0]:
        raise Refused("batch_undone")
    standing = [each for each in _originals(store, "WHERE e.batch_id = ?", batch_id) if not each.is_reversed]
    _refuse_blocked(store, standing)
    with store.unit("batch_undone", batch=batch_id, count=len(standing)) as unit:
        _take_back(unit, standing)
        now = store.clock.now().isoformat()
        unit.execute(
            "UPDATE service SET reversed_at = ? WHERE batch_id = ? AND entry_id IS NULL AND reversed_at IS NULL",
            (now, batch_id),
        )
        unit.execute("UPDATE batch SET undone_at = ? WHERE id = ?", (now, batch_id))
        unit.irreversible()
        return unit.changed(Topic.POINTS)


def _originals(store: Store, condition: str, number: int) -> list[_Original]:
    rows = store.sql(f"{_ORIGINAL} {condition} ORDER BY e.id", (number,))
    return [
        _Original(entry_id, account, counter, amount, date.fromisoformat(day), reverses is not None, bool(is_reversed))
        for entry_id, account, counter, amount, day, reverses, is_reversed in rows
    ]


def _take_back(unit: Unit, originals: Sequence[_Original]) -> None:
    if not originals:
        return
    _bring_back(unit, originals)
    ledger.append(unit, [
        NewEntry(o.account_id, o.counter, -o.amount, o.service_date, "reversal", reverses=o.entry_id)
        for o in originals
    ])  # fmt: skip
    now = unit.store.clock.now().isoformat()
    unit.execute_many(
        "UPDATE service SET reversed_at = ? WHERE entry_id = ? AND reversed_at IS NULL",
        [(now, original.entry_id) for original in originals],
    )


def _needed(originals: Sequence[_Original]) -> dict[int, int]:
    needed = defaultdict[int, int](int)
    for original in originals:
        needed[original.account_id] += original.amount
    return needed


def _bring_back(unit: Unit, originals: Sequence[_Original]) -> None:
    """Points of a merged account lie with the one it was merged into; a reversal must mirror on the original's."""
    store = unit.store
    for account_id, points in _needed(originals).items():
        merged_into = store.value("SELECT merged_into FROM account WHERE id = ?", (account_id,))
        missing = points - balance_of_account(store, account_id)
        if merged_into and missing > 0:
            transfer(unit, merged_into, account_id, missing)


def _refuse_blocked(store: Store, originals: Sequence[_Original]) -> None:
    by_holder = defaultdict[int, int](int)
    for account_id, points in _needed(originals).items():
        own = balance_of_account(store, account_id)
        merged_into = store.value("SELECT merged_into FROM account WHERE id = ?", (account_id,))
        if merged_into:
            by_holder[merged_into] += max(points - own, 0)
        else:
            by_holder[account_id] += points
    blocked: list[str] = []
    missing = 0
    for account_id, points in by_holder.items():
        short = points - balance_of_account(store, account_id)
        if short > 0:
            sql = "SELECT r.name FROM account a JOIN resident r ON r.id = a.resident_id WHERE a.id = ?"
            blocked.append(store.value(sql, (account_id,)))
            missing += short
    if blocked:
        raise Refused("batch_blocked", names="、".join(blocked), missing=missing)
