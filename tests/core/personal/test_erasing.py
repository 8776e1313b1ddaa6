# SPDX-License-Identifier: GPL-3.0-or-later
"""What an erasure promises is what it does: a hunt through all tables finds nothing but what the plan says stays."""

from datetime import date, datetime
from pathlib import Path

import pytest

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.audit import verification
from hongyun_desktop.core.backups import making, thinning
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.personal import erasing, held
from hongyun_desktop.core.personal.rules import ErasureReason, backup_lines, headless_sentence, months_later, staying
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.roster import dwelling_book, erasure, unmasking
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.residents import get_resident, move_resident, save_resident
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import Post, TeamValues
from hongyun_desktop.messages.journal import unit_sentence

NAME, NICKNAME, NOTE = "罗金丝雀", "雀大王", "住院要人陪"
LEFT = "要去广元看病"
NUMBER, PHONE = with_check_character("51019919600102777"), "13877776666"


def _person(store: Store) -> int:
    values = ResidentValues(NAME, id_number=NUMBER, phones=(PHONE,), nicknames=(NICKNAME,), note=NOTE)
    resident_id = save_resident(store, values).params["resident_id"]
    values = ResidentValues(NAME, id_number=NUMBER, phones=(PHONE, "13900001111"), note=NOTE)
    save_resident(store, values, resident_id)
    activity = activities.save_activity(store, ActivityValues("扫楼", date(2026, 10, 1))).params["activity_id"]
    attendance.sign_up(store, activity, [resident_id])
    _join(store, resident_id)
    return resident_id


def _join(store: Store, resident_id: int) -> None:
    """Lead a team, leave it, and belong again."""
    team = register.save_team(store, TeamValues("关爱互助队")).params["team_id"]
    for _time in range(2):
        membership.join(store, team, [resident_id], date(2026, 9, 1))
        (row,) = membership.members(store, team)
        membership.give_post(store, row.member_id, Post.LEADER, date(2026, 9, 1))
        if not membership.members(store, team, former=True):
            membership.leave(store, row.member_id, date(2026, 9, 1), LEFT)


def _hunt(store: Store, words: tuple[str, ...]) -> set[str]:
    """The tables that hold any of the words, whatever the column."""
    tables = [row[0] for row in store.sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table for table in tables for row in store.sql(f'SELECT * FROM "{table}"') if any(w in repr(row) for w in words)
    }


def test_a_hunt_through_every_table_finds_the_person_nowhere(store: Store) -> None:
    resident_id = _person(store)
    words = (NAME, NICKNAME, NOTE, LEFT, NUMBER, PHONE, "13900001111", "luojinsique")
    assert {"resident", "journal_row"} <= _hunt(store, words)
    erasing.erase(store, resident_id, ErasureReason.ASKED)
    assert _hunt(store, words) == set()
    (team,) = register.list_teams(store)
    assert (team.members, team.leader) == (0, "")
    assert [(row.name, row.left_reason) for row in membership.members(store, team.team_id, former=True)] == [
        ("已删除", ""),
        ("已删除", ""),
    ]


def test_what_others_wrote_stays_and_the_plan_says_where(store: Store) -> None:
    resident_id = _person(store)
    unmasking.unmask(store, resident_id, f"给{NAME}办证")
    save_resident(store, ResidentValues("吕静", note=f"{NAME}的邻居"))
    plan = erasing.what_erasure_does(store, resident_id)
    told = {each.what: each.count for each in plan.mentions if each.count}
    assert told == {"查看和导出时写的用途": 1, "别人的备注和昵称": 1}
    assert {what for what, _how in staying(plan)} >= {*told, "操作记录"}
    assert (plan.looks, plan.attendance, plan.changes, plan.memberships) == (1, 1, 2, 2)
    erasing.erase(store, resident_id, ErasureReason.ASKED)
    # The neighbour's row and its image in the journal, and the purpose in the append-only trail.
    assert _hunt(store, (NAME,)) == {"journal", "resident", "journal_row"}
    assert _hunt(store, (NUMBER, PHONE)) == set()


