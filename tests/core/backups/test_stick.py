# SPDX-License-Identifier: GPL-3.0-or-later
"""What a stick carries afterwards, and that one pulled out, full or slow carries nothing that looks whole."""

import hashlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import drives, letter, program_copy, remembering, stick
from hongyun_desktop.core.backups.drives import Drive
from hongyun_desktop.core.backups.program_copy import Program, ProgramState
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store import files, key_sealing, keys
from hongyun_desktop.core.store.backup import verify
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.store import Store

PASSPHRASE = "三号楼下的桂花树"


@pytest.fixture
def u(tmp_path: Path) -> Path:
    made = tmp_path / "KINGSTON"
    made.mkdir()
    return made


@pytest.fixture
def program(tmp_path: Path) -> Program:
    folder = tmp_path / "hongyun-desktop"
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / "鸿运桌面.exe").write_bytes(b"MZ" + bytes(3_000_000))
    (folder / "鸿运桌面.exe").chmod(0o755)
    (folder / "_internal" / "resources" / "思源.ttf").write_bytes(b"font")
    (folder / "花名册.xlsx").write_bytes(b"somebody's own")
    return Program(folder, "鸿运桌面-1.0-Windows", "鸿运桌面.exe", ("鸿运桌面.exe", "_internal"))


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_stick_carries_program_backup_and_letter(store: Store, u: Path, program: Program) -> None:
    settings.save(store, {"compound": "桂花苑"})
    done = stick.put_on(store, u, program)
    assert done.program is ProgramState.COPIED
    assert names(u) == [
        "请先看我.txt",
        "鸿运备份/" + done.backup.file.name,
        "鸿运桌面-1.0-Windows/_internal/resources/思源.ttf",
        "鸿运桌面-1.0-Windows/文件清单.txt",
        "鸿运桌面-1.0-Windows/鸿运桌面.exe",
    ]
    assert verify(done.backup.file, None) == store.ledger_head
    assert (u / program.name / "鸿运桌面.exe").stat().st_mode & 0o100
    listed = (u / program.name / program_copy.LIST_NAME).read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256((program.folder / "鸿运桌面.exe").read_bytes()).hexdigest()
    assert f"{digest}  鸿运桌面.exe" in listed


def test_the_letter_can_be_read_in_notepad_and_says_each_step(store: Store, u: Path, program: Program) -> None:
    settings.save(store, {"compound": "桂花苑"})
    residents.save_resident(store, ResidentValues("赵小兰"))
    done = stick.put_on(store, u, program)
    raw = (u / letter.NAME).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 15
    text = raw.decode("utf-8-sig")
    for word in (
        "桂花苑",
        done.backup.file.name,
        "从备份找回",
        "鸿运桌面-1.0-Windows",
        "没有加密",
        done.backup.head[:16],
        "住户 1 人",
        f"最上面那份：{done.backup.at:%Y-%m-%d %H:%M} 的",
    ):
        assert word in text
    assert "口令" not in text


def test_without_a_packaged_program_the_letter_says_that_it_must_be_got(store: Store, u: Path) -> None:
    done = stick.put_on(store, u, None)
    assert done.program is ProgramState.NOT_PACKAGED
    assert "这个 U 盘上没有程序" in (u / letter.NAME).read_text(encoding="utf-8-sig")


def test_from_source_there_is_no_program_to_take_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert program_copy.running() is None
    (tmp_path / "_internal").mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "hongyun-desktop"))
    program = program_copy.running()
    assert program is not None
    assert (program.folder, program.parts[-1]) == (tmp_path, "_internal")


def test_the_second_time_only_the_backup_is_written(store: Store, u: Path, program: Program) -> None:
    stick.put_on(store, u, program)
    before = (u / program.name / "鸿运桌面.exe").stat().st_mtime_ns
    told = list[int]()
    done = stick.put_on(store, u, program, lambda done, _total: told.append(done))
    assert (done.program, told) == (ProgramState.THERE, [])
    assert (u / program.name / "鸿运桌面.exe").stat().st_mtime_ns == before
    assert len(list((u / stick.FOLDER_NAME).glob("*.db"))) == 2


