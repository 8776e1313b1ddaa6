# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed guide: two sheets of A4 in large type, with pictures of the window where there are any.

Imports neither peewee nor PySide6; pictures come in as PNG.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.documents import guide_text
from hongyun_desktop.documents.fonts import Role, width_em
from hongyun_desktop.documents.guide_text import Section
from hongyun_desktop.documents.ink import draw_centred, draw_line, draw_text, set_ink
from hongyun_desktop.documents.lines import Line
from hongyun_desktop.documents.list_cells import MIDDLE_EM, Align, draw_aligned, lines_of
from hongyun_desktop.documents.list_page import Progress
from hongyun_desktop.documents.page import A4_PORTRAIT_MM, new_canvas
from hongyun_desktop.documents.palette import DEEP_GOLD, GOLD, INK, LIGHT_GOLD, TITLE_RED
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.upright_page import (
    GROUND,
    HEIGHT_PT,
    LEFT_PT,
    RIGHT_PT,
    SOFT_INK,
    WIDTH_PT,
    draw_double_rule,
)
from hongyun_desktop.frozen_class import frozen

_PICTURE_ORDER = ("roster", "service", "honours", "printing", "start", "teams", "tasks", "backup")
_SIZES_PT = tuple(size / 4 for size in range(58, 37, -1))
_MOST_DPI = 300.0
_TOP_PT, _BOTTOM_PT = HEIGHT_PT - 14 * mm, 17 * mm
_HEAD_PT, _FOOTER_PT = 25 * mm, 9.5 * mm
_SECTION_HEAD_PT = 9.5 * mm
_TEXT_LEFT_PT = LEFT_PT + 9 * mm
_PICTURE_WIDTH_PT, _PICTURE_GAP_PT = 74 * mm, 5 * mm
_CAPTION_PT = 8.5
_LEAST_GAP_PT, _MOST_GAP_PT = 3.5 * mm, 11 * mm
_LINE_EM, _STEP_GAP_EM, _INDENT_EM = 1.42, 0.34, 1.6
_KEYS_PT, _CONTACT_PT = 27 * mm, 20 * mm


@frozen
class GuidePicture:
    """A picture of the window: a PNG file or its bytes. section: a key of `guide_text`; empty: the next in order."""

    image: Path | bytes
    caption: str
    section: str = ""


@frozen
class GuideFacts:
    """What is the committee's own. contact: whom to ask, one line each; none: lines to fill in by hand."""

    compound: str
    made_on: date
    contact: tuple[str, ...] = ()


def write_guide(
    pictures: Sequence[GuidePicture], facts: GuideFacts, path: Path, progress: Progress | None = None
) -> int:
    """Write the two pages; returns their number. The same content gives the same bytes.

    Raises: StorageProblem("disk_full", file), StorageProblem("file_not_writable", file).
    """
    canvas = new_canvas(A4_PORTRAIT_MM, guide_text.TITLE, facts.compound, facts.made_on)
    shown = _by_section(pictures)
    _GuidePage(canvas, facts, shown, 1).draw(guide_text.FIRST_PAGE, reserved_pt=0.0)
    canvas.showPage()
    if progress is not None:
        progress(1, 2)
    page = _GuidePage(canvas, facts, shown, 2)
    page.draw(guide_text.SECOND_PAGE, reserved_pt=_KEYS_PT + _CONTACT_PT + 2 * _LEAST_GAP_PT)
    page.draw_keys()
    page.draw_contact()
    canvas.showPage()
    write_whole(path, canvas.getpdfdata())
    if progress is not None:
        progress(2, 2)
    return 2


@frozen
class _Picture:
    """A picture ready for the page: its pixels, how high it stands, and what is written under it."""

    reader: Any
    height_pt: float
    caption: str


def _by_section(pictures: Sequence[GuidePicture]) -> dict[str, _Picture]:
    free = [key for key in _PICTURE_ORDER if key not in {picture.section for picture in pictures}]
    return {picture.section or free.pop(0): _loaded(picture) for picture in pictures if picture.section or free}


def _loaded(picture: GuidePicture) -> _Picture:
    """On white, and with no more pixels than paper shows."""
    source = io.BytesIO(picture.image) if isinstance(picture.image, bytes) else picture.image
    with Image.open(source) as opened:
        pixels = Image.new("RGB", opened.size, "white")
        pixels.paste(opened, mask=opened.getchannel("A") if opened.mode == "RGBA" else None)
    most = round(_PICTURE_WIDTH_PT / 72 * _MOST_DPI)
    if pixels.width > most:
        pixels.thumbnail((most, pixels.height), Image.Resampling.LANCZOS)
    reader: Any = ImageReader
    return _Picture(reader(pixels), _PICTURE_WIDTH_PT * pixels.height / pixels.width, picture.caption)


