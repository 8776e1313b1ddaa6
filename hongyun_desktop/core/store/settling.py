# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left to do once a database was encrypted or decrypted, or was meant to be when a kill came between.

The file itself says which of the two states holds: what belongs to the other one goes. Imports no feature.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, change_plan, keys, photos, photos_beside
from hongyun_desktop.core.store.change_plan import Plan
from hongyun_desktop.core.store.database import LOG_SUFFIXES, connect, engine, full_or, is_plain, looking, translated
from hongyun_desktop.core.store.reading import look_at
from hongyun_desktop.core.store.syncing import sync_folder, wipe


def settle(path: Path, key: bytes | None, clock: Clock) -> None:
    """Finish, or take back, what a kill interrupted; does nothing otherwise.

    Raises: StorageProblem("folder_not_writable"), ("disk_full"); those of a backup.
    """
    if key is not None:
        keys.settle(path, key)
    if not change_plan.work_folder_of(path).exists():
        return
    try:
        plan = change_plan.read(path)
        if plan is not None and plan.to_encrypted == is_plain(path):
            _take_back(path, plan)
        elif plan is not None:
            _finish(path, key, plan, clock)
        change_plan.clear(path)
        sync_folder(path.parent)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error


def _take_back(path: Path, plan: Plan) -> None:
    _forget(photos.folder_of(path), ((after, before) for before, after in plan.photos))
    if plan.to_encrypted:
        keys.file_of(path).unlink(missing_ok=True)


def _finish(path: Path, key: bytes | None, plan: Plan, clock: Clock) -> None:
    if key is not None:
        folder = backup.folder_of(path)
        with photos_beside.turn_at(folder, photos_beside.PATIENCE_S):
            # The plain backups go; there must be one that can be restored before they do.
            _back_up(path, key, clock)
            _seal_the_only_ones(path, key, backup.photo_folder_of(folder))
            for file in _plain_copies(path, (folder,), {before for before, _ in plan.photos}):
                wipe(change_plan.doomed(path, file))
    _forget(photos.folder_of(path), plan.photos)
    if not plan.to_encrypted:
        keys.file_of(path).unlink(missing_ok=True)


def _seal_the_only_ones(path: Path, key: bytes, place: Path) -> None:
    """A photo that is gone beside the database may lie beside a plain backup, and nowhere else."""
    with look_at(path, key) as database:
        rows = database.sql("SELECT sha256, suffix FROM stored_file")
    for sha256, suffix in rows:
        plain, sealed = (place / photos.name_of(sha256, suffix, each) for each in (None, key))
        if not sealed.exists() and photos.digest_of(plain, None) == sha256:
            temporary = place / f".{os.getpid()}.part"
            photos.write(plain, temporary, key)
            photos.put_in_place(temporary, sealed)


def plain_copies(path: Path, folder: Path | None = None) -> list[Path]:
    """Files that hold an encrypted database, or one that stood in its place, without encryption; photos first, sorted.

    Looked for beside it, in 备份, and in one more folder, say a stick's, where the copies must be of this database;
    photos are those that no other plain database there names. Raises: StorageProblem("key_file_missing"),
    ("key_file_damaged"), OSError.
    """
    return _plain_copies(path, tuple(filter(None, (backup.folder_of(path), folder))), set())


def _plain_copies(path: Path, places: Iterable[Path], ours: set[str]) -> list[Path]:
    """As above. ours: names of photos, below their folder, that are known to be of this database."""
    found, pictures = [file for file in _left_over(path) if file.is_file()], list[Path]()
    database_id = keys.read_file(path).database_id
    for place in places:
        lying = list(_databases(place.rglob("*.db"), path))
        found += [file for file in lying if is_plain(file) and _id_in(file) == database_id]
        beside = _databases(path.parent.glob("*.db"), path)
        others = [file for file in (*lying, *beside) if file not in found and not keys.is_encrypted(file)]
        pictures += _photos_of_nobody_else(backup.photo_folder_of(place), found, others, ours)
    found += [log for file in tuple(found) for log in _logs_of(file) if log.exists()]
    # A kill while they go must not leave photos whose backup is gone, which nothing names then.
    return [*sorted(set(pictures)), *sorted(set(found))]


def _databases(files: Iterable[Path], path: Path) -> Iterator[Path]:
    """Those that may be some, without the one at `path`: a second handle would drop this process's locks on it."""
    return (file for file in files if photos_beside.may_hold_a_database(file) and not file.samefile(path))


def _photos_of_nobody_else(place: Path, own: list[Path], others: list[Path], ours: set[str]) -> list[Path]:
    """Plain photos of a folder that no other database names; where one of those can't be read, those of this one."""
    theirs, is_all_read = _named_by(others)
    mine = {Path(name) for name in ours} | _named_by(own)[0]
    lying = [file for file in photos_beside.lying_in(place) if file.suffix != photos.SEALED_SUFFIX]
    names = {file: file.relative_to(place) for file in lying}
    free = [file for file in lying if names[file] not in theirs and (is_all_read or names[file] in mine)]
    return [*free, *place.glob("**/.*.part")]


def _named_by(databases: list[Path]) -> tuple[set[Path], bool]:
    """The photos that plain databases name, and whether all of them could be read."""
    names, is_all_read = set[Path](), True
    for file in databases:
        try:
            with look_at(file, None) as copy:
                names |= photos_beside.named_by(copy, None)
        except (StorageProblem, engine.Error):
            is_all_read = False
    return names, is_all_read


def _left_over(path: Path) -> Iterator[Path]:
    """What killed processes left, or set aside, under names that only this program gives."""
    own = backup.folder_of(path)
    yield from backup.left_over(own, path) if own.is_dir() else ()
    # One that is damaged can't say whose it is; its folder says it.
    yield from (file for file in own.glob(f"找回前-*/{path.name}") if is_plain(file))
    yield from (file for file in path.parent.glob(f"{path.name}.restoring/*") if is_plain(file))
    fresh = path.with_name(path.name + ".new")
    yield from (file for file in (fresh, *_logs_of(fresh)) if is_plain(fresh))


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
