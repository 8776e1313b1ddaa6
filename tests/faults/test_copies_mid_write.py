# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder copied while the program writes: by a snapshot, or file by file as people and synchronising programs do."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from hongyun_desktop.core import checking
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store.opening import open_store
from tests.faults.operations import CLOCK, FOLDER

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGSTOP is of POSIX")]
WRITER = Path(__file__).parents[1] / "core" / "store" / "kill_worker.py"
COPIES_OF_EACH, SEED = 40, 20261011


@pytest.mark.parametrize("snapshot", [True, False], ids=["snapshot", "file by file"])
def test_a_copy_is_whole_or_refused(tmp_path: Path, snapshot: bool) -> None:
    path = tmp_path / FOLDER / "鸿运.db"
    path.parent.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    chance, counted = random.Random(SEED), Counter[str]()
    command = [sys.executable, str(WRITER), "saves", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        os.set_blocking(writer.stdout.fileno(), False)
        said = 0
        for number in range(COPIES_OF_EACH):
            time.sleep(chance.uniform(0, 0.06))
            if snapshot:
                writer.send_signal(signal.SIGSTOP)
                os.waitid(os.P_PID, writer.pid, os.WSTOPPED | os.WNOWAIT)
            said += (writer.stdout.read() or b"").count(b"\n")
            copy = _copy(path, tmp_path / f"copy {number}")
            if snapshot:
                writer.send_signal(signal.SIGCONT)
            counted[_look(copy, said if snapshot else 0)] += 1
        writer.kill()
    sys.stdout.write(
        f"\ncopies taken mid-write, {'by a snapshot' if snapshot else 'file by file'}: {dict(counted)}" + "\n"
    )
    assert counted["whole"] == COPIES_OF_EACH if snapshot else counted["whole"] > 0


def _copy(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(path.with_name(path.name + suffix), folder / (path.name + suffix))
    return folder / path.name


def _look(copy: Path, acknowledged: int) -> str:
    """Whole with everything acknowledged, refused at opening, or named by `check`; anything else fails."""
    try:
        with open_store(copy, clock=CLOCK) as store:
            if checking.check(store):
                return "named by the check"
            people = store.value("SELECT count(*) FROM resident")
            assert people == store.value("SELECT count(*) FROM journal_row")
            assert people >= acknowledged
            return "whole"
    except StorageProblem:
        return "refused"
