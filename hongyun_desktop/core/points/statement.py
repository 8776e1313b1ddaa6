# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's account line by line: entries, and the services that earned no points. Reads only."""

import json
import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.points import accounts
from hongyun_desktop.core.points.rules import RuleRow
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_Columns = tuple[Any, ...]
_RULE = (
    "p.id, p.service_kind, p.points_per_hour, p.points_per_event, p.cap_per_event, p.cap_per_day, p.starts_on,"
    " p.ends_on"
)
# Points that went from one account of a merged person to the other are no event in anybody's life.
_ENTRIES = (
    "SELECT e.id, s.id, e.counter, e.amount, e.service_date, e.recorded_at, o.name, e.memo, e.batch_id, e.reverses,"
    f" r.id, s.reversed_at, coalesce(x.name, ''), s.minutes, coalesce(s.source, ''), {_RULE}"
    " FROM entry e JOIN operator o ON o.id = e.recorded_by LEFT JOIN entry r ON r.reverses = e.id"
    " LEFT JOIN service s ON s.entry_id = ifnull(e.reverses, e.id) LEFT JOIN activity x ON x.id = s.activity_id"
    f" LEFT JOIN point_rule p ON p.id = s.rule_id WHERE e.account_id {AMONG} AND e.counter <> 'transfer'"
)
_HOURS_ONLY = (
    "SELECT NULL, s.id, CASE WHEN s.activity_id IS NULL THEN 'opening' ELSE 'issue' END, 0, s.served_on, b.made_at,"
    " coalesce((SELECT o.name FROM entry e JOIN operator o ON o.id = e.recorded_by WHERE e.batch_id = b.id LIMIT 1),"
    " ''),"
    f" '', s.batch_id, NULL, NULL, s.reversed_at, coalesce(x.name, ''), s.minutes, s.source, {_RULE}"
    " FROM service s JOIN batch b ON b.id = s.batch_id LEFT JOIN activity x ON x.id = s.activity_id"
    f" LEFT JOIN point_rule p ON p.id = s.rule_id WHERE s.account_id {AMONG} AND s.entry_id IS NULL"
)


@frozen
class StatementRow:
    """One line of a person's account, and why it has this many points.

    entry_id: None for a service that earned no points. counter: as in the ledger. balance: of the person, all merged
    accounts together, after this line. memo: a code with ids; for a reversal its reason. activity, minutes, rule,
    source: None or empty where the line is not for service; a reversal has those of what it takes back, the minutes
    below zero. rule None with minutes: the built-in one or an opening. reversed: whether it was taken back. operator:
    empty where the program does not know.
    """

    entry_id: int | None
    service_id: int | None
    counter: str
    amount: int
    balance: int
    service_date: date
    recorded_at: datetime
    operator: str
    memo: str
    batch_id: int | None
    reverses: int | None
    reversed: bool
    activity: str
    minutes: int | None
    source: str
    rule: RuleRow | None

    @property
    def row_id(self) -> int:
        """What tells it from the other lines: the entry's id, or the service's below zero."""
        return self.entry_id if self.entry_id is not None else -(self.service_id or 0)


def statement(store: Store, resident_id: int) -> list[StatementRow]:
    """A person's lines in the order they were recorded, those of one batch by day; empty before the first."""
    group = json.dumps(accounts.account_group(store, resident_id))
    entries = store.sql(f"{_ENTRIES} ORDER BY e.id", (group,))
    return _with_balances(_in_order(entries, store.sql(_HOURS_ONLY, (group,))))


def line(store: Store, entry_id: int | None, service_id: int | None = None) -> StatementRow | None:
    """One line alone, its balance that of its account then; None where it does not exist."""
    if entry_id is not None:
        rows = store.sql(_ENTRIES.replace(f"e.account_id {AMONG}", "e.id = ?"), (entry_id,))
    else:
        rows = store.sql(_HOURS_ONLY.replace(f"s.account_id {AMONG}", "s.id = ?"), (service_id,))
    return _line(rows[0], 0) if rows else None


def _in_order(entries: Sequence[_Columns], hours_only: Sequence[_Columns]) -> list[_Columns]:
    """Entries as they follow one another, whatever the clock said; services without one where their time puts them.

    What a batch recorded is one moment's work, and there the days follow one another. Entries come first within a day:
    a service that earned nothing was cut short by one of them.
    """
    latest = ""
    begun: dict[int, tuple[str, float]] = {}
    placed: list[tuple[tuple[str, float, str, bool, int], _Columns]] = []
    for row in entries:
        entry_id, day, batch_id, reverses = row[0], row[4], row[8], row[9]
        latest = max(latest, row[5])
        moment, place = latest, entry_id
        # What takes back bears the batch of what it takes back, and comes later.
        if batch_id is not None and reverses is None:
            moment, place = begun.setdefault(batch_id, (latest, entry_id))
        placed.append(((moment, place, day, False, entry_id), row))
    for row in hours_only:
        moment, place = begun.get(row[8], (row[5], math.inf))
        placed.append(((moment, place, row[4], True, row[1]), row))
    return [row for _key, row in sorted(placed, key=lambda each: each[0])]


def _with_balances(rows: Sequence[_Columns]) -> list[StatementRow]:
    lines: list[StatementRow] = []
    balance = 0
    for row in rows:
        balance += row[3]
        lines.append(_line(row, balance))
    return lines


def _line(columns: _Columns, balance: int) -> StatementRow:
    entry_id, service_id, counter, amount, day, at, operator, memo, batch_id, reverses, reversed_by, *rest = columns
    reversed_at, activity, minutes, source, *rule = rest
    return StatementRow(
        entry_id=entry_id,
        service_id=service_id,
        counter=counter,
        amount=amount,
        balance=balance,
        service_date=date.fromisoformat(day),
        recorded_at=datetime.fromisoformat(at),
        operator=operator,
        memo=memo,
        batch_id=batch_id,
        reverses=reverses,
        reversed=reversed_by is not None or (entry_id is None and reversed_at is not None),
        activity=activity,
        minutes=-minutes if reverses is not None and minutes is not None else minutes,
        source=source,
        rule=_rule(*rule),
    )


def _rule(rule_id: int | None, *columns: Any) -> RuleRow | None:
    """The rule in a row's last columns, in the order of the table; None where no rule stands behind it."""
    if rule_id is None:
        return None
    *terms, starts_on, ends_on = columns
    return RuleRow(rule_id, *terms, starts_on=date.fromisoformat(starts_on), ends_on=day_of(ends_on))
