# SPDX-License-Identifier: GPL-3.0-or-later
"""A random month of the ledger against a model in plain numbers, and against hledger."""

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import balances, crediting, ledger, listing, merging, opening, ranking, reversal
from hongyun_desktop.core.points.hledger import hledger_journal
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.quarters import Quarter
from tests.core.points.neighbourhood import hold, settle
from tests.stores import open_empty

PEOPLE = ("甲一", "乙二", "丙三", "丁四", "戊五")
FIRST_DAY = datetime(2026, 9, 1, 9, 0)
person = st.integers(0, len(PEOPLE) - 1)


class Month:
    """What may happen in a month, done to a real store and to a model: minutes and points by person."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(FIRST_DAY)
        self.store = open_empty(folder / "month.db", self.clock)
        self.ids = settle(self.store, "1", "1", "101", *PEOPLE)
        self.kept = dict(zip(self.ids, self.ids, strict=True))
        self.entries: dict[int, tuple[int, int, int, int]] = {}
        self.opened: set[int] = set()
        self.points = dict.fromkeys(self.ids, 0)
        self.minutes = dict.fromkeys(self.ids, 0)
        self.held = 0

    def who(self, number: int) -> int:
        """The resident who stays for one of the people."""
        resident_id = self.ids[number]
        while self.kept[resident_id] != resident_id:
            resident_id = self.kept[resident_id]
        return resident_id

    def credit(self, number: int, half_hours: int, days_back: int) -> None:
        self.held += 1
        activity_id = hold(self.store, f"活动{self.held}", self.clock.at.date() - timedelta(days=days_back))
        changed = crediting.credit(self.store, [self.ids[number]], activity_id, half_hours * 30)
        self._remember(changed.params, number, half_hours * 5, half_hours * 30)

    def open_account(self, number: int, points: int) -> None:
        def enter() -> Changed:
            return opening.enter_opening(self.store, self.ids[number], points, 60, date(2025, 12, 31), "册")

        if any(self.who(self.entries[entry_id][0]) == self.who(number) for entry_id in self.opened & set(self.entries)):
            with pytest.raises(Refused, match="opening_exists"):
                enter()
            return
        params = enter().params
        self.opened.add(int(str(params["ledger_entries"])))
        self._remember(params, number, points, 60)

    def _remember(self, params: Mapping[str, object], number: int, points: int, minutes: int) -> None:
        resident_id = self.who(number)
        self.points[resident_id] += points
        self.minutes[resident_id] += minutes
        entry_id, batch_id = int(str(params["ledger_entries"])), int(str(params["batch_id"]))
        self.entries[entry_id] = (number, points, minutes, batch_id)

    def spend(self, number: int, points: int) -> None:
        resident_id = self.who(number)
        account_id = self.store.value("SELECT id FROM account WHERE resident_id = ?", (resident_id,))
        posting = Posting(account_id or 0, "redeem", -points, self.clock.at.date(), "reward 1")
        if points > self.points[resident_id]:
            with pytest.raises(Refused, match="balance_too_low"), self.store.unit("redeemed") as unit:
                ledger.append(unit, [posting])
            return
        with self.store.unit("redeemed") as unit:
            ledger.append(unit, [posting])
        self.points[resident_id] -= points

    def take_back(self, which: int, undo: Callable[["Month", int, int], None]) -> None:
        if not self.entries:
            return
        entry_id = sorted(self.entries)[which % len(self.entries)]
        number, points, minutes, batch_id = self.entries[entry_id]
        resident_id = self.who(number)
        if points > self.points[resident_id]:
            with pytest.raises(Refused, match=r"points_already_spent|batch_blocked") as refused:
                undo(self, entry_id, batch_id)
            assert refused.value.params["missing"] == points - self.points[resident_id]
            return
        undo(self, entry_id, batch_id)
        del self.entries[entry_id]
        self.points[resident_id] -= points
        self.minutes[resident_id] -= minutes

    def reverse(self, entry_id: int, _batch_id: int) -> None:
        reversal.reverse(self.store, entry_id, "other")

    def undo_batch(self, _entry_id: int, batch_id: int) -> None:
        reversal.undo_batch(self.store, batch_id)

    def merge(self, number: int, other: int) -> None:
        leaving, staying = self.who(number), self.who(other)
        if leaving == staying:
            return
        merging.merge_people(self.store, leaving, staying)
        self.kept[leaving] = staying
        for totals in (self.points, self.minutes):
            totals[staying] += totals.pop(leaving)

    def next_day(self) -> None:
        self.clock.at += timedelta(days=1)

    def check(self) -> None:
        """The ledger says what the model says, and nothing is wrong with it."""
        for number, resident_id in enumerate(self.ids):
            kept = self.who(number)
            assert balances.balance(self.store, resident_id) == self.points[kept] >= 0
            assert listing.holder(self.store, resident_id).minutes == self.minutes[kept]
        assert ledger.verify(self.store) == []
        assert self.store.value("SELECT coalesce(sum(amount), 0) FROM entry") == sum(self.points.values())
        ranked = [row.points for row in ranking.quarter_ranking(self.store, Quarter(2026, 3))]
        assert ranked == sorted(ranked, reverse=True)


class LedgerMonth(RuleBasedStateMachine):
    """Hypothesis chooses what happens next."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.month = Month(Path(self.folder.name))

    def teardown(self) -> None:
        self.month.store.close()
        self.folder.cleanup()

    @rule(number=person, half_hours=st.integers(1, 8), days_back=st.integers(0, 20))
    def credit(self, number: int, half_hours: int, days_back: int) -> None:
        self.month.credit(number, half_hours, days_back)

    @rule(number=person, points=st.integers(1, 300))
    def open_account(self, number: int, points: int) -> None:
        self.month.open_account(number, points)

    @rule(number=person, points=st.integers(1, 40))
    def spend(self, number: int, points: int) -> None:
        self.month.spend(number, points)

    @rule(which=st.integers(0, 50))
    def reverse(self, which: int) -> None:
        self.month.take_back(which, Month.reverse)

    @rule(which=st.integers(0, 50))
    def undo_batch(self, which: int) -> None:
        self.month.take_back(which, Month.undo_batch)

    @rule(number=person, other=person)
    def merge(self, number: int, other: int) -> None:
        self.month.merge(number, other)

    @rule()
    def next_day(self) -> None:
        self.month.next_day()

    @invariant()
    def agrees(self) -> None:
        self.month.check()


