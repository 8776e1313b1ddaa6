# SPDX-License-Identifier: GPL-3.0-or-later
"""What Linux says is mounted where. Asks the system only; imports no feature."""

import re
from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.frozen_class import frozen

# Where a desktop mounts what was plugged in.
REMOVABLE_ROOTS = ("/media/", "/run/media/", "/mnt/usb")


def read_mounts() -> str:
    """The text of /proc/mounts; empty where there is none."""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@frozen
class Mount:
    """What is mounted at a place: from which device or share, and as which kind of file system."""

    source: str
    point: str
    kind: str
    options: tuple[str, ...]


def mounted(mounts: str) -> Iterator[Mount]:
    """What is mounted, from text in the form of /proc/mounts; blanks stand there as \\040."""
    for line in mounts.splitlines():
        fields = [_unescaped(field) for field in line.split()]
        if len(fields) > 3:
            yield Mount(fields[0], fields[1], fields[2], tuple(fields[3].split(",")))


def mount_of(path: str, mounts: str) -> Mount | None:
    """What a path lies on: the innermost mount, of several at one place the last; None where none is told."""
    best: Mount | None = None
    for each in mounted(mounts):
        inside = path == each.point or path.startswith(each.point.rstrip("/") + "/")
        if inside and (best is None or len(each.point) >= len(best.point)):
            best = each
    return best


def _unescaped(field: str) -> str:
    if "\\" not in field:
        # As nearly all of them are.
        return field
    return _utf8(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), field))


def _utf8(point: str) -> str:
    # Octal escapes are bytes; a Chinese label may be written as such.
    try:
        return point.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return point
