# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese lines by the rules: which characters may start and end a line, how punctuation gives way, where it breaks.

避头尾, 标点挤压, a gap between Han and Latin, names unbroken, both margins even. The breaks of a paragraph are chosen
together, by dynamic programming over all places where a line may end. Pure geometry in em; imports neither peewee
nor PySide6.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.documents import fonts
from hongyun_desktop.documents.fonts import Role

CLOSING = "，。、；：！？）》」』】〉〕〗”’"
OPENING = "（《「『【〈〔〖“‘"
NEVER_FIRST = frozenset(CLOSING + "·…—～％‰℃,.;:!?)]}%")
NEVER_LAST = frozenset(OPENING + "([{$￥")
GAP_EM = 0.16  # between Han and Latin, "盘古之白"

_QUOTES = "“”‘’"
_QUOTE_EM, _QUOTE_PADDING_EM = 0.5, 0.09
_DOT_WIDTH_EM = 0.5
_LATIN = re.compile(r"[0-9A-Za-z]+(?:[.\-/%:@_][0-9A-Za-z]+)*%?")
_DASHES = re.compile(r"—+|…+")
_BLANK_OF_CLOSING_EM = 0.5
_BLANK_OF_MARK_EM = 0.35  # ！ and ？ fill more of their square
_LOOSEST_EM = 0.22
_LAST_LINE_EM = 3.0  # a shorter last line looks lost
_INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is never broken: a Han character, a word, a dash; widths in em.

    offset: from the cell's left to where the text is drawn. lead, trail: blank that may give way at the margins and,
    half of it, within a line. gap: behind the cell unless it ends the line. glued: no break behind it.
    """

    text: str
    face: str
    kind: str
    width: float
    offset: float = 0.0
    lead: float = 0.0
    trail: float = 0.0
    gap: float = 0.0
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells and where each is drawn, in em from the left margin; width: up to the last ink."""

    cells: tuple[Cell, ...]
    offsets: tuple[float, ...]
    width: float

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a run of cells fills a line: slack to spread (negative: to squeeze), what can be squeezed, gaps."""

    slack: float
    squeezable: float
    gaps: int
    is_last: bool

    @property
    def cost(self) -> float:
        if self.slack < 0:
            return (self.slack / max(self.squeezable, 0.01)) ** 2 * 2
        if self.is_last:
            return 0.0
        return (self.slack / max(self.gaps, 1)) ** 2 * 3000 + (0 if self.gaps else 1e6)


_Run = tuple[int, int, _Fit]  # first cell, the one behind the last, and how they fill the line


def compose(
    text: str, width_em: float, role: Role = Role.BODY, *, indent_em: float = 2.0, unbroken: Sequence[str] = ()
) -> list[Line]:
    """The lines of one paragraph; empty for empty text.

    unbroken: strings that no line break should split. The first, the name, never is unless it is longer than a
    line; the others give way where keeping them whole would tear a line open.
    Raises: Refused("character_not_printable"), Refused("wording_does_not_fit") for a line too narrow for anything.
    """
    cells = _cells(text, role, width_em)
    if not cells:
        return []
    possible: list[list[_Run]] = []
    for kept, strict in ((unbroken, True), (unbroken[:1], True), ((), True), ((), False)):
        runs = _breaks(_glue(cells, kept), width_em, indent_em, strict=strict)
        if runs and _loosest(runs) <= _LOOSEST_EM:
            return _lines(cells, runs, indent_em)
        if runs:
            possible.append(runs)
    # Every way tears some line open; the one that keeps most together is as good as any.
    for runs in possible[1:] or possible:
        return _lines(cells, runs, indent_em)
    raise Refused("wording_does_not_fit", name="")


def _loosest(runs: Sequence[_Run]) -> float:
    """The widest gap that spreading the lines makes between two cells, in em."""
    return max((fit.slack / max(fit.gaps, 1) for _, _, fit in runs if not fit.is_last), default=0.0)


def _lines(cells: Sequence[Cell], runs: Sequence[_Run], indent_em: float) -> list[Line]:
    return [_set(cells[start:end], fit, indent_em if start == 0 else 0.0) for start, end, fit in runs]


def _cells(text: str, role: Role, width_em: float) -> list[Cell]:
    cells: list[Cell] = []
    place = 0
    while place < len(text):
        match = _LATIN.match(text, place) or _DASHES.match(text, place)
        piece = match.group() if match else text[place]
        if len(piece) > 1 and fonts.text_width(piece, role) > width_em / 2:
            piece = text[place]
        cells.append(_cell(piece, role))
        place += len(piece)
    return [_beside(cell, following) for cell, following in zip(cells, [*cells[1:], None], strict=True)]


def _cell(piece: str, role: Role) -> Cell:
    face = fonts.face_for(piece[0], role)
    natural = fonts.text_width(piece, role)
    if piece in _QUOTES:
        return _quote(piece, face, natural)
    if piece in CLOSING:
        trail = _BLANK_OF_MARK_EM if piece in "！？" else _BLANK_OF_CLOSING_EM
        return Cell(piece, face, "close", max(natural, 1.0), trail=trail)
    if piece in OPENING:
        return Cell(piece, face, "open", max(natural, 1.0), max(1.0 - natural, 0.0), lead=_BLANK_OF_CLOSING_EM)
    if piece == "·":
        return Cell(piece, face, "dot", _DOT_WIDTH_EM, (_DOT_WIDTH_EM - natural) / 2)
    if piece == " ":
        return Cell(piece, face, "blank", natural)
    return Cell(piece, face, "latin" if piece.isascii() else "han", natural)


def _quote(piece: str, face: str, natural: float) -> Cell:
    """Quotes take half a square whatever the font gives them: full squares would hole the line."""
    opens = piece in OPENING
    ink = min(natural, _QUOTE_EM)
    blank_before = natural - ink if opens else 0.0
    kind = "open" if opens else "close"
    return Cell(piece, face, kind, ink + 2 * _QUOTE_PADDING_EM, _QUOTE_PADDING_EM - blank_before)


def _beside(cell: Cell, following: Cell | None) -> Cell:
    """The cell next to its neighbour: blanks of two marks together collapse, Han and Latin keep apart."""
    if following is None:
        return cell
    if cell.kind == "close" and following.kind in ("close", "open"):
        return replace(cell, width=cell.width - cell.trail, trail=0.0)
    if {cell.kind, following.kind} == {"han", "latin"}:
        return replace(cell, gap=GAP_EM)
    return cell


def _glue(cells: list[Cell], unbroken: Sequence[str]) -> list[Cell]:
    text = "".join(cell.text for cell in cells)
    inside: set[int] = set()
    for string in filter(None, unbroken):
        start = text.find(string)
        while start >= 0:
            inside.update(range(start, start + len(string) - 1))
            start = text.find(string, start + 1)
    glued: list[Cell] = []
    place = 0
    for cell in cells:
        place += len(cell.text)
        glued.append(replace(cell, glued=True) if place - 1 in inside else cell)
    return glued


def _may_break(cell: Cell, following: Cell) -> bool:
    return not (
        cell.glued
        or cell.text[-1] in NEVER_LAST
        or following.text[0] in NEVER_FIRST
        or (cell.kind == "latin" and following.kind == "latin")
    )


def _breaks(cells: Sequence[Cell], width_em: float, indent_em: float, *, strict: bool) -> list[_Run]:
    """The runs of cells that make the best lines together; empty where the rules leave no way."""
    count = len(cells)
    best = [0.0] + [_INFINITE] * count
    came: list[tuple[int, _Fit] | None] = [None] * (count + 1)
    for start in range(count):
        if best[start] == _INFINITE:
            continue
        available = width_em - (indent_em if start == 0 else 0.0)
        for end, fit in _fitting(cells, start, available):
            if strict and end < count and not _may_break(cells[end - 1], cells[end]):
                continue
            short = fit.is_last and start > 0 and available - fit.slack < _LAST_LINE_EM
            cost = best[start] + fit.cost + 0.5 + (60.0 if short else 0.0)
            if cost < best[end]:
                best[end], came[end] = cost, (start, fit)
    runs: list[_Run] = []
    end = count
    while step := came[end]:
        runs.append((step[0], end, step[1]))
        end = step[0]
    return runs[::-1]


def _fitting(cells: Sequence[Cell], start: int, available_em: float) -> list[tuple[int, _Fit]]:
    """Where a line that starts with a cell may end so that it fits, squeezed if it must be."""
    found: list[tuple[int, _Fit]] = []
    total = squeezable = 0.0
    lead = cells[start].lead
    for end in range(start + 1, len(cells) + 1):
        cell = cells[end - 1]
        total += cell.width
        squeezable += (cell.lead + cell.trail) / 2
        slack = available_em - (total - lead - cell.trail)
        inner = squeezable - (lead + (cell.trail if end - 1 > start else 0.0)) / 2
        if slack < -max(inner, 0.0) - 1e-9:
            break
        found.append((end, _Fit(slack, inner, end - start - 1, end == len(cells))))
        total += cell.gap
    return found


def _set(cells: Sequence[Cell], fit: _Fit, indent_em: float) -> Line:
    spread = fit.slack / fit.gaps if fit.slack > 0 and fit.gaps and not fit.is_last else 0.0
    squeeze = -fit.slack / fit.squeezable / 2 if fit.slack < 0 and fit.squeezable > 0 else 0.0
    place = indent_em - cells[0].lead
    offsets: list[float] = []
    for number, cell in enumerate(cells):
        if number:
            place -= cell.lead * squeeze
        offsets.append(place + cell.offset)
        place += cell.width
        if number < len(cells) - 1:
            place += cell.gap + spread - cell.trail * squeeze
    return Line(tuple(cells), tuple(offsets), place - cells[-1].trail)
