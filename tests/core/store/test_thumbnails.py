# SPDX-License-Identifier: GPL-3.0-or-later
"""Thumbnails are sealed as photos are, go when they would show too much, and are nobody's trouble."""

from pathlib import Path

import pytest

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, encrypting, keys, thumbnails
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.restoring import restore

SHA256, SMALL = "ab" * 32, b"\xff\xd8\xff a small staircase"
PASSPHRASE = "一句记得住的话 7"


def test_what_was_kept_is_read_again_plain_and_sealed(tmp_path: Path) -> None:
    path = tmp_path / "鸿运.db"
    for key in (None, b"k" * 32):
        thumbnails.keep(path, key, SHA256, SMALL)
        assert thumbnails.read(path, key, SHA256) == SMALL
    sealed = next(thumbnails.folder_of(path).rglob("*.photo"))
    assert b"staircase" not in sealed.read_bytes()


def test_what_is_damaged_or_missing_or_sealed_otherwise_is_none(tmp_path: Path) -> None:
    path = tmp_path / "鸿运.db"
    assert thumbnails.read(path, None, SHA256) is None
    thumbnails.keep(path, b"k" * 32, SHA256, SMALL)
    assert thumbnails.read(path, b"x" * 32, SHA256) is None
    sealed = next(thumbnails.folder_of(path).rglob("*.photo"))
    sealed.write_bytes(sealed.read_bytes()[:-1])
    assert thumbnails.read(path, b"k" * 32, SHA256) is None


def test_a_folder_that_takes_nothing_is_nobodys_trouble(tmp_path: Path) -> None:
    path = tmp_path / "鸿运.db"
    thumbnails.folder_of(path).write_text("in the way")
    thumbnails.keep(path, None, SHA256, SMALL)
    assert thumbnails.read(path, None, SHA256) is None


def test_one_is_forgotten_and_a_second_time_too(tmp_path: Path) -> None:
    path, other = tmp_path / "鸿运.db", "cd" * 32
    for sha256 in (SHA256, other):
        thumbnails.keep(path, None, sha256, SMALL)
    thumbnails.forget(path, None, SHA256)
    thumbnails.forget(path, None, SHA256)
    assert (thumbnails.read(path, None, SHA256), thumbnails.read(path, None, other)) == (None, SMALL)


def test_the_last_is_gone_whatever_a_kill_left_of_it(tmp_path: Path) -> None:
    path = tmp_path / "鸿运.db"
    thumbnails.forget_all(path)
    thumbnails.keep(path, None, SHA256, SMALL)
    kept = next(thumbnails.folder_of(path).rglob("*.jpg"))
    kept.with_name(".4711.part").write_bytes(SMALL)
    second_name = tmp_path / "second name"
    second_name.hardlink_to(kept.with_name(".4711.part"))
    thumbnails.forget_all(path, overwrite=True)
    assert not thumbnails.folder_of(path).exists()
    # One that has another name is somebody else's; the others are overwritten before they go.
    assert second_name.read_bytes() == SMALL


def test_encrypting_overwrites_plain_ones(store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(store_path, clock=clock, create=True) as store:
        thumbnails.keep(store.path, None, SHA256, SMALL)
    wiped: list[str] = []
    monkeypatch.setattr(thumbnails, "wipe", lambda file: wiped.append(file.name))
    encrypting.encrypt(store_path, PASSPHRASE, clock)
    assert wiped == [f"{SHA256}.jpg"]
    assert not thumbnails.folder_of(store_path).exists()


def test_taking_the_encryption_off_takes_sealed_ones_away(store_path: Path, clock: Clock) -> None:
    made, _recovery_text = encrypting.create(store_path, PASSPHRASE, clock=clock, create=True)
    with made as store:
        thumbnails.keep(store.path, store.database.key, SHA256, SMALL)
    encrypting.decrypt(store_path, keys.unlock(store_path, PASSPHRASE), clock)
    assert not thumbnails.folder_of(store_path).exists()


def test_a_thumbnail_that_stays_keeps_the_database_as_it_was(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(store_path, clock=clock, create=True) as store:
        thumbnails.keep(store.path, None, SHA256, SMALL)

    def refuse(file: Path) -> None:
        raise PermissionError(13, "another program has it", str(file))

    monkeypatch.setattr(thumbnails, "wipe", refuse)
    with pytest.raises(StorageProblem):
        encrypting.encrypt(store_path, PASSPHRASE, clock)
    assert not keys.is_encrypted(store_path)


def test_a_backup_carries_none_and_a_restored_database_begins_without(
    store_path: Path, tmp_path: Path, clock: Clock
) -> None:
    with open_store(store_path, clock=clock, create=True) as store:
        thumbnails.keep(store.path, None, SHA256, SMALL)
        made = backup.back_up(store, tmp_path / "备份")
    assert not list((tmp_path / "备份").rglob("*.jpg"))
    restore(store_path, made.file, lambda _store, _resident_id: None, clock=clock)
    assert not thumbnails.folder_of(store_path).exists()