@pytest.mark.parametrize(
    "harm",
    [Path.unlink, lambda file: file.write_bytes(b"MZ"), lambda file: file.write_bytes(file.read_bytes()[:-1] + b"!")],
)
def test_a_program_that_was_harmed_on_the_stick_is_written_again(
    store: Store, u: Path, program: Program, harm: Callable[[Path], object]
) -> None:
    stick.put_on(store, u, program)
    harm(u / program.name / "鸿运桌面.exe")
    assert stick.put_on(store, u, program).program is ProgramState.COPIED
    assert program_copy.is_there(program, u)


def test_a_newer_program_takes_the_place_of_the_older_and_of_nothing_else(
    store: Store, u: Path, program: Program
) -> None:
    stick.put_on(store, u, program)
    for other in ("鸿运桌面-0.9-Linux", "鸿运桌面-我自己的-Windows"):
        (u / other).mkdir()
        (u / other / "信.txt").write_text("", encoding="utf-8")
    newer = Program(program.folder, "鸿运桌面-1.1-Windows", program.start, program.parts)
    stick.put_on(store, u, newer)
    folders = sorted(folder.name for folder in u.iterdir() if folder.is_dir())
    assert folders == ["鸿运备份", "鸿运桌面-0.9-Linux", "鸿运桌面-1.1-Windows", "鸿运桌面-我自己的-Windows"]


def test_a_program_that_runs_from_the_stick_is_not_copied_onto_itself(store: Store, u: Path, program: Program) -> None:
    shutil.copytree(program.folder, u / program.name)
    on_stick = Program(u / program.name, program.name, program.start, program.parts)
    assert stick.put_on(store, u, on_stick).program is ProgramState.THERE


def test_whoever_chooses_the_folder_of_the_backups_means_the_stick(store: Store, u: Path) -> None:
    stick.put_on(store, u / stick.FOLDER_NAME, None)
    assert sorted(file.name for file in u.iterdir()) == [letter.NAME, stick.FOLDER_NAME]


def test_the_next_automatic_backup_goes_there_too(store: Store, u: Path) -> None:
    done = stick.put_on(store, u, None)
    assert done.backup.chosen == u / stick.FOLDER_NAME
    assert remembering.last(store) == done.backup


def test_an_encrypted_stick_has_the_key_file_and_sealed_photos_and_says_so(
    store_path: Path, u: Path, clock: FixedClock, tmp_path: Path
) -> None:
    made = key_sealing.make_keys("0" * 32, PASSPHRASE, clock)
    photo = tmp_path / "活动.jpg"
    photo.write_bytes(b"a photo of many people")
    new = NewDatabase(database_id="0" * 32, key_file=made.file_content)
    with open_store(store_path, made.data_key, clock=clock, new=new) as store:
        files.add(store, photo)
        done = stick.put_on(store, u, None)
    assert keys.unlock(done.backup.file, made.recovery_text) == made.data_key
    assert len(list((u / "鸿运备份" / "照片").rglob("*.photo"))) == 1
    assert not any(b"many people" in file.read_bytes() for file in u.rglob("*") if file.is_file())
    text = (u / letter.NAME).read_text(encoding="utf-8-sig")
    assert "输入资料口令" in text
    assert ".key" in text


def test_another_computer_needs_the_stick_alone(store_path: Path, u: Path, clock: FixedClock, tmp_path: Path) -> None:
    made = key_sealing.make_keys("0" * 32, PASSPHRASE, clock)
    photo = tmp_path / "活动.jpg"
    photo.write_bytes(b"a photo")
    new = NewDatabase(database_id="0" * 32, key_file=made.file_content)
    with open_store(store_path, made.data_key, clock=clock, new=new) as store:
        settings.save(store, {"compound": "桂花苑"})
        files.add(store, photo)
        stick.put_on(store, u, None)
    carried = tmp_path / "somewhere else"
    u.rename(carried)
    (file,) = (carried / "鸿运备份").glob("*.db")
    there = tmp_path / "another computer" / "鸿运.db"
    there.parent.mkdir()
    key = keys.unlock(file, made.recovery_text)
    assert restore(there, file, erasure.erase, key).photos_missing == 0
    with open_store(there, keys.unlock(there, PASSPHRASE)) as store:
        assert settings.committee(store).compound == "桂花苑"
        assert files.damaged(store) == []


# --- faults


