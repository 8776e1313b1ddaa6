# SPDX-License-Identifier: GPL-3.0-or-later
"""What a backup holds, before anybody decides to go back to it. The file is only looked at. Imports no feature."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hongyun_desktop.core.store.database import looking
from hongyun_desktop.core.store.restoring import check_backup


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """The last write in it, its compound, how many residents, certificates and ledger entries, the head in hex."""

    file: Path
    written_at: datetime | None
    compound: str
    residents: int
    certificates: int
    entries: int
    head: str
    database_id: str
    is_demo: bool


def look_into(file: Path, key: bytes | None = None) -> BackupFacts:
    """Check a backup page by page and tell what is in it.

    Raises: StorageProblem("backup_missing"), ("backup_not_verified"), ("database_newer").
    """
    check_backup(file, key)
    with looking(file, key) as connection:

        def value(statement: str) -> object:
            row = connection.execute(statement).fetchone()
            return row[0] if row else None

        written = value("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
        entries, head = connection.execute("SELECT entries, hash FROM chain_head").fetchone()
        database_id, is_demo = connection.execute("SELECT database_id, is_demo FROM meta").fetchone()
        return BackupFacts(
            file,
            datetime.fromisoformat(str(written)) if written else None,
            str(value("SELECT value FROM setting WHERE key = 'compound'") or ""),
            int(str(value("SELECT count(*) FROM resident WHERE dwelling_id IS NOT NULL"))),
            int(str(value("SELECT count(*) FROM certificate"))),
            entries,
            head.hex(),
            database_id,
            bool(is_demo),
        )
