# SPDX-License-Identifier: GPL-3.0-or-later
"""What a write says of itself, and which pages an undo refreshes."""

import pytest

from hongyun_desktop.core.changes import Changed, Topic, topics_of


def test_a_change_that_wrote_nothing_has_no_journal_number() -> None:
    assert Changed(0, frozenset(), "resident_saved").params == {}


def test_each_table_that_undo_reaches_has_its_topic() -> None:
    assert topics_of(["building", "dwelling", "resident"]) == {Topic.DWELLING, Topic.RESIDENT}
    assert topics_of(["stored_file"]) == {Topic.FILES}
    assert topics_of([]) == frozenset()


@pytest.mark.parametrize("table", ["entry", "certificate", "journal", "erasure"])
def test_a_table_that_is_its_own_history_is_never_undone(table: str) -> None:
    with pytest.raises(KeyError):
        topics_of([table])
