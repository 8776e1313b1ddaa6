# SPDX-License-Identifier: GPL-3.0-or-later
"""Posts within teams as they were held: reading them, and ending those of whoever goes. `membership` gives them."""

from collections.abc import Iterable
from datetime import date
from json import dumps

from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.core.teams.rules import Post, PostRow
from hongyun_desktop.core.teams.tables import TeamPost

NAME = f"CASE WHEN r.erased_at IS NOT NULL THEN '{ERASED_NAME}' ELSE coalesce(r.name, m.guest_name) END"
_POSTS = (
    f"SELECT p.id, p.member_id, m.resident_id, {NAME}, p.post, p.starts_on, p.ends_on FROM team_post p"
    " JOIN team_member m ON m.id = p.member_id LEFT JOIN resident r ON r.id = m.resident_id"
)
_RANKS = {post: place for place, post in enumerate(Post)}


def of_team(store: Store, team_id: int) -> tuple[PostRow, ...]:
    """All posts of a team: those held now by rank, then the former ones, those that ended last first."""
    rows = _read(store, "m.team_id = ?", team_id)
    held = sorted((row for row in rows if row.ends_on is None), key=lambda row: (_RANKS[row.post], row.starts_on))
    former = sorted((row for row in rows if row.ends_on), key=lambda row: (row.ends_on, row.post_id), reverse=True)
    return (*held, *former)


def of_members(store: Store, member_ids: Iterable[int]) -> dict[int, tuple[PostRow, ...]]:
    """All posts of some members, oldest first; a member without any is absent."""
    found: dict[int, tuple[PostRow, ...]] = {}
    for row in _read(store, f"m.id {AMONG}", dumps(list(member_ids))):
        found[row.member_id] = (*found.get(row.member_id, ()), row)
    return found


def leaders(store: Store, team_id: int) -> tuple[PostRow, ...]:
    """Who leads a team now: one, or nobody."""
    return tuple(_read(store, "p.ends_on IS NULL AND p.post = 'leader' AND m.team_id = ?", team_id))


def end_of_member(unit: Unit, member_id: int, ends_on: date, field: str) -> None:
    """End whatever a member holds. Raises: Invalid("ends_before_start", field, day) for a post that began later."""
    for row in _read(unit.store, "p.ends_on IS NULL AND m.id = ?", member_id):
        if row.starts_on > ends_on:
            raise Invalid("ends_before_start", field, day=row.starts_on.isoformat())
        unit.update(TeamPost, row.post_id, ends_on=ends_on)


def _read(store: Store, condition: str, value: object) -> list[PostRow]:
    return [
        PostRow(
            post_id, member_id, resident_id, name, Post(post), date.fromisoformat(starts_on),
            day_of(ends_on),
        )
        for post_id, member_id, resident_id, name, post, starts_on, ends_on in store.sql(
            f"{_POSTS} WHERE {condition} ORDER BY p.starts_on, p.id", (value,)
        )
    ]  # fmt: skip
