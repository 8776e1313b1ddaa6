# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that tell of several tasks together: by party, by recurrence, reports handed in.

Pure: standard library only.
"""

from datetime import date

from hongyun_desktop.core.rectification.rules import Period
from hongyun_desktop.frozen_class import frozen


@frozen
class PartyRow:
    """What one responsible party has to do; days are None where there is none.

    oldest_due_on: of its open tasks. promised_on: the latest day that it promised when it was chased last.
    """

    party: str
    open: int
    overdue: int
    oldest_due_on: date | None
    last_chased_on: date | None
    promised_on: date | None


@frozen
class RecurrenceRow:
    """The same kind of thing at the same place, again and again; task_ids: the newest first."""

    category: str
    place: str
    times: int
    last_on: date
    task_ids: tuple[int, ...]


@frozen
class Counts:
    """How many tasks are open, overdue (of those open), half done (likewise), and 已销号."""

    open: int
    overdue: int
    half_done: int
    closed: int


@frozen
class HandedRow:
    """A report that was handed in, without its content."""

    report_id: int
    title: str
    period: Period
    handed_on: date
    handed_to: str
