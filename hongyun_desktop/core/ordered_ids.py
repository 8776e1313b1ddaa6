# SPDX-License-Identifier: GPL-3.0-or-later
"""The ids of a long list, in its order, as `core.listing.Window` holds them. Knows no feature."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from json import loads
from typing import overload

from hongyun_desktop.core.store.store import Store

_NOBODY = 0


def ordered_ids(store: Store, statement: str, params: Iterable[object] = ()) -> list[int]:
    """The column `id` of a statement that only reads, in the statement's order.

    One row with all of them: fifty thousand rows of one number each take three times as long to come over.
    """
    return loads(store.value(f"SELECT json_group_array(id) FROM ({statement})", params))


class IdsAsNeeded(Sequence[int]):
    """The ids of a long list of which only the first are known; all are asked for once another one is wanted.

    count: how many there are. first: those at the head, in their order. load: all of them.
    """

    def __init__(self, count: int, first: Sequence[int], load: Callable[[], Sequence[int]]) -> None:
        self._count, self._first, self._load = count, first, load
        self._all: Sequence[int] | None = first if len(first) >= count else None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        last = place if isinstance(place, int) else place.indices(self._count)[1] - 1
        return (self._first if 0 <= last < len(self._first) else self._whole())[place]

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Where an id stands. Raises: ValueError where it is not there."""
        return self._whole().index(value, start, self._count if stop is None else stop)

    def __iter__(self) -> Iterator[int]:
        return iter(self._whole())

    def __contains__(self, value: object) -> bool:
        return value in self._whole()

    def _whole(self) -> Sequence[int]:
        if self._all is None:
            found = self._load()
            # Somebody may have come or gone since they were counted: a line without anybody stays empty.
            self._all = [*found[: self._count], *[_NOBODY] * (self._count - len(found))]
        return self._all
