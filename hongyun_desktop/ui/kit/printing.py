# SPDX-License-Identifier: GPL-3.0-or-later
"""A PDF onto paper: the system's dialog, then page by page, each at its own size and never scaled to fit.

A page takes the better part of a second to paint and pack, so that is done on the worker thread. Imports Qt, pypdfium2
and kit parts only; pages import it when somebody first prints.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Cancelled
from hongyun_desktop.ui.kit.pdf_pages import POINTS_PER_INCH, PageSize, PdfPages

MOST_DPI = 300
_CUPS_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
_SAME_SIZE_PT = 2.0


def _ask_locally() -> None:
    """Let CUPS be asked through its local socket only, never over a network."""
    if sys.platform.startswith("linux"):
        sockets = [name for name in _CUPS_SOCKETS if Path(name).exists()]
        os.environ.setdefault("CUPS_SERVER", (sockets or _CUPS_SOCKETS)[0])


# Qt asks it as soon as there is a QPrinter, whoever makes it.
_ask_locally()


@frozen
class Sent:
    """What a print job came to: the pages sent (from 1), and what the printer refused, if it did."""

    pages: tuple[int, ...]
    trouble: Refused | None = None


class PrintSheets:
    """Paints pages onto a printer, one after the other; `sent` is which ones went (from 1), in their order.

    Used from one thread only, whichever it is, as Qt demands.
    Raises: Refused("printer_not_ready", printer) where it takes no page.
    """

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter: QPainter | None = None
        self.sent: list[int] = []

    @property
    def dots_per_inch(self) -> int:
        """The resolution that pictures of pages should have: the printer's, but no more than MOST_DPI."""
        return min(self._printer.resolution(), MOST_DPI)

    def send(self, page: int, size: PageSize, picture: QImage) -> None:
        """Paint a page onto a fresh sheet, of its own size and orientation. Raises: Refused("printer_not_ready")."""
        _set_sheet(self._printer, size)
        if self._painter is None:
            painter = QPainter()
            if not painter.begin(self._printer):
                raise Refused("printer_not_ready", printer=self._printer.printerName())
            self._painter = painter
        elif not self._printer.newPage():
            raise Refused("printer_not_ready", printer=self._printer.printerName())
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._painter.drawImage(_place(self._printer, size), picture)
        self.sent.append(page)

    def end(self) -> None:
        """Close the print job: the pages sent so far come out, and no more."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def _set_sheet(printer: QPrinter, size: PageSize) -> None:
    upright = sorted((size.width_pt, size.height_pt))
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QSizeF(*upright), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if size.landscape else QPageLayout.Orientation.Portrait
    )
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


def _place(printer: QPrinter, size: PageSize) -> QRectF:
    """Where the page lies on the sheet: at its own size from the corner; about the middle of a sheet that differs."""
    dots = printer.resolution() / POINTS_PER_INCH
    sheet = printer.pageLayout().fullRectPoints().size()
    spare = (sheet.width() - size.width_pt, sheet.height() - size.height_pt)
    left, top = (0.0 if abs(each) < _SAME_SIZE_PT else each / 2 for each in spare)
    return QRectF(left * dots, top * dots, size.width_pt * dots, size.height_pt * dots)


def print_pages(
    path: Path, printer: QPrinter, pages: Sequence[int], progress: Callable[[int, int], None] | None = None
) -> Sent:
    """Print some pages (from 1) of a PDF here and now, in the order given; tells which of them were sent.

    Stopping by 取消 and a printer that fails end the print job like its last page: what was sent comes out, and has
    to be told.
    """
    document, sheets = PdfPages(path), PrintSheets(printer)
    trouble: Refused | None = None
    try:
        for done, page in enumerate(pages):
            if progress is not None:
                progress(done, len(pages))
            sheets.send(page, document.sizes[page - 1], document.picture(page - 1, sheets.dots_per_inch))
    except Refused as refusal:
        trouble = refusal
    except Cancelled:
        pass
    finally:
        sheets.end()
        document.close()
    return Sent(tuple(sheets.sent), trouble)


def print_pdf(
    desk: Desk,
    parent: QWidget | None,
    title: str,
    path: Path,
    *,
    on_printed: Callable[[list[int]], object],
    save_instead: Callable[[], object],
) -> None:
    """Ask with the system's dialog, then print beside the window.

    on_printed: hears the pages (from 1) that went to the printer, if any did. save_instead: saves a PDF, offered
    where the computer has no printer.
    """
    if not _printers():
        if desk.speaker.ask(
            _("这台电脑没有装打印机。要不要先存成 PDF，拿到有打印机的电脑上印？"), _("保存 PDF…"), _("先不了")
        ):
            save_instead()
        return
    document = PdfPages(path)
    sizes = document.sizes
    document.close()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    _set_sheet(printer, sizes[0])
    dialog = print_dialog(printer, len(sizes), parent)
    request = _Request(dialog, printer, len(sizes))
    request.chosen.connect(lambda pages: send(desk, title, path, printer, pages, on_printed))
    QDialog.open(dialog)


class _Request(QObject):
    """Waits for the dialog and goes with it; `chosen` tells the pages."""

    chosen = Signal(list)

    def __init__(self, dialog: QPrintDialog, printer: QPrinter, count: int) -> None:
        super().__init__(dialog)
        self._dialog, self._printer, self._count = dialog, printer, count
        dialog.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        pages = chosen_pages(self._dialog, self._printer, self._count)
        # They are chosen already; a printer system that knew the range would choose from them once more.
        self._printer.setPageRanges(QPageRanges())
        self.chosen.emit(pages)


def _printers() -> list[str]:
    """The printers of this computer."""
    return QPrinterInfo.availablePrinterNames()


def print_dialog(printer: QPrinter, count: int, parent: QWidget | None) -> QPrintDialog:
    """The system's dialog for a document of so many pages."""
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_("打印"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    return dialog


def chosen_pages(dialog: QPrintDialog, printer: QPrinter, count: int) -> list[int]:
    """The pages that somebody chose, in the order and number of times that the printer has to be given them."""
    pages = list(range(1, count + 1))
    if dialog.printRange() is QAbstractPrintDialog.PrintRange.PageRange:
        ranges = printer.pageRanges()
        pages = [page for page in pages if ranges.isEmpty() or ranges.contains(page)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _copy in range(copies)]


def send(
    desk: Desk,
    title: str,
    path: Path,
    printer: QPrinter,
    pages: Sequence[int],
    on_printed: Callable[[list[int]], object],
) -> None:
    """Print the pages on the worker thread, with progress and a way to stop; then tell which were sent.

    Nobody else touches the printer meanwhile: Qt lets any one thread paint on it.
    """

    def ended(sent: Sent) -> None:
        if sent.trouble is not None:
            desk.refused(sent.trouble)
        if sent.pages:
            on_printed(list(dict.fromkeys(sent.pages)))

    desk.jobs.start(
        _("正在打印“{title}”……").format(title=title),
        lambda progress: print_pages(path, printer, pages, progress),
        ended,
    )
