# SPDX-License-Identifier: GPL-3.0-or-later
"""The register as the window lists it: what filters and search find, in which order, and what the export says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest
from honours_scene import SUMMER, TITLE, TODAY, Issue, printable

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.honours import aftercare, issuing, printing, register, register_listing, rounds
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.correcting import corrected
from hongyun_desktop.core.honours.register_listing import HEADINGS, RegisterLine, content_of, register_window
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateState
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.store.store import Store

ISSUER = "鸿运小区自管委"


def lines(store: Store, text: str = "", **filters: Any) -> list[RegisterLine]:
    window = register_window(store, Query(text, filters))
    return list(window.fetch(window.ids))


def names(store: Store, text: str = "", **filters: Any) -> list[str]:
    return [line.name for line in lines(store, text, **filters)]


def test_the_newest_stand_first_and_numbers_sort_both_ways(store: Store, issue: Issue) -> None:
    issue("罗喆", on=date(2026, 10, 1))
    issue("谢玥")
    issue("赵磊", kind="thanks", on=date(2026, 10, 2))
    assert names(store) == ["谢玥", "赵磊", "罗喆"]
    by_number = register_window(store, Query(sort="number"))
    assert [line.number for line in by_number.fetch(by_number.ids)] == [
        "鸿运荣字〔2026〕第0001号", "鸿运荣字〔2026〕第0002号", "鸿运感字〔2026〕第0001号",
    ]  # fmt: skip
    by_day = register_window(store, Query(sort="issued_on", descending=True))
    assert [line.name for line in by_day.fetch(by_day.ids)] == ["谢玥", "赵磊", "罗喆"]


@pytest.mark.usefixtures("summer")
def test_a_number_is_found_however_it_is_typed_and_a_name_by_any_part(store: Store, issue: Issue) -> None:
    rounds.hold_round(store, SUMMER, TITLE, 1, printable)
    issue("买买提·艾力")
    for text in ("鸿运荣字〔2026〕第0001号", "荣字2026第1号", "第0001", "0001", "王翀犇", "翀", "wangchong", "wcb"):
        assert names(store, text) == ["王翀犇"], text
    assert names(store, "艾力") == ["买买提·艾力"]
    assert len(names(store, "鸿运")) == 2
    assert names(store, "没有这个人") == []
    assert names(store, "别家荣字〔2026〕第0001号") == []
    assert names(store, "\ue001") == []


def test_the_body_and_the_issuer_are_not_searched_for_names(store: Store, issue: Issue) -> None:
    issue("罗喆")
    assert names(store, "邻里节") == []
    assert names(store, "自管委") == []


@pytest.mark.usefixtures("summer")
def test_filters_by_year_kind_state_and_round(store: Store, issue: Issue) -> None:
    rounds.hold_round(store, SUMMER, TITLE, 2, printable)
    signed, withdrawn, _letter = issue("罗喆"), issue("谢玥"), issue("赵磊", kind="thanks")
    aftercare.sign_for(store, signed, "罗喆")
    aftercare.withdraw(store, withdrawn, "重复")
    assert names(store, kind=CertificateKind.THANKS) == ["赵磊"]
    assert names(store, kind="thanks") == ["赵磊"]
    assert names(store, state=CertificateState.SIGNED) == ["罗喆"]
    assert names(store, state="withdrawn") == ["谢玥"]
    assert len(names(store, state=CertificateState.ISSUED)) == 4
    assert names(store, year=2025) == []
    assert register_listing.years(store) == [2026]
    ((round_id, quarter, title),) = register_listing.rounds_with_certificates(store)
    assert (quarter, title) == ("2026Q3", TITLE)
    assert set(names(store, round=round_id)) == {"王翀犇", "张玉梅", "李桂兰"}
    assert names(store, "王", round=round_id, state=CertificateState.ISSUED) == ["王翀犇"]


def test_an_erased_person_is_a_number_without_a_name(store: Store, summer: dict[str, int]) -> None:
    rounds.hold_round(store, SUMMER, TITLE, 1, printable)
    erasure.erase(store, summer["王翀犇"])
    (line,) = lines(store, state=CertificateState.ERASED)
    assert (line.name, line.content) == ("已删除", "")
    assert names(store, "王翀犇") == []
    assert names(store, "0001") == ["已删除"]
    assert names(store, state=CertificateState.ISSUED) == []


def test_each_kind_says_in_a_few_words_what_it_is_about() -> None:
    who, day = ("罗喆", "同志"), TODAY
    long = "鸿运小区第三届楼栋议事会环境与安全专门小组议事员"
    assert content_of(words.honour(*who, "在邻里节中热心公益", "邻里之星", ISSUER, day)) == "邻里之星"
    assert content_of(words.honour(*who, "在“邻里节”中热心公益", long, ISSUER, day)) == long
    assert content_of(words.thanks(*who, ("感谢“微花园”队。", "此谢。"), ISSUER, day)) == "感谢“微花园”队。"
    assert content_of(words.appointment(*who, "议事员", day, day, ISSUER, day)) == "议事员"
    assert long in content_of(words.appointment(*who, long, day, day, ISSUER, day))
    assert content_of(words.completion(*who, "", "骨干培训班", ISSUER, day)) == "骨干培训班"
    assert content_of(None) == ""


def test_prints_count_the_first_and_every_reprint(store: Store, issue: Issue) -> None:
    first, second = issue(), issue()
    for _time in range(2):
        run = int(printing.start_run(store, [first]).params["run_id"])
        printing.printed(store, run, 1)
    assert [line.printed for line in register_listing.lines_of(store, [first, second])] == [2, 0]


def test_a_line_that_is_gone_is_left_out_and_the_order_is_the_one_asked(store: Store, issue: Issue) -> None:
    first, second = issue("罗喆"), issue("谢玥")
    assert [line.name for line in register_listing.lines_of(store, [second, 99, first])] == ["谢玥", "罗喆"]


def test_the_export_has_every_column_of_the_register(store: Store, issue: Issue) -> None:
    certificate_id = issue("罗喆")
    old = register.sheets(store, [certificate_id])[0].wording
    aftercare.correct(store, certificate_id, replace(old, honorific="女士"), "称呼写错", printable)
    aftercare.sign_for(store, certificate_id, "罗喆")
    aftercare.withdraw(store, certificate_id, "重复")
    (row,) = register_listing.export_rows(store, Query())
    assert len(row) == len(HEADINGS)
    assert row == (
        "鸿运荣字〔2026〕第0001号", "荣誉证书", "罗喆", TITLE, "2026-10-08", "已撤回", 1, 0, "2026-10-08", "罗喆",
        "2026-10-08", "重复",
    )  # fmt: skip


def test_a_team_is_found_though_it_is_on_no_roster(store: Store) -> None:
    wording = words.thanks("环境美育队", "", ("感谢贵队。",), ISSUER, TODAY)
    issuing.issue(store, issuing.Draft(wording), printable)
    assert names(store, "美育") == ["环境美育队"]


def test_a_corrected_certificate_waits_to_be_printed_and_tells_of_the_old_name_in_the_roster(
    store: Store, issue: Issue, add_person: Callable[[str], int]
) -> None:
    resident_id = add_person("罗喆")
    certificate_id = issue("罗喆", resident_id=resident_id)
    printing.printed(store, int(printing.start_run(store, [certificate_id]).params["run_id"]), 1)
    (before,) = lines(store)
    assert (register_listing.line_word(before), register_listing.roster_name(store, before)) == ("已签发", "")
    wording = register.wordings(store, certificate_id)[-1].wording
    assert wording is not None
    tick(store)
    aftercare.correct(store, certificate_id, corrected(wording, "罗哲", "同志", wording.paragraphs), "写错", printable)
    (line,) = lines(store)
    assert line.awaits_print
    assert (register_listing.line_word(line), register_listing.roster_name(store, line)) == ("换发待印", "罗喆")
    tick(store)
    printing.printed(store, int(printing.start_run(store, [certificate_id]).params["run_id"]), 1)
    values = residents.values_of(residents.get_resident(store, resident_id))
    residents.save_resident(store, replace(values, name="罗哲"), resident_id)
    (after,) = lines(store)
    assert (register_listing.line_word(after), after.printed) == ("已换发", 2)
    assert register_listing.roster_name(store, after) == ""


def tick(store: Store) -> None:
    cast(FixedClock, store.clock).at += timedelta(minutes=1)
