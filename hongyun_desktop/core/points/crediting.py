# SPDX-License-Identifier: GPL-3.0-or-later
"""Crediting one activity to several residents."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import accounts, point_rules, recording
from hongyun_desktop.core.points.recording import Served
from hongyun_desktop.core.points.rules import Credit, RuleRow, points_for, service_memo
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_SURVIVOR_OF_SERVICE = (
    " FROM service s JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id"
    " WHERE s.reversed_at IS NULL"
)


def credit(store: Store, resident_ids: Sequence[int], activity_id: int, minutes: int) -> Changed:
    """Credit one activity to several residents, all or none; hours count even where a cap leaves no points.

    Changed.params: batch_id.
    Raises: Refused("already_credited", names), Invalid("day_in_future"), Refused("activity_unknown"),
    Refused("resident_unknown"), Refused("resident_erased"), Invalid("nobody_chosen"), Invalid from `points_for`.
    """
    if not resident_ids:
        raise Invalid("nobody_chosen", "residents")
    activity = activities.get_activity(store, activity_id)
    people = dict.fromkeys(accounts.surviving(store, resident_ids).values(), minutes)
    with store.unit("activity_credited", activity_id=activity_id, count=len(people)) as unit:
        credit_people(unit, activity, people)
        return unit.changed(Topic.POINTS)


def credit_people(unit: Unit, activity: ActivityRow, minutes_of: Mapping[int, int]) -> list[Served]:
    """The same within a transaction that does more: surviving residents, each with minutes of their own.

    Raises: Refused("already_credited", names), ("event_earns_no_points"), ("activity_is_cancelled", name),
    Invalid("day_in_future"), Invalid from `points_for`.
    """
    store = unit.store
    activities.refuse_uncreditable(activity)
    if activity.held_on > today(store.clock):
        raise Invalid("day_in_future", "held_on")
    _refuse_credited(store, list(minutes_of), activity.activity_id)
    rule, earned = _rule_and_credits(store, activity.service_kind, activity.held_on, minutes_of)
    account_of = accounts.opened_for(unit, list(minutes_of))
    served = [
        _served(account_of[person], activity, minutes, rule, earned[person]) for person, minutes in minutes_of.items()
    ]
    recording.record(unit, "issue", recording.new_batch(unit, "credit"), served)
    return served


def expected(store: Store, service_kind: str, held_on: date, minutes_of: Mapping[int, int]) -> dict[int, Credit]:
    """What crediting would earn each of some surviving residents, the caps counted; nothing is written.

    Raises: Invalid from `points_for`.
    """
    return _rule_and_credits(store, service_kind, held_on, minutes_of)[1]


def _rule_and_credits(
    store: Store, service_kind: str, held_on: date, minutes_of: Mapping[int, int]
) -> tuple[RuleRow, dict[int, Credit]]:
    rule = point_rules.rule_book(store).rule_for(service_kind, held_on)
    earned = earned_on(store, {held_on}) if rule.cap_per_day else {}
    return rule, {
        person: points_for(rule, minutes, earned.get((person, held_on, rule.rule_id), 0))
        for person, minutes in minutes_of.items()
    }


def earned_on(store: Store, days: Collection[date]) -> dict[tuple[int, date, int | None], int]:
    """Points earned by service on some days, by surviving resident, day and rule; absent where none."""
    rows = store.sql(
        "SELECT coalesce(r.merged_into, r.id), s.served_on, s.rule_id, sum(e.amount) FROM service s"
        " JOIN entry e ON e.id = s.entry_id JOIN account a ON a.id = s.account_id"
        " JOIN resident r ON r.id = a.resident_id"
        f" WHERE s.reversed_at IS NULL AND e.counter = 'issue' AND s.served_on {AMONG} GROUP BY 1, 2, 3",
        (json.dumps([day.isoformat() for day in days]),),
    )
    return {(person, date.fromisoformat(day), rule_id): points for person, day, rule_id, points in rows}


def _refuse_credited(store: Store, people: Sequence[int], activity_id: int) -> None:
    rows = store.sql(
        f"SELECT DISTINCT a.id {_SURVIVOR_OF_SERVICE} AND s.activity_id = ? AND coalesce(r.merged_into, r.id) {AMONG}",
        (activity_id, json.dumps(list(people))),
    )
    if rows:
        raise Refused("already_credited", names=accounts.names_of(store, [account_id for (account_id,) in rows]))


def _served(account_id: int, activity: ActivityRow, minutes: int, rule: RuleRow, credit: Credit) -> Served:
    return Served(
        account_id=account_id,
        activity_id=activity.activity_id,
        served_on=activity.held_on,
        minutes=minutes,
        points=credit.points,
        memo=service_memo(activity.activity_id, minutes, rule.rule_id),
        source="credit",
        rule_id=rule.rule_id,
        team=activity.team,
    )
