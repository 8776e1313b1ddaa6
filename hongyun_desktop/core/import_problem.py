# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of an incoming file that could not be taken whole, in the words both importers share.

Standard library only.
"""

from collections.abc import Sequence

from hongyun_desktop.frozen_class import frozen

HIDDEN_SHEET, PASSED_OVER = "hidden_sheet", "passed_over"
_OF_NUMBER = frozenset({"id_check_digit", "id_precision_lost", "id_format"})


@frozen
class ImportProblem:
    """One row that needs a person's eye.

    row: the number that the spreadsheet program shows. code: see docs/import-codes.md and `messages`.
    text: what stood there, or who it might be; it may hold personal data and goes to the screen and the
    problems workbook only.
    """

    sheet: str
    row: int
    code: str
    name: str = ""
    text: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the person of the row is taken in all the same, only without the ID number."""
        return self.code in _OF_NUMBER


@frozen
class IgnoredRow:
    """One row that is known to hold no person, such as a total, or that seems to: then it was passed over."""

    sheet: str
    row: int
    code: str

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should hear of it."""
        return self.code == PASSED_OVER


def hidden_sheets(ignored: Sequence[IgnoredRow]) -> tuple[str, ...]:
    """The names of the sheets that were not read because nobody sees them."""
    return tuple(each.sheet for each in ignored if each.code == HIDDEN_SHEET)


def passed_over(ignored: Sequence[IgnoredRow]) -> tuple[tuple[str, int], ...]:
    """Sheet and number of the rows that nothing was made of, each once, as a person should know."""
    return tuple(dict.fromkeys((each.sheet, each.row) for each in ignored if each.is_doubtful))
