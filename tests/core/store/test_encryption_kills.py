# SPDX-License-Identifier: GPL-3.0-or-later
"""A kill while encryption goes on or off, before each touch of a file and at random moments, leaves one whole state."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from encryption_kill_worker import PASSPHRASE

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store import backup, change_plan, encrypting, files, integrity, keys, photos
from hongyun_desktop.core.store.database import is_plain
from hongyun_desktop.core.store.opening import open_store

WORKER = Path(__file__).with_name("encryption_kill_worker.py")
PEOPLE, RANDOM_KILLS = 400, 40
CANARY, PICTURE = "欧阳楠桉", bytes(range(256)) * 6000
WORKS = pytest.mark.parametrize("work", ["encrypt", "decrypt"])
Finished = bool

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX; Windows ends a process in its own way"),
]


@pytest.fixture
def fresh(tmp_path: Path, clock: Clock) -> Callable[[str, int], Path]:
    """A copy, in a folder of its own, of a database that the work is to be done on."""
    path = tmp_path / "model" / "鸿运.db"
    photo = tmp_path / "楼道.jpg"
    photo.write_bytes(PICTURE)
    with open_store(path, clock=clock) as store:
        with store.unit("resident_saved") as unit:
            unit.insert_many(Resident, [{"name": CANARY, "note": "备注" * 100}] * PEOPLE)
        files.add(store, photo)
        backup.back_up(store, backup.folder_of(path))
    encrypted = tmp_path / "encrypted" / "鸿运.db"
    shutil.copytree(path.parent, encrypted.parent)
    encrypting.encrypt(encrypted, PASSPHRASE, clock)
    models = {"encrypt": path.parent, "decrypt": encrypted.parent}

    def make(work: str, number: int) -> Path:
        folder = tmp_path / f"{work}-{number}"
        shutil.copytree(models[work], folder)
        return folder / path.name

    return make


def run(work: str, path: Path, step: int, delay_s: float | None = None) -> Finished:
    """Do the work until it is done or killed; whether it was done."""
    command = [sys.executable, str(WORKER), work, str(path), str(step)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        if delay_s is not None:
            time.sleep(delay_s)
            worker.kill()
        return worker.stdout.read() == b"done\n"


def check(path: Path, clock: Clock) -> bool:
    """One of the two states, whole, and nothing of the other one once it was opened; whether it is encrypted."""
    is_encrypted = keys.is_encrypted(path)
    assert is_encrypted != is_plain(path)
    with open_store(path, keys.unlock(path, PASSPHRASE) if is_encrypted else None, clock=clock) as store:
        assert integrity.findings(store) == []
        assert store.value("SELECT count(*) FROM resident WHERE name = ?", (CANARY,)) == PEOPLE
        assert files.read(store, *store.sql("SELECT sha256, suffix FROM stored_file")[0]) == PICTURE
    assert not change_plan.work_folder_of(path).exists()
    assert keys.file_of(path).exists() == is_encrypted
    there = [file for file in photos.folder_of(path).rglob("*") if file.is_file()]
    assert [file.suffix for file in there] == [".photo" if is_encrypted else ".jpg"]
    if is_encrypted:
        for file in path.parent.rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            assert CANARY.encode() not in content, file
            assert PICTURE[:64] not in content, file
    assert list(backup.folder_of(path).glob("*.db"))
    shutil.rmtree(path.parent)
    return is_encrypted


@WORKS
def test_before_each_touch_of_a_file(fresh: Callable[[str, int], Path], clock: Clock, work: str) -> None:
    states: list[bool] = []
    for step in range(1, 500):
        path = fresh(work, step)
        finished = run(work, path, step)
        states.append(check(path, clock))
        if finished:
            break
    else:
        pytest.fail("the work never came to its end")
    # First the one state and then the other, never back; both were met.
    goal = work == "encrypt"
    assert states == sorted(states, key=lambda state: state == goal)
    assert {*states} == {True, False}
    assert len(states) > 20


@WORKS
def test_at_random_moments(fresh: Callable[[str, int], Path], clock: Clock, work: str) -> None:
    chance = random.Random(20261008)
    begun = time.perf_counter()
    path = fresh(work, 0)
    assert run(work, path, 0)
    whole_s = time.perf_counter() - begun
    assert check(path, clock) == (work == "encrypt")
    for number in range(1, RANDOM_KILLS + 1):
        path = fresh(work, number)
        run(work, path, 0, chance.uniform(0, whole_s * 0.8))
        check(path, clock)
