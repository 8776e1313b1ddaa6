# SPDX-License-Identifier: GPL-3.0-or-later
"""A printed certificate, read back by other programs: structure, fonts, text, code, and the room for the stamp."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from paper import ISSUER, honour_for, of_kind, pdfium_texts, poppler_text, saying

from hongyun_desktop.core.honours.rules import CertificateKind

Printing = Callable[..., Path]

_STAMP_MIDDLE_MM = (207.0, 45.0)
_STAMP_RADIUS_MM = 21.0
_SCALE = 3
_POINTS_PER_MM = 72 / 25.4
_NAMES = (
    "王翀犇", "罗喆", "𬱖㛃䶮", "欧阳明月", "买买提·艾力", "𪜀𪜁𪜂", "Anna Müller",
    "阿卜杜热西提·阿卜力米提·买买提吐尔逊·艾合麦提江",
)  # fmt: skip


def fonts_of(document: pikepdf.Pdf) -> list[Any]:
    found = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in found if item.get("/Type") == "/Font"]


@pytest.mark.parametrize("kind", CertificateKind)
def test_each_kind_is_one_page_of_a4_with_all_its_words(kind: CertificateKind, printed: Printing):
    sheet = of_kind(kind)
    path = printed(sheet)
    with pikepdf.open(path) as document:
        assert len(document.pages) == 1
        assert [float(side) for side in document.pages[0].mediabox] == pytest.approx([0, 0, 841.89, 595.28], abs=0.01)
    words = sheet.wording
    told = ["二〇二六年十月一日", sheet.number, sheet.check_code, "扫码见编号，可到小区自管委核对"]
    for text in (words.heading, words.recipient, *words.paragraphs, *words.closing, words.issuer, *told):
        assert text in pdfium_texts(path)[0]


def test_the_title_with_its_shadow_is_read_once(printed: Printing):
    path = printed(of_kind(CertificateKind.APPOINTMENT))
    assert pdfium_texts(path)[0].count("聘书") == 1


@pytest.mark.parametrize("kind", CertificateKind)
def test_every_font_is_embedded_and_its_text_can_be_copied(kind: CertificateKind, printed: Printing):
    with pikepdf.open(printed(of_kind(kind), honour_for("𪜀𪜁"))) as document:
        fonts = fonts_of(document)
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
            assert "Helvetica" not in str(font.BaseFont)


def test_the_document_says_its_title_issuer_and_language_and_prints_at_its_own_size(printed: Printing):
    with pikepdf.open(printed(of_kind(CertificateKind.HONOUR))) as document:
        assert not document.check_pdf_syntax()
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == "荣誉证书"
        assert str(document.docinfo["/Author"]) == ISSUER
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261001")
        assert document.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize("name", _NAMES)
def test_names_can_be_copied_by_two_readers(name: str, printed: Printing):
    path = printed(honour_for(name))
    bare = name.replace(" ", "")
    assert f"{bare}同志：" in pdfium_texts(path)[0]
    assert bare in poppler_text(path)


def test_a_rare_character_in_the_body_is_read_where_it_stands(printed: Printing):
    assert "请王𪜀明同志收" in pdfium_texts(printed(saying("请王𪜀明同志收。")))[0]


def test_the_code_is_read_back_in_grey_at_the_resolution_of_an_old_printer(printed: Printing):
    sheet = honour_for("𬱖㛃䶮")
    with pypdfium2.PdfDocument(printed(sheet)) as document:
        page = document[0].render(scale=3, grayscale=True)
        padded = bytes(page.buffer)
        rows = [padded[row * page.stride : row * page.stride + page.width] for row in range(page.height)]
    picture = memoryview(b"".join(rows)).cast("B", (page.height, page.width))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [sheet.qr_text]


def test_a_sample_says_so_across_the_sheet_and_stays_legible(printed: Printing):
    sheet = honour_for("王翀犇")
    path = printed(replace(sheet, sample=True), sheet)
    sample, real = pdfium_texts(path)
    assert "样张" in sample
    assert "样张" not in real
    assert "王翀犇同志：" in sample


@pytest.mark.parametrize("issuer", [ISSUER, "成都市新都区桂湖街道新东社区居民委员会", "成都市新都区桂湖街道" * 4])
def test_the_room_for_the_stamp_holds_issuer_and_date_and_no_seal(issuer: str, printed: Printing):
    """Neither red nor ornament: only paper, ink, and the grey between the two at the edges of letters."""
    with pypdfium2.PdfDocument(printed(honour_for("王翀犇", issuer=issuer))) as document:
        page = document[0].render(scale=_SCALE)
        height = page.height
        picture = bytes(page.buffer)
    coloured = 0
    for x, y in _places_in_the_stamp():
        start = (height - 1 - y) * page.stride + x * page.n_channels
        blue, green, red = picture[start : start + 3]
        coloured += max(red, green, blue) - min(red, green, blue) > 40
    assert coloured == 0


def _places_in_the_stamp() -> list[tuple[int, int]]:
    per_mm = _SCALE * _POINTS_PER_MM
    middle_x, middle_y = (round(side * per_mm) for side in _STAMP_MIDDLE_MM)
    radius = round(_STAMP_RADIUS_MM * per_mm)
    offsets = range(-radius, radius + 1)
    return [(middle_x + x, middle_y + y) for x in offsets for y in offsets if x * x + y * y <= radius * radius]
