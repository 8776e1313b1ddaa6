# SPDX-License-Identifier: GPL-3.0-or-later
"""Who belongs and who holds a post: one stretch at a time, posts within it, one leader."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.points import merging
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import Post
from tests.core.points.neighbourhood import settle
from tests.core.teams.squads import FOUNDED, enrol, found, serve
from tests.stores import empty_store

TODAY = date(2026, 10, 8)


def test_somebody_may_leave_and_come_again_and_both_stretches_stay(
    store: Store, team: int, neighbours: list[int]
) -> None:
    (row,) = enrol(store, team, neighbours[:1])
    membership.leave(store, row.member_id, date(2026, 1, 1), "外出务工")
    membership.join(store, team, neighbours[:1], date(2026, 6, 1))
    stretches = membership.teams_of(store, neighbours[0])
    assert [(each.joined_on, each.left_on) for each in stretches] == [
        (date(2026, 6, 1), None),
        (FOUNDED, date(2026, 1, 1)),
    ]
    assert stretches[1].left_reason == "外出务工"
    (former,) = membership.members(store, team, former=True)
    assert former.member_id == row.member_id


def test_who_belongs_already_stays_as_they_are(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours[:1])
    changed = membership.join(store, team, neighbours, TODAY)
    assert (changed.params["count"], changed.params["known"]) == (2, 1)
    with pytest.raises(Refused, match="members_already"):
        membership.join(store, team, neighbours, TODAY)


def test_leaving_ends_the_posts(store: Store, team: int, neighbours: list[int]) -> None:
    (row,) = enrol(store, team, neighbours[:1])
    membership.give_post(store, row.member_id, Post.LEADER, date(2026, 2, 1))
    with pytest.raises(Invalid, match="ends_before_start"):
        membership.leave(store, row.member_id, date(2026, 1, 31))
    membership.leave(store, row.member_id, date(2026, 3, 1))
    (post,) = register.get_team(store, team).former_posts
    assert post.ends_on == date(2026, 3, 1)
    with pytest.raises(Refused, match="member_left"):
        membership.give_post(store, row.member_id, Post.DEPUTY, TODAY)


def test_a_new_leader_ends_the_former_ones_time_on_that_day(store: Store, team: int, neighbours: list[int]) -> None:
    first, second, _third = enrol(store, team, neighbours)
    membership.give_post(store, first.member_id, Post.LEADER, date(2026, 2, 1))
    with pytest.raises(Invalid, match="ends_before_start"):
        membership.give_post(store, second.member_id, Post.LEADER, date(2026, 1, 1))
    membership.give_post(store, second.member_id, Post.LEADER, date(2026, 5, 1))
    card = register.get_team(store, team)
    assert card.row.leader == "王秀英"
    assert [(each.name, each.ends_on) for each in card.former_posts] == [("罗喆", date(2026, 5, 1))]
    journal.undo(store)
    assert register.get_team(store, team).row.leader == "罗喆"


def test_several_may_be_deputies_but_nobody_twice(store: Store, team: int, neighbours: list[int]) -> None:
    first, second, _third = enrol(store, team, neighbours)
    for row in (first, second):
        membership.give_post(store, row.member_id, Post.DEPUTY, TODAY)
    with pytest.raises(Refused, match="post_held_already"):
        membership.give_post(store, first.member_id, Post.DEPUTY, TODAY)
    assert [each.resident_id for each in membership.members(store, team)] == [
        neighbours[1],
        neighbours[0],
        neighbours[2],
    ]


def test_a_post_ends_without_leaving(store: Store, team: int, neighbours: list[int]) -> None:
    (row,) = enrol(store, team, neighbours[:1])
    membership.give_post(store, row.member_id, Post.SAFETY, date(2026, 2, 1))
    (post,) = register.get_team(store, team).posts
    membership.end_post(store, post.post_id, date(2026, 4, 1))
    assert membership.members(store, team)[0].posts == ()
    with pytest.raises(Refused, match="post_ended"):
        membership.end_post(store, post.post_id, TODAY)
    with pytest.raises(Refused, match="post_unknown"):
        membership.end_post(store, 99, TODAY)


def test_days_that_cannot_be_are_told(store: Store, team: int, neighbours: list[int]) -> None:
    with pytest.raises(Invalid, match="joined_before_founded"):
        membership.join(store, team, neighbours, FOUNDED - timedelta(days=1))
    with pytest.raises(Invalid, match="day_in_future"):
        membership.join(store, team, neighbours, TODAY + timedelta(days=1))
    with pytest.raises(Invalid, match="nobody_chosen"):
        membership.join(store, team, [], TODAY)
    (row,) = enrol(store, team, neighbours[:1], date(2026, 1, 1))
    with pytest.raises(Invalid, match="post_before_joining"):
        membership.give_post(store, row.member_id, Post.LEADER, date(2025, 12, 31))
    membership.leave(store, row.member_id, date(2026, 3, 1))
    with pytest.raises(Invalid, match="joined_before_left"):
        membership.join(store, team, neighbours[:1], date(2026, 2, 28))
    with pytest.raises(Refused, match="member_unknown"):
        membership.leave(store, 99, TODAY)


def test_a_guest_has_a_name_and_a_masked_number(store: Store, team: int) -> None:
    membership.join_guest(store, team, " 贺 老师", "139 0000 1111", TODAY)
    (guest,) = membership.members(store, team)
    assert (guest.name, guest.is_guest, guest.masked_phones) == ("贺老师", True, ("139****1111",))
    with pytest.raises(Invalid, match="phone_not_valid"):
        membership.join_guest(store, team, "贺老师", "12", TODAY)
    with pytest.raises(Invalid, match="name_empty"):
        membership.join_guest(store, team, "", "", TODAY)


def test_who_came_lately_is_active(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours)
    serve(store, "扫楼道", date(2026, 9, 1), {neighbours[0]: 90})
    serve(store, "旧活动", date(2026, 7, 10), {neighbours[1]: 90})
    assert {row.name: (row.active, row.minutes) for row in membership.members(store, team)} == {
        "罗喆": (True, 90),
        "王秀英": (False, 0),
        "李伟": (False, 0),
    }


def test_a_stretch_entered_by_mistake_goes_with_its_posts(store: Store, team: int, neighbours: list[int]) -> None:
    (row,) = enrol(store, team, neighbours[:1])
    membership.give_post(store, row.member_id, Post.LEADER, TODAY)
    membership.remove_member(store, row.member_id)
    assert membership.members(store, team) == ()
    journal.undo(store)
    assert register.get_team(store, team).row.leader == "罗喆"


def test_the_day_of_joining_is_put_right_within_what_it_may_be(store: Store, team: int, neighbours: list[int]) -> None:
    (row,) = enrol(store, team, neighbours[:1], date(2026, 5, 1))
    membership.give_post(store, row.member_id, Post.LEADER, date(2026, 6, 1))
    membership.correct_joining(store, row.member_id, date(2026, 4, 1))
    assert membership.members(store, team)[0].joined_on == date(2026, 4, 1)
    with pytest.raises(Invalid, match="joined_after_post"):
        membership.correct_joining(store, row.member_id, date(2026, 6, 2))
    membership.leave(store, row.member_id, date(2026, 7, 1))
    membership.join(store, team, neighbours[:1], date(2026, 8, 1))
    (again,) = membership.members(store, team)
    with pytest.raises(Invalid, match="joined_before_left"):
        membership.correct_joining(store, again.member_id, date(2026, 6, 30))


def test_merged_residents_belong_once_with_the_earlier_day(store: Store, team: int, neighbours: list[int]) -> None:
    early, late = enrol(store, team, neighbours[:1])[0], enrol(store, team, neighbours[1:2], date(2026, 5, 1))[0]
    membership.give_post(store, late.member_id, Post.SECRETARY, date(2026, 6, 1))
    merging.merge_people(store, neighbours[1], neighbours[0])
    (row,) = membership.members(store, team)
    assert (row.resident_id, row.member_id, row.joined_on) == (neighbours[0], early.member_id, FOUNDED)
    assert [each.post for each in row.posts] == [Post.SECRETARY]


def test_merged_residents_keep_stretches_that_lie_apart(store: Store, team: int, neighbours: list[int]) -> None:
    (row,) = enrol(store, team, neighbours[:1])
    membership.leave(store, row.member_id, date(2026, 1, 1), "照顾孙子")
    enrol(store, team, neighbours[1:2], date(2026, 5, 1))
    merging.merge_people(store, neighbours[0], neighbours[1])
    assert [(each.joined_on, each.left_reason) for each in membership.teams_of(store, neighbours[1])] == [
        (date(2026, 5, 1), ""),
        (FOUNDED, "照顾孙子"),
    ]


_days = st.integers(0, 60).map(lambda number: FOUNDED + timedelta(days=number))
_steps = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "post", "end", "remove", "undo", "merge", "correct"]), st.integers(0, 3), _days,
              st.sampled_from(list(Post))),
    max_size=25,
)  # fmt: skip


@settings(max_examples=40)
@given(_steps)
def test_nobody_belongs_twice_at_a_time_and_posts_lie_within(steps: list[tuple[str, int, date, Post]]) -> None:
    with empty_store() as store:
        people = settle(store, "1", "1", "101", "甲一", "乙二", "丙三", "丁四")
        team = found(store)
        for what, who, day, post in steps:
            try:
                _do(store, team, people, what, who, day, post)
            except AppError:
                continue
            _check(store)


def _do(store: Store, team: int, people: list[int], what: str, who: int, day: date, post: Post) -> None:
    rows = membership.members(store, team)
    if what == "join":
        membership.join(store, team, [people[who]], day)
    elif what == "undo":
        journal.undo(store)
    elif what == "merge":
        merging.merge_people(store, people[who], people[(who + 1) % len(people)])
    elif rows:
        row = rows[who % len(rows)]
        if what == "leave":
            membership.leave(store, row.member_id, day)
        elif what == "post":
            membership.give_post(store, row.member_id, post, day)
        elif what == "correct":
            membership.correct_joining(store, row.member_id, day)
        elif what == "remove":
            membership.remove_member(store, row.member_id)
        elif row.posts:
            membership.end_post(store, row.posts[0].post_id, day)


def _check(store: Store) -> None:
    overlapping = store.value(
        "SELECT count(*) FROM team_member a JOIN team_member b ON a.id < b.id AND a.team_id = b.team_id"
        " AND a.resident_id = b.resident_id AND a.joined_on < coalesce(b.left_on, '9999')"
        " AND b.joined_on < coalesce(a.left_on, '9999')"
    )
    outside = store.value(
        "SELECT count(*) FROM team_post p LEFT JOIN team_member m ON m.id = p.member_id WHERE m.id IS NULL"
        " OR p.starts_on < m.joined_on OR coalesce(p.ends_on, '9999') > coalesce(m.left_on, '9999')"
    )
    leaders = store.value("SELECT count(*) FROM team_post WHERE post = 'leader' AND ends_on IS NULL")
    merged = store.value("SELECT count(*) FROM team_member m JOIN resident r ON r.id = m.resident_id AND r.merged_into")
    assert (overlapping, outside, merged) == (0, 0, 0)
    assert leaders <= 1
