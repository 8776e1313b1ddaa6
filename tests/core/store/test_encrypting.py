# SPDX-License-Identifier: GPL-3.0-or-later
"""Encryption goes on and off in one step, and what was there is there afterwards."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store import (
    backup,
    change_plan,
    encrypting,
    files,
    integrity,
    keys,
    photos,
    settling,
    syncing,
)
from hongyun_desktop.core.store.database import connect, engine, is_plain, looking
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.store import Store

PASSPHRASE, OTHER = "鸿运小区 1号门 Spring", "另一句记得住的话 9"
PICTURE = bytes(range(256)) * 10_000
AddResident = Callable[..., int]


@pytest.fixture
def plain(store_path: Path, clock: Clock, add_resident: AddResident, tmp_path: Path) -> Path:
    """A plain database with a neighbour, points, a photo and a backup, closed."""
    photo = tmp_path / "楼道.jpg"
    photo.write_bytes(PICTURE)
    with open_store(store_path, clock=clock) as store:
        resident_id = add_resident(store, "罗喆")
        add_resident(store, "吕静", note="四楼")
        with store.unit("account_opened") as unit:
            unit.execute("INSERT INTO account(resident_id) VALUES (?)", (resident_id,))
            unit.irreversible()
        files.add(store, photo)
        backup.back_up(store, backup.folder_of(store_path))
    photo.unlink()
    return store_path


def dump(path: Path, key: bytes | None) -> list[Any]:
    """Schema and every row."""
    with looking(path, key) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, sql in schema if kind == "table" and "VIRTUAL" not in sql]
        pragmas = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
        return [schema, pragmas, *(connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables)]


def names_in(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def stored_photo(store: Store) -> bytes:
    return files.read(store, *store.sql("SELECT sha256, suffix FROM stored_file")[0])


def test_what_was_there_is_there_encrypted_and_again_when_it_is_taken_off(plain: Path, clock: Clock) -> None:
    before = dump(plain, None)
    recovery_text = encrypting.encrypt(plain, PASSPHRASE, clock)
    key = keys.unlock(plain, PASSPHRASE)
    assert keys.unlock(plain, recovery_text) == key
    assert dump(plain, key) == before
    with open_store(plain, key, clock=clock) as store:
        assert integrity.findings(store) == []
        assert ledger.verify(store) == []
        assert stored_photo(store) == PICTURE
        assert [hit.id for hit in search(store, "罗喆")] == [1]
    encrypting.decrypt(plain, key, clock)
    assert dump(plain, None) == before
    with open_store(plain, clock=clock) as store:
        assert integrity.findings(store) == []
        assert stored_photo(store) == PICTURE
    assert not keys.file_of(plain).exists()
    assert not list(photos.folder_of(plain).rglob("*.photo"))


def test_encrypted_means_that_no_plain_file_is_left(plain: Path, clock: Clock) -> None:
    connection = connect(plain, None)
    connection.execute("UPDATE resident SET note = '三楼' WHERE id = 1")
    # As after a crash: the last commit is in the log alone.
    log = plain.with_name(plain.name + "-wal")
    content, log_content = plain.read_bytes(), log.read_bytes()
    connection.close()
    plain.write_bytes(content)
    log.write_bytes(log_content)
    encrypting.encrypt(plain, PASSPHRASE, clock)
    with looking(plain, keys.unlock(plain, PASSPHRASE)) as encrypted:
        assert encrypted.execute("SELECT note FROM resident WHERE id = 1").fetchone() == ("三楼",)
    left = [name for name in names_in(plain.parent) if not name.endswith((".lock", ".opened", ".key"))]
    assert len([name for name in left if name.endswith(".photo")]) == 2
    assert [name for name in left if not name.endswith(".photo")] == [
        "备份/鸿运-20261008-090000-encrypted.db",
        "鸿运.db",
    ]
    assert settling.plain_copies(plain) == []


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_in_the_middle_of_overwriting_leaves_no_plain_text(
    plain: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """The header goes first: what is left of a half overwritten backup does not look like one."""
    begun: list[Path] = []

    def half_overwritten(file: Path) -> None:
        begun.append(file)
        if len(begun) < at:
            syncing.wipe(file)
            return
        with file.open("rb+") as stream:
            stream.write(bytes(4096))
        raise Killed

    with monkeypatch.context() as killing:
        killing.setattr(settling, "wipe", half_overwritten)
        with pytest.raises(Killed):
            encrypting.encrypt(plain, PASSPHRASE, clock)
    open_store(plain, keys.unlock(plain, PASSPHRASE), clock=clock).close()
    left = b"".join(file.read_bytes() for file in plain.parent.rglob("*") if file.is_file())
    assert "罗喆".encode() not in left
    assert PICTURE[4096:8192] not in left
    assert not change_plan.work_folder_of(plain).exists()
    assert settling.plain_copies(plain) == []


def test_plain_copies_elsewhere_are_named_and_left_alone(plain: Path, clock: Clock, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    with open_store(plain, clock=clock) as store:
        made = backup.back_up(store, stick)
    with open_store(stick / "other" / "other.db", clock=clock):
        pass
    encrypting.encrypt(plain, PASSPHRASE, clock)
    found = settling.plain_copies(plain, stick)
    assert [file.suffix for file in found] == [".jpg", ".db"]
    assert found[1] == made.file


@pytest.fixture
def neighbour(plain: Path, clock: Clock, tmp_path: Path) -> Path:
    """Another plain database beside it, whose backups go to the same folder: one photo of its own, one that both have.

    The folder holds a picture of somebody's own too. The other database is gone from this computer since.
    """
    with open_store(plain.with_name("幸福里.db"), clock=clock) as store:
        for content in (PICTURE[::-1], PICTURE):
            photo = tmp_path / "a.jpg"
            photo.write_bytes(content)
            files.add(store, photo)
        made = backup.back_up(store, backup.folder_of(plain))
    for file in plain.parent.glob("幸福里.db*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    (backup.photo_folder_of(made.file.parent) / "全家福.jpg").write_bytes(b"somebody's")
    return made.file


def plain_photos(path: Path) -> set[bytes]:
    place = backup.photo_folder_of(backup.folder_of(path))
    return {file.read_bytes() for file in place.rglob("*") if file.is_file() and file.suffix != photos.SEALED_SUFFIX}


def test_photos_that_the_backups_of_another_database_name_stay(
    plain: Path, neighbour: Path, clock: Clock, tmp_path: Path
) -> None:
    nobodys = backup.photo_folder_of(neighbour.parent) / "ab" / f"ab{'0' * 62}.jpg"
    nobodys.parent.mkdir(exist_ok=True)
    nobodys.write_bytes(b"left over")
    encrypting.encrypt(plain, PASSPHRASE, clock)
    assert settling.plain_copies(plain) == []
    assert plain_photos(plain) == {PICTURE, PICTURE[::-1], b"somebody's"}
    there = tmp_path / "other" / "幸福里.db"
    assert restore(there, neighbour, erase, clock=clock).photos_missing == 0


def test_the_last_backup_of_another_database_that_can_not_be_read_may_name_photos_that_are_not_ours(
    plain: Path, neighbour: Path, clock: Clock
) -> None:
    neighbour.write_bytes(neighbour.read_bytes()[:4096])
    encrypting.encrypt(plain, PASSPHRASE, clock)
    assert plain_photos(plain) == {PICTURE[::-1], b"somebody's"}


def test_photos_go_with_the_backup_that_named_them_and_no_row_does_any_more(plain: Path, clock: Clock) -> None:
    connection = connect(plain, None)
    connection.execute("DELETE FROM stored_file")
    connection.close()
    encrypting.encrypt(plain, PASSPHRASE, clock)
    assert plain_photos(plain) == set()


def test_what_was_set_aside_damaged_is_of_this_database_and_keeps_no_photo(plain: Path, clock: Clock) -> None:
    aside = backup.folder_of(plain) / "找回前-20261001-090000" / plain.name
    aside.parent.mkdir()
    aside.write_bytes(plain.read_bytes()[:4096])
    for file in backup.folder_of(plain).glob("*.db"):
        file.unlink()
    connection = connect(plain, None)
    connection.execute("DELETE FROM stored_file")
    connection.close()
    encrypting.encrypt(plain, PASSPHRASE, clock)
    assert not aside.exists()
    assert plain_photos(plain) == set()


def test_a_photo_that_only_lies_beside_a_backup_is_sealed_before_its_plain_copy_goes(plain: Path, clock: Clock) -> None:
    for file in photos.folder_of(plain).rglob("*.jpg"):
        file.unlink()
    encrypting.encrypt(plain, PASSPHRASE, clock)
    assert plain_photos(plain) == set()
    key = keys.unlock(plain, PASSPHRASE)
    (sealed,) = backup.photo_folder_of(backup.folder_of(plain)).rglob("*.photo")
    assert b"".join(photos.read(sealed, key)) == PICTURE
    with open_store(plain, key, clock=clock) as store:
        assert [finding.mendable for finding in photo_files.findings(store)] == [True]


def test_a_copy_that_another_database_is_making_beside_it_stays(plain: Path, clock: Clock) -> None:
    coming = backup.folder_of(plain) / f".{plain.stem}-旧-4711.part"
    coming.write_bytes(b"pages")
    with open_store(plain, clock=clock) as store:
        backup.back_up(store, backup.folder_of(plain))
    encrypting.encrypt(plain, PASSPHRASE, clock)
    assert coming.exists()


@pytest.mark.parametrize("typed", ["wrong passphrase", ""])
def test_a_wrong_passphrase_changes_no_byte(plain: Path, clock: Clock, typed: str) -> None:
    encrypting.encrypt(plain, PASSPHRASE, clock)
    before = {name: (plain.parent / name).read_bytes() for name in names_in(plain.parent)}
    with pytest.raises(Refused, match="passphrase_wrong"):
        open_store(plain, keys.unlock(plain, typed))
    with pytest.raises(StorageProblem, match="database_key_needed"):
        open_store(plain)
    with pytest.raises(StorageProblem, match="database_key_wrong"):
        open_store(plain, bytes(32))
    with pytest.raises(StorageProblem, match="database_key_wrong"):
        encrypting.decrypt(plain, bytes(32))
    assert {name: (plain.parent / name).read_bytes() for name in names_in(plain.parent)} == before


def test_what_is_so_already_is_not_done_again(plain: Path, clock: Clock) -> None:
    with pytest.raises(Refused, match="not_encrypted"):
        encrypting.decrypt(plain, bytes(32), clock)
    encrypting.encrypt(plain, PASSPHRASE, clock)
    before = plain.read_bytes()
    with pytest.raises(Refused, match="already_encrypted"):
        encrypting.encrypt(plain, OTHER, clock)
    assert plain.read_bytes() == before
    assert keys.unlock(plain, PASSPHRASE)


def test_a_database_in_use_is_not_changed_under_its_user(plain: Path, clock: Clock) -> None:
    with open_store(plain, clock=clock), pytest.raises(StorageProblem, match="database_in_use"):
        encrypting.encrypt(plain, PASSPHRASE, clock)
    with pytest.raises(Invalid, match="passphrase_too_short"):
        encrypting.encrypt(plain, "short", clock)
    with pytest.raises(StorageProblem, match="database_missing"):
        encrypting.encrypt(plain.with_name("none.db"), PASSPHRASE, clock)
    assert is_plain(plain)


def test_a_copy_that_differs_in_one_row_is_given_up(plain: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    before, export = names_in(plain.parent), encrypting._export

    def export_badly(path: Path, old: bytes | None, made: Path, new: bytes | None) -> None:
        export(path, old, made, new)
        connection = connect(made, new)
        connection.execute("UPDATE resident SET note = '' WHERE id = 2")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()

    monkeypatch.setattr(encrypting, "_export", export_badly)
    with pytest.raises(StorageProblem, match="encryption_not_verified"):
        encrypting.encrypt(plain, PASSPHRASE, clock)
    assert names_in(plain.parent) == before
    with open_store(plain, clock=clock) as store:
        assert integrity.findings(store) == []


def test_a_new_database_can_be_encrypted_from_its_first_byte(store_path: Path, clock: Clock) -> None:
    store, recovery_text = encrypting.create(store_path, PASSPHRASE, clock=clock)
    with store:
        with store.unit("resident_saved") as unit:
            unit.insert(Resident, name="罗喆")
        assert keys.read_file(store_path).database_id == store.value("SELECT database_id FROM meta")
        # While it is open: the log as well.
        for file in store_path.parent.rglob("*"):
            if file.is_file():
                assert "罗喆".encode() not in file.read_bytes(), file.name
    assert not is_plain(store_path)
    with open_store(store_path, keys.unlock(store_path, recovery_text), clock=clock) as again:
        assert again.value("SELECT name FROM resident") == "罗喆"
    with pytest.raises(Refused, match="file_exists"):
        encrypting.create(store_path, PASSPHRASE, clock=clock)


def test_a_plain_database_has_no_need_of_cryptography(store_path: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from hongyun_desktop.core.store import backup;"
        "from hongyun_desktop.core.store.opening import open_store;"
        "store = open_store(Path(sys.argv[1])); backup.back_up(store, Path(sys.argv[2])); store.close();"
        "sys.exit('cryptography' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", script, str(store_path), str(tmp_path / "U盘")]
    assert subprocess.run(command, check=False, env=environment).returncode == 0


# --- a disk that is full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("only an administrator can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("free_kib", [0, 64, 200, 800, 1400, 2500])
def test_a_full_disk_leaves_one_of_the_two_states(
    small_disk: Path, clock: Clock, add_resident: AddResident, tmp_path: Path, free_kib: int
) -> None:
    path, photo = small_disk / "鸿运.db", tmp_path / "楼道.jpg"
    photo.write_bytes(PICTURE[:500_000])
    with open_store(path, clock=clock) as store:
        for number in range(300):
            add_resident(store, f"居民{number}", note="备注" * 50)
        files.add(store, photo)
    before = dump(path, None)
    space = os.statvfs(small_disk)
    filler = small_disk / "filler"
    with filler.open("wb") as stream:
        stream.write(bytes(max(space.f_bavail * space.f_frsize - free_kib * 1024, 0)))
    with contextlib.suppress(StorageProblem):
        encrypting.encrypt(path, PASSPHRASE, clock)
    filler.unlink()
    key = None if is_plain(path) else keys.unlock(path, PASSPHRASE)
    with open_store(path, key, clock=clock) as store:
        assert integrity.findings(store) == []
    assert dump(path, key)[2:] == before[2:]
    assert not change_plan.work_folder_of(path).exists()
    if key is not None:
        assert settling.plain_copies(path) == []


# --- photos


@pytest.fixture
def encrypted(plain: Path, clock: Clock) -> Path:
    encrypting.encrypt(plain, PASSPHRASE, clock)
    return plain


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_photo_of_any_size_is_sealed_and_read_back(encrypted: Path, tmp_path: Path, size: int) -> None:
    photo = tmp_path / "a.PNG"
    photo.write_bytes(PICTURE[:size] if size < len(PICTURE) else PICTURE + bytes(size - len(PICTURE)))
    with open_store(encrypted, keys.unlock(encrypted, PASSPHRASE)) as store:
        sha256 = str(files.add(store, photo).params["sha256"])
        place = files.path_of(store, sha256, ".png")
        assert files.read(store, sha256, ".png") == photo.read_bytes()
        assert sha256 not in place.name
        assert size < 64 or photo.read_bytes()[:64] not in place.read_bytes()
        assert files.damaged(store) == []


def test_a_sealed_photo_that_was_cut_off_moved_or_altered_is_found(encrypted: Path, tmp_path: Path) -> None:
    block = (1 << 20) + 16
    photo = tmp_path / "a.png"
    photo.write_bytes(os.urandom(3 << 20))
    with open_store(encrypted, keys.unlock(encrypted, PASSPHRASE)) as store:
        sha256 = str(files.add(store, photo).params["sha256"])
        place = files.path_of(store, sha256, ".png")
        whole = place.read_bytes()
        head, first, second = whole[:24], whole[24 : 24 + block], whole[24 + block : 24 + 2 * block]
        for altered in (
            whole[:-1],
            whole[: 24 + block],
            whole[: 24 + 2 * block],
            head + second + first + whole[24 + 2 * block :],
            whole[:10] + bytes([whole[10] ^ 1]) + whole[11:],
            whole + b"\0",
            photo.read_bytes(),
            b"",
        ):
            place.write_bytes(altered)
            assert files.damaged(store) == [sha256]
            with pytest.raises(StorageProblem, match="photo_damaged"):
                files.read(store, sha256, ".png")


# --- backups and the way back


def erase(_store: Store, _resident_id: int) -> None:
    raise AssertionError("nobody was erased")


def test_a_backup_opens_on_another_computer_by_passphrase_or_recovery_key_with_its_photos(
    plain: Path, clock: Clock, tmp_path: Path
) -> None:
    recovery_text = encrypting.encrypt(plain, PASSPHRASE, clock)
    with open_store(plain, keys.unlock(plain, PASSPHRASE), clock=clock) as store:
        made = backup.back_up(store, tmp_path / "U盘")
        backup.back_up(store, tmp_path / "U盘")
    assert len(list((tmp_path / "U盘" / "照片").rglob("*.*"))) == 1
    for number, typed in enumerate((PASSPHRASE, recovery_text)):
        there = tmp_path / str(number) / "鸿运.db"
        done = restore(there, made.file, erase, keys.unlock(made.file, typed), clock=clock)
        assert (done.kept, done.is_encrypted, done.photos_missing) == (None, True, 0)
        with open_store(there, keys.unlock(there, PASSPHRASE), clock=clock) as store:
            assert integrity.findings(store) == []
            assert stored_photo(store) == PICTURE
            assert store.value("SELECT count(*) FROM resident") == 2


def test_a_backup_without_its_photos_says_how_many_are_missing(encrypted: Path, clock: Clock, tmp_path: Path) -> None:
    with open_store(encrypted, keys.unlock(encrypted, PASSPHRASE), clock=clock) as store:
        made = backup.back_up(store, tmp_path / "U盘")
    for file in (tmp_path / "U盘" / "照片").rglob("*.photo"):
        file.unlink()
    there = tmp_path / "new" / "鸿运.db"
    assert restore(there, made.file, erase, keys.unlock(made.file, PASSPHRASE), clock=clock).photos_missing == 1


def test_the_present_passphrase_stays_where_the_backup_has_the_same_key(
    encrypted: Path, clock: Clock, tmp_path: Path
) -> None:
    key = keys.unlock(encrypted, PASSPHRASE)
    with open_store(encrypted, key, clock=clock) as store:
        made = backup.back_up(store, tmp_path / "U盘")
    keys.change_passphrase(encrypted, PASSPHRASE, OTHER)
    done = restore(encrypted, made.file, erase, key, clock=clock, present_key=key)
    assert done.has_present_passphrase
    assert keys.unlock(encrypted, OTHER) == key
    assert keys.unlock(made.file, PASSPHRASE) == key


def test_a_backup_of_another_key_brings_its_own_key_file_and_the_present_state_keeps_its(
    encrypted: Path, clock: Clock, tmp_path: Path
) -> None:
    present_key = keys.unlock(encrypted, PASSPHRASE)
    other, recovery_text = encrypting.create(tmp_path / "other" / "鸿运.db", OTHER, clock=clock)
    with other:
        made = backup.back_up(other, tmp_path / "U盘")
    done = restore(
        encrypted, made.file, erase, keys.unlock(made.file, recovery_text), clock=clock, present_key=present_key
    )
    assert (done.has_present_passphrase, done.present_was_read) == (False, True)
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(encrypted, PASSPHRASE)
    with open_store(encrypted, keys.unlock(encrypted, OTHER), clock=clock) as store:
        assert store.value("SELECT count(*) FROM resident") == 0
    assert done.kept is not None
    assert keys.unlock(done.kept, PASSPHRASE) == present_key
    assert not keys.next_file_of(encrypted).exists()


def test_a_present_state_that_nobody_can_open_is_kept_and_said_so(
    encrypted: Path, clock: Clock, tmp_path: Path
) -> None:
    other, _ = encrypting.create(tmp_path / "other" / "鸿运.db", OTHER, clock=clock)
    with other:
        made = backup.back_up(other, tmp_path / "U盘")
    before = encrypted.read_bytes()
    done = restore(encrypted, made.file, erase, keys.unlock(made.file, OTHER), clock=clock)
    assert not done.present_was_read
    assert done.kept is not None
    assert done.kept.read_bytes() == before


@pytest.mark.parametrize("replaced", [False, True])
def test_two_key_files_after_a_kill_are_one_again(
    encrypted: Path, clock: Clock, tmp_path: Path, replaced: bool
) -> None:
    other, _ = encrypting.create(tmp_path / "other" / "鸿运.db", OTHER, clock=clock)
    other.close()
    keys.next_file_of(encrypted).write_bytes(keys.file_of(other.path).read_bytes())
    right, wrong = PASSPHRASE, OTHER
    if replaced:
        backup.put_in_place(other.path, encrypted)
        right, wrong = wrong, right
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(encrypted, wrong)
    open_store(encrypted, keys.unlock(encrypted, right), clock=clock).close()
    assert not keys.next_file_of(encrypted).exists()
    assert keys.unlock(encrypted, right)


def test_a_backup_made_while_others_write_holds_every_commit_before_it(
    encrypted: Path, clock: Clock, tmp_path: Path
) -> None:
    key = keys.unlock(encrypted, PASSPHRASE)
    committed, ended = [0], threading.Event()

    def write() -> None:
        connection = connect(encrypted, key)
        while not ended.is_set():
            with contextlib.suppress(engine.OperationalError):
                connection.execute("INSERT INTO setting(key, value) VALUES ('busy.' || ?, '1')", (committed[0],))
                committed[0] += 1
        connection.close()

    with open_store(encrypted, key, clock=clock) as store:
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(15):
                before = committed[0]
                made = backup.back_up(store, tmp_path / "U盘")
                with looking(made.file, key) as copy:
                    count = copy.execute("SELECT count(*) FROM setting WHERE key LIKE 'busy.%'").fetchone()[0]
                    assert before <= count <= committed[0] + 1
                    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        finally:
            ended.set()
            writer.join()
    assert committed[0] > 0


def test_a_backup_that_is_encrypted_asks_for_its_key(encrypted: Path, clock: Clock, tmp_path: Path) -> None:
    with open_store(encrypted, keys.unlock(encrypted, PASSPHRASE), clock=clock) as store:
        made = backup.back_up(store, tmp_path / "U盘")
    before = encrypted.read_bytes()
    with pytest.raises(StorageProblem, match="database_key_needed"):
        restore(encrypted, made.file, erase, clock=clock)
    assert encrypted.read_bytes() == before
    backup.remove(made.file)
    assert [file.name for file in (tmp_path / "U盘").iterdir()] == ["照片"]
