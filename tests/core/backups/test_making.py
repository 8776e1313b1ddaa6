# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups asked for and by themselves: where they go, what is remembered of them, and which stay."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.backups import disks, due, making, remembering, thinning, words
from hongyun_desktop.core.backups.disks import Disk
from hongyun_desktop.core.backups.remembering import Place
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import backup, journal, key_sealing, keys, places
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store

PASSPHRASE = "三号楼下的桂花树"


def write(store: Store, community: str) -> None:
    settings.save(store, {"community": community})


def automatic(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if thinning.AUTOMATIC in file.name)


def test_a_new_database_was_never_backed_up(store: Store) -> None:
    assert remembering.last(store) is None
    assert not due.is_due_today(store)


def test_a_backup_is_remembered_with_its_time_its_file_and_its_head(store: Store, tmp_path: Path) -> None:
    made = making.back_up(store, tmp_path / "stick")
    assert remembering.last(store) == made
    assert made.at == datetime(2026, 10, 8, 9, 0)
    assert made.file.parent == tmp_path / "stick"
    assert (made.entries, made.head) == store.ledger_head
    assert made.chosen == tmp_path / "stick"
    assert made.place is Place.COMPUTER


def test_no_name_of_a_person_stands_in_the_small_file(store: Store, tmp_path: Path) -> None:
    signing_in.sit_down(store, "陈晓梅")
    making.back_up(store, tmp_path / "stick")
    assert "陈晓梅" not in remembering.file_of(store.path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "place"),
    [("folder_removable", Place.STICK), ("folder_shared", Place.SHARE), ("folder_synchronised", Place.CLOUD)],
)
def test_what_kind_of_place_it_was_is_remembered(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, place: Place
) -> None:
    monkeypatch.setattr(places, "problem_of", lambda *_args, **_kwargs: code)
    making.back_up(store, tmp_path / "stick")
    told = remembering.last(store)
    assert told is not None
    assert told.place is place
    assert told.away == remembering.Away(datetime(2026, 10, 8, 9), "")


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", '{"database_id": 1}'])
def test_a_small_file_that_cannot_be_read_counts_as_none(store: Store, text: str) -> None:
    remembering.file_of(store.path).write_text(text, encoding="utf-8")
    assert remembering.last(store) is None


def test_a_small_file_of_another_database_counts_as_none(store: Store, tmp_path: Path) -> None:
    making.back_up(store, tmp_path / "stick")
    told = json.loads(remembering.file_of(store.path).read_text(encoding="utf-8"))
    remembering.file_of(store.path).write_text(json.dumps({**told, "database_id": "another"}), encoding="utf-8")
    assert remembering.last(store) is None


def test_a_small_file_of_the_program_before_this_one_is_read(store: Store, tmp_path: Path) -> None:
    made = making.back_up(store, tmp_path / "stick")
    told = json.loads(remembering.file_of(store.path).read_text(encoding="utf-8"))
    for new in ("number", "sound", "away", "written"):
        del told[new]
    told["journal_id"] = 0
    remembering.file_of(store.path).write_text(json.dumps(told), encoding="utf-8")
    assert remembering.last(store) == made


@pytest.mark.parametrize(
    ("theirs", "own", "place"),
    [
        (Disk("sda", False), Disk("sda", False), Place.COMPUTER),
        (Disk("sdb", True), Disk("sda", False), Place.STICK),
        (Disk("sdb", True), None, Place.STICK),
        (Disk("sdb", False), Disk("sda", False), Place.OTHER_DISK),
        # Which disk the data lie on is not known: it may be the same.
        (Disk("sdb", False), None, Place.COMPUTER),
        (None, Disk("sda", False), Place.COMPUTER),
        # The data lie on a disk at a cable themselves.
        (Disk("sdb", True), Disk("sdb", True), Place.COMPUTER),
    ],
)
def test_only_what_lies_on_another_disk_than_the_data_has_left(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    theirs: Disk | None,
    own: Disk | None,
    place: Place,
) -> None:
    monkeypatch.setattr(disks, "disk_of", lambda folder: own if folder == store.path.parent else theirs)
    made = making.back_up(store, tmp_path / "D盘")
    assert made.place is place
    assert (made.away is None) == (place is Place.COMPUTER)
    assert bool(words.near_sentence(made)) == (place is Place.COMPUTER)


