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
    """The ids of a long list, of which so many are known as were looked at.

    count: how many there are. pieces: all of them in their order, a piece after the other. load: all of them at once,
    for whoever looks for one of them.
    """

    def __init__(self, count: int, pieces: Iterator[Sequence[int]], load: Callable[[], Sequence[int]]) -> None:
        self._count, self._pieces, self._load = count, pieces, load
        self._known: list[int] = []

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        last = place if isinstance(place, int) else place.indices(self._count)[1] - 1
        return (self._up_to(last) if 0 <= last < self._count else self._whole())[place]

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Where an id stands. Raises: ValueError where it is not there."""
        return self._whole().index(value, start, self._count if stop is None else stop)

    def __iter__(self) -> Iterator[int]:
        return iter(self._whole())

    def __contains__(self, value: object) -> bool:
        return value in self._whole()

    def _up_to(self, last: int) -> Sequence[int]:
        while len(self._known) <= last:
            piece = next(self._pieces, None)
            self._know([*self._known, *piece] if piece is not None else self._known, is_all=piece is None)
        return self._known

    def _whole(self) -> Sequence[int]:
        if len(self._known) < self._count:
            self._know(self._load(), is_all=True)
        return self._known

    def _know(self, ids: Sequence[int], *, is_all: bool) -> None:
        """Somebody may have come or gone since they were counted: a line without anybody stays empty."""
        lacking = self._count - len(ids) if is_all else 0
        self._known = [*ids[: self._count], *[_NOBODY] * lacking]
