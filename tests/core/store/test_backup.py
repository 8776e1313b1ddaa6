# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy counts only when it is whole, and the way back from one keeps what is there now."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store import integrity, journal
from hongyun_desktop.core.store.backup import back_up, verify
from hongyun_desktop.core.store.database import connect
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.store import Store

KEYS = pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
AddResident = Callable[..., int]
NAMES = "SELECT name FROM resident ORDER BY id"


def erase(store: Store, resident_id: int) -> None:
    """The least that erasing must do: the row's name goes, and the list of the erased has the number."""
    with store.unit("resident_erased", resident=resident_id) as unit:
        unit.execute("UPDATE resident SET name = '', erased_at = '2026-10-08' WHERE id = ?", (resident_id,))
        unit.execute("INSERT INTO erasure(resident_id, erased_at) VALUES (?, '2026-10-08')", (resident_id,))
        unit.irreversible()
        unit.touch("resident", [resident_id])


def names(path: Path, key: bytes | None = None) -> list[str]:
    with open_store(path, key) as store:
        assert integrity.findings(store) == []
        return [name for (name,) in store.sql(NAMES)]


@KEYS
def test_a_copy_of_a_live_store_holds_every_commit_that_is_still_in_the_log(
    store_path: Path, tmp_path: Path, clock: Clock, add_resident: AddResident, key: bytes | None
) -> None:
    with open_store(store_path, key, clock=clock) as store:
        for number in range(50):
            add_resident(store, f"居民{number}")
        assert store_path.with_name("鸿运.db-wal").stat().st_size > 0
        made = back_up(store, tmp_path / "U盘")
        assert (made.entries, made.head) == store.ledger_head
    assert made.file.name == f"鸿运-20261008-090000-{made.head[:8]}.db"
    assert sorted(file.name for file in made.file.parent.iterdir()) == [made.file.name]
    assert len(names(made.file, key)) == 50


def test_a_second_copy_at_the_same_moment_gets_a_name_of_its_own(store: Store, tmp_path: Path) -> None:
    first, second = (back_up(store, tmp_path / "U盘").file for _ in range(2))
    assert second.name == f"{first.stem}-2.db"
    assert verify(first, None) == verify(second, None)


def test_a_copy_may_go_to_a_synchronised_folder(store: Store, tmp_path: Path) -> None:
    assert back_up(store, tmp_path / "OneDrive").file.exists()


def test_a_file_in_the_place_of_the_folder_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "U盘").write_text("", encoding="utf-8")
    with pytest.raises(StorageProblem, match="folder_not_writable") as caught:
        back_up(store, tmp_path / "U盘")
    assert caught.value.params == {"folder": "U盘"}


@pytest.mark.skipif(os.name != "posix", reason="mounts are made by hand elsewhere")
def test_a_stick_that_is_full_gets_no_half_of_a_copy(store: Store, tmp_path: Path, add_resident: AddResident) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "none", str(stick)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("only an administrator can mount a small disk")
    try:
        with pytest.raises(StorageProblem, match="disk_full"):
            back_up(store, stick)
        assert list(stick.iterdir()) == []
    finally:
        subprocess.run(["umount", str(stick)], check=True)
    add_resident(store)
    assert integrity.findings(store) == []


def test_a_copy_that_is_not_what_it_should_be_does_not_count(store: Store, tmp_path: Path) -> None:
    connection = store.database.connection()
    connection.execute("UPDATE chain_head SET entries = 7")
    with pytest.raises(StorageProblem, match="backup_not_verified"):
        back_up(store, tmp_path / "U盘")
    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_database_with_a_broken_reference_can_still_be_copied(store: Store, tmp_path: Path) -> None:
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO resident(name, dwelling_id) VALUES ('罗喆', 404)")
    assert back_up(store, tmp_path / "U盘").file.exists()


