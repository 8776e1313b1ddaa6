# SPDX-License-Identifier: GPL-3.0-or-later
"""One attendance list in whatever order things happen to it: nobody is credited twice, the ledger stays in balance."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import attendance, balances, crediting, ledger, reversal
from hongyun_desktop.core.points.attendance import Attending
from tests.core.points.neighbourhood import bring_in, hold, settle
from tests.stores import open_empty

NAMES = ("甲一", "乙二", "丙三", "丁四")
person = st.integers(0, len(NAMES) - 1)


class OneList(RuleBasedStateMachine):
    """Sign-ups, marks, confirmations, imports and reversals of one activity, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_empty(Path(self.folder.name) / "list.db")
        self.ids = settle(self.store, "1", "1", "101", *NAMES)
        self.activity_id = hold(self.store, "清扫楼道")

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def credited(self) -> dict[int, int]:
        """Minutes of those who were credited."""
        rows = attendance.list_of(self.store, self.activity_id)
        return {row.resident_id: row.minutes or 0 for row in rows if row.credited}

    @rule(number=person)
    def sign_up(self, number: int) -> None:
        attendance.sign_up(self.store, self.activity_id, [self.ids[number]])

    @rule(number=person, state=st.sampled_from(Attending), halves=st.integers(0, 6))
    def mark(self, number: int, state: Attending, halves: int) -> None:
        marks = {self.ids[number]: (state, halves * 30 or None)}
        if self.ids[number] in self.credited():
            with pytest.raises(Refused, match="attendance_credited"):
                attendance.mark(self.store, self.activity_id, marks)
        else:
            attendance.mark(self.store, self.activity_id, marks)

    @rule()
    def confirm(self) -> None:
        rows = attendance.list_of(self.store, self.activity_id)
        came = {row.resident_id: row.minutes for row in rows if row.state is Attending.CAME and not row.credited}
        before = self.credited()
        if not came or None in came.values():
            with pytest.raises(Refused, match=r"nobody_came|came_without_minutes"):
                attendance.confirm(self.store, self.activity_id)
            assert self.credited() == before
        else:
            attendance.confirm(self.store, self.activity_id)
            assert self.credited() == before | came

    @rule(number=person, halves=st.integers(1, 6))
    def bring_in(self, number: int, halves: int) -> None:
        before = self.credited()
        bring_in(self.store, NAMES[number], halves * 30)
        assert self.credited() == {self.ids[number]: halves * 30} | before

    @rule(number=person)
    def credit(self, number: int) -> None:
        if self.ids[number] in self.credited():
            with pytest.raises(Refused, match="already_credited"):
                crediting.credit(self.store, [self.ids[number]], self.activity_id, 60)
        else:
            crediting.credit(self.store, [self.ids[number]], self.activity_id, 60)

    @rule(number=person)
    def reverse(self, number: int) -> None:
        standing = self.store.value(
            "SELECT s.entry_id FROM service s JOIN account a ON a.id = s.account_id"
            " WHERE s.reversed_at IS NULL AND a.resident_id = ?", (self.ids[number],),
        )  # fmt: skip
        if standing is not None:
            reversal.reverse(self.store, standing, "other")
            rows = attendance.list_of(self.store, self.activity_id)
            assert Attending.CAME not in {row.state for row in rows if row.resident_id == self.ids[number]}

    @invariant()
    def nobody_is_credited_twice_and_the_ledger_agrees(self) -> None:
        assert ledger.verify(self.store) == []
        credited = self.credited()
        for resident_id in self.ids:
            assert balances.balance(self.store, resident_id) == credited.get(resident_id, 0) // 6
        people = [row.resident_id for row in attendance.list_of(self.store, self.activity_id)]
        assert len(people) == len(set(people))


def test_in_whatever_order_lists_are_kept_nobody_is_credited_twice() -> None:
    run_state_machine_as_test(OneList, settings=settings(max_examples=20, stateful_step_count=25, deadline=None))
