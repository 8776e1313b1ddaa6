# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of an incoming ledger workbook, before they are compared with what is known. Pure: standard library only."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.rectification.quantities import Quantity, Total
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.frozen_class import frozen


@frozen
class TaskLine:
    """One row of an incoming ledger, read but not yet compared with what is known.

    planned_milli, done_milli: None where nothing stood there. done_on: the day it was finished; finished: whether the
    row says that it is, with a day or without. key: what makes the row the same row in a later file. taken: whether
    the row is a task in spite of its problem. told: the state that the row names while it is not finished. more: what
    was measured beside the first amount; its accepted part is not read.
    """

    sheet: str
    row: int
    title: str
    category: str
    place: Place
    unit: str
    planned_milli: int | None
    done_milli: int | None
    raised_on: date | None
    party: str = ""
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""
    cost_fen: int | None = None
    key: str = ""
    problem: str = ""
    problem_text: str = ""
    finished: bool = False
    taken: bool = True
    told: State | None = None
    more: tuple[Quantity, ...] = ()

    @property
    def quantity(self) -> Quantity | None:
        """The row's measured line, or None where it has none; whatever is finished counts as accepted."""
        if not self.unit or (self.planned_milli is None and self.done_milli is None):
            return None
        done = self.done_milli or 0
        return Quantity(self.unit, self.planned_milli or 0, done, done if self.state is State.CLOSED else 0)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Everything measured, the first line in front."""
        if self.quantity is None:
            return ()
        closed = self.state is State.CLOSED
        return self.quantity, *(replace(each, accepted_milli=each.done_milli if closed else 0) for each in self.more)

    @property
    def state(self) -> State:
        """Where a ledger leaves its task: 已销号 once it is finished and no less was done than planned."""
        amounts = [(each.done_milli, each.planned_milli) for each in self.more]
        amounts.append((self.done_milli or 0, self.planned_milli or 0))
        if self.finished and all(done >= planned for done, planned in amounts):
            return State.CLOSED
        if self.told is State.AWAITING_ACCEPTANCE:
            return self.told
        if self.told is State.IN_PROGRESS or any(done for done, _planned in amounts):
            return State.IN_PROGRESS
        return State.ASSIGNED if self.party else State.REGISTERED


def totals_of(lines: Iterable[TaskLine]) -> tuple[Total, ...]:
    """The sums of the rows that are taken, per category and unit, in the order of first appearance."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        for quantity in line.quantities if line.taken else ():
            found = sums.setdefault((line.category, quantity.unit), [0, 0, 0, 0])
            told = (1, quantity.planned_milli, quantity.done_milli, quantity.accepted_milli)
            found[:] = [before + more for before, more in zip(found, told, strict=True)]
    return tuple(Total(category, unit, *told) for (category, unit), told in sums.items())
