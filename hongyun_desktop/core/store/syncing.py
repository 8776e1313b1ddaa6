# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes and names that are on the disk, and bytes that are not there any more. Standard library only."""

import os
from pathlib import Path

_BLOCK_BYTES = 1 << 20


def sync_file(file: Path) -> None:
    """Make sure that a file's bytes are on the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's names are on the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def wipe(file: Path) -> None:
    """Overwrite a file and remove it; one that has a second name only loses this one.

    A disk that writes elsewhere than where it is told (an SSD, a file system with snapshots) may still keep the old
    bytes: docs/decisions/0016-encryption-at-rest.md. Raises: OSError.
    """
    try:
        facts = file.stat()
    except FileNotFoundError:
        return
    if facts.st_nlink == 1:
        with file.open("rb+") as stream:
            for place in range(0, facts.st_size, _BLOCK_BYTES):
                stream.write(bytes(min(_BLOCK_BYTES, facts.st_size - place)))
            stream.flush()
            os.fsync(stream.fileno())
    file.unlink()


def second_name(file: Path, place: Path) -> None:
    """Let a file's bytes be reached once it has been replaced, where the file system knows second names."""
    try:
        place.hardlink_to(file)
    except OSError:
        # They can't be overwritten then; that is no reason not to go on.
        return
