# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is to go back to is found by names alone, with or without a database."""

from datetime import datetime, timedelta
from errno import EIO
from pathlib import Path
from typing import Any

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import finding, making, remembering, stick
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.store import Store


def write(store: Store, community: str) -> None:
    settings.save(store, {"community": community})


def test_backups_are_found_here_where_they_went_and_on_sticks(store: Store, tmp_path: Path, clock: FixedClock) -> None:
    write(store, "新东社区")
    here = making.back_up_by_itself(store)
    chosen = making.back_up(store, tmp_path / "share")
    clock.at += timedelta(hours=1)
    u = tmp_path / "KINGSTON"
    u.mkdir()
    there = stick.put_on(store, u, None).backup
    making.back_up(store, tmp_path / "share")
    found = {each.file: each for each in finding.backups_for(store.path, [u])}
    assert {here.file, chosen.file, there.file} < set(found)
    assert len(found) == 4
    assert [each.at.hour for each in found.values()] == [10, 10, 9, 9]
    newest = found[there.file]
    assert (newest.at, newest.number, newest.is_encrypted) == (datetime(2026, 10, 8, 10), 2, False)


def test_the_newest_is_known_by_its_number_when_the_clock_was_wrong(store: Store, clock: FixedClock) -> None:
    write(store, "新东社区")
    clock.at = datetime(2099, 1, 1)
    making.back_up_by_itself(store)
    clock.at = datetime(1980, 1, 1)
    write(store, "桂湖社区")
    newest = making.back_up_by_itself(store)
    assert finding.newest_verified(store.path) == newest.file
    assert [found.at.year for found in finding.backups_for(store.path, [])] == [2099, 1980]


def test_one_that_is_broken_is_passed_over(store: Store, clock: FixedClock) -> None:
    write(store, "新东社区")
    older = making.back_up_by_itself(store)
    clock.at += timedelta(hours=1)
    write(store, "桂湖社区")
    newest = making.back_up_by_itself(store)
    assert finding.newest_verified(store.path) == newest.file
    newest.file.write_bytes(newest.file.read_bytes()[:5000])
    assert finding.newest_verified(store.path) == older.file
    older.file.write_bytes(b"")
    assert finding.newest_verified(store.path) is None


def test_one_that_the_disk_does_not_give_out_is_passed_over(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, "新东社区")
    older = making.back_up_by_itself(store)
    write(store, "桂湖社区")
    newest, real = making.back_up_by_itself(store), Path.open

    def refuse(file: Path, *args: Any, **kwargs: Any) -> Any:
        if file == newest.file:
            raise OSError(EIO, "Input/output error")
        return real(file, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert finding.newest_verified(store.path) == older.file


def test_with_no_database_and_no_memory_the_folder_beside_it_is_enough(store: Store) -> None:
    write(store, "新东社区")
    made = making.back_up_by_itself(store)
    store.close()
    store.path.unlink()
    remembering.file_of(store.path).unlink()
    (folder_of(store.path) / "笔记.db").write_text("no backup", encoding="utf-8")
    assert [found.file for found in finding.backups_for(store.path, [])] == [made.file]


def test_on_another_computer_there_is_none(tmp_path: Path) -> None:
    assert finding.backups_for(tmp_path / "nowhere" / "鸿运.db", [tmp_path / "no stick"]) == []
