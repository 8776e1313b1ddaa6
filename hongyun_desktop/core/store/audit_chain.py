# SPDX-License-Identifier: GPL-3.0-or-later
"""The hash that ties each line of the journal to all before it. Knows no table and no store.

Kept apart from the one way to write, for the migration that seals older lines needs it too.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from hongyun_desktop.core.compact_json import compact_json

EMPTY_HEAD = bytes(32)
JOURNAL_COLUMNS = "id, at, run, operator_id, code, params, undoable, undoes"


def sealed(previous: bytes, line: Sequence[object], entries: int, ledger_hash: bytes) -> bytes:
    """SHA-256 of the hash before and the line as compact JSON.

    line: the values of `JOURNAL_COLUMNS`. entries, ledger_hash: how the ledger ended when the line was written.
    """
    return sha256(previous + compact_json([*line, entries, ledger_hash.hex()]).encode()).digest()


def register(connection: Any) -> None:
    """Teach a connection `audit_hash(previous, …the line…, entries, ledger_hash)`, as schema 3 needs it."""
    connection.create_function("audit_hash", 11, _audit_hash, deterministic=True)


def _audit_hash(previous: bytes, *rest: Any) -> bytes:
    *line, entries, ledger_hash = rest
    return sealed(previous, line, entries, ledger_hash)
