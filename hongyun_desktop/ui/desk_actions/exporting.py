# SPDX-License-Identifier: GPL-3.0-or-later
"""导出…: tables as a workbook, masked unless a purpose is given, or the ledger for an independent program.

Every export is journaled. Imports core and the kit; the workbook's writer only when something is exported.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from hongyun_desktop.core import exporting
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points.hledger import hledger_journal
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import GrowsWithWords
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_STEPS = 3


def ask_export(desk: Desk, parent: QWidget | None = None) -> "ExportDialog":
    """Ask what to export and where to; the dialog is open when this returns."""
    dialog = ExportDialog(desk, parent)
    dialog.open()
    return dialog


class ExportDialog(QDialog):
    """What to export, and whether with full numbers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("导出"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tables = QRadioButton(_("花名册、积分余额和证书登记（表格 .xlsx）"))
        self.ledger = QRadioButton(_("积分流水（给另一种软件核对用，不含姓名）"))
        self.tables.setChecked(True)
        self.full = QCheckBox(_("写出完整的身份证号和电话（不打星号）"))
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(_("用途，如：街道要的核查名单"))
        self.purpose.setAccessibleName(_("用途"))
        self.problem = label("", "problem", wrap=True)
        self.ok = button(_("选地方并导出"), primary=True)
        self.cancel = button(_("取消"))
        self._lay_out()
        self.full.toggled.connect(self._refresh)
        self.tables.toggled.connect(self._refresh)
        self.purpose.textChanged.connect(lambda: self.problem.hide())
        self.ok.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        desk.guard(self.ok, right=Right.EXPORT)
        self._refresh()

    def _lay_out(self) -> None:
        inset = QVBoxLayout()
        inset.setContentsMargins(em(self, 1.6), 0, 0, 0)
        for widget in (self.full, self.purpose, self.problem):
            inset.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("导出什么"), "h2"))
        column.addWidget(self.tables)
        column.addLayout(inset)
        column.addWidget(self.ledger)
        note = _("每次导出都会登记：谁、什么时候、导出了什么。导出的文件里有居民的信息，用完请删掉。")
        column.addWidget(label(note, "notice", wrap=True))
        column.addLayout(row_of(None, self.cancel, self.ok))
        self.setMinimumWidth(em(self, 36))
        GrowsWithWords(self)

    def _refresh(self) -> None:
        self.full.setEnabled(self.tables.isChecked())
        self.purpose.setEnabled(self.full.isEnabled() and self.full.isChecked())
        self.problem.hide()
        if self.purpose.isEnabled():
            self.purpose.setFocus()

    def submit(self) -> None:
        """Check the purpose, ask where to, and export beside the window."""
        full, purpose = self.purpose.isEnabled(), clean_text(self.purpose.text())
        if full and not purpose:
            self.problem.setText(window_sentence(Invalid("purpose_missing", "purpose")))
            self.problem.show()
            self.purpose.setFocus()
            return
        file = self._ask_file()
        if file is None:
            return
        is_ledger, store = self.ledger.isChecked(), self._desk.store
        self.accept()

        def work(progress: Progress) -> Changed:
            if is_ledger:
                return _export_ledger(store, file, progress)
            return _export_tables(store, file, purpose if full else "", progress)

        def told(changed: Changed) -> None:
            self._desk.did(changed, _("已导出到{file}，操作记录里记了一笔。").format(file=saved_as(file)))

        self._desk.jobs.start(_("正在导出"), work, told, writes=True)

    def _ask_file(self) -> Path | None:
        if self.ledger.isChecked():
            return self._desk.speaker.save_file(
                _("导出到"), file_name(self._desk, _("积分流水"), ending="journal"), _("hledger 流水 (*.journal)")
            )
        return self._desk.speaker.save_file(
            _("导出到"), file_name(self._desk, _("资料"), ending="xlsx"), _("表格 (*.xlsx)")
        )


def _export_tables(store: Store, file: Path, purpose: str, progress: Progress) -> Changed:
    from hongyun_desktop.exchange.workbook import TableSheet, write_table

    progress(0, _STEPS)
    tables = exporting.tables(store, masked=not purpose)
    progress(1, _STEPS)
    write_table(file, [TableSheet(each.name, each.headings, each.rows) for each in tables])
    # From here on it is not stopped: what was written has to be journaled.
    return exporting.record(store, "workbook", masked=not purpose, purpose=purpose)


def _export_ledger(store: Store, file: Path, progress: Progress) -> Changed:
    store.demand(Right.EXPORT)
    progress(0, _STEPS)
    content = "".join(f"{line}\n" for line in hledger_journal(store)).encode()
    progress(1, _STEPS)
    write_whole(file, content)
    return exporting.record(store, "ledger")
