# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a copy is good enough for older ones to go: every page, reference, trigger, chain and count of it.

`store.backup.verify` decides whether a copy counts at all; a fault that was in the database before is in its copy
too, and then the older ones are what there is to go back to.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from hongyun_desktop.core.audit import verification as audit
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.points import verification
from hongyun_desktop.core.store import triggers
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.reading import LookedAt, Reading, look_at

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%'"
    " ORDER BY name"
)


def census(reading: Reading) -> dict[str, int]:
    """How many rows each table has."""
    tables = [name for (name,) in reading.sql(_TABLES)]
    return {table: reading.value(f'SELECT count(*) FROM "{table}"') for table in tables}


def findings(file: Path, key: bytes | None, expected: Mapping[str, int] | None = None) -> list[Finding]:
    """Everything that is not as it must be in a copy; empty for a sound one. expected: the rows of each table."""
    try:
        with look_at(file, key) as copy:
            chains = [*verification.findings(copy), *audit.findings(copy)]
            return [*_faults(copy), *chains, *_wrong_counts(copy, expected)]
    except (StorageProblem, engine.Error) as error:
        return [Finding("page_damaged", {"text": str(error)})]


def _faults(copy: LookedAt) -> Iterator[Finding]:
    for (text,) in copy.sql("PRAGMA integrity_check"):
        if text != "ok":
            yield Finding("page_damaged", {"text": text})
    for table, row, parent, _ in copy.sql("PRAGMA foreign_key_check"):
        yield Finding("reference_broken", {"table": table, "row": row, "parent": parent})
    for name in triggers.missing_triggers(copy.connection):
        yield Finding("trigger_missing", {"trigger": name})


def _wrong_counts(copy: LookedAt, expected: Mapping[str, int] | None) -> Iterator[Finding]:
    found = census(copy) if expected is not None else {}
    for table, rows in (expected or {}).items():
        if found.get(table) != rows:
            yield Finding("backup_count_differs", {"table": table, "rows": found.get(table, 0), "expected": rows})
