# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the cells of a list: text in lines, a name to be read character by character, a box to tick.

A cell knows how high it wants to be at a width and draws itself into a place. Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise
from typing import Protocol

from reportlab.lib.colors import Color

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.documents.cells import cells_of
from hongyun_desktop.documents.fonts import Role, advance_em, face_of, width_em
from hongyun_desktop.documents.ink import draw_line, draw_text, set_ink
from hongyun_desktop.documents.kept_words import measures_of, units_of
from hongyun_desktop.documents.lines import NARROWEST_EM, Line, compose
from hongyun_desktop.documents.palette import DEEP_GOLD, INK
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.readings import draw_reading, reading_width_em
from hongyun_desktop.frozen_class import frozen

NO_GLYPH = "〓"
"""Stands for a character that no font draws; printers have used it so since lead type."""
MIDDLE_EM = 0.38
_LINE_EM = 1.4
_SYLLABLE_GAP_EM = 0.55


class Align(Enum):
    """Where text stands in its place."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class Cell(Protocol):
    """Something in a cell of a list; all measures in points, `top_pt` from the lower edge of the paper."""

    def height_pt(self, width_pt: float) -> float: ...
    def draw(self, canvas: Pen, left_pt: float, top_pt: float, width_pt: float, height_pt: float) -> None: ...


@frozen
class TextCell:
    """Text in as many lines as it takes; where `align` is not LEFT, one line that shrinks if it must."""

    text: str
    size_pt: float = 10.5
    align: Align = Align.LEFT
    role: Role = Role.TABLE
    colour: Color = INK
    unbroken: tuple[str, ...] = ()

    def height_pt(self, width_pt: float) -> float:
        """The height of its lines; one line for no text."""
        return max(len(self._lines(width_pt)), 1) * self.size_pt * _LINE_EM

    def draw(self, canvas: Pen, left_pt: float, top_pt: float, width_pt: float, height_pt: float) -> None:
        """Draw it about the middle of its place."""
        set_ink(canvas, self.colour)
        middle_pt = top_pt - height_pt / 2
        if self.align is not Align.LEFT:
            draw_aligned(canvas, self.text, left_pt, middle_pt, width_pt, self.size_pt, self.align, self.role)
            return
        lines = self._lines(width_pt)
        baseline_pt = middle_pt + ((len(lines) - 1) / 2 * _LINE_EM - MIDDLE_EM) * self.size_pt
        for number, line in enumerate(lines):
            draw_line(canvas, line, left_pt, baseline_pt - number * _LINE_EM * self.size_pt, self.size_pt, self.role)

    def parts(self, width_pt: float, most_pt: float) -> list["TextCell"]:
        """Itself, or where it is higher than told the cells that say the same in pieces, each no higher."""
        lines, fitting = self._lines(width_pt), max(int(most_pt / (self.size_pt * _LINE_EM)), 1)
        if len(lines) <= fitting:
            return [self]
        pieces = (lines[start : start + fitting] for start in range(0, len(lines), fitting))
        return [replace(self, text="".join(line.text for line in piece)) for piece in pieces]

    def _lines(self, width_pt: float) -> list[Line]:
        if self.align is not Align.LEFT:
            return []
        return lines_of(self.text, width_pt, self.size_pt, self.role, self.unbroken)


@frozen
class GroupCell:
    """What the rows of a group have in common: written in its first row, and again in the first row of a page."""

    text: str
    is_first: bool
    size_pt: float = 10.5

    def height_pt(self, width_pt: float) -> float:
        """As high as the words, written or not: any row may come to stand first on a page."""
        return self._words().height_pt(width_pt)

    def draw(self, canvas: Pen, left_pt: float, top_pt: float, width_pt: float, height_pt: float) -> None:
        """Draw the words in the first row."""
        if self.is_first:
            self._words().draw(canvas, left_pt, top_pt, width_pt, height_pt)

    def on_new_page(self) -> "GroupCell":
        """Itself in the first row of a page."""
        return replace(self, is_first=True)

    def _words(self) -> TextCell:
        return TextCell(self.text, self.size_pt, role=Role.HEADING)


@frozen
class NameCell:
    """A name as large as proofreading needs, its pinyin over each character; a long one takes more lines.

    reading: syllables with a blank between them; over the whole name where they do not match its characters.
    """

    name: str
    reading: str = ""
    size_pt: float = 28.0
    reading_pt: float = 10.0

    def height_pt(self, width_pt: float) -> float:
        """The height of its lines, each with its pinyin."""
        lines = len(self._lines(width_pt))
        return lines * self._line_pt() + self._reading_line_pt() * bool(self._reading_apart())

    def draw(self, canvas: Pen, left_pt: float, top_pt: float, width_pt: float, height_pt: float) -> None:
        """Draw it about the middle of its place."""
        top_pt -= (height_pt - self.height_pt(width_pt)) / 2
        apart = self._reading_apart()
        if apart:
            top_pt -= self._reading_line_pt()
            size_pt = min(self.reading_pt, width_pt / reading_width_em(apart))
            draw_reading(canvas, apart, left_pt, top_pt + 0.15 * self.reading_pt, size_pt, DEEP_GOLD)
        for line in self._lines(width_pt):
            self._draw_line(canvas, line, left_pt, top_pt)
            top_pt -= self._line_pt()

    def _draw_line(self, canvas: Pen, line: Sequence["_Read"], left_pt: float, top_pt: float) -> None:
        reading_baseline_pt = top_pt - self.reading_pt
        baseline_pt = top_pt - self._line_pt() + 0.15 * self.size_pt
        for read in line:
            room_pt = self._room_pt(read)
            if read.reading:
                wide_pt = reading_width_em(read.reading) * self.reading_pt
                start_pt = left_pt + (room_pt - wide_pt) / 2
                draw_reading(canvas, read.reading, start_pt, reading_baseline_pt, self.reading_pt, DEEP_GOLD)
            set_ink(canvas, INK)
            start_pt = left_pt + (room_pt - advance_em(read.character, Role.BODY) * self.size_pt) / 2
            draw_text(canvas, read.character, start_pt, baseline_pt, self.size_pt, Role.BODY)
            left_pt += room_pt

    def _has_readings(self) -> bool:
        return any(read.reading for read in self._reads())

    def _reading_line_pt(self) -> float:
        return 1.15 * self.reading_pt

    def _line_pt(self) -> float:
        return 1.06 * self.size_pt + (self._reading_line_pt() if self._has_readings() else 0.0)

    def _room_pt(self, read: "_Read") -> float:
        wide_pt = (
            reading_width_em(read.reading) * self.reading_pt + _SYLLABLE_GAP_EM * self.reading_pt
            if read.reading
            else 0.0
        )
        return max(advance_em(read.character, Role.BODY) * self.size_pt * 1.06, wide_pt)

    def _reads(self) -> list["_Read"]:
        name, syllables = drawn(self.name, Role.BODY), self.reading.split()
        if len(syllables) != len(name):
            return [_Read(character, "") for character in name]
        return [_Read(c, "" if s in (c, original) else s)
                for c, s, original in zip(name, syllables, self.name, strict=True)]  # fmt: skip

    def _reading_apart(self) -> str:
        """The reading, where it does not go character by character and says more than the name."""
        matches = len(self.reading.split()) == len(self.name)
        return "" if matches or self.reading == self.name else self.reading

    def _lines(self, width_pt: float) -> list[list["_Read"]]:
        """Lines broken after a dot or a blank where there is one, else wherever the line is full."""
        lines: list[list[_Read]] = [[]]
        used_pt = 0.0
        for part in _name_parts(self._reads()):
            part_pt = sum(map(self._room_pt, part))
            if lines[-1] and used_pt + part_pt > width_pt:
                lines.append([])
                used_pt = 0.0
            for read in part:
                if lines[-1] and used_pt + self._room_pt(read) > width_pt:
                    lines.append([])
                    used_pt = 0.0
                lines[-1].append(read)
                used_pt += self._room_pt(read)
        return lines


@frozen
class _Read:
    """One character and how it is read; empty for one that needs no reading or has none."""

    character: str
    reading: str


@frozen
class BoxCell:
    """A box to tick by hand."""

    side_pt: float = 12.0

    def height_pt(self, width_pt: float) -> float:  # noqa: ARG002
        """As high as the box."""
        return self.side_pt

    def draw(self, canvas: Pen, left_pt: float, top_pt: float, width_pt: float, height_pt: float) -> None:
        """Draw it in the middle of its place."""
        canvas.setStrokeColor(DEEP_GOLD)
        canvas.setLineWidth(0.9)
        left_pt += (width_pt - self.side_pt) / 2
        canvas.rect(left_pt, top_pt - (height_pt + self.side_pt) / 2, self.side_pt, self.side_pt, stroke=1, fill=0)


def drawn(text: str, role: Role = Role.TABLE) -> str:
    """The text with 〓 for each character that no font draws: a list shows it, a certificate refuses it.

    The way through menus is told by →, for none of our fonts has ▸.
    """
    told = text.replace(" ▸ ", "→")
    return "".join(character if _has_face(character, role) else NO_GLYPH for character in told)


def not_drawn(text: str) -> tuple[str, ...]:
    """The characters that no font draws, each once."""
    return tuple(dict.fromkeys(character for character in text if not _has_face(character, Role.BODY)))


def lines_of(
    text: str, width_pt: float, size_pt: float, role: Role = Role.TABLE, unbroken: tuple[str, ...] = ()
) -> list[Line]:
    """Text as lines of a width; empty text gives none."""

    def advance(character: str) -> float:
        return advance_em(character, role)

    room_em = max(width_pt / size_pt, NARROWEST_EM)
    told = drawn(text, role)
    cells = cells_of(told, advance, room_em, (*unbroken, *units_of(told)), measures_of(told))
    return compose(cells, room_em, justified=False)


def draw_aligned(
    canvas: Pen, text: str, left_pt: float, middle_pt: float, width_pt: float, size_pt: float,
    align: Align = Align.LEFT, role: Role = Role.TABLE,
) -> None:  # fmt: skip
    """Draw one line about a middle height, smaller where its place is too narrow."""
    text = drawn(text, role)
    wide_em = width_em(text, role)
    if not wide_em:
        return
    size_pt = min(size_pt, width_pt / wide_em)
    spare_pt = width_pt - wide_em * size_pt
    left_pt += {Align.LEFT: 0.0, Align.CENTRE: spare_pt / 2, Align.RIGHT: spare_pt}[align]
    draw_text(canvas, text, left_pt, middle_pt - MIDDLE_EM * size_pt, size_pt, role)


def _has_face(character: str, role: Role) -> bool:
    try:
        face_of(character, role)
    except Refused:
        return False
    return True


def _name_parts(reads: Sequence[_Read]) -> Iterator[Sequence[_Read]]:
    ends = [place + 1 for place, read in enumerate(reads) if read.character in "· "]
    for start, end in pairwise([0, *ends, len(reads)]):
        yield reads[start:end]
