# SPDX-License-Identifier: GPL-3.0-or-later
"""A list on sheets of A4: head, table with its headings on each page, lines to sign, page x of y.

What the columns mean is told by those who use it. Imports neither peewee nor PySide6.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from reportlab.lib.units import mm

from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.ink import set_ink
from hongyun_desktop.documents.list_cells import Align, Cell, GroupCell, TextCell, draw_aligned
from hongyun_desktop.documents.list_head import RUNNING_HEAD_PT, Head, draw_head, draw_running_head, head_height_pt
from hongyun_desktop.documents.page import A4_PORTRAIT_MM, new_canvas
from hongyun_desktop.documents.palette import DEEP_GOLD, GOLD, INK, LIGHT_GOLD
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.upright_page import GROUND, HEIGHT_PT, LEFT_PT, RIGHT_PT, SOFT_INK, draw_sample_mark
from hongyun_desktop.frozen_class import frozen

Progress = Callable[[int, int], None]

_TOP_PT = HEIGHT_PT - 15 * mm
_BOTTOM_PT = 16 * mm
_FOOTER_PT = 11.5 * mm
_HEADING_ROW_PT = 8.5 * mm
_CELL_PAD_PT = 2.2 * mm
_LEAST_ON_LAST_PAGE = 3
_AFTER_PT = 11.0
_FOOTER_SIZE_PT = 9.5
_HEADING_LINE_PT = 0.9
_SIGNATURE_PT = 9 * mm
_SIGNATURE_GAP_PT = 6 * mm


@frozen
class Column:
    """One column: what it is called, its part of the width in millimetres, and where its heading stands."""

    title: str
    width_mm: float
    align: Align = Align.LEFT


@frozen
class ListPaper:
    """A whole list. widths of columns add up to 174 mm.

    rows: a cell for each column. least_row_mm: rows are at least so high. row_pad_mm: blank over and under a cell.
    empty: the sentence instead of rows. ruled: whether lines stand between the columns too. after: sentences below the
    rows. signatures: labels of the lines to sign on the last page. footer: at the lower left of each page.
    """

    head: Head
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    empty: str
    footer: str
    author: str
    made_on: date
    least_row_mm: float = 8.0
    row_pad_mm: float = 1.6
    signatures: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ruled: bool = False
    sample: bool = False


def write_list(paper: ListPaper, path: Path, progress: Progress | None = None) -> int:
    """Write the list; returns the number of pages. The same list gives the same bytes.

    progress: called after each page with the pages done and their number. Raises: StorageProblem("disk_full", file),
    StorageProblem("file_not_writable", file).
    """
    canvas = new_canvas(A4_PORTRAIT_MM, paper.head.title, paper.author, paper.made_on)
    pages = _Pages(paper).split()
    for number, rows in enumerate(pages, 1):
        _PageDrawing(canvas, paper, number, len(pages)).draw(rows)
        canvas.showPage()
        if progress is not None:
            progress(number, len(pages))
    write_whole(path, canvas.getpdfdata())
    return len(pages)


@frozen
class _Row:
    cells: Sequence[Cell]
    height_pt: float


class _Pages:
    """Which rows stand on which page; what is signed stands on the last one, never with less than a few rows."""

    def __init__(self, paper: ListPaper) -> None:
        self._paper = paper

    def split(self) -> list[list[_Row]]:
        """The rows page by page; one page without rows for an empty list."""
        pages: list[list[_Row]] = [[]]
        room_pt = self._room_pt(first=True)
        for row in map(self._measured, self._paper.rows):
            if pages[-1] and row.height_pt > room_pt:
                pages.append([])
                room_pt = self._room_pt(first=False)
            pages[-1].append(row)
            room_pt -= row.height_pt
        if self._end_pt() > room_pt:
            pages.append([])
        self._fill_last(pages)
        return pages

    def _fill_last(self, pages: list[list[_Row]]) -> None:
        """Take rows over from the page before until there are a few beside what is signed."""
        last, room_pt = pages[-1], self._room_pt(first=False) - self._end_pt()
        while len(pages) > 1 and len(last) < _LEAST_ON_LAST_PAGE < len(pages[-2]) + len(last):
            if sum(row.height_pt for row in (pages[-2][-1], *last)) > room_pt and last:
                return
            last.insert(0, pages[-2].pop())

    def _measured(self, cells: Sequence[Cell]) -> _Row:
        heights = [cell.height_pt(column.width_mm * mm - 2 * _CELL_PAD_PT)
                   for cell, column in zip(cells, self._paper.columns, strict=True)]  # fmt: skip
        return _Row(cells, max(self._paper.least_row_mm * mm, max(heights) + 2 * self._paper.row_pad_mm * mm))

    def _room_pt(self, *, first: bool) -> float:
        head_pt = head_height_pt(self._paper.head) if first else RUNNING_HEAD_PT
        return _TOP_PT - head_pt - _HEADING_ROW_PT - _BOTTOM_PT

    def _end_pt(self) -> float:
        return end_height_pt(self._paper)


def end_height_pt(paper: ListPaper) -> float:
    """How high what follows the rows is: sentences and lines to sign."""
    after_pt = sum(TextCell(text, _AFTER_PT).height_pt(RIGHT_PT - LEFT_PT) for text in paper.after)
    gap_pt = 3 * mm if paper.after else 0.0
    return after_pt + gap_pt + (_SIGNATURE_GAP_PT + _SIGNATURE_PT if paper.signatures else 0.0)


def _begun_anew(row: _Row) -> _Row:
    cells = [cell.on_new_page() if isinstance(cell, GroupCell) else cell for cell in row.cells]
    return _Row(cells, row.height_pt)


class _PageDrawing:
    """One page under the pen, from its top down."""

    def __init__(self, canvas: Pen, paper: ListPaper, number: int, count: int) -> None:
        self._canvas, self._paper, self._number, self._count = canvas, paper, number, count
        self._top_pt = _TOP_PT

    def draw(self, rows: Sequence[_Row]) -> None:
        """Draw all of it."""
        if self._paper.sample:
            draw_sample_mark(self._canvas)
        draw = draw_head if self._number == 1 else draw_running_head
        self._top_pt = draw(self._canvas, self._paper.head, self._top_pt)
        self._headings()
        for place, row in enumerate(rows):
            self._row(row if place else _begun_anew(row))
        if not self._paper.rows:
            self._empty()
        if self._number == self._count:
            self._end()
        self._footer()

    # table

    def _headings(self) -> None:
        canvas, bottom_pt = self._canvas, self._top_pt - _HEADING_ROW_PT
        canvas.setFillColor(GROUND)
        canvas.rect(LEFT_PT, bottom_pt, RIGHT_PT - LEFT_PT, _HEADING_ROW_PT, stroke=0, fill=1)
        set_ink(canvas, DEEP_GOLD)
        left_pt = LEFT_PT
        for column in self._paper.columns:
            width_pt = column.width_mm * mm
            middle_pt, room_pt = self._top_pt - _HEADING_ROW_PT / 2, width_pt - 2 * _CELL_PAD_PT
            draw_aligned(
                canvas, column.title, left_pt + _CELL_PAD_PT, middle_pt, room_pt, 10, column.align, Role.HEADING
            )
            left_pt += width_pt
        self._top_pt = bottom_pt
        self._hairline(_HEADING_LINE_PT)

    def _row(self, row: _Row) -> None:
        left_pt = LEFT_PT
        for cell, column in zip(row.cells, self._paper.columns, strict=True):
            width_pt = column.width_mm * mm
            cell.draw(self._canvas, left_pt + _CELL_PAD_PT, self._top_pt, width_pt - 2 * _CELL_PAD_PT, row.height_pt)
            left_pt += width_pt
        if self._paper.ruled:
            self._column_lines(row.height_pt)
        self._top_pt -= row.height_pt
        self._hairline(0.5)

    def _column_lines(self, height_pt: float) -> None:
        self._canvas.setStrokeColor(LIGHT_GOLD)
        self._canvas.setLineWidth(0.5)
        left_pt = LEFT_PT
        for column in self._paper.columns[:-1]:
            left_pt += column.width_mm * mm
            self._canvas.line(left_pt, self._top_pt, left_pt, self._top_pt - height_pt)

    def _hairline(self, width_pt: float) -> None:
        self._canvas.setStrokeColor(LIGHT_GOLD if width_pt < _HEADING_LINE_PT else GOLD)
        self._canvas.setLineWidth(width_pt)
        self._canvas.line(LEFT_PT, self._top_pt, RIGHT_PT, self._top_pt)

    def _empty(self) -> None:
        set_ink(self._canvas, SOFT_INK)
        draw_aligned(
            self._canvas, self._paper.empty, LEFT_PT, self._top_pt - 14 * mm, RIGHT_PT - LEFT_PT, 12, Align.CENTRE
        )
        self._top_pt -= 28 * mm
        self._hairline(0.5)

    # end

    def _end(self) -> None:
        paper, width_pt = self._paper, RIGHT_PT - LEFT_PT
        self._top_pt -= 3 * mm if paper.after else 0.0
        for text in paper.after:
            cell = TextCell(text, _AFTER_PT, colour=SOFT_INK)
            cell.draw(self._canvas, LEFT_PT, self._top_pt, width_pt, cell.height_pt(width_pt))
            self._top_pt -= cell.height_pt(width_pt)
        if paper.signatures:
            self._sign()

    def _sign(self) -> None:
        """Lines to sign, side by side at the same height."""
        share_pt = (RIGHT_PT - LEFT_PT) / len(self._paper.signatures)
        line_pt = self._top_pt - _SIGNATURE_GAP_PT - 7 * mm
        for place, label in enumerate(self._paper.signatures):
            left_pt = LEFT_PT + place * share_pt
            set_ink(self._canvas, INK)
            cell = TextCell(label, 11)
            wide_pt = min(len(label) * 11.0 + 4, share_pt / 2)
            cell.draw(self._canvas, left_pt, line_pt + 5 * mm, wide_pt, 5 * mm)
            self._canvas.setLineWidth(0.6)
            self._canvas.line(left_pt + wide_pt, line_pt - 0.6 * mm, left_pt + share_pt - 6 * mm, line_pt - 0.6 * mm)

    def _footer(self) -> None:
        set_ink(self._canvas, SOFT_INK)
        width_pt = RIGHT_PT - LEFT_PT
        page = f"第 {self._number} 页，共 {self._count} 页"
        draw_aligned(self._canvas, self._paper.footer, LEFT_PT, _FOOTER_PT, width_pt * 0.75, _FOOTER_SIZE_PT)
        draw_aligned(
            self._canvas, page, RIGHT_PT - width_pt * 0.22, _FOOTER_PT, width_pt * 0.22, _FOOTER_SIZE_PT, Align.RIGHT
        )
