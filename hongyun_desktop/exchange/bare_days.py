# SPDX-License-Identifier: GPL-3.0-or-later
"""Days as people write them where the year is understood: 7月4日, 7.4, 26.7.4, 26日.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from hongyun_desktop.core.han_numbers import HAN_NUMBER, han_number
from hongyun_desktop.exchange.cells import date_in, date_of
from hongyun_desktop.exchange.reading import Cell

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=[年./\-])")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?!\d)")
_HAN_PART = re.compile(rf"{HAN_NUMBER}(?=[月日号])")
_BEHIND = r"(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?|[上下]午|早上|晚上?|中午|全天)*"
_DAY = r"(?:(?P<short>\d{2})[年./])?(?P<month>\d{1,2})(?:月(?P<day>\d{1,2})[日号]?|[./](?P<last>\d{1,2}))"
_BARE = re.compile(_DAY)
_DAY_ALONE = re.compile(r"(?P<day>\d{1,2})[日号]")
_DAYS_OF_MONTH = range(1, 32)
_TIME_BEHIND = re.compile(r"(?<=[日号午])\d{1,2}[:点时].*$")
_PART_OF_DAY = re.compile(f"{_BEHIND}$")
DAY_IN_TEXT = re.compile(
    r"(?<!\d)(?<!\d[:：.\-/])(?:(?:20)?\d{2}\s*[年./\-]\s*)?\d{1,2}\s*(?:月\s*\d{1,2}(?!\d)\s*[日号]?(?![日号])"
    # 2.5小时 and 1-8栋 are none.
    r"|[./\-]\s*\d{1,2}[日号]?(?![\d日号:：.\-/点时栋幢座楼单小个分元岁人%hH]))" + _BEHIND
)
"""A day within a longer text, with or without its year."""


def year_in(texts: Iterable[str]) -> int | None:
    """The only year that texts name; None where they name none or several."""
    years = {match[1] for text in texts for match in _YEAR.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


def month_in(text: str) -> int | None:
    """The only month that a text names (2026年9月, 9月签到表)."""
    months = {int(match[1]) for match in _MONTH.finditer(unicodedata.normalize("NFKC", text))}
    return months.pop() if len(months) == 1 and months <= set(range(1, 13)) else None


def day_of(cell: Cell, year: int | None, month: int | None = None) -> date | None:
    """The day in a cell, its year and month taken from elsewhere where it says none; None where it names no day."""
    if month and isinstance(cell, float) and cell in _DAYS_OF_MONTH:
        return _made(year, month, int(cell))
    day = date_of(cell)
    if day is not None or not isinstance(cell, str):
        return day
    text = _TIME_BEHIND.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)))
    text = _HAN_PART.sub(lambda part: str(han_number(part.group())), _PART_OF_DAY.sub("", text))
    if day := date_in(text):
        return day
    if match := _BARE.fullmatch(text):
        year = 2000 + int(match["short"]) if match["short"] else year
        return _made(year, int(match["month"]), int(match["day"] or match["last"]))
    match = _DAY_ALONE.fullmatch(text)
    return _made(year, month, int(match["day"])) if match else None


def _made(year: int | None, month: int | None, day: int) -> date | None:
    try:
        return date(year, month, day) if year and month else None
    except ValueError:
        return None


def names_day(cell: Cell, month: int | None = None) -> bool:
    """Whether a cell is a day, or a text with a day in it; of a known month also 5日 and 5."""
    if isinstance(cell, str):
        of_month = month is not None and _DAY_ALONE.fullmatch(cell.strip()) is not None
        return of_month or DAY_IN_TEXT.search(cell) is not None
    return isinstance(cell, date) or (month is not None and isinstance(cell, float) and cell in _DAYS_OF_MONTH)


def texts_with_days(cells: Iterable[Cell]) -> list[str]:
    """Cells as texts in which `year_in` sees their year."""
    return [f"{cell.year}年" if isinstance(cell, date) else cell if isinstance(cell, str) else "" for cell in cells]
