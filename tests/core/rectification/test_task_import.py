# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger comes in once, however often and in whatever order its rows are read; a hand's word stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.rectification import stepping, tasks
from hongyun_desktop.core.rectification.importing import TaskPlan, apply_tasks, plan_tasks
from hongyun_desktop.core.rectification.ledger_lines import TaskLine, totals_of
from hongyun_desktop.core.rectification.places import Place, place_of
from hongyun_desktop.core.rectification.quantities import MILLI
from hongyun_desktop.core.rectification.rules import State, TaskCard, next_states
from hongyun_desktop.core.rectification.totals import totals
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from tests.core.access.people import at_desk, staff
from tests.core.rectification.ledger import measure, task
from tests.stores import empty_store

MARCH = date(2024, 3, 1)
ROAD = place_of("鸿运大道100号")


def line(
    row: int = 2, title: str = "清运垃圾", place: Place = ROAD, planned: int | None = 50,
    done: int | None = 50, done_on: date | None = date(2024, 3, 20), **more: Any,
) -> TaskLine:  # fmt: skip
    raised_on = more.pop("raised_on", MARCH)
    key = sha256(f"{title}{place.text}{raised_on}".encode()).hexdigest()[:32]
    told: dict[str, Any] = {"party": "社区", "unit": "吨", "category": "垃圾"} | more
    return TaskLine(
        "台账", row, title, place=place, planned_milli=None if planned is None else planned * MILLI,
        done_milli=None if done is None else done * MILLI, raised_on=raised_on, done_on=done_on, key=key,
        finished=done_on is not None, **told,
    )  # fmt: skip


def take(store: Store, *lines: TaskLine) -> TaskPlan:
    plan = plan_tasks(store, lines)
    apply_tasks(store, plan)
    return plan


def counts(plan: TaskPlan) -> tuple[int, int, int]:
    return plan.added, plan.updated, plan.unchanged


def the_one(store: Store) -> TaskCard:
    ((task_id,),) = store.sql("SELECT id FROM task")
    return tasks.get_task(store, task_id)


@pytest.mark.parametrize(
    ("told", "state", "states"),
    [
        (line(), State.CLOSED, [State.REGISTERED, State.ASSIGNED, State.CLOSED]),
        (line(done=60), State.CLOSED, [State.REGISTERED, State.ASSIGNED, State.CLOSED]),
        (line(done=10, done_on=None), State.IN_PROGRESS, [State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS]),
        (line(done=10), State.IN_PROGRESS, [State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS]),
        (line(done=0, done_on=None), State.ASSIGNED, [State.REGISTERED, State.ASSIGNED]),
        (line(done=0, done_on=None, party=""), State.REGISTERED, [State.REGISTERED]),
        (line(planned=None, done=None, party=""), State.CLOSED, [State.REGISTERED, State.CLOSED]),
    ],
)
def test_a_row_leaves_its_task_where_the_ledger_says(
    store: Store, told: TaskLine, state: State, states: list[State]
) -> None:
    take(store, told)
    card = the_one(store)
    assert (card.row.state, [step.to_state for step in card.steps]) == (state, states)
    assert {step.reason for step in card.steps} == {"台账导入"}
    assert (card.row.done_on, card.steps[0].stepped_on) == (told.done_on if state is State.CLOSED else None, MARCH)
    assert card.row.number == "2024-001"


def test_what_is_finished_on_its_day_is_accepted_as_done(store: Store) -> None:
    take(store, line(done=60))
    assert the_one(store).row.quantities == (measure("吨", 50, 60, 60),)


def test_what_is_over_without_a_day_is_closed_the_day_it_comes_in(store: Store) -> None:
    take(store, replace(line(done_on=None), finished=True))
    card = the_one(store)
    assert (card.row.state, card.row.done_on, card.steps[-1].stepped_on) == (State.CLOSED, None, date(2026, 10, 8))
    assert counts(take(store, replace(line(done_on=None), finished=True))) == (0, 0, 1)


def test_a_row_without_a_day_of_finding_takes_the_first_that_it_names(store: Store) -> None:
    take(store, line(raised_on=None, due_on=date(2024, 4, 1)))
    assert the_one(store).row.raised_on == date(2024, 3, 20)
    assert counts(take(store, line(raised_on=None, due_on=date(2024, 4, 1)))) == (0, 0, 1)


