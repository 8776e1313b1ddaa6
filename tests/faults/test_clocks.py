# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock that stands at 1980 or at 2099: everything is done or refused by a sentence, and stays sound afterwards."""

import pytest

from tests.faults.operations import CLOCK, DEEDS, key_of, read_state, whole_copies
from tests.faults.suffering import Ward, cases

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("year", [1980, 2099])
@pytest.mark.parametrize(("name", "kind"), cases())
def test_a_wrong_clock_harms_nothing(ward: Ward, name: str, kind: str, year: int) -> None:
    ward.goal(name, kind)
    with ward.fresh(kind) as place:
        outcome = ward.sufferer.ask(name, place, year=year)
        ward.counted[f"deeds in {year}"] += 1
        ward.counted["done" if outcome["done"] else f"refused: {outcome['error']}"] += 1
        assert outcome["done"] or outcome["sentence"], outcome
        state = read_state(place, DEEDS[name])
        before, after, _ = ward.goal(name, kind)
        assert state.opened_by == (after if outcome["done"] else before).opened_by
        assert whole_copies(place.stick) == (DEEDS[name].copies if outcome["done"] else 0)
        # The clock is put right, and the day's work goes on.
        again = ward.sufferer.ask("locking", type(place)(place.path, key_of(place.path)[1], place.stick, CLOCK))
        assert again["done"] or again["error"] == "locked", again
        read_state(place, DEEDS[name])
    ward.report(f"wrong clock for {name}, {kind}")
