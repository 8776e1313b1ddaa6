# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody lives: "3栋2单元1102", short form 3-2-1102. Pure: standard library only."""

import re
from functools import lru_cache
from typing import Self

from hongyun_desktop.core.han_numbers import HAN_NUMBER, han_number
from hongyun_desktop.frozen_class import frozen

_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－—–‐／＃，",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ----/#,",
)
_CODE = r"(?:[A-Z]?\d{1,3}[A-Z]?|[A-Z])"
_ROOM = r"[A-Z]?\d{1,5}[A-Z]?"
_BUILDING_WORD = r"(?:号?楼栋?|栋楼?|幢|座|号)"
# Patterns stay text: `re` keeps what it compiled, and a start that reads no address compiles none.
_BUILDING = rf"(?P<building>{_CODE})(?:\#?{_BUILDING_WORD}|\#)"
_DASH = r"[-/.·_\\~]"
_ROOM_WORD = r"(?:号房?|室|房间?|户)"
_DASHED = (
    rf"(?P<before>.*[^\dA-Z#\-/.·_\\~])?(?P<building>{_CODE})\#?{_DASH}(?P<unit>{_CODE}){_DASH}"
    rf"(?P<room>{_ROOM}){_ROOM_WORD}?"
)
_WITHIN = rf"-?(?:(?P<unit>{_CODE})(?:单元?-?|{_DASH}))?(?:(?P<floor>\d{{1,2}})[层楼]-?)?(?P<room>{_ROOM}){_ROOM_WORD}?"
# A bare 号 may be a house number or a day of the month: where a title is read, only these words name a building.
_NAMED_BUILDING = (
    rf"(?P<several>[共全至到、,~和及]|[A-Z\d]-)?(?<![A-Z\d])(?P<building>{_CODE})(?:\#?(?:号?楼|栋|幢|座)|\#$)"
)
_DWELLING_BEFORE = rf"单元|\d{_DASH}\d"
_HAN_NUMBER = rf"{HAN_NUMBER}(?=号?[楼栋幢座]|单元)"
_REMARK_BEHIND = r"[(（\[【][^()（）\[\]【】]*[)）\]】]$"


@frozen(order=True)
class Address:
    """Building, unit and room as the committee writes them: codes such as "3", "12", "A", room "1102"."""

    building: str
    unit: str
    room: str

    @property
    def short(self) -> str:
        """3-2-1102."""
        return f"{self.building}-{self.unit}-{self.room}"

    @property
    def full(self) -> str:
        """3栋2单元1102."""
        return f"{self.building}栋{self.unit}单元{self.room}"

    @classmethod
    def of(cls, building: str, unit: str, room: str) -> Self | None:
        """The address made of three cells, or None where one of them can't be read."""
        parts = building_code(building), unit_code(unit), room_code(room)
        return cls(*parts) if all(parts) else None


def tidy(text: str) -> str:
    """Address text with ASCII digits, letters and dashes, Han numbers before 栋 and 单元 as digits, and no blanks."""
    return han_numbers_as_digits(re.sub(r"\s+", "", text.translate(_FULL_WIDTH)).upper())


def han_numbers_as_digits(text: str) -> str:
    """The text with the Han numbers before 栋 and 单元 as digits, and nothing else changed."""
    return re.sub(_HAN_NUMBER, lambda match: str(han_number(match.group())), text)


@lru_cache(maxsize=8192)
def parse_address(text: str, building: str = "", unit: str = "") -> Address | None:
    """The address that a text names, or None.

    Reads "3栋2单元1102号", "3-2-1102", "3号楼2单元1102室", "3幢2-1102", "3#2-1102"; text before the building
    ("鸿运小区") and a remark in brackets behind the room are passed over. Where building or unit are known from
    elsewhere (the sheet's name, say), "2-1102" and "1102" do.
    """
    text = tidy(text)
    match = re.fullmatch(_DASHED, text)
    if match and not re.search(_DWELLING_BEFORE, match["before"] or ""):
        return Address.of(match["building"], match["unit"], match["room"])
    within = re.compile(_WITHIN)
    for place in re.finditer(_BUILDING, text):
        if re.search(_DWELLING_BEFORE, text[: place.start()]):
            break
        if (match := within.fullmatch(text, place.end())) and _is_on_floor(match):
            return Address.of(place["building"], match["unit"] or unit, match["room"])
    if building and (match := within.fullmatch(text)) and _is_on_floor(match):
        return Address.of(building, match["unit"] or unit, match["room"])
    remark = re.search(_REMARK_BEHIND, text)
    return parse_address(text[: remark.start()], building, unit) if remark else None


def _is_on_floor(match: re.Match[str]) -> bool:
    # "11层1102" says the floor twice; "11层2号" leaves open how the room is numbered.
    return match["floor"] is None or floor_of(match["room"]) == int(match["floor"])


@lru_cache(maxsize=4096)
def building_in(text: str) -> str:
    """The one building that a title or a lone "3栋" names, by its word; empty for none, or for several (1-8栋)."""
    found = list(re.finditer(_NAMED_BUILDING, tidy(text)))
    codes = {_without_zeros(match["building"]) for match in found}
    return codes.pop() if len(codes) == 1 and not any(match["several"] for match in found) else ""


def unit_in(text: str) -> str:
    """The unit that a title names ("3栋2单元"); empty where there is none."""
    match = re.search(rf"({_CODE})单元", tidy(text))
    return _without_zeros(match[1]) if match else ""


@lru_cache(maxsize=8192)
def building_code(text: str) -> str:
    """The code in "3栋", "3号楼", "03幢", "三栋" or "3", without leading zeros; empty where there is none."""
    match = re.fullmatch(rf"({_CODE})\#?{_BUILDING_WORD}?", _with_suffix(text, "栋"))
    return _without_zeros(match[1]) if match else ""


@lru_cache(maxsize=8192)
def unit_code(text: str) -> str:
    """The code in "2单元" or "2"; empty where there is none."""
    match = re.fullmatch(rf"({_CODE})(?:单元?)?", _with_suffix(text, "单元"))
    return _without_zeros(match[1]) if match else ""


@lru_cache(maxsize=8192)
def room_code(text: str) -> str:
    """The room in "1102号", "1102室" or "1102"; empty where there is none."""
    match = re.fullmatch(rf"({_ROOM}){_ROOM_WORD}?", tidy(text))
    return _without_zeros(match[1]) if match else ""


def _with_suffix(text: str, suffix: str) -> str:
    text = text.strip()
    return tidy(text + suffix) if re.fullmatch(HAN_NUMBER, text) else tidy(text)


def _without_zeros(code: str) -> str:
    return re.sub(r"^0+(?=\d)", "", code)


def floor_of(room: str) -> int | None:
    """The floor that a room number names: 1102 is on 11, 302 on 3; None for "3" or "A"."""
    digits = re.sub(r"\D", "", room)
    return int(digits[:-2]) if len(digits) >= 3 else None


def sort_key(address: Address) -> tuple[tuple[int, str], ...]:
    """Order by building, unit and room as numbers, then as letters."""
    return tuple((int(re.sub(r"\D", "", part) or 0), part) for part in (address.building, address.unit, address.room))
