# SPDX-License-Identifier: GPL-3.0-or-later
"""One sheet of markup while it is read, and why one can't be. Runs in the child process: standard library only."""

from dataclasses import dataclass, field

MOST_ROWS, MOST_COLUMNS = 200_000, 256
_MOST_CELLS = 5_000_000

Cell = str | float | bool


class NotATable(Exception):
    """The file holds markup but no table."""


class TooLarge(Exception):
    """The table reaches further than any that people made."""


@dataclass(slots=True)
class Table:
    """One sheet; days: row, column, kind and ISO text of cells that are moments."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list[list[Cell]])
    merges: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    days: list[tuple[int, int, str, str]] = field(default_factory=list[tuple[int, int, str, str]])
    hidden: bool = False
    cells: int = 0

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set one cell, making room for it. Raises: TooLarge."""
        self.cells += 1
        if row >= MOST_ROWS or column >= MOST_COLUMNS or self.cells > _MOST_CELLS:
            raise TooLarge
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cell

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Say that cells are one, as far as the sheet may reach."""
        if rows > 1 or columns > 1:
            last_row, last_column = min(row + rows, MOST_ROWS) - 1, min(column + columns, MOST_COLUMNS) - 1
            self.merges.append((row, column, last_row, last_column))
