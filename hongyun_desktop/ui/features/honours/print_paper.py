# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of the register as a PDF: shown before printing, or saved only. The heavy libraries come in on use."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.honours import register, saved_papers
from hongyun_desktop.core.honours.rules import CertificateSheet, RegisterRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.places import saved_as

PDF_PATTERN = _("PDF 文件 (*.pdf)")
Write = Callable[[Path, Progress], object]


def name_of(desk: Desk, rows: Sequence[RegisterRow]) -> str:
    """What the PDF of some certificates is called until somebody says otherwise."""
    headings = {row.heading for row in rows}
    heading = headings.pop() if len(headings) == 1 else _("证书")
    if len(rows) == 1:
        return file_name(desk, heading, rows[0].number)
    return file_name(desk, heading, _("{count}张").format(count=len(rows)), today(desk.store.clock).isoformat())


def show_paper(
    desk: Desk,
    parent: QWidget,
    certificate_ids: Sequence[int],
    on_printed: Callable[[list[int]], object],
    on_saved: Callable[[Path], object],
) -> QDialog | None:
    """The preview of certificates, one page each; None where they may not be printed, which is said."""
    write = _writer(desk, certificate_ids)
    if write is None:
        return None
    from hongyun_desktop.ui.kit.preview import show_pdf

    name = name_of(desk, register.rows_of(desk.store, certificate_ids))
    return show_pdf(
        desk, parent, _("证书预览"), write, name, on_printed=on_printed, on_saved=on_saved, right=Right.ISSUE,
    )  # fmt: skip


def show_upcoming(desk: Desk, parent: QWidget, sheets: Sequence[CertificateSheet]) -> QDialog:
    """The preview of certificates before they are issued, each with 未签发 across it, so that none passes for one."""
    marked = [replace(sheet, upcoming=True) for sheet in sheets]
    return show_noted(desk, parent, _("未签发的证书"), _writer_of(marked))


def save_paper(desk: Desk, certificate_ids: Sequence[int], path: Path, done: Callable[[Path], object]) -> None:
    """Write certificates as a PDF without showing them, then tell `done`."""
    write = _writer(desk, certificate_ids)
    if write is not None:
        desk.jobs.start(_("正在排版……"), lambda progress: write(path, progress), lambda _pages: done(path))


def record_saved(desk: Desk, path: Path, certificate_ids: Sequence[int]) -> None:
    """Journal that certificates left the program as a PDF, and say where they are; that is no print."""
    rounds = {row.round_id for row in register.rows_of(desk.store, certificate_ids)}
    round_id = rounds.pop() if len(rounds) == 1 else None
    paper = saved_papers.round_paper(round_id) if round_id is not None else ""
    sentence = _("证书已存成 PDF：{file}。存成 PDF 不算打印。").format(file=saved_as(path))
    desk.act(lambda: saved_papers.record(desk.store, _("证书"), paper), sentence, undo=False)


def _writer(desk: Desk, certificate_ids: Sequence[int]) -> Write | None:
    try:
        sheets = register.sheets(desk.store, certificate_ids)
    except AppError as error:
        desk.refused(error)
        return None
    return _writer_of(sheets)


def _writer_of(sheets: Sequence[CertificateSheet]) -> Write:
    def write(path: Path, progress: Progress) -> object:
        from hongyun_desktop.documents.certificate import write_certificates

        return write_certificates(sheets, path, progress)

    return write
