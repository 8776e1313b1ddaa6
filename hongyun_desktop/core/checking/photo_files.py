# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos that are missing or altered, with a copy beside some backup, and files that no row speaks of.

A copy counts only where its own bytes have the SHA-256 that the row names.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.core.backups import finding
from hongyun_desktop.core.store import backup, files, photos
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store


def folder_of_unowned(store: Store) -> Path:
    """Where files without a row are moved to: 无主文件 beside the database."""
    return store.path.with_name("无主文件")


def findings(store: Store) -> list[Finding]:
    """Photos that are not what they were (mendable where a copy was found), and files without a row."""
    missing = files.damaged(store)
    places = places_of_copies(store) if missing else []
    return [
        *(_missing(store, sha256, mendable=copy_of(store, sha256, places) is not None) for sha256 in missing),
        *(Finding("file_without_row", {"file": file.name}, mendable=True) for file in unowned(store)),
    ]


# By table, the finding that says whose photo is gone, and what it is called.
_WHOSE = (
    ("task", "task_photo_missing", "o.year || '-' || printf('%03d', o.serial)"),
    ("activity", "activity_photo_missing", "o.held_on || ' ' || o.name"),
    ("team", "team_photo_missing", "o.name"),
    ("facility", "facility_photo_missing", "o.name"),
)


def _missing(store: Store, sha256: str, *, mendable: bool) -> Finding:
    """What is gone, named by the first thing that it stands under."""
    for table, code, words in _WHOSE:
        what = store.value(
            f"SELECT {words} FROM photo p JOIN stored_file f ON f.id = p.stored_file_id"
            f" JOIN {table} o ON o.id = p.{table}_id WHERE f.sha256 = ? ORDER BY p.id LIMIT 1",
            (sha256,),
        )
        if what is not None:
            return Finding(code, {"sha256": sha256, "what": what}, mendable)
    return Finding("file_missing_or_altered", {"sha256": sha256}, mendable)


def places_of_copies(store: Store) -> list[Path]:
    """Where copies may lie: 照片 beside every backup that is known, and 无主文件."""
    folders = {found.file.parent for found in finding.backups_for(store.path)} | {backup.folder_of(store.path)}
    return [*(backup.photo_folder_of(folder) for folder in sorted(folders)), folder_of_unowned(store)]


def copy_of(store: Store, sha256: str, places: list[Path]) -> tuple[Path, bytes | None] | None:
    """A whole copy of a photo and the key that opens it (None for a plain one)."""
    for key in dict.fromkeys((store.database.key, None)):
        name = photos.name_of(sha256, suffix_of(store, sha256), key)
        for place in places:
            for file in (place / name, place / name.name):
                if photos.digest_of(file, key) == sha256:
                    return file, key
    return None


def suffix_of(store: Store, sha256: str) -> str:
    """How the name of a photo ends."""
    return store.value("SELECT suffix FROM stored_file WHERE sha256 = ?", (sha256,)) or ""


def unowned(store: Store) -> list[Path]:
    """Files among the photos that no row speaks of, by name; those that a copying began are left out."""
    key, folder = store.database.key, files.folder_of(store)
    rows = store.sql("SELECT sha256, suffix FROM stored_file")
    owned = {folder / photos.name_of(sha256, suffix, key) for sha256, suffix in rows}
    return sorted(file for file in _files_in(folder) if file not in owned)


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, _folders, names in os.walk(folder):
        yield from (Path(parent) / name for name in names if not name.startswith("."))


def bring_back(store: Store, sha256: str, source: Path, key: bytes | None) -> None:
    """Put a copy in the place of a photo; what stands there now is moved aside. Raises: OSError."""
    target = files.path_of(store, sha256, suffix_of(store, sha256))
    temporary = files.folder_of(store) / f".{os.getpid()}.part"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Sealed or plain as the database is: either it is copied as it is, or a plain one is sealed.
        photos.write(source, temporary, store.database.key if key is None else None)
        if target.exists():
            move_aside(store, target)
        photos.put_in_place(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def move_aside(store: Store, file: Path) -> Path:
    """Move a file to 无主文件 under a free name; nothing is ever deleted. Raises: OSError."""
    folder = folder_of_unowned(store)
    folder.mkdir(exist_ok=True)
    free, number = folder / file.name, 1
    while free.exists():
        number += 1
        free = folder / f"{file.stem}-{number}{file.suffix}"
    file.rename(free)
    return free
