# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of resources/fonts: which one draws which character, loaded when a document first needs them.

ReportLab draws a character that a font lacks as an empty box without a word, so the font is chosen for each
character here, and one that no font has is refused by name. Imports neither peewee nor PySide6.
"""

import io
import lzma
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from hongyun_desktop import paths
from hongyun_desktop.core.errors import Refused

KAI, SONG, BRUSH, RARE = "CertKai", "SongBold", "BrushTitle", "RareMincho"
_FILES = {
    KAI: "CertKai-Medium.ttf",
    SONG: "SongBold-8105.ttf",
    BRUSH: "Brush-title.ttf",
    RARE: "RareMincho.ttf.xz",
}
_MOST_PAIRS_PER_BLOCK = 100  # a limit of the CMap format


class Role(Enum):
    """What text is for, and the faces that may draw it, the wanted one first."""

    BODY = (KAI, RARE)
    HEADING = (SONG, KAI, RARE)
    TITLE = (BRUSH,)


@cache
def load(face: str) -> Any:
    """A face ready for ReportLab; 0.2 s and 45 MB for the largest."""
    ttfonts.makeToUnicodeCMap = _to_unicode_cmap
    path = paths.resources() / "fonts" / _FILES[face]
    source = io.BytesIO(lzma.decompress(path.read_bytes())) if path.suffix == ".xz" else str(path)
    font = ttfonts.TTFont(face, source, shapable=False)
    pdfmetrics.registerFont(font)  # pyright: ignore[reportUnknownMemberType]
    return font.face


def _to_unicode_cmap(_name: str, subset: Sequence[int]) -> str:
    """The map by which a reader gets the text back.

    ReportLab 5.1's own writes five hex digits for a character outside the BMP, where a surrogate pair belongs.
    """
    pairs = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in enumerate(subset) if value
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        "<< /Registry (Adobe)", "/Ordering (UCS)", "/Supplement 0", ">> def", "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(pairs), _MOST_PAIRS_PER_BLOCK):
        block = pairs[start : start + _MOST_PAIRS_PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _has(face: str, character: str) -> bool:
    return ord(character) in load(face).charToGlyph


@cache
def face_for(character: str, role: Role) -> str:
    """The first face of a role that has the character.

    Raises: Refused("character_not_printable", character, code_point) where none has it.
    """
    for face in role.value:
        if _has(face, character):
            return face
    raise Refused("character_not_printable", character=character, code_point=f"U+{ord(character):04X}")


def title_role(title: str) -> Role:
    """The brush for a title it has every character of, else Song for the whole: never a mixture."""
    return Role.TITLE if all(_has(BRUSH, character) for character in title) else Role.HEADING


@cache
def width(character: str, face: str) -> float:
    """A character's advance in em."""
    loaded = load(face)
    return loaded.charWidths.get(ord(character), loaded.defaultWidth) / 1000


def text_width(text: str, role: Role) -> float:
    """The advance of a text in em, each character in its own face."""
    return sum(width(character, face_for(character, role)) for character in text)


def require_printable(texts: Iterable[str]) -> None:
    """Do nothing where every character can be drawn. Raises: Refused("character_not_printable")."""
    for text in texts:
        for character in text:
            face_for(character, Role.BODY)


def rare_characters(text: str) -> str:
    """The characters that only the fallback face has, in their order."""
    return "".join(character for character in text if face_for(character, Role.BODY) == RARE)
