# SPDX-License-Identifier: GPL-3.0-or-later
"""Measured lines of a task and their sums: whole thousandths of their unit. Pure: standard library only.

Source: domain.md, Rules, Rectification.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen

MILLI = 1000
UNITS = ("处", "吨", "平方米", "米", "个", "家", "棵")
_MOST_MILLI = 10**12
_SAME_UNIT = {
    "㎡": "平方米",
    "平米": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "平方": "平方米",
    "m3": "立方米",
    "m³": "立方米",
    "立方": "立方米",
    "公尺": "米",
    "延米": "米",
    "m": "米",
    "t": "吨",
    "株": "棵",
}


@frozen
class Quantity:
    """One measured line; item: what is counted, empty where the task's title says it."""

    unit: str
    planned_milli: int
    done_milli: int = 0
    accepted_milli: int = 0
    item: str = ""


@frozen
class Total:
    """Sums of one category in one unit: never across units."""

    category: str
    unit: str
    tasks: int
    planned_milli: int
    done_milli: int
    accepted_milli: int


class Progress(StrEnum):
    """How much of what was planned is done."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


def progress_of(quantities: Iterable[Quantity]) -> Progress:
    """What the measured lines say; a task without lines has none done until it is closed."""
    lines = list(quantities)
    if lines and all(line.done_milli >= line.planned_milli for line in lines):
        return Progress.WHOLE
    return Progress.PART if any(line.done_milli for line in lines) else Progress.NONE


def milli_of(text: str) -> int:
    """A quantity as people write it ("12.5", "1,200") in thousandths.

    Raises: Invalid("quantity_not_a_number"), Invalid("quantity_too_fine") beyond three decimals,
    Invalid("quantity_out_of_range") below zero or above a thousand million.
    """
    try:
        value = Decimal(text.translate(FULL_WIDTH).replace(",", "").strip()) * MILLI
        whole = int(value)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise Invalid("quantity_not_a_number", "quantity", text=text[:20]) from error
    if value < 0 or value > _MOST_MILLI:
        raise Invalid("quantity_out_of_range", "quantity", text=text[:20])
    if value != whole:
        raise Invalid("quantity_too_fine", "quantity", text=text[:20])
    return whole


def quantity_text(milli: int) -> str:
    """A quantity as it is printed: no more decimals than it has."""
    whole, rest = divmod(milli, MILLI)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)


def quantity_number(milli: int) -> int | float:
    """A quantity as a number that can be added up elsewhere; a whole one without a point."""
    return milli // MILLI if milli % MILLI == 0 else milli / MILLI


def unit_of(text: str) -> str:
    """The unit's usual name: 平米 and ㎡ are 平方米."""
    text = text.strip()
    return _SAME_UNIT.get(text.lower(), text)
