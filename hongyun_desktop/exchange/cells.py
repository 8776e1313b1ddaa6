# SPDX-License-Identifier: GPL-3.0-or-later
"""What a cell says: text, dates, phones, ID numbers, whatever type the spreadsheet gave it.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from hongyun_desktop.core import identity
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.han_numbers import HAN_NUMBER, han_number
from hongyun_desktop.core.names import mend_gb18030
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.frozen_class import frozen

_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 1, 80_000
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_ROUNDED = re.compile(r"[1-9]\d{14}000", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[年./\-](\d{1,2})(?:[月./\-](\d{1,2})[日号]?|月)?")
_TIME_BEHIND = re.compile(r"(?:[T\s]+\d{1,2}[:点时].*|(?<=[日号])\d{1,2}[:点时].*|\s*[(（]?(?:星期|周).[)）]?.*)$")
_HAN_PART = re.compile(rf"{HAN_NUMBER}(?=[年月日号])")
# How a program set to English writes a day.
_YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})(\d{2})")
_AS_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NOTHING = {
    "无", "/", "-", "—", "——", "暂无", "没有", "未知", "不详", "空", "以下空白", "n/a", "none",
    "#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!",
}  # fmt: skip
_RULE = re.compile(r"[-—–_=~…*]+")
_SEVERAL = re.compile(r"[/、，,；;|\n\r和及]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_AROUND = " \t\r\n\u3000\u00a0\ufeff'’"
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.ASCII)
_MOBILE_DIGITS = 11
_LONGEST_LOST = 30
_SIGNIFICANT_DIGITS = 15
_YEARS = range(1880, 2101)


def text_of(cell: Cell) -> str:
    """The cell as somebody would read it; a whole number has no decimals, a day no time."""
    if type(cell) is str:
        if not cell or (cell.isalnum() and cell.isascii()):
            return cell
        return _tidied(cell)
    if type(cell) is float:
        return _number_text(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return _number_text(float(cell))


def _number_text(number: float) -> str:
    if not isfinite(number):
        return ""
    return f"{number:.15g}" if abs(number) < 1e15 else f"{number:.0f}"


@lru_cache(maxsize=8192)
def _tidied(text: str) -> str:
    text = _INVISIBLE.sub("", mend_gb18030(text)).strip(_AROUND)
    # ="510199…" is how some programs keep a long number from being rounded in CSV.
    formula = _AS_FORMULA.fullmatch(text)
    return formula[1].strip(_AROUND) if formula else text


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a text only stands for an empty cell."""
    return not text or text.lower() in _NOTHING or _RULE.fullmatch(text) is not None


