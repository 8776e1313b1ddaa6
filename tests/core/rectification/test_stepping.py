# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a task may go, what it asks for, and what holds on every way that it can take."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.rectification import stepping, tasks
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import OPEN, State, needs_of, next_states
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from tests.core.rectification.ledger import OCTOBER, UNTIL_ACCEPTANCE, UNTIL_CLOSED, measure, task, walk
from tests.stores import empty_store


def test_the_usual_way_leads_from_registered_to_closed(store: Store) -> None:
    task_id = task(store, quantities=(measure("吨", 5),))
    stepping.step(store, task_id, State.ASSIGNED, on=date(2026, 10, 2), party="物业")
    stepping.step(store, task_id, State.IN_PROGRESS, on=date(2026, 10, 3))
    stepping.step(store, task_id, State.AWAITING_ACCEPTANCE, on=date(2026, 10, 5), quantities=[measure("吨", 5, 5)])
    stepping.step(store, task_id, State.CLOSED, on=date(2026, 10, 6), quantities=[measure("吨", 5, 5, 5)])
    card = tasks.get_task(store, task_id)
    assert (card.row.state, card.row.party, card.row.done_on) == (State.CLOSED, "物业", date(2026, 10, 5))
    assert [step.to_state for step in card.steps] == [State.REGISTERED, *UNTIL_CLOSED]
    assert {step.operator for step in card.steps} == {"经办人"}


def test_a_reopened_task_is_not_done_any_more_and_counts_it(store: Store) -> None:
    task_id = task(store)
    walk(store, task_id, *UNTIL_CLOSED, State.IN_PROGRESS)
    row = tasks.get_task(store, task_id).row
    assert (row.state, row.reopened, row.done_on) == (State.IN_PROGRESS, 1, None)


def test_sent_back_is_not_reopened(store: Store) -> None:
    task_id = task(store)
    walk(store, task_id, *UNTIL_ACCEPTANCE, State.IN_PROGRESS)
    assert tasks.get_task(store, task_id).row.reopened == 0


def test_a_duplicate_names_what_it_repeats_until_it_is_taken_up_again(store: Store) -> None:
    original, copy = task(store), task(store)
    walk(store, copy, State.DUPLICATE, duplicate_of=original)
    assert tasks.get_task(store, copy).duplicate_of == "2026-001"
    walk(store, copy, State.REGISTERED)
    assert tasks.get_task(store, copy).duplicate_of == ""


@pytest.mark.parametrize(
    ("to", "more", "code"),
    [
        (State.CLOSED, {}, "step_not_allowed"), (State.ASSIGNED, {"party": ""}, "step_party_missing"),
        (State.REJECTED, {"reason": ""}, "step_reason_missing"), (State.HANDED_ON, {"party": " "}, "step_party_missing"),
        (State.ASSIGNED, {"on": date(2026, 10, 9)}, "day_in_future"),
        (State.ASSIGNED, {"on": date(2026, 9, 30)}, "step_before_last"),
        (State.DUPLICATE, {}, "duplicate_of_missing"), (State.DUPLICATE, {"duplicate_of": 1}, "duplicate_of_itself"),
        (State.DUPLICATE, {"duplicate_of": 9}, "task_unknown"),
    ],
)  # fmt: skip
def test_a_step_that_lacks_something_is_not_taken(store: Store, to: State, more: dict[str, object], code: str) -> None:
    task_id = task(store)
    told = {"on": OCTOBER, "reason": "说明", "party": "物业"} | more
    with pytest.raises(AppError, match=code):
        stepping.step(store, task_id, to, **told)  # type: ignore[arg-type]
    assert tasks.get_task(store, task_id).row.state is State.REGISTERED


def test_closing_short_of_the_plan_asks_why(store: Store) -> None:
    task_id = task(store, quantities=(measure("吨", 5),))
    walk(store, task_id, *UNTIL_ACCEPTANCE)
    with pytest.raises(Invalid, match="short_of_plan_reason_missing"):
        stepping.step(store, task_id, State.CLOSED, on=OCTOBER, quantities=[measure("吨", 5, 4, 4)])
    stepping.step(store, task_id, State.CLOSED, on=OCTOBER, quantities=[measure("吨", 5, 4, 4)], reason="余下已移走")


def test_undo_takes_back_the_newest_step_with_its_quantities(store: Store) -> None:
    task_id = task(store, quantities=(measure("吨", 5),))
    walk(store, task_id, State.ASSIGNED, State.IN_PROGRESS)
    before = tasks.get_task(store, task_id)
    walk(store, task_id, State.AWAITING_ACCEPTANCE, quantities=[measure("吨", 5, 5)])
    journal.undo(store)
    assert tasks.get_task(store, task_id) == before


def test_only_open_tasks_end_without_work() -> None:
    for state in State:
        assert (State.REJECTED in next_states(state)) is (state in OPEN)
        with pytest.raises(Refused, match="step_not_allowed"):
            needs_of(state, state)


@settings(max_examples=30)
@given(data=st.data())
def test_on_every_way_history_and_state_agree(data: st.DataObject) -> None:
    with empty_store() as store:
        original, task_id = task(store), task(store, quantities=(measure("吨", 5), measure("处", 2)))
        day, reopened = OCTOBER, 0
        for _ in range(data.draw(st.integers(0, 12))):
            row = tasks.get_task(store, task_id).row
            to = data.draw(st.sampled_from(next_states(row.state)))
            day = min(day + timedelta(days=data.draw(st.integers(0, 2))), date(2026, 10, 8))
            done, accepted = sorted(data.draw(st.lists(st.integers(0, 6), min_size=2, max_size=2)), reverse=True)
            lines = data.draw(st.sampled_from([None, [measure("吨", 5, done, accepted)], []]))
            reopened += row.state not in OPEN
            walk(store, task_id, to, on=day, quantities=lines, duplicate_of=original)
            _holds(store, task_id, reopened)


def _holds(store: Store, task_id: int, reopened: int) -> None:
    card = tasks.get_task(store, task_id)
    assert card.steps[0].from_state is None
    assert card.steps[-1].to_state is card.row.state
    for earlier, later in pairwise(card.steps):
        assert later.from_state is earlier.to_state
        assert later.to_state in next_states(earlier.to_state)
        assert later.stepped_on >= earlier.stepped_on
    assert card.row.reopened == reopened
    assert (card.row.done_on is not None) is (card.row.state in (State.AWAITING_ACCEPTANCE, State.CLOSED))
    assert bool(card.duplicate_of) is (card.row.state is State.DUPLICATE)
    assert all(isinstance(line, Quantity) and line.accepted_milli <= line.done_milli for line in card.row.quantities)
