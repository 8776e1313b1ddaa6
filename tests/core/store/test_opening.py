# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening: one process at a time, and no file that can't be used is ever touched or replaced."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store import integrity
from hongyun_desktop.core.store.database import connect, engine
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.store import Store

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
HOLD = """
import sys, time
from pathlib import Path
from hongyun_desktop.core.store.opening import open_store
store = open_store(Path(sys.argv[1]), program="窗口")
print("open", flush=True)
time.sleep(60)
"""
LEAVE_A_LOG = """
import os, sys
from pathlib import Path
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.store.opening import open_store
key = bytes.fromhex(sys.argv[2]) or None
store = open_store(Path(sys.argv[1]), key)
signing_in.sit_down(store, "谭姐")
os._exit(9)
"""
Look = Callable[[Path], dict[str, str]]


def made(path: Path, key: bytes | None = None) -> Path:
    open_store(path, key).close()
    return path


def with_log(path: Path, key: bytes | None = None) -> Path:
    """A database that a killed process left with a commit in its log only."""
    subprocess.run([sys.executable, "-c", LEAVE_A_LOG, str(path), (key or b"").hex()], check=False)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    return path


def refusal(path: Path, key: bytes | None = None, *, create: bool = False) -> StorageProblem:
    with pytest.raises(StorageProblem) as caught:
        open_store(path, key, create=create)
    return caught.value


def test_a_new_path_makes_a_whole_database(store: Store) -> None:
    assert integrity.findings(store) == []
    assert store.value("SELECT name FROM operator WHERE id = ?", (store.operator_id,)) == "经办人"
    assert not store.is_demo
    assert len(store.secret) == 32


def test_two_databases_never_share_a_secret(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b.db") as other:
        assert one.secret != other.secret


def test_the_demo_says_that_it_is_one(store_path: Path) -> None:
    with open_store(store_path, new=NewDatabase(is_demo=True, secret=bytes(32))) as store:
        assert store.is_demo
        assert store.secret == bytes(32)


def test_closing_folds_the_log_into_the_file_and_frees_the_lock(store_path: Path) -> None:
    store = open_store(store_path)
    store.close()
    store.close()
    assert sorted(file.name for file in store_path.parent.iterdir() if not file.name.endswith(".lock")) == [
        "鸿运.db",
        "鸿运.db.closed",
        "鸿运.db.opened",
    ]
    open_store(store_path).close()


@pytest.mark.parametrize("key", [None, KEY])
def test_every_connection_has_the_pragmas_that_keep_data_safe(store_path: Path, key: bytes | None) -> None:
    with open_store(store_path, key) as store:
        assert store.value("PRAGMA journal_mode") == "wal"
        assert store.value("PRAGMA synchronous") == 2
        for pragma in ("foreign_keys", "recursive_triggers", "secure_delete"):
            assert store.value(f"PRAGMA {pragma}") == 1, pragma


def test_a_thread_without_a_connection_gets_an_error_and_not_a_new_connection(store: Store) -> None:
    caught: list[type[BaseException]] = []

    def read() -> None:
        try:
            store.sql("SELECT 1")
        except engine.InterfaceError as error:
            caught.append(type(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert caught == [engine.InterfaceError]


# --- one process at a time


def test_a_second_start_in_this_process_is_told_who_has_it(store_path: Path, clock: Clock) -> None:
    with open_store(store_path, clock=clock, program="rank"):
        problem = refusal(store_path)
    assert problem.code == "database_in_use"
    assert problem.params == {"file": "鸿运.db", "program": "rank", "since": "09:00"}


def test_a_second_process_is_told_who_has_it_and_a_killed_one_leaves_it_free(store_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(store_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        problem = refusal(store_path)
        holder.kill()
        holder.wait()
    assert (problem.code, problem.params["program"]) == ("database_in_use", "窗口")
    with open_store(store_path) as store:
        assert integrity.findings(store) == []


def test_another_thread_may_close_the_store_and_the_lock_goes_with_it(store_path: Path) -> None:
    store = open_store(store_path)
    store.database.close()
    thread = threading.Thread(target=store._on_close)
    thread.start()
    thread.join()
    open_store(store_path).close()


def test_a_refused_file_is_not_kept_locked(store_path: Path) -> None:
    store_path.write_bytes(b"")
    refusal(store_path)
    store_path.unlink()
    open_store(store_path).close()


@pytest.mark.skipif(os.name != "posix", reason="Windows hands rights down by itself")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o2770, 0o660), (0o700, 0o600)])
def test_files_are_open_to_whomever_the_folder_lets_in(tmp_path: Path, folder_mode: int, file_mode: int) -> None:
    folder = tmp_path / "共用"
    folder.mkdir()
    folder.chmod(folder_mode)
    with open_store(folder / "鸿运.db"):
        for name in ("鸿运.db", "鸿运.db-wal", "鸿运.db.lock"):
            assert (folder / name).stat().st_mode & 0o777 == file_mode, name


# --- a database that is gone


def test_a_database_that_was_opened_before_and_is_missing_is_not_replaced_by_an_empty_one(store_path: Path) -> None:
    made(store_path).unlink()
    assert refusal(store_path).code == "database_missing"
    assert not store_path.exists()


def test_it_is_replaced_when_somebody_says_so(store_path: Path) -> None:
    made(store_path).unlink()
    with open_store(store_path, create=True) as store:
        assert integrity.findings(store) == []


def test_saying_so_never_replaces_a_database_that_is_there(store_path: Path) -> None:
    with open_store(store_path) as store:
        secret = store.secret
    with open_store(store_path, create=True) as store:
        assert store.secret == secret


def test_the_log_of_a_lost_database_is_kept_and_never_read_into_the_new_one(store_path: Path) -> None:
    with_log(store_path).unlink()
    with open_store(store_path, create=True) as store:
        assert store.sql("SELECT name FROM operator") == [("经办人",)]
        assert integrity.findings(store) == []
    assert [file.name for file in store_path.with_name("备份").glob("找回前-*/*")] == ["鸿运.db-wal"]


# --- a file that can't be used


def truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 + 100)


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(8192))