COPY_AND_DIE = """
import os, signal, sys
from pathlib import Path
from hongyun_desktop.core.store import backup
from hongyun_desktop.core.store.opening import open_store

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

store = open_store(Path(sys.argv[1]))
setattr(backup, sys.argv[3], die)
backup.back_up(store, Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("moment", ["copy_pages", "verify", "sync_file", "_free_name"])
def test_a_kill_in_the_middle_leaves_no_copy_and_the_next_one_clears_up(
    store_path: Path, tmp_path: Path, moment: str
) -> None:
    stick = tmp_path / "U盘"
    command = [sys.executable, "-c", COPY_AND_DIE, str(store_path), str(stick), moment]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert list(stick.glob("*.db")) == []
    with open_store(store_path) as store:
        made = back_up(store, stick)
    assert list(stick.iterdir()) == [made.file]


# --- the way back


@pytest.fixture
def backup_of_one(store_path: Path, tmp_path: Path, clock: Clock, add_resident: AddResident) -> Path:
    """A backup with 罗喆 alone; the live database holds 吕静 as well."""
    with open_store(store_path, clock=clock) as store:
        add_resident(store, "罗喆")
        made = back_up(store, tmp_path / "U盘")
        add_resident(store, "吕静")
    return made.file


def test_restoring_brings_the_old_state_and_keeps_the_present_one(
    store_path: Path, backup_of_one: Path, clock: Clock
) -> None:
    done = restore(store_path, backup_of_one, erase, clock=clock)
    assert names(store_path) == ["罗喆"]
    assert done.kept == store_path.with_name("备份") / "找回前-20261008-090000" / "鸿运.db"
    assert done.erased_again == 0
    assert done.kept is not None
    restore(store_path, done.kept, erase, clock=clock)
    assert names(store_path) == ["罗喆", "吕静"]
    assert not store_path.with_name("鸿运.db.restoring").exists()


@KEYS
def test_an_encrypted_database_is_restored_with_its_key(
    store_path: Path, tmp_path: Path, add_resident: AddResident, key: bytes | None
) -> None:
    with open_store(store_path, key) as store:
        add_resident(store, "欧阳静雯")
        made = back_up(store, tmp_path / "U盘")
    store_path.unlink()
    assert restore(store_path, made.file, erase, key).kept is None
    assert names(store_path, key) == ["欧阳静雯"]
    assert ("欧阳静雯".encode() in store_path.read_bytes()) == (key is None)


LEAVE_A_LOG = """
import os, sys
from pathlib import Path
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.opening import open_store
store = open_store(Path(sys.argv[1]))
for number in range(300):
    with store.unit("resident_saved") as unit:
        unit.insert(Resident, name="旧")
