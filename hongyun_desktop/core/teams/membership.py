# SPDX-License-Identifier: GPL-3.0-or-later
"""Who belongs to a team, from when to when, and which posts they hold: queries and the only writes of both.

Each stretch of belonging is a row of its own; a resident has at most one open one in a team, and none that overlap.
Knows nothing of the screen.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from json import dumps, loads
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import accounts
from hongyun_desktop.core.points.people import SHORT_ADDRESS
from hongyun_desktop.core.roster.ordering import BY_ADDRESS, PLACE_OF_RESIDENT
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import posts, register, taking_part
from hongyun_desktop.core.teams.checks import check_ended, check_joined, check_post, checked_guest
from hongyun_desktop.core.teams.figures import ACTIVE_DAYS
from hongyun_desktop.core.teams.rules import MemberRow, Membership, Post, PostRow, TeamKind
from hongyun_desktop.core.teams.tables import TeamMember, TeamPost

_MEMBERS = (
    f"SELECT m.id, m.team_id, m.resident_id, {posts.NAME}, {SHORT_ADDRESS}, coalesce(r.phones, ''), m.guest_phone,"
    f" m.joined_on, m.left_on, m.left_reason FROM team_member m LEFT JOIN resident r ON r.id = m.resident_id"
    f" {PLACE_OF_RESIDENT}"
)
_ORDER = f"m.resident_id IS NULL, d.id IS NULL, {BY_ADDRESS}, r.name, m.guest_name, m.id"


def join(store: Store, team_id: int, resident_ids: Iterable[int], joined_on: date) -> Changed:
    """Let residents belong to a team; whoever belongs already stays as they are.

    Changed.params: team_id, count, known (how many belonged already).
    Raises: Invalid("nobody_chosen"), Refused("team_unknown"), ("team_disbanded", name), ("members_already", names),
    ("resident_unknown"), ("resident_erased"), those of `checks.check_joined`.
    """
    team = register.living(store, team_id)
    people = list(dict.fromkeys(accounts.surviving(store, resident_ids).values()))
    if not people:
        raise Invalid("nobody_chosen", "residents")
    stretches = _stretches(store, team_id, people)
    new = [person for person in people if None not in stretches.get(person, ())]
    if not new:
        raise Refused("members_already", names=_names(store, people))
    for person in new:
        left = max((day for day in stretches.get(person, ()) if day), default=None)
        check_joined(joined_on, team.founded_on, left, today(store.clock))
    with store.unit("members_joined", team_id=team_id, count=len(new), known=len(people) - len(new)) as unit:
        unit.insert_many(TeamMember, [_new(team_id, joined_on, resident_id=person) for person in new])
        return unit.changed(Topic.TEAM)


def join_guest(store: Store, team_id: int, name: str, phone: str, joined_on: date) -> Changed:
    """Let somebody who is not in the roster belong to a team; params of the outcome hold the member_id.

    Raises: those of `checks.checked_guest` and `checks.check_joined`, Refused("team_unknown"),
    Refused("team_disbanded", name).
    """
    team = register.living(store, team_id)
    clean, number = checked_guest(name, phone)
    check_joined(joined_on, team.founded_on, None, today(store.clock))
    with store.unit("members_joined", team_id=team_id, count=1, known=0) as unit:
        member_id = unit.insert(TeamMember, **_new(team_id, joined_on, guest_name=clean, guest_phone=number))
        return unit.changed(Topic.TEAM, member_id=member_id)


def leave(store: Store, member_id: int, left_on: date, reason: str = "") -> Changed:
    """Let a member leave on a day; whatever they hold ends with it.

    Raises: Refused("member_unknown"), Refused("member_left", name), Invalid("day_in_future", "left_on"),
    Invalid("ends_before_start", "left_on", day) before the joining or a post's beginning.
    """
    row = belonging(store, member_id)
    check_ended(left_on, row.joined_on, today(store.clock), "left_on")
    with store.unit("member_left", team_id=row.team_id, member_id=member_id) as unit:
        posts.end_of_member(unit, member_id, left_on, "left_on")
        unit.update(TeamMember, member_id, left_on=left_on, left_reason=clean_text(reason))
        return unit.changed(Topic.TEAM)


def correct_joining(store: Store, member_id: int, joined_on: date) -> Changed:
    """Put right the day on which a stretch began.

    Raises: Refused("member_unknown"), those of `checks.check_joined`, Invalid("joined_after_post", "joined_on", day)
    after a post of it began or the stretch ended.
    """
    row = get_member(store, member_id)
    team = register.get_row(store, row.team_id)
    check_joined(joined_on, team.founded_on, _left_before(store, row), today(store.clock))
    held = posts.of_members(store, [member_id]).get(member_id, ())
    bounds = [post.starts_on for post in held] + ([row.left_on] if row.left_on else [])
    if bounds and joined_on > min(bounds):
        raise Invalid("joined_after_post", "joined_on", day=min(bounds).isoformat())
    with store.unit("member_corrected", team_id=row.team_id, member_id=member_id) as unit:
        unit.update(TeamMember, member_id, joined_on=joined_on)
        return unit.changed(Topic.TEAM)


def _left_before(store: Store, row: MemberRow) -> date | None:
    """When the stretch before this one ended; None for the first of a resident, or a guest."""
    day = store.value(
        "SELECT max(left_on) FROM team_member WHERE team_id = ? AND resident_id = ? AND id <> ? AND joined_on <= ?",
        (row.team_id, row.resident_id, row.member_id, row.joined_on.isoformat()),
    )
    return day_of(day)


def remove_member(store: Store, member_id: int) -> Changed:
    """Take out a stretch that was entered by mistake, with its posts. Raises: Refused("member_unknown")."""
    row = get_member(store, member_id)
    with store.unit("member_removed", team_id=row.team_id) as unit:
        for post in posts.of_members(store, [member_id]).get(member_id, ()):
            unit.delete(TeamPost, post.post_id)
        unit.delete(TeamMember, member_id)
        return unit.changed(Topic.TEAM)


def give_post(store: Store, member_id: int, post: Post, starts_on: date) -> Changed:
    """Give a member a post from a day on; a leader before them ceases to be one on that day.

    Raises: Refused("member_unknown"), ("member_left", name), ("post_held_already", name),
    those of `checks.check_post`, Invalid("ends_before_start", "starts_on", day) before the former leader's own.
    """
    row = belonging(store, member_id)
    if any(each.post is post for each in row.posts):
        raise Refused("post_held_already", name=row.name)
    check_post(starts_on, row.joined_on, today(store.clock))
    former = posts.leaders(store, row.team_id) if post is Post.LEADER else ()
    with store.unit("post_given", team_id=row.team_id, member_id=member_id, post=post.value) as unit:
        for each in former:
            check_ended(starts_on, each.starts_on, today(store.clock), "starts_on")
            unit.update(TeamPost, each.post_id, ends_on=starts_on)
        unit.insert(TeamPost, member_id=member_id, post=post.value, starts_on=starts_on, ends_on=None)
        return unit.changed(Topic.TEAM)


def end_post(store: Store, post_id: int, ends_on: date) -> Changed:
    """End a post; its holder goes on belonging.

    Raises: Refused("post_unknown"), Refused("post_ended"), Invalid("day_in_future", "ends_on"),
    Invalid("ends_before_start", "ends_on", day).
    """
    rows = store.sql(
        "SELECT p.starts_on, p.ends_on, m.team_id FROM team_post p JOIN team_member m ON m.id = p.member_id"
        " WHERE p.id = ?",
        (post_id,),
    )
    if not rows:
        raise Refused("post_unknown")
    starts_on, ended_on, team_id = rows[0]
    if ended_on is not None:
        raise Refused("post_ended")
    check_ended(ends_on, date.fromisoformat(starts_on), today(store.clock), "ends_on")
    with store.unit("post_ended", team_id=team_id) as unit:
        unit.update(TeamPost, post_id, ends_on=ends_on)
        return unit.changed(Topic.TEAM)


def members(store: Store, team_id: int, *, former: bool = False) -> tuple[MemberRow, ...]:
    """Who belongs: those with a post first, then by address, guests last. former: who left, the last first.

    Empty for whoever may not know them (`register.is_hidden`). Raises: Refused("team_unknown").
    """
    if register.is_hidden(store, register.get_row(store, team_id).kind):
        return ()
    if former:
        return tuple(_read(store, "m.team_id = ? AND m.left_on IS NOT NULL", team_id, "m.left_on DESC, m.id DESC"))
    rows = _read(store, "m.team_id = ? AND m.left_on IS NULL", team_id, _ORDER)
    ranks = {post: place for place, post in enumerate(Post)}
    return tuple(sorted(rows, key=lambda row: min((ranks[each.post] for each in row.posts), default=len(ranks))))


def get_member(store: Store, member_id: int) -> MemberRow:
    """One stretch of belonging. Raises: Refused("member_unknown")."""
    rows = _read(store, "m.id = ?", member_id, "m.id")
    if not rows:
        raise Refused("member_unknown")
    return rows[0]


def belonging(store: Store, member_id: int) -> MemberRow:
    """One stretch that lasts. Raises: Refused("member_unknown"), Refused("member_left", name)."""
    row = get_member(store, member_id)
    if row.left_on is not None:
        raise Refused("member_left", name=row.name)
    return row


def teams_of(store: Store, resident_id: int) -> tuple[Membership, ...]:
    """The teams that a resident belongs or belonged to, present ones first, then the last joined; empty for none."""
    rows = store.sql(
        "SELECT m.id, t.id, t.name, t.kind, m.joined_on, m.left_on, m.left_reason FROM team_member m"
        " JOIN team t ON t.id = m.team_id JOIN resident r ON r.id = m.resident_id JOIN resident me ON me.id = ?"
        " WHERE coalesce(r.merged_into, r.id) = coalesce(me.merged_into, me.id)"
        " ORDER BY m.left_on IS NOT NULL, m.joined_on DESC, m.id DESC",
        (resident_id,),
    )
    seen = [row for row in rows if not register.is_hidden(store, TeamKind(row[3]))]
    held = posts.of_members(store, [row[0] for row in seen])
    return tuple(_membership(*row, held=held.get(row[0], ())) for row in seen)


def _membership(
    member_id: int, team_id: int, team: str, kind: str, joined_on: str, left_on: str | None, reason: str, *,
    held: tuple[PostRow, ...],
) -> Membership:  # fmt: skip
    left = day_of(left_on)
    return Membership(member_id, team_id, team, TeamKind(kind), date.fromisoformat(joined_on), left, reason, held)


def _new(team_id: int, joined_on: date, **who: object) -> dict[str, object]:
    blank = {"resident_id": None, "guest_name": "", "guest_phone": ""}
    return {"team_id": team_id, "joined_on": joined_on, "left_on": None, "left_reason": "", **blank, **who}


def _stretches(store: Store, team_id: int, people: Sequence[int]) -> dict[int, list[date | None]]:
    """When each stretch of some residents in a team ended; None for the one that lasts."""
    found: dict[int, list[date | None]] = {}
    for person, left_on in store.sql(
        f"SELECT resident_id, left_on FROM team_member WHERE team_id = ? AND resident_id {AMONG}",
        (team_id, dumps(list(people))),
    ):
        found.setdefault(person, []).append(day_of(left_on))
    return found


def _names(store: Store, people: Sequence[int]) -> str:
    rows = store.sql(f"SELECT name FROM resident WHERE id {AMONG} ORDER BY id", (dumps(list(people)),))
    return "、".join(name for (name,) in rows)


def _read(store: Store, condition: str, value: int, order: str) -> list[MemberRow]:
    rows = store.sql(f"{_MEMBERS} WHERE {condition} ORDER BY {order}", (value,))
    held = posts.of_members(store, [row[0] for row in rows])
    lately = {team_id: _lately(store, team_id) for team_id in {row[1] for row in rows}}
    whole = store.may(Right.UNMASK)
    return [_row(*row, held=held, lately=lately, whole=whole) for row in rows]


def _lately(store: Store, team_id: int) -> dict[int, tuple[int, int]]:
    """Times and minutes of each resident at a team's activities within the days that make somebody active."""
    day = today(store.clock)
    lines = taking_part.lines(store, team_id, day - timedelta(days=ACTIVE_DAYS - 1), day)
    minutes = taking_part.minutes_by_person(lines)
    times = Counter(person for people in taking_part.people_by_activity(lines).values() for person in people)
    return {person: (times[person], minutes[person]) for person in minutes}


def _row(
    member_id: int, team_id: int, resident_id: int | None, name: str, dwelling: str, phones: str, guest_phone: str,
    joined_on: str, left_on: str | None, left_reason: str, *, held: dict[int, tuple[PostRow, ...]], lately: Any,
    whole: bool,
) -> MemberRow:  # fmt: skip
    numbers = tuple(loads(phones)) if phones else ((guest_phone,) if guest_phone else ())
    times, minutes = lately[team_id].get(resident_id, (0, 0))
    return MemberRow(
        member_id, team_id, resident_id, name, dwelling, numbers if whole else tuple(map(mask_phone, numbers)),
        date.fromisoformat(joined_on), day_of(left_on), left_reason,
        tuple(each for each in held.get(member_id, ()) if each.ends_on is None), times, minutes,
    )  # fmt: skip
