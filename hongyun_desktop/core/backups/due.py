# SPDX-License-Identifier: GPL-3.0-or-later
"""When a copy is due, and when one has to leave the computer; asked at every start, before anything is copied."""

from datetime import datetime, timedelta

from hongyun_desktop.core.backups.remembering import last, newest_write
from hongyun_desktop.core.store.store import Store

AWAY_WITHIN = timedelta(days=7)


def is_due_today(store: Store) -> bool:
    """Whether the day's copy is still to be made: something was written since the last one, of another date."""
    before = last(store)
    if before is None:
        return newest_write(store) != ""
    # A clock that was set back makes another date too: one copy too many is better than one too few.
    return before.at.date() != store.clock.now().date() and before.written != newest_write(store)


def away_overdue(store: Store) -> int | None:
    """For how many days no backup has left this computer, once that is a week and something was written since.

    None where there is nothing to remind of. A clock that stands before the last one can't tell the days: 0 then.
    """
    told = last(store)
    away = told.away if told else None
    written, now = newest_write(store), store.clock.now()
    if store.is_demo or written == "" or (away is not None and away.written == written):
        return None
    begun = away.at if away else _first_write(store)
    days = (now.date() - begun.date()).days
    if days < 0:
        return 0
    return days if now - begun >= AWAY_WITHIN else None


def _first_write(store: Store) -> datetime:
    return datetime.fromisoformat(store.value("SELECT at FROM journal ORDER BY id LIMIT 1"))
