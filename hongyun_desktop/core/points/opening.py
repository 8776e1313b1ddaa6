# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody had earned before the app: one dated, sourced opening a person, never ranked as service."""

from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import accounts, recording
from hongyun_desktop.core.points.recording import Served
from hongyun_desktop.core.points.rules import opening_memo
from hongyun_desktop.core.store.store import Store

HIGHEST = 1_000_000


def enter_opening(store: Store, resident_id: int, points: int, minutes: int, as_of: date, source: str) -> Changed:
    """Take over a resident's points and hours as of a day; hours count in totals, neither counts in ranks.

    source: which document says so ("2025年积分册第3页"), without names. Changed.params: batch_id, to take it back.
    Raises: Refused("opening_exists"), Invalid("opening_empty"), Invalid("opening_out_of_range", highest),
    Invalid("day_in_future"), Invalid("source_empty"), Refused("resident_unknown"), Refused("resident_erased").
    """
    source = clean_text(source)
    _check(points, minutes, as_of, source, today(store.clock))
    person = accounts.surviving(store, [resident_id])[resident_id]
    _refuse_second(store, person)
    with store.unit("opening_entered", resident_id=person) as unit:
        account_id = accounts.opened_for(unit, [person])[person]
        served = Served(account_id, None, as_of, minutes, points, opening_memo(minutes), source)
        recording.record(unit, "opening", recording.new_batch(unit, "opening"), [served])
        return unit.changed(Topic.POINTS)


def _check(points: int, minutes: int, as_of: date, source: str, day: date) -> None:
    if not (0 <= points <= HIGHEST and 0 <= minutes <= HIGHEST):
        raise Invalid("opening_out_of_range", "points", highest=HIGHEST)
    if points == minutes == 0:
        raise Invalid("opening_empty", "points")
    if as_of > day:
        raise Invalid("day_in_future", "as_of")
    if not source:
        raise Invalid("source_empty", "source")


def _refuse_second(store: Store, person: int) -> None:
    if store.value(
        "SELECT 1 FROM service s JOIN batch b ON b.id = s.batch_id AND b.kind = 'opening'"
        " JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id"
        " WHERE coalesce(r.merged_into, r.id) = ? AND s.reversed_at IS NULL",
        (person,),
    ):
        raise Refused("opening_exists")
