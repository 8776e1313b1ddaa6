# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates on A4 landscape, one page each: what fits is decided once, for the preflight and for the drawing.

Never draws a seal: about 42 mm round it stay free for the stamp. Imports neither peewee nor PySide6.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, Wording
from hongyun_desktop.core.honours.wording import chinese_date, name_of
from hongyun_desktop.documents import fonts
from hongyun_desktop.documents.border import PAGE_HEIGHT, PAGE_WIDTH, draw_background
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.ink import INK, MM, Canvas, draw_centred, draw_line, draw_text, write_pdf
from hongyun_desktop.documents.lines import Line, compose
from hongyun_desktop.documents.ornaments import DEEP_GOLD
from hongyun_desktop.documents.qr import draw_qr

Progress = Callable[[int, int], None]

_SUBTITLES = {
    CertificateKind.HONOUR: "CERTIFICATE OF HONOR",
    CertificateKind.THANKS: "LETTER OF THANKS",
    CertificateKind.APPOINTMENT: "LETTER OF APPOINTMENT",
    CertificateKind.COMPLETION: "CERTIFICATE OF COMPLETION",
}
_LEFT, _RIGHT = 40 * MM, 257 * MM
_NAME_BASELINE = 126.5 * MM
_BODY_TOP = 112.4 * MM  # first baseline under a line of address
_BODY_TOP_ALONE, _BODY_MIDDLE = 121 * MM, 101 * MM
_BODY_BOTTOM = 60.5 * MM
_SEAL_TOP, _SEAL_LEFT = 71 * MM, 183 * MM  # the stamp's square begins here; text may not run into it
_BODY_SIZES_PT = (21, 20, 19, 18, 17, 16, 15, 14)
_LEADINGS_EM = (1.78, 1.6, 1.48)
_NAME_SIZES_PT = (27, 25, 23, 21, 19, 17, 15)
_NAME_SPACING_EM = {2: 0.8, 3: 0.22, 4: 0.06}
_NAME_WIDEST = 185 * MM
_ISSUER_MIDDLE, _ISSUER_BASELINE, _DATE_BASELINE = 207 * MM, 53 * MM, 42.2 * MM
_ISSUER_SIZES_PT = (19, 18, 17, 16, 15, 14, 13, 12, 11)
_ISSUER_WIDEST = 100 * MM
_QR_SIZE = 19 * MM
_QR_LEFT, _QR_LOW = 40 * MM, 36 * MM
_NOTE = "扫码见编号，可到小区自管委核对"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a certificate fits its page. shrunk: smaller than the sizes meant; rare: characters of the fallback face."""

    body_pt: int
    name_pt: int
    shrunk: bool
    rare: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything of one sheet stands."""

    name_pt: int
    name_spacing_em: float
    body_pt: int
    leading_pt: float
    top_pt: float
    lines: tuple[Line, ...]


def preflight(sheet: CertificateSheet) -> Fit:
    """How a sheet would be printed; asked before a number is given.

    Raises: Refused("character_not_printable", character, code_point), Refused("wording_does_not_fit", name).
    """
    layout = _lay_out(sheet)
    wording = sheet.wording
    shrunk = layout.body_pt < _BODY_SIZES_PT[0] or layout.name_pt < _NAME_SIZES_PT[0]
    return Fit(layout.body_pt, layout.name_pt, shrunk, fonts.rare_characters("".join(_texts(wording))))


def write_certificates(sheets: Sequence[CertificateSheet], path: Path, progress: Progress | None = None) -> int:
    """Write one PDF, a page a sheet in their order; the number of pages.

    progress: called with the sheets drawn and all. The same sheets give the same bytes.
    Raises: those of `preflight`, StorageProblem("file_not_writable", file), ("disk_full", file), ValueError for none.
    """
    if not sheets:
        raise ValueError("no sheets")
    layouts = [_lay_out(sheet) for sheet in sheets]

    def draw(canvas: Canvas) -> None:
        for number, (sheet, layout) in enumerate(zip(sheets, layouts, strict=True), 1):
            _draw_sheet(canvas, sheet, layout)
            canvas.showPage()
            if progress is not None:
                progress(number, len(sheets))

    first = sheets[0].wording
    write_pdf(path, (PAGE_WIDTH, PAGE_HEIGHT), first.heading, first.issuer, draw)
    return len(sheets)


def _texts(wording: Wording) -> list[str]:
    return [
        wording.heading,
        wording.recipient,
        wording.honorific,
        *wording.paragraphs,
        *wording.closing,
        wording.issuer,
    ]


def _lay_out(sheet: CertificateSheet) -> _Layout:
    wording = sheet.wording
    fonts.require_printable([*_texts(wording), sheet.number])
    name_pt, spacing_em = _name_size(wording)
    for leading_em in _LEADINGS_EM:
        for size_pt in _BODY_SIZES_PT:
            lines = _body_lines(wording, size_pt)
            leading_pt = size_pt * leading_em
            top_pt = _BODY_TOP if wording.recipient else _top_alone(len(lines), leading_pt)
            if _fits(lines, size_pt, leading_pt, top_pt):
                return _Layout(name_pt, spacing_em, size_pt, leading_pt, top_pt, tuple(lines))
    raise Refused("wording_does_not_fit", name=name_of(wording))


