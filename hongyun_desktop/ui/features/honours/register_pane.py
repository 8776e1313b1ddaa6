# SPDX-License-Identifier: GPL-3.0-or-later
"""证书登记: every certificate that was ever numbered, found by filters and search.

Imports core, kit and exchange only.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core import exporting
from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.honours import register_listing
from hongyun_desktop.core.honours.register_listing import RegisterLine, line_word, state_word
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateState
from hongyun_desktop.core.honours.wording import HEADINGS
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours import register_forms
from hongyun_desktop.ui.features.honours.register_detail import RegisterDetail, line_chip
from hongyun_desktop.ui.features.honours.single_form import open_single_form
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.page import RecordPage, Standing
from hongyun_desktop.ui.kit.page_actions import PageAction
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.parts import row_of
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.table_rows import Align, Column

_ROUND_EM, _SEARCH_EM, _LEAST_EM = 9.0, 8.0, 30.0


def _rounds(store: Store) -> list[tuple[int, str]]:
    return [
        (round_id, f"{Quarter.parse(quarter).title} {title}")
        for round_id, quarter, title in register_listing.rounds_with_certificates(store)
    ]


FILTERS = (
    Filter("year", _("全部年份"), lambda store: [(year, _("{year} 年").format(year=year))
                                              for year in register_listing.years(store)]),
    Filter("kind", _("全部证书"), lambda _store: [(kind, HEADINGS[kind]) for kind in CertificateKind]),
    Filter("state", _("全部状态"), lambda _store: [(each, state_word(each)) for each in CertificateState]),
    Filter("round", _("全部表彰"), _rounds),
)  # fmt: skip
COLUMNS: tuple[Column[RegisterLine], ...] = (
    Column(_("编号"), lambda row: row.number, width=13.2, sort="number"),
    Column(_("证书"), lambda row: row.heading, width=4.8, priority=1),
    Column(_("姓名"), lambda row: row.name, width=5.2, private=True),
    Column(_("称号/内容"), lambda row: row.content, priority=4, private=True),
    Column(_("日期"), lambda row: row.issued_on, width=5.6, sort="issued_on", priority=3),
    Column(_("状态"), line_word, width=4.4, chips=lambda row: (line_chip(row),)),
    Column(_("印过"), lambda row: row.printed or None, width=2.2, align=Align.RIGHT, priority=2),
)


def _export(desk: Desk, parent: QWidget) -> None:
    """Ask where, write what the filters show, and journal it."""
    assert isinstance(parent, RecordPage)
    name = file_name(desk, _("证书登记簿"), ending="xlsx")
    path = desk.speaker.save_file(_("导出登记簿"), name, _("Excel 表格 (*.xlsx)"))
    if path is None:
        return
    query = parent.query()

    def work(_progress: Progress) -> int:
        from hongyun_desktop.exchange.workbook import TableSheet, write_table

        rows = register_listing.export_rows(desk.store, query)
        write_table(path, [TableSheet(_("证书登记"), register_listing.HEADINGS, rows)])
        return len(rows)

    def done(count: int) -> None:
        sentence = _("导出 {count} 张证书的登记，存成{file}。").format(count=count, file=saved_as(path))
        desk.act(lambda: exporting.record(desk.store, _("证书登记簿")), sentence)

    desk.jobs.start(_("正在导出登记簿"), work, done)


SPEC: PageSpec[RegisterLine] = PageSpec(
    key="register",
    title=_("证书登记"),
    topics=(Topic.CERTIFICATE, Topic.HONOURS, Topic.RESIDENT),
    load=register_listing.register_window,
    columns=COLUMNS,
    filters=FILTERS,
    search=_("编号或姓名"),
    empty=_("还没有发过证书。季度表彰在“表彰”里发；给一个人或一支队伍单独发，点“单张证书”。"),
    actions=register_forms.ACTIONS,
    page_actions=(
        PageAction(
            _("更多"),
            menu=(PageAction(_("导出登记簿…"), _export, "download", writes=False, right=Right.EXPORT),),
        ),
        PageAction(_("单张证书"), open_single_form, "plus", "Ctrl+N", primary=True, right=Right.ISSUE),
    ),
    empty_actions=(PageAction(_("单张证书"), open_single_form, right=Right.ISSUE),),
    detail=RegisterDetail,
    activate=register_forms.preview,
    framed=False,
    icon="award",
)


class RegisterPane(QWidget):
    """The view 证书登记 of the honours page."""

    framed_tools = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: RecordPage[RegisterLine] = RecordPage(desk, SPEC, self)
        rounds = self.page.filters["round"]
        rounds.setMaximumWidth(theme.em(rounds, _ROUND_EM))
        rounds.view().setMinimumWidth(theme.em(rounds, 17))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._second = row_of(None)
        layout = self.page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(1, self._second)
        # The width that one row of tools takes must not keep a small window from fitting.
        self.setMinimumWidth(theme.em(self, _LEAST_EM))
        self._one_row = True
        self._arrange(0)

    def standing(self) -> Standing:
        """How the list stands."""
        return self.page.standing()

    def take_up(self, standing: Standing) -> None:
        """Stand as another such pane did."""
        self.page.take_up(standing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        """Filters and buttons in one row where there is room, the buttons in a second row where there is not."""
        page, gap = self.page, self.page.tools.spacing()
        search = page.search
        assert search is not None
        buttons = (page.detail_button, *page.buttons.values())
        search.setMinimumWidth(theme.em(search, _SEARCH_EM))
        row = (*page.filters.values(), *buttons)
        wanted = sum(min(each.sizeHint().width(), each.maximumWidth()) + gap for each in row)
        one_row = width >= wanted + search.minimumWidth()
        if one_row == self._one_row:
            return
        self._one_row = one_row
        here, there = (self._second, page.tools) if one_row else (page.tools, self._second)
        for each in buttons:
            here.removeWidget(each)
            there.addWidget(each)

    def show_certificate(self, certificate_id: int) -> bool:
        """Select a certificate, whatever the filters; whether it is there."""
        return self.page.show_record(certificate_id)

    def show_round(self, round_id: int) -> None:
        """Only the certificates of one round."""
        self.page.clear_filters()
        self.page.set_filter("round", round_id)
