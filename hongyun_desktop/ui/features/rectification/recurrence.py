# SPDX-License-Identifier: GPL-3.0-or-later
"""The other tasks of a kind at a place. Imports core only."""

from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.core.rectification.rules import State, TaskRow
from hongyun_desktop.core.store.store import Store

_LOOKED_AT, _MOST = 400, 5
_NOT_COUNTED = frozenset({State.DUPLICATE, State.REJECTED})


def others_like(store: Store, row: TaskRow) -> list[TaskRow]:
    """The newest other tasks of the same category at the same place, five at most."""
    place = row.place
    filters = {"category": row.category} | ({"building": place.building} if place.building else {})
    text = "" if place.building else place.road or place.spot
    window = listing.window(store, Query(text, filters, "raised_on", descending=True))
    found = [
        each
        for each in window.fetch(window.ids[:_LOOKED_AT])
        if each.place.key == place.key and each.task_id != row.task_id and each.state not in _NOT_COUNTED
    ]
    return found[:_MOST]
