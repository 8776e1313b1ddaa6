# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests of a team who became residents: who that may be, and the one write that says so.

A guest is known by name and phone only, so nobody is taken for somebody else by the program: it asks.
"""

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import accounts
from hongyun_desktop.core.points.people import SHORT_ADDRESS
from hongyun_desktop.core.roster.ordering import BY_ADDRESS, PLACE_OF_RESIDENT
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.tables import TeamMember
from hongyun_desktop.frozen_class import frozen

# A stretch of the same resident in the same team that meets the guest's own.
_OVERLAPS = (
    "EXISTS (SELECT 1 FROM team_member o WHERE o.team_id = m.team_id AND o.resident_id = r.id AND o.id <> m.id"
    " AND (o.left_on IS NULL OR o.left_on > m.joined_on) AND (m.left_on IS NULL OR m.left_on > o.joined_on))"
)
# Another phone is another person; where either has none the name alone has to do.
_SAME_PHONE = "(m.guest_phone = '' OR r.phones = '[]' OR m.guest_phone IN (SELECT value FROM json_each(r.phones)))"


@frozen
class Likeness:
    """A resident who may be a guest of a team; dwelling: the short form 3-2-1102, empty for none."""

    member_id: int
    resident_id: int
    name: str
    dwelling: str


def likely(store: Store, team_id: int) -> tuple[Likeness, ...]:
    """Who in the roster bears the name, and no other phone, of somebody who belongs as a guest; empty for nobody.

    Empty too for whoever may not know the members. Raises: Refused("team_unknown").
    """
    if register.is_hidden(store, register.get_row(store, team_id).kind):
        return ()
    rows = store.sql(
        f"SELECT m.id, r.id, r.name, {SHORT_ADDRESS} FROM team_member m JOIN resident r ON r.name = m.guest_name"
        f" {PLACE_OF_RESIDENT} WHERE m.team_id = ? AND m.resident_id IS NULL AND m.left_on IS NULL"
        f" AND r.erased_at IS NULL AND r.merged_into IS NULL AND {_SAME_PHONE} AND NOT {_OVERLAPS}"
        f" ORDER BY m.id, d.id IS NULL, {BY_ADDRESS}, r.id",
        (team_id,),
    )
    return tuple(Likeness(*row) for row in rows)


def link(store: Store, member_id: int, resident_id: int) -> Changed:
    """Say that a guest is a resident: days and posts stay, the name and phone of the roster are theirs now.

    Raises: Refused("member_unknown"), ("member_no_guest", name), ("resident_unknown"), ("resident_erased"),
    ("members_already", names) where the resident belonged to the team in the same time.
    """
    row = membership.get_member(store, member_id)
    if not row.is_guest:
        raise Refused("member_no_guest", name=row.name)
    person = accounts.surviving(store, [resident_id])[resident_id]
    if store.value(
        f"SELECT 1 FROM team_member m JOIN resident r ON r.id = ? WHERE m.id = ? AND {_OVERLAPS}", (person, member_id)
    ):
        raise Refused("members_already", names=store.value("SELECT name FROM resident WHERE id = ?", (person,)))
    with store.unit("guest_linked", team_id=row.team_id, member_id=member_id) as unit:
        unit.update(TeamMember, member_id, resident_id=person, guest_name="", guest_phone="")
        return unit.changed(Topic.TEAM)
