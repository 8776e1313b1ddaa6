# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of tasks with its filters, and the panel of the one that is chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.rectification import listing, tasks
from hongyun_desktop.core.rectification.rules import STATE_WORDS, State, TaskRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import papers
from hongyun_desktop.ui.features.rectification.cells import DueDelegate, ProgressDelegate, TitleDelegate
from hongyun_desktop.ui.features.rectification.detail import TOPICS, TaskPanel
from hongyun_desktop.ui.features.rectification.detail_parts import main_step
from hongyun_desktop.ui.features.rectification.removing import remove_task
from hongyun_desktop.ui.features.rectification.small_forms import open_chase_form, open_progress_form, task_words
from hongyun_desktop.ui.features.rectification.step_form import do_step
from hongyun_desktop.ui.features.rectification.task_form import open_task_form
from hongyun_desktop.ui.features.rectification.words import (
    STATE_CHIPS,
    due_is_soon,
    due_words,
    photo_words,
    progress_words,
)
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page import RecordPage, Standing
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.parts import button, clear_layout, label, row_of
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column

FIND, FIND_TIP = _("找任务"), _("写问题、地点或编号里的几个字")
WHAT, DUE, DONE = _("问题描述"), _("期限"), _("进度")
NUMBER: Column[TaskRow] = Column(_("编号"), lambda row: row.number, width=4.8, sort="number", priority=4)
TITLE: Column[TaskRow] = Column(WHAT, lambda row: row.title, width=12, sort="title")
PLACE: Column[TaskRow] = Column(_("地点"), lambda row: row.place.text, width=7, sort="place", priority=5)
DUE_ON: Column[TaskRow] = Column(DUE, lambda row: row.due_on, text=iso_text, width=5.2, sort="due_on")
PROGRESS: Column[TaskRow] = Column(DONE, progress_words, width=7.4, priority=6)
STATE: Column[TaskRow] = Column(
    _("状态"), lambda row: row.state, text=lambda state: STATE_WORDS[state], width=4.6, sort="state",
    chips=lambda row: (STATE_CHIPS[row.state],),
)  # fmt: skip
COLUMNS: tuple[Column[TaskRow], ...] = (
    NUMBER, TITLE,
    Column(_("类别"), lambda row: row.category, width=5.4, sort="category", priority=2),
    PLACE,
    Column(_("责任单位"), lambda row: row.party, width=5.4, sort="party", priority=3),
    DUE_ON, PROGRESS, STATE,
    Column(_("照片"), photo_words, width=3.6, priority=1),
)  # fmt: skip


def paint_tasks(table: TableView[TaskRow], desk: Desk) -> None:
    """Have a table of tasks paint what is over and how much is done."""
    now = today(desk.store.clock)
    for number, column in enumerate(table.rows.columns):
        if column.title == DUE:
            table.setItemDelegateForColumn(number, DueDelegate(
                table, lambda row: due_words(row, now), lambda row: due_is_soon(row, now)
            ))  # fmt: skip
        elif column.title == WHAT:
            table.setItemDelegateForColumn(number, TitleDelegate(table))
        elif column.title == DONE:
            table.setItemDelegateForColumn(number, ProgressDelegate(table))


