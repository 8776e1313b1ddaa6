# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished file onto the disk, whole or not at all: PDF, workbook, text. Standard library only."""

import errno
import os
from pathlib import Path

from hongyun_desktop.core.errors import StorageProblem

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name beside the path, then give the file its own; what stood there is replaced.

    Raises: StorageProblem("disk_full", file), StorageProblem("file_not_writable", file); an older file then stays.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        _discard(temporary)
        code = "disk_full" if error.errno in _DISK_FULL else "file_not_writable"
        raise StorageProblem(code, file=path.name) from error


def _discard(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        # The folder that refused the file may refuse this as well; the first fault is the one to tell.
        return
