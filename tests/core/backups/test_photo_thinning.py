# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos beside backups: those that nothing names go, and never one that a backup or the database names."""

import contextlib
import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.backups import making, photo_thinning, soundness, thinning
from hongyun_desktop.core.backups.remembering import Place
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.store import backup, files, journal, photos, photos_beside
from hongyun_desktop.core.store.database import is_plain
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.reading import look_at
from hongyun_desktop.core.store.store import Store

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
SHED = Subject("facility", 1)


class Desk:
    """A database with a shed to take pictures of, and a clock; of its own copies only the newest one is kept."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self.folder, self.key = folder, key
        self.store = open_store(folder / "鸿运.db", key, clock=FixedClock(datetime(2026, 10, 8, 9)), create=True)
        facilities.save_facility(self.store, FacilityValues("停车棚"))

    @property
    def backups(self) -> Path:
        return backup.folder_of(self.store.path)

    def add(self, number: int) -> None:
        picture = self.folder / "IMG.JPG"
        picture.write_bytes(b"\xff\xd8\xff picture %d" % number)
        keeping.add_photos(self.store, SHED, [IncomingPhoto(picture, ".jpg", 640, 480, None)], Stage.BEFORE)

    def remove(self, number: int) -> None:
        rows = keeping.list_photos(self.store, SHED)
        if rows:
            keeping.remove_photo(self.store, rows[number % len(rows)].photo_id)

    def undo(self, _number: int) -> None:
        step = journal.undoable(self.store)
        if step is not None and step.code.startswith("photo"):
            journal.undo(self.store)

    def back_up(self, _number: int) -> None:
        making.back_up_by_itself(self.store)

    def back_up_for_good(self, _number: int) -> None:
        making.back_up(self.store, self.backups)

    def drop_one(self, number: int) -> None:
        """Somebody cleans up by hand."""
        files = sorted(self.backups.glob("*.db"))
        if files:
            backup.remove(files[number % len(files)])

    def pass_days(self, number: int) -> None:
        self.store.clock = FixedClock(self.store.clock.now() + timedelta(days=number * 20))

    def lying(self) -> set[Path]:
        place = backup.photo_folder_of(self.backups)
        return {file for file in place.rglob("*") if file.is_file()}

    def named(self) -> set[Path]:
        """Where the photos lie that some backup names; each must be whole."""
        found: set[Path] = set()
        for file in self.backups.glob("*.db"):
            key = None if is_plain(file) else self.key
            with look_at(file, key) as copy:
                for sha256, suffix in copy.sql("SELECT sha256, suffix FROM stored_file"):
                    photo = backup.photo_folder_of(self.backups) / photos.name_of(sha256, suffix, key)
                    assert photos.digest_of(photo, key) == sha256, file.name
                    found.add(photo)
        return found


@contextlib.contextmanager
def desk_in(folder: Path, key: bytes | None = None) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        for limit in ("NEWEST", "DAYS", "WEEKS", "MONTHS"):
            patch.setattr(thinning, limit, 1)
        desk = Desk(folder, key)
        with desk.store:
            yield desk


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path, request.param) as opened:
        yield opened


def leave_behind(desk: Desk) -> Path:
    """A photo that only a thinned backup named; it still lies there, for the look is yet to come."""
    desk.add(1)
    desk.back_up(0)
    (gone,) = desk.lying()
    desk.remove(0)
    return gone


def test_a_photo_goes_with_the_last_backup_that_names_it(desk: Desk) -> None:
    gone = leave_behind(desk)
    desk.add(2)
    desk.back_up(0)
    assert len(list(desk.backups.glob("*.db"))) == 1
    assert not gone.exists()
    assert not gone.parent.exists()
    assert desk.lying() == desk.named()
    assert len(desk.named()) == 1


def test_a_backup_that_somebody_asked_for_keeps_its_photos(desk: Desk) -> None:
    kept = leave_behind(desk)
    desk.undo(0)
    desk.back_up_for_good(0)
    desk.remove(0)
    desk.back_up(0)
    assert kept.exists()


def test_a_copy_with_a_fault_lets_no_photo_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = leave_behind(desk)
    monkeypatch.setattr(soundness, "findings", lambda *_args: [Finding("page_damaged", {"text": "x"})])
    desk.back_up(0)
    assert kept.exists()


def test_a_backup_that_cannot_be_read_may_name_any_photo(desk: Desk) -> None:
    kept = leave_behind(desk)
    broken = desk.backups / "鸿运-20260101-090000-重要.db"
    broken.write_bytes(b"x" * 4096)
    desk.back_up(0)
    assert kept.exists()
    broken.unlink()
    desk.add(3)
    desk.back_up(0)
    assert not kept.exists()


def test_a_backup_under_another_key_may_name_any_photo(desk: Desk, tmp_path: Path) -> None:
    kept = leave_behind(desk)
    (tmp_path / "别处").mkdir()
    with desk_in(tmp_path / "别处", OTHER_KEY) as other:
        making.back_up(other.store, desk.backups)
    desk.back_up(0)
    assert kept.exists()


def test_what_was_set_aside_when_going_back_keeps_its_photos(desk: Desk) -> None:
    kept = leave_behind(desk)
    aside = desk.backups / "找回前-20261008-090000"
    aside.mkdir()
    (copy,) = desk.backups.glob("*.db")
    shutil.copyfile(copy, aside / "鸿运.db")
    desk.back_up(0)
    assert kept.exists()


def test_a_backup_that_was_tidied_away_keeps_its_photos(desk: Desk) -> None:
    kept = leave_behind(desk)
    (copy,) = desk.backups.glob("*.db")
    tidied = desk.backups / "2026年上半年"
    tidied.mkdir()
    copy.rename(tidied / copy.name)
    desk.back_up(0)
    assert kept.exists()


def test_a_plain_copy_from_before_the_lock_stays_while_it_is_the_only_one(tmp_path: Path) -> None:
    with desk_in(tmp_path, KEY) as desk:
        desk.add(1)
        (row,) = keeping.list_photos(desk.store, SHED)
        content, live = keeping.content(desk.store, row), files.path_of(desk.store, row.sha256, row.suffix)
        plain = backup.photo_folder_of(desk.backups) / photos.name_of(row.sha256, row.suffix, None)
        plain.parent.mkdir(parents=True)
        plain.write_bytes(content)
        sealed = live.read_bytes()
        live.unlink()
        desk.back_up(0)
        assert plain.exists()
        live.write_bytes(sealed)
        desk.add(2)
        desk.back_up(0)
        assert not plain.exists()


def test_the_database_itself_is_not_opened_as_a_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing a second handle would drop the locks that this process holds on it."""
    looked: list[Path] = []

    def remember(file: Path) -> bool:
        looked.append(file)
        return is_plain(file)

    monkeypatch.setattr(photo_thinning, "is_plain", remember)
    making.back_up(desk.store, desk.store.path.parent)
    desk.add(1)
    desk.back_up(0)
    desk.remove(0)
    desk.pass_days(5)
    desk.add(2)
    desk.back_up(0)
    assert looked
    assert desk.store.path not in looked