class _GuidePage:
    """One page under the pen, from its top down."""

    def __init__(self, canvas: Pen, facts: GuideFacts, pictures: dict[str, _Picture], number: int) -> None:
        self._canvas, self._facts, self._pictures, self._number = canvas, facts, pictures, number
        self._top_pt = _TOP_PT
        self._size_pt = _SIZES_PT[0]

    def draw(self, sections: Sequence[Section], reserved_pt: float) -> None:
        """Draw head, foot and the sections in the largest type that fits, with even gaps between them."""
        self._head()
        self._footer()
        room_pt = self._top_pt - _BOTTOM_PT - reserved_pt
        gaps = len(sections) - (reserved_pt == 0)
        self._size_pt = next(
            (size for size in _SIZES_PT if self._high_pt(sections, size) + gaps * _LEAST_GAP_PT <= room_pt),
            _SIZES_PT[-1],
        )
        spare_pt = room_pt - self._high_pt(sections, self._size_pt)
        self._gap_pt = min(max(spare_pt / gaps, _LEAST_GAP_PT), _MOST_GAP_PT)
        first = len(guide_text.FIRST_PAGE) if self._number > 1 else 0
        for number, section in enumerate(sections, first + 1):
            self._section(number, section)

    def _high_pt(self, sections: Iterable[Section], size_pt: float) -> float:
        return sum(self._section_pt(section, size_pt) for section in sections)

    def _section_pt(self, section: Section, size_pt: float) -> float:
        picture = self._pictures.get(section.key)
        picture_pt = picture.height_pt + 1.6 * _CAPTION_PT if picture else 0.0
        return max(_SECTION_HEAD_PT + self._text_pt(section, size_pt), picture_pt)

    def _text_width_pt(self, section: Section) -> float:
        beside_pt = _PICTURE_WIDTH_PT + _PICTURE_GAP_PT if section.key in self._pictures else 0.0
        return RIGHT_PT - _TEXT_LEFT_PT - beside_pt

    def _text_pt(self, section: Section, size_pt: float) -> float:
        width_pt = self._text_width_pt(section)
        lines = [len(self._lines(text, width_pt, size_pt)) for text in (*section.steps, *section.notes)]
        return (sum(lines) * _LINE_EM + len(lines) * _STEP_GAP_EM) * size_pt

    def _lines(self, text: str, width_pt: float, size_pt: float) -> list[Line]:
        return lines_of(text, width_pt - _INDENT_EM * size_pt, size_pt)

    # pieces

    def _head(self) -> None:
        canvas = self._canvas
        set_ink(canvas, TITLE_RED)
        draw_centred(canvas, guide_text.TITLE, WIDTH_PT / 2, self._top_pt - 8.5 * mm, 25, Role.HEADING, 0.10)
        set_ink(canvas, SOFT_INK)
        words = f"{self._facts.compound} · {guide_text.PAGE_TITLES[self._number - 1]}"
        draw_aligned(canvas, words, LEFT_PT, self._top_pt - 15 * mm, RIGHT_PT - LEFT_PT, 12, Align.CENTRE)
        draw_double_rule(canvas, self._top_pt - 19.5 * mm)
        self._top_pt -= _HEAD_PT

    def _footer(self) -> None:
        set_ink(self._canvas, SOFT_INK)
        words = f"第 {self._number} 页，共 2 页 · {self._facts.made_on:%Y-%m-%d} 由鸿运桌面打印（帮助 ▸ 打印使用说明）"
        draw_aligned(self._canvas, words, LEFT_PT, _FOOTER_PT, RIGHT_PT - LEFT_PT, 9, Align.CENTRE)

    def _section(self, number: int, section: Section) -> None:
        top_pt, height_pt = self._top_pt, self._section_pt(section, self._size_pt)
        picture = self._pictures.get(section.key)
        if picture:
            self._picture(picture, top_pt)
        self._section_head(number, section.title, top_pt)
        left_pt, width_pt = _TEXT_LEFT_PT, self._text_width_pt(section)
        text_top_pt = top_pt - _SECTION_HEAD_PT
        for place, text in enumerate(section.steps, 1):
            text_top_pt = self._step(f"{place}.", text, left_pt, text_top_pt, width_pt, INK)
        for text in section.notes:
            text_top_pt = self._step("※", text, left_pt, text_top_pt, width_pt, SOFT_INK)
        self._top_pt -= height_pt + self._gap_pt

    def _section_head(self, number: int, title: str, top_pt: float) -> None:
        canvas, radius_pt = self._canvas, 3.3 * mm
        middle_pt = top_pt - radius_pt
        canvas.setFillColor(TITLE_RED)
        canvas.circle(LEFT_PT + radius_pt, middle_pt, radius_pt, stroke=0, fill=1)
        set_ink(canvas, HexColor("#FFFFFF"))
        draw_centred(canvas, str(number), LEFT_PT + radius_pt, middle_pt - 0.36 * 12, 12, Role.HEADING)
        set_ink(canvas, INK)
        draw_text(canvas, title, _TEXT_LEFT_PT, middle_pt - MIDDLE_EM * 16, 16, Role.HEADING, 0.04)

    def _step(self, mark: str, text: str, left_pt: float, top_pt: float, width_pt: float, colour: Any) -> float:
        """Draw one step; returns where the next begins."""
        size_pt, indent_pt = self._size_pt, _INDENT_EM * self._size_pt
        baseline_pt = top_pt - (0.5 * _LINE_EM + MIDDLE_EM) * size_pt
        set_ink(self._canvas, DEEP_GOLD)
        draw_text(self._canvas, mark, left_pt, baseline_pt, size_pt, Role.TABLE)
        set_ink(self._canvas, colour)
        lines = self._lines(text, width_pt, size_pt)
        for line in lines:
            draw_line(self._canvas, line, left_pt + indent_pt, baseline_pt, size_pt, Role.TABLE)
            baseline_pt -= _LINE_EM * size_pt
        return top_pt - (len(lines) * _LINE_EM + _STEP_GAP_EM) * size_pt

    def _picture(self, picture: _Picture, top_pt: float) -> None:
        left_pt, bottom_pt = RIGHT_PT - _PICTURE_WIDTH_PT, top_pt - picture.height_pt
        self._canvas.drawImage(picture.reader, left_pt, bottom_pt, _PICTURE_WIDTH_PT, picture.height_pt)
        self._canvas.setStrokeColor(LIGHT_GOLD)
        self._canvas.setLineWidth(0.8)
        self._canvas.rect(left_pt, bottom_pt, _PICTURE_WIDTH_PT, picture.height_pt, stroke=1, fill=0)
        set_ink(self._canvas, SOFT_INK)
        middle_pt = bottom_pt - 0.9 * _CAPTION_PT
        draw_aligned(self._canvas, picture.caption, left_pt, middle_pt, _PICTURE_WIDTH_PT, _CAPTION_PT, Align.CENTRE)

    # the foot of the second page

    def draw_keys(self) -> None:
        """The keys worth knowing, each on a cap."""
        self._band_title(guide_text.KEYS_TITLE)
        share_pt = (RIGHT_PT - LEFT_PT) / 2
        for place, word in enumerate(guide_text.KEYS):
            left_pt = LEFT_PT + place % 2 * share_pt
            middle_pt = self._top_pt - 12 * mm - place // 2 * 9 * mm
            self._cap(word.key, left_pt, middle_pt)
            set_ink(self._canvas, INK)
            draw_aligned(self._canvas, word.meaning, left_pt + 19 * mm, middle_pt, share_pt - 21 * mm, 12)
        self._top_pt -= _KEYS_PT + _LEAST_GAP_PT

    def _band_title(self, title: str) -> None:
        set_ink(self._canvas, INK)
        draw_text(self._canvas, title, LEFT_PT, self._top_pt - 3.3 * mm - MIDDLE_EM * 16, 16, Role.HEADING, 0.04)

    def _cap(self, key: str, left_pt: float, middle_pt: float) -> None:
        self._canvas.setFillColor(GROUND)
        self._canvas.setStrokeColor(GOLD)
        self._canvas.setLineWidth(0.8)
        self._canvas.rect(left_pt, middle_pt - 3.3 * mm, 16 * mm, 6.6 * mm, stroke=1, fill=1)
        set_ink(self._canvas, INK)
        draw_aligned(self._canvas, key, left_pt, middle_pt, 16 * mm, 12, Align.CENTRE)

    def draw_contact(self) -> None:
        """Whom to ask: what the settings say, or lines to fill in by hand."""
        canvas, height_pt = self._canvas, _CONTACT_PT
        canvas.setFillColor(GROUND)
        canvas.rect(LEFT_PT, self._top_pt - height_pt, RIGHT_PT - LEFT_PT, height_pt, stroke=0, fill=1)
        set_ink(canvas, TITLE_RED)
        draw_text(canvas, guide_text.CONTACT_TITLE, LEFT_PT + 5 * mm, self._top_pt - 8 * mm, 14, Role.HEADING)
        left_pt, middle_pt = LEFT_PT + 5 * mm, self._top_pt - 14.5 * mm
        if self._facts.contact:
            set_ink(canvas, INK)
            draw_aligned(canvas, "　".join(self._facts.contact), left_pt, middle_pt, RIGHT_PT - left_pt - 5 * mm, 13)
            return
        share_pt = (RIGHT_PT - LEFT_PT - 10 * mm) / len(guide_text.CONTACT_BLANK)
        for place, label in enumerate(guide_text.CONTACT_BLANK):
            start_pt = left_pt + place * share_pt
            wide_pt = width_em(label, Role.TABLE) * 13
            set_ink(canvas, INK)
            draw_aligned(canvas, label, start_pt, middle_pt, wide_pt, 13)
            canvas.setLineWidth(0.6)
            canvas.line(start_pt + wide_pt, middle_pt - 2.6 * mm, start_pt + share_pt - 8 * mm, middle_pt - 2.6 * mm)
