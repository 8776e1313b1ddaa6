# SPDX-License-Identifier: GPL-3.0-or-later
"""What other writes do to attendance lines: people found to be one, and services taken back. Imports tables only."""

import json
from collections.abc import Sequence

from hongyun_desktop.core.points.tables import Attendance
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.unit import Unit

# Of two lines of one person the one that says more stays: 到场 before 没来 before 报名.
_SAYS_MORE = {"came": 2, "absent": 1, "signed_up": 0}


def hand_over(unit: Unit, leaving: Sequence[int], staying: int) -> None:
    """Put the lines of merged residents under the one who stays, one line an activity."""
    lines = {
        activity_id: (line_id, state)
        for line_id, activity_id, state in unit.store.sql(
            "SELECT id, activity_id, state FROM attendance WHERE resident_id = ?", (staying,)
        )
    }
    rows = unit.store.sql(
        f"SELECT id, activity_id, state FROM attendance WHERE resident_id {AMONG} ORDER BY id",
        (json.dumps(list(leaving)),),
    )
    for line_id, activity_id, state in rows:
        kept = lines.get(activity_id)
        if kept and _SAYS_MORE[kept[1]] >= _SAYS_MORE[state]:
            unit.delete(Attendance, line_id)
            continue
        if kept:
            unit.delete(Attendance, kept[0])
        unit.update(Attendance, line_id, resident_id=staying)
        lines[activity_id] = line_id, state


def set_back(unit: Unit, services: str, key: int) -> None:
    """After a reversal 到场 is 报名: whoever is to be credited anew has to be confirmed anew.

    A service that was imported leaves no line behind, one that came from a list goes back to it.
    services: which services are taken back, a condition on the table with one parameter.
    """
    rows = unit.store.sql(
        "SELECT s.activity_id, coalesce(r.merged_into, r.id), s.minutes, s.source, t.id, coalesce(t.state, '')"
        " FROM service s JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id"
        " LEFT JOIN attendance t ON t.activity_id = s.activity_id AND t.resident_id = coalesce(r.merged_into, r.id)"
        f" WHERE s.{services} AND s.reversed_at IS NULL AND s.activity_id IS NOT NULL AND r.erased_at IS NULL",
        (key,),
    )
    for activity_id, resident_id, minutes, source, line_id, state in rows:
        if state == "came":
            unit.update(Attendance, line_id, state="signed_up")
        elif source == "credit" and line_id is None:
            unit.insert(
                Attendance, activity_id=activity_id, resident_id=resident_id, state="signed_up", minutes=minutes
            )
