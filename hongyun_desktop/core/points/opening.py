# SPDX-License-Identifier: GPL-3.0-or-later
"""What was earned before the program: entered once a person, dated and sourced. It never ranks as service."""

from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.accounts import accounts_for
from hongyun_desktop.core.points.ledger import NewEntry
from hongyun_desktop.core.points.tables import Batch, Service
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.store import Store

HIGHEST_POINTS = 1_000_000


def enter_opening(store: Store, resident_id: int, points: int, minutes: int, as_of: date, source: str) -> Changed:
    """Enter a person's balance and hours from before, as they stood on a day, and where that is written.

    Changed.params: batch_id (to take it back by `reversal.undo_batch`). Raises: Refused("resident_unknown"),
    Refused("opening_exists"), Invalid("opening_empty"), Invalid("opening_out_of_range"), Invalid("day_in_future"),
    Invalid("source_empty").
    """
    get_resident(store, resident_id)
    source = _checked(store, points, minutes, as_of, source)
    with store.unit("opening_entered", resident=resident_id) as unit:
        account_id = accounts_for(unit, [resident_id])[resident_id]
        standing = "SELECT 1 FROM service WHERE account_id = ? AND activity_id IS NULL AND reversed_at IS NULL"
        if store.value(standing, (account_id,)):
            raise Refused("opening_exists")
        batch_id = unit.append(Batch, kind="opening", made_at=store.clock.now().isoformat())
        entry_id = None
        if points:
            entry_id = ledger.append(unit, [NewEntry(account_id, "opening", points, as_of, "opening", batch_id)])[0]
        unit.append(
            Service,
            account_id=account_id,
            entry_id=entry_id,
            batch_id=batch_id,
            served_on=as_of,
            minutes=minutes,
            source=source,
        )
        return unit.changed(Topic.POINTS, batch_id=batch_id)


def _checked(store: Store, points: int, minutes: int, as_of: date, source: str) -> str:
    if points == 0 and minutes == 0:
        raise Invalid("opening_empty", "points")
    if not (0 <= points <= HIGHEST_POINTS and 0 <= minutes <= HIGHEST_POINTS):
        raise Invalid("opening_out_of_range", "points", highest=HIGHEST_POINTS)
    if as_of > today(store.clock):
        raise Invalid("day_in_future", "as_of")
    source = clean_text(source)
    if not source:
        raise Invalid("source_empty", "source")
    return source
