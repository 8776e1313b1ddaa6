# SPDX-License-Identifier: GPL-3.0-or-later
"""报告: a period with its sums, what is to be made of it, handing it in, and what changed since it was handed in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.rectification import reports, totals
from hongyun_desktop.core.rectification.paper_words import period_name
from hongyun_desktop.core.rectification.quantities import Total, quantity_text
from hongyun_desktop.core.rectification.report_content import ReportContent
from hongyun_desktop.core.rectification.rules import Period
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import report_outputs
from hongyun_desktop.ui.features.rectification.handed_pane import HandedPane
from hongyun_desktop.ui.features.rectification.period_choice import PeriodChoice
from hongyun_desktop.ui.features.rectification.total_columns import TOTALS
from hongyun_desktop.ui.kit.chart_view import ChartView
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.fields import TextField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.parts import Card, Scrolled, Segmented, allow, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.table import TableView, WholeRows
from hongyun_desktop.ui.kit.theme import GAP_PX, em, scaled

MAKE, HANDED = "make", "handed"
TABLE, CHART = "table", "chart"
_CHART_WIDTH_PT = 430.0
_WIDTH_EM, _HEIGHT_PX = 50, 640


class ReportDialog(QDialog):
    """做报告 and 报送过的报告."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("整治报告"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tabs = Segmented(((MAKE, _("做报告"), "file-text"), (HANDED, _("报送过的"), "archive-restore")))
        now = today(desk.store.clock)
        self.period = PeriodChoice(desk, min(reports.latest_day(desk.store) or now, now))
        self.name = QLineEdit()
        self.name.setAccessibleName(_("报告标题"))
        self.name.setMaxLength(60)
        self.problem = label("", "problem", wrap=True)
        self.facts = label("", "key", wrap=True)
        self.totals: TableView[Total] = TableView(TOTALS, desk.privacy)
        self.totals.setAccessibleName(_("各类别、各单位的合计"))
        self.sums = WholeRows(self.totals)
        self.looks = Segmented(((TABLE, _("表"), "list"), (CHART, _("图"), "layout-grid")))
        self.chart = ChartView(desk)
        self.nothing = EmptyState(_("这段时间没有登记过有数量的任务。换一段时间看看。"), icon="calendar")
        self.outputs: dict[str, QPushButton] = {}
        self.files = label("", "hint", wrap=True)
        self.hand_in = button(_("报送存档…"), primary=True)
        self.shut = button(_("关闭"))
        self.handed = HandedPane(desk)
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        desk.guard(self.hand_in, right=Right.WRITE)
        self._on_period()

    def _lay_out(self) -> None:
        # Large type on a low screen: the pages scroll, the buttons below stay.
        make, old = Scrolled(spacing_px=GAP_PX), Scrolled()
        inside = make.column
        inside.addWidget(self.period)
        title = row_of(label(_("标题"), "key"))
        title.addWidget(self.name, 1)
        inside.addLayout(title)
        inside.addWidget(self.problem)
        facts = row_of(self.facts, self.looks)
        facts.setStretch(0, 1)
        inside.addLayout(facts)
        card = Card()
        card.column.addWidget(self.sums, 1)
        card.column.addWidget(self.chart)
        card.column.addWidget(self.nothing, 1)
        inside.addWidget(card, 1)
        self._add_outputs(inside)
        self.pages.addWidget(make)
        old.column.addWidget(self.handed)
        self.pages.addWidget(old)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(GAP_PX)
        column.addLayout(row_of(label(_("整治报告"), "h2"), None, self.tabs))
        column.addWidget(self.pages, 1)
        column.addLayout(row_of(None, self.shut, self.hand_in))
        fit_to_screen(self, em(self, _WIDTH_EM), min(scaled(_HEIGHT_PX), 690))

    def _add_outputs(self, column: QVBoxLayout) -> None:
        kinds: tuple[tuple[str, str, Callable[[], object], Right], ...] = (
            (_("整治报告"), "printer", lambda: self._with(report_outputs.show_report), Right.PRINT),
            (_("前后对比 2 组/页"), "image", lambda: self._with(report_outputs.show_comparison, 2), Right.PRINT),
            (_("前后对比 4 组/页"), "image", lambda: self._with(report_outputs.show_comparison, 4), Right.PRINT),
            (_("任务单"), "clipboard-check", lambda: self._with(report_outputs.show_sheets), Right.PRINT),
            (_("Excel 表格…"), "file-spreadsheet", lambda: self._with(report_outputs.save_workbook), Right.EXPORT),
            (_("Word 文件…"), "pencil", lambda: self._with(report_outputs.save_docx), Right.EXPORT),
        )
        half = len(kinds) // 2
        for some in (kinds[:half], kinds[half:]):
            line = row_of(spacing_px=8)
            for text, icon_name, run, right in some:
                made = button(text, icon_name)
                made.clicked.connect(lambda _checked=False, run=run: run())
                self._desk.guard(made, right=right, writes=False)
                self.outputs[text] = made
                line.addWidget(made, 1)
            column.addLayout(line)
        column.addWidget(self.files)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.looks.chosen.connect(lambda _look: self._on_period())
        self.period.changed.connect(self._on_period)
        self.shut.clicked.connect(self.reject)
        self.hand_in.clicked.connect(self._on_hand_in)

    def _on_tab(self, key: object) -> None:
        self.pages.setCurrentIndex(0 if key == MAKE else 1)
        self.hand_in.setVisible(key == MAKE)
        if key == HANDED:
            self.handed.reload()

    def _on_period(self) -> None:
        """Show the sums of the period before anything is made of it."""
        period, fault = self.period.period_or_none()
        self.problem.setText(window_sentence(fault) if fault else "")
        self.problem.setVisible(fault is not None)
        for each in self.outputs.values():
            each.setEnabled(period is not None)
        allow(self.hand_in, self._why_not_yet(period))
        if period is None:
            return
        self.name.setText(reports.title_of(self._desk.store, period))
        self.files.setText(_("前四样先看再打印，也能存成 PDF；存的文件叫“{name}”这样的名字。").format(
            name=self._source().file(self._desk, report_outputs.REPORT)
        ))  # fmt: skip
        self._show_totals(period)

    def _why_not_yet(self, period: Period | None) -> str:
        if period is None:
            return _("先把日期写对。")
        none = _("这段时间没有登记过任务，没有可报送的。换一段时间。")
        return "" if reports.count(self._desk.store, period) else none

    def _show_totals(self, period: Period) -> None:
        rows = totals.totals(self._desk.store, period)
        self.totals.show_window(Window(range(len(rows)), lambda places: [rows[place] for place in places]))
        as_chart = self.looks.value() == CHART
        self.sums.setVisible(bool(rows) and not as_chart)
        self.chart.setVisible(bool(rows) and as_chart)
        self.looks.setVisible(bool(rows))
        if rows and as_chart:
            self.chart.show_chart(lambda family: _drawn(rows, family), _words(rows))
        self.nothing.setVisible(not rows)
        self.facts.setText(_("{period}登记的任务，按类别和单位合计；不同单位不加在一起。").format(
            period=period_name(period)
        ))  # fmt: skip

    def _source(self) -> report_outputs.Source:
        """What makes the report as it would go out now. Raises: those of the period."""
        store, period, title = self._desk.store, self.period.period(), self.name.text().strip()
        return report_outputs.Source(lambda: reports.content(store, period, title), period)

    def _with(self, put_out: Callable[..., object], *more: object) -> None:
        put_out(self._desk, self, self._source(), *more)

    def _on_hand_in(self) -> None:
        source = self._source()
        self._desk.jobs.start(_("正在汇总"), lambda _progress: source.make(), self._ask_to_whom)

    def _ask_to_whom(self, content: ReportContent) -> None:
        if isValid(self):
            open_hand_in(self._desk, self, content).saved.connect(self._on_handed)

    def _on_handed(self, _changed: Changed) -> None:
        self.tabs.set_value(HANDED)


