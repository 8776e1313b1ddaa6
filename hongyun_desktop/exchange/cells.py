# SPDX-License-Identifier: GPL-3.0-or-later
"""What a cell says: text, dates, phones, ID numbers, whatever type the spreadsheet gave it.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from hongyun_desktop.core import identity
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import mend_gb18030
from hongyun_desktop.exchange.reading import Cell

_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 1, 80_000
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_YEAR_FIRST = re.compile(r"(\d{4})[年./\-](\d{1,2})(?:[月./\-](\d{1,2})日?|月)?")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NOTHING = {"无", "/", "-", "—", "——", "暂无", "没有", "未知", "不详", "空", "n/a", "none"}
_SEVERAL = re.compile(r"[/、，,；;|\n\r和及]+")
_SIGNIFICANT_DIGITS = 15


def text_of(cell: Cell) -> str:
    """The cell as somebody would read it; a whole number has no decimals, a day no time."""
    if isinstance(cell, str):
        return mend_gb18030(cell).strip(" \t\r\n\u3000'’") if cell else ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return f"{cell:.15g}" if abs(cell) < 1e15 else f"{cell:.0f}"


def says_nothing(text: str) -> bool:
    """Whether a text only stands for an empty cell."""
    return not text or text.lower() in _NOTHING


def date_of(cell: Cell) -> date | None:
    """The day a cell names: a date cell, an Excel serial, 19680503, 1968.5.3, 1968年5月3日 or 1968年5月; else None."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (time, bool)):
        return None
    if isinstance(cell, (int, float)):
        if _FIRST_SERIAL < cell < _LAST_SERIAL:
            return _EXCEL_EPOCH + timedelta(days=int(cell))
        return date_in(f"{cell:.0f}")
    return date_in(cell)


@lru_cache(maxsize=4096)
def date_in(text: str) -> date | None:
    """The day a text names, or None; a month without a day is its first."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    text = re.sub(r"(\d{1,2}:\d{2}.*|[(（]?(?:星期|周).[)）]?)$", "", text)
    match = _YEAR_FIRST.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    if not match:
        return _serial_in(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None


def _serial_in(text: str) -> date | None:
    # A CSV holds what the date cell held underneath.
    if re.fullmatch(r"[1-6]\d{4}", text, re.ASCII):
        return _EXCEL_EPOCH + timedelta(days=int(text))
    return None


def phones_of(cell: Cell) -> tuple[tuple[str, ...], str]:
    """The phone numbers in a cell in their order, and what is left that is none."""
    phones: list[str] = []
    rest: list[str] = []
    for part in _SEVERAL.split(text_of(cell)):
        for piece in _phone_pieces(part):
            number = identity.tidy_phone(piece)
            if identity.is_phone(number):
                phones.append(number)
            elif not says_nothing(piece.strip()):
                rest.append(piece.strip())
    return tuple(dict.fromkeys(phones)), "、".join(rest)


def _phone_pieces(part: str) -> list[str]:
    # "132 1259 4674" is one number, "13212594674 13800000000" two: the length decides.
    part = re.sub(r"[(（][^)）]*[)）]$", "", part)
    digits = re.sub(r"\D", "", part)
    return part.split() if len(digits) > 14 else [part]


def id_number_of(cell: Cell, today: date) -> tuple[str, str, str]:
    """A valid ID number, or a problem's code and what stood there: (number, code, text).

    Any number cell, and text such as 5.1E+17, has lost its last digits for good: the text keeps the 15 that are
    left and zeros, and the number is never taken (domain.md, Numbers).
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return "", *_lost(float(cell))
    text = identity.tidy_id_number(text_of(cell))
    if says_nothing(text):
        return "", "", ""
    if _LOST.fullmatch(text):
        return "", *_lost(float(text))
    try:
        identity.read_id_number(text, today)
    except Invalid as error:
        return "", error.code, text
    return text, "", ""


def _lost(number: float) -> tuple[str, str]:
    if number == 0:
        return "", ""
    digits = f"{number:.{_SIGNIFICANT_DIGITS - 1}e}"
    mantissa, exponent = digits.split("e")
    whole = mantissa.replace(".", "").lstrip("-")
    length = int(exponent) + 1
    text = (whole + "0" * length)[:length] if length > 0 else whole
    return ("id_precision_lost" if length > _SIGNIFICANT_DIGITS else "id_format"), text
