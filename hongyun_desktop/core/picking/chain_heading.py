# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands above a chain says which activity it is for: its name, day and hours, to be proposed and looked at.

Pure: standard library only.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen

_DAY = re.compile(r"(?:(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]|(\d{1,2})\s*月)\s*(\d{1,2})\s*[日号]?")
_HOURS = re.compile(r"(?:每人|计|服务|时长)[^\d,。;半]{0,4}(\d{1,2}(?:\.5)?|半)\s*个?(?:小时|钟头|h)")
_WHEN = re.compile(
    r"[本这下]?(?:周|星期|礼拜)[一二三四五六日天]|[上下中]午|早上|晚上"
    r"|\d{1,2}(?::\d{2}|点半?钟?)(?:\s*[-–—~至到]\s*\d{1,2}(?::\d{2}|点半?钟?))?"
)
_PARTS = re.compile(r"[,。;!:()]")
_OF_A_CHAIN = re.compile(r"#?\s*(?:群?接龙|报名接龙|接龙报名|报名)\s*$|^\s*#?\s*(?:群?接龙)\s*")
_LONGEST_NAME = 60
_SHORTEST_NAME = 2


@frozen
class ChainHeading:
    """As much as the heading says: name empty, held_on None, minutes 0 (for each person) where it does not."""

    name: str = ""
    held_on: date | None = None
    minutes: int = 0


def heading_of(lines: Sequence[str], near: date) -> ChainHeading:
    """Read the lines above a chain; a day without a year is the one nearest to `near`."""
    shown = [line.translate(FULL_WIDTH) for line in lines]
    held_on = next((day for line in shown for match in _DAY.finditer(line) if (day := _day(match, near))), None)
    hours = next((match[1] for line in shown if (match := _HOURS.search(line))), "0")
    minutes = 30 if hours == "半" else round(float(hours) * 60)
    # The line with the day is the one that says what happens on it.
    named = sorted(shown, key=lambda line: _DAY.search(line) is None)
    name = next((part for line in named if (part := _name(line))), "")
    return ChainHeading(name, held_on, minutes)


def _day(match: re.Match[str], near: date) -> date | None:
    year, month_after_year, month, day = match.groups()
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    days: list[date] = []
    for each in years:
        with suppress(ValueError):
            days.append(date(each, int(month_after_year or month), int(day)))
    return min(days, key=lambda found: abs((found - near).days), default=None)


def _name(line: str) -> str:
    """The first part of a line that is left when day, hour and 接龙 are taken away; empty for none."""
    for part in _PARTS.split(_WHEN.sub(" ", _DAY.sub(" ", line))):
        name = _OF_A_CHAIN.sub("", " ".join(part.split())).strip(" #-—、")
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and not name.isdigit():
            return name
    return ""
