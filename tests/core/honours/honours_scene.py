# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that the tests of the honours share: day, quarter, title, and printers that look at a sheet before issue."""

from collections.abc import Callable
from datetime import date

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.core.quarters import Quarter

Serve = Callable[..., int]
Issue = Callable[..., int]

SUMMER = Quarter(2026, 3)
TODAY = date(2026, 10, 8)
TITLE = "季度志愿之星"


def printable(_sheet: CertificateSheet) -> None:
    """A printer whose fonts have every character."""


def without_rare_characters(sheet: CertificateSheet) -> None:
    """A printer whose fonts end with the basic plane."""
    for character in words.plain_text(sheet.wording):
        if character > "\uffff":
            raise Refused("character_not_printable", character=character, name=sheet.wording.recipient)
