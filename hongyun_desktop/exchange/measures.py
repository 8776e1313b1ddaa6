# SPDX-License-Identifier: GPL-3.0-or-later
"""What a cell of a ledger says of an amount: a number, a number with its unit, a share, an amount of money.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.money import fen_of
from hongyun_desktop.core.rectification.quantities import MILLI, unit_of
from hongyun_desktop.exchange.cells import says_nothing, text_of
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.frozen_class import frozen

_MOST_MILLI = 10**12
_HAN = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_AMOUNT = re.compile(
    r"(?:大?约|共计?|合?计|近|累计)?(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九])(?P<many>万|千|百)?[余多]?"
    r"(?P<unit>m2|m3|[^\d\-~+*/、,;。]{0,8})(?:左右|上下)?"
)
_BETWEEN = re.compile(r"[、;+和及]|(?<!\d),|,(?!\d{3})")
_ITEM = re.compile(
    r"(?P<item>[^\d()（）]{0,12}?)(?P<amount>(?:大?约|共计?|近)?\d[\d,]*(?:\.\d+)?(?:m[23]|[^\d()（）\-~]{1,9}))"
)
# 长120米、宽3米 is one thing measured twice.
_EXTENT = re.compile("[长宽高厚深]度?约?$")
_MANY = {"万": 10_000, "千": 1000, "百": 100, None: 1}
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
_IN_BRACKETS = re.compile(r"[(\[【〔](?:单位[:：]?)?([^)\]】〕]{1,6})[)\]】〕]|/([^/]{1,4})$")
_UNIT_OF_SHEET = re.compile(r"(?:数量|计量)?单位[:：]\s*([^\s,，;；()（）]{1,4})(?:$|[\s,，;；)）])")
_IS_UNIT = re.compile(
    r"处|[公千]?吨|平方米?|平米|㎡|m[23²³]?|t|立方米?|[延公千]?米|个|家|棵|株|块|户|件|条|盏|根|车|次|辆|袋|桶|套|座|间|栋|只|张|面|亩|公里|方|延长米|场|起|项|点|扇|片|把|人",
    re.IGNORECASE,
)


@frozen
class Amount:
    """An amount as it stood; milli None for an empty cell. fault: whether something stood there that is no amount."""

    milli: int | None = None
    unit: str = ""
    fault: bool = False


def amount_of(cell: Cell) -> Amount:
    """The amount in a cell ("50吨", "约350平米", 3, "1.2万平方米"), in thousandths of its unit, to the nearest one."""
    if isinstance(cell, (bool, date, datetime, time)):
        return Amount(fault=True)
    if isinstance(cell, (int, float)):
        return _checked(Decimal(repr(cell)), "") if isfinite(cell) else Amount(fault=True)
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text_of(cell))).replace("，", ",").rstrip(";,。、")
    if says_nothing(text):
        return Amount()
    match = _AMOUNT.fullmatch(text.lower() if "m" in text.lower() else text)
    if not match:
        return Amount(fault=True)
    number = _number(match["number"])
    unit = re.sub(r"(?:左右|上下|以[上下内])$", "", match["unit"])
    return _checked(number * _MANY[match["many"]], unit_of(unit))


def amounts_of(cell: Cell) -> list[tuple[str, Amount]]:
    """What a cell measures, each with what is counted: 雨棚12处、苗圃350平方米; one amount, or a fault, comes alone."""
    whole = amount_of(cell)
    if not whole.fault or not isinstance(cell, str):
        return [("", whole)]
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))
    found: list[tuple[str, Amount]] = []
    for piece in _BETWEEN.split(text):
        match = _ITEM.fullmatch(piece)
        amount = amount_of(match["amount"]) if match else whole
        if not match or amount.fault or not _IS_UNIT.fullmatch(amount.unit):
            return [("", whole)]
        found.append((match["item"], amount))
    if len(found) > 1 and all(_EXTENT.search(item) for item, _amount in found):
        return [("", whole)]
    return found if len(found) > 1 else [("", found[0][1])]


def _number(text: str) -> Decimal:
    if text[0] not in _HAN and text[0] != "十":
        return Decimal(text.replace(",", ""))
    tens, ten, ones = text.rpartition("十")
    return Decimal((_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0))


def _checked(value: Decimal, unit: str) -> Amount:
    milli = int((value * MILLI).quantize(Decimal(1), ROUND_HALF_UP)) if abs(value) <= _MOST_MILLI else -1
    return Amount(milli, unit) if 0 <= milli <= _MOST_MILLI else Amount(fault=True)


def share_of(cell: Cell) -> Decimal | None:
    """The share that is done as a cell says it ("完成60%", 60%, 0.6), between 0 and 1; None for no share."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Decimal(repr(cell)) if 0 <= cell <= 1 else None
    match = _SHARE.search(unicodedata.normalize("NFKC", text_of(cell)))
    share = Decimal(match[1]) / 100 if match else None
    return share if share is not None and share <= 1 else None


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measure, and not the name of an office, say."""
    return _IS_UNIT.fullmatch(text) is not None


def unit_in_heading(heading: str) -> str:
    """The unit that a heading names in brackets (数量（吨）, 工程量(单位：米), 数量/处), or empty."""
    match = _IN_BRACKETS.search(unicodedata.normalize("NFKC", heading))
    unit = (match[1] or match[2]).strip() if match else ""
    return unit_of(unit) if _IS_UNIT.fullmatch(unit) else ""


def unit_of_sheet(text: str) -> str:
    """The unit that a line above the table gives all amounts (单位：吨), or empty; 单位：万元 is money."""
    units = (match[1] for match in _UNIT_OF_SHEET.finditer(unicodedata.normalize("NFKC", text)))
    return next((unit_of(unit) for unit in units if _IS_UNIT.fullmatch(unit)), "")


def says_ten_thousands(text: str) -> bool:
    """Whether a line above the table gives all money in 万元."""
    return re.search(r"单位\s*[:：]\s*(?:人民币)?\s*万元", text) is not None


def money_of(cell: Cell, heading: str) -> int | None:
    """Fen in a cell of money; a heading may say 万元. None for what is no amount of money."""
    text = re.sub(r"^(?:大?约|共计?|合计|近)|[余多左右]+$", "", text_of(cell).strip())
    if says_nothing(text):
        return None
    if "万" in heading and not re.search("[万元]", text):
        text = f"{text}万"
    try:
        return fen_of(text)
    except Invalid:
        return None
