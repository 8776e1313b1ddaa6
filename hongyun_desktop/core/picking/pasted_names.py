# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a pasted block of names: one a line or many in a line, numbered or not, with rooms and phones or without.

Reads text only and asks no database: who is meant is `picking`'s to say. Standard library and address rules only.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from hongyun_desktop.core.picking.chain_words import (
    COMPOUND_SURNAMES,
    HAN,
    has_emoji,
    is_noise,
    looks_like_a_name,
    spoken_names,
)
from hongyun_desktop.core.picking.pasted_lines import Line, lines_of
from hongyun_desktop.core.picking.pasted_places import NOWHERE, PART, WHOLE, Place
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.frozen_class import frozen

_SPACED_NAME = re.compile(rf"(?<!{HAN}){HAN}(?:[ ]+{HAN}){{2,3}}(?!{HAN})")
_WHEN = (
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{1,2}(?:[:：]\d{2})?\s*[-~到至]\s*\d{1,2}(?:[:：]\d{2}|\s*点半?)|\d{1,2}[:：]\d{2}"
    r"|\d{1,2}\s*点半?(?:\d{1,2}分)?|\d{1,3}\s*岁|[\d.]{1,6}\s*(?:个?半?小时|分钟|分|h\b)"
    r"|[一两二三四五六七八半]个?半?(?:小时|钟头)"
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


@frozen
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


@frozen
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


def read(text: str) -> tuple[list[PastedName], list[Skipped]]:
    """The people of a block in its order, and whatever was not taken for one."""
    people: list[PastedName] = []
    skipped: list[Skipped] = []
    for line in lines_of(text):
        if line.is_heading:
            skipped.append(Skipped(line.text, "heading"))
            continue
        beside: list[Skipped] = []
        found = _LineReader(beside).read(line.text)
        if people and found and _goes_on(people[-1], found, line):
            # The room on a line of its own below the name.
            last = people[-1]
            said = f"{last.said} {line.text}"
            people[-1] = replace(last, text=f"{last.text} {found[0].text}", place=found[0].place, said=said)
            found = []
        where = {"line": line.number, "numbered": line.numbered, "entry": line.entry, "said": line.text}
        people.extend(replace(each, **where) for each in found)
        skipped.extend(replace(each, **where) for each in beside)
    return people, [each for each in skipped if each.text.strip("（） ")]


def _goes_on(last: PastedName, found: Sequence[PastedName], line: Line) -> bool:
    """Whether a line only says where the person of the line above lives, of one numbered entry."""
    where = found[0]
    is_one = len(found) == 1 and line.numbered and last.entry == line.entry
    return is_one and bool(last.name and where.place) and not (where.name or where.phone or last.place)


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
        # 陈 建 国 is spaced to the width of the others.
        for match in _PIECE.finditer(_SPACED_NAME.sub(lambda name: name.group().replace(" ", ""), line)):
            self._take(str(match.lastgroup), match.group().strip())
        self._settle_leftover()
        return self._people

    def _settle_leftover(self) -> None:
        """A phone alone behind a name without one is theirs; of a room behind another that can't be told."""
        if len(self._people) > 1 and not (self._people[-1].name or self._people[-1].place):
            last, before = self._people[-1], self._people[-2]
            if before.name and not before.phone and last.phone:
                self._people[-2:] = [replace(before, text=f"{before.text} {last.text}", phone=last.phone)]
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
