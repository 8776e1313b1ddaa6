# SPDX-License-Identifier: GPL-3.0-or-later
"""The ids of a long list come over in the order that was asked for."""

from hongyun_desktop.core.ordered_ids import ordered_ids
from hongyun_desktop.core.store.store import Store

NUMBERS = "SELECT value AS id FROM json_each(?) ORDER BY value % 100 DESC, value"


def test_they_stand_in_the_order_of_the_statement(store: Store) -> None:
    asked = f"[{','.join(map(str, range(50_000)))}]"
    assert ordered_ids(store, NUMBERS, [asked]) == sorted(range(50_000), key=lambda each: (-(each % 100), each))


def test_none_is_an_empty_list(store: Store) -> None:
    assert ordered_ids(store, NUMBERS, ["[]"]) == []


def test_a_statement_may_begin_with_its_own_tables(store: Store) -> None:
    assert ordered_ids(store, "WITH known(id) AS (VALUES (3), (1), (2)) SELECT id FROM known ORDER BY id") == [1, 2, 3]
