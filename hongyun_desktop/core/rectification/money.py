# SPDX-License-Identifier: GPL-3.0-or-later
"""Money for a task: asked for, granted, spent, each with whom and when. Whole fen. Knows nothing of the screen."""

from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification.rows import seen, task_row
from hongyun_desktop.core.rectification.rules import FundingKind, Period
from hongyun_desktop.core.rectification.tables import TaskFunding
from hongyun_desktop.core.store.store import Store


def add_funding(
    store: Store, task_id: int, kind: FundingKind, amount_fen: int, body: str, booked_on: date, note: str = ""
) -> Changed:
    """Keep what was asked for, granted or spent; body: by or from whom. Changed.params: funding_id.

    Raises: Refused("task_unknown"), Invalid("funding_amount_missing", "amount"), Invalid("funding_body_missing",
    "body"), Invalid("day_in_future", "booked_on").
    """
    task_row(store, task_id)
    if amount_fen <= 0:
        raise Invalid("funding_amount_missing", "amount")
    who = clean_text(body)
    if not who:
        raise Invalid("funding_body_missing", "body")
    if booked_on > today(store.clock):
        raise Invalid("day_in_future", "booked_on")
    with store.unit("task_funding_saved", task_id=task_id) as unit:
        unit.params["funding_id"] = unit.insert(
            TaskFunding, task_id=task_id, kind=FundingKind(kind).value, amount_fen=amount_fen, body=who,
            booked_on=booked_on, note=clean_text(note),
        )  # fmt: skip
        return unit.changed(Topic.TASK)


def remove_funding(store: Store, funding_id: int) -> Changed:
    """Take away a line that was written by mistake. Raises: Refused("funding_unknown")."""
    rows = store.sql(
        f"SELECT t.id FROM task_funding f JOIN task t ON t.id = f.task_id WHERE f.id = ? AND {seen(store)}",
        (funding_id,),
    )
    if not rows:
        raise Refused("funding_unknown")
    with store.unit("task_funding_removed", task_id=rows[0][0], funding_id=funding_id) as unit:
        unit.delete(TaskFunding, funding_id)
        return unit.changed(Topic.TASK)


def funding_sums(store: Store, period: Period | None = None) -> dict[FundingKind, int]:
    """Fen asked for, granted and spent for the tasks raised in a period (None: ever); each kind is a key."""
    condition, params = "1", ()
    if period is not None:
        condition, params = "t.raised_on BETWEEN ? AND ?", (period.first.isoformat(), period.last.isoformat())
    sums = dict(store.sql(
        "SELECT f.kind, sum(f.amount_fen) FROM task_funding f JOIN task t ON t.id = f.task_id"
        f" WHERE {condition} GROUP BY f.kind", params))  # fmt: skip
    return {kind: sums.get(kind.value, 0) for kind in FundingKind}
