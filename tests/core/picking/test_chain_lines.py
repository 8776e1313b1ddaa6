# SPDX-License-Identifier: GPL-3.0-or-later
"""However a line of a chain is written, nobody is taken for somebody else."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.picking.pasted_names import read
from hongyun_desktop.core.picking.picking import PickResult, is_own_nickname, matches
from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.roster.nicknames import is_honorific, keep_nickname
from hongyun_desktop.core.store.journal import undo
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange.roster_sheet import read_roster
from tests.core.points.neighbourhood import settle

ROSTER = Path(__file__).parents[2] / "data" / "roster-office.xlsx"
WHOLE = (
    "{b}-{u}-{r}", "{b}栋{u}单元{r}", "{b}号楼{u}单元{r}室", "{b}栋{u}-{r}", "{b}幢 {u}单元 {r}号", "{B}栋{U}单元{r}",
    "{b}#{u}-{r}", "{b} - {u} - {r}", "{b}/{u}/{r}", "鸿运小区{b}栋{u}单元{r}", "{b}栋{u}单元{f}楼{r}",
)  # fmt: skip
PART = ("{b}栋", "{B}号楼", "{b}栋{u}单元", "{b}-{u}", "{b}栋{r}", "{u}单元{r}", "{r}室", "{r}", "{b}-{r}", "")
AROUND = ("{}", "（{}）", "({})", "【{}】", "[{}]", "［{}］", "「{}」")
BEFORE = ("", "👍", "[强]", "我是", "上午 ", "@")
AFTER = ("", "👩🏻‍🌾", "❤️", "🇨🇳", "参加", "报名！", " 我参加", "（上午）", " +1", "[玫瑰]", " 算我一个", "。")
NUMBERS = ("{}. ", "{}.", "{}、", "{}）", "({}) ", "（{}）", "{}: ", "{}️⃣ ")
HAN_DIGITS = "零一二三四五六七八九十"
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


@dataclass(frozen=True)
class Somebody:
    """One resident of the roster, by name and the parts of the address."""

    name: str
    b: str
    u: str
    r: str

    @property
    def short(self) -> str:
        return f"{self.b}-{self.u}-{self.r}"

    def place(self, pattern: str) -> str:
        building, unit = (HAN_DIGITS[int(code)] for code in (self.b, self.u))
        return pattern.format(b=self.b, u=self.u, r=self.r, B=building, U=unit, f=self.r[:-2])


@pytest.fixture
def compound(store: Store) -> Store:
    importing.apply_import(store, importing.plan_import(store, read_roster(ROSTER, store.clock.now().date()).lines))
    return store


class Everybody(tuple[Somebody, ...]):
    """The roster; hypothesis is not to print all of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{len(self)} people"


@pytest.fixture
def people(compound: Store) -> Everybody:
    rows = compound.sql(
        "SELECT r.name, b.code, u.code, d.room FROM resident r JOIN dwelling d ON d.id = r.dwelling_id"
        " JOIN building_unit u ON u.id = d.building_unit_id JOIN building b ON b.id = u.building_id ORDER BY r.id"
    )
    return Everybody(Somebody(*row) for row in rows)


@st.composite
def mangled(draw: st.DrawFn, places: tuple[str, ...]) -> tuple[int, str, str, bool]:
    """Which of the roster, how place and name are written, and whether the place comes first."""
    wide = draw(st.booleans())
    place, around = draw(st.sampled_from(places)), draw(st.sampled_from(AROUND))
    number = draw(st.sampled_from(NUMBERS)).format(draw(st.integers(1, 9)))
    said = f"{draw(st.sampled_from(BEFORE))}{{name}}{draw(st.sampled_from(AFTER))}"
    gap = draw(st.sampled_from((" ", "　", "，") if said.endswith("+1") else ("", " ", "　", "，")))
    where = around.format("{place}") if place else ""
    line = f"{where}{gap}{said}" if draw(st.booleans()) and where else f"{said}{gap}{where}"
    return draw(st.integers(0, 10_000)), number + line, place, wide


def written(who: Somebody, line: str, place: str, *, wide: bool) -> str:
    where = who.place(place)
    return line.format(name=who.name, place=where.translate(FULL_WIDTH) if wide else where)


