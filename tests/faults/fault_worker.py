# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that suffers the faults: for each line of JSON it reads it forks a child that does one deed.

A request: deed, path, key (hex or ""), stick, year (0: the tests' own day) and a fault: kill (die at so many moments, 0
for never), limit (bytes that a file may have, 0 for none), pull (at so many moments the stick's folder goes away),
wait (stop once everything is ready, until somebody continues it). Moments are SQL statements, those of triggers
included, and touches of files. The answers, each a line of JSON: {"pid"} where it was told to wait, then
{"moments", "done", "error", "sentence", "killed"}; done: the deed was acknowledged; error: a code of an AppError, or the
name of another exception.
"""

import contextlib
import json
import mmap
import os
import resource
import signal
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.messages.errors import window_sentence
from tests.faults import operations
from tests.faults.operations import CLOCK, DEEDS, Place

_TOUCHES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile"}


class Moments:
    """Counts what happens after `begin`, and lets the fault come at its moment."""

    def __init__(self, shared: mmap.mmap, request: dict[str, Any]) -> None:
        self.shared, self.request, self.count, self.armed = shared, request, 0, False

    def begin(self) -> None:
        if self.request.get("wait"):
            os.kill(os.getpid(), signal.SIGSTOP)
        if limit := self.request.get("limit", 0):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        self.armed = True

    def acknowledge(self) -> None:
        self.shared[0] = 1

    def pass_one(self, _statement: str = "") -> None:
        if not self.armed:
            return
        self.count += 1
        self.shared[1:9] = self.count.to_bytes(8)
        if self.count == self.request.get("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        if self.count == self.request.get("pull"):
            self.armed = False
            gone = Path(self.request["stick"])
            gone.rename(gone.with_name(gone.name + " pulled out"))
            self.armed = True

    def watch(self, event: str, _arguments: tuple[object, ...]) -> None:
        if event in _TOUCHES and self.armed:
            self.pass_one()


def counted(moments: Moments) -> None:
    """Let every connection count its statements."""
    connect = engine.connect

    def counting(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(moments.pass_one)
        return connection

    engine.connect = counting
    sys.addaudithook(moments.watch)


def suffer(request: dict[str, Any], shared: mmap.mmap) -> None:
    """In the child: do the deed and leave in the shared bytes what came of it."""
    moments = Moments(shared, request)
    counted(moments)
    clock = FixedClock(datetime(request["year"], 6, 5, 9, 0)) if request.get("year") else CLOCK
    key = bytes.fromhex(request["key"]) or None
    told: dict[str, str] = {}
    try:
        place = Place(Path(request["path"]), key, Path(request["stick"]), clock)
        operations.do(DEEDS[request["deed"]], place, moments.begin, moments.acknowledge)
    except AppError as error:
        moments.armed = False
        told = {"error": error.code, "sentence": _sentence(error)}
    except Exception as error:  # whatever it is, the test is to name it
        moments.armed = False
        told = {"error": type(error).__name__, "sentence": "", "trace": traceback.format_exc()[-2500:]}
    content = json.dumps(told).encode()
    shared[16 : 16 + len(content)] = content


def _sentence(error: AppError) -> str:
    try:
        return window_sentence(error)
    except (KeyError, IndexError):
        return ""


def say(told: dict[str, Any]) -> None:
    """One line of JSON to the other side."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def serve(request: dict[str, Any]) -> dict[str, Any]:
    """Fork a child for one request and say what came of it."""
    shared = mmap.mmap(-1, 1 << 16)
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            suffer(request, shared)
        os._exit(0)
    if request.get("wait"):
        os.waitpid(child, os.WUNTRACED)
        say({"pid": child})
    _, status = os.waitpid(child, 0)
    content = shared[16:].rstrip(b"\0")
    told = json.loads(content) if content else {}
    return {
        "moments": int.from_bytes(shared[1:9]),
        "done": bool(shared[0]),
        "killed": os.WIFSIGNALED(status),
        "error": "",
        "sentence": "",
        **told,
    }


def main() -> None:
    """Serve until the other side closes."""
    operations.make_cheap()
    for line in sys.stdin:
        say(serve(json.loads(line)))


if __name__ == "__main__":
    main()
