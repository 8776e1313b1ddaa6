# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger as an hledger journal, so that an independent program checks every balance. No names, only numbers."""

from collections.abc import Iterator

from hongyun_desktop.core.store.store import Store

_COMMODITY = "pts"


def hledger_journal(store: Store) -> Iterator[str]:
    """Lines of the journal: each entry a transaction that asserts its account's running balance.

    hledger checks assertions in the order of dates, so a transaction bears the day it was recorded and, as its
    second date, the day of service.
    """
    entries, head = store.ledger_head
    yield f"; {entries} entries, head {head}"
    yield f"commodity 1000. {_COMMODITY}"
    rows = store.sql(
        "SELECT e.id, e.recorded_at, e.service_date, e.counter, e.amount, e.balance_after, e.memo, e.reverses,"
        " a.resident_id FROM entry e JOIN account a ON a.id = e.account_id ORDER BY e.id"
    )
    day = ""
    for number, recorded_at, served_on, counter, amount, balance, memo, reverses, resident in rows:
        # A clock set back must not reorder what happened.
        day = max(day, recorded_at[:10])
        yield ""
        yield f"{day}={served_on} ({number}) {memo}" + (f" of {reverses}" if reverses else "")
        yield f"    member:r{resident}    {amount} {_COMMODITY} = {balance} {_COMMODITY}"
        yield f"    counter:{counter}    {-amount} {_COMMODITY}"
