# SPDX-License-Identifier: GPL-3.0-or-later
"""校名单, 签收表 and 积分存折, read back by other programs: every page, every name, room to sign, nothing cut off."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from paper import pdfium_texts, poppler_text
from paper_samples import PEOPLE, passbook_of, proof_sheet, sign_off_sheet

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.honours.rules import ProofLine
from hongyun_desktop.core.points.rules import PassbookLine
from hongyun_desktop.documents.passbook import write_passbook
from hongyun_desktop.documents.proof_list import write_proof_list
from hongyun_desktop.documents.sign_off_list import write_sign_off_list

Writing = Callable[[Path], int]
_POINTS_PER_MM = 72 / 25.4


def proof(count: int, *, sample: bool = False) -> Writing:
    return lambda path: write_proof_list(proof_sheet(count, sample=sample), path)


def sign_off(count: int, *, sample: bool = False) -> Writing:
    return lambda path: write_sign_off_list(sign_off_sheet(count, sample=sample), path)


def passbook(count: int, *, sample: bool = False) -> Writing:
    return lambda path: write_passbook(passbook_of(count, sample=sample), path)


LISTS = {"校名单": proof, "签收表": sign_off, "积分存折": passbook}
each_list = pytest.mark.parametrize("write", LISTS.values(), ids=LISTS.keys())


def boxes(path: Path, page: int, text: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of the first character of each place where a page says something, in points."""
    with pypdfium2.PdfDocument(path) as document:
        words = document[page].get_textpage()
        found = words.search(text)
        places: list[tuple[float, float, float, float]] = []
        while (place := found.get_next()) is not None:
            places.append(words.get_charbox(place[0]))
        return places


