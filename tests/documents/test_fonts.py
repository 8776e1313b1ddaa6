# SPDX-License-Identifier: GPL-3.0-or-later
"""Every name that the national standard knows prints and can be copied; what no font has is refused by name."""

from pathlib import Path

import pytest
from gb18030 import HAN_OF_LEVEL_3, level_3
from paper import ISSUED_ON, pdfium_texts

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.documents.fonts import (
    Face,
    Role,
    face_of,
    rare_characters,
    require_printable,
    title_role,
    to_unicode_map,
)
from hongyun_desktop.documents.ink import draw_text
from hongyun_desktop.documents.page import A4_LANDSCAPE_MM, new_canvas

_A_LINE = 40
_LINES_A_PAGE = 25


def print_characters(characters: str, path: Path) -> None:
    """Set the characters in rows, as many pages as they need."""
    canvas = new_canvas(A4_LANDSCAPE_MM, "字表", "字表", ISSUED_ON)
    rows = [characters[start : start + _A_LINE] for start in range(0, len(characters), _A_LINE)]
    for index, row in enumerate(rows):
        draw_text(canvas, row, 40, 550 - 20 * (index % _LINES_A_PAGE), 16, Role.BODY)
        if index % _LINES_A_PAGE == _LINES_A_PAGE - 1 and index + 1 < len(rows):
            canvas.showPage()
    path.write_bytes(canvas.getpdfdata())


def test_level_3_of_the_standard_has_as_many_han_characters_as_it_says():
    assert len(level_3()) == len(set(level_3())) == HAN_OF_LEVEL_3


def test_every_fiftieth_character_of_level_3_prints_and_can_be_copied(tmp_path: Path):
    characters = level_3()[::50]
    print_characters(characters, tmp_path / "level-3.pdf")
    assert "".join(pdfium_texts(tmp_path / "level-3.pdf")) == characters


@pytest.mark.slow
def test_every_character_of_level_3_prints_and_can_be_copied(tmp_path: Path):
    print_characters(level_3(), tmp_path / "level-3.pdf")
    assert "".join(pdfium_texts(tmp_path / "level-3.pdf")) == level_3()


@pytest.mark.parametrize(
    ("character", "code_point"),
    [("\ue000", "U+E000"), ("\U0010ffff", "U+10FFFF"), ("✓", "U+2713"), ("㎡", "U+33A1"), ("\ue81e", "U+E81E")],
)
def test_a_character_that_no_font_has_is_refused_with_its_code_point(character: str, code_point: str):
    with pytest.raises(Refused) as refusal:
        require_printable(f"王{character}明")
    assert refusal.value.code == "character_not_printable"
    assert refusal.value.params == {"character": character, "code_point": code_point}


def test_a_rare_character_comes_from_the_fallback_and_is_reported_once():
    assert face_of("王", Role.BODY) is Face.KAI
    assert face_of("𪜀", Role.BODY) is Face.RARE
    assert rare_characters(["王𪜀", "𪜀𪜁"]) == ("𪜀", "𪜁")


def test_a_title_is_set_in_one_hand():
    assert title_role("荣誉证书") is Role.BRUSH
    assert title_role("敬老孝亲证书") is Role.HEADING


def test_the_text_table_writes_surrogate_pairs_in_blocks_of_a_hundred():
    table = to_unicode_map("", [0, *range(0x4E00, 0x4E00 + 150), 0x2CC56])
    assert "<97> <D873DC56>" in table
    assert "100 beginbfchar" in table
    assert "51 beginbfchar" in table
    assert "<00>" not in table.replace("<00> <FF>", "")