os._exit(9)
"""


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(20_000))


@pytest.mark.parametrize("spoil", [Path.unlink, emptied, damaged, Path.stat], ids=["gone", "empty", "damaged", "sound"])
def test_restoring_works_whatever_became_of_the_database_and_no_old_log_is_read_into_it(
    store_path: Path, backup_of_one: Path, spoil: Callable[[Path], object], clock: Clock
) -> None:
    subprocess.run([sys.executable, "-c", LEAVE_A_LOG, str(store_path)], check=False)
    assert store_path.with_name("鸿运.db-wal").stat().st_size > 0
    spoil(store_path)
    done = restore(store_path, backup_of_one, erase, clock=clock)
    assert names(store_path) == ["罗喆"]
    assert done.kept is not None
    assert done.kept.exists()


def test_the_kept_state_still_has_the_commits_of_its_log(store_path: Path, backup_of_one: Path) -> None:
    subprocess.run([sys.executable, "-c", LEAVE_A_LOG, str(store_path)], check=False)
    done = restore(store_path, backup_of_one, erase)
    assert done.kept is not None
    restore(store_path, done.kept, erase)
    assert len(names(store_path)) == 302


def test_who_was_erased_after_the_backup_is_erased_again(
    store_path: Path, backup_of_one: Path, add_resident: AddResident
) -> None:
    with open_store(store_path) as store:
        erase(store, 1)
        erase(store, 2)
    assert restore(store_path, backup_of_one, erase).erased_again == 1
    with open_store(store_path) as store:
        assert store.sql(NAMES) == [("",)]
        assert store.sql("SELECT resident_id, erased_at FROM erasure ORDER BY id") == [
            (1, "2026-10-08"),
            (2, "2026-10-08"),
        ]
        # 2 was 吕静's number; the next neighbour must not inherit her erasure.
        assert add_resident(store, "新邻居") == 3
        assert integrity.findings(store) == []


def test_the_rosters_own_erasing_is_replayed_and_leaves_no_byte_of_the_name(
    store_path: Path, backup_of_one: Path
) -> None:
    with open_store(store_path) as store:
        erasure.erase(store, 1)
    assert restore(store_path, backup_of_one, erasure.erase).erased_again == 1
    assert names(store_path) == [""]
    assert "罗喆".encode() not in store_path.read_bytes()
    with open_store(store_path) as store:
        assert [entry.code for entry in journal.entries(store)] == [
            "restored",
            "erasures_kept",
            "resident_erased",
            "resident_saved",
        ]


def test_a_failure_while_erasing_again_leaves_the_present_state_in_place(store_path: Path, backup_of_one: Path) -> None:
    with open_store(store_path) as store:
        erase(store, 1)

    def fail(_store: Store, _resident_id: int) -> None:
        raise StorageProblem("disk_full", file="鸿运.db")

    with pytest.raises(StorageProblem, match="disk_full"):
        restore(store_path, backup_of_one, fail)
    assert names(store_path) == ["", "吕静"]


def of_the_future(path: Path) -> None:
    connection = connect(path, None)
    connection.execute("PRAGMA user_version = 999")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (Path.unlink, "backup_missing"),
        (emptied, "backup_not_verified"),
        (damaged, "backup_not_verified"),
        (of_the_future, "database_newer"),
    ],
)
def test_a_backup_that_can_not_be_used_changes_nothing(
    store_path: Path,
    backup_of_one: Path,
    bytes_of: Callable[[Path], object],
    spoil: Callable[[Path], object],
    code: str,
) -> None:
    spoil(backup_of_one)
    before = bytes_of(store_path)
    with pytest.raises(StorageProblem, match=code):
        restore(store_path, backup_of_one, erase)
    assert bytes_of(store_path) == before
    assert not store_path.with_name("备份").exists()


def test_a_database_in_use_is_not_restored(store_path: Path, backup_of_one: Path) -> None:
    with open_store(store_path), pytest.raises(StorageProblem, match="database_in_use"):
        restore(store_path, backup_of_one, erase)


RESTORE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from hongyun_desktop.core.store import backup, restoring

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def erase(store, resident_id):
    with store.unit("resident_erased") as unit:
        unit.execute("UPDATE resident SET name = '' WHERE id = ?", (resident_id,))
        unit.touch("resident", [resident_id])

setattr(restoring if sys.argv[3] == "_replay" else backup, sys.argv[3], die)
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), erase)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("moment", ["verify", "_replay", "set_aside", "put_in_place", "sync_folder"])
def test_a_kill_while_restoring_leaves_the_old_state_or_the_new_one(
    store_path: Path, backup_of_one: Path, moment: str
) -> None:
    with open_store(store_path) as store:
        erase(store, 1)
    command = [sys.executable, "-c", RESTORE_AND_DIE, str(store_path), str(backup_of_one), moment]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert names(store_path) in (["", "吕静"], [""])
    restore(store_path, backup_of_one, erase)
    assert names(store_path) == [""]


def test_a_restored_database_goes_on_like_any_other(store_path: Path, backup_of_one: Path) -> None:
    restore(store_path, backup_of_one, erase)
    with open_store(store_path) as store:
        signing_in.sit_down(store, "谭姐")
        with store.unit("resident_saved") as unit:
            unit.insert(Resident, name="周妮")
        assert integrity.findings(store) == []
        assert store.value("PRAGMA journal_mode") == "wal"
