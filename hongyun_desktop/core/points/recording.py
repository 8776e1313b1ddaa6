# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing services and the entries they earn, many at once: what crediting, openings and sign-in share."""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.points.tables import Batch, Service
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


@frozen
class Served:
    """One stretch of service to be recorded; points 0 leaves the hours without an entry."""

    account_id: int
    activity_id: int | None
    served_on: date
    minutes: int
    points: int
    memo: str
    source: str
    rule_id: int | None = None
    team: str = ""


def new_batch(unit: Unit, kind: str) -> int:
    """Begin a batch; its id, which the journal keeps too."""
    batch_id = unit.append(Batch, kind=kind, made_at=unit.store.clock.now().isoformat())
    unit.params["batch_id"] = batch_id
    return batch_id


def record(unit: Unit, counter: str, batch_id: int, served: Sequence[Served]) -> None:
    """Write one service each, and an entry of the counter for those that earn points."""
    postings = [
        Posting(each.account_id, counter, each.points, each.served_on, each.memo, batch_id)
        for each in served
        if each.points
    ]
    entry_ids = iter(ledger.append(unit, postings))
    unit.append_many(
        Service,
        [
            {
                "account_id": each.account_id,
                "entry_id": next(entry_ids) if each.points else None,
                "activity_id": each.activity_id,
                "rule_id": each.rule_id,
                "batch_id": batch_id,
                "served_on": each.served_on,
                "minutes": each.minutes,
                "team": each.team,
                "source": each.source,
            }
            for each in served
        ],
    )
