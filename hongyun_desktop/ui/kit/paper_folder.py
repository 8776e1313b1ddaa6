# SPDX-License-Identifier: GPL-3.0-or-later
"""A private folder for a paper while somebody looks at it. Knows no window.

Names of people are in the papers, so nobody else may read the folder (0700), its name and its file's tell nothing,
and what a killed run left behind goes with the next use. A held lock tells a folder in use from a leftover.
"""

import os
import shutil
import tempfile
from pathlib import Path

from hongyun_desktop.core.store import file_lock

_PREFIX = "hongyun-paper-"
_LOCK = "in-use"


class PaperFolder:
    """One folder of this process, there from its making until `remove`."""

    def __init__(self) -> None:
        """Make the folder and take away those of runs that ended without doing so."""
        remove_leftovers()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._let_go = file_lock.take(self.path / _LOCK)

    @property
    def file(self) -> Path:
        """Where the paper goes."""
        return self.path / "paper.pdf"

    def remove(self) -> None:
        """Take the folder away with all that is in it; a second time does nothing."""
        self._let_go()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_leftovers() -> None:
    """Take away the folders of this account that no living process holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_ours(folder) and (folder / _LOCK).exists() and _is_free(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    try:
        return not folder.is_symlink() and (os.name == "nt" or folder.stat().st_uid == os.getuid())
    except OSError:
        return False


def _is_free(folder: Path) -> bool:
    try:
        let_go = file_lock.take(folder / _LOCK)
    except (file_lock.Held, OSError):
        return False
    let_go()
    return True