def test_the_reason_is_kept_as_a_code_and_none_is_refused(store: Store) -> None:
    resident_id = _person(store)
    with pytest.raises(Invalid, match="erasure_reason_missing"):
        erasing.erase(store, resident_id, "")
    erasing.erase(store, resident_id, ErasureReason.CONSENT_WITHDRAWN)
    assert store.value("SELECT params ->> 'reason' FROM journal WHERE code = 'resident_erased'") == "consent_withdrawn"
    with pytest.raises(Refused, match="resident_unknown"):
        erasing.what_erasure_does(store, resident_id)
    with pytest.raises(Refused, match="resident_unknown"):
        erasing.erase(store, resident_id, ErasureReason.ASKED)


def _family(store: Store) -> dict[str, int]:
    home = dwelling_book.save_dwelling(store, Address("3", "2", "1102"), Occupancy.OWNER_OCCUPIED).params["dwelling_id"]
    people = (("罗喆", "户主"), ("吕静", "妻"), ("罗小满", "子"))
    return {
        name: save_resident(store, ResidentValues(name, relation=relation), None, home).params["resident_id"]
        for name, relation in people
    }


def test_a_household_that_loses_its_head_is_told_and_another_can_be_chosen(store: Store) -> None:
    ids = _family(store)
    plan = erasing.what_erasure_does(store, ids["罗喆"])
    assert [(each.name, each.relation) for each in plan.left_behind] == [("吕静", "妻"), ("罗小满", "子")]
    assert "同住的还有 2 人" in headless_sentence(plan)
    with pytest.raises(Refused, match="resident_unknown"):
        erasing.erase(store, ids["罗喆"], ErasureReason.ASKED, next_head=_person(store))
    erasing.erase(store, ids["罗喆"], ErasureReason.ASKED, next_head=ids["吕静"])
    assert get_resident(store, ids["吕静"]).relation == "户主"
    assert get_resident(store, ids["罗小满"]).relation == "子"
    assert verification.findings(store) == []
    assert _hunt(store, ("罗喆",)) == set()


def test_erasing_a_head_and_naming_another_is_one_step_that_is_never_undone(store: Store) -> None:
    ids = _family(store)
    before = store.value("SELECT count(*) FROM journal")
    erasing.erase(store, ids["罗喆"], ErasureReason.ASKED, next_head=ids["吕静"])
    assert store.value("SELECT count(*) FROM journal") == before + 1
    (step,) = journal.entries(store, 1)
    assert unit_sentence(step.code, step.params) == (
        f"按要求删除了个人信息（编号 {ids['罗喆']}），同住的编号 {ids['吕静']} 成了户主"
    )
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)
    assert get_resident(store, ids["吕静"]).relation == "户主"


