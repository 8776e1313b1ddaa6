# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing an older file up to date, step by step, and proving that nothing was lost on the way.

Knows the steps as plain SQL; imports no feature.
"""

from pathlib import Path
from typing import Any

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import audit_chain, backup, migrations
from hongyun_desktop.core.store.database import connect, translated
from hongyun_desktop.core.store.migrations import steps

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%'"


def migrate(path: Path, key: bytes | None, clock: Clock) -> None:
    """Bring an older file up to date; it is copied and the copy checked before the first step.

    Raises: StorageProblem("migration_lost_rows"), those of `backup.copy_verified`; each leaves the file at the
    last step that was whole.
    """
    with translated(path):
        connection = connect(path, key)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version < migrations.LATEST:
                backup.copy_verified(connection, path, key, backup.folder_of(path), clock, "before-migration")
                run_steps(connection, version)
        finally:
            connection.close()


def run_steps(connection: Any, version: int) -> None:
    """Run each step as one transaction, with foreign keys off before it begins and rows and sums counted after.

    version: the schema that the file has. Raises: StorageProblem("migration_lost_rows", version), the step undone.
    """
    audit_chain.register(connection)
    for number, step in enumerate(steps.STEPS[version:], version + 1):
        # Within a transaction the pragma would do nothing, and rebuilding a table would delete its children.
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            before = _census(connection)
            connection.executescript(f"BEGIN IMMEDIATE;{step};PRAGMA user_version = {number};")
            _compare(before, _census(connection), number)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise StorageProblem("migration_lost_rows", version=number)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def _census(connection: Any) -> dict[str, object]:
    tables = [name for (name,) in connection.execute(_TABLES)]
    census: dict[str, object] = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}
    if "entry" in census:
        census["sum of entries"] = connection.execute("SELECT sum(amount), max(id) FROM entry").fetchone()
    return census


def _compare(before: dict[str, object], after: dict[str, object], version: int) -> None:
    for table, count in before.items():
        if after.get(table) != count:
            raise StorageProblem("migration_lost_rows", version=version, table=table)
