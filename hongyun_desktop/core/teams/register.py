# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of teams: queries, and the transactions that write a team itself. `membership` says who belongs.

A team's activities are those with its number; the name that they show follows the team's. Knows nothing of the screen.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from json import dumps
from typing import Any

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.activities.tables import Activity
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.ordered_ids import ordered_ids
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.store import search_terms
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.core.teams import posts
from hongyun_desktop.core.teams.checks import check_ended, checked
from hongyun_desktop.core.teams.rules import TeamCard, TeamKind, TeamRow, TeamValues, likely_kind
from hongyun_desktop.core.teams.tables import Team, TeamMember

_SOME = 6
_OPEN = "FROM team_member m WHERE m.team_id = t.id AND m.left_on IS NULL"
_LEADER = (
    f"(SELECT CASE WHEN r.erased_at IS NOT NULL THEN '{ERASED_NAME}' ELSE coalesce(r.name, m.guest_name) END"
    " FROM team_member m JOIN team_post p ON p.member_id = m.id AND p.post = 'leader' AND p.ends_on IS NULL"
    " LEFT JOIN resident r ON r.id = m.resident_id WHERE m.team_id = t.id AND m.left_on IS NULL LIMIT 1)"
)
_MEMBERS = f"(SELECT count(*) {_OPEN})"
_LAST = "(SELECT max(x.held_on) FROM activity x WHERE x.team_id = t.id AND x.cancelled_reason = '' AND x.held_on < ?1)"
_NEXT = "(SELECT min(x.held_on) FROM activity x WHERE x.team_id = t.id AND x.cancelled_reason = '' AND x.held_on >= ?1)"
_COLUMNS = (
    "t.id, t.name, t.kind, t.purpose, t.programme, t.founded_on, t.disbanded_on, t.note,"
    f" coalesce({_LEADER}, ''), {_MEMBERS}, {_LAST}, {_NEXT}"
)
_SORTS = {
    "name": "t.name", "kind": "t.kind", "programme": "t.programme", "founded_on": "t.founded_on IS NULL, t.founded_on",
    "leader": _LEADER, "members": _MEMBERS, "last_held_on": _LAST, "next_held_on": f"{_NEXT} IS NULL, {_NEXT}",
}  # fmt: skip
_NATURAL = "t.disbanded_on IS NOT NULL, t.kind = 'vanguard', t.founded_on IS NULL, t.founded_on, t.id"


def save_team(store: Store, values: TeamValues, team_id: int | None = None) -> Changed:
    """Register a team, or change one; params of the outcome hold its team_id.

    Activities that bear its name become its own, and those that are its own bear its new name; what was credited
    keeps the name of its day.
    Raises: those of `checks.checked`, Refused("team_exists", name), Refused("team_unknown"),
    Invalid("founded_after_joined", "founded_on", day).
    """
    clean = checked(values, today(store.clock))
    if team_id is not None:
        get_row(store, team_id)
        _check_founded(store, clean.founded_on, team_id)
    _refuse_taken(store, clean.name, team_id)
    with store.unit("team_saved") as unit:
        unit.params["team_id"] = _write(unit, asdict(clean) | {"kind": clean.kind.value}, team_id)
        return unit.changed(Topic.TEAM, Topic.ACTIVITY)


