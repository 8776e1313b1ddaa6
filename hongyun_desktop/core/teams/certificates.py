# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that stand under a team's name or its members', told for the team's page. Reads only.

Speaks SQL of its own because it sits below the honours: the recipient of a team's certificate is a name in its frozen
wording, and the name may be one that the team bore before.
"""

from datetime import date
from json import dumps

from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams.figures import HonourLine

_STANDING = (
    "SELECT c.id, c.number, c.issued_on, w.wording ->> 'recipient', coalesce(w.wording ->> '$.unbroken[1]',"
    " w.wording ->> 'heading'), c.resident_id IS NULL FROM certificate c JOIN certificate_wording w"
    " ON w.certificate_id = c.id AND w.version ="
    " (SELECT max(version) FROM certificate_wording v WHERE v.certificate_id = c.id)"
    " WHERE c.withdrawn_on IS NULL AND w.wording ->> 'erased' IS NULL AND c.issued_on BETWEEN ?1 AND ?2 AND"
)
_OF_TEAM = f"{_STANDING} c.resident_id IS NULL AND w.wording ->> 'recipient' IN (SELECT value FROM json_each(?3))"
_OF_MEMBERS = (
    f"{_STANDING} c.resident_id IN (SELECT m.resident_id FROM team_member m WHERE m.team_id = ?3"
    " AND c.issued_on >= m.joined_on AND (m.left_on IS NULL OR c.issued_on <= m.left_on))"
)


def honours(store: Store, team_id: int, first: date, last: date, *, members: bool = True) -> tuple[HonourLine, ...]:
    """Certificates of a team and of those who belonged when they were issued, newest first; withdrawn ones are out."""
    span = (first.isoformat(), last.isoformat())
    rows = store.sql(_OF_TEAM, (*span, dumps(names_borne(store, team_id), ensure_ascii=False)))
    rows += store.sql(_OF_MEMBERS, (*span, team_id)) if members else []
    lines = [
        HonourLine(row_id, number, date.fromisoformat(day), recipient, title.strip("“”"), bool(of_team))
        for row_id, number, day, recipient, title, of_team in rows
    ]
    return tuple(sorted(lines, key=lambda each: (each.issued_on, each.certificate_id), reverse=True))


def names_borne(store: Store, team_id: int) -> list[str]:
    """The name of a team and those it had before, as the journal knows them."""
    rows = store.sql(
        "SELECT name FROM team WHERE id = ?1 UNION SELECT before ->> 'name' FROM journal_row"
        " WHERE table_name = 'team' AND row_id = ?1 AND before IS NOT NULL",
        (team_id,),
    )
    return sorted(name for (name,) in rows)
