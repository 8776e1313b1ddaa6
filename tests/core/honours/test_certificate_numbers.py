# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of certificates: how they are written, read back, and given without gaps."""

from datetime import date, datetime

import pytest
from honours_scene import Issue, without_rare_characters
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import issuing, register
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateNumber, number_text, parse_number
from hongyun_desktop.core.store.store import Store


def numbers(store: Store) -> list[str]:
    return [row.number for row in register.register(store)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (CertificateKind.HONOUR, "鸿运荣字〔2026〕第0001号"),
        (CertificateKind.THANKS, "鸿运感字〔2026〕第0001号"),
        (CertificateKind.APPOINTMENT, "鸿运聘字〔2026〕第0001号"),
        (CertificateKind.COMPLETION, "鸿运结字〔2026〕第0001号"),
    ],
)
def test_each_kind_has_its_letter(kind: CertificateKind, text: str) -> None:
    assert number_text("鸿运", kind, 2026, 1) == text


@pytest.mark.parametrize(
    "typed",
    [
        "鸿运荣字〔2026〕第0035号", "鸿运荣字[2026]第35号", "鸿运荣字(2026)第035号", "鸿运荣字（２０２６）第００３５号",
        "鸿运荣字【2026】第 35 号", " 鸿运 荣字 2026年第35号 ", "鸿运荣字2026第35号", "鸿运荣字〔2026〕35号",
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_number(typed) == CertificateNumber("鸿运", CertificateKind.HONOUR, 2026, 35)


@pytest.mark.parametrize("typed", ["", "鸿运", "35", "鸿运荣字〔26〕第0035号", "鸿运奖字〔2026〕第0035号"])
def test_what_is_no_number_is_not_read_as_one(typed: str) -> None:
    assert parse_number(typed) is None


@given(
    st.sampled_from(CertificateKind),
    st.integers(2000, 2099),
    st.integers(1, 999_999),
    st.sampled_from(["鸿运", "新都鸿运", "荣光", "A区"]),
)
def test_every_number_reads_back(kind: CertificateKind, year: int, serial: int, prefix: str) -> None:
    assert parse_number(number_text(prefix, kind, year, serial)) == CertificateNumber(prefix, kind, year, serial)


def test_kinds_and_years_are_numbered_apart(store: Store, issue: Issue) -> None:
    issue(on=date(2025, 12, 30))
    issue()
    issue(kind="thanks")
    issue()
    assert numbers(store) == [
        "鸿运荣字〔2025〕第0001号", "鸿运荣字〔2026〕第0001号", "鸿运荣字〔2026〕第0002号", "鸿运感字〔2026〕第0001号",
    ]  # fmt: skip


def test_numbering_goes_on_after_those_issued_by_hand(store: Store, issue: Issue) -> None:
    settings.save(store, {"first_number.honour.2026": "35"})
    issue()
    issue()
    issue(kind="thanks")
    assert [number[-5:] for number in numbers(store)] == ["0035号", "0036号", "0001号"]


def test_a_refusal_leaves_no_gap(store: Store, issue: Issue) -> None:
    issue()
    rare = words.honour("𬱖", "同志", "在邻里节中热心公益", "志愿之星", "鸿运小区自管委", date(2026, 10, 8))
    with pytest.raises(Refused) as refused:
        issuing.issue(store, issuing.Draft(rare), without_rare_characters)
    issue()
    assert (refused.value.code, refused.value.params["name"]) == ("character_not_printable", "𬱖")
    assert numbers(store) == ["鸿运荣字〔2026〕第0001号", "鸿运荣字〔2026〕第0002号"]


def test_a_new_prefix_goes_on_with_the_same_series_and_both_are_found(store: Store, issue: Issue) -> None:
    first = issue()
    settings.save(store, {"number_prefix": "幸福"})
    second = issue()
    assert numbers(store) == ["鸿运荣字〔2026〕第0001号", "幸福荣字〔2026〕第0002号"]
    assert register.find_id(store, "鸿运荣字(2026)第1号") == first
    assert register.find_id(store, "荣字〔2026〕第2号") == second
    with pytest.raises(Refused, match="certificate_unknown"):
        register.find_id(store, "幸福荣字〔2026〕第0001号")


def test_dates_run_as_the_numbers_do(store: Store, issue: Issue) -> None:
    issue(on=date(2026, 10, 8))
    with pytest.raises(Refused, match="issued_before_newest"):
        issue(on=date(2026, 10, 7))
    with pytest.raises(Refused, match="issued_in_future"):
        issue(on=date(2026, 10, 9))
    store.clock = FixedClock(datetime(2027, 1, 4, 9, 0))
    issue(on=date(2027, 1, 4))
    issue(on=date(2026, 12, 31))
    assert [number[4:] for number in numbers(store)] == ["〔2026〕第0001号", "〔2026〕第0002号", "〔2027〕第0001号"]
