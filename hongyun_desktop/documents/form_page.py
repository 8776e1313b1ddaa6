# SPDX-License-Identifier: GPL-3.0-or-later
"""A form on sheets of A4: head, then strips one under the other, page x of y.

A strip is drawn whole on one page; those of a table bring their headings along to the next. Imports neither peewee
nor PySide6.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reportlab.lib.units import mm

from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.documents.ink import set_ink
from hongyun_desktop.documents.list_cells import Align, draw_aligned
from hongyun_desktop.documents.list_head import RUNNING_HEAD_PT, Head, draw_head, draw_running_head, head_height_pt
from hongyun_desktop.documents.page import A4_PORTRAIT_MM, new_canvas
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.upright_page import HEIGHT_PT, LEFT_PT, RIGHT_PT, SOFT_INK, draw_sample_mark
from hongyun_desktop.frozen_class import frozen

Progress = Callable[[int, int], None]

SPAN_PT = RIGHT_PT - LEFT_PT
_TOP_PT = HEIGHT_PT - 15 * mm
_BOTTOM_PT = 18 * mm
_FOOTER_PT = 11.5 * mm
_FOOTER_SIZE_PT = 9.5


@frozen
class Strip:
    """Something as wide as the page's text. draw: onto a canvas, given where its top is.

    heading: what stands over it again where it begins a page. keeps: whether the strip after it must follow on the
    same page. breaks: whether it begins a new page. blank: whether it only keeps others apart, and so begins none.
    """

    height_pt: float
    draw: Callable[[Pen, float], None]
    heading: "Strip | None" = None
    keeps: bool = False
    breaks: bool = False
    blank: bool = False


@frozen
class FormPaper:
    """A whole form; footer: at the lower left of each page."""

    head: Head
    strips: Sequence[Strip]
    footer: str
    author: str
    made_on: date
    sample: bool = False


@dataclass(slots=True)
class _Page:
    strips: list[Strip] = field(default_factory=list[Strip])
    used_pt: float = 0.0

    def add(self, strip: Strip) -> None:
        self.strips.append(strip)
        self.used_pt += strip.height_pt


def write_form(paper: FormPaper, path: Path) -> int:
    """Write the form; returns the number of pages. The same form gives the same bytes.

    Raises: StorageProblem("disk_full", file), StorageProblem("file_not_writable", file).
    """
    return write_forms([paper], path)


def write_forms(papers: Sequence[FormPaper], path: Path, progress: Progress | None = None) -> int:
    """Write one form or more into a file, each with page numbers of its own; returns the number of all pages.

    progress: called after each form with the forms done and their number. Raises: as `write_form`.
    """
    first, count = papers[0], 0
    canvas = new_canvas(A4_PORTRAIT_MM, first.head.title, first.author, first.made_on)
    for done, paper in enumerate(papers, 1):
        count += _draw_form(canvas, paper)
        if progress is not None:
            progress(done, len(papers))
    write_whole(path, canvas.getpdfdata())
    return count


def _draw_form(canvas: Pen, paper: FormPaper) -> int:
    pages = _split(paper)
    for number, page in enumerate(pages, 1):
        if paper.sample:
            draw_sample_mark(canvas)
        top_pt = (draw_head if number == 1 else draw_running_head)(canvas, paper.head, _TOP_PT)
        for strip in page.strips:
            strip.draw(canvas, top_pt)
            top_pt -= strip.height_pt
        _draw_footer(canvas, paper.footer, number, len(pages))
        canvas.showPage()
    return len(pages)


def room_pt(head: Head) -> float:
    """How high the strips of a first page may be together."""
    return _TOP_PT - head_height_pt(head) - _BOTTOM_PT


def _split(paper: FormPaper) -> list[_Page]:
    pages = [_Page(used_pt=head_height_pt(paper.head))]
    for together in _kept_together(paper.strips):
        high_pt = sum(strip.height_pt for strip in _without_end_blanks(together))
        if pages[-1].strips and (together[0].breaks or pages[-1].used_pt + high_pt > _TOP_PT - _BOTTOM_PT):
            pages.append(_Page(used_pt=RUNNING_HEAD_PT))
            if together[0].heading is not None:
                pages[-1].add(together[0].heading)
        for strip in together:
            pages[-1].add(strip)
    return pages


def _without_end_blanks(strips: Sequence[Strip]) -> Sequence[Strip]:
    """What keeps others apart needs no room of its own at the foot of a page."""
    end = max((place for place, strip in enumerate(strips, 1) if not strip.blank), default=0)
    return strips[:end]


def _kept_together(strips: Iterable[Strip]) -> Iterable[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keeps:
            yield group
            group = []
    if group:
        yield group


def _draw_footer(canvas: Pen, footer: str, number: int, count: int) -> None:
    set_ink(canvas, SOFT_INK)
    page = f"第 {number} 页，共 {count} 页"
    draw_aligned(canvas, footer, LEFT_PT, _FOOTER_PT, SPAN_PT * 0.75, _FOOTER_SIZE_PT)
    draw_aligned(canvas, page, RIGHT_PT - SPAN_PT * 0.22, _FOOTER_PT, SPAN_PT * 0.22, _FOOTER_SIZE_PT, Align.RIGHT)
