# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody has, and why: balances, hours, and each entry with what it was for."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.points import accounts
from hongyun_desktop.core.points.people import JOINS, NAME, ORDER, SHORT_ADDRESS
from hongyun_desktop.core.points.rules import RuleRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store

_LIST = "IN (SELECT value FROM json_each(?))"
_LAST_BALANCE = "coalesce((SELECT balance_after FROM entry e WHERE e.account_id = a.id ORDER BY e.id DESC LIMIT 1), 0)"


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One person's points and hours; dwelling in the short form 3-2-1102, empty for none."""

    resident_id: int
    name: str
    dwelling: str
    points: int
    minutes: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry and why it has this many points.

    activity, minutes, rule, source: None or empty where the entry is not for service. memo: a code with ids;
    for a reversal its reason. reversed_by: the entry that took it back. rule None with minutes: the built-in one
    or an opening.
    """

    entry_id: int
    account_id: int
    counter: str
    amount: int
    balance_after: int
    service_date: date
    recorded_at: datetime
    operator: str
    memo: str
    batch_id: int | None
    reverses: int | None
    reversed_by: int | None
    activity: str
    minutes: int | None
    source: str
    rule: RuleRow | None


def balance(store: Store, resident_id: int) -> int:
    """The points a person has; 0 before the first ones."""
    return store.value(
        f"SELECT coalesce(sum({_LAST_BALANCE}), 0) FROM account a WHERE a.id {_LIST}",
        (json.dumps(accounts.account_group(store, resident_id)),),
    )


def hours_of(store: Store, resident_id: int) -> float:
    """All hours a person served, net of reversals, those from before the app included."""
    minutes = store.value(
        f"SELECT coalesce(sum(minutes), 0) FROM service WHERE reversed_at IS NULL AND account_id {_LIST}",
        (json.dumps(accounts.account_group(store, resident_id)),),
    )
    return minutes / 60


def minutes_in(store: Store, resident_id: int, quarter: Quarter) -> int:
    """The minutes a person served in a quarter, by the day of service, net of reversals, as the ranking counts them."""
    return store.value(
        "SELECT coalesce(sum(minutes), 0) FROM service WHERE reversed_at IS NULL AND activity_id IS NOT NULL"
        f" AND served_on BETWEEN ? AND ? AND account_id {_LIST}",
        (
            quarter.starts_on.isoformat(),
            quarter.ends_on.isoformat(),
            json.dumps(accounts.account_group(store, resident_id)),
        ),
    )


def balances(store: Store) -> list[BalanceRow]:
    """Everybody who has an account, merged people once, by building, unit and room as numbers, then name."""
    rows = store.sql(
        f"WITH held AS (SELECT coalesce(a.merged_into, a.id) AS id, sum({_LAST_BALANCE}) AS points"
        " FROM account a GROUP BY 1), served AS (SELECT coalesce(a.merged_into, a.id) AS id, sum(s.minutes) AS minutes"
        " FROM (SELECT account_id, sum(minutes) AS minutes FROM service WHERE reversed_at IS NULL GROUP BY 1) s"
        " JOIN account a ON a.id = s.account_id GROUP BY 1)"
        f" SELECT r.id, {NAME}, {SHORT_ADDRESS}, points, coalesce(minutes, 0) FROM held LEFT JOIN served USING (id)"
        f" JOIN account a ON a.id = held.id {JOINS} ORDER BY {ORDER}"
    )
    return [BalanceRow(*row) for row in rows]


def entries_of(store: Store, resident_id: int) -> list[EntryRow]:
    """A person's entries in the order they were recorded, those of merged accounts included; empty for none."""
    rows = store.sql(
        "SELECT e.id, e.account_id, e.counter, e.amount, e.balance_after, e.service_date, e.recorded_at, o.name,"
        " e.memo, e.batch_id, e.reverses, r.id, coalesce(x.name, ''), s.minutes, coalesce(s.source, ''),"
        " p.id, p.service_kind, p.points_per_hour, p.points_per_event, p.cap_per_event, p.cap_per_day,"
        " p.starts_on, p.ends_on FROM entry e JOIN operator o ON o.id = e.recorded_by"
        " LEFT JOIN entry r ON r.reverses = e.id"
        " LEFT JOIN service s ON s.entry_id = e.id LEFT JOIN activity x ON x.id = s.activity_id"
        f" LEFT JOIN point_rule p ON p.id = s.rule_id WHERE e.account_id {_LIST} ORDER BY e.id",
        (json.dumps(accounts.account_group(store, resident_id)),),
    )
    return [_entry_row(row) for row in rows]


def _entry_row(columns: tuple[Any, ...]) -> EntryRow:
    entry_id, account_id, counter, amount, balance_after, service_date, recorded_at, *why = columns
    operator, memo, batch_id, reverses, reversed_by, activity, minutes, source, *rule = why
    return EntryRow(
        entry_id=entry_id,
        account_id=account_id,
        counter=counter,
        amount=amount,
        balance_after=balance_after,
        service_date=date.fromisoformat(service_date),
        recorded_at=datetime.fromisoformat(recorded_at),
        operator=operator,
        memo=memo,
        batch_id=batch_id,
        reverses=reverses,
        reversed_by=reversed_by,
        activity=activity,
        minutes=minutes,
        source=source,
        rule=rule_of(*rule),
    )


def rule_of(
    rule_id: int | None,
    service_kind: str,
    points_per_hour: int,
    points_per_event: int,
    cap_per_event: int | None,
    cap_per_day: int | None,
    starts_on: str,
    ends_on: str | None,
) -> RuleRow | None:
    """The rule in a row's last columns, in the order of the table; None where no rule stands behind it."""
    if rule_id is None:
        return None
    return RuleRow(
        rule_id=rule_id,
        service_kind=service_kind,
        points_per_hour=points_per_hour,
        points_per_event=points_per_event,
        cap_per_event=cap_per_event,
        cap_per_day=cap_per_day,
        starts_on=date.fromisoformat(starts_on),
        ends_on=day_of(ends_on),
    )
