# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of credit with their dates: queries, and the transaction that sets one.

A later rule never changes earlier entries: each entry has the points of the rule that held on its day.
"""

from datetime import date, timedelta

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.points.rules import DEFAULT_RULE, RuleRow
from hongyun_desktop.core.points.tables import PointRule
from hongyun_desktop.core.store.store import Store

HIGHEST_POINTS = 1000


def rules(store: Store) -> list[RuleRow]:
    """Every rule that was set, oldest first."""
    found = store.fetch(PointRule.select().order_by(PointRule.starts_on, PointRule.id))
    return [
        RuleRow(
            row.id, row.service_kind, row.points_per_hour, row.starts_on, row.ends_on,
            row.points_per_event, row.cap_per_event, row.cap_per_day,
        )
        for row in found
    ]  # fmt: skip


def rules_on(store: Store, day: date) -> list[RuleRow]:
    """The rules that hold on a day, that for every kind first; the default where none was set for every kind."""
    holding = {
        rule.service_kind: rule
        for rule in rules(store)
        if rule.starts_on <= day and (rule.ends_on is None or day <= rule.ends_on)
    }
    holding.setdefault("", DEFAULT_RULE)
    return [holding[kind] for kind in sorted(holding)]


def save_rule(
    store: Store,
    service_kind: str,
    points_per_hour: int,
    starts_on: date,
    *,
    points_per_event: int = 0,
    cap_per_event: int | None = None,
    cap_per_day: int | None = None,
) -> Changed:
    """Set the rule of a kind (empty: every kind) from a day on; the one before ends the day before.

    A rule that starts on the same day is replaced. Raises: Invalid("points_out_of_range", highest).
    """
    limits = [value for value in (cap_per_event, cap_per_day) if value is not None]
    numbers = [points_per_hour, points_per_event, *limits]
    if not all(0 <= number <= HIGHEST_POINTS for number in numbers) or points_per_hour + points_per_event == 0:
        raise Invalid("points_out_of_range", "points_per_hour", highest=HIGHEST_POINTS)
    values = {
        "points_per_hour": points_per_hour,
        "points_per_event": points_per_event,
        "cap_per_event": cap_per_event,
        "cap_per_day": cap_per_day,
    }
    of_kind = [rule for rule in rules(store) if rule.service_kind == service_kind]
    same_day = [rule for rule in of_kind if rule.starts_on == starts_on]
    with store.unit("point_rule_saved") as unit:
        if same_day and not _in_use(store, same_day[0].rule_id):
            unit.update(PointRule, same_day[0].rule_id, **values)
            return unit.changed(Topic.SETTINGS)
        later = [rule.starts_on for rule in of_kind if rule.starts_on > starts_on]
        for rule in of_kind:
            if rule.starts_on < starts_on and (rule.ends_on is None or rule.ends_on >= starts_on):
                unit.update(PointRule, rule.rule_id, ends_on=starts_on - timedelta(days=1))
        ends_on = min(later) - timedelta(days=1) if later else None
        unit.insert(PointRule, service_kind=service_kind, starts_on=starts_on, ends_on=ends_on, **values)
        return unit.changed(Topic.SETTINGS)


def _in_use(store: Store, rule_id: int) -> bool:
    return bool(store.value("SELECT 1 FROM service WHERE rule_id = ? LIMIT 1", (rule_id,)))
