# SPDX-License-Identifier: GPL-3.0-or-later
"""When and where verified backups were made, in a small file beside the database; no person's name in it.

The file is a memory, not a proof: where it is lost, a backup is made once more than was needed.
"""

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongyun_desktop.core.backups import disks
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import places
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.upkeep import IS_NO_UPKEEP, UPKEEP
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.frozen_class import frozen

if TYPE_CHECKING:
    from hongyun_desktop.core.store.backup import Backup


class Place(StrEnum):
    """What kind of place a backup lies in."""

    STICK = "stick"
    SHARE = "share"
    CLOUD = "cloud"
    OTHER_DISK = "other_disk"
    COMPUTER = "computer"


_PLACES = {"folder_removable": Place.STICK, "folder_shared": Place.SHARE, "folder_synchronised": Place.CLOUD}


@frozen
class Away:
    """The last verified backup that left this computer: when, and the newest write that is surely in it."""

    at: datetime
    written: str


@frozen
class LastBackup:
    """A verified copy: when, which file, what kind of place, and the ledger in it (entries, head hash in hex).

    written: the newest write that is surely in it. chosen: the folder that a person chose last, or None. number:
    of the newest copy that the program made by itself. is_sound: whether the thorough look found nothing wrong.
    """

    at: datetime
    file: Path
    place: Place
    entries: int
    head: str
    written: str
    chosen: Path | None
    number: int = 0
    is_sound: bool = True
    away: Away | None = None


def file_of(path: Path) -> Path:
    """The small file that remembers it, beside a database."""
    return path.with_name(path.name + ".backup.json")


def folders_of(path: Path) -> list[Path]:
    """Where backups of what was at this path went lately; also where the database itself can't be read."""
    try:
        told = json.loads(file_of(path).read_text(encoding="utf-8"))
        return list(dict.fromkeys(Path(folder) for folder in (told["chosen"], Path(told["file"]).parent) if folder))
    except (OSError, ValueError, KeyError, TypeError):
        return []


def database_id(store: Store) -> str:
    """What tells this database from any other; its backups carry it too."""
    return store.value("SELECT database_id FROM meta")


def newest_write(store: Store) -> str:
    """What tells the newest write that a backup is made for from every other; empty where nothing was written.

    Its number alone would not: after going back to a backup, numbers are given a second time.
    """
    statement = f"SELECT id || '-' || run FROM journal WHERE {IS_NO_UPKEEP} ORDER BY id DESC LIMIT 1"
    return store.value(statement, UPKEEP) or ""


def last(store: Store) -> LastBackup | None:
    """The last verified backup of this database; None where there was none, or nothing readable tells of it."""
    try:
        told = json.loads(file_of(store.path).read_text(encoding="utf-8"))
        if told["database_id"] != database_id(store):
            return None
        return _read(told)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(told: dict[str, Any]) -> LastBackup:
    away = told.get("away")
    return LastBackup(
        datetime.fromisoformat(told["at"]),
        Path(told["file"]),
        Place(told["place"]),
        int(told["entries"]),
        str(told["head"]),
        str(told.get("written", "")),
        Path(told["chosen"]) if told["chosen"] else None,
        int(told.get("number", 0)),
        bool(told.get("sound", True)),
        Away(datetime.fromisoformat(away["at"]), str(away["written"])) if away else None,
    )


def note(
    store: Store,
    made: "Backup",
    written: str,
    *,
    chosen: Path | None = None,
    number: int | None = None,
    is_sound: bool = True,
) -> LastBackup:
    """Remember a backup. written: `newest_write` from before it was made. number: None leaves the last one's.

    Raises: StorageProblem("file_not_writable"), ("disk_full").
    """
    before, file, now = last(store), made.file.absolute(), store.clock.now()
    place = place_of(file.parent, store.path)
    away = Away(now, written) if place is not Place.COMPUTER else before.away if before else None
    newest = number if number is not None else before.number if before else 0
    told = LastBackup(now, file, place, made.entries, made.head, written, chosen, newest, is_sound, away)
    write_whole(file_of(store.path), json.dumps(_content(store, told), ensure_ascii=False, indent=1).encode())
    return told


def _content(store: Store, told: LastBackup) -> dict[str, object]:
    away = {"at": told.away.at.isoformat(), "written": told.away.written} if told.away else None
    return {
        "database_id": database_id(store),
        "at": told.at.isoformat(),
        "file": str(told.file),
        "place": told.place,
        "entries": told.entries,
        "head": told.head,
        "written": told.written,
        "chosen": str(told.chosen) if told.chosen else "",
        "number": told.number,
        "sound": told.is_sound,
        "away": away,
    }


def place_of(folder: Path, path: Path) -> Place:
    """What kind of place a folder is, seen from the database at `path`: on one disk with it, both are lost at once."""
    try:
        places.refuse_unsafe(folder)
    except Refused as refusal:
        return _PLACES[refusal.code]
    theirs, own = disks.disk_of(folder), disks.disk_of(path.parent)
    if theirs is None or theirs == own:
        return Place.COMPUTER
    if theirs.is_portable:
        return Place.STICK
    return Place.COMPUTER if own is None else Place.OTHER_DISK
