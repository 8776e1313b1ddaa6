# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests who became residents: who that may be, and that nothing of their time in the team is lost."""

from datetime import date

import pytest

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.residents import save_resident
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import guests, membership
from hongyun_desktop.core.teams.rules import Post
from tests.core.teams.squads import FOUNDED

PHONE = "13800001111"


def _guest(store: Store, team: int, phone: str = PHONE) -> int:
    return membership.join_guest(store, team, "贺雨桐", phone, FOUNDED).params["member_id"]


def _resident(store: Store, *phones: str, name: str = "贺雨桐") -> int:
    return save_resident(store, ResidentValues(name, phones=phones)).params["resident_id"]


@pytest.mark.parametrize(
    ("guest_phone", "phones", "likely"),
    [(PHONE, (PHONE,), True), (PHONE, ("13900002222",), False), (PHONE, (), True), ("", ("13900002222",), True)],
)
def test_a_resident_of_the_same_name_is_likely_unless_the_phone_is_another(
    store: Store, team: int, guest_phone: str, phones: tuple[str, ...], likely: bool
) -> None:
    _guest(store, team, guest_phone)
    _resident(store, *phones)
    _resident(store, name="贺雨")
    assert bool(guests.likely(store, team)) is likely


def test_linking_keeps_the_days_and_the_posts_and_can_be_undone(store: Store, team: int) -> None:
    member_id, resident_id = _guest(store, team), _resident(store, PHONE)
    membership.give_post(store, member_id, Post.CONTACT, date(2025, 4, 1))
    before = membership.get_member(store, member_id)
    guests.link(store, member_id, resident_id)
    (row,) = membership.members(store, team)
    assert (row.resident_id, row.joined_on, row.member_id) == (resident_id, FOUNDED, member_id)
    assert [post.post for post in row.posts] == [Post.CONTACT]
    assert [each.joined_on for each in membership.teams_of(store, resident_id)] == [FOUNDED]
    assert guests.likely(store, team) == ()
    with pytest.raises(Refused, match="member_no_guest"):
        guests.link(store, member_id, resident_id)
    journal.undo(store)
    assert membership.get_member(store, member_id) == before


def test_nobody_belongs_twice_at_a_time_by_being_linked(store: Store, team: int) -> None:
    member_id, resident_id = _guest(store, team), _resident(store, PHONE)
    membership.join(store, team, [resident_id], date(2026, 1, 1))
    assert guests.likely(store, team) == ()
    with pytest.raises(Refused, match="members_already"):
        guests.link(store, member_id, resident_id)
    own = next(row for row in membership.members(store, team) if row.resident_id == resident_id)
    membership.leave(store, member_id, date(2025, 12, 31))
    guests.link(store, member_id, resident_id)
    assert len(membership.teams_of(store, resident_id)) == 2
    assert own.joined_on == date(2026, 1, 1)
