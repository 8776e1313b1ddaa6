# SPDX-License-Identifier: GPL-3.0-or-later
"""Recording service: activities, hours and the points they earn."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import ledger, point_rules
from hongyun_desktop.core.points.accounts import accounts_for
from hongyun_desktop.core.points.ledger import NewEntry
from hongyun_desktop.core.points.rules import Credit, RuleRow, points_for, rule_for
from hongyun_desktop.core.points.tables import Activity, Batch, Service
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit, compact_json


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One occasion of service."""

    activity_id: int
    name: str
    held_on: date
    team: str
    service_kind: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One person's service at one activity, to be recorded."""

    resident_id: int
    activity: ActivityRow
    minutes: int
    team: str = ""


def save_activity(store: Store, name: str, held_on: date, team: str = "", service_kind: str = "") -> Changed:
    """Add an activity; one of that name on that day is the same and stays as it is.

    Changed.params: activity_id. Raises: Invalid("activity_name_empty"), Invalid("day_in_future").
    """
    name = clean_text(name)
    if not name:
        raise Invalid("activity_name_empty", "name")
    if held_on > today(store.clock):
        raise Invalid("day_in_future", "held_on")
    with store.unit("activity_saved") as unit:
        known = store.value("SELECT id FROM activity WHERE held_on = ? AND name = ?", (held_on.isoformat(), name))
        values = {"name": name, "held_on": held_on, "team": clean_text(team), "service_kind": clean_text(service_kind)}
        return unit.changed(Topic.ACTIVITY, activity_id=known or unit.insert(Activity, **values))


def get_activity(store: Store, activity_id: int) -> ActivityRow:
    """One activity. Raises: Refused("activity_unknown")."""
    rows = store.sql("SELECT id, name, held_on, team, service_kind FROM activity WHERE id = ?", (activity_id,))
    if not rows:
        raise Refused("activity_unknown")
    number, name, held_on, team, kind = rows[0]
    return ActivityRow(number, name, date.fromisoformat(held_on), team, kind)


def credit(store: Store, resident_ids: Sequence[int], activity_id: int, minutes: int) -> Changed:
    """Credit one activity to several residents, all or none.

    Changed.params: batch_id, entries. Raises: Refused("activity_unknown"), Refused("resident_unknown"),
    Refused("already_credited", names), Invalid from `points_for`.
    """
    activity = get_activity(store, activity_id)
    people = [get_resident(store, resident_id) for resident_id in dict.fromkeys(resident_ids)]
    credited = {row[0] for row in store.sql(
        "SELECT a.resident_id FROM service s JOIN account a ON a.id = s.account_id"
        " WHERE s.activity_id = ? AND s.reversed_at IS NULL", (activity_id,))}  # fmt: skip
    twice = [person.name for person in people if person.resident_id in credited]
    if twice:
        raise Refused("already_credited", names="、".join(twice))
    with store.unit("activity_credited", activity=activity_id, count=len(people)) as unit:
        stretches = [Stretch(person.resident_id, activity, minutes, activity.team) for person in people]
        batch_id, entries = record(unit, stretches, "credit")
        return unit.changed(Topic.POINTS, batch_id=batch_id, entries=entries)


def record(unit: Unit, stretches: Sequence[Stretch], kind: str) -> tuple[int, int]:
    """Record stretches of service as one batch within a transaction: (batch id, services recorded).

    Hours count also where a cap leaves no points, and so no entry. Raises: Invalid from `points_for`.
    """
    store = unit.store
    accounts = accounts_for(unit, [stretch.resident_id for stretch in stretches])
    batch_id = unit.append(Batch, kind=kind, made_at=store.clock.now().isoformat())
    earnings = _earnings(store, stretches, accounts)
    paid = [(stretch, earned) for stretch, earned in zip(stretches, earnings, strict=True) if earned.points]
    entry_ids = ledger.append(unit, [
        NewEntry(accounts[s.resident_id], "issue", earned.points, s.activity.held_on, "service", batch_id)
        for s, earned in paid
    ]) if paid else range(0)  # fmt: skip
    entry_of = {id(stretch): entry for (stretch, _), entry in zip(paid, entry_ids, strict=True)}
    unit.append_many(Service, [
        {
            "account_id": accounts[s.resident_id], "entry_id": entry_of.get(id(s)),
            "activity_id": s.activity.activity_id, "rule_id": earned.rule_id or None, "batch_id": batch_id,
            "served_on": s.activity.held_on, "minutes": s.minutes, "team": s.team, "source": kind,
        }
        for s, earned in zip(stretches, earnings, strict=True)
    ])  # fmt: skip
    return batch_id, len(stretches)


def _earnings(store: Store, stretches: Sequence[Stretch], accounts: dict[int, int]) -> list[Credit]:
    known = point_rules.rules(store)
    rules: dict[tuple[str, date], RuleRow] = {}
    earned_today: defaultdict[tuple[int, int, date], int] | None = None
    earnings: list[Credit] = []
    for stretch in stretches:
        activity = stretch.activity
        at = activity.service_kind, activity.held_on
        rule = rules.get(at) or rules.setdefault(at, rule_for(known, *at))
        already = 0
        if rule.cap_per_day is not None:
            if earned_today is None:
                earned_today = _earned(store, {each.activity.held_on for each in stretches})
            already = earned_today[accounts[stretch.resident_id], rule.rule_id, activity.held_on]
        earned = points_for(rule, stretch.minutes, already)
        if earned_today is not None:
            earned_today[accounts[stretch.resident_id], rule.rule_id, activity.held_on] += earned.points
        earnings.append(earned)
    return earnings


def _earned(store: Store, days: set[date]) -> defaultdict[tuple[int, int, date], int]:
    """Points by account, rule and day that stand for these days."""
    rows = store.sql(
        "SELECT s.account_id, coalesce(s.rule_id, 0), s.served_on, sum(e.amount) FROM service s"
        " JOIN entry e ON e.id = s.entry_id WHERE s.reversed_at IS NULL"
        " AND s.served_on IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3",
        (compact_json(sorted(day.isoformat() for day in days)),),
    )
    earned = defaultdict[tuple[int, int, date], int](int)
    for account_id, rule_id, day, points in rows:
        earned[account_id, rule_id, date.fromisoformat(day)] = points
    return earned
