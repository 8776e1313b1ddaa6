# SPDX-License-Identifier: GPL-3.0-or-later
"""Printing certificates from wherever they are shown: which of them may be, and the run that goes on.

A run that was not finished is offered again when its certificates are to be printed again.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours import printing
from hongyun_desktop.ui.features.honours.print_dialog import PrintDialog
from hongyun_desktop.ui.features.honours.print_paper import record_saved, show_paper
from hongyun_desktop.ui.kit.desk import Desk


def print_certificates(
    desk: Desk, parent: QWidget, certificate_ids: Sequence[int], done: Callable[[], object] | None = None
) -> PrintDialog | None:
    """Open the dialog that prints certificates in this order; done: called once all came out well.

    None where none of them may be printed, which is said.
    """
    dialog = _dialog(desk, parent, certificate_ids, done)
    if dialog is not None:
        dialog.open()
    return dialog


def preview_certificate(desk: Desk, parent: QWidget, certificate_id: int) -> None:
    """Show one certificate as paper; should it be printed from there, the print dialog asks how it came out."""

    def on_printed(pages: list[int]) -> None:
        if preview is not None:
            preview.reject()
        dialog = print_certificates(desk, parent, [certificate_id])
        if dialog is not None:
            dialog.on_printed(pages)

    preview = show_paper(
        desk, parent, [certificate_id], on_printed, lambda path: record_saved(desk, path, [certificate_id])
    )


def _dialog(
    desk: Desk, parent: QWidget, certificate_ids: Sequence[int], done: Callable[[], object] | None
) -> PrintDialog | None:
    rows = printing.printable(desk.store, certificate_ids)
    if not rows:
        desk.refused(Invalid("nothing_to_print"))
        return None
    ids = [row.certificate_id for row in rows]
    run = printing.open_run_of(desk.store, certificate_ids) or printing.open_run_of(desk.store, ids)
    return PrintDialog(desk, ids, run, done, parent)
