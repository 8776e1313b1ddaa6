# SPDX-License-Identifier: GPL-3.0-or-later
"""The append-only ledger: the one place that adds entries, and the check that nobody changed them since.

hash = SHA-256(previous hash ‖ the row as compact JSON). The head stands in `chain_head` and in the journal of the
unit that moved it, so that even the last row can't be cut off unseen.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit, compact_json

_COLUMNS = (
    "id", "account_id", "counter", "amount", "balance_after", "service_date", "recorded_at", "recorded_by",
    "memo", "batch_id", "reverses",
)  # fmt: skip
_GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A movement to be added: amount to the account, its opposite to the counter. memo: a code, never free text."""

    account_id: int
    counter: str
    amount: int
    service_date: date
    memo: str
    batch_id: int | None = None
    reverses: int | None = None


def append(unit: Unit, entries: Sequence[NewEntry]) -> range:
    """Add entries within a transaction; their ids in order.

    Raises: Refused("points_already_spent", missing, account) where a balance would go below zero.
    """
    store = unit.store
    count, head = store.sql("SELECT entries, hash FROM chain_head")[0]
    now, operator = store.clock.now().isoformat(), store.operator_id
    balances = _balances(store, {entry.account_id for entry in entries})
    rows: list[tuple[object, ...]] = []
    for number, entry in enumerate(entries, count + 1):
        balance = balances[entry.account_id] + entry.amount
        if balance < 0:
            raise Refused("points_already_spent", missing=-balance, account=entry.account_id)
        balances[entry.account_id] = balance
        row = (
            number, entry.account_id, entry.counter, entry.amount, balance, entry.service_date.isoformat(),
            now, operator, entry.memo, entry.batch_id, entry.reverses,
        )  # fmt: skip
        head = _next_hash(head, row)
        rows.append((*row, head))
    unit.execute_many(f"INSERT INTO entry({', '.join(_COLUMNS)}, hash) VALUES ({', '.join('?' * 12)})", rows)
    unit.irreversible()
    unit.params.update(ledger_entries=count + len(rows), ledger_head=head.hex())
    return range(count + 1, count + 1 + len(rows))


def _next_hash(head: bytes, row: Sequence[object]) -> bytes:
    return hashlib.sha256(head + compact_json(row).encode()).digest()


def _balances(store: Store, account_ids: set[int]) -> dict[int, int]:
    rows = store.sql(
        "SELECT value, coalesce((SELECT balance_after FROM entry WHERE account_id = value ORDER BY id DESC LIMIT 1), 0)"
        " FROM json_each(?)",
        (compact_json(sorted(account_ids)),),
    )
    return dict(rows)


def verify(store: Store) -> list[Finding]:
    """Every entry that was changed, removed or put in past the program, by its number; empty for a sound ledger."""
    return [*_chain_findings(store), *_head_findings(store), *_reversal_findings(store), *_service_findings(store)]


def _chain_findings(store: Store) -> Iterator[Finding]:
    head, balances, expected = _GENESIS, dict[int, int](), 1
    for *row, digest in store.sql(f"SELECT {', '.join(_COLUMNS)}, hash FROM entry ORDER BY id"):
        number, account_id, amount, balance = row[0], row[1], row[3], row[4]
        if number != expected:
            yield Finding("entry_missing", {"first": expected, "last": number - 1})
        if digest != _next_hash(head, row):
            yield Finding("entry_altered", {"entry": number})
        if balance != balances.get(account_id, 0) + amount:
            yield Finding("entry_balance_wrong", {"entry": number})
        # Going on from what stands there names the row that was touched and not all rows after it.
        head, balances[account_id], expected = digest, balance, number + 1


def _head_findings(store: Store) -> Iterator[Finding]:
    last = store.sql("SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1") or [(0, _GENESIS)]
    number, digest = last[0]
    told = [store.sql("SELECT entries, hash FROM chain_head")[0], *_head_in_journal(store)]
    for entries, head in told:
        if (entries, head) != (number, digest):
            yield Finding("ledger_head_wrong", {"entries": number, "told": entries})
            return


def _head_in_journal(store: Store) -> list[tuple[int, bytes]]:
    rows = store.sql(
        "SELECT params ->> 'ledger_entries', params ->> 'ledger_head' FROM journal"
        " WHERE params ->> 'ledger_head' IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    return [(entries, bytes.fromhex(head)) for entries, head in rows]


def _reversal_findings(store: Store) -> Iterator[Finding]:
    rows = store.sql(
        "SELECT e.id FROM entry e LEFT JOIN entry o ON o.id = e.reverses AND o.account_id = e.account_id"
        " AND o.counter = e.counter AND o.amount = -e.amount AND o.service_date = e.service_date"
        " WHERE e.reverses IS NOT NULL AND o.id IS NULL ORDER BY e.id"
    )
    for (number,) in rows:
        yield Finding("entry_reversal_wrong", {"entry": number})


def _service_findings(store: Store) -> Iterator[Finding]:
    rows: list[tuple[Any, ...]] = store.sql(
        "SELECT s.id FROM service s JOIN entry e ON e.id = s.entry_id"
        " WHERE e.account_id <> s.account_id OR e.service_date <> s.served_on"
        " OR (s.reversed_at IS NOT NULL) <> EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) ORDER BY s.id"
    )
    for (number,) in rows:
        yield Finding("service_out_of_step", {"service": number})
    missing = store.sql(
        "SELECT e.id FROM entry e WHERE e.memo = 'service' AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM service s WHERE s.entry_id = e.id) ORDER BY e.id"
    )
    for (number,) in missing:
        yield Finding("service_missing", {"entry": number})
