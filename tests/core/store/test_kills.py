# SPDX-License-Identifier: GPL-3.0-or-later
"""Two hundred kills at random moments: nothing acknowledged is lost, and no import is there by half."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kill_worker import ROWS_OF_IMPORT

from hongyun_desktop.core.store import integrity
from hongyun_desktop.core.store.opening import open_store

WORKER = Path(__file__).with_name("kill_worker.py")
KILLS_OF_EACH = 100
KILLS_OF_ONE_DATABASE = 10

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX; Windows ends a process in its own way"),
]


def acknowledged_until_killed(work: str, path: Path, delay_s: float) -> list[str]:
    """What the worker said before it was killed, so long after it had opened the store."""
    command = [sys.executable, str(WORKER), work, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        time.sleep(delay_s)
        worker.kill()
        said = worker.stdout.read().decode()
    # The kill may have cut the last line short: it is no acknowledgement then.
    return said.split("\n")[:-1]


def databases(tmp_path: Path) -> Iterator[Path]:
    """As many paths as there are kills: a new one after every ten."""
    for number in range(KILLS_OF_EACH):
        yield tmp_path / f"{number // KILLS_OF_ONE_DATABASE}.db"


def test_no_import_is_there_by_half(tmp_path: Path) -> None:
    chance, in_the_middle = random.Random(20261008), 0
    for path in databases(tmp_path):
        said = acknowledged_until_killed("imports", path, chance.uniform(0, 0.5))
        in_the_middle += said[-1:] == ["begin"]
        with open_store(path) as store:
            there = dict(
                store.sql(
                    "SELECT b.code, count(r.id) FROM building b LEFT JOIN building_unit u ON u.building_id = b.id"
                    " LEFT JOIN dwelling d ON d.building_unit_id = u.id LEFT JOIN resident r ON r.dwelling_id = d.id"
                    " GROUP BY b.code"
                )
            )
            assert set(there.values()) <= {ROWS_OF_IMPORT}
            assert {building for building in said if building != "begin"} <= set(there)
            assert store.value("SELECT count(*) FROM journal") == len(there)
            assert integrity.findings(store) == []
    # Chance must have hit what it was meant to hit.
    assert in_the_middle >= KILLS_OF_EACH // 5


def test_no_acknowledged_save_is_lost(tmp_path: Path) -> None:
    chance, acknowledged = random.Random(20261009), 0
    for path in databases(tmp_path):
        said = [int(line) for line in acknowledged_until_killed("saves", path, chance.uniform(0, 0.15))]
        acknowledged += len(said)
        with open_store(path) as store:
            there = {resident_id for (resident_id,) in store.sql("SELECT id FROM resident")}
            assert set(said) <= there
            assert store.value("SELECT count(*) FROM journal_row") == len(there)
            assert integrity.findings(store) == []
    assert acknowledged >= KILLS_OF_EACH
