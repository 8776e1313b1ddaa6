# SPDX-License-Identifier: GPL-3.0-or-later
"""Two threads look at an encrypted copy, and neither passes anything over."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store.backup import back_up, verify
from hongyun_desktop.core.store.database import connect, looking
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

KEY = bytes(range(32))
PAGE_BYTES = 4096
AddResident = Callable[..., int]


def fill(store: Store, add_resident: AddResident) -> None:
    """People who take more room than one page."""
    for number in range(20):
        add_resident(store, f"居民{number}", note="四楼" * 200)


@pytest.fixture
def copy(store_path: Path, tmp_path: Path, clock: Clock, add_resident: AddResident) -> Path:
    """A copy of an encrypted database."""
    with open_store(store_path, KEY, clock=clock) as store:
        fill(store, add_resident)
        return back_up(store, tmp_path / "U盘").file


def test_any_page_that_was_altered_is_found(copy: Path) -> None:
    whole = copy.read_bytes()
    with looking(copy, KEY) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    for place in range(2000, len(whole), PAGE_BYTES):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(StorageProblem, match="backup_not_verified"):
            verify(copy, KEY)
    copy.write_bytes(whole)
    assert verify(copy, KEY)[0] == 0
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE search_content SET c0 = '别的' WHERE rowid = (SELECT max(rowid) FROM search_content)",
        "UPDATE sqlite_master SET sql = replace(sql, 'sex TEXT', 'sex INTEGER') WHERE name = 'resident'",
        "UPDATE sqlite_master SET sql = replace(sql, 'name TEXT', 'name INTEGER') WHERE name = 'operator'",
    ],
    ids=["largest table", "large table", "small table"],
)
def test_a_row_that_is_not_as_its_table_says_is_found(copy: Path, statement: str) -> None:
    connection = connect(copy, KEY)
    connection.execute("PRAGMA writable_schema = ON")
    assert connection.execute(statement).rowcount == 1
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    with pytest.raises(StorageProblem, match="backup_not_verified"):
        verify(copy, KEY)


def test_a_page_that_was_damaged_in_the_database_itself_gives_no_copy(
    store_path: Path, tmp_path: Path, clock: Clock, add_resident: AddResident
) -> None:
    stick = tmp_path / "U盘"
    with open_store(store_path, KEY, clock=clock) as store:
        fill(store, add_resident)
        back_up(store, stick).file.unlink()
        page = store.value("SELECT rootpage FROM sqlite_master WHERE name = 'resident'")
        # Closed after the store: see `Database.pages`.
        file = store_path.open("r+b", buffering=0)
        file.seek((page - 1) * PAGE_BYTES + 1000)
        file.write(os.urandom(100))
        with pytest.raises(StorageProblem, match="backup_not_verified"):
            back_up(store, stick)
        assert list(stick.iterdir()) == []
    file.close()


def test_a_file_whose_log_is_not_folded_in_is_looked_at_with_its_log(
    store_path: Path, clock: Clock, add_resident: AddResident
) -> None:
    with open_store(store_path, KEY, clock=clock) as store:
        fill(store, add_resident)
        log = store_path.with_name("鸿运.db-wal")
        before = log.stat().st_size
        assert before > 0
        assert verify(store_path, KEY)[0] == 0
        assert log.stat().st_size == before
        fill(store, add_resident)
        assert store.value("SELECT count(*) FROM resident") == 40
