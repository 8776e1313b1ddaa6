# SPDX-License-Identifier: GPL-3.0-or-later
"""One process at a time: the lock that dies with its process, and who holds it. Imports no feature.

The folder may be shared by the accounts of the computer: what is made in it is open to whomever the folder lets in.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import file_lock, places
from hongyun_desktop.core.store.database import full_or


def claim(path: Path, program: str, clock: Clock) -> Callable[[], None]:
    """Lock the database for this process until the function that is returned is called.

    Raises: Refused("folder_…"), StorageProblem("database_in_use", file, program, since), ("folder_not_writable"),
    ("disk_full").
    """
    places.refuse_unsafe(path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _lock(path, program, clock)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error


def share(path: Path) -> None:
    """Let those read and write a new file who may do so in its folder; Windows hands rights down by itself."""
    if os.name == "posix":
        path.chmod(shared_mode(path.parent))


def shared_mode(folder: Path) -> int:
    """The bits of a new file that let those read and write it who may do so in its folder."""
    return folder.stat().st_mode & 0o666 if os.name == "posix" else 0o666


def _lock(path: Path, program: str, clock: Clock) -> Callable[[], None]:
    try:
        let_go = file_lock.take(path.with_name(path.name + ".lock"), mode=shared_mode(path.parent))
    except file_lock.Held as error:
        raise StorageProblem("database_in_use", file=path.name, **_read_holder(path)) from error
    holder = _holder_of(path)

    def release() -> None:
        # The lock alone counts: a disk that refuses this must neither keep it nor hide what it refused before.
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        let_go()

    try:
        # Removed first: one left by another account's killed process can't be written to.
        holder.unlink(missing_ok=True)
        said = {"program": program, "since": clock.now().strftime("%H:%M")}
        holder.write_text(json.dumps(said), encoding="utf-8")
    except OSError:
        release()
        raise
    return release


def _holder_of(path: Path) -> Path:
    return path.with_name(path.name + ".holder")


def _read_holder(path: Path) -> dict[str, str]:
    try:
        said = json.loads(_holder_of(path).read_text(encoding="utf-8"))
        return {"program": str(said["program"]), "since": str(said["since"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"program": "", "since": ""}
