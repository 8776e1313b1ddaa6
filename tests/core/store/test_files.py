# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo is on the disk before its row is, under the name of what it holds."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import files, integrity
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

PICTURE = b"\xff\xd8\xff\xe0 a photo of a clean staircase" * 1000
SHA256 = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "楼道.JPG"
    file.write_bytes(PICTURE)
    return file


def test_a_photo_is_copied_under_its_hash(store: Store, photo: Path) -> None:
    changed = files.add(store, photo)
    place = files.path_of(store, SHA256, ".jpg")
    assert place.read_bytes() == PICTURE
    assert place.relative_to(files.folder_of(store)).parts == (SHA256[:2], f"{SHA256}.jpg")
    assert (changed.code, dict(changed.params)) == ("file_added", {"sha256": SHA256, "file_id": 1})
    assert photo_files.findings(store) == []


def test_the_same_photo_twice_is_one_row_and_one_file_whatever_it_is_called(store: Store, photo: Path) -> None:
    files.add(store, photo)
    again = files.add(store, photo.rename(photo.with_suffix(".jpeg")))
    assert (again.journal_id, again.params["file_id"]) == (0, 1)
    assert [file.name for file in files.folder_of(store).rglob("*.*")] == [f"{SHA256}.jpg"]


def test_a_photo_that_is_missing_or_altered_is_found_and_healed_by_adding_it_again(store: Store, photo: Path) -> None:
    files.add(store, photo)
    place = files.path_of(store, SHA256, ".jpg")
    place.write_bytes(PICTURE[:-1])
    assert files.damaged(store) == [SHA256]
    place.unlink()
    assert [(each.code, each.params) for each in photo_files.findings(store)] == [
        ("file_missing_or_altered", {"sha256": SHA256})
    ]
    files.add(store, photo)
    assert files.damaged(store) == []


def test_a_disk_that_lets_nothing_go_takes_a_photo_all_the_same(
    store: Store, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_path: Path, **_missing_ok: bool) -> None:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(Path, "unlink", refuse)
    files.add(store, photo)
    assert photo_files.findings(store) == []
    with pytest.raises(StorageProblem, match="file_not_readable"):
        files.add(store, photo.with_name("nothing.jpg"))


def test_a_photo_that_can_not_be_read_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="file_not_readable") as caught:
        files.add(store, tmp_path / "没有.jpg")
    assert caught.value.params == {"file": "没有.jpg"}
    assert list(files.folder_of(store).rglob("*.*")) == []
    assert store.value("SELECT count(*) FROM stored_file") == 0


DIE_BEFORE_THE_ROW = """
import os, signal, sys
from pathlib import Path
from hongyun_desktop.core.store import files, integrity
from hongyun_desktop.core.store.opening import open_store
files.put_row = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
files.add(open_store(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_the_file_is_on_the_disk_before_its_row(store_path: Path, photo: Path) -> None:
    command = [sys.executable, "-c", DIE_BEFORE_THE_ROW, str(store_path), str(photo)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    with open_store(store_path) as store:
        assert files.path_of(store, SHA256, ".jpg").read_bytes() == PICTURE
        assert store.value("SELECT count(*) FROM stored_file") == 0
        assert integrity.findings(store) == []