def test_whatever_happens_the_ledger_agrees_with_plain_numbers() -> None:
    run_state_machine_as_test(LedgerMonth, settings=settings(max_examples=20, stateful_step_count=25, deadline=None))


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger, the independent program, is not installed")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 6), person, st.integers(1, 40)), min_size=5, max_size=40))
def test_hledger_reads_the_export_and_agrees_with_every_balance(doings: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        month = Month(Path(folder))
        for kind, number, amount in doings:
            happen(month, kind, number, amount)
        text = "\n".join(hledger_journal(month.store))
        expected = {f"members:r{resident_id}": points for resident_id, points in month.points.items() if points}
        month.store.close()
    assert not any(name in text for name in PEOPLE)
    assert balances_by_hledger(text) == expected


def happen(month: Month, kind: int, number: int, amount: int) -> None:
    match kind:
        case 0 | 1:
            month.credit(number, amount % 8 + 1, amount % 20)
        case 2:
            month.open_account(number, amount)
        case 3:
            month.spend(number, amount)
        case 4:
            month.take_back(amount, Month.reverse if number % 2 else Month.undo_batch)
        case 5:
            month.merge(number, amount % len(PEOPLE))
        case _:
            month.next_day()


def balances_by_hledger(text: str) -> dict[str, int]:
    """What hledger makes of a journal, its assertions checked."""
    command = ["hledger", "-f", "-", "balance", "members", "-O", "csv", "-N"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout)))[1:]
    return {account: int(amount.split()[0]) for account, amount in rows}


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger, the independent program, is not installed")
def test_hledger_refuses_an_export_with_a_changed_amount(tmp_path: Path) -> None:
    month = Month(tmp_path)
    month.credit(0, 2, 0)
    month.credit(0, 2, 0)
    text = "\n".join(hledger_journal(month.store)).replace("10 pts = 20 pts", "11 pts = 20 pts")
    month.store.close()
    done = subprocess.run(["hledger", "-f", "-", "check"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode != 0
