# SPDX-License-Identifier: GPL-3.0-or-later
"""The quarters of a year, by which points are ranked and reports are made. Pure: standard library only."""

import re
from datetime import date, timedelta
from typing import Self

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.frozen_class import frozen

_QUARTER = re.compile(r"(20\d\d)[Qq]([1-4])", re.ASCII)


@frozen(order=True)
class Quarter:
    """A calendar quarter; number 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quarter that "2026Q3" names. Raises: Invalid("quarter_not_valid", text)."""
        match = _QUARTER.fullmatch(text.strip())
        if not match:
            raise Invalid("quarter_not_valid", "quarter", text=text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    def previous(self) -> "Quarter":
        """The quarter before."""
        return Quarter.of(self.starts_on - timedelta(days=1))

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        year, month = (self.year, self.number * 3 + 1) if self.number < 4 else (self.year + 1, 1)
        return date(year, month, 1) - timedelta(days=1)

    @property
    def code(self) -> str:
        """2026Q3."""
        return f"{self.year}Q{self.number}"

    @property
    def short_title(self) -> str:
        """2026年3季度."""
        return f"{self.year}年{self.number}季度"

    @property
    def title(self) -> str:
        """2026年第三季度."""
        return f"{self.year}年第{'一二三四'[self.number - 1]}季度"
