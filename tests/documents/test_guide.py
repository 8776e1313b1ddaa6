# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed guide: two pages that hold up with pictures and without."""

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from paper import pdfium_texts
from paper_samples import guide_plain, guide_with_pictures
from PIL import Image, ImageDraw

from hongyun_desktop.documents import guide_text
from hongyun_desktop.documents.guide import _SIZES_PT, GuideFacts, GuidePicture, _GuidePage, write_guide


def window_picture(width: int = 1366, height: int = 768) -> bytes:
    """A picture as a window gives it: surfaces, lines, and an alpha channel."""
    picture = Image.new("RGBA", (width, height), "#F3F5F8")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 180, height), fill="#16324F")
    for top in range(200, height, 41):
        pen.line((200, top, width - 40, top), fill="#E6EAF0")
        pen.text((215, top + 12), "3-2-1102    138****5678", fill="#1B2430")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.pdf"
    guide_plain(path)
    return path


@pytest.fixture
def pictured(tmp_path: Path) -> Path:
    path = tmp_path / "pictured.pdf"
    guide_with_pictures(path, window_picture())
    return path


def test_it_has_two_pages_with_every_section_and_key(plain: Path):
    first, second = pdfium_texts(plain)
    assert all(section.title in first for section in guide_text.FIRST_PAGE)
    assert all(section.title in second for section in guide_text.SECOND_PAGE)
    assert all(word.key in second and word.meaning in second for word in guide_text.KEYS)


def test_pictures_leave_every_word_in_its_place(plain: Path, pictured: Path):
    for before, after, captions in zip(pdfium_texts(plain), pdfium_texts(pictured), (2, 1), strict=True):
        assert "使用说明" in after
        assert len(after) >= len(before) - 10
        assert captions
    assert "志愿积分：登记服务" in pdfium_texts(pictured)[0]


def test_whom_to_ask_is_told_or_left_to_be_written(plain: Path, pictured: Path):
    assert "姓名：电话：" in pdfium_texts(plain)[1]
    assert "曹大山138" in pdfium_texts(pictured)[1]


def test_the_type_is_large_enough_for_old_eyes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sizes: list[float] = []
    draw = _GuidePage.draw

    def drawn(self: _GuidePage, *sections: object, **reserved: object) -> None:
        draw(self, *sections, **reserved)  # type: ignore[arg-type]
        sizes.append(self._size_pt)

    monkeypatch.setattr(_GuidePage, "draw", drawn)
    guide_plain(tmp_path / "plain.pdf")
    guide_with_pictures(tmp_path / "pictured.pdf", window_picture())
    assert min(sizes) >= 11.5
    assert max(sizes) <= _SIZES_PT[0]


def test_it_stays_on_the_paper(plain: Path, pictured: Path):
    for path in (plain, pictured):
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                picture = page.render(scale=2, grayscale=True).to_pil()
                left, top, right, bottom = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
                margins = (left, top, picture.width - right, picture.height - bottom)
                assert min(margins) / 2 > 7.0 * 72 / 25.4


def test_pictures_make_it_no_heavy_file_and_large_ones_are_brought_to_paper_size(tmp_path: Path):
    path = tmp_path / "large.pdf"
    guide_with_pictures(path, window_picture(2732, 1536))
    assert path.stat().st_size < 1_000_000


def test_a_picture_may_be_a_file_and_takes_the_next_section_where_none_is_named(tmp_path: Path):
    file = tmp_path / "window.png"
    file.write_bytes(window_picture())
    path = tmp_path / "guide.pdf"
    write_guide([GuidePicture(file, "住户名册")], GuideFacts("鸿运小区", date(2026, 10, 8)), path)
    assert "住户名册" in pdfium_texts(path)[0]


def test_the_same_guide_gives_the_same_bytes(tmp_path: Path):
    for name in ("a.pdf", "b.pdf"):
        guide_with_pictures(tmp_path / name, window_picture())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
