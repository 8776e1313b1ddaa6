# SPDX-License-Identifier: GPL-3.0-or-later
"""How a team is, and what a year of it was."""

from datetime import date

import pytest

from hongyun_desktop.core.activities.activities import cancel
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import aftercare, issuing, wording
from hongyun_desktop.core.honours.issuing import Draft
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.core.teams import health, membership, register, review
from hongyun_desktop.core.teams.figures import health_sentences
from hongyun_desktop.core.teams.rules import Post, TeamKind, TeamValues
from tests.core.teams.squads import FOUNDED, NAME, enrol, found, plan, serve

TODAY = date(2026, 10, 8)


def test_who_came_within_ninety_days_is_active(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours)
    serve(store, "扫楼道", date(2026, 7, 11), {neighbours[0]: 60})
    serve(store, "种花", date(2026, 7, 10), {neighbours[1]: 60})
    meeting = plan(store, "碰头", date(2026, 9, 1))
    attendance.mark(store, meeting, {neighbours[2]: (Attending.CAME, None)})
    seen = health.health(store, team, TODAY)
    assert (seen.members, seen.active, seen.active_percent) == (3, 2, 67)


def test_a_list_of_teams_tells_how_many_are_active(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours)
    serve(store, "扫楼道", date(2026, 7, 11), {neighbours[0]: 60})
    serve(store, "种花", date(2026, 9, 10), {neighbours[0]: 60})
    listed = health.window(store, Query())
    (row,) = listed.fetch(listed.ids)
    assert (row.members, row.active, row.active_percent) == (3, 1, 33)
    assert register.get_row(store, team).active is None


def test_a_team_that_leans_on_one_person_is_told_so(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours[:2])
    serve(store, "扫楼道", date(2026, 9, 1), {neighbours[0]: 150, neighbours[1]: 60, neighbours[2]: 60})
    seen = health.health(store, team, TODAY)
    assert (seen.busiest, seen.busiest_percent, seen.leans) == ("罗喆", 56, True)
    assert (seen.minutes, seen.member_minutes, seen.minutes_per_member) == (270, 210, 105)
    assert health_sentences(seen)[0].startswith("近四个季度的服务时长有 56% 是 罗喆 一个人的")
    serve(store, "种花", date(2026, 9, 2), {neighbours[1]: 60})
    assert not health.health(store, team, TODAY).leans


def test_ages_and_the_last_four_quarters(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours)
    serve(store, "扫楼道", date(2025, 12, 31), {neighbours[0]: 60})
    serve(store, "种花", date(2026, 1, 1), {neighbours[0]: 60, neighbours[1]: 30})
    serve(store, "浇水", date(2026, 3, 1), {neighbours[0]: 60})
    seen = health.health(store, team, TODAY)
    assert seen.ages is not None
    assert (seen.ages.known, seen.ages.youngest, seen.ages.median, seen.ages.oldest) == (2, 56, 66, 76)
    assert [count for _words, count in seen.ages.bands] == [0, 0, 1, 1]
    assert [(each.code, each.activities, each.people, each.minutes) for each in seen.trend] == [
        ("2026Q1", 2, 2, 150),
        ("2026Q2", 0, 0, 0),
        ("2026Q3", 0, 0, 0),
        ("2026Q4", 0, 0, 0),
    ]


def _honour(store: Store, recipient: str, resident_id: int | None = None) -> int:
    honorific = "" if resident_id is None else "同志"
    words = wording.honour(recipient, honorific, "在志愿服务中表现突出", "先进队伍", "鸿运小区自管委", TODAY)
    return issuing.issue(store, Draft(words, resident_id), lambda _sheets: None).params["certificate_id"]


def test_honours_are_those_of_the_team_under_any_name_and_of_its_members(
    store: Store, team: int, neighbours: list[int]
) -> None:
    enrol(store, team, neighbours[:1])
    _honour(store, NAME)
    _honour(store, "别的队")
    _honour(store, "罗喆", neighbours[0])
    _honour(store, "王秀英", neighbours[1])
    withdrawn = _honour(store, NAME)
    aftercare.withdraw(store, withdrawn, "写错了")
    register.save_team(store, TeamValues("花园队", founded_on=FOUNDED), team)
    seen = health.health(store, team, TODAY).honours
    assert [(each.recipient, each.title, each.of_team) for each in seen] == [
        ("罗喆", "先进队伍", False),
        (NAME, "先进队伍", True),
    ]


def test_an_empty_team_says_what_to_do_first(store: Store, team: int) -> None:
    seen = health.health(store, team, TODAY)
    assert health_sentences(seen) == ("还没有队员，请先登记入队。",)
    assert (seen.ages, seen.busiest, seen.active_percent, seen.minutes_per_member) == (None, "", 0, 0)
    with pytest.raises(Refused, match="team_unknown"):
        health.health(store, 99, TODAY)


def test_names_of_the_squad_stay_out_for_the_property_office(store: Store, neighbours: list[int]) -> None:
    squad = found(store, "党员先锋队", TeamKind.VANGUARD)
    enrol(store, squad, neighbours)
    serve(store, "巡逻", date(2026, 9, 1), {neighbours[0]: 60}, "党员先锋队")
    store.session = Session(1, "物业", Role.PROPERTY)
    seen = health.health(store, squad, TODAY)
    assert (seen.busiest, seen.ages, seen.members, seen.active) == ("", None, 3, 1)
    assert review.review(store, squad, 2026).leader == ""


def test_a_year_in_figures(store: Store, team: int, neighbours: list[int]) -> None:
    first, second, _third = enrol(store, team, neighbours, date(2025, 6, 1))
    membership.give_post(store, first.member_id, Post.LEADER, date(2025, 6, 1))
    membership.leave(store, second.member_id, date(2026, 5, 1))
    membership.join_guest(store, team, "贺老师", "", date(2026, 3, 1))
    serve(store, "旧的", date(2025, 9, 1), {neighbours[0]: 60})
    serve(store, "扫楼道", date(2026, 2, 1), {neighbours[0]: 60, neighbours[1]: 90})
    serve(store, "种花", date(2026, 6, 1), {neighbours[0]: 30})
    cancel(store, plan(store, "浇水", date(2026, 7, 1)), "下雨")
    plan(store, "将来的", date(2026, 11, 1))
    facts = review.review(store, team, 2026)
    assert (facts.leader, facts.members_before, facts.members_after, facts.joined, facts.left) == ("罗喆", 3, 3, 1, 1)
    assert [(each.activity.name, each.came, each.minutes) for each in facts.activities] == [
        ("扫楼道", 2, 150),
        ("种花", 1, 30),
    ]
    assert (facts.cancelled, facts.people, facts.times, facts.minutes, facts.events) == (1, 2, 3, 180, 0)
    assert facts.months_without == (1, 3, 4, 5, 7, 8, 9)
    assert facts.before is not None
    assert (facts.before.activities, facts.before.people, facts.before.minutes) == (1, 1, 60)
    assert review.review(store, team, 2025).before is None
    assert review.years(store, team) == (2026, 2025)
