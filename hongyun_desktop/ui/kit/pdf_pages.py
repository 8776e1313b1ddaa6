# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a PDF as pictures, for the screen and for printers. Imports Qt and pypdfium2; knows no widget.

PDFium must never be entered by two threads at once: every call to it stands here, behind one lock.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import pypdfium2
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from hongyun_desktop.frozen_class import frozen

POINTS_PER_INCH = 72.0
_ONE_AT_A_TIME = Lock()


@frozen
class PageSize:
    """How large a page is, in points of 1/72 inch."""

    width_pt: float
    height_pt: float

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width_pt > self.height_pt


class PdfPages:
    """An open PDF: the sizes of its pages, and each of them as a picture on white. To be closed."""

    def __init__(self, path: Path) -> None:
        """Read at once, so that the file itself is not kept open."""
        content = path.read_bytes()
        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(content)
            sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
        self.sizes = tuple(PageSize(width, height) for width, height in sizes)

    def picture(self, index: int, dots_per_inch: float) -> QImage:
        """A page (counted from 0) at a resolution; takes some 20 ms for a screen, 140 ms for a printer."""
        with _ONE_AT_A_TIME:
            page = self._document[index]
            # The library takes any scale; its annotation says int.
            bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]
            shared = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            picture = shared.copy()
            bitmap.close()
            page.close()
        return picture

    def close(self) -> None:
        """Let go of the document."""
        with _ONE_AT_A_TIME:
            self._document.close()


class PagePainter(QObject):
    """Makes pictures of pages beside the window; `painted` tells (index, dots per inch, picture) on its thread."""

    painted = Signal(int, float, QImage)

    def __init__(self, pages: PdfPages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._wanted: Callable[[int, float], bool] = lambda _index, _dots: True
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self._asked: set[tuple[int, float]] = set()
        self.painted.connect(self._forget)

    def only_while(self, wanted: Callable[[int, float], bool]) -> None:
        """Skip pictures that nobody looks at any more when their turn comes; asked on the worker thread."""
        self._wanted = wanted

    def ask(self, index: int, dots_per_inch: float) -> None:
        """Have a picture made, unless it is being made already."""
        if (index, dots_per_inch) in self._asked:
            return
        self._asked.add((index, dots_per_inch))
        self._pool.submit(self._paint, index, dots_per_inch)

    def _paint(self, index: int, dots_per_inch: float) -> None:
        wanted = self._wanted(index, dots_per_inch)
        self.painted.emit(index, dots_per_inch, self._pages.picture(index, dots_per_inch) if wanted else QImage())

    def _forget(self, index: int, dots_per_inch: float, _picture: QImage) -> None:
        self._asked.discard((index, dots_per_inch))

    def close(self) -> None:
        """Finish the picture that is being made, and make no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
