# SPDX-License-Identifier: GPL-3.0-or-later
"""The ids of a long list come over in the order that was asked for."""

from collections.abc import Iterator, Sequence

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


ALL = [*range(1000, 0, -1)]


def pieces(found: Sequence[int], asked: list[int]) -> Iterator[Sequence[int]]:
    """A list in pieces of a hundred; notes how many were asked for."""
    for start in range(0, len(found), 100):
        asked.append(start)
        yield found[start : start + 100]


def test_what_is_looked_at_is_asked_for_and_no_more() -> None:
    asked: list[int] = []
    ids = IdsAsNeeded(1000, pieces(ALL, asked), lambda: pytest.fail("nobody was looked for"))
    assert (len(ids), bool(ids), asked) == (1000, True, [])
    assert (ids[0], list(ids[50:52]), asked) == (1000, [950, 949], [0])
    assert (ids[99], ids[100], list(ids[250:252]), asked) == (901, 900, [750, 749], [0, 100, 200])
    assert (ids[999], len(asked)) == (1, 10)
    assert list(ids) == ALL


def test_who_looks_for_somebody_has_all_at_once() -> None:
    ids = IdsAsNeeded(1000, pieces(ALL, []), lambda: ALL)
    assert (ids[0], ids.index(1), 7 in ids, 2000 in ids, ids[-1], list(ids) == ALL) == (1000, 999, True, False, 1, True)
    with pytest.raises(IndexError):
        ids[1000]
    with pytest.raises(ValueError, match="2000"):
        ids.index(2000)
    assert not IdsAsNeeded(0, iter(()), list)


@pytest.mark.parametrize("found", [ALL[:999], [*ALL, 1001], []])
def test_who_came_or_went_in_between_moves_no_line(found: list[int]) -> None:
    expected = [*found[:1000], *[0] * (1000 - len(found))]
    assert list(IdsAsNeeded(1000, pieces(found, []), lambda: found)) == expected
    read = IdsAsNeeded(1000, pieces(found, []), lambda: found)
    assert [read[place] for place in range(1000)] == expected
