# SPDX-License-Identifier: GPL-3.0-or-later
"""While very many rows are made nothing is looked for, and afterwards those rows are not looked through."""

import gc
from collections.abc import Iterator

import pytest

from hongyun_desktop.core.many_rows import no_search_for_rubbish


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_rows_are_made_without_a_look_and_not_looked_through_afterwards() -> None:
    gc.unfreeze()
    with no_search_for_rubbish():
        assert not gc.isenabled()
        rows = [[number] for number in range(10_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(rows)


def test_whoever_had_switched_the_look_off_finds_it_off() -> None:
    gc.disable()
    with no_search_for_rubbish():
        pass
    assert not gc.isenabled()


def test_it_is_switched_on_again_after_a_refusal() -> None:
    with pytest.raises(ValueError, match="row 7"), no_search_for_rubbish():
        raise ValueError("row 7")
    assert gc.isenabled()
