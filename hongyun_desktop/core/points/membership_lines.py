# SPDX-License-Identifier: GPL-3.0-or-later
"""What a merger does to team memberships: those of both people become one person's, none of them overlapping.

Speaks SQL of its own because it sits below the teams; a merger is never undone, so no image of these rows is needed.
"""

import json
from collections.abc import Sequence
from itertools import groupby

from hongyun_desktop.core.store.unit import Unit

# member's id, team, joined_on, left_on, left_reason
_Stretch = tuple[int, int, str, str | None, str]


def hand_over(unit: Unit, leaving: Sequence[int], staying: int) -> None:
    """Put the stretches of merged residents under the one who stays; stretches that overlap become one."""
    rows: list[_Stretch] = unit.store.sql(
        "SELECT id, team_id, joined_on, left_on, left_reason FROM team_member WHERE team_id IN (SELECT team_id"
        " FROM team_member WHERE resident_id IN (SELECT value FROM json_each(?1)))"
        " AND resident_id IN (SELECT value FROM json_each(?2)) ORDER BY team_id, joined_on, id",
        (json.dumps(list(leaving)), json.dumps([*leaving, staying])),
    )
    for _team_id, stretches in groupby(rows, key=lambda row: row[1]):
        for together in _overlapping(list(stretches)):
            _unite(unit, together, staying)


def _overlapping(stretches: list[_Stretch]) -> list[list[_Stretch]]:
    """The stretches of one team, by the day of joining, gathered where one begins before another has ended."""
    groups: list[list[_Stretch]] = []
    for each in stretches:
        if groups and each[2] < max(other[3] or "9999" for other in groups[-1]):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _unite(unit: Unit, together: list[_Stretch], staying: int) -> None:
    kept, *others = (each[0] for each in together)
    last = max(together, key=lambda each: each[3] or "9999")
    for member_id in others:
        unit.execute("UPDATE team_post SET member_id = ? WHERE member_id = ?", (kept, member_id))
        unit.execute("DELETE FROM team_member WHERE id = ?", (member_id,))
    unit.execute(
        "DELETE FROM team_post WHERE member_id = ?1 AND ends_on IS NULL AND id NOT IN"
        " (SELECT min(id) FROM team_post WHERE member_id = ?1 AND ends_on IS NULL GROUP BY post)",
        (kept,),
    )
    unit.execute(
        "UPDATE team_member SET resident_id = ?, left_on = ?, left_reason = ? WHERE id = ?",
        (staying, last[3], last[4], kept),
    )