def date_of(cell: Cell) -> date | None:
    """The day a cell names: a date cell, an Excel serial, 19680503, 1968.5.3, 1968年5月3日,
    一九六八年五月三日 or 1968年5月; else None.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (time, bool)):
        return None
    if isinstance(cell, (int, float)):
        if not isfinite(cell):
            return None
        if int(cell) in _YEARS:
            return _month_in(f"{cell:.10g}")
        if _FIRST_SERIAL < cell < _LAST_SERIAL:
            return _EXCEL_EPOCH + timedelta(days=int(cell))
        return date_in(f"{cell:.0f}")
    return date_in(cell)


@lru_cache(maxsize=4096)
def date_in(text: str) -> date | None:
    """The day a text names, or None; a month without a day is its first."""
    text = _TIME_BEHIND.sub("", unicodedata.normalize("NFKC", text).strip().rstrip(".。、,;"))
    text = _HAN_PART.sub(lambda part: str(han_number(part.group())), re.sub(r"\s+", "", text))
    match = _YEAR_FIRST.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    if match:
        return _day(match[1], match[2], match[3] or "1")
    if match := _YEAR_LAST.fullmatch(text):
        return _day(match[3], match[1], match[2])
    month = _YEAR_AND_MONTH.fullmatch(text)
    return _day(month[1], month[2], "1") if month else _serial_in(text)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month_in(number: str) -> date | None:
    """The first of the month in 1968.05; None for 1968.1, which may have been typed 1968.10, and a bare year."""
    year, _point, month = number.partition(".")
    return None if month in ("", "1") else _day(year, month, "1") if len(month) <= 2 else None


def _serial_in(text: str) -> date | None:
    # A CSV holds what the date cell held underneath.
    if re.fullmatch(r"[1-6]\d{4}", text, re.ASCII):
        return _EXCEL_EPOCH + timedelta(days=int(text))
    return None


def phones_of(cell: Cell) -> tuple[tuple[str, ...], str]:
    """The phone numbers in a cell in their order, and what is left that is none."""
    text = text_of(cell)
    if text.isascii() and text.isdigit() and len(text) == _MOBILE_DIGITS:
        return (text,), ""
    return ((), "") if says_nothing(text) else _phones_in(text)


@lru_cache(maxsize=4096)
def _phones_in(text: str) -> tuple[tuple[str, ...], str]:
    phones: list[str] = []
    rest: list[str] = []
    for part in _SEVERAL.split(text):
        for piece in _phone_pieces(part):
            number = identity.tidy_phone(piece)
            if identity.is_phone(number):
                phones.append(number)
            elif not says_nothing(piece.strip()):
                # 微信同号13812345678, 13812345678转3: the number is taken, and what stands around it kept.
                phones += _MOBILE.findall(piece)
                rest.append(piece.strip())
    return tuple(dict.fromkeys(phones)), "、".join(rest)


def _phone_pieces(part: str) -> list[str]:
    # "132 1259 4674" is one number, "13212594674 13800000000" two: the length decides.
    part = re.sub(r"[(（][^)）]*[)）]$", "", part)
    digits = re.sub(r"\D", "", part)
    return part.split() if len(digits) > 14 else [part]


@frozen
class IdReading:
    """A valid ID number with its facts, or a problem's code and what stood there; all empty for an empty cell."""

    number: str = ""
    facts: identity.IdFacts | None = None
    problem: str = ""
    text: str = ""


def looks_rounded(cell: Cell) -> bool:
    """Whether a text is an ID number that a spreadsheet program rounded before it became text: wrong, and all zeros
    behind fifteen digits."""
    return isinstance(cell, str) and _is_rounded(identity.tidy_id_number(cell))


def _is_rounded(text: str) -> bool:
    return _ROUNDED.fullmatch(text) is not None and identity.with_check_character(text[:17]) != text


def id_number_of(cell: Cell, today: date, *, rounded: bool = False) -> IdReading:
    """What an ID cell says. rounded: whether zeros behind fifteen digits are none of the number's own.

    Any number cell, and text such as 5.1E+17, has lost its last digits for good: the text keeps the 15 that are
    left and zeros, and the number is never taken (domain.md, Numbers).
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _lost(float(cell))
    text = identity.tidy_id_number(text_of(cell))
    if _LOST.fullmatch(text):
        return _lost(float(text))
    if _is_rounded(text) or (rounded and _ROUNDED.fullmatch(text)):
        return IdReading(problem="id_precision_lost", text=text)
    try:
        facts = identity.read_id_number(text, today)
    except Invalid as error:
        return IdReading() if says_nothing(text) else IdReading(problem=error.code, text=text)
    return IdReading(text, facts)


def _lost(number: float) -> IdReading:
    # A damaged file can hold infinity.
    if number == 0 or not isfinite(number):
        return IdReading()
    mantissa, exponent = f"{abs(number):.{_SIGNIFICANT_DIGITS - 1}e}".split("e")
    digits, length = mantissa.replace(".", ""), int(exponent) + 1
    text = (digits + "0" * length)[:length] if 0 < length <= _LONGEST_LOST else digits
    return IdReading(problem="id_precision_lost" if length > _SIGNIFICANT_DIGITS else "id_format", text=text)
