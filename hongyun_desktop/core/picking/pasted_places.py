# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody of a pasted line lives, as far as the line says it. Pure: standard library and address rules only."""

import re
from dataclasses import replace
from typing import Self

from hongyun_desktop.core.roster.address import Address, building_code, parse_address, room_code, unit_code
from hongyun_desktop.frozen_class import frozen

_CODE = r"[A-Za-z]?\d{1,3}[A-Za-z]?"
_WORD = r"(?:号?楼栋?|栋楼?|幢|座|\#)"
_ROOM = r"[A-Za-z]?\d{2,5}[A-Za-z]?(?!\d|\s*(?:单元|[栋幢座层楼个人位名岁点月]))\s*(?:号房?|室|房)?"
_FLOOR = r"(?:\d{1,2}\s*[层楼]\s*)?"
WHOLE = (
    rf"{_CODE}\s*(?:{_WORD}\s*-?|[-/])\s*{_CODE}\s*(?:单元\s*-?|[-/])\s*{_FLOOR}[A-Za-z]?\d{{1,5}}[A-Za-z]?"
    r"(?!\d|\s*[层楼个人位名岁点月])\s*(?:号房?|室|房)?"
)
"""3-2-1102, 3栋2单元1102号."""
PART = (
    rf"(?:\d{{1,3}}|[A-Za-z]\d{{0,2}})\s*{_WORD}(?:\s*-?\s*(?:\d{{1,2}}\s*单元|{_ROOM}))?|\d{{1,2}}\s*单元(?:\s*{_ROOM})?"
    rf"|{_CODE}\s*-\s*{_CODE}\s*单元|(?<!\d)(?<!\d-)\d{{1,3}}\s*-\s*\d{{1,5}}(?![\d.-])|\d{{3,4}}\s*(?:室|号房|房)"
)
"""3栋, 3栋2单元, 3栋1102, 2单元1102, 3-2, 3-1102, 1102室."""
_WORDS = re.compile(
    rf"(?:(?P<building>{_CODE}|[A-Za-z])\s*(?:{_WORD}|-(?=.*单元$)))?\s*-?\s*(?:(?P<unit>\d{{1,2}})\s*单元\s*-?|(?P<last>{_CODE})\s*单元$)?"
    r"\s*(?:(?P<room>[A-Za-z]?\d{1,5}[A-Za-z]?)\s*(?:号房?|室|房)?)?"
)
_HASH = re.compile(r"\s*#")
_TWO = re.compile(r"(\d{1,3})\s*-\s*(\d{1,5})")
_SHORTEST_ROOM = 3


@frozen
class Place:
    """The parts of an address that are given, empty for those that are not.

    either: a number that is a building or a unit ("2-1102"). readable: False where something stood there that fits
    no address, or two that contradict each other.
    """

    building: str = ""
    unit: str = ""
    room: str = ""
    either: str = ""
    readable: bool = True

    @classmethod
    def read(cls, text: str) -> Self:
        """The place that a piece of a line names."""
        if address := parse_address(_HASH.sub("栋", text)):
            return cls(address.building, address.unit, address.room)
        if two := _TWO.fullmatch(text):
            first, second = building_code(two[1]), room_code(two[2])
            return cls(first, second) if len(two[2]) < _SHORTEST_ROOM else cls(room=second, either=first)
        return cls._of_words(text)

    @classmethod
    def _of_words(cls, text: str) -> Self:
        match = _WORDS.fullmatch(text.strip())
        if match is None:
            return cls(readable=False)
        return cls(
            building_code(match["building"] or ""), unit_code(match["unit"] or match["last"] or ""),
            room_code(match["room"] or ""),
        )  # fmt: skip

    def __bool__(self) -> bool:
        """Whether anything stood there."""
        return not self.readable or any((self.building, self.unit, self.room, self.either))

    @property
    def address(self) -> Address | None:
        """The whole address, where all of it is given."""
        whole = self.readable and all((self.building, self.unit, self.room))
        return Address(self.building, self.unit, self.room) if whole else None

    def fits(self, address: Address | None) -> bool:
        """Whether somebody who lives at an address may be meant; nothing given fits everybody."""
        if not self:
            return True
        if address is None or not self.readable:
            return False
        own = (address.building, address.unit, address.room)
        given = (self.building, self.unit, self.room)
        return all(not part or part == its for part, its in zip(given, own, strict=True)) and (
            not self.either or self.either in own[:2]
        )

    def contradicts(self, other: "Place") -> bool:
        """Whether two places cannot be the same."""
        pairs = ((self.building, other.building), (self.unit, other.unit), (self.room, other.room))
        return any(one and two and one != two for one, two in pairs)

    def joined(self, other: "Place") -> "Place":
        """Both taken together; unreadable where they contradict each other."""
        return replace(
            self, building=self.building or other.building, unit=self.unit or other.unit,
            room=self.room or other.room, either=self.either or other.either,
            readable=self.readable and other.readable and not self.contradicts(other),
        )  # fmt: skip


NOWHERE = Place()
"""Nothing said of where."""
