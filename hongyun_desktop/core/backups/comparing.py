# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in a backup, what is there now, and what going back would cost. Both files are only looked at.

Works where there is nothing now, or nothing that can be read. SQL of its own, so that a backup of an older program
can be told about before anybody brings it up to date.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import opening
from hongyun_desktop.core.store.database import engine, is_plain
from hongyun_desktop.core.store.reading import LookedAt, Reading, look_at
from hongyun_desktop.core.store.restoring import check_backup
from hongyun_desktop.core.store.upkeep import IS_NO_UPKEEP, UPKEEP
from hongyun_desktop.frozen_class import frozen

_RESIDENTS = "SELECT id FROM resident WHERE erased_at IS NULL AND merged_into IS NULL"


class Now(StrEnum):
    """What there is to compare with."""

    THERE = "there"
    MISSING = "missing"
    LOCKED = "locked"
    UNREADABLE = "unreadable"


class Relation(StrEnum):
    """How a backup stands to what is there now, by the ledger's chain and the journal."""

    SAME = "same"
    OLDER = "older"
    NEWER = "newer"
    PARTED = "parted"
    OTHER = "other"
    UNKNOWN = "unknown"


@frozen
class Holdings:
    """What a database holds. residents: without those erased or merged away. last_service: the newest day served.

    tasks, teams, photos: 0 in a database from before there were such.
    """

    database_id: str
    compound: str
    written_at: datetime | None
    residents: int
    dwellings: int
    entries: int
    head: str
    certificates: int
    activities: int
    last_service: str
    is_demo: bool
    tasks: int = 0
    teams: int = 0
    photos: int = 0


@frozen
class Loss:
    """What is there now and not in the backup, and the other way round where the two parted."""

    residents: int = 0
    entries: int = 0
    certificates: int = 0
    activities: int = 0
    writes: int = 0


@frozen
class Comparison:
    """A backup beside what is there now. lost: by going back. gained: what only the backup has.

    erased_since: residents erased after the backup was made, who will be erased in it again.
    """

    file: Path
    there: Holdings
    now: Holdings | None
    state: Now
    relation: Relation
    lost: Loss = Loss()
    gained: Loss = Loss()
    erased_since: int = 0


def compare(path: Path, file: Path, key: bytes | None = None, present_key: bytes | None = None) -> Comparison:
    """Look into a backup and at what is in the place it would take.

    key: the backup's. present_key: of the database at `path`; where it is not known the backup's is tried.
    Raises: those of `restoring.check_backup`.
    """
    check_backup(file, key)
    with look_at(file, key) as backup:
        there = holdings(backup)
        if not path.exists() or path.stat().st_size == 0:
            return Comparison(file, there, None, Now.MISSING, Relation.UNKNOWN)
        try:
            opens_it = None if is_plain(path) else present_key or key
            opening.examine(path, opens_it)
            with look_at(path, opens_it) as present:
                return _beside(file, backup, there, present)
        except (StorageProblem, engine.Error) as error:
            return Comparison(file, there, None, _why_not(error), Relation.UNKNOWN)


def _why_not(error: Exception) -> Now:
    locked = isinstance(error, StorageProblem) and error.code in ("database_key_needed", "database_key_wrong")
    return Now.LOCKED if locked else Now.UNREADABLE


def count_residents(looked: Reading) -> int:
    """How many people a database holds, without those erased or merged away."""
    return looked.value(f"SELECT count(*) FROM ({_RESIDENTS})")


def holdings(looked: LookedAt) -> Holdings:
    """What a file holds. Raises: engine errors."""
    written = looked.value("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
    database_id, is_demo = looked.sql("SELECT database_id, is_demo FROM meta")[0]
    return Holdings(
        database_id,
        looked.value("SELECT value FROM setting WHERE key = 'compound'") or "",
        datetime.fromisoformat(written) if written else None,
        count_residents(looked),
        looked.value("SELECT count(*) FROM dwelling"),
        *looked.ledger_head,
        looked.value("SELECT count(*) FROM certificate"),
        looked.value("SELECT count(*) FROM activity"),
        looked.value("SELECT max(served_on) FROM service WHERE reversed_at IS NULL") or "",
        bool(is_demo),
        *(_count(looked, table) for table in ("task", "team", "photo")),
    )


def _count(looked: LookedAt, table: str) -> int:
    known = looked.value("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
    return looked.value(f"SELECT count(*) FROM {table}") if known else 0


def _beside(file: Path, backup: LookedAt, there: Holdings, present: LookedAt) -> Comparison:
    now = holdings(present)
    if there.database_id != now.database_id:
        return Comparison(file, there, now, Now.THERE, Relation.OTHER)
    lost, gained = _only_in(present, backup), _only_in(backup, present)
    relation = {
        (False, False): Relation.SAME,
        (True, False): Relation.OLDER,
        (False, True): Relation.NEWER,
        (True, True): Relation.PARTED,
    }[lost.writes > 0, gained.writes > 0]
    erased = _ids(present, "SELECT resident_id FROM erasure") - _ids(backup, "SELECT resident_id FROM erasure")
    here = _ids(backup, "SELECT id FROM resident WHERE erased_at IS NULL")
    return Comparison(file, there, now, Now.THERE, relation, lost, gained, len(erased & here))


def _only_in(one: LookedAt, other: LookedAt) -> Loss:
    """What one file has and the other has not. Ids alone would not tell two files apart that parted."""
    ledger = "SELECT hash FROM entry WHERE id = ?"
    journal = "SELECT at, run, code, params FROM journal WHERE id = ?"
    writes = f"SELECT count(*) FROM journal WHERE id > ? AND {IS_NO_UPKEEP}"
    return Loss(
        len(_ids(one, _RESIDENTS) - _ids(other, "SELECT id FROM resident")),
        _last(one, "entry") - _common(one, other, "entry", ledger),
        len(_ids(one, "SELECT number FROM certificate") - _ids(other, "SELECT number FROM certificate")),
        len(_ids(one, "SELECT held_on || name FROM activity") - _ids(other, "SELECT held_on || name FROM activity")),
        one.value(writes, (_common(one, other, "journal", journal), *UPKEEP)),
    )


def _ids(looked: LookedAt, statement: str) -> set[object]:
    return {value for (value,) in looked.sql(statement)}


def _last(looked: LookedAt, table: str) -> int:
    return looked.value(f"SELECT coalesce(max(id), 0) FROM {table}")


def _common(one: LookedAt, other: LookedAt, table: str, row: str) -> int:
    """How many rows from the first both have alike: found by halving, for what parted never meets again."""
    low, high = 0, min(_last(one, table), _last(other, table))
    while low < high:
        middle = (low + high + 1) // 2
        alike = one.sql(row, (middle,)) == other.sql(row, (middle,))
        low, high = (middle, high) if alike else (low, middle - 1)
    return low
