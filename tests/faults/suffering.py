# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault kit: a worker that suffers, fresh copies of the committee for it, strace, small disks, and the verdict.

The rule of every verdict: an acknowledged write is there afterwards, any other wholly there or wholly not, `check`
finds nothing, every copy under its final name is whole, and whoever waited reads one sentence.
"""

import collections
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import pytest

from hongyun_desktop.core.store import keys
from tests.faults import operations
from tests.faults.operations import DEEDS, FOLDER, NAME, OLD, Place, State

ROOT = Path(__file__).parents[2]
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "sendfile", "copy_file_range")
ENCRYPTIONS = ("plain", "keyed")
Outcome = dict[str, Any]


def cases() -> list[tuple[str, str]]:
    """Every deed with every kind of database that it is done on."""
    return [
        (name, kind)
        for name, deed in DEEDS.items()
        for kind in ENCRYPTIONS
        if deed.keyed is None or deed.keyed == (kind == "keyed")
    ]


class Sufferer:
    """The worker process; made once for a module's tests."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
        command = [sys.executable, str(Path(__file__).with_name("fault_worker.py"))]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(20)

    def ask(self, name: str, place: Place, **fault: int) -> Outcome:
        """Let a deed suffer one fault."""
        self._send(name, place, fault)
        return self._answer()

    def ask_traced(self, name: str, place: Place, options: list[str]) -> Outcome:
        """Let a deed suffer under strace, from the moment on when everything is ready."""
        self._send(name, place, {"wait": 1})
        pid = self._answer()["pid"]
        command = ["strace", "-f", "-qq", "-p", str(pid), *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as strace:
            _wait_until_traced(pid, strace)
            os.kill(pid, signal.SIGCONT)
            outcome = self._answer()
            strace.communicate(timeout=60)
        return outcome

    def _send(self, name: str, place: Place, fault: dict[str, int]) -> None:
        assert self.process.stdin
        key = place.key.hex() if place.key else ""
        request = {"deed": name, "path": str(place.path), "key": key, "stick": str(place.stick), **fault}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def _answer(self) -> Outcome:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


def _wait_until_traced(pid: int, strace: "subprocess.Popen[bytes]") -> None:
    for _ in range(2000):
        if not re.search(r"TracerPid:\t0\n", Path(f"/proc/{pid}/status").read_text(encoding="utf-8")):
            return
        if strace.poll() is not None:
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            strace.wait(0.005)
    os.kill(pid, signal.SIGKILL)
    pytest.skip("strace may not attach here")


@dataclass(slots=True)
class Ward:
    """The models, and what the deeds lead to where nothing disturbs them."""

    folder: Path
    sufferer: Sufferer
    goals: dict[tuple[str, str], tuple[State, State, Outcome]] = field(
        default_factory=dict[tuple[str, str], tuple[State, State, Outcome]]
    )
    counted: collections.Counter[str] = field(default_factory=collections.Counter[str])

    @contextlib.contextmanager
    def fresh(self, kind: str, folder: Path | None = None) -> Iterator[Place]:
        """A copy of a committee in a folder of its own, gone afterwards; folder: a disk to put it on."""
        with tempfile.TemporaryDirectory(dir=folder or self.folder, ignore_cleanup_errors=True) as name:
            place = self.place(kind, Path(name))
            shutil.copytree(self.folder / kind / FOLDER, place.path.parent)
            place.stick.mkdir()
            yield place

    def place(self, kind: str, folder: Path) -> Place:
        key = keys.unlock(self.folder / kind / FOLDER / NAME, OLD) if kind == "keyed" else None
        return Place(folder / FOLDER / NAME, key, folder / "U盘")

    def goal(self, name: str, kind: str) -> tuple[State, State, Outcome]:
        """The state before and after, and what an undisturbed run told."""
        if (name, kind) not in self.goals:
            with self.fresh(kind) as place:
                operations.put_wrong(DEEDS[name], place)
                before = operations.read_state(place, DEEDS[name])
                outcome = self.sufferer.ask(name, place)
                assert outcome["done"], outcome
                assert not outcome["error"], outcome
                after = operations.read_state(place, DEEDS[name])
                assert (after.wrong, after.files_wrong) == ((), 0), after
                assert operations.whole_copies(place.stick) == DEEDS[name].copies
            self.goals[name, kind] = before, after, outcome
        return self.goals[name, kind]

    def moments(self, name: str, kind: str) -> int:
        """How many moments an undisturbed run has that begins as those begin which suffer: spoilt by the worker."""
        with self.fresh(kind) as place:
            return self.sufferer.ask(name, place)["moments"]

    def judge(self, name: str, kind: str, place: Place, outcome: Outcome) -> None:
        """The verdict; counts what it saw."""
        before, after, _ = self.goal(name, kind)
        deed = DEEDS[name]
        if outcome["error"]:
            assert outcome["sentence"], outcome
            self.counted["told in a sentence"] += 1
        else:
            assert outcome["done"] or outcome["killed"], outcome
        state = operations.read_state(place, deed)
        copies = operations.whole_copies(place.path.parent)
        assert copies >= 1
        on_stick = operations.whole_copies(place.stick) if place.stick.exists() else 0
        if outcome["done"]:
            assert (state, state.files_wrong) == (after, after.files_wrong), (outcome, state)
            assert on_stick >= deed.copies
            self.counted["acknowledged, there"] += 1
        else:
            # What was refused before it began could not be spoiled for it either.
            untouched = set[State]() if outcome["moments"] else {replace(before, wrong=())}
            assert state in self.allowed(name, kind) | untouched, (outcome, state, before, after)
            self.counted["not acknowledged, wholly " + ("there" if state == after != before else "not there")] += 1
        self.counted["databases looked at"] += 1
        self.counted["copies looked at"] += copies + on_stick

    def allowed(self, name: str, kind: str) -> set[State]:
        """Before, after, and of a handover the one state between, which docs/decisions/0018 tells of."""
        before, after, _ = self.goal(name, kind)
        between = {State(after.opened_by, before.rows, 0)} if (name, kind) == ("handover", "keyed") else set[State]()
        return {before, after, *between}

    def report(self, title: str) -> None:
        """Print the counts, for docs/reliability.md; `pytest -s` shows them, `-rP` as well."""
        sys.stdout.write(
            f"\n{title}: " + "; ".join(f"{word} {count}" for word, count in sorted(self.counted.items())) + "\n"
        )
        self.counted.clear()


def calls_of(log: Path) -> collections.Counter[str]:
    """How often the thread that did the most called each of `WRITES`, from a log of strace."""
    by_thread: dict[str, collections.Counter[str]] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := re.match(r"(?:\[pid +)?(\d+)\]? +(\w+)\(", line):
            by_thread.setdefault(found[1], collections.Counter())[found[2]] += 1
    return max(by_thread.values(), key=lambda calls: calls.total(), default=collections.Counter())


@contextlib.contextmanager
def small_disk(folder: Path, bytes_: int) -> Iterator[Path]:
    """A disk of its own in memory; skips where nobody may mount."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={bytes_}", "none", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only an administrator can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def size_of(folder: Path) -> int:
    """Bytes of all files, each in whole pages of 4096."""
    return sum(-(-file.stat().st_size // 4096) * 4096 for file in folder.rglob("*") if file.is_file())
