# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds: who is honoured, what is frozen, and what is refused before anything is written."""

import pytest
from honours_scene import SUMMER, TITLE, Serve, printable, without_rare_characters

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import publication, register, rounds
from hongyun_desktop.core.points import ranking, reversal
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.store import Store

TABLES = ("round", "published_place", "award", "exclusion", "certificate", "certificate_wording")


def hold(store: Store, top: int = 3, title: str = TITLE, excluded: dict[int, str] | None = None) -> int:
    changed = rounds.hold_round(store, SUMMER, title, top, printable, excluded or {})
    return int(str(changed.params["round_id"]))


def counts(store: Store) -> list[int]:
    return [store.value(f"SELECT count(*) FROM {table}") for table in (*TABLES, "journal")]


def names(store: Store, round_id: int) -> list[str]:
    return [sheet.wording.recipient for sheet in register.sheets(store, rounds.certificates_of(store, round_id))]


@pytest.mark.parametrize(("top", "honoured"), [(1, 1), (2, 3), (3, 3), (4, 4), (50, 5)])
def test_everybody_placed_high_enough_is_honoured_ties_included(
    store: Store, summer: dict[str, int], top: int, honoured: int
) -> None:
    assert names(store, hold(store, top)) == list(summer)[:honoured]


@pytest.mark.usefixtures("summer")
def test_a_certificate_says_what_was_served(store: Store) -> None:
    sheets = register.sheets(store, rounds.certificates_of(store, hold(store)))
    assert [sheet.number for sheet in sheets] == [f"鸿运荣字〔2026〕第000{n}号" for n in (1, 2, 3)]
    assert "累计服务14小时，被评为“季度志愿之星”。" in sheets[0].wording.paragraphs[0]
    assert "累计服务9.5小时" in sheets[1].wording.paragraphs[0]
    assert sheets[0].qr_text == f"{sheets[0].number}|王翀犇|{sheets[0].check_code}"
    assert not sheets[0].sample


@pytest.mark.usefixtures("summer")
def test_the_same_round_is_not_held_twice_whatever_quotes_its_title_has(store: Store) -> None:
    hold(store)
    before = counts(store)
    with pytest.raises(Refused) as refused:
        hold(store, title="《季度志愿之星》")
    assert (refused.value.code, dict(refused.value.params)) == (
        "round_exists",
        {"quarter": "2026年第三季度", "title": TITLE},
    )
    assert counts(store) == before
    assert names(store, hold(store, title="邻里之星")) == ["王翀犇", "张玉梅", "李桂兰"]


def test_what_no_font_has_is_refused_before_anything_is_written(store: Store, serve: Serve) -> None:
    serve("王翀犇", 9)
    serve("𬱖", 3)
    before = counts(store)
    with pytest.raises(Refused) as refused:
        rounds.hold_round(store, SUMMER, TITLE, 2, without_rare_characters)
    assert refused.value.params == {"character": "𬱖", "name": "𬱖"}
    assert counts(store) == before


def test_nobody_can_be_honoured_in_a_quarter_without_service(store: Store) -> None:
    with pytest.raises(Refused, match="nobody_ranked"):
        hold(store)
    with pytest.raises(Refused, match="quarter_not_begun"):
        rounds.hold_round(store, Quarter(2027, 1), TITLE, 3, printable)


@pytest.mark.usefixtures("summer")
@pytest.mark.parametrize(("top", "title", "code"), [(0, TITLE, "top_not_positive"), (3, " ", "title_empty")])
def test_a_round_needs_a_place_and_a_title(store: Store, top: int, title: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        hold(store, top, title)


def test_somebody_left_out_keeps_the_place_and_the_reason_is_kept(store: Store, summer: dict[str, int]) -> None:
    round_id = hold(store, excluded={summer["李桂兰"]: "本人谢绝"})
    assert names(store, round_id) == ["王翀犇", "张玉梅"]
    assert [(row.name, row.reason) for row in publication.exclusions(store, round_id)] == [("李桂兰", "本人谢绝")]
    assert [row.place for row in publication.published_ranking(store, round_id)] == [1, 2, 2, 4, 5]
    with pytest.raises(Invalid, match="reason_empty"):
        hold(store, title="邻里之星", excluded={summer["李桂兰"]: ""})


def test_the_published_ranking_stands_and_shows_later_corrections_beside_it(
    store: Store, summer: dict[str, int]
) -> None:
    round_id = hold(store)
    entry_id = store.value(
        "SELECT e.id FROM entry e JOIN account a ON a.id = e.account_id WHERE a.resident_id = ?", (summer["王翀犇"],)
    )
    reversal.reverse(store, entry_id, "wrong_hours")
    first, second, *_ = publication.published_ranking(store, round_id)
    assert (first.name, first.place, first.points, first.minutes, first.points_now) == ("王翀犇", 1, 140, 840, 0)
    assert (second.points, second.points_now) == (95, None)
    assert publication.awards(store, round_id)[0].points == 140


def test_equals_stand_in_one_order_before_and_after_the_round(store: Store, serve: Serve) -> None:
    for name, hours in {"李桂兰": 9, "张玉梅": 9, "刘建国": 6, "陈伟": 6}.items():
        serve(name, hours)
    ranked = [row.name for row in ranking.quarter_ranking(store, SUMMER)]
    assert ranked == ["张玉梅", "李桂兰", "刘建国", "陈伟"]
    round_id = hold(store, 4)
    assert names(store, round_id) == ranked
    assert [row.name for row in publication.published_ranking(store, round_id)] == ranked


def test_an_erased_person_keeps_the_place_without_a_name(store: Store, summer: dict[str, int]) -> None:
    erasure.erase(store, summer["王翀犇"])
    round_id = hold(store)
    assert names(store, round_id) == ["张玉梅", "李桂兰"]
    assert publication.published_ranking(store, round_id)[0].name == "已删除"


@pytest.mark.usefixtures("summer")
def test_a_round_is_never_undone_and_its_journal_names_nobody(store: Store) -> None:
    round_id = hold(store)
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)
    assert dict(journal.entries(store)[0].params) == {"quarter": "2026Q3", "round_id": round_id, "count": 3}
    assert not store.sql("SELECT 1 FROM journal_row WHERE table_name = 'certificate_wording'")


@pytest.mark.usefixtures("summer")
def test_the_database_itself_keeps_what_was_published(store: Store) -> None:
    hold(store)
    for attack in (
        "UPDATE published_place SET points = 999",
        "DELETE FROM published_place",
        "INSERT OR REPLACE INTO published_place SELECT round_id, account_id, 1, 999, minutes FROM published_place",
        "UPDATE round SET title = '先进个人'",
        "DELETE FROM round",
        "DELETE FROM award",
    ):
        with pytest.raises(engine.IntegrityError), store.unit("attack") as unit:
            unit.execute(attack)
