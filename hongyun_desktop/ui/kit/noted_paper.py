# SPDX-License-Identifier: GPL-3.0-or-later
"""A paper that is looked at first and journaled when it leaves: printed, or saved as a PDF. Knows no feature."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.audit import noting
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name

if TYPE_CHECKING:
    from hongyun_desktop.ui.kit.preview import PdfPreview, Write


def show_noted(desk: Desk, parent: QWidget | None, what: str, write: "Write", name: str = "") -> "PdfPreview":
    """Have a paper written beside the window and show it; what: its name, as the audit trail keeps it.

    name: the file's name that 保存 proposes; where it is empty, what it is, of which compound and day.
    """
    from hongyun_desktop.ui.kit.preview import show_pdf

    printed, saved = _("{what}已送去打印，操作记录里记了一笔。"), _("{what}存成了 PDF，操作记录里记了一笔。")
    return show_pdf(
        desk, parent, what, write, name or file_name(desk, what),
        on_printed=lambda pages: _note(desk, printed, "printed", what=what, count=len(pages)),
        on_saved=lambda _path: _note(desk, saved, "paper_saved", what=what),
    )  # fmt: skip


def _note(desk: Desk, sentence: str, code: str, **params: object) -> None:
    """Keep in the audit trail that a paper left the program, and say so."""
    desk.act(lambda: noting.note(desk.store, code, **params), sentence.format(what=params["what"]), undo=False)
