# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of teams, and that activities follow the team that they belong to."""

from datetime import date

import pytest

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityValues
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import Post, TeamKind, TeamValues
from tests.core.teams.squads import FOUNDED, NAME, enrol, found, plan, serve

TODAY = date(2026, 10, 8)


def test_a_team_tells_its_leader_members_and_activities(store: Store, team: int, neighbours: list[int]) -> None:
    first, second, _third = enrol(store, team, neighbours)
    membership.give_post(store, first.member_id, Post.LEADER, FOUNDED)
    membership.give_post(store, second.member_id, Post.CONTACT, FOUNDED)
    membership.join_guest(store, team, "贺老师", "13900001111", TODAY)
    past, coming = plan(store, "扫楼道", date(2026, 9, 1)), plan(store, "种花", date(2026, 10, 9))
    card = register.get_team(store, team)
    assert (card.row.leader, card.row.members, card.guests, card.former) == ("罗喆", 4, 1, 0)
    assert [(each.name, each.post) for each in card.posts] == [("罗喆", Post.LEADER), ("王秀英", Post.CONTACT)]
    assert [each.activity_id for each in card.latest] == [past]
    assert [each.activity_id for each in card.upcoming] == [coming]
    assert (card.row.last_held_on, card.row.next_held_on) == (date(2026, 9, 1), date(2026, 10, 9))


def test_registering_a_team_adopts_the_activities_that_bear_its_name(store: Store) -> None:
    before = plan(store, "扫楼道", date(2026, 9, 1))
    assert activities.get_activity(store, before).team_id is None
    team = found(store)
    assert activities.get_activity(store, before).team_id == team
    after = plan(store, "种花", date(2026, 9, 2))
    assert activities.get_activity(store, after).team_id == team


def test_renaming_a_team_renames_its_activities_but_not_what_was_credited(
    store: Store, team: int, neighbours: list[int]
) -> None:
    held = serve(store, "扫楼道", date(2026, 9, 1), {neighbours[0]: 60})
    other = plan(store, "种花", date(2026, 9, 2), "花园队")
    register.save_team(store, TeamValues("花园队", founded_on=FOUNDED), team)
    assert activities.get_activity(store, held).team == "花园队"
    assert activities.get_activity(store, other).team_id == team
    assert store.value("SELECT team FROM service") == NAME
    journal.undo(store)
    assert activities.get_activity(store, held).team == NAME
    assert activities.get_activity(store, other).team_id is None


def test_a_sign_in_sheet_gives_its_activities_to_the_team_it_names(
    store: Store, team: int, neighbours: list[int]
) -> None:
    line = SignInLine("", 2, date(2026, 9, 12), "清扫楼道", "罗喆", 60, team=NAME)
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, [line]))
    held = activities.find_activity(store, date(2026, 9, 12), "清扫楼道")
    assert held is not None
    assert held.team_id == team
    assert neighbours


def test_an_activity_may_name_its_team_by_number(store: Store, team: int) -> None:
    values = ActivityValues("种花", date(2026, 9, 2), team_id=team)
    made = activities.save_activity(store, values).params["activity_id"]
    assert activities.get_activity(store, made).team == NAME
    with pytest.raises(Refused, match="team_unknown"):
        activities.save_activity(store, ActivityValues("浇水", date(2026, 9, 2), team_id=99))


def test_disbanding_ends_memberships_and_posts_and_keeps_the_history(
    store: Store, team: int, neighbours: list[int]
) -> None:
    first, *_others = enrol(store, team, neighbours)
    membership.give_post(store, first.member_id, Post.LEADER, FOUNDED)
    register.disband(store, team, TODAY)
    card = register.get_team(store, team)
    assert (card.row.members, card.former, card.row.leader, card.posts) == (0, 3, "", ())
    assert {row.left_on for row in membership.members(store, team, former=True)} == {TODAY}
    with pytest.raises(Refused, match="team_disbanded"):
        membership.join(store, team, neighbours, TODAY)
    with pytest.raises(Refused, match="team_disbanded"):
        register.disband(store, team, TODAY)


def test_a_team_is_not_disbanded_before_its_last_member_joined(store: Store, team: int, neighbours: list[int]) -> None:
    enrol(store, team, neighbours, date(2026, 9, 1))
    with pytest.raises(Invalid, match="ends_before_start"):
        register.disband(store, team, date(2026, 8, 31))
    with pytest.raises(Invalid, match="day_in_future"):
        register.disband(store, team, date(2026, 10, 9))


