# SPDX-License-Identifier: GPL-3.0-or-later
"""Which disk a folder lies on, and whether that disk can be carried away. Asks the system only; imports nothing of
the project.

Two partitions are one disk: a backup on D: is gone with C: where both are parts of it.
"""

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NUMBER_OF_DISK, _FACTS_OF_DISK = 0x2D1080, 0x2D1400
_BUS_AT, _BUS_USB = 28, 7


@dataclass(frozen=True, slots=True)
class Disk:
    """What tells a disk from the others of this computer, and whether it hangs on a cable or is put in (USB)."""

    name: str
    is_portable: bool


def disk_of(folder: Path) -> Disk | None:
    """The disk of a folder, or of the nearest one above it that exists; None where the system does not tell."""
    try:
        nearest = next((place for place in (folder, *folder.parents) if place.exists()), None)
        if nearest is None:
            return None
        return _windows_disk(nearest.resolve()) if sys.platform == "win32" else linux_disk(nearest.stat().st_dev)
    except OSError:
        # Pulled out since, perhaps.
        return None


def linux_disk(device: int, devices: Path = Path("/sys/dev/block")) -> Disk | None:
    """The disk of a device number, looked up among links such as /sys/dev/block/8:1."""
    link = devices / f"{os.major(device)}:{os.minor(device)}"
    if not link.exists():
        # A file system without a disk of its own: btrfs, tmpfs, a share.
        return None
    place = link.resolve()
    while below := sorted(place.glob("slaves/*")):
        # What is encrypted, or put together of several, lies on others; the first of them stands for all.
        place = below[0].resolve()
    disk = place.parent if (place / "partition").exists() else place
    return Disk(disk.name, "/usb" in disk.as_posix())


def _windows_disk(folder: Path) -> Disk | None:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    kernel.CreateFileW.restype = ctypes.c_void_p
    # With no right but to ask for facts nobody has to be an administrator.
    handle = kernel.CreateFileW(f"\\\\.\\{folder.drive}", 0, 3, None, 3, 0, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        return None
    try:
        number, facts = (ctypes.c_uint32 * 3)(), (ctypes.c_ubyte * 1024)()
        query, told = (ctypes.c_uint32 * 3)(), ctypes.c_uint32()

        def ask(what: int, answer: ctypes.Array[Any]) -> bool:
            room = query, ctypes.sizeof(query), answer, ctypes.sizeof(answer)
            return bool(kernel.DeviceIoControl(ctypes.c_void_p(handle), what, *room, ctypes.byref(told), None))

        if not ask(_NUMBER_OF_DISK, number):
            return None
        return Disk(str(number[1]), ask(_FACTS_OF_DISK, facts) and facts[_BUS_AT] == _BUS_USB)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