def test_a_preview_writes_nothing_and_says_the_same(store: Store) -> None:
    lines = [line(), line(3, "补植", unit="平方米"), line(4, "清淤", done=3, done_on=None)]
    before = plan_tasks(store, lines)
    assert store.value("SELECT count(*) FROM task") == 0
    first, second = take(store, *lines), take(store, *lines)
    assert before == first
    assert (first.tasks, first.totals) == (second.tasks, second.totals)
    assert (counts(first), counts(second)) == ((3, 0, 0), (0, 0, 3))
    assert [(each.category, each.unit, each.planned_milli) for each in totals(store)] == [
        (each.category, each.unit, each.planned_milli) for each in first.totals]  # fmt: skip


def test_rows_with_problems_are_told_and_those_that_are_taken_are_counted(store: Store) -> None:
    late = replace(line(3, "清淤"), problem="bad_date", problem_text="3月底前")
    bad = replace(line(4, "补植"), problem="bad_quantity", problem_text="若干", taken=False)
    plan = take(store, line(), late, bad)
    assert (plan.tasks, counts(plan)) == (2, (2, 0, 0))
    assert plan.problems == (
        ImportProblem("台账", 3, "bad_date", "清淤", "3月底前"), ImportProblem("台账", 4, "bad_quantity", "补植", "若干"))  # fmt: skip
    assert plan.totals[0].planned_milli == 100_000


def test_a_later_file_moves_a_task_forward(store: Store) -> None:
    take(store, line(done=10, done_on=None))
    assert counts(take(store, line())) == (0, 1, 0)
    card = the_one(store)
    assert (card.row.state, card.row.done_on, card.row.quantities) == (
        State.CLOSED, date(2024, 3, 20), (measure("吨", 50, 50, 50),))  # fmt: skip
    assert card.steps[-1].stepped_on == date(2024, 3, 20)


def test_a_later_file_never_moves_it_back(store: Store) -> None:
    take(store, line())
    plan = take(store, line(done=10, done_on=None))
    assert counts(plan) == (0, 0, 1)
    assert [(each.field, each.kept, each.in_file) for each in plan.differences] == [
        ("quantity", "50/50 吨", "10/50 吨")
    ]
    assert the_one(store).row.state is State.CLOSED


def test_what_was_reopened_is_not_closed_again_by_the_old_file(store: Store) -> None:
    take(store, line())
    stepping.step(store, the_one(store).row.task_id, State.IN_PROGRESS, on=date(2024, 5, 1), reason="反弹")
    assert counts(take(store, line())) == (0, 0, 1)
    assert the_one(store).row.state is State.IN_PROGRESS
    take(store, line(done_on=date(2024, 6, 1)))
    assert the_one(store).row.state is State.CLOSED


@pytest.mark.parametrize("to", [State.REJECTED, State.HANDED_ON])
def test_what_a_hand_ended_stays_ended(store: Store, to: State) -> None:
    take(store, line(done=0, done_on=None))
    task_id = the_one(store).row.task_id
    stepping.step(store, task_id, to, on=date(2024, 4, 1), reason="不属本小区", party="街道")
    assert counts(take(store, line())) == (0, 0, 1)
    assert the_one(store).row.state is to


def test_a_blank_cell_clears_nothing_and_another_value_is_taken(store: Store) -> None:
    take(store, line(due_on=date(2024, 4, 1), note="急", cost_fen=100))
    assert counts(take(store, line(party="", note=""))) == (0, 0, 1)
    assert counts(take(store, line(party="街道城管", due_on=date(2024, 5, 1)))) == (0, 1, 0)
    card = the_one(store)
    assert (card.row.party, card.row.due_on, card.note, card.cost_fen) == ("街道城管", date(2024, 5, 1), "急", 100)


def test_what_a_hand_wrote_wins_and_the_difference_is_told(store: Store) -> None:
    take(store, line(done=10, done_on=None, note="急"))
    task_id = the_one(store).row.task_id
    values = replace(tasks.values_of(store, task_id), party="物业", quantities=(measure("吨", 40, 10),))
    tasks.save_task(store, values, task_id)
    plan = take(store, line(done=20, done_on=None, note="很急"))
    assert [(each.number, each.field, each.kept, each.in_file) for each in plan.differences] == [
        ("2024-001", "party", "物业", "社区"), ("2024-001", "quantity", "10/40 吨", "20/50 吨")]  # fmt: skip
    card = the_one(store)
    assert (card.row.party, card.row.quantities, card.note) == ("物业", (measure("吨", 40, 10),), "很急")


