# SPDX-License-Identifier: GPL-3.0-or-later
"""A kill at seeded moments of everything people do: before an SQL statement, a trigger's, or a touch of a file."""

import random

import pytest

from tests.faults.suffering import Ward, cases

pytestmark = pytest.mark.slow
KILLS_OF_EACH, SEED = 30, 20261008
# These touch files and rows together: of an import no moment is left to chance, of thinning, which is longer, few are.
KILLS_OF = {"photo import": 1000, "thinning": 100}


@pytest.mark.parametrize(("name", "kind"), cases())
def test_a_kill_at_any_moment_leaves_all_of_it_or_nothing(ward: Ward, name: str, kind: str) -> None:
    moments = ward.moments(name, kind)
    chance = random.Random(f"{SEED} {name} {kind}")
    # The last moments are where a commit is: they are all taken, the others by chance.
    last = range(max(1, moments - 9), moments + 1)
    rest = range(1, last.start)
    wanted = min(len(rest), KILLS_OF.get(name, KILLS_OF_EACH) - len(last))
    chosen = [*chance.sample(rest, wanted), *last]
    for moment in chosen:
        with ward.fresh(kind) as place:
            outcome = ward.sufferer.ask(name, place, kill=moment)
            ward.counted["kills"] += outcome["killed"]
            ward.judge(name, kind, place, outcome)
    assert ward.counted["kills"] >= len(chosen) - 2
    ward.report(f"kills at moments of {name}, {kind} ({moments} moments)")
