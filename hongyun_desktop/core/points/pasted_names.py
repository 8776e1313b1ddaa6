# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a pasted block of names: one a line or many in a line, numbered or not, with rooms and phones or without.

Reads text only and asks no database: who is meant is `picking`'s to say. Standard library and address rules only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hongyun_desktop.core.points.chain_words import (
    COMPOUND_SURNAMES,
    HAN,
    has_emoji,
    is_noise,
    looks_like_a_name,
    plain,
    spoken_names,
)
from hongyun_desktop.core.points.pasted_places import NOWHERE, PART, WHOLE, Place
from hongyun_desktop.core.roster.address import Address, han_numbers_as_digits

_NUMBERED = re.compile(
    r"\s*(?:（\s*(?P<inside>\d{1,3})\s*）|(?P<dotted>\d{1,3})\s*[.、:：）](?!\d)"
    rf"|(?P<tight>\d{{1,3}})\s*[.、）]\s*(?={WHOLE}|{PART})"
    rf"|(?P<bare>\d{{1,3}})(?:\s+(?=(?:{HAN}|[A-Za-z（@]|{WHOLE}|{PART}))|\s*[-_]\s*(?={HAN}))"
    rf"|(?P<close>\d{{1,3}})(?=(?![栋幢座号楼单月日点人位个小分年层室岁时米周户组期大口])(?:{HAN}|[（@]))"
    r"|(?P<ringed>[①-⑳⑴-⒇⒈-⒛❶-❿]))\s*[.、]?\s*(?!\d*$)"
)
_CROSSED_NUMBER = re.compile(r"^([~～]{2})\s*(\d.*)$")
_BULLET = re.compile(r"\s*[-*•·●]\s*(?=\S)")
_EMPTY_NUMBER = re.compile(r"\s*（?\d{1,3}\s*(?:[.、:：）]+\s*|$)|\s*[①-⑳⑴-⒇⒈-⒛❶-❿]\s*")
_EMPTY_NUMBER_BEFORE = re.compile(r"^\s*[（(]?(?:\d{1,3}|(?:\d\ufe0f?\u20e3)+)\s*[.．、:：)）]*")
_CHAIN_HEAD = re.compile(r"\s*#?\s*(?:接龙|Group Note)\b", re.IGNORECASE)
_ASIDE_LINE = re.compile(
    r"\s*(?:例如?|示例|格式)[\s:：]|\s*(?:参与|接龙|报名|目前|合计|总|共)+(?:人数|人次)?\s*[:：]?\s*\d+\s*人?\s*$"
)
_WHEN = (
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{1,2}(?:[:：]\d{2})?\s*[-~到至]\s*\d{1,2}(?:[:：]\d{2}|\s*点半?)|\d{1,2}[:：]\d{2}"
    r"|\d{1,2}\s*点半?(?:\d{1,2}分)?|\d{1,3}\s*岁|[\d.]+\s*(?:个?半?小时|分钟|分|h\b)"
)
_ESTATE = rf"{HAN}{{2}}(?:小区|社区|街道)"
_PIECE = re.compile(
    rf"(?P<aside>（[^（）]*）?|{_WHEN})|(?P<more>\+\s*\d+(?!\d)|(?:[共加等]\s*)?\d{{1,2}}\s*(?:个人|[人位名口个])(?![栋单]))"
    rf"|(?P<place>{WHOLE}|{PART})|(?P<handle>[A-Za-z_]{{2,}}\d+(?![\d-]|\s*[栋幢座]))|(?P<phone>\d{{3,4}}(?!\d)|1\d{{10}}(?!\d))"
    rf"|(?P<end>[、，,;；|\t/&]+)|(?P<estate>{_ESTATE})|(?P<name>(?:(?!{_ESTATE})"
    r"[^\d\s、，,;；|/&（）+:：.。!！?？~～…\"“”'‘’\-_*@#$%^=])+)|(?P<number>\d+)|(?P<mark>\S)"
)
_NOBODY_ELSE = re.compile(r"[共等]?\s*1\s*(?:个人|[人位名口个])")
_ONE_HAN = re.compile(HAN)
_SHORT_HAN = re.compile(rf"{HAN}{{1,2}}")


