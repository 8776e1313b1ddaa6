# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows with problems, as they were, with the reason: to be corrected and imported again.

Each cell keeps its type (a lost ID number stays a number, so that it is seen as lost again) and each row its full
address, so that it stands alone. Imports neither peewee nor PySide6.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.exchange.fingerprint import fingerprint
from hongyun_desktop.exchange.places import Source
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.exchange.workbook import TableSheet, write_table

_FIRST = ("问题说明", "原工作表", "原行号", "住址")
_LAST = "校验（请勿改动）"
_WRAPPED = frozenset({0})


class _Read(Protocol):
    @property
    def sources(self) -> Mapping[tuple[str, int], Source]: ...


def write_problems(
    path: Path, file: _Read, problems: Sequence[ImportProblem], sentence: Callable[[ImportProblem], str]
) -> None:
    """Write the problem rows of a roster or a sign-in sheet; a file without problems gives a sheet with none.

    Columns that not every sheet has stand empty for the others. Raises: StorageProblem("file_not_writable").
    """
    found = [(problem, file.sources[problem.sheet, problem.row]) for problem in problems]
    headings = tuple(dict.fromkeys(heading for _, source in found for heading in source.headings))
    rows = [_row(problem, source, headings, sentence(problem)) for problem, source in found]
    write_table(path, [TableSheet("问题行", (*_FIRST, *headings, _LAST), rows, _WRAPPED)])


def _row(problem: ImportProblem, source: Source, headings: Sequence[str], sentence: str) -> list[Cell | int]:
    by_heading = dict(zip(source.headings, source.cells, strict=True))
    cells = tuple(by_heading.get(heading, "") for heading in headings)
    mark = fingerprint(problem.code, Source(tuple(headings), cells, source.address, ""))
    return [sentence, problem.sheet, problem.row, source.address, *cells, mark]
