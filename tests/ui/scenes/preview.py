# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview of papers as it is grabbed: a certificate in full, one at actual size, and a list."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.pages_view import Zoom
from hongyun_desktop.ui.kit.preview import PdfPreview, Write, show_pdf
from tests.documents import paper_samples

_LOOK_AGAIN_MS = 20


def certificates(desk: Desk) -> QWidget:
    """The first of three certificates, the whole page."""
    return _shown(desk, "荣誉证书（样张）", paper_samples.certificates)


def actual_size(desk: Desk) -> QWidget:
    """The same as large as on paper."""
    preview = _shown(desk, "荣誉证书（样张）", paper_samples.certificates)
    preview.zoom.set_value(Zoom.ACTUAL_SIZE)
    return _painted(preview)


def upcoming(desk: Desk) -> QWidget:
    """A certificate that is not issued yet."""
    return _shown(desk, "未签发的证书", partial(paper_samples.certificates, upcoming=True))


def proof_list(desk: Desk) -> QWidget:
    """A list that goes on to a second page, opened there."""
    preview = _shown(desk, "校名单", paper_samples.proof_list)
    preview.view.go(1)
    return _painted(preview)


def _shown(desk: Desk, title: str, make: Callable[[Path], object]) -> PdfPreview:
    def write(path: Path, _progress: Progress) -> object:
        return make(path)

    writing: Write = write
    preview = show_pdf(desk, None, title, writing, f"{title}.pdf")
    return _painted(preview)


def _painted(preview: PdfPreview) -> PdfPreview:
    """Wait for the pictures, which come from a thread."""
    loop, again = QEventLoop(), QTimer()
    again.timeout.connect(lambda: loop.quit() if preview.view.all_painted() else None)
    again.start(_LOOK_AGAIN_MS)
    loop.exec()
    return preview


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "preview-certificates": certificates,
    "preview-actual-size": actual_size,
    "preview-upcoming": upcoming,
    "preview-proof-list": proof_list,
}
