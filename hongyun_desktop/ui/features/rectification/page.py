# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 整治任务: its header with the figures, its views, and the buttons that bring tasks in and reports out."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.rectification import listing
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import actions
from hongyun_desktop.ui.features.rectification.detail import TOPICS
from hongyun_desktop.ui.features.rectification.list_pane import ListPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page_actions import PageAction, page_button
from hongyun_desktop.ui.kit.views_page import ViewsPage

LIST, BOARD, CALENDAR, PARTIES, FACILITIES = "list", "board", "calendar", "parties", "facilities"


class RectificationPage(ViewsPage):
    """The list, the board, the calendar of deadlines, the parties and the facilities."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        views = (
            (LIST, _("列表"), "list"), (BOARD, _("看板"), "columns-3"),
            (CALENDAR, _("日历"), "calendar"), (PARTIES, _("责任单位"), "users"),
            (FACILITIES, _("设施"), "building-2"),
        )  # fmt: skip
        super().__init__(desk, _("整治任务"), views, parent)
        self._import = PageAction(
            _("导入台账"), lambda desk, _page: actions.import_ledger(desk, self), "file-spreadsheet", "Ctrl+I",
            right=Right.IMPORT,
        )  # fmt: skip
        self._new = PageAction(
            _("新增"), lambda desk, _page: actions.new_task(desk, self), "plus", "Ctrl+N", primary=True
        )
        self.new = page_button(desk, self._new, self)
        report = PageAction(_("报告"), lambda desk, _page: actions.make_report(desk, self), "file-text", writes=False)
        self.report = page_button(desk, report, self)
        self.more = page_button(desk, PageAction(_("更多"), menu=self._menu()), self)
        desk.watch(self, TOPICS, self.refresh_figures)
        self.refresh_figures()
        self.begin(LIST, (self.report, self.more, self.new))

    def _menu(self) -> tuple[PageAction, ...]:
        return (
            self._import,
            PageAction(
                _("导出表格…"), lambda desk, _page: actions.export_tasks(desk, self.shown_query()), "download",
                right=Right.EXPORT, writes=False,
            ),
        )  # fmt: skip

    def refresh_figures(self) -> None:
        """Say in the header how many tasks are open, overdue, half done and closed."""
        counted = listing.counts(self._desk.store)
        self.header.subtitle.setText(
            _("未办结 {open} · 超期 {overdue} · 办了一半 {half_done} · 已销号 {closed}").format(
                open=counted.open, overdue=counted.overdue, half_done=counted.half_done, closed=counted.closed
            )
        )

    def make_view(self, key: object) -> QWidget:
        """The pane of a view."""
        makers: dict[object, Callable[[], QWidget]] = {
            LIST: self._make_list, BOARD: self._make_board, CALENDAR: self._make_calendar,
            PARTIES: self._make_parties, FACILITIES: self._make_facilities,
        }  # fmt: skip
        return makers[key]()

    def _make_list(self) -> QWidget:
        return ListPane(self._desk, (self._new, self._import), self.stack)

    def _make_board(self) -> QWidget:
        from hongyun_desktop.ui.features.rectification.board import BoardPane

        made = BoardPane(self._desk, self.stack)
        made.asked_new.connect(self.new.click)
        return made

    def _make_calendar(self) -> QWidget:
        from hongyun_desktop.ui.features.rectification.calendar_view import CalendarPane

        return CalendarPane(self._desk, self.stack)

    def _make_parties(self) -> QWidget:
        from hongyun_desktop.ui.features.rectification.parties_pane import PartiesPane

        return PartiesPane(self._desk, self.stack)

    def _make_facilities(self) -> QWidget:
        from hongyun_desktop.ui.features.rectification.facilities_pane import FacilitiesPane

        return FacilitiesPane(self._desk, self.stack)

    @property
    def list(self) -> ListPane:
        """The view of the list."""
        made = self.pane(LIST)
        assert isinstance(made, ListPane)
        return made

    def shown_query(self) -> Any:
        """What the list asks for now; an export writes the same."""
        return self.list.list.query()

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring a task or a facility into view."""
        if kind == "task":
            self.views.set_value(LIST)
            self.list.show_task(record_id)
        elif kind == "facility":
            self.views.set_value(FACILITIES)
            self.pane(FACILITIES).show_facility(record_id)  # pyright: ignore[reportAttributeAccessIssue]
