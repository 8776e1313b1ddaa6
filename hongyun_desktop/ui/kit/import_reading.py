# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that is to be imported, as the worker reads it: sheets, what the headings mean, lines. No widgets here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import Any

from hongyun_desktop.core import import_layout
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.identity import mask_id_number, mask_phone
from hongyun_desktop.core.import_layout import Meanings
from hongyun_desktop.core.import_problem import IgnoredRow, ImportProblem
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.messages.problems import problem_sentence

Tell = Callable[[int, int], object]
# 15 to 18 characters; a landline with its area code; 7 to 13 digits, unless they are a day such as 19600102.
_NUMBER = re.compile(
    r"(?<![\dXx])(?:\d{14,17}[\dXx]|0\d{2,3}-\d{7,8}|(?!(?:19|20)\d{6}(?!\d))\d{7,13})(?![\dXx])", re.ASCII
)
_SHORTEST_ID = 15


@frozen
class OpenedFile:
    """One file, with the meanings of its headings in force.

    sheets, columns, file: of `exchange`; file is None where it could not be read with these meanings, and `trouble`
    says why. headings: as they stand whatever their meaning, by which the layout is known again. assigned: heading →
    field, where a person said so. kept: what was said of an earlier file. places:
    (sheet, row) → its place in the whole file.
    """

    path: Path
    kind: str
    sheets: Sequence[Any] = field(repr=False)
    headings: tuple[str, ...]
    columns: Sequence[Any] = field(repr=False)
    assigned: Mapping[str, str]
    kept: Mapping[str, str]
    file: Any = field(repr=False)
    trouble: AppError | None

    places: Mapping[tuple[str, int], int] = field(repr=False)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column has."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def ignored(self) -> Sequence[IgnoredRow]:
        """What was left out; nothing where the file could not be read."""
        return self.file.ignored if self.file is not None else ()

    @property
    def meanings(self) -> Meanings | None:
        """What is to be kept for the next file; None where nobody said anything new."""
        return None if self.assigned == self.kept else Meanings(self.kind, self.headings, self.assigned)

    @property
    def remembered(self) -> bool:
        """Whether the meanings in force are those of an earlier file."""
        return bool(self.kept) and self.assigned == self.kept


def open_file(store: Store, kind: str, path: Path, tell: Tell) -> OpenedFile:
    """Read a file with what was said of its headings before. Raises: those of `exchange.reading.read_workbook`."""
    from hongyun_desktop.exchange import reading, seen_columns

    sheets = reading.read_workbook(path, waiting=lambda: tell(0, 0))
    headings = seen_columns.headings_of(seen_columns.seen_columns(sheets, kind, {}))
    kept = import_layout.assigned_for(store, kind, headings)
    return _read(store, path, kind, sheets, headings, kept, kept)


def read_again(store: Store, opened: OpenedFile, assigned: Mapping[str, str]) -> OpenedFile:
    """The same file with other meanings of its headings."""
    return _read(store, opened.path, opened.kind, opened.sheets, opened.headings, assigned, opened.kept)


def _read(
    store: Store, path: Path, kind: str, sheets: Sequence[Any], headings: tuple[str, ...],
    assigned: Mapping[str, str], kept: Mapping[str, str],
) -> OpenedFile:  # fmt: skip
    from hongyun_desktop.exchange.roster_sheet import read_roster_sheets
    from hongyun_desktop.exchange.seen_columns import seen_columns
    from hongyun_desktop.exchange.sign_in_sheet import read_sign_in_sheets
    from hongyun_desktop.exchange.task_sheet import read_task_sheets

    readers = {"roster": read_roster_sheets, "sign_in": read_sign_in_sheets, "tasks": read_task_sheets}
    read: Callable[..., Any] = readers[kind]
    file, trouble = None, None
    try:
        file = read(sheets, path.name, today(store.clock), assigned)
    except Invalid as error:
        trouble = error
    columns = seen_columns(sheets, kind, assigned)
    if trouble is not None and not columns:
        raise trouble  # not a word that could be assigned
    places = {key: place for place, key in enumerate(file.sources)} if file is not None else {}
    return OpenedFile(path, kind, sheets, headings, columns, assigned, kept, file, trouble, places)


def assign(assigned: Mapping[str, str], heading: str, meaning: str, repeatable: frozenset[str]) -> dict[str, str]:
    """The meanings once a heading has another one; a field that one column has only is taken from the other."""
    others = {
        other: "" if known == meaning and meaning not in repeatable else known for other, known in assigned.items()
    }
    return {**others, heading: meaning}


def masked(text: str) -> str:
    """The text with ID and phone numbers masked, for a screen; days and room numbers stay."""
    return _NUMBER.sub(lambda match: _mask(match[0]), text)


def _mask(number: str) -> str:
    digits = number.replace("-", "")
    return mask_id_number(digits) if len(digits) >= _SHORTEST_ID else mask_phone(digits)


def _is_long(cell: object) -> bool:
    return isinstance(cell, float) and abs(cell) >= 10**_SHORTEST_ID


def masked_sentence(problem: ImportProblem) -> str:
    """What is the matter with a row, as a screen may show it; the problems workbook has the number to be corrected."""
    is_number = problem.code.startswith("id_") and problem.code != "id_in_two_dwellings"
    text = mask_id_number(problem.text) if is_number else masked(problem.text)
    return problem_sentence(ImportProblem(problem.sheet, problem.row, problem.code, problem.name, text))


def row_as_it_stood(opened: OpenedFile, sheet: str, row: int) -> str:
    """The cells of a row, masked; empty where the file has no such row."""
    source = opened.file.sources.get((sheet, row)) if opened.file else None
    if source is None:
        return ""
    from hongyun_desktop.exchange.cells import text_of

    fields = {column.heading: column.field for column in opened.columns}
    # Of a number this long a workbook keeps fifteen digits; the rest would be invented.
    texts = [f"{Decimal(f'{cell:.15g}'):f}" if _is_long(cell) else text_of(cell) for cell in source.cells]
    cells = [
        mask_id_number(text) if fields.get(heading) == "id_number" else masked(text)
        for heading, text in zip(source.headings, texts, strict=True)
    ]
    return " · ".join(text for text in (masked(source.address), *cells) if text)