class ListPane(QWidget):
    """The table with its panel; `show_task` brings one into view. tools: filters and search, for the page to place."""

    def __init__(self, desk: Desk, empty_actions: Sequence[PageAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.list: RecordPage[TaskRow] = RecordPage(desk, _spec(empty_actions), self)
        paint_tasks(self.list.table, desk)
        self.panel: TaskPanel = self.list.detail
        self.panel.asked.connect(self.show_task)
        self.tools = QWidget()
        self.tools.setLayout(row_of(spacing_px=8))
        self._move_tools()
        self.order = label("", "hint")
        self.natural = button(_("换回原来的顺序"), link=True)
        self.natural.clicked.connect(lambda: self.list.table.sorted.emit("", False))
        self.list.table.sorted.connect(self._on_sorted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list, 1)
        self._below = QWidget()
        self._below.setLayout(row_of(4, self.order, self.natural, None))
        column.addWidget(self._below)
        self._say_order("")
        # Nothing is sorted where there is nothing.
        self.list.views.currentChanged.connect(lambda _place: self._below.setVisible(self.list.table.isVisibleTo(self)))
        self._below.setVisible(self.list.table.isVisibleTo(self))

    def _on_sorted(self, key: str, descending: bool) -> None:
        self.list.table.show_sort(key, descending=descending)
        self._say_order(key)

    def _say_order(self, key: str) -> None:
        """Say below the table how it is sorted, and how to have it otherwise."""
        titles = {column.sort: column.title for column in COLUMNS if column.sort}
        natural = _("超期的排在最前，再按期限；办结的在最后。点栏目名可以换个顺序。")
        self.order.setText(_("按“{title}”排的。").format(title=titles[key]) if key else natural)
        self.natural.setVisible(bool(key))

    def _move_tools(self) -> None:
        """Filters and search stand beside the page's own buttons: a second row would cost the table one line."""
        line, page = self.tools.layout(), self.list
        assert line is not None
        assert page.search is not None
        for each in page.filters.values():
            # Long words in a list must not push the search out: the list itself is as wide as they are.
            each.setMinimumWidth(theme.em(self, 7.2))
            each.setMaximumWidth(theme.em(self, 7.6))
        page.search.setMinimumWidth(theme.em(self, 4))
        for each in (*page.filters.values(), page.search, page.detail_button):
            line.addWidget(each)
        page.layout().removeItem(page.tools)  # pyright: ignore[reportOptionalMemberAccess]
        clear_layout(page.tools)

    def show_task(self, task_id: int) -> bool:
        """Select a task, asking for everything where the filters hide it; whether it is there."""
        return self.list.show_record(task_id)

    def standing(self) -> Standing:
        """How the list stands."""
        return self.list.standing()

    def take_up(self, standing: Standing) -> None:
        """Stand as another such pane did."""
        self.list.take_up(standing)
        self._say_order(standing.query.sort)


def _states(_store: Store) -> Sequence[tuple[Any, str]]:
    some = (("open", _("未办结")), ("overdue", _("已超期")), ("half_done", _("办了一半")))
    return [*some, *((each.value, STATE_WORDS[each]) for each in State)]


def _years(store: Store) -> Sequence[tuple[Any, str]]:
    return [(year, _("{year}年").format(year=year)) for year in listing.years(store)]


def _same(words: Sequence[str]) -> Sequence[tuple[Any, str]]:
    return [(word, word) for word in words]


FILTERS = (
    Filter("state", _("全部状态"), _states),
    Filter("category", _("全部类别"), lambda store: _same(tasks.categories(store))),
    Filter("party", _("全部单位"), lambda store: _same(tasks.parties(store))),
    Filter("year", _("全部年份"), _years),
)


def _goes_on(row: TaskRow) -> bool:
    return main_step(row.state) is not None


def _next_step(desk: Desk, row: TaskRow, parent: QWidget) -> None:
    to = main_step(row.state)
    if to is not None:
        do_step(desk, parent, row, to)


def _spec(empty_actions: Sequence[PageAction]) -> PageSpec[TaskRow]:
    return PageSpec(
        key="tasks",
        title=_("整治任务"),
        topics=TOPICS,
        load=listing.window,
        columns=COLUMNS,
        empty=_("还没有整治任务。先登记一条，写清哪里、什么问题、要做多少；有台账表格的，可以直接导入。"),
        empty_actions=empty_actions,
        actions=(
            RowAction(_("下一步"), _next_step, "arrow-right-left", "Alt+Right", _goes_on),
            RowAction(_("记进度…"), lambda d, row, p: open_progress_form(d, p, row), "pencil", when=_goes_on),
            RowAction(
                _("记催办…"), lambda d, row, p: open_chase_form(d, p, [row.task_id], task_words(row)), "bell",
                when=_goes_on,
            ),
            RowAction(_("修改…"), lambda d, row, p: open_task_form(d, p, row.task_id), "pencil", "F2"),
            RowAction(
                _("打印任务单"), lambda d, row, p: papers.show_task_sheets(d, p, [row.task_id]), "printer",
                writes=False, right=Right.PRINT,
            ),
            RowAction(_("删除这条登记…"), lambda d, row, _p: remove_task(d, row), "trash-2", "Delete"),
        ),
        filters=FILTERS,
        search=FIND,
        search_tip=FIND_TIP,
        detail=TaskPanel,
        icon="clipboard-check",
        activate=lambda desk, row, parent: open_task_form(desk, parent, row.task_id),
        activating=Right.WRITE,
        framed=False,
    )  # fmt: skip