def wrongly(found: PickResult, who: Somebody) -> list[str]:
    return [each.text for each in found.matched if (each.person.name, each.person.dwelling) != (who.name, who.short)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(drawn=mangled(WHOLE + PART))
def test_a_mangled_line_means_its_person_or_is_asked_about(
    compound: Store, people: Everybody, drawn: tuple[int, str, str, bool]
) -> None:
    who = people[drawn[0] % len(people)]
    text = written(who, drawn[1], drawn[2], wide=drawn[3])
    found = matches(compound, text, typed=False)
    assert wrongly(found, who) == [], text
    assert found.matched or found.ambiguous or found.unknown, text


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    at=st.integers(0, 10_000),
    whole=st.sampled_from(WHOLE),
    first=st.booleans(),
    end=st.sampled_from(("", "👍", " 参加")),
)
def test_a_clean_line_with_a_whole_address_is_matched(
    compound: Store, people: Everybody, at: int, whole: str, first: bool, end: str
) -> None:
    who = people[at % len(people)]
    where = who.place(whole)
    text = f"7. {where} {who.name}{end}" if first else f"7. {who.name} {where}{end}"
    found = matches(compound, text, typed=False)
    if people.count(who) > 1:
        assert [each.why for each in found.ambiguous] == ["namesakes"]
    else:
        assert [(each.person.dwelling, each.line) for each in found.matched] == [(who.short, 7)], text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    at=st.integers(0, 10_000),
    other=st.integers(0, 10_000),
    place=st.sampled_from(WHOLE + PART[:-1]),
    first=st.booleans(),
)
def test_a_name_at_somebody_elses_place_is_never_matched_against_it(
    compound: Store, people: Everybody, at: int, other: int, place: str, first: bool
) -> None:
    who, elsewhere = people[at % len(people)], people[other % len(people)]
    where = elsewhere.place(place)
    found = matches(compound, f"3. {where} {who.name}" if first else f"3. {who.name}（{where}）", typed=False)
    for each in found.matched:
        # Whoever is matched lives where the line says.
        there = {one.place(place) for one in people if (one.name, one.short) == (who.name, each.person.dwelling)}
        is_unit = place in ("{b}-{r}", "{r}")
        assert there == {where} or is_unit, (who, where)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    at=st.integers(0, 10_000), more=st.sampled_from("和及代帮来去家与跟带也都好参支加到住要会我他老小口人一二周日天明伟芳英秀华子"),
    before=st.booleans(),
)  # fmt: skip
def test_a_stranger_whose_name_holds_a_neighbours_is_not_the_neighbour(
    compound: Store, people: Everybody, at: int, more: str, before: bool
) -> None:
    name = people[at % len(people)].name
    stranger = f"{more}{name}" if before else f"{name}{more}"
    if stranger not in {each.name for each in people}:
        assert matches(compound, f"1. {stranger}", typed=False).matched == ()


def told(found: PickResult) -> dict[str, list[str]]:
    return {
        "matched": [each.person.name for each in found.matched], "ambiguous": [each.why for each in found.ambiguous],
        "unknown": [each.text for each in found.unknown],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "matched", "ambiguous", "unknown"),
    [
        ("阳光灿烂(张桂兰 3-2-1102)", ["张桂兰"], [], []),
        ("阳光灿烂 张桂兰 3-2-1102", ["张桂兰"], [], []),
        ("阳光灿烂（张桂兰）", ["张桂兰"], [], []),
        ("小宝妈妈（张桂兰）", [], ["doubtful"], []),
        ("张桂兰、罗喆", ["张桂兰", "罗喆"], [], []),
        ("张桂兰+罗喆", ["张桂兰", "罗喆"], [], []),
        ("张桂兰和罗喆", ["张桂兰", "罗喆"], [], []),
        ("张桂兰夫妻俩", ["张桂兰"], ["brought"], []),
        ("张桂兰2人", ["张桂兰"], ["brought"], []),
        ("张桂兰（带孩子）", ["张桂兰"], ["brought"], []),
        ("张桂兰：我和老伴都来", ["张桂兰"], ["brought"], []),
        ("罗喆一家三口", ["罗喆"], [], ["罗喆一家三口"]),
        ("我和老伴", [], [], ["我和老伴"]),
        ("张桂兰的老伴", [], ["brought"], []),
        ("张桂兰 1人 上午 2小时", ["张桂兰"], [], []),
        ("张桂兰 请假", [], ["doubtful"], []),
        ("~~张桂兰~~", [], ["doubtful"], []),
        ("张桂兰 参加~~", ["张桂兰"], [], []),
        ("张桂兰（李强代报）", [], ["doubtful"], []),
        ("帮张桂兰报名", [], ["doubtful"], []),
        ("张桂兰 5-1", [], ["elsewhere"], []),
        ("张桂兰 3栋901", [], ["elsewhere"], []),
        ("张桂兰 901", [], ["elsewhere"], []),
        ("张桂兰 1102", ["张桂兰"], [], []),
        ("张桂兰 5栋 3栋", [], ["elsewhere"], []),
        ("张桂兰 13900000000", [], ["elsewhere"], []),
        ("张桂兰 13812345678", ["张桂兰"], [], []),
        ("zgl", [], ["alike"], []),
        ("5-1-201", [], ["alike"], []),
        ("王嬢嬢", [], [], ["王嬢嬢"]),
        ("王嬢嬢 5-1-201", [], ["household"], []),
        ("李大爷（5栋）", [], [], ["李大爷 5栋"]),
    ],
)  # fmt: skip
def test_what_a_line_says_beside_the_name_is_heeded(
    store: Store, line: str, matched: list[str], ambiguous: list[str], unknown: list[str]
) -> None:
    settle(store, "3", "2", "1102", "张桂兰", "陈志明", phones=("13812345678",))
    settle(store, "5", "1", "201", "罗喆")
    assert told(matches(store, f"1. {line}")) == {"matched": matched, "ambiguous": ambiguous, "unknown": unknown}


