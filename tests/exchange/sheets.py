# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes workbooks of all layouts for the tests of this folder."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from hongyun_desktop.exchange.roster_sheet import RosterFile, read_roster
from hongyun_desktop.exchange.sign_in_sheet import SignInFile, read_sign_in

TODAY = date(2026, 10, 8)
Rows = Sequence[Sequence[object]]


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    merges: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[str] = (),
) -> Path:
    """Write sheets of cells; merges (first row, first column, last row, last column) are of the first sheet.

    hidden: the names of those that the spreadsheet program is not to show.
    """
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, (name, rows) in enumerate(sheets.items()):
        page = book.add_worksheet(name)
        if name in hidden:
            page.hide()
        for first_row, first_column, last_row, last_column in merges if number == 0 else ():
            page.merge_range(first_row, first_column, last_row, last_column, "")
        for row_number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(row_number, column, datetime.combine(cell, time()), day)
                elif isinstance(cell, str):
                    if cell:
                        page.write_string(row_number, column, cell)
                elif cell is not None:
                    page.write_number(row_number, column, float(str(cell)))
    book.close()
    return path


def roster_of(tmp_path: Path, rows: Rows, name: str = "Sheet1", **options: object) -> RosterFile:
    merges = options.get("merges", ())
    return read_roster(write_xlsx(tmp_path / "名册.xlsx", {name: rows}, merges), TODAY)  # type: ignore[arg-type]


def sign_in_of(tmp_path: Path, rows: Rows, name: str = "Sheet1") -> SignInFile:
    return read_sign_in(write_xlsx(tmp_path / "签到.xlsx", {name: rows}), TODAY)


def told(file: RosterFile) -> list[tuple[str, str]]:
    """Short address and name of each line; the raw address where it can't be read."""
    return [(line.address.short if line.address else line.address_text, line.name) for line in file.lines]
