# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates as a PDF, one page each, and the check before issue that they will fit.

No seal is ever drawn: the stamp goes over issuer and date by hand. Imports neither peewee nor PySide6.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.units import mm

from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, Wording
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.documents.border import draw_border
from hongyun_desktop.documents.cells import cells_of
from hongyun_desktop.documents.certificate_layout import (
    LARGEST_BODY_PT,
    LARGEST_NAME_PT,
    LEFT_PT,
    Layout,
    Words,
    lay_out,
    texts_of,
)
from hongyun_desktop.documents.fonts import Role, body_advance_em, rare_characters, width_em
from hongyun_desktop.documents.ink import draw_centred, draw_line, draw_text, set_ink
from hongyun_desktop.documents.lines import NARROWEST_EM, compose
from hongyun_desktop.documents.page import A4_LANDSCAPE_MM, new_canvas
from hongyun_desktop.documents.palette import DEEP_GOLD, INK, SAMPLE_GREY
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.qr import draw_qr
from hongyun_desktop.documents.title import draw_head
from hongyun_desktop.frozen_class import frozen

_SUBTITLES = {
    CertificateKind.HONOUR: "CERTIFICATE OF HONOR",
    CertificateKind.THANKS: "LETTER OF THANKS",
    CertificateKind.APPOINTMENT: "LETTER OF APPOINTMENT",
    CertificateKind.COMPLETION: "CERTIFICATE OF COMPLETION",
}
_WIDTH_PT, _HEIGHT_PT = (side_mm * mm for side_mm in A4_LANDSCAPE_MM)
_BORDER_FORM = "border"
_QR_SIDE_PT = 20 * mm
_QR_BOTTOM_PT = 34.5 * mm
_QR_NOTE = "扫码见编号，可到小区自管委核对"
_QR_NOTE_BASELINE_PT = 28.8 * mm
_FACTS_LEFT_PT = LEFT_PT + _QR_SIDE_PT + 3.5 * mm
_FACTS_WIDTH_PT = 60 * mm
_FACT_PT = 11.5
_MARK_PT = 150.0


@frozen
class Fit:
    """How a certificate fits its page. name_size_pt: 0 without a line of address.

    shrunk: body or name is smaller than designed. rare: characters that the fallback font draws.
    """

    body_size_pt: float
    name_size_pt: float
    shrunk: bool
    rare: tuple[str, ...]


def preflight(sheet: CertificateSheet) -> Fit:
    """How a certificate would fit, to be asked before it is issued.

    Raises: Refused("character_not_printable", character, code_point), Refused("wording_does_not_fit", name).
    """
    layout = lay_out(sheet)
    name_pt = layout.address[0].size_pt if layout.address else 0.0
    shrunk = layout.body_pt < LARGEST_BODY_PT or 0 < name_pt < LARGEST_NAME_PT
    return Fit(layout.body_pt, name_pt, shrunk, rare_characters(texts_of(sheet)))


def write_certificates(
    sheets: Sequence[CertificateSheet], path: Path, progress: Callable[[int, int], None] | None = None
) -> int:
    """Write the certificates, one page each in their order; returns the number of pages.

    progress: called after each page with the pages done and their number. The same sheets give the same bytes.
    Raises: as `preflight`, before anything is written; StorageProblem("disk_full", file),
    StorageProblem("file_not_writable", file); ValueError for no sheets.
    """
    if not sheets:
        raise ValueError("a document needs a page")
    first = sheets[0].wording
    canvas = new_canvas(A4_LANDSCAPE_MM, first.heading, first.issuer, max(sheet.wording.issued_on for sheet in sheets))
    for done, sheet in enumerate(sheets, 1):
        _draw_sheet(canvas, sheet, lay_out(sheet))
        canvas.showPage()
        if progress is not None:
            progress(done, len(sheets))
    write_whole(path, canvas.getpdfdata())
    return len(sheets)


def _draw_sheet(canvas: Pen, sheet: CertificateSheet, layout: Layout) -> None:
    _draw_ground(canvas)
    if sheet.upcoming or sheet.sample:
        _draw_mark(canvas, "未签发" if sheet.upcoming else "样张")
    _draw_head(canvas, sheet.wording)
    set_ink(canvas, INK)
    for words in layout.address:
        _draw_words(canvas, words)
    for set_line in layout.body:
        draw_line(canvas, set_line.line, LEFT_PT, set_line.baseline_pt, layout.body_pt)
    for words in layout.foot:
        _draw_words(canvas, words)
    _draw_proof(canvas, sheet)


def _draw_ground(canvas: Pen) -> None:
    """The border: drawn once in a document, on each page only referred to."""
    if not canvas.hasForm(_BORDER_FORM):
        canvas.beginForm(_BORDER_FORM, 0, 0, _WIDTH_PT, _HEIGHT_PT)
        draw_border(canvas)
        canvas.endForm()
    canvas.doForm(_BORDER_FORM)


def _draw_head(canvas: Pen, wording: Wording) -> None:
    """The title block: once in a document for each title."""
    form = f"head-{wording.kind.value}-{wording.heading.encode('utf-16-be').hex()}"
    if not canvas.hasForm(form):
        canvas.beginForm(form, 0, 0, _WIDTH_PT, _HEIGHT_PT)
        draw_head(canvas, wording.heading, _SUBTITLES[wording.kind])
        canvas.endForm()
    canvas.doForm(form)


def _draw_words(canvas: Pen, words: Words) -> None:
    draw_text(canvas, words.text, words.left_pt, words.baseline_pt, words.size_pt, Role.BODY, words.spacing_em)


def _draw_mark(canvas: Pen, mark: str) -> None:
    """A word across a sheet that is no certificate, under the wording: seen at once, and readable by programs too."""
    canvas.saveState()
    canvas.translate(_WIDTH_PT / 2, 94 * mm)
    canvas.rotate(24)
    set_ink(canvas, SAMPLE_GREY)
    draw_centred(canvas, mark, 0, -0.36 * _MARK_PT, _MARK_PT, Role.HEADING, 1.8 / len(mark))
    canvas.restoreState()


def _draw_proof(canvas: Pen, sheet: CertificateSheet) -> None:
    """QR code, number and check code: what somebody at the committee's desk compares with the register."""
    draw_qr(canvas, sheet.qr_text, LEFT_PT, _QR_BOTTOM_PT, _QR_SIDE_PT)
    rows = (("证书编号", sheet.number, 50.6), ("校验码", sheet.check_code, 40.3))
    for label, value, baseline_mm in rows:
        set_ink(canvas, DEEP_GOLD)
        draw_text(canvas, label, _FACTS_LEFT_PT, baseline_mm * mm, 9, Role.BODY, 0.08)
        set_ink(canvas, INK)
        _draw_fact(canvas, value, (baseline_mm - 4.9) * mm)
    set_ink(canvas, DEEP_GOLD)
    draw_text(canvas, _QR_NOTE, LEFT_PT, _QR_NOTE_BASELINE_PT, 8, Role.BODY, 0.04)


def _draw_fact(canvas: Pen, value: str, baseline_pt: float) -> None:
    """A number or code on one line, composed like the body so that its brackets stand close; long ones shrink."""
    width = width_em(value, Role.BODY)
    size_pt = min(_FACT_PT, _FACTS_WIDTH_PT / max(width, 1.0))
    for line in compose(cells_of(value, body_advance_em, longest_em=width), width + NARROWEST_EM):
        draw_line(canvas, line, _FACTS_LEFT_PT, baseline_pt, size_pt)