def test_a_line_that_is_crossed_out_with_its_number_asks_for_nobody_else(store: Store) -> None:
    settle(store, "3", "2", "1102", "张桂兰", "陈志明")
    found = matches(store, "1. 张桂兰\n~~2. 陈志明~~\n3. 罗喆")
    assert [(each.line, each.person.name) for each in found.matched] == [(1, "张桂兰")]
    assert [(each.line, each.name) for each in found.ambiguous] == [(2, "陈志明")]


def test_numbers_are_those_written_and_an_empty_one_is_dropped() -> None:
    people, _skipped = read("#接龙\n1. 罗喆\n2. \n3.\n4、王秀英\n   李伟\n⑦ 孙𬱖\n8.8-2-802 许强\n1️⃣0️⃣ 张玥\n11")
    assert [(each.line, each.name) for each in people] == [
        (1, "罗喆"), (4, "王秀英"), (4, "李伟"), (7, "孙𬱖"), (8, "许强"), (10, "张玥")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nickname", "line"),
    [
        ("春暖花开", "1. 春暖花开🌸"), ("云淡 风轻", "1. 云淡 风轻 👍"), ("Lily2008", "1. lily2008"), ("🌸🌸", "1. 🌸🌸"),
        ("小鱼儿~🐟", "1. 🐟小鱼儿～ 5-1-201"), ("A 阿强", "1.A 阿强"), ("王嬢嬢", "1. 王嬢嬢"),
    ],
)  # fmt: skip
def test_a_nickname_is_matched_however_it_is_written(store: Store, nickname: str, line: str) -> None:
    (owner,) = settle(store, "5", "1", "201", "赵春花", nicknames=(nickname,))
    assert [each.person.resident_id for each in matches(store, line).matched] == [owner]


def test_a_nickname_elsewhere_or_of_two_or_that_is_a_real_name_is_asked_about(store: Store) -> None:
    settle(store, "5", "1", "201", "赵春花", nicknames=("春暖花开", "罗喆"))
    assert [each.why for each in matches(store, "1. 春暖花开 3-2-1102").ambiguous] == ["elsewhere"]
    settle(store, "3", "2", "1102", "罗喆", nicknames=("春暖花开",))
    assert [each.why for each in matches(store, "1. 春暖花开\n2. 罗喆").ambiguous] == ["namesakes", "namesakes"]


def test_a_nickname_is_matched_once_it_was_kept_and_undo_forgets_it(store: Store) -> None:
    (owner,) = settle(store, "5", "1", "201", "赵春花")
    assert [each.nickname for each in matches(store, "1. 春暖花开🌸").unknown] == ["春暖花开"]
    keep_nickname(store, owner, "春暖花开")
    assert [each.person.resident_id for each in matches(store, "1. 春暖花开🌸").matched] == [owner]
    assert keep_nickname(store, owner, "春暖花开").journal_id == 0
    undo(store)
    assert [each.text for each in matches(store, "1. 春暖花开🌸").unknown] == ["春暖花开"]


def test_real_names_and_honorifics_are_nobodys_nickname() -> None:
    assert all(map(is_honorific, ("王嬢嬢", "李大爷", "张老师", "老周", "欧阳阿姨")))
    assert not any(map(is_honorific, ("春暖花开", "大榕树下的风")))
    assert not any(map(is_own_nickname, ("", "王嬢嬢", "王阿姨", "张三丰", "李伟", "欧阳静雯")))
    assert all(map(is_own_nickname, ("春暖花开", "Lily2008", "小鱼儿", "🌸🌸")))


def test_a_name_in_traditional_characters_is_asked_about_and_never_taken_for_sure(store: Store) -> None:
    settle(store, "5", "1", "201", "张晓军", "陈兰")
    settle(store, "5", "1", "202", "張晓")
    told = matches(store, "1. 張曉軍 5-1-201\n2. 我是陳蘭\n3. 張晓\n4. 黃飛鴻", typed=False)
    assert [(each.line, each.why, [person.name for person in each.candidates]) for each in told.ambiguous] == [
        (1, "traditional", ["张晓军"]), (2, "traditional", ["陈兰"]),
    ]  # fmt: skip
    assert [(each.line, each.person.name) for each in told.matched] == [(3, "張晓")]
    assert [each.line for each in told.unknown] == [4]
