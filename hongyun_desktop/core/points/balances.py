# SPDX-License-Identifier: GPL-3.0-or-later
"""What people have: balances, hours, and each entry with why it is so much."""

from dataclasses import dataclass
from datetime import date

from hongyun_desktop.core.points.accounts import account_of, balance_of_account
from hongyun_desktop.core.points.rules import DEFAULT_RULE
from hongyun_desktop.core.store.store import Store


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One person's points and minutes of service. dwelling: short form, or empty."""

    resident_id: int
    name: str
    dwelling: str
    points: int
    minutes: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry and why: minutes, activity and rule are None or empty where it is not about service."""

    entry_id: int
    day: date
    counter: str
    amount: int
    balance_after: int
    reverses: int | None
    reversed_by: int | None
    activity: str
    minutes: int | None
    points_per_hour: int | None


def balance(store: Store, resident_id: int) -> int:
    """A resident's points; 0 for somebody who never earned any."""
    account_id = account_of(store, resident_id)
    return balance_of_account(store, account_id) if account_id else 0


def minutes_served(store: Store, resident_id: int) -> int:
    """All minutes of service that stand, merged accounts and openings included."""
    return store.value(
        "SELECT coalesce(sum(s.minutes), 0) FROM service s JOIN account a ON a.id = s.account_id"
        " WHERE s.reversed_at IS NULL AND coalesce(a.merged_into, a.id) = ?",
        (account_of(store, resident_id),),
    )


def balances(store: Store) -> list[BalanceRow]:
    """Everybody with an account, by building, unit and room as numbers, then name."""
    rows = store.sql(
        "WITH held AS (SELECT coalesce(a.merged_into, a.id) AS account_id,"
        " sum(coalesce((SELECT balance_after FROM entry e"
        " WHERE e.account_id = a.id ORDER BY e.id DESC LIMIT 1), 0)) AS points, sum((SELECT coalesce(sum(s.minutes), 0)"
        " FROM service s WHERE s.account_id = a.id AND s.reversed_at IS NULL)) AS minutes FROM account a GROUP BY 1)"
        " SELECT r.id, r.name, b.code, u.code, d.room, held.points, held.minutes FROM held"
        " JOIN account a ON a.id = held.account_id JOIN resident r ON r.id = a.resident_id"
        " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
        " LEFT JOIN building b ON b.id = u.building_id"
        " ORDER BY b.code IS NULL, CAST(b.code AS INTEGER), b.code, CAST(u.code AS INTEGER), u.code,"
        " CAST(d.room AS INTEGER), d.room, r.name, r.id"
    )
    return [
        BalanceRow(resident_id, name, f"{b}-{u}-{room}" if b else "", points, minutes)
        for resident_id, name, b, u, room, points, minutes in rows
    ]


def entries_of(store: Store, resident_id: int) -> list[EntryRow]:
    """A resident's entries, oldest first, those of merged accounts too."""
    rows = store.sql(
        "SELECT e.id, e.service_date, e.counter, e.amount, e.balance_after, e.reverses,"
        " (SELECT id FROM entry r WHERE r.reverses = e.id), coalesce(v.name, ''), s.minutes,"
        " CASE WHEN s.id IS NOT NULL AND s.activity_id IS NOT NULL THEN coalesce(p.points_per_hour, ?) END"
        " FROM entry e JOIN account a ON a.id = e.account_id LEFT JOIN service s ON s.entry_id = e.id"
        " LEFT JOIN activity v ON v.id = s.activity_id LEFT JOIN point_rule p ON p.id = s.rule_id"
        " WHERE coalesce(a.merged_into, a.id) = ? ORDER BY e.id",
        (DEFAULT_RULE.points_per_hour, account_of(store, resident_id)),
    )
    return [EntryRow(number, date.fromisoformat(day), *rest) for number, day, *rest in rows]
