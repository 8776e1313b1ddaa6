# SPDX-License-Identifier: GPL-3.0-or-later
"""The ids of a long list come over in the order that was asked for."""

import pytest

from hongyun_desktop.core.ordered_ids import IdsAsNeeded, ordered_ids
from hongyun_desktop.core.store.store import Store

NUMBERS = "SELECT value AS id FROM json_each(?) ORDER BY value % 100 DESC, value"


def test_they_stand_in_the_order_of_the_statement(store: Store) -> None:
    asked = f"[{','.join(map(str, range(50_000)))}]"
    assert ordered_ids(store, NUMBERS, [asked]) == sorted(range(50_000), key=lambda each: (-(each % 100), each))


def test_none_is_an_empty_list(store: Store) -> None:
    assert ordered_ids(store, NUMBERS, ["[]"]) == []


def test_a_statement_may_begin_with_its_own_tables(store: Store) -> None:
    assert ordered_ids(store, "WITH known(id) AS (VALUES (3), (1), (2)) SELECT id FROM known ORDER BY id") == [1, 2, 3]


def test_what_is_known_is_told_and_the_rest_is_asked_for_once() -> None:
    asked: list[int] = []

    def load() -> list[int]:
        asked.append(1)
        return [5, 3, 9, 7]

    ids = IdsAsNeeded(4, [5, 3], load)
    assert (len(ids), bool(ids), ids[1], list(ids[0:2]), asked) == (4, True, 3, [5, 3], [])
    assert (ids[3], ids[-1], list(ids[1:3]), list(ids), ids.index(9), 7 in ids, 8 in ids) == (
        7, 7, [3, 9], [5, 3, 9, 7], 2, True, False,
    )  # fmt: skip
    assert asked == [1]
    with pytest.raises(IndexError):
        ids[4]
    with pytest.raises(ValueError, match="8"):
        ids.index(8)


def test_nothing_is_asked_for_where_all_is_known() -> None:
    ids = IdsAsNeeded(2, [5, 3], lambda: pytest.fail("all of them were known"))
    assert list(ids) == [5, 3]
    assert not IdsAsNeeded(0, [], list)


@pytest.mark.parametrize("found", [[5, 3, 9], [5, 3, 9, 7, 1]])
def test_who_came_or_went_in_between_moves_no_line(found: list[int]) -> None:
    ids = IdsAsNeeded(4, [5, 3], lambda: found)
    assert list(ids) == [*found[:4], *[0] * (4 - len(found))]