def _drawn(rows: Sequence[Total], family: str) -> bytes:
    """The chart that the paper prints, for the screen."""
    from hongyun_desktop.documents.chart_ink import as_svg
    from hongyun_desktop.documents.charts import quantity_chart

    return as_svg(quantity_chart(rows, _CHART_WIDTH_PT), family)


def _words(rows: Sequence[Total]) -> str:
    return "；".join(
        _("{category} 计划 {planned} 完成 {done} {unit}").format(
            category=each.category, planned=quantity_text(each.planned_milli), done=quantity_text(each.done_milli),
            unit=each.unit,
        )
        for each in rows
    )  # fmt: skip


def open_hand_in(desk: Desk, parent: QWidget, content: ReportContent) -> RecordForm:
    """Ask to whom and when a report was handed in; it is frozen then."""
    fields = (
        TextField(name="handed_to", label=_("报送给"), required=True, longest=60, placeholder=_("如 街道办城管办")),
        DateField(name="handed_on", label=_("日期"), required=True),
    )

    def save(typed: Values) -> Changed:
        return reports.hand_in(desk.store, content, typed["handed_to"], typed["handed_on"])

    form = RecordForm(
        desk, _("报送存档"), fields, {"handed_on": today(desk.store.clock)}, save,
        _("已存档。以后再改任务，会列出和这一份不同的地方。"), parent,
        note=_("报告交出去的那一天，在这里存一份。存下的这一份不再变。"), ok_text=_("存档"),
    )  # fmt: skip
    form.open()
    return form


def open_reports(desk: Desk, parent: QWidget) -> ReportDialog:
    """报告."""
    dialog = ReportDialog(desk, parent)
    dialog.open()
    return dialog
