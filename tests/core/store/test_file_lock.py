# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock between processes: one holder, gone with its process, and nothing left to clean up but an empty file."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hongyun_desktop.core.store import file_lock
from hongyun_desktop.core.store.database import engine, open_file
from hongyun_desktop.core.store.file_lock import Held, take

HOLDER = """
import sys, time
from pathlib import Path
from hongyun_desktop.core.store.file_lock import take
let_go = take(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "鸿运 #1.lock"


@contextmanager
def another_process(file: Path) -> Iterator["subprocess.Popen[str]"]:
    """Holds the lock until it is killed."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_one_has_it_at_a_time_and_the_next_gets_it(file: Path) -> None:
    let_go = take(file)
    for _ in range(2):
        # The second look must not have let go of it: POSIX drops a lock with any handle of the process that closes.
        with pytest.raises(Held):
            take(file)
    assert subprocess.run([sys.executable, "-c", HOLDER, str(file)], capture_output=True, check=False).returncode != 0
    let_go()
    let_go()
    take(file)()
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert file.stat().st_size == 0


@pytest.mark.parametrize("step", ["chmod", "stat", "access", "open_file"])
def test_a_file_that_its_holder_takes_along_meanwhile_is_made_anew(
    file: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {"chmod": Path, "stat": Path, "access": os, "open_file": file_lock}[step]
    usual = getattr(where, step)
    gone: list[Path] = []

    def too_late(at: Path, *words: object, **named: object) -> object:
        if not gone and at == file:
            gone.append(at)
            at.unlink()
        return usual(at, *words, **named)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(where, step, too_late)
        let_go = take(file)
    assert gone
    with pytest.raises(Held):
        take(file)
    let_go()


@pytest.mark.skipif(os.name == "nt", reason="a file that is open keeps its name there")
def test_a_number_that_the_disk_gives_out_again_is_no_proof_of_the_same_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, later = take(file), list[Callable[[], None]]()

    def others_are_quicker(*words: Any, **named: Any) -> Any:
        """What is opened is the second file of that name; when it is locked, the third has it, and the number of the first."""
        monkeypatch.undo()
        file.unlink()
        second = take(file)
        opened = open_file(*words, **named)
        file.unlink()
        first()
        later.append(take(file))
        second()
        return opened

    monkeypatch.setattr(file_lock, "open_file", others_are_quicker)
    with pytest.raises(Held):
        take(file)
    later[0]()


@pytest.mark.skipif(os.name == "nt", reason="a lock belongs to its handle there")
def test_who_is_quicker_with_a_new_file_keeps_it_from_other_processes(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, quicker = os.mknod, list[Callable[[], None]]()

    def another_has_it_before(at: Path, mode: int) -> None:
        monkeypatch.undo()
        make(at, mode)
        quicker.append(take(at))

    monkeypatch.setattr(os, "mknod", another_has_it_before)
    with pytest.raises(Held):
        take(file)
    assert subprocess.run([sys.executable, "-c", HOLDER, str(file)], capture_output=True, check=False).returncode != 0
    quicker[0]()


def test_where_no_file_can_be_made_that_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take(tmp_path / "no folder" / "x.lock", wait_s=30)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_name_that_leads_nowhere_is_not_waited_for_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.symlink_to(file.parent / "gone")
    monkeypatch.setattr(file_lock, "_ANEW_S", 0.2)
    with pytest.raises(Held):
        take(file)


def test_a_file_that_a_failing_disk_filled_is_said_to_be_of_no_use(file: Path) -> None:
    file.write_bytes(b"\xa5" * 5_000)
    with pytest.raises(OSError, match="not a database"):
        take(file)
    assert file.read_bytes() == b"\xa5" * 5_000


def test_it_dies_with_its_process(file: Path) -> None:
    with another_process(file) as process:
        with pytest.raises(Held):
            take(file)
        process.kill()
        process.wait()
        take(file)()


def test_who_waits_gets_it_from_whichever_thread_lets_go(file: Path) -> None:
    let_go = take(file)
    threading.Timer(0.3, let_go).start()
    begun = time.monotonic()
    take(file, wait_s=20)()
    assert time.monotonic() - begun < 10


def test_waiting_has_an_end(file: Path) -> None:
    with another_process(file), pytest.raises(Held):
        take(file, wait_s=0.2)


def test_who_waited_for_a_file_that_goes_has_the_one_of_its_name(file: Path) -> None:
    let_go, taken = take(file), threading.Event()

    def wait() -> None:
        release = take(file, wait_s=20)
        taken.set()
        done.wait(20)
        release()

    done = threading.Event()
    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.2)
    assert not taken.is_set()
    file.unlink()
    # Somebody else is quicker with the new file.
    other = take(file)
    let_go()
    assert not taken.wait(0.3)
    other()
    assert taken.wait(20)
    with pytest.raises(Held):
        take(file)
    done.set()
    waiting.join()


@pytest.mark.skipif(os.name == "nt", reason="bits of files are POSIX's")
def test_a_new_file_has_the_bits_asked_for_whatever_the_account_hides(file: Path) -> None:
    before = os.umask(0o077)
    try:
        take(file, mode=0o664)()
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o664


def test_what_cannot_be_locked_is_an_error_of_the_system(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="nowhere"):
        take(file.parent / "nowhere" / "x.lock")

    def refuse(*_of: object, **_more: object) -> None:
        raise engine.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(file_lock, "open_file", refuse)
        with pytest.raises(OSError, match="disk I/O error"):
            take(file)
    with monkeypatch.context() as foreign:
        foreign.setattr(os, "access", lambda *_of: False)
        with pytest.raises(PermissionError):
            take(file)
    take(file)()
