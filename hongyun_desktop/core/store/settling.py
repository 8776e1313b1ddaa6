# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left to do once a database was encrypted or decrypted, or was meant to be when a kill came between.

The file itself says which of the two states holds: what belongs to the other one goes. Imports no feature.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, keys, photos
from hongyun_desktop.core.store.database import LOG_SUFFIXES, connect, engine, full_or, is_plain, looking, translated
from hongyun_desktop.core.store.syncing import sync_folder, wipe
from hongyun_desktop.core.whole_file import write_whole

_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change is to reach, and the names of each photo before and after it, below the folder of photos."""

    to_encrypted: bool
    photos: tuple[tuple[str, str], ...] = ()


def work_folder_of(path: Path) -> Path:
    """Where the other state of a database is made; as long as it is there, something is left to do."""
    return path.with_name(path.name + ".changing")


def write_plan(path: Path, plan: Plan) -> None:
    """Remember what is going to be made, before it is. Raises: StorageProblem."""
    told = {"to_encrypted": plan.to_encrypted, "photos": plan.photos}
    write_whole(work_folder_of(path) / _PLAN, json.dumps(told).encode())


def settle(path: Path, key: bytes | None, clock: Clock) -> None:
    """Finish, or take back, what a kill interrupted; does nothing otherwise.

    Raises: StorageProblem("folder_not_writable"), ("disk_full"); those of a backup.
    """
    if key is not None:
        keys.settle(path, key)
    if not work_folder_of(path).exists():
        return
    try:
        plan = _read_plan(path)
        if plan is not None and plan.to_encrypted == is_plain(path):
            _take_back(path, plan)
        elif plan is not None:
            _finish(path, key, plan, clock)
        _clear(work_folder_of(path))
        sync_folder(path.parent)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error


def _take_back(path: Path, plan: Plan) -> None:
    _forget(photos.folder_of(path), ((after, before) for before, after in plan.photos))
    if plan.to_encrypted:
        keys.file_of(path).unlink(missing_ok=True)


def _finish(path: Path, key: bytes | None, plan: Plan, clock: Clock) -> None:
    if plan.to_encrypted:
        # The plain backups go; there must be one that can be restored before they do.
        _back_up(path, key, clock)
        for file in plain_copies(path):
            wipe(file)
    _forget(photos.folder_of(path), plan.photos)
    if not plan.to_encrypted:
        keys.file_of(path).unlink(missing_ok=True)


def plain_copies(path: Path, folder: Path | None = None) -> list[Path]:
    """Files that hold an encrypted database, or one that stood in its place, without encryption; sorted.

    Looked for beside it, in 备份, and in one more folder, say a stick's, where the copies must be of this database.
    Raises: StorageProblem("key_file_missing"), ("key_file_damaged"), OSError.
    """
    database_id = keys.read_file(path).database_id
    found = [file for file in _left_over(path) if file.is_file()]
    for place in filter(None, (backup.folder_of(path), folder)):
        found += [file for file in place.rglob("*.db") if is_plain(file) and _id_in(file) == database_id]
    for own in (backup.folder_of(path) / "照片", folder / "照片" if folder else None):
        found += _plain_photos(own)
    found += [log for file in tuple(found) for log in _logs_of(file) if log.exists()]
    return sorted(set(found))


def _left_over(path: Path) -> Iterator[Path]:
    """What killed processes left, or set aside, under names that only this program gives."""
    own = backup.folder_of(path)
    yield from own.glob(f".{path.stem}-*.part")
    # One that is damaged can't say whose it is; its folder says it.
    yield from (file for file in own.glob(f"找回前-*/{path.name}") if is_plain(file))
    yield from (file for file in path.parent.glob(f"{path.name}.restoring/*") if is_plain(file))
    fresh = path.with_name(path.name + ".new")
    yield from (file for file in (fresh, *_logs_of(fresh)) if is_plain(fresh))


def _plain_photos(folder: Path | None) -> list[Path]:
    files = folder.rglob("*") if folder else ()
    return [file for file in files if file.is_file() and file.suffix != photos.SEALED_SUFFIX]


def _logs_of(file: Path) -> Iterator[Path]:
    return (file.with_name(file.name + suffix) for suffix in LOG_SUFFIXES)


def _id_in(file: Path) -> str:
    try:
        with looking(file, None) as connection:
            return connection.execute("SELECT database_id FROM meta").fetchone()[0]
    except engine.Error:
        return ""


def _back_up(path: Path, key: bytes | None, clock: Clock) -> None:
    with translated(path):
        connection = connect(path, key)
        try:
            folder = backup.folder_of(path)
            backup.copy_verified(connection, path, key, folder, clock, "encrypted", with_photos=True)
        finally:
            connection.close()


def _forget(folder: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """Of each pair the first goes, where the second is there to take its place."""
    for goes, stays in pairs:
        if (folder / stays).exists():
            wipe(folder / goes)
    for file in folder.glob(".*.part"):
        wipe(file)


def _read_plan(path: Path) -> Plan | None:
    try:
        told = json.loads((work_folder_of(path) / _PLAN).read_bytes())
    except FileNotFoundError:
        # Killed before anything was made but the folder.
        return None
    return Plan(bool(told["to_encrypted"]), tuple((before, after) for before, after in told["photos"]))


def _clear(folder: Path) -> None:
    """The plan goes last, and in one piece, and with it the folder: until then it can be done again."""
    for file in folder.iterdir():
        if file.name != _PLAN:
            wipe(file)
    (folder / _PLAN).unlink(missing_ok=True)
    folder.rmdir()
