# SPDX-License-Identifier: GPL-3.0-or-later
"""Which disk a folder lies on, and whether that disk can be carried away. Asks the system only; imports no feature.

Two partitions are one disk: a backup on D: is gone with C: where both are parts of it.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongyun_desktop.core.store.mounts import mount_of, read_mounts
from hongyun_desktop.frozen_class import frozen

if TYPE_CHECKING:
    import ctypes

_NUMBER_OF_DISK, _FACTS_OF_DISK = 0x2D1080, 0x2D1400
_BUS_AT, _BUS_USB = 28, 7


@frozen
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
        place = nearest.resolve()
        if sys.platform == "win32":
            return _windows_disk(place)
        return linux_disk(place.stat().st_dev) or mounted_disk(place, read_mounts())
    except OSError:
        # Pulled out since, perhaps.
        return None


def linux_disk(device: int, devices: Path = Path("/sys/dev/block")) -> Disk | None:
    """The disk of a device number, looked up among links such as /sys/dev/block/8:1."""
    link = devices / f"{os.major(device)}:{os.minor(device)}"
    if not link.exists():
        # A file system without a disk of its own, as tmpfs or a share, or with a number that it made up, as btrfs.
        return None
    return _disk_below(link.resolve())


def mounted_disk(place: Path, mounts: str, system: Path = Path("/sys")) -> Disk | None:
    """The disk of a folder by what it was mounted from; None where that is several disks, or none.

    mounts: text in the form of /proc/mounts. A union mount writes to a folder that lies on something else.
    """
    mount = mount_of(str(place), mounts)
    if mount is not None and mount.kind == "overlay":
        written = next((each.partition("=")[2] for each in mount.options if each.startswith("upperdir=")), "")
        # A container's lies outside of what can be seen here.
        mount = mount_of(written, mounts) if written and Path(written).is_dir() else None
    if mount is None or not mount.source.startswith("/"):
        return None
    name = Path(mount.source).resolve().name
    device = system / "class/block" / name
    pools = (sorted(pool.iterdir()) for pool in system.glob("fs/btrfs/*/devices"))
    is_one_of_several = any(len(pool) > 1 and name in {each.name for each in pool} for pool in pools)
    return None if is_one_of_several or not device.exists() else _disk_below(device.resolve())


def _disk_below(place: Path) -> Disk:
    while below := sorted(place.glob("slaves/*")):
        # What is encrypted, or put together of several, lies on others; the first of them stands for all.
        place = below[0].resolve()
    disk = place.parent if (place / "partition").exists() else place
    return Disk(disk.name, "/usb" in disk.as_posix())


def _windows_disk(folder: Path) -> Disk | None:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    kernel.CreateFileW.restype = ctypes.c_void_p
    # With no right but to ask for facts nobody has to be an administrator.
    handle = kernel.CreateFileW(f"\\\\.\\{folder.drive}", 0, 3, None, 3, 0, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        return None
    try:
        number, facts = (ctypes.c_uint32 * 3)(), (ctypes.c_ubyte * 1024)()
        query, told = (ctypes.c_uint32 * 3)(), ctypes.c_uint32()

        def ask(what: int, answer: "ctypes.Array[Any]") -> bool:
            room = query, ctypes.sizeof(query), answer, ctypes.sizeof(answer)
            return bool(kernel.DeviceIoControl(ctypes.c_void_p(handle), what, *room, ctypes.byref(told), None))

        if not ask(_NUMBER_OF_DISK, number):
            return None
        return Disk(str(number[1]), ask(_FACTS_OF_DISK, facts) and facts[_BUS_AT] == _BUS_USB)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
