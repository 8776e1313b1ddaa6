# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports that were handed in, and how the tasks differ from them by now."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.rectification import reports
from hongyun_desktop.core.rectification.paper_words import period_name
from hongyun_desktop.core.rectification.report_content import Difference
from hongyun_desktop.core.rectification.summaries import HandedRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import report_outputs
from hongyun_desktop.ui.features.rectification.differences_view import DifferencesView
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, button, row_of
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import GAP_PX

_REPORTS: tuple[Column[HandedRow], ...] = (
    Column(_("报告"), lambda row: row.title),
    Column(_("时段"), lambda row: period_name(row.period), width=8, priority=1),
    Column(_("报送给"), lambda row: row.handed_to, width=7),
    Column(_("日期"), lambda row: row.handed_on, width=6),
)


class HandedPane(QWidget):
    """A table of reports, and below it what changed after the one that is chosen was handed in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.reports: TableView[HandedRow] = TableView(_REPORTS, desk.privacy)
        self.reports.setAccessibleName(_("报送过的报告"))
        self.nothing = EmptyState(_("还没有报送过报告。在“做报告”里选好时段，点“报送存档”。"), icon="archive-restore")
        self.differences = DifferencesView(desk, _("报送时"))
        self.show_again = button(_("看这一份"), "printer")
        self.save_docx = button(_("Word 文件…"), "pencil")
        self._card = Card()
        self._lay_out()
        self.reports.chosen.connect(self._on_chosen)
        self.show_again.clicked.connect(self._on_show)
        self.save_docx.clicked.connect(self._on_docx)
        desk.guard(self.show_again, right=Right.PRINT, writes=False)
        desk.guard(self.save_docx, right=Right.EXPORT, writes=False)
        self.reload()

    def _lay_out(self) -> None:
        self._card.column.addWidget(self.reports, 1)
        self._card.column.addWidget(self.nothing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(self._card, 1)
        column.addWidget(self.differences, 1)
        column.addLayout(row_of(self.show_again, self.save_docx, None))

    def reload(self) -> None:
        """Read the reports anew; the newest is chosen where none was."""
        rows = reports.handed(self._desk.store)
        self.reports.show_window(Window.of(rows, lambda row: row.report_id))
        self.reports.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if rows and not self.reports.selected_ids():
            self.reports.select_id(rows[0].report_id)
        self._on_chosen(self.reports.selected_row())

    def _on_chosen(self, row: HandedRow | None) -> None:
        for each in (self.differences, self.show_again, self.save_docx):
            each.setVisible(row is not None)
        self.differences.say(_("正在和现在的资料核对……"))
        if row is not None:
            store = self._desk.store
            self._desk.jobs.start(
                _("正在核对"), lambda _progress: (row, reports.later_differences(store, row.report_id)),
                self._on_compared, shown=False,
            )  # fmt: skip

    def _on_compared(self, told: tuple[HandedRow, Sequence[Difference]]) -> None:
        row, found = told
        if not isValid(self) or self.reports.selected_ids() != [row.report_id]:
            return
        self.differences.show_found(found, _("报送以后没有变过，和现在的资料一致。"))

    def _with(self, put_out: Callable[..., object]) -> None:
        row = self.reports.selected_row()
        if row is not None:
            store, report_id = self._desk.store, row.report_id
            source = report_outputs.Source(lambda: reports.get_handed(store, report_id), row.period)
            put_out(self._desk, self, source)

    def _on_show(self) -> None:
        self._with(report_outputs.show_report)

    def _on_docx(self) -> None:
        self._with(report_outputs.save_docx)