def _top_alone(lines: int, leading_pt: float) -> float:
    """The first baseline of a body without a line of address: a short one stands in the middle of the space."""
    return min(_BODY_MIDDLE + (lines - 1) * leading_pt / 2, _BODY_TOP_ALONE)


def _name_size(wording: Wording) -> tuple[int, float]:
    spacing_em = _NAME_SPACING_EM.get(len(wording.recipient), 0.0)
    width_em = fonts.text_width(wording.recipient, Role.BODY) + spacing_em * max(len(wording.recipient) - 1, 0)
    for size_pt in _NAME_SIZES_PT:
        if width_em * size_pt <= _NAME_WIDEST:
            return size_pt, spacing_em
    raise Refused("wording_does_not_fit", name=wording.recipient)


def _body_lines(wording: Wording, size_pt: int) -> list[Line]:
    width_em = (_RIGHT - _LEFT) / size_pt
    lines = [
        line for paragraph in wording.paragraphs for line in compose(paragraph, width_em, unbroken=wording.unbroken)
    ]
    for text, indent_em in zip(wording.closing, (2.0, 0.0), strict=False):
        lines += compose(text, width_em, indent_em=indent_em)
    return lines


def _fits(lines: list[Line], size_pt: int, leading_pt: float, top_pt: float) -> bool:
    """Whether the lines end above the foot and keep out of the stamp's square."""
    for number, line in enumerate(lines):
        baseline = top_pt - number * leading_pt
        if baseline < _BODY_BOTTOM:
            return False
        if baseline - 0.15 * size_pt < _SEAL_TOP and _LEFT + line.width * size_pt > _SEAL_LEFT:
            return False
    return True


def _draw_sheet(canvas: Canvas, sheet: CertificateSheet, layout: _Layout) -> None:
    wording = sheet.wording
    _draw_form(canvas, wording, sample=sheet.sample)
    canvas.setFillColor(INK)
    canvas.setStrokeColor(INK)
    if wording.recipient:
        name = draw_text(
            canvas, _LEFT, _NAME_BASELINE, wording.recipient, Role.BODY, layout.name_pt, layout.name_spacing_em
        )
        space = 0.42 * layout.name_pt if wording.honorific else 0.1 * layout.name_pt
        honorific_pt = min(22, layout.name_pt)
        draw_text(canvas, _LEFT + name + space, _NAME_BASELINE, f"{wording.honorific}：", Role.BODY, honorific_pt, 0.02)
    for number, line in enumerate(layout.lines):
        draw_line(canvas, _LEFT, layout.top_pt - number * layout.leading_pt, line, layout.body_pt)
    _draw_issuer(canvas, wording)
    _draw_proof(canvas, sheet)


def _draw_form(canvas: Canvas, wording: Wording, *, sample: bool) -> None:
    """The ground is drawn once in a document and only referred to on each page."""
    name = f"ground-{wording.kind.value}-{wording.heading.encode().hex()}-{int(sample)}"
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
        draw_background(canvas, wording.heading, _SUBTITLES[wording.kind], sample=sample)
        canvas.endForm()
    canvas.doForm(name)


def _draw_issuer(canvas: Canvas, wording: Wording) -> None:
    size_pt, rows = _issuer_rows(wording.issuer)
    for number, row in enumerate(reversed(rows)):
        draw_centred(canvas, _ISSUER_MIDDLE, _ISSUER_BASELINE + number * size_pt * 1.3, row, Role.BODY, size_pt, 0.06)
    day = chinese_date(wording.issued_on)
    draw_centred(canvas, _ISSUER_MIDDLE, _DATE_BASELINE, day, Role.BODY, 17.5, 0.08)


def _issuer_rows(issuer: str) -> tuple[int, list[str]]:
    """The issuer in one line, smaller if it must be, or in two of like length."""
    for rows in ([issuer], [issuer[: -(-len(issuer) // 2)], issuer[-(-len(issuer) // 2) :]]):
        width_em = max(fonts.text_width(row, Role.BODY) + 0.06 * len(row) for row in rows)
        for size_pt in _ISSUER_SIZES_PT:
            if width_em * size_pt <= _ISSUER_WIDEST and (len(rows) > 1 or size_pt >= 14):
                return size_pt, rows
    raise Refused("wording_does_not_fit", name=issuer)


def _draw_proof(canvas: Canvas, sheet: CertificateSheet) -> None:
    draw_qr(canvas, _QR_LEFT, _QR_LOW, _QR_SIZE, sheet.qr_text)
    text_left = _QR_LEFT + _QR_SIZE + 3 * MM
    rows = (("证书编号", sheet.number, 48.6), ("校验码", sheet.check_code, 38.6))
    for label, value, low_mm in rows:
        canvas.setFillColor(DEEP_GOLD)
        draw_text(canvas, text_left, (low_mm + 4.6) * MM, label, Role.BODY, 8.5, 0.08)
        canvas.setFillColor(INK)
        draw_text(canvas, text_left, low_mm * MM, value, Role.BODY, 11, 0.02)
    canvas.setFillColor(DEEP_GOLD)
    draw_text(canvas, _QR_LEFT, _QR_LOW - 4.4 * MM, _NOTE, Role.BODY, 8, 0.04)
