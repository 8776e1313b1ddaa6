# SPDX-License-Identifier: GPL-3.0-or-later
"""From room to room of a building picture. Pure: imports core only."""

from hongyun_desktop.core.roster.picture import BuildingPicture, Room


def end_room(picture: BuildingPicture, here: Room | None, *, last: bool) -> Room | None:
    """The first or last room of the floor where somebody is; of the whole building for None."""
    rooms = [room for room in picture.rooms if here is None or room.row == here.row]
    ordered = sorted(rooms, key=lambda room: (room.row, room.column))
    return ordered[-1 if last else 0] if ordered else None


def next_room(picture: BuildingPicture, here: Room | None, across: int, down: int) -> Room | None:
    """The nearest room so many steps to the right or down; None at the edge, the first of all from nowhere."""
    if here is None:
        return end_room(picture, None, last=False)
    if across:
        side = [room for room in picture.rooms if room.row == here.row and (room.column - here.column) * across > 0]
        return min(side, key=lambda room: abs(room.column - here.column), default=None)
    rows = sorted({room.row for room in picture.rooms if (room.row - here.row) * down > 0}, reverse=down < 0)
    if not rows:
        return None
    row = rows[min(abs(down), len(rows)) - 1]
    there = [room for room in picture.rooms if room.row == row]
    return min(there, key=lambda room: abs(room.column - here.column))
