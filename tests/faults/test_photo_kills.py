# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo import that is killed at any moment: no row without its file, and no acknowledged batch lost."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.core.store import files
from hongyun_desktop.core.store.opening import open_store
from tests.picture_files import files as picture_files

pytestmark = pytest.mark.slow
KILLS, BATCH = 40, 5
KEYS = {"plain": None, "sealed": b"k" * 32}
WORKER = """
import sys
from pathlib import Path
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.store.opening import open_store
path, folder, key = Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3]) or None
with open_store(path, key) as store:
    print("open", flush=True)
    pictures = sorted(folder.iterdir())
    for first in range(0, len(pictures), 5):
        batch = [IncomingPhoto(each, ".jpg", 64, 48, None) for each in pictures[first:first + 5]]
        done = keeping.add_photos(store, Subject("facility", 1), batch, Stage.BEFORE)
        print(done.params["count"], flush=True)
"""


@pytest.mark.parametrize("kind", KEYS)
def test_a_photo_import_that_is_killed_leaves_whole_batches_with_their_files(tmp_path: Path, kind: str) -> None:
    chance, key = random.Random(20260926), KEYS[kind]
    folder = tmp_path / "照片"
    folder.mkdir()
    picture_files(folder, 300)
    acknowledged = 0
    for number in range(KILLS):
        path = tmp_path / f"{number}.db"
        with open_store(path, key, create=True) as store:
            facilities.save_facility(store, FacilityValues("停车棚"))
        words = [sys.executable, "-c", WORKER, str(path), str(folder), (key or b"").hex()]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "open\n"
            time.sleep(chance.random() * 0.4)
            worker.kill()
            told = sum(map(int, worker.stdout.read().split()))
        with open_store(path, key) as store:
            rows = keeping.list_photos(store, Subject("facility", 1))
            assert len(rows) % BATCH == 0
            assert told <= len(rows) <= told + BATCH
            assert files.damaged(store) == []
            assert {each.code for each in photo_files.findings(store)} <= {"file_without_row"}
        acknowledged += told
    assert acknowledged > 0