# --- by itself


def test_the_automatic_backup_goes_where_the_last_one_was_chosen_to_be(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    making.back_up(store, stick)
    write(store, "新东社区")
    assert making.back_up_by_itself(store).file.parent == stick


def test_without_the_stick_it_goes_beside_the_database_and_back_to_the_stick_later(
    store: Store, tmp_path: Path
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    making.back_up(store, stick)
    stick.rename(away)
    write(store, "新东社区")
    assert making.back_up_by_itself(store).file.parent == folder_of(store.path)
    away.rename(stick)
    write(store, "桂湖社区")
    assert making.back_up_by_itself(store).file.parent == stick


@pytest.mark.parametrize("code", ["folder_not_writable", "disk_full", "backup_not_verified"])
def test_a_stick_that_takes_nothing_is_no_reason_to_have_no_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    stick = tmp_path / "stick"
    making.back_up(store, stick)
    write(store, "新东社区")
    real = backup.back_up

    def full(store: Store, folder: Path, *, label: str = "") -> backup.Backup:
        if folder == stick:
            raise StorageProblem(code, file="鸿运.db", folder="stick")
        return real(store, folder, label=label)

    monkeypatch.setattr(backup, "back_up", full)
    made = making.back_up_by_itself(store)
    assert made.file.parent == folder_of(store.path)
    assert made.chosen == stick


def test_where_nothing_can_be_written_that_is_said(store: Store) -> None:
    write(store, "新东社区")
    folder_of(store.path).write_text("a file in its place", encoding="utf-8")
    with pytest.raises(StorageProblem, match="folder_not_writable"):
        making.back_up_by_itself(store)
    assert remembering.last(store) is None


def test_nothing_is_copied_where_nothing_was_written_since(store: Store) -> None:
    write(store, "新东社区")
    first = making.back_up_by_itself(store)
    assert making.back_up_by_itself(store) == first
    assert len(automatic(folder_of(store.path))) == 1
    first.file.unlink()
    assert making.back_up_by_itself(store).file.is_file()


def test_numbers_given_a_second_time_after_going_back_are_new_writes(store_path: Path, clock: FixedClock) -> None:
    with open_store(store_path, clock=clock) as store:
        write(store, "新东社区")
        old = making.back_up_by_itself(store).file
        write(store, "桂湖社区")
        newest = making.back_up_by_itself(store)
    restore(store_path, old, erasure.erase, clock=clock)
    with open_store(store_path, clock=clock) as store:
        assert making.back_up_by_itself(store).number == newest.number + 1
        write(store, "北星社区")
        assert making.back_up_by_itself(store).number == newest.number + 2


def test_the_days_copy_is_due_once_something_was_written_on_another_date(store: Store, clock: FixedClock) -> None:
    write(store, "新东社区")
    assert due.is_due_today(store)
    making.back_up_by_itself(store)
    write(store, "桂湖社区")
    assert not due.is_due_today(store)
    clock.at += timedelta(days=1)
    assert due.is_due_today(store)
    making.back_up_by_itself(store)
    assert not due.is_due_today(store)
    clock.at += timedelta(days=1)
    assert not due.is_due_today(store)


@pytest.mark.parametrize("wrong", [datetime(1980, 1, 1), datetime(2099, 12, 31, 23, 59)])
def test_a_wrong_clock_makes_one_copy_more_never_one_less(store: Store, clock: FixedClock, wrong: datetime) -> None:
    write(store, "新东社区")
    making.back_up_by_itself(store)
    write(store, "桂湖社区")
    clock.at = wrong
    assert due.is_due_today(store)
    newest = making.back_up_by_itself(store)
    clock.at = datetime(2026, 10, 9)
    write(store, "北星社区")
    assert due.is_due_today(store)
    assert making.back_up_by_itself(store).number == newest.number + 1


# --- thinning


def test_old_ones_are_thinned_and_none_that_a_person_made(store: Store, clock: FixedClock) -> None:
    folder = folder_of(store.path)
    by_hand = making.back_up(store, folder)
    others = [folder / "别的-20260101-000000-自动9999-0001.db", folder / "鸿运-20260101-000000-before-migration.db"]
    for other in others:
        other.touch()
    newest = by_hand
    for day in range(30):
        clock.at += timedelta(days=1)
        write(store, f"社区{day}")
        newest = making.back_up_by_itself(store)
    ours = [name for name in automatic(folder) if name != others[0].name]
    assert len(ours) == 11
    assert ours[-1] == newest.file.name
    assert by_hand.file.is_file()
    assert all(other.is_file() for other in others)


def test_the_clock_can_jump_to_any_year_and_the_newest_stays(store: Store, clock: FixedClock) -> None:
    for number, year in enumerate([1980, 2099, 2026, 1980, 1980, 2099, 2026, 1999, 2026, 1980] * 3):
        clock.at = datetime(year, 1 + number % 12, 1, number % 24)
        write(store, f"社区{number}")
        made = making.back_up_by_itself(store)
        assert made.file.is_file()
        assert made.number == number + 1
        newest = thinning.of(automatic(made.file.parent), "鸿运", remembering.database_id(store)[:4])[-1]
        assert newest.name == made.file.name


def test_numbers_go_on_where_the_memory_is_lost(store: Store) -> None:
    write(store, "新东社区")
    making.back_up_by_itself(store)
    remembering.file_of(store.path).unlink()
    assert making.back_up_by_itself(store).number == 2


def test_nothing_goes_while_the_newest_is_not_sound_and_that_is_remembered(store: Store, clock: FixedClock) -> None:
    for day in range(12):
        clock.at += timedelta(hours=1)
        write(store, f"社区{day}")
        making.back_up_by_itself(store)
    before = automatic(folder_of(store.path))
    assert len(before) == thinning.NEWEST
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO resident(name, dwelling_id) VALUES ('罗喆', 404)")
    for hour in range(3):
        clock.at += timedelta(hours=1)
        write(store, f"又{hour}")
        assert not making.back_up_by_itself(store).is_sound
    assert automatic(folder_of(store.path))[: len(before)] == before
    connection.execute("DELETE FROM resident")
    write(store, "修好了")
    assert making.back_up_by_itself(store).is_sound
    assert len(automatic(folder_of(store.path))) == thinning.NEWEST


def test_the_key_file_of_a_copy_goes_with_it_and_stays_with_it(store_path: Path, clock: FixedClock) -> None:
    made = key_sealing.make_keys("3f9a" + "0" * 28, PASSPHRASE, clock)
    new = NewDatabase(database_id="3f9a" + "0" * 28, key_file=made.file_content)
    with open_store(store_path, made.data_key, clock=clock, new=new) as store:
        for day in range(9):
            clock.at += timedelta(hours=1)
            write(store, f"社区{day}")
            making.back_up_by_itself(store)
        write(store, "新东社区")
        newest = making.back_up_by_itself(store)
    names = automatic(folder_of(store_path))
    assert len(names) == 2 * thinning.NEWEST
    assert newest.file.name + ".key" in names
    assert keys.unlock(newest.file, PASSPHRASE) == made.data_key


def test_a_copy_that_can_not_be_removed_is_left_and_the_new_one_stands(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_file: Path) -> None:
        raise PermissionError(13, "held open")

    monkeypatch.setattr(backup, "remove", held)
    for day in range(9):
        clock.at += timedelta(hours=1)
        write(store, f"社区{day}")
        assert making.back_up_by_itself(store).file.is_file()
    assert len(automatic(folder_of(store.path))) == 9


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from hongyun_desktop.core.backups import making
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store.opening import open_store

store = open_store(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    making.back_up_by_itself(store)
except StorageProblem as error:
    print(error.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are of POSIX")
@pytest.mark.parametrize("limit", [0, 4096, 100_000])
def test_a_full_disk_costs_no_older_copy_and_is_told_in_one_word(
    store_path: Path, clock: FixedClock, limit: int
) -> None:
    with open_store(store_path, clock=clock) as store:
        for day in range(7):
            clock.at += timedelta(hours=1)
            write(store, f"社区{day}")
            making.back_up_by_itself(store)
        write(store, "新东社区")
        made = making.back_up_by_itself(store)
        write(store, "再写一笔")
    before = automatic(made.file.parent)
    command = [sys.executable, "-c", FULL_DISK, str(store_path), str(limit)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    # The engine calls a file that may not grow an error of the disk; a disk without room is in tests/core/store.
    assert told.stdout.split() in (["disk_full"], ["disk_error"])
    assert [file.name for file in sorted(made.file.parent.iterdir())] == before
    with open_store(store_path, clock=clock) as store:
        assert remembering.last(store) == made
        assert making.back_up_by_itself(store).number == made.number + 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders are of POSIX")
def test_a_read_only_folder_takes_nothing_and_loses_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    made = making.back_up(store, locked)
    locked.chmod(0o500)
    # An administrator, as whom tests may run, is let in all the same.
    real = Path.touch

    def refused(file: Path) -> None:
        if file.parent == locked:
            raise PermissionError(13, "read-only")
        real(file)

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(StorageProblem, match="folder_not_writable"):
        making.back_up(store, locked)
    write(store, "新东社区")
    assert making.back_up_by_itself(store).file.parent == folder_of(store.path)
    locked.chmod(0o700)
    assert [file.name for file in locked.iterdir()] == [made.file.name]


# --- none has left the computer


def test_a_week_after_the_first_write_somebody_is_reminded(store: Store, clock: FixedClock) -> None:
    assert due.away_overdue(store) is None
    write(store, "新东社区")
    making.back_up_by_itself(store)
    clock.at += timedelta(days=6, hours=23)
    assert due.away_overdue(store) is None
    clock.at += timedelta(hours=1)
    assert due.away_overdue(store) == 7


def test_a_backup_on_a_stick_ends_the_reminder_until_a_week_of_new_writes(
    store: Store, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, "新东社区")
    clock.at += timedelta(days=30)
    assert due.away_overdue(store) == 30
    with monkeypatch.context() as patch:
        patch.setattr(places, "problem_of", lambda *_args, **_kwargs: "folder_removable")
        making.back_up(store, tmp_path / "stick")
    assert due.away_overdue(store) is None
    clock.at += timedelta(days=8)
    # Nothing was written: what is on the stick is all there is.
    assert due.away_overdue(store) is None
    write(store, "桂湖社区")
    making.back_up(store, tmp_path / "here")
    assert due.away_overdue(store) == 8


def test_a_clock_set_back_reminds_without_a_number(store: Store, clock: FixedClock) -> None:
    write(store, "新东社区")
    clock.at = datetime(1980, 1, 1)
    assert due.away_overdue(store) == 0


def test_the_demo_reminds_nobody(tmp_path: Path, clock: FixedClock) -> None:
    with open_store(tmp_path / "demo.db", clock=clock, new=NewDatabase(is_demo=True)) as store:
        write(store, "新东社区")
        clock.at += timedelta(days=30)
        assert due.away_overdue(store) is None


# --- who, and what the journal keeps of it


def test_a_backup_is_an_event_and_no_step_that_undo_goes_by(store: Store, tmp_path: Path) -> None:
    write(store, "新东社区")
    made = making.back_up(store, tmp_path / "stick")
    making.back_up_by_itself(store)
    newest = journal.entries(store)[0]
    assert newest.code == "backed_up"
    assert newest.params == {"place": "computer", "entries": made.entries, "head": made.head}
    step = journal.undoable(store)
    assert step is not None
    assert step.code == "settings_saved"
    journal.undo(store)
    assert settings.committee(store).community == ""


def test_whoever_may_not_back_up_is_refused_and_the_program_does_it_all_the_same(store: Store, tmp_path: Path) -> None:
    write(store, "新东社区")
    store.session = Session(1, "经办人", Role.VIEWER)
    with pytest.raises(Refused, match="not_allowed"):
        making.back_up(store, tmp_path / "stick")
    assert not (tmp_path / "stick").exists()
    assert making.back_up_by_itself(store).file.is_file()
    store.session = Session(1, "经办人", Role.ADMIN)
    write(store, "桂湖社区")
    store.session = None
    with pytest.raises(Refused, match="locked"):
        making.back_up(store, tmp_path / "stick")
    assert making.back_up_by_itself(store).file.is_file()
