# SPDX-License-Identifier: GPL-3.0-or-later
"""A task is written down, changed, measured, and taken away while nothing hangs on it."""

from dataclasses import replace
from datetime import date

import pytest

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.rectification import chasing, money, tasks
from hongyun_desktop.core.rectification.places import Place, place_of
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import ChaseWay, FundingKind, Priority, Source, State, TaskValues
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from tests.core.access.people import at_desk, staff
from tests.core.rectification.ledger import OCTOBER, measure, task, walk

SHED = TaskValues(
    "拆除违章棚", "乱搭乱建", OCTOBER, place_of("鸿运大道100号附近"), Source.STREET, False, Priority.HIGH, "街道城管",
    date(2026, 11, 1), 120_000, "靠近学校", (measure("处", 3),),
)  # fmt: skip


def test_a_new_task_gets_the_next_number_of_its_year(store: Store) -> None:
    ids = [task(store), task(store), task(store, raised_on=date(2025, 12, 31)), task(store)]
    assert [tasks.get_task(store, i).row.number for i in ids] == ["2026-001", "2026-002", "2025-001", "2026-003"]


def test_what_was_written_down_comes_back_to_be_changed(store: Store) -> None:
    task_id = tasks.save_task(store, SHED).params["task_id"]
    assert tasks.values_of(store, task_id) == SHED
    changed = replace(
        SHED, title="拆除违章车棚", quantities=(measure("处", 4), measure("吨", 2)), raised_on=date(2026, 9, 30)
    )
    tasks.save_task(store, changed, task_id)
    assert tasks.values_of(store, task_id) == changed
    card = tasks.get_task(store, task_id)
    assert (card.row.state, card.row.number) == (State.REGISTERED, "2026-001")
    assert [(step.from_state, step.to_state, step.stepped_on) for step in card.steps] == [
        (None, State.REGISTERED, date(2026, 9, 30))]  # fmt: skip


@pytest.mark.parametrize(
    "place", ["3栋2单元楼道", "3栋北侧", "3栋", "5栋1单元", "鸿运大道100号附近", "大榕树下", "川陕路旁", ""]
)
@pytest.mark.parametrize("known", [True, False])
def test_a_place_is_kept_whether_the_roster_knows_it_or_not(store: Store, place: str, known: bool) -> None:
    if known:
        save_dwelling(store, Address("3", "2", "1102"), Occupancy.LET)
    values = tasks.values_of(store, task(store, place=place))
    assert values.place == place_of(place)
    assert tasks.get_task(store, 1).row.place.text == place


def test_units_get_their_usual_names(store: Store) -> None:
    task_id = task(store, quantities=(Quantity(" ㎡ ", 5),))
    tasks.set_quantities(store, task_id, [Quantity("平米", 5), Quantity("株", 7)])
    assert [line.unit for line in tasks.values_of(store, task_id).quantities] == ["平方米", "棵"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "task_title_empty"), ({"category": ""}, "task_category_empty"),
        ({"raised_on": date(2026, 10, 9)}, "day_in_future"), ({"due_on": date(2026, 9, 30)}, "due_before_raised"),
        ({"cost_fen": -1}, "money_not_understood"), ({"quantities": (Quantity("", 1),)}, "quantity_unit_missing"),
        ({"quantities": (Quantity("吨", -1),)}, "quantity_out_of_range"),
        ({"quantities": (Quantity("吨", 5, 1, 2),)}, "accepted_more_than_done"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_kept(store: Store, change: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        tasks.save_task(store, replace(SHED, **change))
    assert store.value("SELECT count(*) FROM task") == 0


def test_it_was_not_raised_after_its_next_step(store: Store) -> None:
    task_id = task(store)
    walk(store, task_id, State.ASSIGNED, on=date(2026, 10, 3))
    with pytest.raises(Invalid, match="raised_after_step"):
        tasks.save_task(store, replace(SHED, raised_on=date(2026, 10, 4)), task_id)


def test_a_slip_is_taken_away_and_undo_brings_it_back(store: Store) -> None:
    task_id = task(store, quantities=(measure("处", 1),))
    before = tasks.get_task(store, task_id)
    tasks.remove_task(store, task_id)
    with pytest.raises(Refused, match="task_unknown"):
        tasks.get_task(store, task_id)
    journal.undo(store)
    assert tasks.get_task(store, task_id) == before


def test_a_task_with_a_history_stays(store: Store) -> None:
    stepped, funded, chased, original, copy = (task(store) for _ in range(5))
    walk(store, stepped, State.ASSIGNED)
    money.add_funding(store, funded, FundingKind.ASKED, 100, "街道", OCTOBER)
    chasing.add_chase(store, [chased], ChaseWay.PHONE, OCTOBER)
    walk(store, copy, State.DUPLICATE, duplicate_of=original)
    for task_id in (stepped, funded, chased, original, copy):
        with pytest.raises(Refused, match="task_has_history"):
            tasks.remove_task(store, task_id)


def test_suggestions_are_what_is_in_use(store: Store) -> None:
    save_dwelling(store, Address("12", "1", "101"), Occupancy.LET)
    save_dwelling(store, Address("3", "1", "101"), Occupancy.LET)
    task(store, category="消防", party="物业", place="川陕路3号")
    task(store, category="消防", party="社区", place="")
    task(store, category="环卫", party="物业", place="鸿运大道1号")
    assert tasks.categories(store) == ("消防", "环卫")
    assert tasks.parties(store) == ("物业", "社区")
    assert tasks.roads(store) == ("川陕路", "鸿运大道")
    assert tasks.buildings(store) == ("3", "12")


def test_what_is_against_the_property_office_is_not_told_to_it(store: Store) -> None:
    staff(store)
    secret, plain = task(store, about_property=True), task(store)
    with at_desk(store, Role.PROPERTY):
        assert tasks.get_task(store, plain).row.task_id == plain
        for read in (tasks.get_task, tasks.values_of):
            with pytest.raises(Refused, match="task_unknown"):
                read(store, secret)
        with pytest.raises(Refused, match="not_allowed"):
            task(store)


def test_places_that_are_alike_have_one_key() -> None:
    assert place_of("鸿运大道100号附近").key == place_of("鸿运大道100号门前").key
    assert place_of("3栋2单元楼道").key == Place(building="3", unit="2", spot="大门").key
    assert place_of("3栋").key != place_of("3栋2单元").key
