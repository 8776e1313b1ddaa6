# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger of many tasks, as a large compound has after years: with quantities and the steps that led there."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from hongyun_desktop.core.rectification.places import place_of
from hongyun_desktop.core.rectification.rules import STATE_WORDS, Source, State
from hongyun_desktop.core.rectification.tables import Task, TaskQuantity, TaskStep
from hongyun_desktop.core.rectification.tasks import place_columns, step_columns
from hongyun_desktop.core.store.store import Store

CATEGORIES = (("垃圾杂草", "吨"), ("占道经营", "家"), ("绿化补植", "平方米"), ("楼道堆物", "处"), ("设施损坏", "个"))
PARTIES = ("新东社区", "街道城管", "环境美育队", "鸿运小区物业", "")
ROADS = ("鸿运大道", "川陕路", "桂湖东路", "榕树街")
_WAY = (State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE, State.CLOSED)
_AT_ONCE = 1000


def fill(store: Store, count: int, last_day: date, seed: int = 7) -> range:
    """Write so many tasks raised over four years up to a day; their ids, from the first to the last raised."""
    chance = Random(seed)
    days = sorted(last_day - timedelta(days=chance.randrange(1400)) for _ in range(count))
    first = 1
    with store.unit("tasks_imported", added=count, updated=0) as unit:
        for start in range(0, count, _AT_ONCE):
            tasks = list(_tasks(store, chance, days[start : start + _AT_ONCE], start))
            ids = unit.insert_many(Task, tasks)
            first = ids.start if start == 0 else first
            pairs = list(zip(ids, tasks, strict=True))
            unit.insert_many(TaskQuantity, [_quantity(chance, i, values) for i, values in pairs])
            unit.insert_many(TaskStep, [step for i, values in pairs for step in _steps(store, i, values)])
    return range(first, first + count)


def _tasks(store: Store, chance: Random, days: Sequence[date], start: int) -> Iterator[dict[str, object]]:
    for number, day in enumerate(days, start + 1):
        category, _unit = chance.choice(CATEGORIES)
        state = chance.choices((*_WAY, State.REGISTERED), (3, 3, 2, 10, 2))[0]
        place = place_of(f"{chance.choice(ROADS)}{chance.randrange(1, 400)}号附近")
        yield {
            "year": day.year, "serial": number, "title": f"{place.road}{category}第{number}处", "category": category,
            **place_columns(store, place), "source": chance.choice(list(Source)).value,
            "about_property": number % 50 == 0, "priority": chance.choice(("urgent", "high", "normal", "normal", "low")),
            "party": "" if state is State.REGISTERED else chance.choice(PARTIES), "raised_on": day,
            "due_on": day + timedelta(days=chance.randrange(5, 60)),
            "done_on": day + timedelta(days=9) if state is State.CLOSED else None, "cost_fen": None, "note": "",
            "state": state.value, "reopened": 0,
        }  # fmt: skip


def _quantity(chance: Random, task_id: int, values: dict[str, object]) -> dict[str, object]:
    planned = chance.randrange(1, 300) * 1000
    done = planned if values["state"] == State.CLOSED.value else chance.choice((0, planned // 2000 * 1000))
    return {
        "task_id": task_id, "item": "", "unit": dict(CATEGORIES)[str(values["category"])], "planned_milli": planned,
        "done_milli": done, "accepted_milli": done if values["state"] == State.CLOSED.value else 0,
    }  # fmt: skip


def _steps(store: Store, task_id: int, values: dict[str, object]) -> Iterator[dict[str, object]]:
    raised_on = values["raised_on"]
    assert isinstance(raised_on, date)
    before: State | None = None
    for days, state in enumerate((State.REGISTERED, *_WAY)):
        yield {"task_id": task_id, **step_columns(
            store, before, state, raised_on + timedelta(days=days), STATE_WORDS[state])}  # fmt: skip
        before = state
        if state.value == values["state"]:
            return
