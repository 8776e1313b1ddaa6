# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom pasted names mean: everything pasted is found again in one of the lists."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.picking.pasted_names import read
from hongyun_desktop.core.picking.picking import Person, matches, people_of
from hongyun_desktop.core.points import merging
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import settle


def names_of(text: str) -> list[tuple[str, str]]:
    """Name and short address of each person read."""
    return [(each.name, each.address.short if each.address else "") for each in read(text)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "罗喆\n王秀英\n李伟",
        "罗喆、王秀英，李伟",
        "罗喆,王秀英;李伟",
        "罗喆 王秀英 李伟",
        "1.罗喆\n2. 王秀英\n3、李伟",
        "1 罗喆\n2 王秀英\n3 李伟",
        "①罗喆\n②王秀英\n③李伟",
        "（1）罗喆\n（2）王秀英\n（3）李伟",
        "- 罗喆\n• 王秀英\n* 李伟",
        "罗　喆\n王秀英\n李 伟",
        "#接龙\n周六清扫楼道\n\n1. 罗喆\n2. 王秀英\n3. 李伟",
        "罗喆\t王秀英\r\n\r\n李伟",
        "1。罗喆\n2。王秀英\n3。李伟",
        "1：罗喆\n2：王秀英\n3：李伟",
        "一、罗喆\n二、王秀英\n三、李伟",
        "1.罗喆2.王秀英3.李伟",
        "#接龙\n一、地点：中庭\n二、时间：9点\n1. 罗喆\n2. 王 秀 英\n3. 李伟",
        "#接龙\n第一组\n1. 罗喆\n2. 王秀英\n第二组：\n3. 李伟",
    ],
)
def test_names_are_read_however_they_are_set_apart(text: str) -> None:
    assert names_of(text) == [("罗喆", ""), ("王秀英", ""), ("李伟", "")]


@pytest.mark.parametrize(
    "text",
    [
        "罗喆 3-2-1102",
        "罗喆3-2-1102",
        "罗喆（3-2-1102）",
        "罗喆，3栋2单元1102",
        "罗喆 3号楼2单元1102室",
        "3-2-1102 罗喆",
        "3-2-1102、罗喆",
        "5. 罗喆 3栋2单元1102号",
        "罗 喆  3－2－1102",
        "3：3-2-1102：罗喆",
        "3. 罗喆\n  3-2-1102",
        "3. 罗喆\n  3栋2单元1102 两小时",
    ],
)
def test_a_room_belongs_to_the_name_beside_it(text: str) -> None:
    assert names_of(text) == [("罗喆", "3-2-1102")]


def test_several_people_with_rooms_in_one_line_stay_apart() -> None:
    assert names_of("罗喆 3-2-1102 王秀英 3-2-902、李伟") == [("罗喆", "3-2-1102"), ("王秀英", "3-2-902"), ("李伟", "")]


def test_headings_asides_and_people_brought_along_are_told_not_dropped() -> None:
    people, skipped = read("#接龙\n周六清扫，报名\n例 姓名 房号\n1. 罗喆+1\n2. 王秀英（带孩子）")
    assert [each.name for each in people] == ["罗喆", "王秀英"]
    assert [(each.text, each.why) for each in skipped] == [
        ("#接龙", "heading"), ("周六清扫，报名", "heading"), ("例 姓名 房号", "heading"),
        ("罗喆 +1", "more"), ("王秀英（带孩子）", "aside"),
    ]  # fmt: skip


def test_a_block_of_names_is_sorted_into_clear_unclear_and_unknown(store: Store, neighbours: list[int]) -> None:
    (namesake,) = settle(store, "5", "1", "201", "李伟", relation="户主", phones=("13812345678",))
    found = matches(store, "罗喆\n李伟\n张三丰\n罗喆")
    assert [(each.text, each.person.resident_id) for each in found.matched] == [("罗喆", neighbours[0])]
    (asked,) = found.ambiguous
    assert (asked.text, asked.why) == ("李伟", "namesakes")
    assert asked.candidates[1] == Person(namesake, "李伟", "5-1-201", "户主 · 138****5678")
    assert [each.text for each in found.unknown] == ["张三丰"]
    assert [(each.text, each.line) for each in found.repeated] == [("罗喆", 4)]