def nothing_looks_whole(folder: Path, program: Program) -> bool:
    return not folder.exists() or not (folder / program.name).exists()


def test_a_stick_pulled_out_while_the_program_is_copied(
    store: Store, u: Path, program: Program, tmp_path: Path
) -> None:
    gone = tmp_path / "in somebody's hand"

    def pull_out(_done: int, _total: int) -> None:
        if u.exists():
            u.rename(gone)

    with pytest.raises(StorageProblem, match="stick_gone") as caught:
        stick.put_on(store, u, program, pull_out)
    assert caught.value.params == {"folder": "KINGSTON"}
    assert nothing_looks_whole(gone, program)
    # The backup was whole before, and counts.
    told = remembering.last(store)
    assert told is not None
    assert verify(gone / stick.FOLDER_NAME / told.file.name, None) == store.ledger_head
    gone.rename(u)
    assert stick.put_on(store, u, program).program is ProgramState.COPIED
    assert not [file for file in u.iterdir() if file.name.endswith(".part")]


def test_a_stick_pulled_out_while_the_backup_is_copied(
    store: Store, u: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hongyun_desktop.core.store import backup

    def pull_out(*_args: object) -> None:
        shutil.rmtree(u)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup, "copy_pages", pull_out)
    with pytest.raises(StorageProblem, match="stick_gone"):
        stick.put_on(store, u, program)
    assert remembering.last(store) is None
    assert not u.exists()


def test_a_stick_without_room_is_told_before_anything_is_written(
    store: Store, u: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "drive_at", lambda folder: Drive(folder, folder.name, 2 << 20))
    with pytest.raises(Refused, match="stick_too_small") as caught:
        stick.put_on(store, u, program)
    assert caught.value.params == {"folder": "KINGSTON", "needed_mb": 7, "free_mb": 2}
    assert list(u.iterdir()) == []


def test_a_program_that_reads_back_differently_does_not_count(
    store: Store, u: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = program_copy._let_run

    def spoil(source: Path, target: Path) -> None:
        real(source, target)
        target.write_bytes(b"what a bad stick makes of it")

    monkeypatch.setattr(program_copy, "_let_run", spoil)
    with pytest.raises(StorageProblem, match="program_copy_differs"):
        stick.put_on(store, u, program)
    assert sorted(file.name for file in u.iterdir()) == [letter.NAME, stick.FOLDER_NAME]


def test_a_write_protected_stick_says_so(store: Store, u: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_folder: Path, *_args: object, **_kwargs: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(StorageProblem, match="folder_not_writable"):
        stick.put_on(store, u, None)
    assert remembering.last(store) is None


def test_no_folder_at_all_is_a_stick_that_is_gone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_kwargs: object) -> None:
        raise FileNotFoundError(2, "no such file")

    monkeypatch.setattr(Path, "mkdir", gone)
    with pytest.raises(StorageProblem, match="stick_gone"):
        stick.put_on(store, tmp_path / "E", None)


# --- finding sticks


MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/yan/鸿运U盘 vfat rw,nosuid 0 0
/dev/sdc1 /run/media/yan/KING\040STON exfat rw 0 0
/dev/sdd1 /mnt/usb1 vfat ro 0 0
/dev/sde1 /mnt/disk ext4 rw 0 0
tmpfs /media tmpfs rw 0 0
"""


def test_sticks_are_told_from_disks_by_where_they_are_mounted() -> None:
    assert [str(folder) for folder in drives.mounted_sticks(MOUNTS)] == [
        "/media/yan/鸿运U盘",
        "/run/media/yan/KING STON",
        "/mnt/usb1",
    ]


def test_a_label_in_octal_bytes_is_read_as_chinese() -> None:
    point = "".join(f"\\{byte:03o}" for byte in "鸿运".encode())
    assert drives.mounted_sticks(f"/dev/sdb1 /media/yan/{point} vfat rw 0 0") == [Path("/media/yan/鸿运")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for its drives")
def test_only_sticks_that_can_be_written_to_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("B", "A"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(drives, "mounted_sticks", lambda _mounts: [tmp_path / "B", tmp_path / "gone", tmp_path / "A"])
    assert [drive.name for drive in drives.drives()] == ["A", "B"]
    assert drives.drives()[0].free_bytes > 0
