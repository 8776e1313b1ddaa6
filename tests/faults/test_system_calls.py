# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system refuses (EIO, ENOSPC) or a kill at one of its calls, put in by strace, for everything people do."""

import random
import shutil
from pathlib import Path

import pytest

from tests.faults.suffering import WRITES, Ward, calls_of, cases

SEED, FAULTS_OF_EACH = 20261009, 18
KINDS = ("error=EIO:when={n}", "error=ENOSPC:when={n}+", "error=EIO:when={n}+", "signal=KILL:when={n}")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]


@pytest.mark.parametrize(("name", "kind"), cases())
def test_what_the_system_refuses_leaves_all_of_it_or_nothing(ward: Ward, tmp_path: Path, name: str, kind: str) -> None:
    ward.goal(name, kind)
    log = tmp_path / "calls.txt"
    with ward.fresh(kind) as place:
        assert ward.sufferer.ask_traced(name, place, ["-e", f"trace={','.join(WRITES)}", "-o", str(log)])["done"]
    calls = calls_of(log)
    places = [(call, n, fault) for call, count in sorted(calls.items()) for n in range(1, count + 1) for fault in KINDS]
    chance = random.Random(f"{SEED} {name} {kind}")
    for call, n, fault in chance.sample(places, min(len(places), FAULTS_OF_EACH)):
        with ward.fresh(kind) as place:
            options = ["-e", f"trace={call}", "-e", f"inject={call}:{fault.format(n=n)}", "-o", "/dev/null"]
            outcome = ward.sufferer.ask_traced(name, place, options)
            what = "kills" if outcome["killed"] else fault.split(":")[0].removeprefix("error=")
            ward.counted[f"{what} at {call}"] += 1
            ward.counted["faults"] += 1
            outcome["fault"] = f"{call} {fault} {n}"
            ward.judge(name, kind, place, outcome)
    ward.report(f"system calls of {name}, {kind} ({calls.total()} calls)")


def test_restoring_hears_each_write_of_its_end_that_the_disk_refuses(ward: Ward, tmp_path: Path) -> None:
    """Closing a database folds its log in and keeps a refusal to itself: then a file without its log would be moved."""
    log = tmp_path / "calls.txt"
    with ward.fresh("plain") as place:
        assert ward.sufferer.ask_traced("restoring", place, ["-e", "trace=pwrite64", "-o", str(log)])["done"]
    writes = calls_of(log)["pwrite64"]
    for n in range(writes - 29, writes + 1):
        with ward.fresh("plain") as place:
            inject = f"inject=pwrite64:error=EIO:when={n}"
            outcome = ward.sufferer.ask_traced("restoring", place, ["-e", inject, "-o", "/dev/null"])
            ward.judge("restoring", "plain", place, outcome)
    ward.report("each of the last thirty writes of restoring")
