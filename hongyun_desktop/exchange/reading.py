# SPDX-License-Identifier: GPL-3.0-or-later
"""A workbook or CSV as rows of cells, read in a child process.

The parser may crash, hang or swell on a damaged file; then the child dies and the user gets a sentence. Imports
neither peewee nor PySide6; calamine is imported in the child only.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from hongyun_desktop.core.errors import Invalid, StorageProblem
from hongyun_desktop.core.import_problem import HIDDEN_SHEET, IgnoredRow
from hongyun_desktop.exchange import CHILD_FLAG, child, delimited, sniffing
from hongyun_desktop.frozen_class import frozen

TIME_LIMIT_S = 60.0
_ASKED_EVERY_S = 0.1
# An allocation that the memory limit refuses makes the parser abort.
_FAULTS = {
    child.HAS_PASSWORD: "file_has_password",
    child.TOO_LARGE: "file_too_large",
    -signal.SIGABRT: "file_too_large",
}

Cell = str | float | bool | date | datetime | time_of_day


@frozen
class Merge:
    """Cells that the workbook says are one; zero-based, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@frozen
class Sheet:
    """One sheet, or one table of it: rows[0] is the spreadsheet's row 1; empty cells are "".

    part: which of the tables that share rows, in words for people; empty for the first or only one. hidden: whether the
    spreadsheet program does not show the sheet.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: tuple[Merge, ...] = ()
    part: str = ""
    hidden: bool = False

    @property
    def label(self) -> str:
        """The name with the part, which together with a row's number tells one line of the file."""
        return self.name + self.part


def in_sight(sheets: Sequence[Sheet]) -> tuple[Sequence[Sheet], list[IgnoredRow]]:
    """The sheets that people see, and the others told as ignored; all of them where none is seen.

    A hidden sheet is last year's list, or what the lists to choose from are made of.
    """
    seen = [sheet for sheet in sheets if not sheet.hidden]
    if not seen:
        return sheets, []
    return seen, [IgnoredRow(sheet.name, 0, HIDDEN_SHEET) for sheet in sheets if sheet.hidden and sheet.rows]


def _nothing() -> None:
    return


def read_workbook(
    path: Path, *, time_limit_s: float = TIME_LIMIT_S, waiting: Callable[[], object] = _nothing
) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx, .xls, .ods or delimited text file, or of a web page or XML called so, in their order.

    waiting: called again and again while the child reads; what it raises ends the child and comes out here.
    Raises: Invalid("file_empty"), ("file_not_a_table", kind), ("file_has_password"), ("file_too_large"),
    ("file_damaged"), ("file_takes_too_long"), ("file_encoding_unknown"); StorageProblem("file_not_readable").
    """
    try:
        kind = sniffing.kind_of(path)
        if kind is sniffing.Kind.TEXT:
            return (Sheet("", delimited.read_rows(path)),)
        words = [child.OF_MARKUP] if kind is sniffing.Kind.MARKUP else []
    except OSError as error:
        raise StorageProblem("file_not_readable", file=path.name) from error
    return _sheets(_run_child(path, words, time_limit_s, waiting), path)


def _run_child(path: Path, words: Sequence[str], time_limit_s: float, waiting: Callable[[], object]) -> bytes:
    with subprocess.Popen(
        [*_child_command(), str(path.absolute()), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A window program would otherwise flash a console.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            output = _output(process, time.monotonic() + time_limit_s, waiting)
        except subprocess.TimeoutExpired as error:
            raise Invalid("file_takes_too_long", file=path.name) from error
        finally:
            process.kill()
    if process.returncode == child.NOT_A_TABLE:
        raise Invalid("file_not_a_table", file=path.name, kind="web page")
    if process.returncode != 0:
        raise Invalid(_FAULTS.get(process.returncode, "file_damaged"), file=path.name)
    return output


def _output(process: "subprocess.Popen[bytes]", until: float, waiting: Callable[[], object]) -> bytes:
    """What the child printed. Raises: subprocess.TimeoutExpired after the moment `until`, and what `waiting` raises."""
    while True:
        try:
            return process.communicate(timeout=min(_ASKED_EVERY_S, max(until - time.monotonic(), 0)))[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                raise
        waiting()


def _child_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    # By path, so that it starts from a source tree in any folder; -P: the files beside it shadow no module.
    return [sys.executable, "-P", str(Path(child.__file__))]


def _sheets(output: bytes, path: Path) -> tuple[Sheet, ...]:
    try:
        told: list[dict[str, Any]] = json.loads(output)
    except ValueError as error:
        raise Invalid("file_damaged", file=path.name) from error
    return tuple(
        Sheet(
            sheet["name"],
            _with_dates(sheet["rows"], sheet["dates"]),
            tuple(Merge(*m) for m in sheet["merges"]),
            hidden=sheet["hidden"],
        )
        for sheet in told
    )


def _with_dates(rows: list[list[Cell]], dates: list[tuple[int, int, str, str]]) -> list[list[Cell]]:
    read = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time_of_day.fromisoformat}
    for row, column, kind, text in dates:
        rows[row][column] = read[kind](text)
    return rows
