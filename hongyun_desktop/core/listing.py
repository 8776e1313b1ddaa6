# SPDX-License-Identifier: GPL-3.0-or-later
"""What a table on the screen asks for and gets: a query, and a window onto rows that are fetched as they are seen.

Sorting and filtering happen where the rows are; the screen holds ids only. Standard library only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Generic, TypeVar

from hongyun_desktop.frozen_class import frozen

Row = TypeVar("Row")


@frozen
class Query:
    """What is asked of a list.

    filters: filter key → value chosen; a key that is absent asks for all. sort: key of a column, empty for the
    list's natural order.
    """

    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    sort: str = ""
    descending: bool = False


@frozen
class Window(Generic[Row]):
    """The ids of all rows that fit, in order, and how to get some of the rows.

    fetch: the rows of some of these ids, in the order asked; an id that is gone since is left out.
    """

    ids: Sequence[int]
    fetch: Callable[[Sequence[int]], Sequence[Row]]

    @classmethod
    def of(cls, rows: Sequence[Row], id_of: Callable[[Row], int]) -> "Window[Row]":
        """A window onto rows that are all at hand."""
        by_id = {id_of(row): row for row in rows}
        return cls(tuple(by_id), lambda ids: [by_id[each] for each in ids if each in by_id])
