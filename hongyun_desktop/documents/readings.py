# SPDX-License-Identifier: GPL-3.0-or-later
"""Pinyin on paper: our fonts lack ǎ ǐ ǒ ǔ ǖ ǘ ǚ ǜ, so their tone marks are drawn over the letter.

Such a letter is still read and copied as itself. Imports neither peewee nor PySide6.
"""

import unicodedata

from reportlab.lib.colors import Color

from hongyun_desktop.documents.fonts import BLANKS, Face, Role, advance_em, has_glyph, width_em
from hongyun_desktop.documents.ink import draw_text, set_ink
from hongyun_desktop.documents.pen import Pen

# Offsets from the middle of the letter and heights, in em, of the strokes of a mark one unit high.
_STROKES = {
    "\u0304": ((-0.14, 0.05), (0.14, 0.05)),
    "\u0301": ((-0.05, 0.0), (0.08, 0.13)),
    "\u0300": ((-0.08, 0.13), (0.05, 0.0)),
    "\u030c": ((-0.13, 0.12), (0.0, 0.0), (0.13, 0.12)),
}
_OVER_SMALL_EM, _OVER_DOTS_EM, _OVER_CAPITAL_EM = 0.63, 0.80, 0.82
_STROKE_EM = 0.062
_BELOW_THE_DOT_EM = 0.585


def reading_width_em(reading: str) -> float:
    """The width of a syllable or a line of them, in em."""
    return sum(_advance_em(character) for character in unicodedata.normalize("NFC", reading))


def draw_reading(canvas: Pen, reading: str, left_pt: float, baseline_pt: float, size_pt: float, colour: Color) -> None:
    """Draw pinyin from its left end; a character that is neither drawn nor composed becomes 〓."""
    set_ink(canvas, colour)
    run = ""
    for character in unicodedata.normalize("NFC", reading):
        if _is_drawn(character):
            run += character
            continue
        left_pt += _draw_run(canvas, run, left_pt, baseline_pt, size_pt)
        run = ""
        _draw_composed(canvas, character, left_pt, baseline_pt, size_pt)
        left_pt += _advance_em(character) * size_pt
    _draw_run(canvas, run, left_pt, baseline_pt, size_pt)


def _is_drawn(character: str) -> bool:
    return character in BLANKS or any(has_glyph(face, character) for face in Role.TABLE.value if face is not Face.RARE)


def _parts(character: str) -> tuple[str, str]:
    """The letter with its dots, and the tone mark over it; 〓 alone where that makes no letter of ours."""
    *letter, mark = unicodedata.normalize("NFD", character)
    base = unicodedata.normalize("NFC", "".join(letter))
    return (base, mark) if mark in _STROKES and len(base) == 1 and _is_drawn(base) else ("〓", "")


def _advance_em(character: str) -> float:
    return advance_em(character if _is_drawn(character) else _parts(character)[0], Role.TABLE)


def _draw_run(canvas: Pen, run: str, left_pt: float, baseline_pt: float, size_pt: float) -> float:
    if run:
        draw_text(canvas, run, left_pt, baseline_pt, size_pt, Role.TABLE)
    return width_em(run, Role.TABLE) * size_pt


def _draw_composed(canvas: Pen, character: str, left_pt: float, baseline_pt: float, size_pt: float) -> None:
    base, mark = _parts(character)
    canvas.addLiteral(f"/Span <</ActualText <FEFF{character.encode('utf-16-be').hex().upper()}>>> BDC")
    canvas.saveState()
    if base == "i":
        path = canvas.beginPath()
        path.rect(left_pt - size_pt, baseline_pt - size_pt, 3 * size_pt, (1 + _BELOW_THE_DOT_EM) * size_pt)
        canvas.clipPath(path, stroke=0, fill=0)
    draw_text(canvas, base, left_pt, baseline_pt, size_pt, Role.TABLE)
    canvas.restoreState()
    if mark:
        middle_pt = left_pt + advance_em(base, Role.TABLE) * size_pt / 2
        _draw_mark(canvas, mark, middle_pt, baseline_pt + _height_em(base) * size_pt, size_pt)
    canvas.addLiteral("EMC")


def _height_em(base: str) -> float:
    if base.isupper():
        return _OVER_CAPITAL_EM
    return _OVER_DOTS_EM if unicodedata.decomposition(base) else _OVER_SMALL_EM


def _draw_mark(canvas: Pen, mark: str, middle_pt: float, bottom_pt: float, size_pt: float) -> None:
    canvas.setLineWidth(_STROKE_EM * size_pt)
    path = canvas.beginPath()
    first, *rest = [(middle_pt + x * size_pt, bottom_pt + y * size_pt) for x, y in _STROKES[mark]]
    path.moveTo(*first)
    for point in rest:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
