# SPDX-License-Identifier: GPL-3.0-or-later
"""A lock between processes, and between threads of one, that dies with its holder: the engine's own, on an empty file.

The engine locks files on every system that it runs on, and it is there already (decision 28). Imports it only.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hongyun_desktop.core.store.database import engine, open_file

_AGAIN_S = 0.05
# How long the file is asked for anew, beyond the wait, while others take it along or its name leads nowhere.
_ANEW_S = 2.0


class Held(Exception):
    """Somebody else has the lock."""


def take(file: Path, *, wait_s: float = 0.0, mode: int = 0o600) -> Callable[[], None]:
    """Lock a file, which is made where it is missing, until what is returned is called; any thread may call it.

    wait_s: how long to wait for whoever has it. mode: the bits of a new file. Whoever has the lock may remove the
    file; who waited for it asks for its name anew.

    Raises: Held, OSError where the file can't be made, this account may not lock it or something stands in it.
    """
    until = time.monotonic() + wait_s
    while True:
        held = _locked(file, max(0.0, until - time.monotonic()), mode)
        if held is not None:
            return held
        if time.monotonic() > until + _ANEW_S:
            raise Held(file.name)
        time.sleep(_AGAIN_S)


def _locked(file: Path, wait_s: float, mode: int) -> Callable[[], None] | None:
    """What lets go again; None where another file has the name by now, or none."""
    _make(file, mode)
    with _looked_at(file) as is_still:
        if not is_still():
            return None
        try:
            if not os.access(file, os.W_OK):
                # The engine would take a file that it may only read for one that nobody changes, and lock nothing.
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
            let_go = _alone(file, wait_s)
        except OSError:
            # Its holder may have taken it along meanwhile.
            if is_still():
                raise
            return None
        if is_still():
            return let_go
        let_go()
        return None


@contextmanager
def _looked_at(file: Path) -> Iterator[Callable[[], bool]]:
    """Whether a file still has its name: the one that has it now."""
    handle = None
    try:
        # Until it is closed, the disk gives the file's number to no other; closing such a handle drops no lock.
        handle = os.open(file, os.O_PATH) if sys.platform == "linux" else None
        before = file.stat() if handle is None else os.fstat(handle)
    except FileNotFoundError:
        before = None

    def is_still() -> bool:
        with suppress(FileNotFoundError):
            return before is not None and os.path.samestat(before, file.stat())
        return False

    try:
        yield is_still
    finally:
        if handle is not None:
            os.close(handle)


def _alone(file: Path, wait_s: float) -> Callable[[], None]:
    connection = None
    try:
        connection = open_file(file, None, "mode=rw", wait_s=wait_s, any_thread=True)
        # Nothing is ever written; without this there would be a journal beside it.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("BEGIN EXCLUSIVE")
        return connection.close
    except engine.Error as error:
        if connection is not None:
            connection.close()
        if "locked" in str(error):
            raise Held(file.name) from error
        raise OSError(errno.ENOLCK, str(error), str(file)) from error


def _make(file: Path, mode: int) -> None:
    try:
        if sys.platform == "linux":
            # Without a handle: with any that closes, POSIX drops the locks of the whole process on the file.
            os.mknod(file, mode)
        else:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    except FileExistsError:
        return
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    # Whatever the account's mask takes away; unless its first holder took it along by now.
    if os.name == "posix":
        with suppress(FileNotFoundError):
            file.chmod(mode)
