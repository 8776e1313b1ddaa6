# SPDX-License-Identifier: GPL-3.0-or-later
"""When the look through every page may wait until the window stands, and when it may not."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import clean_close
from hongyun_desktop.core.store.opening import check_pages, open_store
from tests.core.store.conftest import Bytes, WithSteps
from tests.stores import spoil_page

KEY = bytes(range(32))
DIE = """
import os, sys
from pathlib import Path
from hongyun_desktop.core.store.opening import open_store
open_store(Path(sys.argv[1]), check_later=True)
os._exit(9)
"""


class _Stopped(Exception):
    """Somebody wants the look to end."""


def _tell(_done: int, _total: int) -> None:
    """Nobody listens."""


def made(path: Path, key: bytes | None = None) -> Path:
    open_store(path, key).close()
    return path


def deferred(path: Path, key: bytes | None = None) -> bool:
    """Whether the window's opening puts the look off."""
    with open_store(path, key, check_later=True) as store:
        return not store.pages_checked


@pytest.mark.parametrize("key", [None, KEY])
def test_after_a_close_in_order_the_look_may_wait(store_path: Path, key: bytes | None) -> None:
    made(store_path, key)
    assert deferred(store_path, key)


def test_who_does_not_ask_for_it_looks_at_once(store_path: Path) -> None:
    with open_store(made(store_path)) as store:
        assert store.pages_checked


def test_a_database_that_is_new_is_looked_at_at_once(store_path: Path) -> None:
    assert not deferred(store_path)


def test_no_two_openings_in_a_row_go_without_a_look(store_path: Path) -> None:
    made(store_path)
    assert [deferred(store_path) for _ in range(4)] == [True, False, True, False]


def test_a_look_that_was_caught_up_counts(store_path: Path) -> None:
    made(store_path)
    for _ in range(3):
        with open_store(store_path, check_later=True) as store:
            assert not store.pages_checked
            check_pages(store, _tell)
            assert store.pages_checked
            signing_in.sit_down(store, "谭姐")


def test_a_look_that_was_stopped_does_not_count(store_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise _Stopped

    with open_store(store_path) as store, store.unit("settings_saved", fields=[]) as unit:
        unit.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
            " INSERT INTO setting(key, value) SELECT 'x' || i, 'y' FROM n"
        )
    with open_store(store_path, check_later=True) as store:
        with pytest.raises(_Stopped):
            check_pages(store, stop)
        assert not store.pages_checked
        assert store.value("SELECT count(*) FROM setting") >= 50_000
    assert not clean_close.record_of(store_path).exists()


def test_a_killed_process_leaves_no_word(store_path: Path) -> None:
    made(store_path)
    subprocess.run([sys.executable, "-c", DIE, str(store_path)], check=False)
    assert not clean_close.record_of(store_path).exists()
    assert not deferred(store_path)


def test_an_error_that_ends_the_work_leaves_no_word(store_path: Path) -> None:
    with pytest.raises(StorageProblem), open_store(store_path) as store:
        raise StorageProblem("disk_error", file=store.path.name)
    assert not deferred(store_path)


def written_by_another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE stranger(a)")
    connection.close()


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def another_file(path: Path) -> None:
    other = made(path.with_name("other.db"))
    shutil.copyfile(other, path)


def with_a_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"x" * 40)


def with_a_word_that_is_none(path: Path) -> None:
    clean_close.record_of(path).write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    "change", [written_by_another_program, touched, another_file, with_a_log, with_a_word_that_is_none]
)
def test_a_file_that_is_not_as_it_was_closed_is_looked_at_at_once(
    store_path: Path, change: Callable[[Path], None]
) -> None:
    change(made(store_path))
    assert not deferred(store_path)


def test_a_torn_file_is_refused_at_once(store_path: Path) -> None:
    made(store_path)
    with store_path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(8192))
    with pytest.raises(StorageProblem, match="database_damaged"):
        open_store(store_path, check_later=True)


def test_a_schema_that_cannot_be_read_is_refused_untouched_though_the_pages_come_later(
    store_path: Path, bytes_of: Callable[[Path], Bytes]
) -> None:
    made(store_path)
    facts = store_path.stat()
    with store_path.open("r+b") as file:
        # Behind what the word of a close in order remembers.
        file.seek(104)
        file.write(b"\xff" * 400)
    os.utime(store_path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    before = bytes_of(store_path)
    with pytest.raises(StorageProblem, match="database_damaged"):
        open_store(store_path, check_later=True)
    assert bytes_of(store_path) == before


def test_a_file_that_must_be_migrated_is_looked_at_before(store_path: Path, with_steps: WithSteps) -> None:
    made(store_path)
    assert clean_close.record_of(store_path).exists()
    later = "CREATE TABLE later(id INTEGER PRIMARY KEY) STRICT;"
    with_steps(later)
    assert not deferred(store_path)


def test_a_page_that_went_bad_after_a_close_in_order_is_found_by_the_look(store_path: Path) -> None:
    spoil_page(made(store_path))
    with open_store(store_path, check_later=True) as store:
        assert not store.pages_checked
        with pytest.raises(StorageProblem) as caught:
            check_pages(store, _tell)
    assert (caught.value.code, caught.value.params) == ("database_damaged", {"file": "鸿运.db"})
    with pytest.raises(StorageProblem, match="database_damaged"):
        open_store(store_path, check_later=True)
