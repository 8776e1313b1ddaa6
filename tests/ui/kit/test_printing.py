# SPDX-License-Identifier: GPL-3.0-or-later
"""Printing, into a file that stands for a printer and is read back: pages, sizes, and millimetres."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hongyun_desktop.ui.kit import printing
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Cancelled, Jobs
from hongyun_desktop.ui.kit.pdf_pages import PdfPages
from tests.ui.fakes import FakeSpeaker

pytestmark = pytest.mark.usefixtures("qapp")  # a printer needs the application
_A4_PT = (595.28, 841.89)
_A4_WIDE_PT = (841.89, 595.28)
_DPI = 300
_SQUARE_MM = ((30.0, 40.0), (100.0, 60.0))


def pages_with_squares(path: Path, *sizes: tuple[float, float]) -> Path:
    """Pages with a black rectangle whose corners (from the lower left) are known in millimetres."""
    make: Any = Canvas
    canvas = make(str(path))
    (left, bottom), (right, top) = _SQUARE_MM
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.rect(left * mm, bottom * mm, (right - left) * mm, (top - bottom - number) * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def printer_into(path: Path, resolution: int = 600) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(resolution)
    return printer


def black_box_mm(path: Path, page: int) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of what is black on a page, in millimetres."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[page].render(scale=_DPI / 72, grayscale=True).to_pil()  # type: ignore[arg-type]
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    per_mm = _DPI / 25.4
    return (left / per_mm, (picture.height - bottom) / per_mm, (right - left) / per_mm, (bottom - top) / per_mm)


def sizes_of(path: Path) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(path) as document:
        return [document.get_page_size(number) for number in range(len(document))]


@pytest.fixture
def wide_and_upright(tmp_path: Path) -> Path:
    return pages_with_squares(tmp_path / "in.pdf", _A4_WIDE_PT, _A4_PT, _A4_WIDE_PT)


def test_each_page_keeps_its_size_and_orientation(wide_and_upright: Path, tmp_path: Path):
    out = tmp_path / "out.pdf"
    assert printing.print_pages(wide_and_upright, printer_into(out), [1, 2, 3]).pages == (1, 2, 3)
    printed = sizes_of(out)
    assert len(printed) == 3
    for found, meant in zip(printed, (_A4_WIDE_PT, _A4_PT, _A4_WIDE_PT), strict=True):
        assert found == pytest.approx(meant, abs=1.0)


@pytest.mark.parametrize("resolution", [300, 600, 1200])
def test_a_distance_of_70_mm_is_70_mm_on_paper_and_lies_where_it_was(
    wide_and_upright: Path, tmp_path: Path, resolution: int
):
    out = tmp_path / "out.pdf"
    printing.print_pages(wide_and_upright, printer_into(out, resolution), [1, 2])
    for page in (0, 1):
        assert black_box_mm(out, page) == pytest.approx((30.0, 40.0, 70.0, 20.0 - page), abs=0.25)


def test_only_the_pages_asked_for_are_printed_in_the_order_asked(wide_and_upright: Path, tmp_path: Path):
    out = tmp_path / "out.pdf"
    assert printing.print_pages(wide_and_upright, printer_into(out), [3, 2]).pages == (3, 2)
    assert [black_box_mm(out, page)[3] for page in (0, 1)] == pytest.approx([18.0, 19.0], abs=0.25)


def test_a_sheet_of_another_size_takes_the_page_in_its_middle_unscaled(tmp_path: Path):
    printer = printer_into(tmp_path / "out.pdf")
    size = PdfPages(pages_with_squares(tmp_path / "in.pdf", (400.0, 300.0))).sizes[0]
    place = printing._place(printer, size)
    dots = printer.resolution() / 72
    assert (place.width(), place.height()) == pytest.approx((400 * dots, 300 * dots))
    assert place.center().x() == pytest.approx(printer.pageLayout().fullRectPoints().width() / 2 * dots, abs=dots)


def test_pictures_of_pages_have_no_more_than_300_dots_an_inch(tmp_path: Path):
    assert printing.PrintSheets(printer_into(tmp_path / "a.pdf", 1200)).dots_per_inch == 300
    assert printing.PrintSheets(printer_into(tmp_path / "a.pdf", 150)).dots_per_inch == 150


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_refused_by_name(wide_and_upright: Path, tmp_path: Path):
    printer = printer_into(tmp_path / "missing" / "out.pdf")
    sent = printing.print_pages(wide_and_upright, printer, [1])
    assert sent.pages == ()
    assert sent.trouble is not None
    assert sent.trouble.code == "printer_not_ready"


def test_the_job_tells_which_pages_were_sent(desk: Desk, wide_and_upright: Path, tmp_path: Path):
    heard: list[list[int]] = []
    printing.send(desk, "证书", wide_and_upright, printer_into(tmp_path / "out.pdf"), [2, 3], heard.append)
    assert heard == [[2, 3]]
    assert len(sizes_of(tmp_path / "out.pdf")) == 2


def test_whoever_stops_the_job_hears_of_the_pages_that_went(
    desk: Desk, wide_and_upright: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def stop_after_one(self: object, done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    monkeypatch.setattr("tests.ui.fakes.Progress.__call__", stop_after_one)
    heard: list[list[int]] = []
    printing.send(desk, "证书", wide_and_upright, printer_into(tmp_path / "out.pdf"), [1, 2, 3], heard.append)
    assert heard == [[1]]
    assert len(sizes_of(tmp_path / "out.pdf")) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_fails_is_said_and_nothing_counts_as_printed(
    desk: Desk, speaker: FakeSpeaker, wide_and_upright: Path, tmp_path: Path
):
    heard: list[list[int]] = []
    printer = printer_into(tmp_path / "missing" / "out.pdf")
    printing.send(desk, "证书", wide_and_upright, printer, [1], heard.append)
    assert heard == []
    assert "现在不能打印" in speaker.refusals[0]


def test_without_a_printer_it_offers_to_save(
    desk: Desk, speaker: FakeSpeaker, wide_and_upright: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(printing, "_printers", list)
    saved: list[str] = []
    ask: Callable[[], None] = lambda: printing.print_pdf(  # noqa: E731
        desk, None, "证书", wide_and_upright, on_printed=print, save_instead=lambda: saved.append("saved")
    )
    ask()
    assert speaker.questions == ["这台电脑没有装打印机。要不要先存成 PDF，拿到有打印机的电脑上印？"]
    assert saved == []
    speaker.answers.append(True)
    ask()
    assert saved == ["saved"]


def test_the_dialog_offers_all_pages_or_a_range(qtbot: QtBot, tmp_path: Path):
    printer = printer_into(tmp_path / "out.pdf")
    dialog = printing.print_dialog(printer, 4, None)
    qtbot.addWidget(dialog)
    assert printing.chosen_pages(dialog, printer, 4) == [1, 2, 3, 4]
    choose_range(dialog, 3, 4)
    assert printing.chosen_pages(dialog, printer, 4) == [3, 4]


def choose_range(dialog: QPrintDialog, first: int, last: int) -> None:
    dialog.setFromTo(first, last)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.PageRange)


@pytest.mark.parametrize(("collate", "pages"), [(True, [3, 2, 3, 2]), (False, [3, 3, 2, 2])])
def test_copies_and_the_last_page_first_are_done_here_where_the_printer_does_not(
    qtbot: QtBot, tmp_path: Path, collate: bool, pages: list[int]
):
    printer = printer_into(tmp_path / "out.pdf")
    dialog = printing.print_dialog(printer, 3, None)
    qtbot.addWidget(dialog)
    choose_range(dialog, 2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(collate)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.chosen_pages(dialog, printer, 3) == pages


def test_accepting_the_dialog_prints_its_range(
    desk: Desk, wide_and_upright: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    monkeypatch.setattr(printing, "_printers", lambda: ["激光打印机"])
    monkeypatch.setattr(printing, "QPrinter", _FilePrinter(tmp_path / "out.pdf"))
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[list[int]] = []
    printing.print_pdf(desk, window, "证书", wide_and_upright, on_printed=heard.append, save_instead=list)
    [dialog] = window.findChildren(QPrintDialog)
    choose_range(dialog, 2, 3)
    assert dialog.isVisible()
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert heard == [[2, 3]]
    assert len(sizes_of(tmp_path / "out.pdf")) == 2


class _FilePrinter:
    """Stands for QPrinter: makes one that prints into a file."""

    PrinterMode = QPrinter.PrinterMode
    PageOrder = QPrinter.PageOrder

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, _mode: object) -> QPrinter:
        return printer_into(self._path)


def test_printing_goes_on_beside_the_window(desk: Desk, wide_and_upright: Path, tmp_path: Path, qtbot: QtBot):
    desk.jobs = Jobs(None, desk.refused, desk)
    heard: list[list[int]] = []
    printing.send(desk, "证书", wide_and_upright, printer_into(tmp_path / "out.pdf"), [1, 2, 3], heard.append)
    qtbot.waitUntil(lambda: heard == [[1, 2, 3]], timeout=30_000)
    assert len(sizes_of(tmp_path / "out.pdf")) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="CUPS is asked on Linux")
def test_printers_are_looked_for_on_this_computer_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CUPS_SERVER", "")
    monkeypatch.delenv("CUPS_SERVER")
    printing._ask_locally()
    assert os.environ["CUPS_SERVER"].startswith("/")
