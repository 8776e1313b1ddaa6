# SPDX-License-Identifier: GPL-3.0-or-later
"""How the entries hang together: each hash is made of the one before and the row. Changing this breaks every ledger."""

import hashlib
from collections.abc import Sequence

from hongyun_desktop.core.compact_json import compact_json

COLUMNS = (
    "id, account_id, counter, amount, balance_after, service_date, recorded_at, recorded_by, memo, batch_id, reverses"
)
EMPTY_HEAD = bytes(32)


def chained(previous: bytes, row: Sequence[object]) -> bytes:
    """SHA-256 of the previous hash and the row's `COLUMNS` as compact JSON."""
    return hashlib.sha256(previous + compact_json(row).encode()).digest()
