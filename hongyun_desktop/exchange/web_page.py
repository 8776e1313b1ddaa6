# SPDX-License-Identifier: GPL-3.0-or-later
"""A web page as one sheet, as the spreadsheet program shows it. Runs in the child process: standard library only."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from hongyun_desktop.exchange.markup_table import MOST_COLUMNS, MOST_ROWS, NotATable, Table, TooLarge

_SHEET_NAME = re.compile(r"<x:Name>\s*([^<]{1,31}?)\s*</x:Name>", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "caption", "form", "body"})
_SILENT = frozenset({"script", "style", "title", "select", "textarea", "xml"})


def sheet_of_page(text: str) -> Table:
    """The tables of a page and the lines between them, below each other. Raises: NotATable, TooLarge."""
    name = _SHEET_NAME.search(text)
    reader = _PageReader(Table(name[1] if name else ""))
    reader.feed(text)
    reader.close()
    reader.finish()
    if not reader.tables or not reader.sheet.rows:
        raise NotATable
    return reader.sheet


class _PageReader(HTMLParser):
    """Stacks the tables of a page and the lines between them in one sheet, as the spreadsheet program does."""

    def __init__(self, sheet: Table) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet, self.tables = sheet, 0
        self._row, self._column, self._last_row = -1, 0, -1
        self._depth = self._silent = 0
        # Column → the first row below the cell that reaches down in it.
        self._free_from: dict[int, int] = {}
        self._text: list[str] = []
        self._cell: tuple[int, int, str] | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a row or a cell; what is not closed before is closed here."""
        told = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag == "table":
            self._close_cell() if self._depth else self._close_line()
            self.tables += 1
            self._depth += 1
            self._row = self._last_row
            self._free_from.clear()
        elif tag == "tr" and self._depth:
            self._close_cell()
            self._row += 1
            self._column = 0
            self._last_row = max(self._last_row, self._row)
        elif tag in ("td", "th") and self._depth:
            self._close_cell()
            self._open_cell(told)
        elif tag in _BLOCKS:
            if self._cell is None:
                self._close_line()
            elif self._text:
                self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a table."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table" and self._depth:
            self._close_cell()
            self._depth -= 1
            self._free_from.clear()
        elif tag in _BLOCKS and self._cell is None:
            self._close_line()

    def handle_data(self, data: str) -> None:
        """Text of a cell, or of a line between tables."""
        if not self._silent:
            self._text.append(" ".join(data.split()) if data.strip() else " ")

    def finish(self) -> None:
        """Close what the page left open."""
        self._close_cell()
        self._close_line()

    def _open_cell(self, told: dict[str, str | None]) -> None:
        self._row = max(self._row, 0)
        self._last_row = max(self._last_row, self._row)
        while self._free_from.get(self._column, 0) > self._row:
            self._column += 1
        across, down = _span(told.get("colspan")), _span(told.get("rowspan"))
        if self._row >= MOST_ROWS or self._column + across > MOST_COLUMNS:
            raise TooLarge
        self._free_from.update(dict.fromkeys(range(self._column, self._column + across), self._row + down))
        self.sheet.merge(self._row, self._column, down, across)
        self._cell = (self._row, self._column, told.get("x:num") or "")
        self._text.clear()
        self._column += across

    def _close_cell(self) -> None:
        if self._cell is not None:
            row, column, number = self._cell
            text = _tidy(self._text)
            if number and ("E+" in text.upper() or not text.strip("#")):
                # What is shown of a number is less than what the cell holds.
                text = number
            if text:
                self.sheet.put(row, column, text)
        self._cell = None
        self._text.clear()

    def _close_line(self) -> None:
        """A line between tables is a row of its own; inside a table it belongs to none."""
        text = _tidy(self._text)
        if text and self._cell is None and not self._depth:
            self._last_row += 1
            self.sheet.put(self._last_row, 0, text)
        self._cell = None
        self._text.clear()


def _span(text: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(digits[1]), 1), MOST_ROWS) if digits else 1


def _tidy(pieces: Sequence[str]) -> str:
    lines = "".join(pieces).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
