# SPDX-License-Identifier: GPL-3.0-or-later
"""The child process that parses one workbook and prints its sheets as JSON.

Started by `reading`; imports calamine, `markup` and the standard library only, so that it starts fast.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

_PLAIN = {str, float}
MEMORY_LIMIT_BYTES = 2 << 30
DAMAGED, HAS_PASSWORD, TOO_LARGE, NOT_A_TABLE = 1, 3, 4, 5
OF_MARKUP = "--markup"


def main(words: Sequence[str]) -> int:
    """Print the sheets of the file named first; 0, or why it can't be done. OF_MARKUP behind it: a web page or XML."""
    _limit_memory()
    return _markup(words[0]) if OF_MARKUP in words[1:] else _workbook(words[0])


def _markup(file: str) -> int:
    # Workbooks need none of it, and to load it takes as long as to start Python.
    from pathlib import Path

    # Started by its path, this file sees nothing of the package around it.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from hongyun_desktop.exchange import markup
    from hongyun_desktop.exchange.markup_table import NotATable, TooLarge

    try:
        tables = markup.tables_of(Path(file).read_bytes())
    except NotATable:
        return NOT_A_TABLE
    except (TooLarge, MemoryError):
        return TOO_LARGE
    except (OSError, ValueError):
        return DAMAGED
    _print([
        {"name": each.name, "rows": each.rows, "dates": each.days, "merges": each.merges, "hidden": each.hidden}
        for each in tables
    ])  # fmt: skip
    return 0


def _workbook(path: str) -> int:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType]
        sheets = [
            _told(workbook.get_sheet_by_name(each.name), each.name, hidden=each.visible != SheetVisibleEnum.Visible)
            for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet
        ]  # fmt: skip
    except PasswordError:
        return HAS_PASSWORD
    except MemoryError:
        return TOO_LARGE
    except (CalamineError, OSError, ValueError):
        return DAMAGED
    _print(sheets)
    return 0


def _print(sheets: Sequence[object]) -> None:
    # ASCII keeps lone surrogates of a damaged file from stopping the encoder.
    sys.stdout.write(json.dumps(sheets))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


def _told(sheet: Any, name: str, *, hidden: bool) -> dict[str, object]:
    """A sheet as JSON can hold it; dates stand apart, by row and column."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    dates: list[tuple[int, int, str, str]] = []
    for number, row in enumerate(rows):
        # One far cell makes every row as wide as itself.
        while row and row[-1] == "":
            row.pop()
        if _PLAIN.issuperset(map(type, row)):
            continue
        for column, cell in enumerate(row):
            if isinstance(cell, (date, datetime, time)):
                dates.append((number, column, type(cell).__name__, cell.isoformat()))
                row[column] = ""
            elif isinstance(cell, timedelta) and timedelta() <= cell < timedelta(days=1):
                # [h]:mm below a day reads like a time of day.
                dates.append((number, column, "time", _as_time(cell)))
                row[column] = ""
            elif isinstance(cell, timedelta):
                row[column] = cell.total_seconds() / 86400
    while rows and not rows[-1]:
        rows.pop()
    merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return {"name": name, "rows": rows, "dates": dates, "merges": merges, "hidden": hidden}


def _as_time(span: timedelta) -> str:
    minutes, seconds = divmod(span.seconds, 60)
    return time(minutes // 60, minutes % 60, seconds).isoformat()


if __name__ == "__main__":
    exit_code = main(sys.argv[1:])
    sys.stdout.flush()
    # At once: whoever waits would else wait until every cell is taken apart again.
    os._exit(exit_code)
