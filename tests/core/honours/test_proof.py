# SPDX-License-Identifier: GPL-3.0-or-later
"""校名单: nothing is issued before the names were read and signed for, and a signature is for those names only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest
from honours_scene import SUMMER, TITLE, Serve, printable

from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import candidates, name_checks, progress, proof, rounds, saved_papers
from hongyun_desktop.core.honours.namesakes import NOWHERE, namesakes
from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.store.store import Store


@dataclass(frozen=True)
class Fitting:
    shrunk: bool = False
    rare: tuple[str, ...] = ()


@pytest.fixture
def draft_id(store: Store, summer: dict[str, int]) -> int:
    assert summer
    return int(str(candidates.begin(store, SUMMER, TITLE, 3).params["draft_id"]))


def rename(store: Store, resident_id: int, name: str) -> None:
    values = residents.values_of(residents.get_resident(store, resident_id))
    residents.save_resident(store, replace(values, name=name), resident_id)


def signed(store: Store, draft_id: int) -> bool:
    return proof.state(store, draft_id).signed_on is not None


def test_nothing_is_issued_before_the_names_were_signed_for(store: Store, draft_id: int) -> None:
    with pytest.raises(Refused, match="proof_not_signed"):
        rounds.issue_draft(store, draft_id, printable)
    with pytest.raises(Refused, match="proof_not_printed"):
        proof.sign(store, draft_id, "周玉兰")
    proof.record(store, draft_id)
    with pytest.raises(Refused, match="proof_not_signed"):
        rounds.issue_draft(store, draft_id, printable)
    proof.sign(store, draft_id, "周玉兰")
    state = proof.state(store, draft_id)
    assert (state.signed_by, state.signed_on, len(state.code)) == ("周玉兰", date(2026, 10, 8), 8)
    assert rounds.issue_draft(store, draft_id, printable).params["count"] == 3


def test_a_signature_needs_a_name_and_a_day_since_the_printing(store: Store, draft_id: int) -> None:
    proof.record(store, draft_id)
    with pytest.raises(Invalid, match="name_empty"):
        proof.sign(store, draft_id, " ")
    for day in (date(2026, 10, 7), date(2026, 10, 9)):
        with pytest.raises(Invalid, match="proof_day_not_possible"):
            proof.sign(store, draft_id, "周玉兰", day)


@pytest.mark.parametrize("change", ["name", "honorific", "exclusion", "addition", "places"])
def test_another_list_lets_the_signature_lapse(
    store: Store, draft_id: int, summer: dict[str, int], change: str
) -> None:
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰")
    if change == "name":
        rename(store, summer["张玉梅"], "张玉枚")
    elif change == "honorific":
        candidates.set_honorific(store, draft_id, [summer["张玉梅"]], "女士")
    elif change == "exclusion":
        candidates.exclude(store, draft_id, summer["张玉梅"], "本人谢绝")
    elif change == "addition":
        candidates.add(store, draft_id, summer["陈伟"], "事迹突出")
    else:
        candidates.set_top(store, draft_id, 4)
    state = proof.state(store, draft_id)
    assert (state.signed_on, state.printed_at, state.lapsed_by) == (None, None, "周玉兰")
    with pytest.raises(Refused, match="proof_not_signed"):
        rounds.issue_draft(store, draft_id, printable)


def test_a_signature_holds_again_for_the_names_it_was_given_for(
    store: Store, draft_id: int, summer: dict[str, int]
) -> None:
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰")
    rename(store, summer["张玉梅"], "张玉枚")
    assert not signed(store, draft_id)
    rename(store, summer["张玉梅"], "张玉梅")
    assert signed(store, draft_id)


def test_who_moves_or_is_not_on_the_list_does_not_matter(store: Store, draft_id: int, summer: dict[str, int]) -> None:
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰")
    rename(store, summer["陈伟"], "陈伟明")
    assert signed(store, draft_id)


def test_what_was_issued_stays_signed_whatever_people_are_called_later(
    store: Store, draft_id: int, summer: dict[str, int]
) -> None:
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰")
    rounds.issue_draft(store, draft_id, printable)
    rename(store, summer["张玉梅"], "张玉枚")
    assert signed(store, draft_id)


def test_the_sheet_lists_the_names_as_they_are_going_to_be_printed(
    store: Store, draft_id: int, summer: dict[str, int]
) -> None:
    candidates.exclude(store, draft_id, summer["李桂兰"], "本人谢绝")
    sheet = proof.sheet(store, draft_id, {summer["王翀犇"]: ("生僻字 翀",)})
    assert (sheet.compound, sheet.quarter, sheet.title) == ("鸿运小区", "2026年第三季度", TITLE)
    assert [(line.number, line.name, line.pinyin, line.honorific) for line in sheet.lines] == [
        (1, "王翀犇", "wáng chōng bēn", "同志"), (2, "张玉梅", "zhāng yù méi", "同志"),
    ]  # fmt: skip
    assert sheet.lines[0].remarks == ("生僻字 翀",)
    assert sheet.code == proof.state(store, draft_id).code


def test_what_is_the_matter_with_the_names_is_found_the_serious_first(store: Store, serve: Serve) -> None:
    for name, hours in (("王伟", 9), ("刘𬱖", 8), ("王伟", 7), ("陈静", 6), ("罗喆", 5)):
        serve(name, hours)
    draft_id = int(str(candidates.begin(store, SUMMER, TITLE, 10).params["draft_id"]))
    people = candidates.candidates(store, draft_id)
    candidates.set_honorific(store, draft_id, [people[3].resident_id], "")

    def preflight(sheet: CertificateSheet) -> Fitting:
        if "𬱖" in sheet.wording.recipient:
            raise Refused("character_not_printable", character="𬱖", code_point="U+2CC56")
        return Fitting(shrunk="陈" in sheet.wording.recipient, rare=("喆",) if "喆" in sheet.wording.recipient else ())

    told: list[tuple[int, int]] = []
    found = name_checks.look(
        candidates.candidates(store, draft_id), rounds.upcoming_sheets(store, draft_id), preflight,
        lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert [(each.name, each.code, each.text) for each in found] == [
        ("刘𬱖", "not_printable", "𬱖"), ("王伟", "same_name", ""), ("王伟", "same_name", ""),
        ("陈静", "no_honorific", ""), ("陈静", "shrunk", ""), ("罗喆", "rare", "喆"),
    ]  # fmt: skip
    assert [each.serious for each in found] == [True, False, False, False, False, False]
    assert told[-1] == (5, 5)


def test_a_name_that_few_know_how_to_write_is_looked_at_twice(store: Store, serve: Serve) -> None:
    for name, hours in (("罗㛃", 9), ("嫄嫄", 8), ("逄小明", 7), ("买买提·艾力", 6), ("〇二", 5), ("李Anna", 4)):
        serve(name, hours)
    draft_id = int(str(candidates.begin(store, SUMMER, TITLE, 10).params["draft_id"]))
    people, sheets = candidates.candidates(store, draft_id), rounds.upcoming_sheets(store, draft_id)
    found = name_checks.look(people, sheets, lambda _sheet: Fitting(shrunk=False, rare=()))
    assert [(each.name, each.code, each.text) for each in found] == [
        ("罗㛃", "uncommon", "㛃"), ("嫄嫄", "uncommon", "嫄")
    ]  # fmt: skip
    assert not any(each.serious for each in found)


def test_what_does_not_fit_is_serious_too(store: Store, draft_id: int) -> None:
    def preflight(sheet: CertificateSheet) -> Fitting:
        raise Refused("wording_does_not_fit", name=sheet.wording.recipient)

    people = candidates.candidates(store, draft_id)
    found = name_checks.look(people, rounds.upcoming_sheets(store, draft_id), preflight)
    assert {each.code for each in found} == {"does_not_fit"}


def test_namesakes_are_looked_for_in_the_whole_roster(
    store: Store, serve: Serve, add_person: Callable[[str], int]
) -> None:
    honoured = serve("王伟", 9)
    serve("张强", 8)
    other = add_person("王伟")
    draft_id = int(str(candidates.begin(store, SUMMER, TITLE, 10).params["draft_id"]))
    people = candidates.candidates(store, draft_id)
    assert namesakes(store, people) == {honoured: (NOWHERE,)}
    found = name_checks.look(
        people, rounds.upcoming_sheets(store, draft_id), lambda _sheet: Fitting(), namesakes=namesakes(store, people)
    )
    assert [(each.resident_id, each.code, each.text) for each in found] == [(honoured, "namesake", NOWHERE)]
    erasure.erase(store, other)
    assert namesakes(store, people) == {}


def test_a_saved_pdf_is_no_print_and_belongs_to_these_very_names(store: Store, draft_id: int) -> None:
    code = proof.state(store, draft_id).code
    saved_papers.record(store, "校名单", saved_papers.proof_paper(code))
    state = proof.state(store, draft_id)
    assert state.saved_at == store.clock.now()
    assert state.printed_at is None
    assert progress.state(store, draft_id).now is Step.PROOF
    with pytest.raises(Refused, match="proof_not_printed"):
        proof.sign(store, draft_id, "周玉兰")
    candidates.set_top(store, draft_id, 1)
    assert proof.state(store, draft_id).saved_at is None


def test_a_paper_that_was_saved_under_the_code_of_before_is_still_known(store: Store, draft_id: int) -> None:
    paper = saved_papers.proof_paper(proof.state(store, draft_id).code)
    noting.note(store, "exported", what="校名单 PDF", masked=False, purpose="", paper=paper)
    assert proof.state(store, draft_id).saved_at == store.clock.now()
