# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese text as cells: what stays together, how wide it is, and which blanks may go. Pure: standard library only.

Sources: GB/T 15834 (which marks may begin or end a line, dashes and ellipses undivided) and the Requirements for
Chinese Text Layout (blank halves of adjacent marks removed, a gap between Han and Latin).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto

from hongyun_desktop.frozen_class import frozen

Advance = Callable[[str], float]

OPENERS = frozenset("（《〈「『【〔〖“‘")
CLOSERS = frozenset("，。、；：！？）》〉」』】〕〗”’")
NEVER_FIRST = CLOSERS | frozenset("·…—～％‰℃°,.;:!?)]}%")
NEVER_LAST = OPENERS | frozenset("([{$￥#")

_STOPS = frozenset("，。、；：")
_HAN_LATIN_GAP_EM = 0.16
_NARROW_EM = 0.75
_INSIDE_QUOTE_EM = 0.06
_LETTER = "A-Za-z0-9À-ɏ"
_TOKEN = re.compile(rf"[{_LETTER}]+(?:[.\-/%:@_&+,'][{_LETTER}]+)*|—+|…+|.", re.DOTALL)
_NEEDLESS_BLANK = re.compile(
    rf"(?<=[^\x00-\x7f{_LETTER}]) +(?=[{_LETTER}])|(?<=[{_LETTER}]) +(?=[^\x00-\x7f{_LETTER}])"
)


class Kind(Enum):
    """How a cell behaves beside its neighbours."""

    HAN = auto()
    LATIN = auto()
    OPENER = auto()
    CLOSER = auto()
    BLANK = auto()


class Break(Enum):
    """What a line break after a cell would hurt."""

    NOTHING = auto()
    WORD = auto()
    UNBROKEN = auto()
    RULES = auto()


@frozen
class Cell:
    """One piece of text that is never divided. All measures in em.

    width: with its blanks. ink: where the text starts within it. lead, trail: blank that goes at the start or the
    end of a line. squeeze: blank that a tight line may take from it. after: what a break behind it would hurt.
    """

    text: str
    kind: Kind
    width: float
    ink: float
    lead: float
    trail: float
    squeeze: float
    after: Break


@frozen
class _Box:
    """A glyph's box: blank halves that are not ink are counted in lead and trail."""

    width: float
    ink: float = 0.0
    lead: float = 0.0
    trail: float = 0.0


def cells_of(
    text: str, advance: Advance, longest_em: float, unbroken: Iterable[str] = (), words: Iterable[str] = ()
) -> list[Cell]:
    """The text as cells, in order; empty text gives none.

    advance: the width of a character in em. longest_em: a word wider than this falls apart into letters.
    unbroken: strings that no line break should split. words: those that it splits only for want of room elsewhere.
    """
    text = without_needless_blanks(text)
    guarded, within = _guarded_places(text, unbroken), _guarded_places(text, words)
    tokens = list(_tokens(text, advance, longest_em))
    kinds = [_kind(token) for _, token in tokens]
    cells: list[Cell] = []
    for index, (place, token) in enumerate(tokens):
        before = kinds[index - 1] if index else None
        following = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        box = _fitted(_box(token, kinds[index], advance), kinds[index], before, _kind(following) if following else None)
        end = place + len(token)
        hurt = _hurt(token, following, guarded=end in guarded, within=end in within)
        squeeze = 0.6 * (box.lead + box.trail) if kinds[index] in (Kind.OPENER, Kind.CLOSER) else 0.0
        cells.append(Cell(token, kinds[index], box.width, box.ink, box.lead, box.trail, squeeze, hurt))
    return cells


def without_needless_blanks(text: str) -> str:
    """Text without the blanks that people type between Han and Latin: the composer sets that gap itself."""
    return _NEEDLESS_BLANK.sub("", text.strip())


def _guarded_places(text: str, unbroken: Iterable[str]) -> set[int]:
    places: set[int] = set()
    for string in filter(None, map(without_needless_blanks, unbroken)):
        for found in re.finditer(f"(?={re.escape(string)})", text):
            places.update(range(found.start() + 1, found.start() + len(string)))
    return places


def _tokens(text: str, advance: Advance, longest_em: float) -> Iterator[tuple[int, str]]:
    for found in _TOKEN.finditer(text):
        token = found.group()
        if len(token) > 1 and sum(map(advance, token)) > longest_em:
            yield from ((found.start() + offset, letter) for offset, letter in enumerate(token))
        else:
            yield found.start(), token


def _kind(token: str) -> Kind:
    first = token[0]
    if first in OPENERS:
        return Kind.OPENER
    if first in CLOSERS:
        return Kind.CLOSER
    if first.isspace():
        return Kind.BLANK
    return Kind.LATIN if first.isascii() or "À" <= first <= "ɏ" else Kind.HAN


def _box(token: str, kind: Kind, advance: Advance) -> _Box:
    width = sum(map(advance, token))
    if kind is Kind.OPENER:
        return _opener_box(token, width)
    if kind is Kind.CLOSER:
        return _closer_box(token, width)
    if kind is Kind.BLANK:
        blank = 1.0 if token == "\u3000" else 0.33
        return _Box(blank, trail=blank)
    if token == "·":
        return _Box(0.5, ink=(0.5 - width) / 2)
    return _Box(width)


def _opener_box(token: str, width: float) -> _Box:
    """Brackets keep half of their blank half; narrow quotes get a blank like it, so that both sit alike."""
    if width < _NARROW_EM:
        lead = _narrow_blank(token)
        return _Box(width + lead + _INSIDE_QUOTE_EM, ink=lead, lead=lead)
    return _Box(0.75 * width, ink=-0.25 * width, lead=0.25 * width)


def _narrow_blank(token: str) -> float:
    """Single quotes have more white within their glyph than double ones, so they get less around it."""
    return 0.10 if token in "‘’" else 0.19


def _closer_box(token: str, width: float) -> _Box:
    if width < _NARROW_EM:
        trail = _narrow_blank(token)
        return _Box(width + trail + _INSIDE_QUOTE_EM, ink=_INSIDE_QUOTE_EM, trail=trail)
    if token in _STOPS:
        return _Box(width, trail=0.5 * width)
    if token in "！？":
        return _Box(width, trail=0.35 * width)
    return _Box(0.75 * width, trail=0.25 * width)


def _fitted(box: _Box, kind: Kind, before: Kind | None, following: Kind | None) -> _Box:
    """The box beside its neighbours: of two marks one gives up its blank; Han and Latin keep a gap."""
    if kind is Kind.CLOSER and following in (Kind.CLOSER, Kind.OPENER):
        return _Box(box.width - box.trail, box.ink)
    if kind is Kind.OPENER and before is Kind.OPENER:
        return _Box(box.width - box.lead, box.ink - box.lead)
    if {kind, following} == {Kind.HAN, Kind.LATIN}:
        return _Box(box.width + _HAN_LATIN_GAP_EM, box.ink, trail=_HAN_LATIN_GAP_EM)
    return box


def _hurt(token: str, following: str, *, guarded: bool, within: bool) -> Break:
    if not following:
        return Break.NOTHING
    if token[-1] in NEVER_LAST or following[0] in NEVER_FIRST or following[0].isspace():
        return Break.RULES
    within_word = _kind(token) is Kind.LATIN and _kind(following) is Kind.LATIN
    if guarded or within_word:
        return Break.UNBROKEN
    return Break.WORD if within else Break.NOTHING
