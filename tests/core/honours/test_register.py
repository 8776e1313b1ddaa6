# SPDX-License-Identifier: GPL-3.0-or-later
"""The register: wording stays as issued, corrections keep both, nothing disappears."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from honours_scene import SUMMER, TITLE, TODAY, Issue, printable, without_rare_characters

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.honours import aftercare, issuing, register, rounds
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateState, Wording
from hongyun_desktop.core.honours.verification import verify
from hongyun_desktop.core.points import merging
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.store import Store


def wording_of(store: Store, certificate_id: int) -> Wording:
    return register.sheets(store, [certificate_id])[0].wording


def corrected(store: Store, certificate_id: int) -> Wording:
    wording = wording_of(store, certificate_id)
    return replace(wording, paragraphs=("在邻里节中热心公益，被评为“邻里之星”。", "特发此证，以资鼓励。"))


def test_later_changes_of_names_and_settings_leave_the_wording_alone(store: Store, summer: dict[str, int]) -> None:
    rounds.hold_round(store, SUMMER, TITLE, 1, printable)
    before = register.sheets(store, [1])
    residents.save_resident(store, ResidentValues("王改名"), summer["王翀犇"])
    settings.save(store, {"issuer": "新东社区居委会", "number_prefix": "新东"})
    assert register.sheets(store, [1]) == before
    assert register.register(store)[0].name == "王翀犇"


def test_a_correction_keeps_the_number_and_both_wordings(store: Store, issue: Issue) -> None:
    certificate_id = issue()
    old = register.sheets(store, [certificate_id])[0]
    aftercare.correct(store, certificate_id, corrected(store, certificate_id), "称号写错", printable)
    new = register.sheets(store, [certificate_id])[0]
    assert new.number == old.number
    assert new.check_code != old.check_code
    first, second = register.wordings(store, certificate_id)
    assert (first.wording, first.check_code, first.reason) == (old.wording, old.check_code, "")
    assert (second.version, second.wording, second.reason) == (2, new.wording, "称号写错")


def test_a_corrected_name_is_cleaned_like_any_other(store: Store, issue: Issue) -> None:
    certificate_id = issue()
    aftercare.correct(
        store, certificate_id, replace(wording_of(store, certificate_id), recipient="罗　哲"), "错字", printable
    )
    assert verify(store, register.sheets(store, [certificate_id])[0].qr_text).name == "罗哲"


def test_a_correction_is_refused_with_the_reason(store: Store, issue: Issue) -> None:
    first, second = issue(), issue()
    wording = corrected(store, first)
    cases: list[tuple[Wording, str, str]] = [
        (wording, "", "reason_empty"),
        (wording_of(store, first), "看错了", "correction_changes_nothing"),
        (replace(wording, issued_on=date(2026, 10, 7)), "日期错", "correction_changes_kind_or_date"),
        (replace(wording, kind=CertificateKind.THANKS), "种类错", "correction_changes_kind_or_date"),
    ]
    for new, reason, code in cases:
        with pytest.raises(AppError, match=code):
            aftercare.correct(store, first, new, reason, printable)
    with pytest.raises(Refused, match="character_not_printable"):
        aftercare.correct(store, first, replace(wording, recipient="𬱖"), "姓名错", without_rare_characters)
    aftercare.sign_for(store, first, "罗喆")
    aftercare.withdraw(store, second, "重复")
    for certificate_id, code in ((first, "certificate_signed"), (second, "certificate_withdrawn")):
        with pytest.raises(Refused, match=code):
            aftercare.correct(store, certificate_id, wording, "写错", printable)
    assert [len(register.wordings(store, each)) for each in (first, second)] == [1, 1]


def test_a_certificate_is_signed_for_once_and_not_before_it_was_issued(store: Store, issue: Issue) -> None:
    certificate_id = issue()
    with pytest.raises(Invalid, match="name_empty"):
        aftercare.sign_for(store, certificate_id, " ")
    for day in (date(2026, 10, 7), date(2026, 10, 9)):
        with pytest.raises(Invalid, match="signed_on_not_possible"):
            aftercare.sign_for(store, certificate_id, "罗喆", day)
    aftercare.sign_for(store, certificate_id, "罗喆")
    row = register.register(store)[0]
    assert (row.state, row.signed_on, row.signed_by) == (CertificateState.SIGNED, TODAY, "罗喆")
    with pytest.raises(Refused, match="certificate_signed"):
        aftercare.sign_for(store, certificate_id, "罗喆")


def test_a_withdrawn_certificate_stays_in_the_register_and_is_printed_no_more(store: Store, issue: Issue) -> None:
    certificate_id = issue()
    aftercare.withdraw(store, certificate_id, "评选有误")
    row = register.register(store)[0]
    assert (row.state, row.withdrawn_on, row.withdrawn_reason) == (CertificateState.WITHDRAWN, TODAY, "评选有误")
    with pytest.raises(Refused, match="certificate_withdrawn"):
        register.sheets(store, [certificate_id])
    with pytest.raises(Refused, match="certificate_withdrawn"):
        aftercare.withdraw(store, certificate_id, "评选有误")
    issue()
    assert register.register(store)[1].number == "鸿运荣字〔2026〕第0002号"


def test_a_reprint_keeps_the_number_and_is_logged(store: Store, issue: Issue) -> None:
    first, second = issue(), issue()
    before = register.sheets(store, [second, first])
    register.record_print(store, [first, second])
    register.record_print(store, [second])
    assert register.sheets(store, [second, first]) == before
    assert [row.prints for row in register.register(store)] == [1, 2]
    with pytest.raises(Refused, match="certificate_unknown"):
        register.record_print(store, [first, 99])
    assert [row.prints for row in register.register(store)] == [1, 2]


def test_the_register_is_filtered_by_what_is_asked(store: Store, summer: dict[str, int], issue: Issue) -> None:
    rounds.hold_round(store, SUMMER, TITLE, 1, printable)
    issue("罗喆", kind="thanks")
    aftercare.withdraw(store, 2, "重复")

    def listed(year: int | None = None, **asked: object) -> list[int]:
        return [row.certificate_id for row in register.register(store, year, **asked)]  # pyright: ignore[reportArgumentType]

    assert listed() == [1, 2]
    assert listed(2025) == []
    assert listed(2026, kind=CertificateKind.THANKS) == [2]
    assert listed(state=CertificateState.ISSUED) == [1]
    assert listed(name="翀") == [1]
    assert listed(resident_id=summer["王翀犇"]) == [1]
    assert [row.round_id for row in register.register(store)] == [1, None]


def test_an_erased_person_leaves_the_number_and_no_name(store: Store, summer: dict[str, int]) -> None:
    rounds.hold_round(store, SUMMER, TITLE, 1, printable)
    aftercare.sign_for(store, 1, "王翀犇")
    erasure.erase(store, summer["王翀犇"])
    row = register.register(store)[0]
    assert (row.number, row.name, row.state, row.signed_by) == (
        "鸿运荣字〔2026〕第0001号", "已删除", CertificateState.ERASED, "",
    )  # fmt: skip
    with pytest.raises(Refused, match="certificate_erased"):
        register.sheets(store, [1])
    everything = store.sql("SELECT before, after FROM journal_row") + store.sql(
        "SELECT wording, reason FROM certificate_wording"
    )
    assert "王翀犇" not in str(everything)


def test_nobody_unknown_or_erased_gets_a_certificate(store: Store, summer: dict[str, int], issue: Issue) -> None:
    erasure.erase(store, summer["陈伟"])
    for resident_id in (summer["陈伟"], 999):
        with pytest.raises(Refused, match="resident_unknown"):
            issue("陈伟", resident_id=resident_id)


def test_issuing_is_never_undone(store: Store, issue: Issue) -> None:
    steps = [
        lambda: issue(),
        lambda: aftercare.sign_for(store, 1, "罗喆"),
        lambda: aftercare.withdraw(store, 1, "有误"),
    ]
    for step in steps:
        step()
        with pytest.raises(Refused, match="undo_not_possible"):
            journal.undo(store)


def test_the_database_itself_keeps_what_was_issued(store: Store, issue: Issue) -> None:
    signed, withdrawn, _standing = issue(), issue(), issue()
    register.record_print(store, [signed])
    aftercare.sign_for(store, signed, "罗喆")
    aftercare.withdraw(store, withdrawn, "重复")
    for attack in (
        "DELETE FROM certificate",
        "UPDATE certificate SET number = '鸿运荣字〔2026〕第0009号'",
        "UPDATE certificate SET issued_on = '2026-01-01'",
        "UPDATE certificate SET signed_on = NULL",
        "UPDATE certificate SET withdrawn_on = NULL",
        "INSERT INTO certificate(kind, year, serial, number, issued_on) VALUES ('honour', 2026, 9, 'x', '2026-10-08')",
        "INSERT OR REPLACE INTO certificate(id, kind, year, serial, number, issued_on)"
        " VALUES (1, 'honour', 2026, 1, 'x', '2026-10-08')",
        "DELETE FROM certificate_wording",
        "UPDATE certificate_wording SET wording = replace(wording, '罗喆', '别人')",
        "UPDATE certificate_wording SET check_code = '0000-0000'",
        "INSERT INTO certificate_wording(certificate_id, version, wording, check_code, made_at)"
        " VALUES (1, 2, '{}', '0000-0000', '')",
        "INSERT INTO certificate_wording(certificate_id, version, wording, check_code, made_at)"
        " VALUES (3, 3, '{}', '0000-0000', '')",
        "DELETE FROM certificate_print",
        "UPDATE certificate_print SET printed_at = ''",
    ):
        with pytest.raises(engine.IntegrityError), store.unit("attack") as unit:
            unit.execute(attack)


def test_certificates_of_a_demo_are_samples(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path / "演示.db", clock=clock, new=NewDatabase(is_demo=True)) as store:
        wording = words.thanks("罗喆", "女士", ("感谢您。",), "鸿运小区自管委", TODAY)
        issuing.issue(store, issuing.Draft(wording), printable)
        assert register.sheets(store, [1])[0].sample


def test_a_person_holds_the_certificates_of_all_rows_merged_into_theirs_but_none_withdrawn(
    store: Store, issue: Issue, add_person: Callable[[str], int]
) -> None:
    kept, twin = add_person("罗喆"), add_person("罗喆")
    older, withdrawn = issue(on=date(2026, 9, 1), resident_id=kept), issue(resident_id=kept)
    newer = issue(resident_id=twin)
    aftercare.withdraw(store, withdrawn, "重复")
    assert [each for each, _number in register.numbers_of(store, kept)] == [older]
    merging.merge_people(store, twin, kept)
    found = register.numbers_of(store, kept)
    assert [each for each, _number in found] == [newer, older]
    assert found[0][1].startswith("鸿运荣字〔2026〕第")
