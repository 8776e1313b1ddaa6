# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger as an hledger journal, so that an independent program can check every balance. Ids, no names."""

from collections.abc import Iterator

from hongyun_desktop.core.store.store import Store

_CHUNK = 20_000


def hledger_journal(store: Store) -> Iterator[str]:
    """The journal's lines without line ends: one transaction an entry, each asserting the balance after it.

    Transactions are dated by the day of recording, because hledger checks assertions in the order of dates; a
    clock that was set back does not disturb it. The day of service stands in a tag.
    """
    yield "; points ledger; members are resident ids; checked by: hledger -f FILE check"
    yield "commodity 1000. pts"
    yield ""
    day, last_id = "", 0
    while rows := _rows_after(store, last_id):
        for entry_id, resident_id, counter, amount, balance, service_date, recorded_at, memo in rows:
            day = max(day, recorded_at[:10])
            yield f"{day} ({entry_id}) {memo}  ; service: {service_date}, recorded: {recorded_at}"
            yield f"    members:r{resident_id}  {amount} pts = {balance} pts"
            yield f"    counter:{counter}  {-amount} pts"
            yield ""
        last_id = rows[-1][0]


def _rows_after(store: Store, last_id: int) -> list[tuple[int, int, str, int, int, str, str, str]]:
    return store.sql(
        "SELECT e.id, a.resident_id, e.counter, e.amount, e.balance_after, e.service_date, e.recorded_at, e.memo"
        " FROM entry e JOIN account a ON a.id = e.account_id WHERE e.id > ? ORDER BY e.id LIMIT ?",
        (last_id, _CHUNK),
    )