def test_erasing_a_head_that_fails_leaves_the_head(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = _family(store)

    def fail(_unit: object, _resident_id: int) -> None:
        raise RuntimeError("the disk went")

    monkeypatch.setattr(erasure, "_blank_memberships", fail)
    with pytest.raises(RuntimeError, match="the disk went"):
        erasing.erase(store, ids["罗喆"], ErasureReason.ASKED, next_head=ids["吕静"])
    assert [get_resident(store, ids[name]).relation for name in ("罗喆", "吕静")] == ["户主", "妻"]


def test_a_household_may_stay_without_a_head(store: Store) -> None:
    ids = _family(store)
    erasing.erase(store, ids["罗喆"], ErasureReason.ASKED)
    assert get_resident(store, ids["吕静"]).relation == "妻"


def test_whoever_is_no_head_or_lives_alone_leaves_nobody_behind(store: Store) -> None:
    ids = _family(store)
    for name in ("吕静", "罗小满"):
        assert headless_sentence(erasing.what_erasure_does(store, ids[name])) == ""
        erasing.erase(store, ids[name], ErasureReason.ASKED)
    assert erasing.what_erasure_does(store, ids["罗喆"]).left_behind == ()


def test_the_print_out_tells_when_where_and_how_long_each_activity_was(store: Store) -> None:
    resident_id = save_resident(store, ResidentValues("罗喆")).params["resident_id"]
    values = ActivityValues("通心会", date(2026, 9, 20), starts_at="19:30", ends_at="21:00", place="社区活动室")
    evening = activities.save_activity(store, values).params["activity_id"]
    attendance.sign_up(store, evening, [resident_id])
    cleaning = activities.save_activity(store, ActivityValues("扫楼", date(2026, 10, 1))).params["activity_id"]
    attendance.sign_up(store, cleaning, [resident_id])
    attendance.mark(store, cleaning, {resident_id: (Attending.CAME, 90)})
    dancing = activities.save_activity(store, ActivityValues("舞蹈教学", date(2026, 10, 2))).params["activity_id"]
    attendance.mark(store, dancing, {resident_id: (Attending.CAME, 120)})
    attendance.confirm(store, dancing)
    data = held.held(store, resident_id)
    lines = next(section.lines for section in data.sections if section.title == "报名和到场")
    assert [(line.when, line.what, line.says) for line in lines] == [
        ("2026-09-20", "通心会", "报名，19:30–21:00，在社区活动室"),
        ("2026-10-01", "扫楼", "到场，1.5 小时"),
        ("2026-10-02", "舞蹈教学", "到场，2 小时"),
    ]


def test_without_backups_there_is_no_day_until_which_they_hold_the_person(store: Store) -> None:
    plan = erasing.what_erasure_does(store, _person(store))
    assert plan.lapses_on is None
    assert plan.own_backups == plan.kept_backups == 0
    assert len(backup_lines(plan)) == 1


def test_the_day_of_the_last_backup_holds_when_the_program_is_used_once_a_month(store_path: Path) -> None:
    start = datetime(2026, 10, 8, 9)
    with open_store(store_path, clock=FixedClock(start)) as store:
        resident_id = _person(store)
        making.back_up_by_itself(store)
        plan = erasing.what_erasure_does(store, resident_id)
    assert plan.own_backups == 1
    assert plan.lapses_on == date(2027, 10, 1)
    copies = [thinning.Copy("with", "o", (1, 0), start)]
    month = 0
    while any(copy.name == "with" for copy in copies):
        month += 1
        first = months_later(start.date(), month)
        copies.append(thinning.Copy(f"{month}", "o", (month + 1, 0), datetime(first.year, first.month, 1, 9)))
        gone = thinning.superfluous(copies)
        copies = [copy for copy in copies if copy not in gone]
    assert months_later(start.date(), month) == plan.lapses_on


def test_copies_that_somebody_asked_for_are_counted_apart(store: Store) -> None:
    resident_id = _person(store)
    making.back_up_by_itself(store)
    making.back_up(store, store.path.parent / "备份")
    plan = erasing.what_erasure_does(store, resident_id)
    assert (plan.own_backups, plan.kept_backups) == (1, 1)


def test_the_print_out_holds_everything_masked_until_it_is_told(store: Store) -> None:
    resident_id = _person(store)
    unmasking.unmask(store, resident_id, "核对")
    text = repr(held.held(store, resident_id))
    assert NUMBER not in text
    assert PHONE not in text
    with pytest.raises(Invalid, match="purpose_empty"):
        held.tell(store, resident_id, " ")
    data, changed = held.tell(store, resident_id, "本人来要")
    lines = {section.title: section.lines for section in data.sections}
    text = repr(data)
    assert NUMBER in text
    assert PHONE in text
    assert changed.code == "personal_data_told"
    assert [line.says for line in lines["报名和到场"]] == ["报名"]
    assert [line.what for line in lines["谁看过号码"]] == ["看了号码", "打印了全部资料"]
    assert "核对" in lines["谁看过号码"][0].says


def test_others_of_the_household_are_only_counted(store: Store) -> None:
    resident_id = _person(store)
    home = dwelling_book.save_dwelling(store, Address("3", "2", "1102"), Occupancy.OWNER_OCCUPIED).params["dwelling_id"]
    move_resident(store, resident_id, home)
    save_resident(store, ResidentValues("吕静", phones=("13911112222",)), None, home)
    data, _changed = held.tell(store, resident_id, "本人来要")
    lines = {section.title: section.lines for section in data.sections}
    assert "另有 1 人" in lines["同住的人"][0].says
    assert "吕静" not in repr(data)
    assert data.dwelling == "3栋2单元1102"
