# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full, a file that may not grow, a folder that is read-only, a stick that is pulled out."""

import random
import shutil
import subprocess

import pytest

from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import backup
from hongyun_desktop.core.store.restoring import restore
from tests.faults.operations import CLOCK, DEEDS, put_wrong, read_state, whole_copies
from tests.faults.suffering import Ward, cases, size_of, small_disk

pytestmark = pytest.mark.slow
SEED = 20261010
ROOMS_KIB = (0, 16, 64, 160, 320)
LIMITS_OF_EACH, PULLS_OF_EACH = 6, 40


@pytest.mark.parametrize(("name", "kind"), cases())
def test_a_disk_that_fills_up_leaves_all_of_it_or_nothing(ward: Ward, name: str, kind: str) -> None:
    ward.goal(name, kind)
    for room in ROOMS_KIB:
        with small_disk(ward.folder / "disk", 64 << 20) as disk, ward.fresh(kind, disk) as place:
            # As long as there is room: what the deed is to put right is not what the disk is to refuse.
            put_wrong(DEEDS[name], place)
            small = size_of(disk) + (64 + room) * 1024
            subprocess.run(["mount", "-o", f"remount,size={small}", str(disk)], check=True)
            outcome = ward.sufferer.ask(name, place)
            ward.counted["small disks"] += 1
            ward.counted["refused"] += bool(outcome["error"])
            # The people make room again, and find everything as the rule says.
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
            ward.judge(name, kind, place, outcome)
    ward.report(f"small disks for {name}, {kind}")


@pytest.mark.parametrize(("name", "kind"), cases())
def test_a_file_that_may_not_grow_leaves_all_of_it_or_nothing(ward: Ward, name: str, kind: str) -> None:
    ward.goal(name, kind)
    chance = random.Random(f"{SEED} {name} {kind}")
    for _ in range(LIMITS_OF_EACH):
        limit = chance.choice([1, 4096, 8192, 40_000, 100_000, 200_000, 300_000]) + chance.randrange(4096)
        with ward.fresh(kind) as place:
            outcome = ward.sufferer.ask(name, place, limit=limit)
            ward.counted["limits on files"] += 1
            ward.counted["refused"] += bool(outcome["error"])
            outcome["limit"] = limit
            ward.judge(name, kind, place, outcome)
    ward.report(f"limits for {name}, {kind}")


@pytest.mark.parametrize(("name", "kind"), cases())
def test_a_folder_that_is_read_only_takes_nothing_and_says_so(ward: Ward, name: str, kind: str) -> None:
    before, _, _ = ward.goal(name, kind)
    disk = ward.folder / "disk"
    with small_disk(disk, 64 << 20), ward.fresh(kind, disk) as place:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        outcome = ward.sufferer.ask(name, place)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        ward.counted["read-only folders"] += 1
        assert (outcome["done"], bool(outcome["sentence"])) == (False, True), outcome
        ward.judge(name, kind, place, outcome)
        assert ward.goal(name, kind)[0] == before
    ward.report(f"read-only for {name}, {kind}")


@pytest.mark.parametrize("kind", ["plain", "keyed"])
def test_a_backup_on_a_write_protected_stick_is_restored(ward: Ward, kind: str) -> None:
    disk = ward.folder / "disk"
    with small_disk(disk, 64 << 20), ward.fresh(kind) as place:
        own = backup.folder_of(place.path)
        shutil.copytree(own, disk / "备份")
        shutil.rmtree(own)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        (file,) = (disk / "备份").glob("*.db")
        restore(place.path, file, erasure.erase, place.key, clock=CLOCK, present_key=place.key)
        assert read_state(place, DEEDS["restoring"]) == ward.goal("restoring", kind)[1]


@pytest.mark.parametrize("kind", ["plain", "keyed"])
@pytest.mark.parametrize("name", [name for name, deed in DEEDS.items() if deed.copies])
def test_a_stick_pulled_out_at_any_moment_carries_nothing_that_looks_whole_and_is_not(
    ward: Ward, name: str, kind: str
) -> None:
    moments = ward.moments(name, kind)
    chance = random.Random(f"{SEED} {name} {kind}")
    for moment in chance.sample(range(1, moments + 1), min(moments, PULLS_OF_EACH)):
        with ward.fresh(kind) as place:
            outcome = ward.sufferer.ask(name, place, pull=moment)
            gone = place.stick.with_name(place.stick.name + " pulled out")
            ward.counted["sticks pulled out"] += 1
            if outcome["error"]:
                assert outcome["sentence"], outcome
                ward.counted["told in a sentence"] += 1
            copies = whole_copies(gone)
            ward.counted["copies on the stick, all whole"] += copies
            if outcome["done"]:
                assert copies + whole_copies(place.stick) >= 1, outcome
            assert read_state(place, DEEDS[name]) in ward.allowed(name, kind), outcome
    ward.report(f"pulled out during {name}, {kind}")