def ink_box_mm(path: Path, page: int) -> tuple[float, float, float, float]:
    """The margins that a page leaves free: left, top, right, bottom."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[page].render(scale=2, grayscale=True).to_pil()
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    per_mm = 2 * _POINTS_PER_MM
    return left / per_mm, top / per_mm, (picture.width - right) / per_mm, (picture.height - bottom) / per_mm


@each_list
@pytest.mark.parametrize("count", [1, 13, 200])
def test_each_page_has_the_headings_and_says_which_of_how_many_it_is(
    write: Callable[[int], Writing], count: int, tmp_path: Path
):
    path = tmp_path / "list.pdf"
    pages = write(count)(path)
    texts = pdfium_texts(path)
    assert len(texts) == pages
    for number, text in enumerate(texts, 1):
        assert f"第{number}页，共{pages}页" in text
        assert "日期" in text or "住址" in text
        assert ("（续）" in text) == (number > 1)


@each_list
def test_nothing_comes_nearer_to_the_edge_than_a_printer_can_print(write: Callable[[int], Writing], tmp_path: Path):
    path = tmp_path / "list.pdf"
    for page in range(write(60)(path)):
        assert min(ink_box_mm(path, page)) > 7.0


@each_list
def test_an_empty_list_is_one_page_with_a_sentence(write: Callable[[int], Writing], tmp_path: Path):
    path = tmp_path / "list.pdf"
    assert write(0)(path) == 1
    assert re.search("没有", pdfium_texts(path)[0])


@each_list
def test_the_same_list_gives_the_same_bytes(write: Callable[[int], Writing], tmp_path: Path):
    write(30)(tmp_path / "a.pdf")
    write(30)(tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@each_list
def test_fonts_are_embedded_and_the_file_is_sound(write: Callable[[int], Writing], tmp_path: Path):
    path = tmp_path / "list.pdf"
    write(30)(path)
    with pikepdf.open(path) as document:
        assert not document.check_pdf_syntax()
        assert str(document.Root.Lang) == "zh-CN"
        found: list[Any] = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in found if item.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


@each_list
def test_a_sample_says_so_on_each_page_and_the_real_one_nowhere(write: Callable[..., Writing], tmp_path: Path):
    write(30, sample=True)(tmp_path / "sample.pdf")
    write(30)(tmp_path / "real.pdf")
    assert all("样张" in text for text in pdfium_texts(tmp_path / "sample.pdf"))
    assert "样张" not in "".join(pdfium_texts(tmp_path / "real.pdf"))


@each_list
def test_a_place_that_takes_no_file_is_named(write: Callable[[int], Writing], tmp_path: Path):
    with pytest.raises(StorageProblem, match="file_not_writable"):
        write(1)(tmp_path / "missing" / "list.pdf")


def test_progress_is_told_page_by_page(tmp_path: Path):
    told: list[tuple[int, int]] = []
    pages = write_proof_list(proof_sheet(30), tmp_path / "list.pdf", lambda done, of: told.append((done, of)))
    assert told == [(number, pages) for number in range(1, pages + 1)]


# 校名单


def test_every_name_is_read_as_it_is_by_two_readers(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    proof(len(PEOPLE))(path)
    by_poppler, by_pdfium = poppler_text(path), "".join(pdfium_texts(path))
    # Between the characters of a name stands its pinyin, so each is looked for by itself.
    for name, *_rest in PEOPLE:
        for character in name.replace(" ", ""):
            assert character in by_poppler
            assert character in by_pdfium


def test_third_tones_which_no_font_of_ours_has_are_read_as_themselves(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    write_proof_list(replace(proof_sheet(1), lines=(ProofLine(1, "马李女吕", "mǎ lǐ nǚ lǚ", "同志", ""),)), path)
    for syllable in ("mǎ", "lǐ", "nǚ", "lǚ"):
        assert syllable in pdfium_texts(path)[0]
        assert syllable in poppler_text(path)


def test_names_are_set_in_28_points(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    proof(5)(path)
    with pikepdf.open(path) as document:
        content = document.pages[0].Contents.read_bytes()
    assert len(re.findall(rb" 28 Tf", content)) >= 5


def test_the_list_tells_its_code_and_ends_with_lines_to_sign(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    proof(40)(path)
    *before, last = pdfium_texts(path)
    assert "校对人签字：" in last
    assert "校对人签字：" not in "".join(before)
    assert all("8C21F0A7" in text for text in (*before, last))


@pytest.mark.parametrize("count", range(1, 30))
def test_the_lines_to_sign_stand_on_a_page_with_three_names_at_least(count: int, tmp_path: Path):
    path = tmp_path / "proof.pdf"
    write_proof_list(replace(proof_sheet(count), lines=plain_lines(count)), path)
    assert pdfium_texts(path)[-1].count("同志") >= min(count, 3)


def plain_lines(count: int) -> tuple[ProofLine, ...]:
    return tuple(ProofLine(number, "曹大山", "cáo dà shān", "同志", "3-2-1102") for number in range(1, count + 1))


def test_eleven_names_stand_on_one_page_with_the_lines_to_sign_even_where_one_is_very_long(tmp_path: Path):
    sheet = proof_sheet(11)
    assert any(len(line.name) > 10 for line in sheet.lines)
    assert write_proof_list(sheet, tmp_path / "proof.pdf") == 1


def test_the_list_says_what_its_remarks_mean(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    proof(3)(path)
    assert "“要看的地方”是程序的提醒" in "".join(pdfium_texts(path)[0].split())


def test_a_name_without_a_reading_or_with_one_that_does_not_match_is_still_listed(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    lines = (ProofLine(1, "𬭎䶮", "", "同志", ""), ProofLine(2, "Anna Müller", "an na", "女士", ""))
    assert write_proof_list(replace(proof_sheet(1), lines=lines), path) == 1
    text = pdfium_texts(path)[0]
    assert "𬭎䶮" in text
    assert "anna" in text


def test_a_character_that_no_font_draws_is_shown_as_such_and_told(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    write_proof_list(replace(proof_sheet(1), lines=(ProofLine(1, "王✓明", "wáng ✓ míng", "同志", ""),)), path)
    text = pdfium_texts(path)[0]
    assert "〓" in text
    assert "印不出（U+2713）" in text


def test_a_very_long_name_takes_more_lines_and_stays_in_its_column(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    name = "阿卜杜热西提·阿卜力米提·买买提吐尔逊·艾合麦提江"
    write_proof_list(replace(proof_sheet(1), lines=(ProofLine(1, name, "", "同志", "3-2-1102"),)), path)
    [(_left, _bottom, right, _top)] = boxes(path, 0, "江")
    assert right < (18 + 14 + 80) * _POINTS_PER_MM


# 签收表


def test_there_is_room_to_sign(tmp_path: Path):
    path = tmp_path / "sign-off.pdf"
    sign_off(10)(path)
    bottoms = [bottom for _left, bottom, _right, _top in boxes(path, 0, "鸿运荣字")]
    assert len(bottoms) == 10
    gaps = [above - below for above, below in pairwise(bottoms)]
    assert min(gaps) >= 14.0 * _POINTS_PER_MM - 0.1


def test_who_signed_already_is_told_and_counted(tmp_path: Path):
    path = tmp_path / "sign-off.pdf"
    sign_off(3)(path)
    text = pdfium_texts(path)[0]
    assert "曹大山（已签收）" in text
    assert "2026-10-08" in text
    assert "已签收1张" in text


# 积分存折


def test_each_entry_has_its_reason_and_balance_and_the_foot_has_the_ledgers_head(tmp_path: Path):
    path = tmp_path / "passbook.pdf"
    passbook(5)(path)
    [text] = pdfium_texts(path)
    for words in (
        "彭𬱖㛃䶮",
        "3-2-1102",
        "★★☆☆☆",
        "75.5小时",
        "2小时，每小时10分",
        "记错了时长",
        "-20",
        "1284-9f02c1ab77e3d610",
    ):
        assert words in text
    assert f"{passbook_of(5).balance}分" in text


def test_long_and_unprintable_words_of_an_entry_stay_on_the_paper(tmp_path: Path):
    path = tmp_path / "passbook.pdf"
    line = PassbookLine(date(2026, 9, 1), "🌸" + "邻里守望结对探访" * 12, "两小时" * 20, 90, 123456, 12345678)
    assert write_passbook(replace(passbook_of(1), lines=(line,) * 3), path) == 1
    assert "〓邻里守望" in pdfium_texts(path)[0]
    assert min(ink_box_mm(path, 0)) > 7.0