def test_what_a_hand_took_away_is_not_put_back(store: Store) -> None:
    take(store, line(done=0, done_on=None))
    tasks.set_quantities(store, the_one(store).row.task_id, [])
    take(store, line(done=0, done_on=None))
    assert the_one(store).row.quantities == ()


def test_two_rows_that_say_the_same_are_two_tasks_in_any_order(store: Store) -> None:
    rows = [line(2, planned=5, done=5), line(3, planned=8, done=8), line(4, planned=8, done=8)]
    assert counts(take(store, *rows)) == (3, 0, 0)
    assert counts(take(store, *[replace(each, row=9 - each.row) for each in reversed(rows)])) == (0, 0, 3)
    assert counts(take(store, rows[1])) == (0, 0, 1)
    assert counts(take(store, *rows, line(5, planned=9, done=9))) == (1, 0, 3)


def test_the_whole_import_is_undone_at_once(store: Store) -> None:
    take(store, line(), line(3, "清淤"))
    journal.undo(store)
    assert store.value("SELECT count(*) + (SELECT count(*) FROM task_step) FROM task") == 0
    assert counts(take(store, line(), line(3, "清淤"))) == (2, 0, 0)


def test_a_plan_made_before_something_was_written_is_not_carried_out(store: Store) -> None:
    plan = plan_tasks(store, [line()])
    task(store)
    with pytest.raises(Refused, match="plan_outdated"):
        apply_tasks(store, plan)


def test_stopping_on_the_way_leaves_nothing(store: Store) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        apply_tasks(store, plan_tasks(store, [line(n, f"第{n}处") for n in range(2, 800)]), tell=stop)
    assert store.value("SELECT count(*) FROM task") == 0


def test_who_may_not_import_is_refused(store: Store) -> None:
    staff(store)
    with at_desk(store, Role.PROPERTY), pytest.raises(Refused, match="not_allowed"):
        take(store, line())


_ROWS = st.lists(
    st.builds(
        line,
        st.just(0),
        st.sampled_from(["清运", "补植"]),
        st.sampled_from([place_of("3栋"), place_of("川陕路3号")]),
        st.sampled_from([None, 5, 8]),
        st.sampled_from([None, 0, 5, 9]),
        st.sampled_from([None, date(2024, 3, 20)]),
        unit=st.sampled_from(["吨", "处"]),
        party=st.sampled_from(["", "物业"]),
        note=st.sampled_from(["", "急"]),
        cost_fen=st.sampled_from([None, 100]),
    ),
    max_size=8,
)


def _numbered(lines: Sequence[TaskLine]) -> list[TaskLine]:
    return [replace(each, row=row) for row, each in enumerate(lines, 2)]


@settings(max_examples=25)
@given(lines=_ROWS, data=st.data())
def test_no_order_of_the_rows_changes_anything(lines: list[TaskLine], data: st.DataObject) -> None:
    lines = _numbered(lines)
    shuffled = _numbered(data.draw(st.permutations(lines)))
    some = _numbered([each for each in shuffled if data.draw(st.booleans())])
    with empty_store() as store:
        assert counts(take(store, *lines)) == (len(lines), 0, 0)
        known = [tasks.get_task(store, i) for (i,) in store.sql("SELECT id FROM task ORDER BY id")]
        for again in (shuffled, some):
            plan = take(store, *again)
            assert counts(plan) == (0, 0, len(again))
            assert not plan.differences
        assert [tasks.get_task(store, card.row.task_id) for card in known] == known
        assert store.value("SELECT count(*) FROM task") == len(lines)
    assert {(t.category, t.unit, t.planned_milli, t.done_milli) for t in totals_of(shuffled)} == {
        (t.category, t.unit, t.planned_milli, t.done_milli) for t in totals_of(lines)}  # fmt: skip
    for card in known:
        assert all(later.stepped_on >= earlier.stepped_on for earlier, later in pairwise(card.steps))
        assert next_states(card.row.state)
