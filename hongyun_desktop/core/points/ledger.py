# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: appending entries, each with its balance and the hash of all before it.

Knows accounts and entries only; what an entry was for is said by services. `verification` reads it all back.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import verification
from hongyun_desktop.core.points.hash_chain import COLUMNS, chained
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


@frozen
class Posting:
    """One entry to be: memo is a code with ids, never a name.

    counter: issue, opening, redeem, expire, adjust, transfer or donate.
    """

    account_id: int
    counter: str
    amount: int
    service_date: date
    memo: str
    batch_id: int | None = None
    reverses: int | None = None


def append(unit: Unit, postings: Sequence[Posting]) -> range:
    """Add entries in their order; their ids. The journal keeps the new head, so a cut end is noticed.

    Raises: Refused("balance_too_low", account_id, missing) where a balance would go below zero.
    """
    if not postings:
        return range(0)
    store = unit.store
    balances = last_balances(store, {posting.account_id for posting in postings})
    count, head = store.sql("SELECT entries, hash FROM chain_head")[0]
    at, operator_id = store.clock.now().isoformat(), store.operator_id
    rows: list[tuple[object, ...]] = []
    for entry_id, posting in enumerate(postings, count + 1):
        balance = balances[posting.account_id] + posting.amount
        if balance < 0:
            raise Refused("balance_too_low", account_id=posting.account_id, missing=-balance)
        balances[posting.account_id] = balance
        row = (
            entry_id,
            posting.account_id,
            posting.counter,
            posting.amount,
            balance,
            posting.service_date.isoformat(),
            at,
            operator_id,
            posting.memo,
            posting.batch_id,
            posting.reverses,
        )
        head = chained(head, row)
        rows.append((*row, head))
    unit.execute_many(f"INSERT INTO entry({COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    unit.irreversible()
    unit.params.update(ledger_entries=count + len(rows), ledger_head=head.hex())
    return range(count + 1, count + 1 + len(rows))


def last_balances(store: Store, account_ids: Iterable[int]) -> dict[int, int]:
    """The balance of each account; 0 where it has no entry."""
    rows = store.sql(
        "SELECT value, coalesce((SELECT balance_after FROM entry WHERE account_id = value ORDER BY id DESC LIMIT 1), 0)"
        " FROM json_each(?)",
        (json.dumps(list(account_ids)),),
    )
    return dict(rows)


def verify(store: Store) -> list[Finding]:
    """Everything in the ledger that was not written by `append`; empty for a sound one."""
    return verification.findings(store)
