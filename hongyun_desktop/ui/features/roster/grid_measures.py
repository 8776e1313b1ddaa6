# SPDX-License-Identifier: GPL-3.0-or-later
"""How large the building picture is painted and where each room lies, in pixels. Imports Qt, core and theme only."""

from PySide6.QtGui import QFont, QFontMetrics

from hongyun_desktop.core.roster.picture import BuildingPicture
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.theme import scaled

GAP_PX, EDGE_PX = 7, 4
_UNIT_GAP_PX = 14
_WIDEST = 1.7
_AROUND_PX = 30  # the bar at the left, the edge at the right, the space between name and count


@frozen
class Measures:
    """label_width: of the floors at the left; head_height: of the units above; wide, high: of the whole picture."""

    unit_ends: tuple[int, ...]
    label_width: int
    head_height: int
    cell_width: int
    cell_height: int
    wide: int
    high: int

    def left_of(self, column: int) -> int:
        """Where a column begins before any scrolling."""
        unit = next((number for number, end in enumerate(self.unit_ends) if column < end), 0)
        return self.label_width + EDGE_PX + column * (self.cell_width + GAP_PX) + unit * _UNIT_GAP_PX

    def top_of(self, row: int) -> int:
        """Where a row begins before any scrolling."""
        return self.head_height + row * (self.cell_height + GAP_PX)


def measure(picture: BuildingPicture, font: QFont, small: QFont, place_width: int) -> Measures:
    """Rooms wide enough for a name of four characters and a count, and wider where the place has room to give."""
    metrics = QFontMetrics(font)
    ends = tuple(span.end for span in picture.units)
    columns = ends[-1] if ends else 0
    label_width = metrics.horizontalAdvance(_("33层")) + scaled(14)
    head_height, cell_height = round(metrics.height() * 1.9), round(metrics.height() * 2.4)
    least = QFontMetrics(small).horizontalAdvance("国国国国3") + scaled(_AROUND_PX)
    apart = _UNIT_GAP_PX * max(len(ends) - 1, 0) + GAP_PX * columns + 2 * EDGE_PX
    free = place_width - label_width - apart
    cell_width = min(max(least, free // columns), round(least * _WIDEST)) if columns else least
    return Measures(
        ends, label_width, head_height, cell_width, cell_height,
        wide=label_width + columns * cell_width + apart,
        high=head_height + len(picture.floors) * (cell_height + GAP_PX) + EDGE_PX,
    )  # fmt: skip
