# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole phones on a filing sheet: who is shown, and what the audit trail keeps of it."""

import pytest

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.personal import erasing, held
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership, unmasking
from hongyun_desktop.core.teams.rules import Post, WholeNumbers
from tests.core.access.people import at_desk, staff
from tests.core.points.neighbourhood import settle
from tests.core.teams.squads import FOUNDED, enrol, found


def _team(store: Store) -> tuple[int, list[int]]:
    people = settle(store, "5", "1", "201", "钟晓芳", "赵春花")
    team_id = found(store)
    enrol(store, team_id, people)
    membership.join_guest(store, team_id, "周老师", "13800001111", FOUNDED)
    return team_id, people


def test_whose_phones_were_written_whole_and_what_for_is_kept_by_their_numbers(store: Store) -> None:
    team_id, people = _team(store)
    member = membership.members(store, team_id)[0]
    with pytest.raises(Invalid, match="purpose_empty"):
        unmasking.unmask(store, team_id, WholeNumbers.LEADER, " ")
    with pytest.raises(Invalid, match="team_without_leader"):
        unmasking.unmask(store, team_id, WholeNumbers.LEADER, "报街道备案")
    membership.give_post(store, member.member_id, Post.LEADER, FOUNDED)
    unmasking.unmask(store, team_id, WholeNumbers.LEADER, "报街道备案")
    newest = journal.entries(store, 1)[0]
    assert (newest.code, newest.params) == (
        "team_numbers_shown", {"team_id": team_id, "residents": [member.resident_id], "count": 1, "purpose": "报街道备案"},
    )  # fmt: skip
    unmasking.unmask(store, team_id, WholeNumbers.ALL, "报社区备案")
    assert sorted(journal.entries(store, 1)[0].params["residents"]) == people
    assert journal.entries(store, 1)[0].params["count"] == 3


def test_a_person_is_told_that_their_phone_stood_on_a_filing_sheet(store: Store) -> None:
    team_id, (leader, _other) = _team(store)
    unmasking.unmask(store, team_id, WholeNumbers.ALL, "报街道备案")
    lines = {section.title: section.lines for section in held.held(store, leader).sections}["谁看过号码"]
    assert [(line.what, line.says.split("，")[-1]) for line in lines] == [("备案表上写了完整电话", "用途：报街道备案")]
    assert erasing.what_erasure_does(store, leader).looks == 1


def test_who_may_not_see_numbers_writes_none(store: Store) -> None:
    team_id, _people = _team(store)
    staff(store)
    with at_desk(store, Role.PROPERTY), pytest.raises(Refused, match="not_allowed"):
        unmasking.unmask(store, team_id, WholeNumbers.ALL, "报街道备案")
