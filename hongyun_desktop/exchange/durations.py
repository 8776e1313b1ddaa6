# SPDX-License-Identifier: GPL-3.0-or-later
"""How long somebody served, as cells say it. Imports neither peewee nor PySide6."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from hongyun_desktop.core.han_numbers import HAN_NUMBER, han_number
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.reading import Cell

DAY_MINUTES = 24 * 60
_HALF_DAY_MINUTES = DAY_MINUTES // 2
_PART_OF_DAY = r"(?:上午|早上|下午|中午|晚上?)"
_TIME = rf"{_PART_OF_DAY}?\d{{1,2}}[:：时点](?:\d{{2}}分?|半)?"
_TO = "[-—–~～至到]"
_SPAN = re.compile(rf"({_TIME}|{_PART_OF_DAY}?\d{{1,2}}(?={_TO}\d{{1,2}}[点时]))\s*{_TO}+\s*({_TIME})")
_CLOCK = re.compile(r"\d{1,2}:\d{2}", re.ASCII)
_EARLIEST_CLOCK = 6 * 60
_HOUR = re.compile(rf"{_PART_OF_DAY}?\d{{1,2}}")
_LENGTH = re.compile(
    r"(?:(?P<hours>[\d.]+|半|HAN)(?P<half>半)?(?:小时|时|h|hours?|钟头)(?P<more>半)?)?(?:(?P<minutes>[\d.]+)(?:分钟?|min|m))?"
    .replace("HAN", HAN_NUMBER)
)  # fmt: skip


def minutes_of(cell: Cell, unit_minutes: int) -> int | None:
    """The minutes in a cell whose bare numbers are of a unit; None where it names no length of time."""
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, (datetime, date, bool)):
        return None
    if isinstance(cell, str):
        return _length_in(text_of(cell), unit_minutes)
    return round(cell * unit_minutes) if abs(cell) < DAY_MINUTES * 60 else None


@lru_cache(maxsize=1024)
def _length_in(text: str, unit_minutes: int) -> int | None:
    """Minutes in "2", "2.5h", "2小时30分", "90分钟", "半小时", "1个半小时", "2:30", "9:00-11:30"; else None."""
    text = re.sub(r"[\s个]", "", text.translate(FULL_WIDTH).lower())
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return round(float(text) * unit_minutes)
    if match := re.fullmatch(r"(\d{1,2}):(\d{2})", text):
        return int(match[1]) * 60 + int(match[2])
    span = span_in(text)
    if span is not None:
        return span
    match = _LENGTH.fullmatch(text)
    if not match or not text:
        return None
    try:
        hours = _number(match["hours"]) if match["hours"] else 0.0
        half = 30 if match["half"] or match["more"] else 0
        return round(hours * 60 + half + float(match["minutes"] or 0))
    except ValueError:
        return None


def _number(text: str) -> float:
    return 0.5 if text == "半" else float(han_number(text)) if re.fullmatch(HAN_NUMBER, text) else float(text)


@lru_cache(maxsize=1024)
def span_in(text: str) -> int | None:
    """Minutes from the first to the second time in "9:00-11:30", "下午2点-5点", all of several spans; else None."""
    spans = list(_SPAN.finditer(text))
    minutes = [between(*match.groups()) for match in spans]
    told = [each for each in minutes if each is not None]
    return sum(told) if told and len(told) == len(minutes) else None


def between(start: Cell, end: Cell) -> int | None:
    """Minutes from one moment to a later one; 下午2点 to 5点 ends in the afternoon too. None where it can't be told."""
    first, last = (
        moment_of(f"{cell}点" if isinstance(cell, str) and _HOUR.fullmatch(cell) else cell) for cell in (start, end)
    )
    if first is None or last is None:
        return None
    is_late = isinstance(start, str) and re.search("下午|晚", start) is not None
    if last < first and is_late and last < _HALF_DAY_MINUTES:
        last += _HALF_DAY_MINUTES
    return last - first


def is_clock(cell: Cell) -> bool:
    """Whether a cell holds a time of day, 9:00 or 14:30; what is before six is more likely a length, 2:30."""
    is_one = isinstance(cell, (time, datetime)) or _CLOCK.fullmatch(text_of(cell).translate(FULL_WIDTH)) is not None
    return is_one and (moment_of(cell) or 0) >= _EARLIEST_CLOCK


def moment_of(cell: Cell) -> int | None:
    """Minutes since midnight of a time cell, a fraction of a day, or text like 8:30, 8点半 or 0830."""
    if isinstance(cell, (time, datetime)):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(cell % 1 * DAY_MINUTES) if cell >= 0 else None
    text = text_of(cell)
    if match := re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)", text):
        return int(match[1]) * 60 + int(match[2])
    match = re.search(r"(下午|晚上?)?(\d{1,2})[:：时点](\d{2}|半)?", text)
    if not match:
        return None
    hour, minute = int(match[2]), 30 if match[3] == "半" else int(match[3] or 0)
    return (hour + (12 if match[1] and hour < 12 else 0)) * 60 + minute
