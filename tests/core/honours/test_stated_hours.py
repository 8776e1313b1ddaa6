# SPDX-License-Identifier: GPL-3.0-or-later
"""Which certificates state the hours of services that are about to be taken back."""

from datetime import date

import pytest
from honours_scene import SUMMER, TITLE, Issue, Serve, printable

from hongyun_desktop.core.honours import aftercare, rounds
from hongyun_desktop.core.honours.stated_hours import stated_from_batch, stated_from_line
from hongyun_desktop.core.points import reversal
from hongyun_desktop.core.store.store import Store

FIRST = "鸿运荣字〔2026〕第0001号"


@pytest.fixture
def honoured(store: Store, summer: dict[str, int]) -> int:
    """The round's first certificate, for 王翀犇, who served in batch 1."""
    assert next(iter(summer)) == "王翀犇"
    made = rounds.hold_round(store, SUMMER, TITLE, 1, printable, {})
    return rounds.certificates_of(store, int(str(made.params["round_id"])))[0]


def test_a_certificate_of_the_quarter_is_named_until_it_is_withdrawn(store: Store, honoured: int) -> None:
    assert stated_from_batch(store, 1) == stated_from_line(store, 1, None) == (FIRST,)
    aftercare.withdraw(store, honoured, "写错了")
    assert stated_from_batch(store, 1) == ()


@pytest.mark.usefixtures("honoured")
def test_who_was_not_honoured_and_other_quarters_ask_for_none(store: Store, serve: Serve) -> None:
    assert stated_from_batch(store, 2) == (), "张玉梅 has no certificate"
    serve("王翀犇", 1, date(2026, 10, 2))
    assert stated_from_batch(store, store.value("SELECT max(id) FROM batch")) == ()


@pytest.mark.usefixtures("honoured")
def test_what_was_taken_back_before_asks_for_none(store: Store) -> None:
    reversal.reverse(store, 1, "other")
    assert stated_from_batch(store, 1) == ()


def test_a_certificate_of_no_quarter_states_none(store: Store, summer: dict[str, int], issue: Issue) -> None:
    issue("王翀犇", resident_id=summer["王翀犇"])
    assert stated_from_batch(store, 1) == ()
