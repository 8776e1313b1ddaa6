# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of credit over time: which holds when, and starting a new one."""

from datetime import date, timedelta

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points.rules import RuleBook, RuleRow
from hongyun_desktop.core.points.tables import PointRule
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

HIGHEST_POINTS = 1000


def rule_book(store: Store) -> RuleBook:
    """All rules, ready to be asked by kind and day."""
    return RuleBook(_rules(store))


def all_rules(store: Store) -> list[RuleRow]:
    """Every rule that was ever made, those for any kind first, the newest of a kind first; empty for none."""
    newest_first = sorted(_rules(store), key=lambda rule: rule.starts_on, reverse=True)
    return sorted(newest_first, key=lambda rule: rule.service_kind)


def known_kinds(store: Store) -> list[str]:
    """The kinds of service that an activity or a rule was given so far, in their order; empty for none."""
    # Two questions: a union would sort every activity.
    of_activities = store.sql("SELECT DISTINCT service_kind FROM activity")
    kinds = {*of_activities, *store.sql("SELECT service_kind FROM point_rule")}
    return sorted(kind for (kind,) in kinds if kind)


def has_kinds(store: Store) -> bool:
    """Whether an activity or a rule was given a kind of service so far."""
    return bool(
        store.value(
            "SELECT EXISTS(SELECT 1 FROM point_rule WHERE service_kind <> '')"
            " OR EXISTS(SELECT 1 FROM activity WHERE service_kind <> '')"
        )
    )


def rules_on(store: Store, day: date) -> list[RuleRow]:
    """The rules that hold on a day, one a kind, in the order of kinds; the first is for any kind."""
    return rule_book(store).in_force(day)


def save_rule(
    store: Store,
    service_kind: str,
    points_per_hour: int,
    *,
    starts_on: date,
    points_per_event: int = 0,
    cap_per_event: int | None = None,
    cap_per_day: int | None = None,
) -> Changed:
    """Start a rule on a day; the one before it ends the day before, and one that starts later still takes over.

    service_kind: empty for any kind. A rule that says what holds already is not written again. Days that were
    credited already keep their rule: the new one must start after them, so that nobody is credited differently
    from others on the same day.
    Raises: Invalid("points_out_of_range", highest), Refused("rule_day_already_credited", last_day).
    """
    service_kind = clean_text(service_kind)
    _check_amounts(points_per_hour, points_per_event, (cap_per_event, cap_per_day))
    values = {
        "service_kind": service_kind,
        "points_per_hour": points_per_hour,
        "points_per_event": points_per_event,
        "cap_per_event": cap_per_event,
        "cap_per_day": cap_per_day,
    }
    with store.unit("point_rule_saved") as unit:
        if not _says_the_same(rule_book(store).rule_for(service_kind, starts_on), values):
            _refuse_credited_days(store, service_kind, starts_on)
            _place(unit, [rule for rule in _rules(store) if rule.service_kind == service_kind], starts_on, values)
    return unit.changed(Topic.SETTINGS)


def _rules(store: Store) -> list[RuleRow]:
    rows = store.sql(
        "SELECT id, service_kind, points_per_hour, points_per_event, cap_per_event, cap_per_day, starts_on, ends_on"
        " FROM point_rule ORDER BY starts_on"
    )
    return [
        RuleRow(*row, starts_on=date.fromisoformat(starts_on), ends_on=day_of(ends_on))
        for *row, starts_on, ends_on in rows
    ]


def _check_amounts(points_per_hour: int, points_per_event: int, caps: tuple[int | None, ...]) -> None:
    amounts_fit = all(0 <= points <= HIGHEST_POINTS for points in (points_per_hour, points_per_event))
    caps_fit = all(0 < cap <= HIGHEST_POINTS for cap in caps if cap is not None)
    if not amounts_fit or not caps_fit or points_per_hour + points_per_event == 0:
        raise Invalid("points_out_of_range", "points_per_hour", highest=HIGHEST_POINTS)


def _says_the_same(rule: RuleRow, values: dict[str, object]) -> bool:
    return all(getattr(rule, name) == value for name, value in values.items())


def _refuse_credited_days(store: Store, service_kind: str, starts_on: date) -> None:
    last_day = store.value(
        "SELECT max(s.served_on) FROM service s JOIN activity a ON a.id = s.activity_id"
        " LEFT JOIN point_rule p ON p.id = s.rule_id WHERE s.served_on >= ? AND s.reversed_at IS NULL"
        " AND (a.service_kind = ?2 OR (?2 = '' AND coalesce(p.service_kind, '') = ''))",
        (starts_on.isoformat(), service_kind),
    )
    if last_day:
        raise Refused("rule_day_already_credited", last_day=last_day)


def _place(unit: Unit, siblings: list[RuleRow], starts_on: date, values: dict[str, object]) -> None:
    """Put the rule among those of its kind, which are in the order of their first days."""
    day_before = starts_on - timedelta(days=1)
    later = [rule for rule in siblings if rule.starts_on > starts_on]
    ends_on = later[0].starts_on - timedelta(days=1) if later else None
    for rule in siblings:
        if rule.starts_on == starts_on:
            unit.update(PointRule, rule.rule_id or 0, **values)
            return
        if rule.starts_on < starts_on and rule.holds_on(starts_on):
            unit.update(PointRule, rule.rule_id or 0, ends_on=day_before)
    unit.insert(PointRule, **values, starts_on=starts_on, ends_on=ends_on)
