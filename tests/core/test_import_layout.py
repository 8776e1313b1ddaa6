# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person said of the headings of a file is known again with the next file of the same headings."""

from hongyun_desktop.core.import_layout import Meanings, assigned_for, remember
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store

HEADINGS = ("住户称呼", "在哪", "联系")
SAID = {"住户称呼": "name", "在哪": "address"}


def test_nothing_is_known_of_headings_that_nobody_spoke_of(store: Store) -> None:
    assert assigned_for(store, "roster", HEADINGS) == {}


def test_the_same_headings_in_any_order_are_known_again(store: Store) -> None:
    remember(store, Meanings("roster", HEADINGS, SAID))
    assert assigned_for(store, "roster", reversed(HEADINGS)) == SAID
    assert assigned_for(store, "roster", HEADINGS[:2]) == {}


def test_rosters_and_sign_in_sheets_are_kept_apart(store: Store) -> None:
    remember(store, Meanings("roster", HEADINGS, SAID))
    assert assigned_for(store, "sign_in", HEADINGS) == {}


def test_the_last_word_counts_and_saying_it_again_leaves_no_trace(store: Store) -> None:
    remember(store, Meanings("roster", HEADINGS, SAID))
    remember(store, Meanings("roster", HEADINGS, {**SAID, "联系": "phone"}))
    assert assigned_for(store, "roster", HEADINGS)["联系"] == "phone"
    assert remember(store, Meanings("roster", HEADINGS, {**SAID, "联系": "phone"})).journal_id == 0


def test_saying_nothing_forgets(store: Store) -> None:
    remember(store, Meanings("roster", HEADINGS, SAID))
    remember(store, Meanings("roster", HEADINGS))
    assert assigned_for(store, "roster", HEADINGS) == {}
    assert remember(store, Meanings("roster", HEADINGS)).journal_id == 0


def test_undo_takes_the_word_back(store: Store) -> None:
    remember(store, Meanings("roster", HEADINGS, SAID))
    journal.undo(store)
    assert assigned_for(store, "roster", HEADINGS) == {}
