# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands where on a certificate: sizes that shrink until the wording fits one page, else a refusal.

Points from the lower left corner of an A4 landscape sheet. Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours.rules import CertificateSheet, Wording
from hongyun_desktop.core.honours.wording import chinese_date, name_of
from hongyun_desktop.documents.cells import Cell, cells_of
from hongyun_desktop.documents.fonts import Role, body_advance_em, require_printable, width_em
from hongyun_desktop.documents.kept_words import words_of
from hongyun_desktop.documents.lines import Line, compose
from hongyun_desktop.frozen_class import frozen

LEFT_PT, RIGHT_PT = 40 * mm, 257 * mm
LARGEST_BODY_PT = 21.0
LARGEST_NAME_PT = 27.0

_WIDTH_PT = RIGHT_PT - LEFT_PT
_TOP_PT = 135.0 * mm
_ABOVE_ISSUER_PT = 6.0 * mm
# The stamp of 42 mm is set over issuer and date, about (207 mm, 45 mm): no line of the body comes down to it.
_LOWEST_BODY_PT = 67.0 * mm
_DATE = re.compile("[〇一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
# Size and leading, from the most generous down: leading gives way before size, and both before the wording is refused.
_BODY_SIZES = (
    (21.0, 1.90), (21.0, 1.76), (21.0, 1.64), (20.0, 1.66), (19.0, 1.66), (18.0, 1.64),
    (17.0, 1.62), (16.0, 1.60), (15.0, 1.58), (14.0, 1.54), (14.0, 1.45),
)  # fmt: skip
_SMALLEST_NAME_PT = 14.0
_NAME_SPACING_EM = {2: 0.80, 3: 0.22, 4: 0.10}
_HONORIFIC_GAP_EM = 0.36
_HONORIFIC_OF_NAME = 0.82
_INDENT_EM = 2.0
_HAN_RISE_EM = 0.80

_ISSUER_MIDDLE_PT = 207 * mm
_ISSUER_LEFT_PT = 134 * mm
_ISSUER_BASELINE_PT = 52 * mm
_ISSUER_SPACING_EM = 0.06
_ISSUER_PT, _SMALLEST_ISSUER_PT = 19.0, 14.0
_TWO_LINE_ISSUER_PT, _SMALLEST_TWO_LINE_ISSUER_PT = 15.0, 12.0
_TWO_LINE_LEADING_EM = 1.35
_DATE_BASELINE_PT = 41.2 * mm
_DATE_PT = 17.5
_DATE_SPACING_EM = 0.08


@frozen
class Words:
    """Words of one size on a baseline, from their left end."""

    text: str
    left_pt: float
    baseline_pt: float
    size_pt: float
    spacing_em: float = 0.0


@frozen
class SetLine:
    """A line of the body and its baseline."""

    line: Line
    baseline_pt: float


@frozen
class Layout:
    """One certificate as it will stand. address: the name, then honorific and colon; empty where there is none."""

    address: tuple[Words, ...]
    body: tuple[SetLine, ...]
    body_pt: float
    foot: tuple[Words, ...]


@frozen
class _Body:
    """Lines composed at the first size at which they fit, with the room that is left."""

    lines: tuple[Line, ...]
    size_pt: float
    leading_pt: float
    spare_pt: float


def lay_out(sheet: CertificateSheet) -> Layout:
    """The one layout that both the check before issue and the drawing use.

    Raises: Refused("character_not_printable", character, code_point), Refused("wording_does_not_fit", name).
    """
    wording = sheet.wording
    for text in texts_of(sheet):
        require_printable(text)
    foot = _foot(wording)
    name_pt = _name_size(wording)
    body = _body(wording, name_pt, _TOP_PT - max(_LOWEST_BODY_PT, _top_of(foot[0]) + _ABOVE_ISSUER_PT))
    # Somewhat above the middle of the free room is where the eye looks for the middle.
    top_pt = _TOP_PT - 0.40 * body.spare_pt
    first_pt = name_pt or body.size_pt
    baseline_pt = top_pt - _HAN_RISE_EM * first_pt
    address = _address(wording, name_pt, baseline_pt)
    if address:
        baseline_pt -= _below_address(body.leading_pt)
    lines = (SetLine(line, baseline_pt - index * body.leading_pt) for index, line in enumerate(body.lines))
    return Layout(address, tuple(lines), body.size_pt, foot)


def texts_of(sheet: CertificateSheet) -> tuple[str, ...]:
    """All that is set in type on a certificate, in the order of reading, each paragraph on its own."""
    wording = sheet.wording
    body = (*_paragraphs(wording.paragraphs), *_paragraphs(wording.closing))
    return (
        wording.heading,
        wording.recipient,
        wording.honorific,
        *body,
        wording.issuer,
        sheet.number,
        sheet.check_code,
    )


def _paragraphs(texts: Sequence[str]) -> Iterator[str]:
    """Paragraphs without the line ends and the indents that people type; the layout sets its own."""
    for text in texts:
        yield from (line.strip() for line in text.splitlines() if line.strip())


def _does_not_fit(wording: Wording) -> Refused:
    return Refused("wording_does_not_fit", name=name_of(wording))


def _name_size(wording: Wording) -> float:
    """The size of the name on the line of address, 0 where there is no such line."""
    if not wording.recipient:
        return 0.0
    size_pt = min(LARGEST_NAME_PT, LARGEST_NAME_PT * _WIDTH_PT / _address_width(wording, LARGEST_NAME_PT))
    if size_pt < _SMALLEST_NAME_PT:
        raise _does_not_fit(wording)
    return size_pt


def _address_width(wording: Wording, name_pt: float) -> float:
    name = width_em(wording.recipient, Role.BODY, _name_spacing_em(wording))
    return name_pt * (name + _HONORIFIC_OF_NAME * width_em(_honorific(wording), Role.BODY) + _honorific_gap_em(wording))


def _name_spacing_em(wording: Wording) -> float:
    return _NAME_SPACING_EM.get(len(wording.recipient), 0.03)


def _honorific(wording: Wording) -> str:
    return f"{wording.honorific}："


def _honorific_gap_em(wording: Wording) -> float:
    return _HONORIFIC_GAP_EM if wording.honorific else 0.06


def _address(wording: Wording, name_pt: float, baseline_pt: float) -> tuple[Words, ...]:
    if not wording.recipient:
        return ()
    name = Words(wording.recipient, LEFT_PT, baseline_pt, name_pt, _name_spacing_em(wording))
    name_width_em = width_em(wording.recipient, Role.BODY, name.spacing_em)
    left_pt = LEFT_PT + name_pt * (name_width_em + _honorific_gap_em(wording))
    return name, Words(_honorific(wording), left_pt, baseline_pt, name_pt * _HONORIFIC_OF_NAME)


def _below_address(leading_pt: float) -> float:
    return 1.08 * leading_pt


def _body(wording: Wording, name_pt: float, room_pt: float) -> _Body:
    longest_em = _WIDTH_PT / LARGEST_BODY_PT
    paragraphs = [
        cells_of(text, body_advance_em, longest_em, (*wording.unbroken, *_DATE.findall(text)), words_of(text))
        for text in _paragraphs(wording.paragraphs)
    ]
    closing = [cells_of(text, body_advance_em, longest_em) for text in _paragraphs(wording.closing)]
    composed: dict[float, tuple[Line, ...]] = {}
    for size_pt, leading_em in _BODY_SIZES:
        if size_pt not in composed:
            composed[size_pt] = tuple(_lines(paragraphs, closing, _WIDTH_PT / size_pt))
        lines, leading_pt = composed[size_pt], leading_em * size_pt
        above_pt = _HAN_RISE_EM * name_pt + _below_address(leading_pt) if name_pt else _HAN_RISE_EM * size_pt
        spare_pt = room_pt - above_pt - (len(lines) - 1) * leading_pt
        if spare_pt >= 0:
            return _Body(lines, size_pt, leading_pt, spare_pt)
    raise _does_not_fit(wording)


def _lines(paragraphs: Sequence[list[Cell]], closing: Sequence[list[Cell]], width_em_: float) -> Iterator[Line]:
    for cells in paragraphs:
        yield from compose(cells, width_em_, _INDENT_EM)
    for index, cells in enumerate(closing):
        # 此致 is indented like a paragraph, 敬礼 stands at the margin: the form of a Chinese letter.
        yield from compose(cells, width_em_, 0.0 if index else _INDENT_EM)


def _foot(wording: Wording) -> tuple[Words, ...]:
    """The issuer, in one line or two, and the date, all about one axis; the first is the uppermost."""
    size_pt, lines = _issuer_lines(wording)
    widest_pt = max(width_em(line, Role.BODY, _ISSUER_SPACING_EM) for line in lines) * size_pt
    middle_pt = min(_ISSUER_MIDDLE_PT, RIGHT_PT - widest_pt / 2)
    leading_pt = _TWO_LINE_LEADING_EM * size_pt
    top_pt = _ISSUER_BASELINE_PT + 0.75 * (len(lines) - 1) * leading_pt
    rows = [
        _centred(line, middle_pt, top_pt - index * leading_pt, size_pt, _ISSUER_SPACING_EM)
        for index, line in enumerate(lines)
    ]
    day = chinese_date(wording.issued_on)
    return (*rows, _centred(day, middle_pt, _DATE_BASELINE_PT, _DATE_PT, _DATE_SPACING_EM))


def _centred(text: str, middle_pt: float, baseline_pt: float, size_pt: float, spacing_em: float) -> Words:
    left_pt = middle_pt - width_em(text, Role.BODY, spacing_em) * size_pt / 2
    return Words(text, left_pt, baseline_pt, size_pt, spacing_em)


def _issuer_lines(wording: Wording) -> tuple[float, tuple[str, ...]]:
    room_pt = RIGHT_PT - _ISSUER_LEFT_PT
    size_pt = min(_ISSUER_PT, room_pt / width_em(wording.issuer, Role.BODY, _ISSUER_SPACING_EM))
    if size_pt >= _SMALLEST_ISSUER_PT:
        return size_pt, (wording.issuer,)
    middle = (len(wording.issuer) + 1) // 2
    halves = wording.issuer[:middle], wording.issuer[middle:]
    widest_em = max(width_em(half, Role.BODY, _ISSUER_SPACING_EM) for half in halves)
    size_pt = min(_TWO_LINE_ISSUER_PT, room_pt / widest_em)
    if size_pt < _SMALLEST_TWO_LINE_ISSUER_PT:
        raise _does_not_fit(wording)
    return size_pt, halves


def _top_of(words: Words) -> float:
    return words.baseline_pt + _HAN_RISE_EM * words.size_pt
