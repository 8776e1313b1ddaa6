# SPDX-License-Identifier: GPL-3.0-or-later
"""How many certificates were issued today, for the one line on closing. Reads only."""

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.store.store import Store


def issued_today(store: Store) -> int:
    """Certificates made on the clock's day, whatever day stands on them, less those withdrawn since.

    Corrections of older certificates do not count.
    """
    day = today(store.clock).isoformat()
    return store.value(
        "SELECT count(*) FROM certificate_wording w JOIN certificate c ON c.id = w.certificate_id"
        " WHERE w.version = 1 AND w.made_at >= ?1 AND w.made_at < ?1 || 'U' AND c.withdrawn_on IS NULL",
        (day,),
    )