def test_what_is_wrong_with_a_team_is_told(store: Store, team: int, neighbours: list[int]) -> None:
    with pytest.raises(Invalid, match="team_name_empty"):
        register.save_team(store, TeamValues("　"))
    with pytest.raises(Invalid, match="team_name_too_long"):
        register.save_team(store, TeamValues("队" * 41))
    with pytest.raises(Invalid, match="day_in_future"):
        register.save_team(store, TeamValues("舞蹈队", founded_on=date(2026, 10, 9)))
    with pytest.raises(Refused, match="team_exists"):
        register.save_team(store, TeamValues(NAME))
    with pytest.raises(Refused, match="team_unknown"):
        register.save_team(store, TeamValues("舞蹈队"), 99)
    enrol(store, team, neighbours)
    with pytest.raises(Invalid, match="founded_after_joined"):
        register.save_team(store, TeamValues(NAME, founded_on=date(2025, 3, 2)), team)


def test_only_a_team_nobody_belonged_to_is_removed(store: Store, team: int, neighbours: list[int]) -> None:
    activity = plan(store, "种花", date(2026, 9, 2))
    other = found(store, "舞蹈队")
    enrol(store, other, neighbours)
    with pytest.raises(Refused, match="team_in_use"):
        register.remove_team(store, other)
    register.remove_team(store, team)
    assert activities.get_activity(store, activity).team_id is None
    journal.undo(store)
    assert activities.get_activity(store, activity).team_id == team


def test_the_list_filters_sorts_and_finds(store: Store, team: int, neighbours: list[int]) -> None:
    squad = found(store, "党员先锋队", TeamKind.VANGUARD)
    dance = found(store, "鸿运舞蹈队", TeamKind.INTEREST, date(2025, 5, 1))
    enrol(store, dance, neighbours, date(2025, 5, 1))
    assert list(register.window(store, Query()).ids) == [team, dance, squad]
    assert next(iter(register.window(store, Query(sort="members", descending=True)).ids)) == dance
    assert list(register.window(store, Query(filters={"kind": "interest"})).ids) == [dance]
    assert list(register.window(store, Query(text="hywd")).ids) == [dance]
    register.disband(store, dance, TODAY)
    assert list(register.window(store, Query(filters={"standing": "living"})).ids) == [team, squad]
    assert [row.team_id for row in register.list_teams(store)] == [team, squad, dance]


def test_who_may_not_see_party_members_does_not_see_the_squad(store: Store, neighbours: list[int]) -> None:
    squad = found(store, "党员先锋队", TeamKind.VANGUARD)
    first, *_others = enrol(store, squad, neighbours)
    membership.give_post(store, first.member_id, Post.LEADER, FOUNDED)
    store.session = Session(1, "物业", Role.PROPERTY)
    card = register.get_team(store, squad)
    assert (card.hidden, card.posts, card.row.leader, card.row.members) == (True, (), "", 3)
    assert membership.members(store, squad) == ()
    assert membership.teams_of(store, neighbours[0]) == ()


def test_programmes_are_those_in_use(store: Store) -> None:
    register.save_team(store, TeamValues("舞蹈队", programme="鸿鹄志计划"))
    activities.save_activity(store, ActivityValues("通心会", TODAY, programme="邻里共生·众享鸿运情"))
    assert register.programmes(store) == ("邻里共生·众享鸿运情", "鸿鹄志计划")


def test_teams_that_activities_name_are_registered_together_and_taken_back_in_one_step(store: Store) -> None:
    named = ["鸿运舞蹈队", "文明宣导队", "", "文明宣导队", "党员先锋队"]
    for day, team in enumerate(named, 1):
        activities.save_activity(store, ActivityValues(name="活动", held_on=date(2026, 9, day), team=team))
    names = register.unregistered(store, named)
    assert names == ("文明宣导队", "鸿运舞蹈队", "党员先锋队")
    register.register_named(store, names)
    assert {team.name: team.kind for team in register.list_teams(store)} == {
        "文明宣导队": TeamKind.PLACE, "鸿运舞蹈队": TeamKind.INTEREST, "党员先锋队": TeamKind.VANGUARD,
    }  # fmt: skip
    assert register.unregistered(store, named) == ()
    journal.undo(store)
    assert register.list_teams(store) == ()
    assert register.unregistered(store, named) == names


def test_names_that_cannot_all_be_registered_are_none_of_them(store: Store) -> None:
    register.save_team(store, TeamValues("环境美育队"))
    with pytest.raises(Refused, match="team_exists"):
        register.register_named(store, ["关爱互助队", "环境美育队"])
    assert len(register.list_teams(store)) == 1