@dataclass(frozen=True, slots=True)
class PastedName:
    """One person as pasted; text: what stood there. phone: 11 digits, or 3 or 4 that may be a room or a phone's end.

    own_name: the one name in brackets behind a nickname, empty for none. said: the whole line without its number.
    line: the number written before it (numbered), else that of its line, from 1. entry: lines without a number of
    their own belong to the numbered one above; counted from 1.
    """

    text: str
    name: str
    place: Place = NOWHERE
    phone: str = ""
    own_name: str = ""
    line: int = 0
    numbered: bool = False
    said: str = ""
    entry: int = 0

    @property
    def address(self) -> Address | None:
        """The whole address, where all of it is given."""
        return self.place.address


@dataclass(frozen=True, slots=True)
class Skipped:
    """Text taken for no name; why: heading, aside or more (somebody brought along without a name).

    line, numbered, entry, said: as in `PastedName`, 0 for a heading.
    """

    text: str
    why: str
    line: int = 0
    numbered: bool = False
    entry: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to be read, without its number."""

    number: int
    numbered: bool
    text: str
    entry: int


def read(text: str) -> tuple[list[PastedName], list[Skipped]]:
    """The people of a block in its order, and whatever was not taken for one."""
    people: list[PastedName] = []
    skipped: list[Skipped] = []
    for line in _lines(text, skipped):
        beside: list[Skipped] = []
        found = _LineReader(beside).read(line.text)
        where = {"line": line.number, "numbered": line.numbered, "entry": line.entry, "said": line.text}
        people.extend(replace(each, **where) for each in found)
        skipped.extend(replace(each, **where) for each in beside)
    return people, [each for each in skipped if each.text.strip("（） ")]


def _lines(text: str, skipped: list[Skipped]) -> Iterator[_Line]:
    """The lines without numbers, each with its own; what stands before the first number of a chain is its heading."""
    # ~~3. 罗喆~~ is crossed out, its number included.
    lines = [(raw, _CROSSED_NUMBER.sub(r"\2\1 \1", plain(raw))) for raw in text.splitlines() if raw.strip()]
    begin = next((place for place, (_raw, line) in enumerate(lines, 1) if _CHAIN_HEAD.match(line)), 0)
    numbers = [_number_in(match) for _raw, line in lines[begin:] if (match := _NUMBERED.match(line))]
    in_heading = bool(numbers) and (numbers[0] == 1 or begin > 0)
    number = entry = 0
    for place, (raw, line) in enumerate(lines, 1):
        match = _NUMBERED.match(line)
        in_heading = in_heading and (match is None or place <= begin)
        if in_heading or _CHAIN_HEAD.match(line) or _ASIDE_LINE.match(line):
            skipped.append(Skipped(line or raw.strip(), "heading"))
            continue
        mark = match or _BULLET.match(line)
        rest = line[mark.end() :] if mark else line
        is_empty = _EMPTY_NUMBER.fullmatch(line) is not None and (bool(numbers) or not line.isdigit())
        own_number = _number_in(match) or _empty_number(line, is_empty=is_empty)
        number = own_number or number
        entry += bool(own_number) or not number
        if is_empty or not rest:
            # Somebody whose WeChat name is nothing but emoji has signed up all the same.
            rest = _EMPTY_NUMBER_BEFORE.sub("", raw).strip() if has_emoji(raw) else ""
        if rest:
            yield _Line(number or place, bool(number), han_numbers_as_digits(rest), entry)


def _number_in(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    ringed = match["ringed"]
    if ringed:
        return next(ord(ringed) - ord(first) + 1 for first in "❶⒈⑴①" if ord(ringed) >= ord(first))
    return int(match["inside"] or match["dotted"] or match["tight"] or match["bare"] or match["close"])


def _empty_number(line: str, *, is_empty: bool) -> int:
    digits = re.search(r"\d+", line) if is_empty else None
    return int(digits.group()) if digits else 0


class _LineReader:
    """Takes the pieces of one line: a room, a phone or an aside belongs to the name before it."""

    def __init__(self, skipped: list[Skipped]) -> None:
        self._skipped = skipped
        self._people: list[PastedName] = []
        self._open = False
        self._joins = False

    def read(self, line: str) -> list[PastedName]:
        """The people of a line."""
        if has_emoji(line):
            return [PastedName(line, line)]
        for match in _PIECE.finditer(line):
            self._take(str(match.lastgroup), match.group().strip())
        self._settle_leftover()
        return self._people

    def _settle_leftover(self) -> None:
        """A room without a name behind one that has another room: which is theirs can't be told."""
        if len(self._people) > 1 and not self._people[-1].name and self._people[-1].place:
            last = self._people.pop()
            before = self._people[-1]
            self._people[-1] = replace(before, text=f"{before.text} {last.text}", place=before.place.joined(last.place))

    def _take(self, kind: str, text: str) -> None:
        joins, self._joins = self._joins, False
        if kind == "end":
            self._open = self._open and self._lacks_place()
        elif kind in ("name", "handle"):
            self._name(text, joins=joins)
        elif kind == "aside":
            self._aside(text)
        elif kind == "more":
            why = "aside" if _NOBODY_ELSE.fullmatch(text) else "more"
            self._skipped.append(Skipped(f"{self._people[-1].name} {text}" if self._people else text, why))
        elif kind == "mark":
            self._joins = joins and text == "·"
        elif kind == "estate":
            self._skipped.append(Skipped(text, "aside"))
        else:
            self._place(kind, text)

    def _lacks_place(self) -> bool:
        last = self._people[-1]
        return not (last.place or last.phone)

    def _name(self, text: str, *, joins: bool) -> None:
        if is_noise(text):
            self._skipped.append(Skipped(text, "aside"))
            return
        last = self._people[-1] if self._people else None
        if joins and last and _are_one(last.name, text):
            # "罗　喆": a name of two characters is often spaced to the width of three.
            self._people[-1] = replace(last, text=last.text + text, name=last.name + text)
        elif last and not last.name:
            # The room may stand before the name: "3-2-1102 罗喆".
            self._people[-1] = replace(last, text=f"{last.text} {text}", name=text)
        else:
            self._people.append(PastedName(text, text))
        self._open = self._joins = True

    def _aside(self, text: str) -> None:
        inside = text.strip("（）") if text[0] == "（" else ""
        pieces = [piece for piece in _PIECE.finditer(inside) if piece.lastgroup not in ("mark", "estate")]
        named = [piece.group() for piece in pieces if piece.lastgroup == "name" and not is_noise(piece.group())]
        others = [piece for piece in pieces if piece.lastgroup != "name"]
        is_who = len(named) == 1 and _are_places(others) and (others or looks_like_a_name(named[0]))
        if is_who and self._people and self._people[-1].name:
            # "阳光灿烂（张桂兰 3-2-1102）": who it is stands in the brackets; `picking` knows whether it is a name.
            last = self._people[-1]
            self._people[-1] = replace(last, text=f"{last.text}（{inside.strip()}）", own_name=named[0])
            self._take_places(others)
        elif not named and others and _are_places(others):
            self._take_places(others)
        elif not self._people and named and _are_places(others):
            for piece in pieces:
                self._take(str(piece.lastgroup), piece.group().strip())
        else:
            self._skipped.append(Skipped(f"{self._people[-1].name}{text}" if self._people else text, "aside"))

    def _take_places(self, pieces: Sequence[re.Match[str]]) -> None:
        for piece in pieces:
            self._take(str(piece.lastgroup), piece.group().strip())

    def _place(self, kind: str, text: str) -> None:
        place = Place.read(text) if kind == "place" else Place(readable=kind == "phone")
        last = self._people[-1] if self._open else None
        if last is None or (last.name and place and last.place.contradicts(place)):
            self._people.append(last := PastedName("", ""))
            self._open = True
        phone = text if kind == "phone" else last.phone
        shown = last.text if last.own_name and text in last.text else f"{last.text} {text}".strip()
        self._people[-1] = replace(last, text=shown, place=last.place.joined(place), phone=phone)


def _are_one(before: str, text: str) -> bool:
    """Whether two pieces with a blank between are one name: 罗 喆, 王 秀英, 欧阳 静雯."""
    surname, given = spoken_names(before)[0], spoken_names(text)[0]
    begins = _ONE_HAN.fullmatch(surname) is not None or surname in COMPOUND_SURNAMES
    return begins and _SHORT_HAN.fullmatch(given) is not None


def _are_places(pieces: Sequence[re.Match[str]]) -> bool:
    """Whether all that stands in brackets beside a name is where somebody lives or can be rung up."""
    return all(piece.lastgroup in ("place", "phone", "end") for piece in pieces)