def unregistered(store: Store, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that no team has or had, each once, those that come most often first."""
    known = {name for (name,) in store.sql("SELECT name FROM team")}
    return tuple(name for name, _count in Counter(names).most_common() if name and name not in known)


def only_named(store: Store) -> tuple[str, ...]:
    """The teams that activities name and nobody registered, those with the most activities first."""
    rows = store.sql("SELECT team FROM activity WHERE team_id IS NULL GROUP BY team ORDER BY count(*) DESC, min(id)")
    return unregistered(store, (name for (name,) in rows))


def register_named(store: Store, names: Sequence[str]) -> Changed:
    """Register teams of which no more than the name is known, all or none; their kind is what the names tell.

    Raises: as `save_team`, for the first that can't be.
    """
    day = today(store.clock)
    teams = [checked(TeamValues(name, likely_kind(name)), day) for name in names]
    for team in teams:
        _refuse_taken(store, team.name, None)
    with store.unit("teams_registered", count=len(teams)) as unit:
        for team in teams:
            _write(unit, asdict(team) | {"kind": team.kind.value}, None)
        return unit.changed(Topic.TEAM, Topic.ACTIVITY)


def disband(store: Store, team_id: int, disbanded_on: date) -> Changed:
    """Say that a team is no more: whoever belongs leaves on that day, and posts end. Its history stays.

    Raises: Refused("team_unknown"), Refused("team_disbanded", name), Invalid("day_in_future", "disbanded_on"),
    Invalid("ends_before_start", "disbanded_on", day) before the last joining or post began.
    """
    row = living(store, team_id)
    begun = [row.founded_on] if row.founded_on else []
    members = _members(store, team_id)
    begun += [date.fromisoformat(day) for _id, day in members]
    check_ended(disbanded_on, max(begun, default=disbanded_on), today(store.clock), "disbanded_on")
    with store.unit("team_disbanded", team_id=team_id, count=len(members)) as unit:
        for member_id, _joined_on in members:
            posts.end_of_member(unit, member_id, disbanded_on, "disbanded_on")
            unit.update(TeamMember, member_id, left_on=disbanded_on)
        unit.update(Team, team_id, disbanded_on=disbanded_on)
        return unit.changed(Topic.TEAM)


def remove_team(store: Store, team_id: int) -> Changed:
    """Take out a team that was registered by mistake; activities that bear its name stay.

    Raises: Refused("team_unknown"), Refused("team_in_use") where anybody belonged or photos hang on it.
    """
    get_row(store, team_id)
    used = "SELECT 1 FROM team_member WHERE team_id = ?1 UNION SELECT 1 FROM photo WHERE team_id = ?1"
    if store.value(used, (team_id,)):
        raise Refused("team_in_use")
    with store.unit("team_removed", team_id=team_id) as unit:
        for activity_id in _activity_ids(store, "team_id = ?", team_id):
            unit.update(Activity, activity_id, team_id=None)
        unit.delete(Team, team_id)
        return unit.changed(Topic.TEAM, Topic.ACTIVITY)


def get_row(store: Store, team_id: int) -> TeamRow:
    """One team. Raises: Refused("team_unknown")."""
    rows = _rows(store, [team_id])
    if not rows:
        raise Refused("team_unknown")
    return rows[0]


def living(store: Store, team_id: int) -> TeamRow:
    """One team that is not disbanded. Raises: Refused("team_unknown"), Refused("team_disbanded", name)."""
    row = get_row(store, team_id)
    if row.disbanded_on is not None:
        raise Refused("team_disbanded", name=row.name)
    return row


def values_of(row: TeamRow) -> TeamValues:
    """What a form shows of a team."""
    return TeamValues(row.name, row.kind, row.purpose, row.programme, row.founded_on, row.note)


def get_team(store: Store, team_id: int) -> TeamCard:
    """All that one page says of a team. Raises: Refused("team_unknown")."""
    row, day = get_row(store, team_id), today(store.clock).isoformat()
    hidden = is_hidden(store, row.kind)
    held = () if hidden else posts.of_team(store, team_id)
    former, guests, count, pictures = store.sql(
        "SELECT (SELECT count(*) FROM team_member WHERE team_id = ?1 AND left_on IS NOT NULL),"
        " (SELECT count(*) FROM team_member WHERE team_id = ?1 AND left_on IS NULL AND resident_id IS NULL),"
        " (SELECT count(*) FROM activity WHERE team_id = ?1), (SELECT count(*) FROM photo WHERE team_id = ?1)",
        (team_id,),
    )[0]
    return TeamCard(
        row=row,
        posts=tuple(each for each in held if each.ends_on is None),
        former_posts=tuple(each for each in held if each.ends_on is not None),
        former=former,
        guests=guests,
        upcoming=_activities(store, f"team_id = ? AND held_on >= ? ORDER BY held_on, starts_at, id LIMIT {_SOME}",
                             team_id, day),
        latest=_activities(store, f"team_id = ? AND held_on < ? ORDER BY held_on DESC, id DESC LIMIT {_SOME}",
                           team_id, day),
        activities=count,
        photos=pictures,
        hidden=hidden,
    )  # fmt: skip


def window(store: Store, query: Query) -> Window[TeamRow]:
    """The teams that fit, those disbanded last, the squad after the others, the oldest first.

    filters: kind (a TeamKind value), standing ("living" or "disbanded"), programme. text: words of the name.
    """
    conditions, params = ["?1 <> ''"], [today(store.clock).isoformat()]
    if expression := search_terms.match_expression(query.text):
        params.append(expression)
        conditions.append(f"t.id IN ({search_terms.found_ids('team').replace('?', f'?{len(params)}')})")
    for key in ("kind", "programme"):
        if key in query.filters:
            params.append(query.filters[key])
            conditions.append(f"t.{key} = ?{len(params)}")
    if standing := query.filters.get("standing"):
        conditions.append(f"t.disbanded_on IS {'NULL' if standing == 'living' else 'NOT NULL'}")
    order = _NATURAL
    if query.sort in _SORTS:
        order = f"{_SORTS[query.sort]} {'DESC' if query.descending else 'ASC'}, {_NATURAL}"
    ids = ordered_ids(store, f"SELECT t.id FROM team t WHERE {' AND '.join(conditions)} ORDER BY {order}", params)
    return Window(ids, lambda asked: _rows(store, asked))


def list_teams(store: Store) -> tuple[TeamRow, ...]:
    """All teams, disbanded ones last; empty for none."""
    listed = window(store, Query())
    return tuple(listed.fetch(listed.ids))


def programmes(store: Store) -> tuple[str, ...]:
    """The programmes that teams or activities name, in order; empty for none."""
    rows = store.sql(
        "SELECT programme FROM team WHERE programme <> '' UNION SELECT programme FROM activity WHERE programme <> ''"
        " ORDER BY 1"
    )
    return tuple(programme for (programme,) in rows)


def activity_window(store: Store, team_id: int) -> Window[ActivityRow]:
    """All activities of a team: those from today on, the next one first, then those before, the last first."""
    ids = ordered_ids(
        store,
        "SELECT id FROM activity WHERE team_id = ?1 ORDER BY held_on < ?2,"
        " CASE WHEN held_on >= ?2 THEN held_on END, held_on DESC, id DESC",
        (team_id, today(store.clock).isoformat()),
    )
    return Window(ids, lambda asked: activities.activities_of(store, asked))


def is_hidden(store: Store, kind: TeamKind) -> bool:
    """Whether members' names are kept from whoever is at the desk: those of the squad tell who is in the party."""
    return kind is TeamKind.VANGUARD and not store.may(Right.SEE_SENSITIVE)


def _write(unit: Unit, columns: dict[str, Any], team_id: int | None) -> int:
    name = columns["name"]
    if team_id is None:
        team_id = unit.insert(Team, **columns)
    else:
        unit.update(Team, team_id, **columns)
        for activity_id in _activity_ids(unit.store, "team_id = ? AND team <> ?", team_id, name):
            unit.update(Activity, activity_id, team=name)
    for activity_id in _activity_ids(unit.store, "team = ? AND team_id IS NULL", name):
        unit.update(Activity, activity_id, team_id=team_id)
    return team_id


def _refuse_taken(store: Store, name: str, team_id: int | None) -> None:
    if store.value("SELECT 1 FROM team WHERE name = ? AND id IS NOT ?", (name, team_id)):
        raise Refused("team_exists", name=name)


def _check_founded(store: Store, founded_on: date | None, team_id: int) -> None:
    joined_on = store.value("SELECT min(joined_on) FROM team_member WHERE team_id = ?", (team_id,))
    if founded_on is not None and joined_on and founded_on.isoformat() > joined_on:
        raise Invalid("founded_after_joined", "founded_on", day=joined_on)


def _members(store: Store, team_id: int) -> list[tuple[int, str]]:
    return store.sql(f"SELECT m.id, m.joined_on {_OPEN.replace('t.id', '?')}", (team_id,))


def _activity_ids(store: Store, condition: str, *params: object) -> list[int]:
    return [row[0] for row in store.sql(f"SELECT id FROM activity WHERE {condition}", params)]


def _activities(store: Store, condition: str, *params: object) -> tuple[ActivityRow, ...]:
    return tuple(activities.activities_of(store, _activity_ids(store, condition, *params)))


def _rows(store: Store, ids: Sequence[int]) -> list[TeamRow]:
    rows = store.sql(
        f"SELECT {_COLUMNS} FROM team t WHERE t.id IN (SELECT value FROM json_each(?2))",
        (today(store.clock).isoformat(), dumps(list(ids))),
    )
    found = {row[0]: _row(store, *row) for row in rows}
    return [found[each] for each in ids if each in found]


def _row(store: Store, team_id: int, name: str, kind: str, purpose: str, programme: str, *rest: Any) -> TeamRow:
    founded_on, disbanded_on, note, leader, members, last, following = rest
    if is_hidden(store, TeamKind(kind)):
        leader = ""
    return TeamRow(
        team_id, name, TeamKind(kind), purpose, programme, day_of(founded_on), day_of(disbanded_on), note, leader,
        members, day_of(last), day_of(following),
    )  # fmt: skip
