# SPDX-License-Identifier: GPL-3.0-or-later
"""The triggers that guard ledger, journal and certificates: DROP TABLE takes them along without a word.

Every opening asks for them, so the steps that make them are loaded only where one is missed. Imports no feature.
"""

from functools import cache
from pathlib import Path
from typing import Any
from zlib import adler32, crc32

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import migrations
from hongyun_desktop.core.store.database import engine


def assert_triggers(connection: Any, path: Path) -> None:
    """Raises: StorageProblem("triggers_missing", file, trigger) where one is gone or is not what it was."""
    # Every opening asks. Which one is missing is found by making an empty database: ten times the work.
    if digest(_triggers(connection)) == migrations.TRIGGERS:
        return
    for name in missing_triggers(connection):
        raise StorageProblem("triggers_missing", file=path.name, trigger=name)


def missing_triggers(connection: Any) -> list[str]:
    """Names of the triggers that are gone or are not what they were, sorted."""
    return sorted(name for name, _ in expected_triggers() - _triggers(connection))


def digest(triggers: frozenset[tuple[str, str]]) -> str:
    """One text for the names and statements of all triggers.

    It tells what was lost, not what somebody forged: `check` compares the statements, and the ledger has its chain.
    """
    told = "\0".join(part for trigger in sorted(triggers) for part in trigger).encode()
    # Not hashlib, whose library takes longer to load than all else that opening does.
    return f"{len(triggers)} {len(told)} {crc32(told):08x} {adler32(told):08x}"


def expected_triggers() -> frozenset[tuple[str, str]]:
    """Name and statement of each trigger that today's schema has."""
    from hongyun_desktop.core.store.migrations import steps

    return _made_by(steps.STEPS)


def _triggers(connection: Any) -> frozenset[tuple[str, str]]:
    return frozenset(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


@cache
def _made_by(steps: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    from hongyun_desktop.core.store import audit_chain

    connection = engine.connect(":memory:", isolation_level=None)
    try:
        audit_chain.register(connection)
        for step in steps:
            connection.executescript(step)
        return _triggers(connection)
    finally:
        connection.close()
