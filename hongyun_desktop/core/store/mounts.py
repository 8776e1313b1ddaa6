# SPDX-License-Identifier: GPL-3.0-or-later
"""What Linux says is mounted where. Asks the system only; imports nothing of the project."""

import re
from collections.abc import Iterator
from pathlib import Path

# Where a desktop mounts what was plugged in.
REMOVABLE_ROOTS = ("/media/", "/run/media/", "/mnt/usb")


def read_mounts() -> str:
    """The text of /proc/mounts; empty where there is none."""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def mounted(mounts: str) -> Iterator[tuple[str, str]]:
    """Each place and its kind of file system, from text in the form of /proc/mounts; blanks stand there as \\040."""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2:
            yield _utf8(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[1])), fields[2]


def _utf8(point: str) -> str:
    # Octal escapes are bytes; a Chinese label may be written as such.
    try:
        return point.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return point