def test_a_room_or_a_phone_tells_namesakes_apart(store: Store, neighbours: list[int]) -> None:
    (namesake,) = settle(store, "5", "1", "201", "李伟", phones=("13812345678",))
    found = matches(store, "李伟 12-1-101\n李伟 5678")
    assert [each.person.resident_id for each in found.matched] == [neighbours[2], namesake]


def test_a_name_at_another_room_is_asked_about(store: Store, neighbours: list[int]) -> None:
    (asked,) = matches(store, "罗喆 12-1-101").ambiguous
    assert (asked.why, [each.resident_id for each in asked.candidates]) == ("elsewhere", [neighbours[0]])


def test_an_unknown_name_at_a_known_room_offers_who_lives_there(store: Store, neighbours: list[int]) -> None:
    (asked,) = matches(store, "罗阿姨 3-2-1102").ambiguous
    assert (asked.why, [each.resident_id for each in asked.candidates]) == ("household", [neighbours[0]])


def test_a_wechat_nickname_finds_its_owner(store: Store) -> None:
    (owner,) = settle(store, "5", "1", "201", "赵春花", nicknames=("春暖花开",))
    assert [each.person.resident_id for each in matches(store, "1. 春暖花开").matched] == [owner]
    assert [each.text for each in matches(store, "春暖").unknown] == ["春暖"]


def test_initials_a_room_and_the_end_of_a_phone_number_find_people(store: Store) -> None:
    first, second = settle(store, "5", "1", "201", "钟晓芳", "钟小明", phones=("13800001357",))
    assert [each.person.resident_id for each in matches(store, "zxf").matched] == [first]
    (room,) = matches(store, "5-1-201").ambiguous
    assert (room.why, {each.resident_id for each in room.candidates}) == ("alike", {first, second})
    (tail,) = matches(store, "1357").ambiguous
    assert len(tail.candidates) == 2


def test_merged_and_erased_people_are_not_offered_twice(store: Store, neighbours: list[int]) -> None:
    (double,) = settle(store, "5", "1", "201", "罗喆")
    merging.merge_people(store, double, neighbours[0])
    assert [each.person.resident_id for each in matches(store, "罗喆").matched] == [neighbours[0]]
    erasure.erase(store, neighbours[0])
    assert [each.text for each in matches(store, "罗喆").unknown] == ["罗喆"]
    assert people_of(store, [neighbours[0]]) == {}


def test_nothing_pasted_finds_nothing(store: Store) -> None:
    found = matches(store, " \n\n ")
    assert (found.matched, found.ambiguous, found.unknown, found.skipped) == ((), (), (), ())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="罗喆王秀英李伟张12345-、，.+（）() \n#接龙abz栋单元", max_size=60))
def test_no_character_that_could_be_a_name_is_dropped_silently(store: Store, text: str) -> None:
    found = matches(store, text)
    told = "".join(
        [each.text for each in (*found.matched, *found.ambiguous, *found.skipped, *found.unknown, *found.repeated)]
    )
    assert set(re.findall(r"[罗喆王秀英李伟张]", text)) <= set(told)


def test_a_phone_behind_room_and_comma_is_of_the_same_person(store: Store) -> None:
    (owner,) = settle(store, "3", "2", "1102", "罗喆", phones=["13800000001"])
    found = matches(store, "1. 姓名:罗喆，房号:3-2-1102，电话:13800000001\n2. 罗喆 尾号0001", typed=False)
    assert [each.person.resident_id for each in (*found.matched, *found.repeated)] == [owner, owner]
    assert (found.ambiguous, found.unknown) == ((), ())


def test_whoever_is_crossed_out_with_a_cross_is_asked_about(store: Store) -> None:
    settle(store, "3", "2", "1102", "罗喆", "吕静")
    found = matches(store, "1. ❌罗喆\n2. 吕静 晚到一会儿", typed=False)
    assert [each.person.name for each in found.matched] == ["吕静"]
    assert [(each.name, each.why) for each in found.ambiguous] == [("罗喆", "doubtful")]
    assert found.unknown == ()