def overwritten_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 64)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def from_the_future(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def of_another_application(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta(database_id)")
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()


def of_nobody(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()


def text_file(path: Path) -> None:
    path.write_text("这不是资料文件" * 400, encoding="utf-8")


def stub(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def read_only(path: Path) -> None:
    path.chmod(0o444)


DAMAGES: list[tuple[Callable[[Path], None], str]] = [
    (truncated, "database_damaged"),
    (overwritten, "database_damaged"),
    (overwritten_header, "database_damaged"),
    (text_file, "database_damaged"),
    (stub, "database_damaged"),
    (emptied, "database_empty_file"),
    (from_the_future, "database_newer"),
    (of_another_application, "database_not_ours"),
    (of_nobody, "database_not_ours"),
    (read_only, "database_read_only"),
]


@pytest.mark.parametrize(("damage", "code"), DAMAGES, ids=[each.__name__ for each, _ in DAMAGES])
@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_can_not_be_used_is_named_and_left_as_it_was(
    store_path: Path, bytes_of: Look, damage: Callable[[Path], None], code: str, create: bool
) -> None:
    damage(made(store_path))
    before, names = bytes_of(store_path), {file.name for file in store_path.parent.iterdir()}
    assert refusal(store_path, create=create).code == code
    assert bytes_of(store_path) == before
    assert {file.name for file in store_path.parent.iterdir()} <= names | {"鸿运.db.lock"}


@pytest.mark.parametrize("damage", [overwritten_header, emptied, read_only], ids=lambda each: each.__name__)
def test_a_file_with_a_leftover_log_that_can_not_be_used_is_left_with_its_log(
    store_path: Path, bytes_of: Look, damage: Callable[[Path], None]
) -> None:
    damage(with_log(store_path))
    before = bytes_of(store_path)
    assert len(before) == 2
    refusal(store_path)
    assert bytes_of(store_path) == before


def test_a_newer_schema_that_stands_only_in_the_log_is_seen_and_left_there(store_path: Path, bytes_of: Look) -> None:
    made(store_path)
    aside = store_path.with_name("aside")
    aside.mkdir()
    connection = connect(store_path, None)
    connection.execute("PRAGMA user_version = 999")
    for suffix in ("", "-wal"):
        shutil.copy2(store_path.with_name(store_path.name + suffix), aside)
    connection.close()
    copy = aside / store_path.name
    before = bytes_of(copy)
    assert len(before) == 2
    assert refusal(copy).code == "database_newer"
    assert bytes_of(copy) == before
    assert not (aside / "鸿运.db-shm").exists()


def test_commits_in_a_leftover_log_are_there_at_the_next_start(store_path: Path) -> None:
    with open_store(with_log(store_path)) as store:
        assert store.value("SELECT name FROM operator WHERE id = ?", (store.operator_id,)) == "谭姐"


@pytest.mark.parametrize("leave", [made, with_log])
def test_a_wrong_key_is_told_from_damage_and_touches_nothing(
    store_path: Path, bytes_of: Look, leave: Callable[[Path, bytes | None], Path]
) -> None:
    leave(store_path, KEY)
    before = bytes_of(store_path)
    assert refusal(store_path, OTHER_KEY).code == "database_key_wrong"
    assert refusal(store_path, None).code == "database_key_file_missing"
    assert bytes_of(store_path) == before
    open_store(store_path, KEY).close()


def test_an_encrypted_file_with_damaged_pages_is_damaged(store_path: Path, bytes_of: Look) -> None:
    overwritten(made(store_path, KEY))
    before = bytes_of(store_path)
    assert refusal(store_path, KEY).code == "database_damaged"
    assert bytes_of(store_path) == before


def test_a_file_that_another_program_keeps_locked_is_busy(store_path: Path) -> None:
    made(store_path)
    other = engine.connect(str(store_path), isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert refusal(store_path).code == "database_busy"
    other.close()
    open_store(store_path).close()


def test_a_folder_in_the_place_of_the_file_is_refused(store_path: Path) -> None:
    store_path.mkdir()
    assert refusal(store_path).code == "database_not_readable"


def test_a_folder_that_can_not_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    assert refusal(tmp_path / "文件" / "鸿运.db").code == "folder_not_writable"


@pytest.mark.parametrize("folder", ["OneDrive - 社区", "坚果云", "Dropbox"])
def test_a_synchronised_folder_is_refused_before_anything_is_made(tmp_path: Path, folder: str) -> None:
    with pytest.raises(Refused) as caught:
        open_store(tmp_path / folder / "鸿运.db")
    assert (caught.value.code, caught.value.params) == ("folder_synchronised", {"folder": folder})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "资料").symlink_to(tmp_path / "Nextcloud")
    with pytest.raises(Refused, match="folder_synchronised"):
        open_store(tmp_path / "资料" / "鸿运.db")


# --- triggers


ALTER_A_TRIGGER = """
DROP TRIGGER entry_no_delete;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT 1; END;
"""


@pytest.mark.parametrize(
    ("sabotage", "trigger"),
    [
        ("DROP TRIGGER entry_no_update", "entry_no_update"),
        ("DROP TABLE certificate_print", "certificate_print_no_delete"),
        (ALTER_A_TRIGGER, "entry_no_delete"),
    ],
)
def test_a_trigger_that_is_gone_or_altered_is_noticed_at_the_start(
    store_path: Path, sabotage: str, trigger: str
) -> None:
    made(store_path)
    connection = sqlite3.connect(store_path, isolation_level=None)
    connection.executescript(sabotage)
    connection.close()
    problem = refusal(store_path)
    assert (problem.code, problem.params) == ("triggers_missing", {"file": "鸿运.db", "trigger": trigger})


def test_a_dropped_trigger_is_a_finding_while_the_store_is_open(store: Store) -> None:
    store.database.connection().execute("DROP TRIGGER service_no_delete")
    assert [(each.code, each.params) for each in integrity.findings(store)] == [
        ("trigger_missing", {"trigger": "service_no_delete"})
    ]


# --- encryption


def test_an_encrypted_store_holds_no_plain_text(store_path: Path, add_resident: Callable[..., int]) -> None:
    with open_store(store_path, KEY) as store:
        add_resident(store, "欧阳静雯", note="爱打太极")
        store.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        add_resident(store, "欧阳静雯二", note="爱打太极")
        files = [file for file in store_path.parent.iterdir() if file.name.startswith("鸿运.db")]
        content = b"".join(file.read_bytes() for file in files)
    for text in ("欧阳静雯", "爱打太极", "CREATE TABLE", "SQLite format"):
        assert text.encode() not in content
    with open_store(store_path, KEY) as store:
        assert integrity.findings(store) == []


def test_a_key_of_another_length_is_a_mistake_in_the_program(store_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(store_path, b"short")
