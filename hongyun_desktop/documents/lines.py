# SPDX-License-Identifier: GPL-3.0-or-later
"""The composer of Chinese lines: cells into justified lines, the best breaks by dynamic programming.

Pure geometry in em: no font, no page. Standard library only.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from hongyun_desktop.documents.cells import Break, Cell, Kind
from hongyun_desktop.frozen_class import frozen

NARROWEST_EM = 4.0
_MOST_STRETCH_EM = 0.3
_SLACK_TO_LOOK_AT_EM = 6.0
_BREAKS_TO_LOOK_AT = 10
_SHORT_LAST_LINE_EM = 3.0
# As ugly as a line of thirty characters with three to spare: a word is kept whole for less, and torn for more.
_TORN_WORD = 30.0
_EPSILON_EM = 1e-6


@frozen
class Line:
    """One line as set: its pieces of text and where each starts, in em from the left edge."""

    pieces: tuple[str, ...]
    starts_em: tuple[float, ...]

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(self.pieces)


@frozen
class _Step:
    """The best way found to a place: what it costs, and the place where its last line starts."""

    cost: float
    origin: int


def compose(cells: Sequence[Cell], width_em: float, indent_em: float = 0.0, *, justified: bool = True) -> list[Line]:
    """The cells of one paragraph as lines of a width, the first one indented; no cells, no lines.

    All but the last line are justified, unless that would tear them apart or is not wanted. A string given as
    unbroken is split only where it is longer than a line, a word where keeping it whole would leave too much blank.
    Raises: ValueError where the width is under NARROWEST_EM.
    """
    if width_em - indent_em < NARROWEST_EM:
        raise ValueError(f"a line of {width_em - indent_em:.2f} em is too narrow to set")
    return _Composer(cells, width_em, indent_em, justified).lines()


class _Composer:
    """One paragraph at one width, with running sums so that a line is measured in constant time."""

    def __init__(self, cells: Sequence[Cell], width_em: float, indent_em: float, justified: bool) -> None:
        self._cells = cells
        self._width = width_em
        self._indent = indent_em
        self._justified = justified
        self._widths = list(accumulate((cell.width for cell in cells), initial=0.0))
        self._squeezes = list(accumulate((cell.squeeze for cell in cells), initial=0.0))

    def lines(self) -> list[Line]:
        """The lines of the cheapest way through the breaks."""
        count = len(self._cells)
        best: list[_Step | None] = [None] * (count + 1)
        best[0] = _Step(0.0, 0)
        for start in range(count):
            here = best[start]
            if here is None:
                continue
            for end in self._ends(start):
                cost = here.cost + self._cost(start, end)
                known = best[end]
                if known is None or cost < known.cost:
                    best[end] = _Step(cost, start)
        return [self._line(start, end) for start, end in _way_back(best)]

    def _room(self, start: int) -> float:
        return self._width if start else self._width - self._indent

    def _natural(self, start: int, end: int) -> float:
        """The width of a line before it is stretched or squeezed, without the blanks at its edges."""
        blanks = self._cells[start].lead + self._cells[end - 1].trail
        return self._widths[end] - self._widths[start] - blanks

    def _squeeze(self, start: int, end: int) -> float:
        """What a line can give up: the blanks of marks inside it, not of the opener or closer at its edges."""
        squeeze = self._squeezes[end] - self._squeezes[start]
        if self._cells[start].kind is Kind.OPENER:
            squeeze -= self._cells[start].squeeze
        if end - start > 1 and self._cells[end - 1].kind is Kind.CLOSER:
            squeeze -= self._cells[end - 1].squeeze
        return max(squeeze, 0.0)

    def _farthest(self, start: int) -> int:
        """The last place where a line may end, if only its width counted; always past its start."""
        room = self._room(start)
        squeezed_most = self._widths[start] + room + 2.0 + self._squeezes[-1] - self._squeezes[start]
        end = min(bisect_right(self._widths, squeezed_most), len(self._cells))
        while end > start + 1 and self._natural(start, end) - self._squeeze(start, end) > room + _EPSILON_EM:
            end -= 1
        return end

    def _ends(self, start: int) -> Iterator[int]:
        """The places worth trying as the end of a line; where no break is allowed, the least bad one."""
        farthest = self._farthest(start)
        room = self._room(start)
        found = 0
        for end in range(farthest, start, -1):
            if found == _BREAKS_TO_LOOK_AT or (found and room - self._natural(start, end) > _SLACK_TO_LOOK_AT_EM):
                return
            if self._cells[end - 1].after in (Break.NOTHING, Break.WORD):
                found += 1
                yield end
        if not found:
            yield self._last_resort(start, farthest)

    def _last_resort(self, start: int, farthest: int) -> int:
        for end in range(farthest, start, -1):
            if self._cells[end - 1].after is Break.UNBROKEN:
                return end
        return farthest

    def _cost(self, start: int, end: int) -> float:
        """How ugly a line is: its stretch or squeeze squared, and a word torn at its end."""
        return self._ugliness(start, end) + (_TORN_WORD if self._cells[end - 1].after is Break.WORD else 0.0)

    def _ugliness(self, start: int, end: int) -> float:
        """The same but for words; a last line of one or two characters is ugly too."""
        natural = self._natural(start, end)
        slack = self._room(start) - natural
        if slack < 0:
            return 2.0 * (slack / max(self._squeeze(start, end), 0.01)) ** 2 + 0.5
        if end == len(self._cells):
            return 0.5 if natural >= _SHORT_LAST_LINE_EM or not start else 40.0 * (_SHORT_LAST_LINE_EM - natural)
        return 3000.0 * (slack / max(end - start - 1, 1)) ** 2 + 0.5

    def _line(self, start: int, end: int) -> Line:
        slack = self._room(start) - self._natural(start, end)
        stretch = self._stretch(slack, start, end)
        squeezed = min(-slack / max(self._squeeze(start, end), 0.01), 1.0) if slack < -_EPSILON_EM else 0.0
        pen = (0.0 if start else self._indent) - self._cells[start].lead
        starts: list[float] = []
        for place in range(start, end):
            cell = self._cells[place]
            if place > start and cell.kind is Kind.OPENER:
                pen -= cell.squeeze * squeezed
            starts.append(pen + cell.ink)
            pen += cell.width + stretch
            if cell.kind is Kind.CLOSER:
                pen -= cell.squeeze * squeezed
        return Line(tuple(cell.text for cell in self._cells[start:end]), tuple(starts))

    def _stretch(self, slack: float, start: int, end: int) -> float:
        if not self._justified or end == len(self._cells) or slack <= 0 or end - start < 2:
            return 0.0
        stretch = slack / (end - start - 1)
        return stretch if stretch <= _MOST_STRETCH_EM else 0.0


def _way_back(best: Sequence[_Step | None]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    end = len(best) - 1
    while end > 0:
        step = best[end]
        assert step is not None, "every place has a way to it: a last resort always yields one"
        spans.append((step.origin, end))
        end = step.origin
    return spans[::-1]
