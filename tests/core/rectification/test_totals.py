# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums are per category and unit, never across units, and exact."""

from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.rectification.quantities import Quantity, Total
from hongyun_desktop.core.rectification.rules import Period, State
from hongyun_desktop.core.rectification.totals import totals
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from tests.core.access.people import at_desk, staff
from tests.core.rectification.ledger import OCTOBER, measure, task, walk
from tests.stores import empty_store

_LINES = st.lists(
    st.tuples(
        st.sampled_from(["垃圾", "绿化"]),
        st.lists(st.tuples(st.sampled_from(["吨", "处", "平方米"]), *[st.integers(0, 10**7)] * 2), max_size=3),
    ),
    max_size=6,
)


def test_one_category_in_two_units_is_two_sums(store: Store) -> None:
    task(store, category="垃圾", quantities=(measure("吨", 5, 2), measure("处", 1)))
    task(store, category="绿化", quantities=(measure("平方米", 7, 7, 7),))
    task(store, category="垃圾", quantities=(measure("吨", 3, 3, 1),))
    assert totals(store) == (
        Total("垃圾", "吨", 2, 8000, 5000, 1000), Total("垃圾", "处", 1, 1000, 0, 0),
        Total("绿化", "平方米", 1, 7000, 7000, 7000),
    )  # fmt: skip


def test_a_period_counts_by_the_day_it_was_raised(store: Store) -> None:
    for day in (date(2026, 9, 30), OCTOBER, date(2026, 10, 8)):
        task(store, raised_on=day, quantities=(measure("吨", 1),))
    assert totals(store, Period(OCTOBER, date(2026, 10, 7)))[0].planned_milli == 1000
    assert totals(store, Period(date(2026, 1, 1), date(2026, 1, 2))) == ()


def test_what_is_a_duplicate_or_was_not_taken_on_is_not_counted(store: Store) -> None:
    first, second, third = (task(store, quantities=(measure("吨", 1),)) for _ in range(3))
    walk(store, second, State.DUPLICATE, duplicate_of=first)
    walk(store, third, State.REJECTED)
    assert [each.tasks for each in totals(store)] == [1]


def test_sums_stay_whole_whoever_looks(store: Store) -> None:
    staff(store)
    task(store, about_property=True, quantities=(measure("吨", 4),))
    with at_desk(store, Role.PROPERTY):
        assert totals(store)[0].planned_milli == 4000


@settings(max_examples=20)
@given(told=_LINES)
def test_every_line_is_in_one_sum(told: list[tuple[str, list[tuple[str, int, int]]]]) -> None:
    expected: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    with empty_store() as store:
        for category, lines in told:
            task(store, category=category, quantities=tuple(Quantity(*line) for line in lines))
            for unit, planned, done in lines:
                expected[category, unit][0] += planned
                expected[category, unit][1] += done
        found = totals(store)
    assert {(each.category, each.unit): [each.planned_milli, each.done_milli] for each in found} == expected
    assert list(expected) == [(each.category, each.unit) for each in found]
