# SPDX-License-Identifier: GPL-3.0-or-later
"""Two programs on one database: the second is refused by a sentence whatever it wants, and a kill of the first frees it."""

import pytest

from hongyun_desktop.core.store.opening import open_store
from tests.faults.operations import CLOCK
from tests.faults.suffering import Ward, cases

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("name", "kind"), cases())
def test_a_second_program_is_refused_and_changes_nothing(ward: Ward, name: str, kind: str) -> None:
    before, _, _ = ward.goal(name, kind)
    with ward.fresh(kind) as place:
        with open_store(place.path, place.key, clock=CLOCK):
            outcome = ward.sufferer.ask(name, place)
            assert (outcome["error"], outcome["done"]) == ("database_in_use", False), outcome
            assert outcome["sentence"]
        ward.judge(name, kind, place, outcome)
        assert ward.goal(name, kind)[0] == before
        ward.counted["second programs refused"] += 1
    ward.report(f"two programs for {name}, {kind}")


@pytest.mark.parametrize("kind", ["plain", "keyed"])
def test_the_lock_dies_with_the_program_that_held_it(ward: Ward, kind: str) -> None:
    with ward.fresh(kind) as place:
        assert ward.sufferer.ask("settings", place, kill=3)["killed"]
        assert ward.sufferer.ask("settings", place)["done"]
