# SPDX-License-Identifier: GPL-3.0-or-later
"""备份到 U 盘: backup, key file, photos, 请先看我.txt and the program, so that the stick alone is enough elsewhere.

The backup comes first and counts as soon as it is verified; a stick pulled out leaves nothing that looks whole.
"""

from collections.abc import Callable
from pathlib import Path

from hongyun_desktop.core.backups import letter, making, program_copy
from hongyun_desktop.core.backups.drives import drive_at
from hongyun_desktop.core.backups.program_copy import Program, ProgramState
from hongyun_desktop.core.backups.remembering import LastBackup
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store.database import full_or
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.frozen_class import frozen

FOLDER_NAME = "鸿运备份"
_SPARE_BYTES = 4 << 20

Tell = Callable[[int, int], None]


@frozen
class OnStick:
    """What lies on the stick now: the backup, and what became of the program."""

    backup: LastBackup
    program: ProgramState


def folder_on(stick: Path) -> Path:
    """Where the backups of a stick lie; a stick that is chosen by that folder is the one above it."""
    return stick if stick.name == FOLDER_NAME else stick / FOLDER_NAME


def put_on(store: Store, stick: Path, program: Program | None, tell: Tell = lambda _done, _total: None) -> OnStick:
    """Write everything onto a stick; the program only where it runs packaged and lies there not yet.

    tell: bytes of the program done of all. Raises: Refused("locked"), ("not_allowed"), ("stick_too_small"),
    StorageProblem("stick_gone"), ("disk_full"), ("folder_not_writable"), ("backup_not_verified"),
    ("program_copy_differs").
    """
    store.demand(Right.BACK_UP)
    folder = folder_on(stick)
    stick = folder.parent
    name = stick.name or str(stick)
    try:
        is_there = program is not None and program_copy.is_there(program, stick)
        _refuse_too_small(store, stick, None if is_there else program)
        # Not its parents: where the stick was would else be a folder on the computer's own disk.
        folder.mkdir(exist_ok=True)
        made = making.back_up_numbered(store, folder, chosen=folder.absolute())
        write_whole(stick / letter.NAME, letter.content(store, made, program))
        state = program_copy.copy(program, stick, tell) if program else ProgramState.NOT_PACKAGED
    except StorageProblem as error:
        if error.code in ("folder_not_writable", "file_not_writable", "disk_error") and not _is_there(stick):
            raise StorageProblem("stick_gone", folder=name) from error
        raise
    except OSError as error:
        if not _is_there(stick):
            raise StorageProblem("stick_gone", folder=name) from error
        raise full_or(error, stick, StorageProblem("folder_not_writable", folder=name)) from error
    return OnStick(made, state)


def _is_there(stick: Path) -> bool:
    try:
        next(stick.iterdir(), None)
    except OSError:
        return False
    return True


def _refuse_too_small(store: Store, stick: Path, program: Program | None) -> None:
    """Better before than after ten minutes of copying. A stick that can't be measured is simply tried."""
    drive = drive_at(stick)
    needed = _size_of(store) + (program.size_bytes if program else 0) + _SPARE_BYTES
    if drive is not None and drive.free_bytes < needed:
        missing = {"needed_mb": needed >> 20, "free_mb": drive.free_bytes >> 20}
        raise Refused("stick_too_small", folder=drive.name, **missing)


def _size_of(store: Store) -> int:
    """Database and those photos that are not on the stick yet, at most all of them."""
    # An encrypted file tells the size of its pages as text.
    pages, page_bytes = store.value("PRAGMA page_count"), int(store.value("PRAGMA page_size"))
    return pages * page_bytes + store.value("SELECT coalesce(sum(size_bytes), 0) FROM stored_file")
