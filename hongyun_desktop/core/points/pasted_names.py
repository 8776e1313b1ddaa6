# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a pasted block of names: one a line or many in a line, numbered or not, with rooms and phones or without.

Reads text only and asks no database: who is meant is `picking`'s to say. Standard library and address rules only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hongyun_desktop.core.roster.address import Address, building_in, parse_address

_NUMBERING = re.compile(
    r"^\s*(?:[（(]\s*\d{1,3}\s*[)）]|\d{1,3}\s*[.、．:：)）]|\d{1,3}\s+(?=[㐀-鿿])|[①-⑳]|[-*•·●])\s*(?!\d*$)"
)
_CHAIN_HEAD = re.compile(r"^\s*#?\s*(?:接龙|Group Note)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"^\s*例[\s:：]")
_DWELLING = (
    r"[A-Za-z]?\d{1,3}[A-Za-z]?\s*(?:(?:号楼|栋|幢|座|号|#)\s*|[-—–－/]\s*)"
    r"(?:[A-Za-z]?\d{1,3}[A-Za-z]?\s*(?:单元|[-—–－/])\s*)?(?:\d{1,2}\s*[层楼]\s*)?[A-Za-z]?\d{1,5}[A-Za-z]?\s*[室号房]?"
)
_PIECE = re.compile(
    rf"(?P<address>{_DWELLING})|(?P<building>\d{{1,3}}\s*(?:号楼|栋|幢|座))|(?P<phone>(?<!\d)(?:\d{{11}}|\d{{4}})(?!\d))"
    r"|(?P<more>[+＋]\s*\d+|[共加]\s*\d+\s*[人位个])|(?P<aside>[（(][^（）()]*[)）]?|[\d.]+\s*(?:个?半?小时|分钟|分))|(?P<end>[、，,;；|\t/]+)"
    r"|(?P<name>[^\d\s、，,;；|/（）()+＋]+)|(?P<other>\S)"
)
_ONE_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class PastedName:
    """One person as pasted; text: what stood there. phone: 11 or 4 digits.

    building: where no whole address is given.
    """

    text: str
    name: str
    address: Address | None = None
    building: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Text taken for no name; why: heading, aside or more (somebody brought along without a name)."""

    text: str
    why: str


def read(text: str) -> tuple[list[PastedName], list[Skipped]]:
    """The people of a block in its order, and whatever was not taken for one."""
    people: list[PastedName] = []
    skipped: list[Skipped] = []
    for line in _lines(text, skipped):
        read_line = _LineReader(skipped)
        people.extend(read_line.read(line))
    return people, [each for each in skipped if each.text.strip("（）()")]


def _lines(text: str, skipped: list[Skipped]) -> Iterator[str]:
    """The lines without numbers; what stands before the first number of a chain is its heading."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    in_heading = any(_CHAIN_HEAD.match(line) for line in lines) and any(_NUMBERING.match(line) for line in lines)
    for line in lines:
        in_heading = in_heading and not _NUMBERING.match(line)
        if in_heading or _CHAIN_HEAD.match(line) or _EXAMPLE.match(line):
            skipped.append(Skipped(line, "heading"))
        else:
            yield _NUMBERING.sub("", line)


class _LineReader:
    """Takes the pieces of one line: a room, a phone or an aside belongs to the name before it."""

    def __init__(self, skipped: list[Skipped]) -> None:
        self._skipped = skipped
        self._people: list[PastedName] = []
        self._open = False

    def read(self, line: str) -> list[PastedName]:
        """The people of a line."""
        for match in _PIECE.finditer(line):
            self._take(str(match.lastgroup), match.group().strip())
        return self._people

    def _take(self, kind: str, text: str) -> None:
        if kind == "end":
            self._open = self._open and self._lacks_place()
        elif kind == "name":
            self._name(text)
        elif kind == "aside":
            self._aside(text)
        elif kind == "more":
            self._skipped.append(Skipped(f"{self._people[-1].name} {text}" if self._people else text, "more"))
        elif kind == "other":
            self._skipped.append(Skipped(text, "aside"))
        else:
            self._place(kind, text)

    def _lacks_place(self) -> bool:
        last = self._people[-1]
        return not (last.address or last.building or last.phone)

    def _name(self, text: str) -> None:
        last = self._people[-1] if self._people else None
        if self._open and last and _ONE_HAN.fullmatch(last.name) and _ONE_HAN.fullmatch(text):
            # "罗　喆": a name of two characters is often spaced to the width of three.
            self._people[-1] = replace(last, text=last.text + text, name=last.name + text)
            return
        if last and not last.name:
            # The room may stand before the name: "3-2-1102 罗喆".
            self._people[-1] = replace(last, text=f"{last.text} {text}", name=text)
        else:
            self._people.append(PastedName(text, text))
        self._open = True

    def _aside(self, text: str) -> None:
        inside = text.strip("（）()") if text[0] in "（(" else ""
        pieces = list(_PIECE.finditer(inside))
        if pieces and all(piece.lastgroup in ("address", "building", "phone", "end") for piece in pieces):
            for piece in pieces:
                self._take(str(piece.lastgroup), piece.group().strip())
        else:
            self._skipped.append(Skipped(f"{self._people[-1].name}{text}" if self._people else text, "aside"))

    def _place(self, kind: str, text: str) -> None:
        if not self._open:
            self._people.append(PastedName("", ""))
            self._open = True
        last = self._people[-1]
        shown = f"{last.text} {text}".strip()
        if kind == "phone":
            self._people[-1] = replace(last, text=shown, phone=text)
        elif kind == "address" and (address := parse_address(text)):
            self._people[-1] = replace(last, text=shown, address=address)
        else:
            self._people[-1] = replace(last, text=shown, building=building_in(text))
