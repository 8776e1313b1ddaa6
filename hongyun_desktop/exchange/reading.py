# SPDX-License-Identifier: GPL-3.0-or-later
"""A workbook or CSV as rows of cells, read in a child process.

The parser may crash, hang or swell on a damaged file; then the child dies and the user gets a sentence. Imports
neither peewee nor PySide6; calamine is imported in the child only.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hongyun_desktop.core.errors import Invalid, StorageProblem
from hongyun_desktop.exchange import delimited, sniffing

CHILD_FLAG = "--read-workbook"
TIME_LIMIT_S = 60.0
_MEMORY_LIMIT_BYTES = 2 << 30
_MOST_ROWS = 200_000

Cell = str | float | bool | date | datetime | time


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that the workbook says are one; zero-based, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows[0] is the spreadsheet's row 1; empty cells are ""."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: tuple[Merge, ...] = ()


def read_workbook(path: Path, *, time_limit_s: float = TIME_LIMIT_S) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx, .xls, .ods or delimited text file, in their order.

    Raises: Invalid("file_empty"), ("file_not_a_table", kind), ("file_has_password"), ("file_too_large"),
    ("file_damaged"), ("file_takes_too_long"), ("file_encoding_unknown"); StorageProblem("file_not_readable").
    """
    try:
        kind = sniffing.kind_of(path)
        if kind is sniffing.Kind.TEXT:
            return (Sheet("", delimited.read_rows(path)),)
    except OSError as error:
        raise StorageProblem("file_not_readable", file=path.name) from error
    return _sheets(_run_child(path, kind, time_limit_s), path)


def _run_child(path: Path, kind: sniffing.Kind, time_limit_s: float) -> bytes:
    try:
        done = subprocess.run(
            [*_child_command(), str(path), kind.value], capture_output=True, timeout=time_limit_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid("file_takes_too_long", file=path.name) from error
    if done.returncode != 0:
        raise Invalid("file_damaged", file=path.name)
    return done.stdout


def _child_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    # -S would lose the environment's site-packages; -E -s keep the user's own settings out.
    return [sys.executable, "-E", "-s", "-m", "hongyun_desktop.exchange.child"]


def _sheets(output: bytes, path: Path) -> tuple[Sheet, ...]:
    try:
        told: list[dict[str, Any]] = json.loads(output)
    except ValueError as error:
        raise Invalid("file_damaged", file=path.name) from error
    return tuple(
        Sheet(sheet["name"], _with_dates(sheet["rows"], sheet["dates"]), tuple(Merge(*m) for m in sheet["merges"]))
        for sheet in told
    )


def _with_dates(rows: list[list[Cell]], dates: list[tuple[int, int, str, str]]) -> list[list[Cell]]:
    read = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat}
    for row, column, kind, text in dates:
        rows[row][column] = read[kind](text)
    return rows


def child_main(words: Sequence[str]) -> int:
    """What the child process does: print the sheets of one file as JSON; the exit code."""
    from hongyun_desktop.exchange import child

    return child.main(words)
