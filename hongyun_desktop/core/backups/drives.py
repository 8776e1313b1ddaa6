# SPDX-License-Identifier: GPL-3.0-or-later
"""Which sticks are plugged in. Asks the system only; imports no feature."""

import ctypes
import os
import shutil
import string
import sys
from pathlib import Path

from hongyun_desktop.core.store.mounts import REMOVABLE_ROOTS, mounted, read_mounts
from hongyun_desktop.frozen_class import frozen

_DRIVE_REMOVABLE = 2


@frozen
class Drive:
    """A stick: its top folder, what to call it, and how many bytes are free on it."""

    folder: Path
    name: str
    free_bytes: int


def drives() -> list[Drive]:
    """The sticks that can be written to now, in the order of their names."""
    folders = _windows_drives() if sys.platform == "win32" else mounted_sticks(read_mounts())
    found = [drive for folder in folders if (drive := drive_at(folder)) is not None]
    return sorted(found, key=lambda drive: drive.name)


def drive_at(folder: Path) -> Drive | None:
    """A folder as a drive; None where it can't be written to or is gone."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    return Drive(folder, folder.name or folder.drive, free) if os.access(folder, os.W_OK) else None


def mounted_sticks(mounts: str) -> list[Path]:
    """Where sticks are mounted, from text in the form of /proc/mounts."""
    return [Path(each.point) for each in mounted(mounts) if each.point.startswith(REMOVABLE_ROOTS)]


def _windows_drives() -> list[Path]:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    present = kernel.GetLogicalDrives()
    letters = [letter for number, letter in enumerate(string.ascii_uppercase) if present >> number & 1]
    return [Path(f"{letter}:\\") for letter in letters if kernel.GetDriveTypeW(f"{letter}:\\") == _DRIVE_REMOVABLE]