def test_while_another_copy_is_being_made_its_photos_stay(desk: Desk) -> None:
    kept = leave_behind(desk)
    coming = desk.backups / ".幸福里-4711.part"
    coming.touch()
    desk.back_up(0)
    assert kept.exists()
    coming.unlink()
    desk.add(3)
    desk.back_up(0)
    assert not kept.exists()


def test_a_copy_of_another_database_that_begins_while_photos_go_keeps_its_own(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits: a photo that it found lying there would be gone by the time the copy has a name."""
    gone, key = leave_behind(desk), desk.key
    (tmp_path / "别处").mkdir()
    copying: list[threading.Thread] = []
    look = photo_thinning.superfluous

    def copy_theirs() -> None:
        with desk_in(tmp_path / "别处", key) as other:
            other.add(1)
            making.back_up(other.store, desk.backups)

    def look_and_be_overtaken(store: Store, folder: Path) -> list[Path]:
        found = look(store, folder)
        if not copying:
            copying.append(threading.Thread(target=copy_theirs))
            copying[0].start()
            copying[0].join(1)
        return found

    monkeypatch.setattr(photo_thinning, "superfluous", look_and_be_overtaken)
    desk.add(2)
    desk.back_up(0)
    copying[0].join()
    assert len(list(desk.backups.glob("*.db"))) == 2
    assert gone in desk.named()


def test_a_copy_that_waits_in_vain_is_made_all_the_same_and_no_photo_goes_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = leave_behind(desk)
    monkeypatch.setattr(photos_beside, "PATIENCE_S", 0.1)
    desk.add(2)
    with photos_beside.turn_at(desk.backups, patience_s=0) as is_ours:
        assert is_ours
        desk.back_up(0)
    assert kept.exists()
    assert len(desk.named()) == 1
    desk.add(3)
    desk.back_up(0)
    assert not kept.exists()


def test_never_two_at_a_time_in_a_folder_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    inside, most, turns = [0], [0], [0]

    def take_turns() -> None:
        for _ in range(10):
            with photos_beside.turn_at(tmp_path, patience_s=30) as is_ours:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                turns[0] += is_ours
                time.sleep(0.002)
                inside[0] -= 1

    threads = [threading.Thread(target=take_turns) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, turns) == ([1], [40])
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_photo_of_ours_stays(desk: Desk) -> None:
    leave_behind(desk)
    place = backup.photo_folder_of(desk.backups)
    own = [place / "全家福.jpg", place / "ab" / "全家福.jpg", place / "ab" / f"{'c' * 64}.jpg"]
    (place / "ab").mkdir(exist_ok=True)
    (desk.backups / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0" * 100)
    for file in own:
        file.write_bytes(b"ours")
    desk.back_up(0)
    assert desk.lying() == set(own)


@pytest.mark.parametrize("place", [Place.SHARE, Place.CLOUD])
def test_where_another_computer_may_be_writing_photos_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    kept = leave_behind(desk)
    monkeypatch.setattr(photo_thinning, "place_of", lambda _folder, _path: place)
    desk.back_up(0)
    assert kept.exists()


# One backup, its key file, and of four photos file and folder.
STEPS_OF_THINNING = 10


class _Killed(BaseException):
    """The power went."""


def _killing(after: int, real: Callable[..., Any], steps: list[int]) -> Callable[..., Any]:
    def step(file: Path, *args: Any, **kwargs: Any) -> Any:
        # What copying does to its own temporary files is tried in `tests/faults`.
        if not file.name.startswith(".") and not file.name.endswith("-shm"):
            steps.append(1)
            if len(steps) > after:
                raise _Killed
        return real(file, *args, **kwargs)

    return step


@pytest.mark.parametrize("after", range(11))
def test_a_kill_at_any_step_of_it_loses_nothing_that_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    for number in range(5):
        desk.add(number)
    desk.back_up(0)
    for _ in range(4):
        desk.remove(0)
    steps: list[int] = []
    with monkeypatch.context() as patch, contextlib.suppress(_Killed):
        for name in ("unlink", "rmdir"):
            patch.setattr(Path, name, _killing(after, getattr(Path, name), steps))
        desk.back_up(0)
    assert len(steps) == min(after + 1, STEPS_OF_THINNING)
    desk.named()
    desk.add(9)
    desk.back_up(0)
    assert desk.lying() == desk.named()
    assert len(desk.named()) == 2


def test_a_disk_that_refuses_keeps_the_backup_and_the_photo(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, real = leave_behind(desk), Path.unlink

    def refuse(file: Path, missing_ok: bool = False) -> None:
        if file == kept:
            raise PermissionError
        real(file, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    desk.back_up(0)
    assert kept.exists()
    assert len(list(desk.backups.glob("*.db"))) == 1


STEPS = (Desk.add, Desk.remove, Desk.undo, Desk.back_up, Desk.back_up_for_good, Desk.drop_one, Desk.pass_days)


@settings(max_examples=60 if os.environ.get("CI") else 25)
@given(st.sampled_from([None, KEY]), st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 4)), max_size=25))
def test_whatever_comes_after_what_each_backup_finds_its_photos_and_nothing_is_left_over(
    key: bytes | None, steps: list[tuple[Callable[[Desk, int], None], int]]
) -> None:
    with TemporaryDirectory() as folder, desk_in(Path(folder), key) as desk:
        for step, number in steps:
            step(desk, number)
            desk.named()
        desk.add(len(steps) + 10)
        desk.back_up(0)
        for row in keeping.list_photos(desk.store, SHED):
            assert hashlib.sha256(keeping.content(desk.store, row)).hexdigest() == row.sha256
        assert desk.lying() == desk.named()
