# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures made from photos, beside the database and sealed like them; each can be made anew at any time.

They are no part of a backup, and a disk that takes none is nobody's trouble. Knows no picture format.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import photos
from hongyun_desktop.core.store.syncing import wipe

_SUFFIX = ".jpg"


def folder_of(path: Path) -> Path:
    """Where the thumbnails of a database lie: beside it."""
    return path.with_name(path.name + ".thumbs")


def read(path: Path, key: bytes | None, sha256: str) -> bytes | None:
    """The thumbnail of a photo of the database at a path; None where there is none, or none that is whole."""
    try:
        return b"".join(photos.read(_file(path, key, sha256), key))
    except (OSError, StorageProblem):
        return None


def keep(path: Path, key: bytes | None, sha256: str, jpeg: bytes) -> None:
    """Keep a thumbnail; what the disk refuses is made anew when it is next looked at."""
    target = _file(path, key, sha256)
    temporary = target.with_name(f".{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        photos.write_bytes(jpeg, temporary, key)
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def forget(path: Path, key: bytes | None, sha256: str) -> None:
    """Take the thumbnail of one photo away, if there is one."""
    with suppress(OSError):
        _file(path, key, sha256).unlink()


def forget_all(path: Path, *, overwrite: bool = False) -> None:
    """Take all thumbnails of a database away; overwrite: what they show must not outlive its encryption.

    Raises: OSError where one stays.
    """
    folder = folder_of(path)
    if not folder.is_dir():
        return
    for file in folder.rglob("*.*") if overwrite else ():
        wipe(file)
    shutil.rmtree(folder)


def _file(path: Path, key: bytes | None, sha256: str) -> Path:
    return folder_of(path) / photos.name_of(sha256, _SUFFIX, key)
