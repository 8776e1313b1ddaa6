# SPDX-License-Identifier: GPL-3.0-or-later
"""What one person has: the points, and the minutes of a quarter. Reads only."""

import json

from hongyun_desktop.core.points import accounts
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store

_LAST_BALANCE = "coalesce((SELECT balance_after FROM entry e WHERE e.account_id = a.id ORDER BY e.id DESC LIMIT 1), 0)"


def balance(store: Store, resident_id: int) -> int:
    """The points a person has; 0 before the first ones."""
    return store.value(
        f"SELECT coalesce(sum({_LAST_BALANCE}), 0) FROM account a WHERE a.id {AMONG}",
        (json.dumps(accounts.account_group(store, resident_id)),),
    )


def minutes_in(store: Store, resident_id: int, quarter: Quarter) -> int:
    """The minutes a person served in a quarter, by the day of service, net of reversals, as the ranking counts them."""
    return store.value(
        "SELECT coalesce(sum(minutes), 0) FROM service WHERE reversed_at IS NULL AND activity_id IS NOT NULL"
        f" AND served_on BETWEEN ? AND ? AND account_id {AMONG}",
        (
            quarter.starts_on.isoformat(),
            quarter.ends_on.isoformat(),
            json.dumps(accounts.account_group(store, resident_id)),
        ),
    )
