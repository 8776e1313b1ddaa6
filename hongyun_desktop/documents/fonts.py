# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of paper: which one draws a character, and what none can draw. Imports neither peewee nor PySide6.

Fonts are parsed when a document first needs them (0.1 s and 30 MB for the Kai). Three of them are kept packed, for the
sake of the bundle, and unpacked then: the Song (20 ms), the Kai (0.1 s) and, only when a character needs it, the rare
one (0.7 s), which unpacks to 30 MB. The Hei is not: a computer without a Chinese font needs it at every start.
"""

import gzip
import io
import lzma
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cache
from typing import Any, cast

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.paths import resources

BLANKS = frozenset(" \u00a0\u3000")
_CODES_PER_BLOCK = 100


class Face(Enum):
    """A font file. Its value is the name under which canvases know it."""

    KAI = "CertKai"
    SONG = "SongBold"
    BRUSH = "BrushTitle"
    HEI = "Hei"
    RARE = "RareMincho"


class Role(Enum):
    """What text is for; its value is the chain of faces that are asked in turn for each character."""

    BODY = (Face.KAI, Face.RARE)
    HEADING = (Face.SONG, Face.KAI, Face.RARE)
    BRUSH = (Face.BRUSH,)
    TABLE = (Face.HEI, Face.KAI, Face.RARE)


_FILES = {
    Face.KAI: "CertKai-Medium.ttf.gz",
    Face.SONG: "SongBold-8105.ttf.gz",
    Face.BRUSH: "Brush-title.ttf",
    Face.HEI: "HeiRegular.ttf",
    Face.RARE: "RareMincho.ttf.xz",
}
# The smaller, and the faster: every certificate needs the Kai and the Song.
_UNPACK: dict[str, Callable[[bytes], bytes]] = {".xz": lzma.decompress, ".gz": gzip.decompress}


@cache
def load(face: Face) -> TTFont:
    """The font, parsed and made known to every canvas; the first call for a face costs the parsing."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
    path = resources() / "fonts" / _FILES[face]
    # A path is read at once and closed by reportlab; only the packed fonts have to pass through memory.
    unpack = _UNPACK.get(path.suffix)
    file = io.BytesIO(unpack(path.read_bytes())) if unpack else str(path)
    font = TTFont(face.value, file, asciiReadable=False, shapable=False)
    register: Callable[[TTFont], None] = cast(Any, pdfmetrics).registerFont
    register(font)
    return font


def to_unicode_map(_font_name: str, subset: Sequence[int]) -> str:
    """The PDF's table from codes to text, for copying and searching.

    ReportLab's own writes five hexadecimal digits where a character outside the BMP takes a surrogate pair, and
    one block of any length where the PDF standard allows a hundred lines.
    """
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset) if point
    ]
    blocks = [pairs[start : start + _CODES_PER_BLOCK] for start in range(0, len(pairs), _CODES_PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def has_glyph(face: Face, character: str) -> bool:
    """Whether the face draws the character; blanks need no glyph."""
    return character in BLANKS or ord(character) in load(face).face.charToGlyph


@cache
def face_of(character: str, role: Role) -> Face:
    """The first face of the role's chain that draws the character.

    Raises: Refused("character_not_printable", character, code_point) where none does.
    """
    if unicodedata.category(character) != "Co":
        for face in role.value:
            if has_glyph(face, character):
                return face
    raise Refused("character_not_printable", character=character, code_point=f"U+{ord(character):04X}")


@cache
def advance_em(character: str, role: Role) -> float:
    """How far the character moves the pen, in em. Raises as `face_of`."""
    widths: dict[int, float] = load(face_of(character, role)).face.charWidths
    return widths[ord(character)] / 1000 if ord(character) in widths else 1.0


def body_advance_em(character: str) -> float:
    """How far a character of the body moves the pen, in em. Raises as `face_of`."""
    return advance_em(character, Role.BODY)


def width_em(text: str, role: Role, spacing_em: float = 0.0) -> float:
    """The width of one line of text with so much between characters, in em; empty text has none."""
    return sum(advance_em(character, role) for character in text) + spacing_em * max(len(text) - 1, 0)


def title_role(title: str) -> Role:
    """The brush where it has every character of the title, else the Song: two hands never share a title."""
    return Role.BRUSH if all(has_glyph(Face.BRUSH, character) for character in title) else Role.HEADING


def require_printable(text: str) -> None:
    """Pass where some font draws every character.

    Raises: Refused("character_not_printable", character, code_point) for the first that none draws, and for any
    private-use character, which another printer would draw as something else.
    """
    for character in text:
        face_of(character, Role.BODY)


def rare_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters that only the rare font draws, each once, in the order of reading."""
    found = dict.fromkeys(character for text in texts for character in text)
    return tuple(character for character in found if face_of(character, Role.BODY) is Face.RARE)
