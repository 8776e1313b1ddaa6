# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing a text file whole or not at all. Imports neither peewee nor PySide6."""

import os
from collections.abc import Iterable
from pathlib import Path

from hongyun_desktop.core.errors import StorageProblem


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines as UTF-8 under a temporary name, then give the file its own.

    Raises: StorageProblem("file_not_writable", file).
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StorageProblem("file_not_writable", file=path.name) from error
