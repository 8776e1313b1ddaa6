# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a pasted block or chain, each with the number written before it. Pure: standard library only."""

import re
from collections.abc import Iterator

from hongyun_desktop.core.han_numbers import HAN_NUMBER, han_number
from hongyun_desktop.core.picking.chain_words import HAN, has_emoji, plain
from hongyun_desktop.core.picking.pasted_places import PART, WHOLE
from hongyun_desktop.core.roster.address import han_numbers_as_digits
from hongyun_desktop.frozen_class import frozen

_NUMBERED = re.compile(
    r"\s*(?:（\s*(?P<inside>\d{1,3})\s*）|(?P<dotted>\d{1,3})\s*[.、:：）。](?!\d)"
    rf"|(?P<tight>\d{{1,3}})\s*(?:[.、）。]\s*(?={WHOLE}|{PART})|[:：]\s*(?={WHOLE}))"
    rf"|(?P<bare>\d{{1,3}})(?:\s+(?=(?:{HAN}|[A-Za-z（@]|{WHOLE}|{PART}))|\s*[-_]\s*(?={HAN}))"
    rf"|(?P<close>\d{{1,3}})(?=(?![栋幢座号楼单月日点人位个小分年层室岁时米周户组期大口])(?:{HAN}|[（@]))"
    r"|(?P<ringed>[①-⑳⑴-⒇⒈-⒛❶-❿]))\s*[.、]?\s*(?!\d*$)"
)
# 一、张三 counts only where no line has a number in digits: a heading is often numbered so.
_HAN_NUMBERED = re.compile(rf"\s*({HAN_NUMBER})、\s*(?={HAN})")
# 1.张三2.李四: pasted where line breaks are lost.
_WITHIN_A_LINE = re.compile(rf"(?<![\d\-])(\d{{1,3}})\s*[.、．](?=\s*{HAN})")
_CROSSED_OUT = re.compile("[❌❎🚫✖✗✘]\ufe0f?")
_CROSSED_NUMBER = re.compile(r"^([~～]{2})\s*(\d.*)$")
_BULLET = re.compile(r"\s*[-*•·●]\s*(?=\S)")
_EMPTY_NUMBER = re.compile(r"\s*（?\d{1,3}\s*(?:[.、:：）]+\s*|$)|\s*[①-⑳⑴-⒇⒈-⒛❶-❿]\s*")
_EMPTY_NUMBER_BEFORE = re.compile(r"^\s*[（(]?(?:\d{1,3}|(?:\d\ufe0f?\u20e3)+)\s*[.．、:：)）]*")
_CHAIN_HEAD = re.compile(r"\s*#?\s*(?:接龙|Group Note)\b", re.IGNORECASE)
_ASIDE_LINE = re.compile(
    r"\s*(?:例如?|示例|格式)[\s:：]|\s*(?:参与|接龙|报名|目前|合计|总|共)+(?:人数|人次)?\s*[:：]?\s*\d+\s*人?\s*$"
    r"|\s*第[一二三四五六七八九十\d]{1,2}[组批队场车排]\s*[:：]?\s*$"
)


@frozen
class Line:
    """A line to be read, without its number; entry: as in `PastedName`. is_heading: whether it names nobody."""

    number: int
    numbered: bool
    text: str
    entry: int
    is_heading: bool = False


def lines_of(text: str) -> Iterator[Line]:
    """The lines without numbers, each with its own; what stands before the first number of a chain is its heading."""
    lines = _as_read(text)
    begin = next((place for place, (_raw, line) in enumerate(lines, 1) if _CHAIN_HEAD.match(line)), 0)
    numbers = [_number_in(match) for _raw, line in lines[begin:] if (match := _NUMBERED.match(line))]
    in_heading = bool(numbers) and (numbers[0] == 1 or begin > 0)
    number = entry = 0
    for place, (raw, line) in enumerate(lines, 1):
        match = _NUMBERED.match(line)
        in_heading = in_heading and (match is None or place <= begin)
        if in_heading or _CHAIN_HEAD.match(line) or _ASIDE_LINE.match(line):
            yield Line(0, False, line or raw.strip(), 0, is_heading=True)
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
            yield Line(number or place, bool(number), han_numbers_as_digits(rest), entry)


def _as_read(text: str) -> list[tuple[str, str]]:
    """The lines as they stand and as they are read; one that holds several numbered people is parted."""
    lines = [line for raw in text.splitlines() if raw.strip() for line in _parted(raw)]
    # ~~3. 罗喆~~ is crossed out, its number included.
    read = [_CROSSED_NUMBER.sub(r"\2\1 \1", plain(_CROSSED_OUT.sub(" 取消 ", line))) for line in lines]
    numbered_so = sum(_HAN_NUMBERED.match(line) is not None for line in read)
    if numbered_so > 1 and not any(map(_NUMBERED.match, read)):
        read = [_HAN_NUMBERED.sub(lambda match: f"{han_number(match[1])}. ", line, count=1) for line in read]
    return list(zip(lines, read, strict=True))


def _parted(line: str) -> list[str]:
    found = list(_WITHIN_A_LINE.finditer(line))
    numbers = [int(match[1]) for match in found]
    is_chain = len(found) > 1 and not line[: found[0].start()].strip()
    if not is_chain or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return [line]
    starts = [match.start() for match in found]
    return [line[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


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
