# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the ledger is as it was written: chain, balances, reversals, head, and the services behind it.

Trusts no trigger: the file may have been opened with another program. What no hash covers is the service row of
somebody who served without earning a point, as under a cap.
"""

from collections.abc import Iterator

from hongyun_desktop.core.points.hash_chain import COLUMNS, EMPTY_HEAD, chained
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.reading import Reading

_CHUNK = 20_000


def findings(store: Reading) -> list[Finding]:
    """Everything that is not as it must be, the chain's first; empty for a sound ledger."""
    return [*_Chain(store).walk(), *_wrong_reversals(store), *_wrong_services(store)]


class _Chain:
    """One walk along the entries; after a finding it goes on from what stands there, so one fault is named once."""

    def __init__(self, store: Reading) -> None:
        self._store = store
        self._head = EMPTY_HEAD
        self._last_id = 0
        self._balances: dict[int, int] = {}
        self._recorded = _recorded_heads(store)
        self._journaled = max(self._recorded, default=0)

    def walk(self) -> Iterator[Finding]:
        """Findings about entries in their order, then about the head."""
        for (entry_id,) in self._store.sql("SELECT id FROM entry WHERE id < 1 ORDER BY id"):
            yield Finding("entry_not_journaled", {"first": entry_id, "last": entry_id})
        while rows := self._store.sql(
            f"SELECT {COLUMNS}, hash FROM entry WHERE id > ? ORDER BY id LIMIT ?", (self._last_id, _CHUNK)
        ):
            for *row, stored in rows:
                if row[0] != self._last_id + 1:
                    yield from self._missing_before(row[0])
                if chained(self._head, row) != stored:
                    yield Finding("entry_altered", {"entry": row[0], "previous": row[0] - 1})
                yield from self._wrong_balance(row[0], row[1], row[3], row[4])
                self._head, self._last_id = stored, row[0]
                yield from self._wrong_recorded_head()
        yield from self._wrong_end()

    def _missing_before(self, entry_id: int) -> Iterator[Finding]:
        yield Finding("entry_missing", {"first": self._last_id + 1, "last": entry_id - 1})

    def _wrong_balance(self, entry_id: int, account_id: int, amount: int, balance: int) -> Iterator[Finding]:
        if balance != self._balances.get(account_id, 0) + amount or balance < 0:
            yield Finding("entry_balance_wrong", {"entry": entry_id})
        self._balances[account_id] = balance

    def _wrong_recorded_head(self) -> Iterator[Finding]:
        recorded = self._recorded.pop(self._last_id, None)
        if recorded is not None and recorded[1] != self._head.hex():
            yield Finding("entry_differs_from_journal", {"entry": self._last_id, "journal": recorded[0]})

    def _wrong_end(self) -> Iterator[Finding]:
        if self._journaled > self._last_id:
            yield from self._missing_before(self._journaled + 1)
        if self._journaled < self._last_id:
            yield Finding("entry_not_journaled", {"first": self._journaled + 1, "last": self._last_id})
        entries, head = self._store.ledger_head
        if (entries, head) != (self._last_id, self._head.hex()):
            yield Finding("ledger_head_wrong", {"entries": self._last_id, "told": entries})


def _recorded_heads(store: Reading) -> dict[int, tuple[int, str]]:
    """How the ledger ended after each unit that wrote to it: by number of entries, the journal's id and the hash."""
    rows = store.sql(
        "SELECT id, params ->> 'ledger_entries', params ->> 'ledger_head' FROM journal"
        " WHERE params ->> 'ledger_head' IS NOT NULL"
    )
    return {entries: (journal_id, head) for journal_id, entries, head in rows}


def _wrong_reversals(store: Reading) -> Iterator[Finding]:
    rows = store.sql(
        "SELECT e.id FROM entry e LEFT JOIN entry o ON o.id = e.reverses WHERE e.reverses IS NOT NULL AND NOT"
        " coalesce(o.id < e.id AND o.account_id = e.account_id AND o.counter = e.counter AND o.amount = -e.amount"
        " AND o.service_date = e.service_date AND o.reverses IS NULL, 0) ORDER BY e.id"
    )
    return (Finding("entry_reversal_wrong", {"entry": entry_id}) for (entry_id,) in rows)


_MEMO_OF_SERVICE = (
    "CASE e.counter WHEN 'opening' THEN 'opening minutes=' || s.minutes ELSE 'service activity=' || s.activity_id"
    " || ' minutes=' || s.minutes || ' rule=' || coalesce(s.rule_id, '-') END"
)
_WRONG_SERVICES = f"""
SELECT s.id FROM service s LEFT JOIN entry e ON e.id = s.entry_id
LEFT JOIN entry r ON r.reverses = s.entry_id
WHERE s.entry_id IS NOT NULL AND NOT coalesce(
    e.account_id = s.account_id AND e.service_date = s.served_on AND e.batch_id IS s.batch_id AND e.reverses IS NULL
    AND e.memo = {_MEMO_OF_SERVICE} AND (r.id IS NULL) = (s.reversed_at IS NULL), 0)
ORDER BY s.id
"""
_WITHOUT_SERVICE = """
SELECT e.id FROM entry e LEFT JOIN service s ON s.entry_id = e.id
WHERE e.counter IN ('issue', 'opening') AND e.reverses IS NULL AND s.id IS NULL
    AND (e.memo GLOB 'service *' OR e.memo GLOB 'opening *')
ORDER BY e.id
"""


def _wrong_services(store: Reading) -> Iterator[Finding]:
    for (service_id,) in store.sql(_WRONG_SERVICES):
        yield Finding("service_out_of_step", {"service": service_id})
    for (entry_id,) in store.sql(_WITHOUT_SERVICE):
        yield Finding("service_missing", {"entry": entry_id})
