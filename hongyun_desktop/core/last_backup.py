# SPDX-License-Identifier: GPL-3.0-or-later
"""When and where the last verified backup was made, in a small file beside the database; no person's name in it.

Imports no feature.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import backup, places
from hongyun_desktop.core.store.backup import Backup
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.whole_file import write_whole

AUTOMATIC_KEPT = 10
_AUTOMATIC = "自动"


class Place(StrEnum):
    """What kind of place a backup lies in."""

    STICK = "stick"
    SHARE = "share"
    CLOUD = "cloud"
    COMPUTER = "computer"


_PLACES = {"folder_removable": Place.STICK, "folder_shared": Place.SHARE, "folder_synchronised": Place.CLOUD}


@dataclass(frozen=True, slots=True)
class LastBackup:
    """A verified copy: when, which file, what kind of place, and the ledger in it (entries, head hash in hex).

    journal_id: the newest write that is surely in it. chosen: the folder that a person chose last, or None.
    """

    at: datetime
    file: Path
    place: Place
    entries: int
    head: str
    journal_id: int
    chosen: Path | None


def file_of(store: Store) -> Path:
    """The small file that remembers it."""
    return store.path.with_name(store.path.name + ".backup.json")


def last(store: Store) -> LastBackup | None:
    """The last verified backup of this database; None where there was none, or nothing readable tells of it."""
    try:
        told = json.loads(file_of(store).read_text(encoding="utf-8"))
        if told["database_id"] != database_id(store):
            return None
        return _read(told)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(told: dict[str, Any]) -> LastBackup:
    return LastBackup(
        datetime.fromisoformat(told["at"]),
        Path(told["file"]),
        Place(told["place"]),
        int(told["entries"]),
        str(told["head"]),
        int(told["journal_id"]),
        Path(told["chosen"]) if told["chosen"] else None,
    )


def database_id(store: Store) -> str:
    """What tells this database from any other; its backups carry it too."""
    return store.value("SELECT database_id FROM meta")


def newest_write(store: Store) -> int:
    """The journal's number of the newest write; 0 where nothing was written."""
    return store.value("SELECT coalesce(max(id), 0) FROM journal")


def back_up(store: Store, folder: Path) -> LastBackup:
    """Make a verified backup in a folder that somebody chose, and remember it.

    Raises: those of `backup.back_up`.
    """
    written = newest_write(store)
    return note(store, backup.back_up(store, folder), written, chosen=folder.absolute())


def back_up_by_itself(store: Store) -> LastBackup:
    """Make a verified backup where the last one was chosen to be, or beside the database, and remember it.

    The newest ten copies made so are kept. Nothing is made where nothing was written since the last one.
    Raises: those of `backup.back_up`.
    """
    before, written = last(store), newest_write(store)
    if before is not None and before.journal_id == written and before.file.is_file():
        return before
    chosen = before.chosen if before else None
    folder = chosen if chosen is not None and chosen.is_dir() else backup.folder_of(store.path)
    label = f"{_AUTOMATIC}{database_id(store)[:4]}"
    made = note(store, backup.back_up(store, folder, label=label), written, chosen=chosen)
    _forget_oldest(folder, f"{store.path.stem}-*-{label}*.db")
    return made


def note(store: Store, made: Backup, journal_id: int, *, chosen: Path | None = None) -> LastBackup:
    """Remember a backup. journal_id: `newest_write` from before it was made.

    Raises: StorageProblem("file_not_writable"), ("disk_full").
    """
    file = made.file.absolute()
    told = LastBackup(store.clock.now(), file, _place_of(file.parent), made.entries, made.head, journal_id, chosen)
    content = {
        "database_id": database_id(store),
        "at": told.at.isoformat(),
        "file": str(told.file),
        "place": told.place,
        "entries": told.entries,
        "head": told.head,
        "journal_id": journal_id,
        "chosen": str(chosen) if chosen else "",
    }
    write_whole(file_of(store), json.dumps(content, ensure_ascii=False, indent=1).encode())
    return told


def _place_of(folder: Path) -> Place:
    try:
        places.refuse_unsafe(folder)
    except Refused as refusal:
        return _PLACES[refusal.code]
    return Place.COMPUTER


def _forget_oldest(folder: Path, pattern: str) -> None:
    """The names hold date and time, so their order is that of their making."""
    for file in sorted(folder.glob(pattern))[:-AUTOMATIC_KEPT]:
        file.unlink(missing_ok=True)
