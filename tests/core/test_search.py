# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody types finds people, rooms, activities and certificates, and shows no number that is masked elsewhere."""

from datetime import date

import pytest

from hongyun_desktop.core.activities.tables import Activity
from hongyun_desktop.core.facilities.keeping import save_facility
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.honours.tables import Certificate
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.rectification.places import place_of
from hongyun_desktop.core.rectification.rules import TaskValues
from hongyun_desktop.core.rectification.tasks import save_task
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.roster.residents import every_resident, move_resident, save_resident
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues, RosterLine
from hongyun_desktop.core.search import Hit, search
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams.tables import Team
from tests.core.access.people import at_desk, staff

PEOPLE = (
    ("吕静", Address("12", "1", "302"), "13900002222"),
    ("王建国", Address("3", "2", "1102"), "13800001111"),
    ("单妍", Address("3", "2", "1102"), "13700003333"),
    ("王建军", Address("3", "2", "302"), "02883960000"),
)


@pytest.fixture
def compound(store: Store) -> Store:
    """Four people, an empty dwelling, an activity and a certificate."""
    lines = [
        RosterLine("花名册", row, address, name, phones=(phone,), occupancy=Occupancy.OWNER_OCCUPIED,
                   id_number=with_check_character(f"51019919600102{row:03d}"))
        for row, (name, address, phone) in enumerate(PEOPLE, 2)
    ]  # fmt: skip
    lines.append(RosterLine("花名册", 9, Address("3", "2", "1201"), "", occupancy=Occupancy.VACANT))
    apply_import(store, plan_import(store, lines))
    with store.unit("activity_added") as unit:
        unit.insert(Activity, name="中秋邻里节", held_on=date(2026, 9, 26), team="", service_kind="")
    with store.unit("certificate_issued") as unit:
        unit.append(Certificate, kind="honour", year=2026, serial=1, number="鸿运荣字〔2026〕第0001号", resident_id=2,
                    award_id=None, issued_on=date(2026, 10, 1))  # fmt: skip
    return store


def texts(store: Store, words: str) -> list[str]:
    return [hit.text for hit in search(store, words)]


@pytest.mark.parametrize("words", ["王", "王建", "wang", "wangjian", "wj", "WJ", "w", "王 3栋", "王 3-2"])
def test_both_wangs_are_found_by_address(compound: Store, words: str) -> None:
    found = [hit.text for hit in search(compound, words) if hit.kind == "resident"]
    assert found == ["王建军 · 3栋2单元302", "王建国 · 3栋2单元1102"]


@pytest.mark.parametrize("words", ["建国", "王建国", "wangjianguo", "wjg", "1111", "王 1102", "wjg 1111"])
def test_one_person_is_found_by_name_sound_initials_and_phone_tail(compound: Store, words: str) -> None:
    assert "王建国 · 3栋2单元1102" in texts(compound, words)
    assert "王建军 · 3栋2单元302" not in texts(compound, words)


@pytest.mark.parametrize("words", ["lv", "lu", "lvjing", "lujing", "lj"])
def test_lü_is_found_with_either_letter(compound: Store, words: str) -> None:
    assert texts(compound, words) == ["吕静 · 12栋1单元302"]


@pytest.mark.parametrize("words", ["shan", "dan", "sy", "dy"])
def test_a_surname_is_found_by_either_reading(compound: Store, words: str) -> None:
    assert texts(compound, words) == ["单妍 · 3栋2单元1102"]


@pytest.mark.parametrize("words", ["3-2-1102", "3栋2单元1102", "1102"])
def test_a_room_finds_its_people_before_itself(compound: Store, words: str) -> None:
    assert texts(compound, words) == [
        "王建国 · 3栋2单元1102", "单妍 · 3栋2单元1102", "3栋2单元1102 · 自住 · 2人",
    ]  # fmt: skip


def test_rooms_are_ordered_as_numbers(compound: Store) -> None:
    found = [hit.text for hit in search(compound, "3-2") if hit.kind == "dwelling"]
    assert found == ["3栋2单元302 · 自住 · 1人", "3栋2单元1102 · 自住 · 2人", "3栋2单元1201 · 空置 · 0人"]


def test_activities_and_certificates_are_found_by_name_and_number(compound: Store) -> None:
    assert texts(compound, "中秋") == texts(compound, "邻里节") == ["2026-09-26 中秋邻里节"]
    assert texts(compound, "0001") == ["鸿运荣字〔2026〕第0001号 · 王建国"]
    assert texts(compound, "王建国")[-1] == "鸿运荣字〔2026〕第0001号 · 王建国"


@pytest.mark.parametrize("words", ["", "  ", "·", "-", '"', "*", "AND", "王 没有这个人", "NEAR(", "'; DROP"])
def test_what_fits_nobody_finds_nobody(compound: Store, words: str) -> None:
    assert search(compound, words) == ()


def test_no_more_are_shown_than_asked_for(compound: Store) -> None:
    assert len(search(compound, "3", limit=2)) == 2


def test_a_nickname_is_found_and_a_move_is_seen_at_once(compound: Store) -> None:
    resident_id = every_resident(compound)[0].resident_id
    save_resident(compound, ResidentValues("吕静", nicknames=("静静妈妈",)), resident_id)
    move_resident(compound, resident_id, None)
    assert texts(compound, "妈妈") == ["吕静"]
    assert texts(compound, "12-1-302") == ["12栋1单元302 · 自住 · 0人"]


def test_no_hit_shows_a_phone_or_an_id_number(compound: Store) -> None:
    shown = "".join(hit.text for words in ("w", "l", "3", "1111", "2") for hit in search(compound, words))
    assert "0000" not in shown
    assert "510199" not in shown


def test_namesakes_are_told_apart_by_the_end_of_the_phone_and_veiled_they_keep_the_building(compound: Store) -> None:
    hit = next(hit for hit in search(compound, "王建国") if hit.kind == "resident")
    assert hit.veiled == "王*国 · 3栋"
    assert hit.phone.count("*") == 4
    twin = Hit("resident", -1, "王建国", "王建国")
    assert hit.namesakes((hit, twin)) == (twin,)
    room = Hit("dwelling", 1, "3栋2单元1102")
    assert room.namesakes((room, Hit("dwelling", 2, "3栋2单元302"))) == ()


@pytest.fixture
def tracker(store: Store) -> Store:
    """A task at a road, one in a building against the property office, a team and a facility."""
    staff(store)
    for title, place, about_property in (
        ("窨井盖松动", "鸿运大道260号门前", False),
        ("清运不及时", "10栋2单元垃圾房", True),
    ):
        values = TaskValues(title, "环境卫生", date(2026, 10, 1), place_of(place), about_property=about_property)
        save_task(store, values)
    save_facility(store, FacilityValues("榕树驿站", "功能用房", "大榕树下"))
    with store.unit("team_saved") as unit:
        unit.insert(Team, name="环境美育队", kind="place")
    return store


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-001", "2026-001 · 窨井盖松动 · 鸿运大道260号门前"), ("2026-1", "2026-001 · 窨井盖松动 · 鸿运大道260号门前"),
        ("井盖", "2026-001 · 窨井盖松动 · 鸿运大道260号门前"), ("鸿运大道260号", "2026-001 · 窨井盖松动 · 鸿运大道260号门前"),
        ("10栋 垃圾房", "2026-002 · 清运不及时 · 10栋2单元垃圾房"), ("榕树驿站", "榕树驿站 · 大榕树下"), ("大榕树", "榕树驿站 · 大榕树下"),
        ("美育", "环境美育队"), ("hjmyd", "环境美育队"),
    ],
)  # fmt: skip
def test_teams_tasks_and_facilities_are_found(tracker: Store, words: str, expected: str) -> None:
    assert expected in texts(tracker, words)


def test_what_is_against_the_property_office_is_not_found_by_it(tracker: Store) -> None:
    with at_desk(tracker, Role.PROPERTY):
        assert texts(tracker, "2026") == ["2026-001 · 窨井盖松动 · 鸿运大道260号门前"]
        assert texts(tracker, "清运") == []
