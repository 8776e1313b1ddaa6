# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that somebody does in the window on a long day, one short action after the other, to be measured.

Used by the benchmark of the main thread and by the test that counts what its queries cost; asserts nothing itself.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.ui.features.honours.page import HonoursPage
from hongyun_desktop.ui.features.points.page import PointsPage
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.kit.page import RecordPage
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.main_window import MainWindow
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

Action = tuple[str, Callable[[], object]]
PAUSE_MS, _AFTER_WORK_MS = 200, 100
_LONGEST_S, _LOOK_EVERY_MS = 900.0, 10
_DIALOGS = (
    "检查资料", "导出…", "自管委资料…", "换经办人…", "经办人管理…", "操作记录…", "资料的锁…", "这一页怎么用", "关于鸿运桌面",
)  # fmt: skip
_CTRL = Qt.KeyboardModifier.ControlModifier


def settle(window: MainWindow, pause_ms: int = PAUSE_MS) -> None:
    """Let everything come that an action set off: paint, work beside the window, what waits for a pause in typing."""
    begun, loop, watch = time.monotonic(), QEventLoop(), QTimer()
    free_since = begun

    def look() -> None:
        nonlocal free_since
        now = time.monotonic()
        if window.desk.jobs.busy:
            # What work brings with it in the end may have a turn of its own.
            free_since = now + _AFTER_WORK_MS / 1000
        if now - begun > _LONGEST_S or now >= max(free_since, begun + pause_ms / 1000):
            loop.quit()

    watch.timeout.connect(look)
    watch.start(_LOOK_EVERY_MS)
    loop.exec()
    if window.desk.jobs.busy:
        raise TimeoutError("work beside the window does not end")


def close_dialogs(window: MainWindow) -> None:
    """Put away every dialog and menu that is open; the window has the keys again."""
    for each in QApplication.topLevelWidgets():
        if isValid(each) and isinstance(each, QDialog | QMenu) and each.isVisible():
            each.done(0) if isinstance(each, QDialog) else each.close()
    settle(window, 0)
    window.activateWindow()
    settle(window, 0)


class LongDay:
    """The window, and the hands that work in it. paper: files to be imported, a roster first, then a sign-in sheet."""

    def __init__(self, window: MainWindow, speaker: FakeSpeaker, paper: tuple[Path, ...] = ()) -> None:
        self.window, self.speaker, self.paper = window, speaker, paper

    def actions(self) -> Iterator[Action]:
        """What is done, in order; each is done before the next is asked for. What stands between is not measured."""
        yield from self._pages("第一次")
        yield from self._pages("再一次")
        yield from self._roster()
        yield from self._points()
        yield from self._honours()
        yield from self._top()
        yield from self._imports()

    # parts

    def _tab(self, number: int) -> Callable[[], object]:
        return lambda: QTest.keyClick(self.window, getattr(Qt.Key, f"Key_{number}"), _CTRL)

    def _pages(self, when: str) -> Iterator[Action]:
        for number, name in ((2, "志愿积分"), (3, "荣誉证书"), (1, "微网实格")):
            yield f"{name}：{when}打开", self._tab(number)

    def _roster(self) -> Iterator[Action]:
        page = self.window.page(0)
        assert isinstance(page, RosterPage)
        records = page.records
        yield from self._record_page("微网实格", records)
        yield "微网实格：选一行", lambda: _select(records.table, 4321)
        yield "微网实格：楼栋图", lambda: records.view.buttons[1].click()
        yield "微网实格：换一栋", lambda: _choose(records.building.chooser, 5)
        yield "微网实格：搜索房号（楼栋图）", lambda: _type(records.search, "1-2-1102")
        yield "微网实格：清搜索（楼栋图）", lambda: _type(records.search, "")
        yield "微网实格：列表", lambda: records.view.buttons[0].click()
        yield "微网实格：选一行（再）", lambda: _select(records.table, 77)
        for action in records.spec.actions:
            yield f"微网实格：{action.text}", lambda action=action: records.run_action(action)
            close_dialogs(self.window)
        yield "微网实格：登记住户", lambda: records.register(None)
        close_dialogs(self.window)
        yield "微网实格：登记房屋", records.register_dwelling
        close_dialogs(self.window)
        yield "微网实格：全选", records.table.selectAll

    def _points(self) -> Iterator[Action]:
        yield "志愿积分：转到", self._tab(2)
        page = self.window.page(1)
        assert isinstance(page, PointsPage)
        ranking = page.ranking
        yield "排名：选一行", lambda: _select(ranking.table, 15)
        yield "排名：上一个季度", ranking.older.click
        yield "排名：下一个季度", ranking.newer.click
        yield from self._scroll("排名", ranking.table)
        yield "个人积分：第一次打开", lambda: page.views.buttons[1].click()
        person = page.person
        yield from self._scroll("个人积分", person.people)
        for column, order in ((2, "升"), (2, "降")):
            yield f"个人积分：按积分排（{order}）", lambda column=column: _sort(person.people, column)
        yield "个人积分：选一行", lambda: _select(person.people, 8000)
        yield "个人积分：找人", lambda: _type(person.search, "zh")
        yield "个人积分：打开一个人", lambda: person.show_person(4000)
        yield "个人积分：选一条记录", lambda: _select(person.entries, 9)
        yield "个人积分：更正…", lambda: QTest.keyClick(person.entries, Qt.Key.Key_Delete)
        close_dialogs(self.window)
        yield "个人积分：所有人", person.everybody.click
        yield "个人积分：打开另一个人", lambda: person.show_person(77)
        yield "活动：第一次打开", lambda: page.views.buttons[2].click()
        activities: Any = page.pane("activities")
        yield from self._record_page("活动", activities.page)
        yield "活动：选一行", lambda: _select(activities.page.table, 3)
        for action in activities.page.spec.actions:
            yield f"活动：{action.text}", lambda action=action: activities.page.run_action(action)
            close_dialogs(self.window)
        yield "记分记录：第一次打开", lambda: page.views.buttons[3].click()
        batches: Any = page.pane("batches")
        yield "记分记录：选一行", lambda: _select(batches.list.table, 0)
        for number, name in enumerate(("排名", "个人积分", "活动", "记分记录")):
            yield f"{name}：再一次打开", page.views.buttons[number].click
        yield "以前的积分…", page.open_opening
        close_dialogs(self.window)
        yield "积分规则…", lambda: page.more.menu().actions()[1].trigger()
        close_dialogs(self.window)
        yield from self._service(page)

    def _service(self, page: PointsPage) -> Iterator[Action]:
        """登记服务 from a blank form to the entries in the ledger."""
        from hongyun_desktop.core.picking.picking import people_of

        store = self.window.desk.store
        yield "登记服务：打开", page.record.click
        form: Any = _dialog()
        yield "登记服务：活动", lambda: form.heading.name.setText("清扫楼道")
        yield "登记服务：加人（找）", lambda: _type(form.search, "w")
        yield "登记服务：加 60 人", lambda: form.add(list(people_of(store, range(100, 160)).values()))
        yield "登记服务：粘贴名单", form.open_paste
        paste: Any = _dialog()
        alone, shared = (
            store.sql(f"SELECT name FROM resident GROUP BY 1 HAVING count(*) {how} LIMIT ?", (count,))
            for how, count in (("= 1", 55), ("BETWEEN 2 AND 5", 5))
        )
        names = "、".join(name for (name,) in (*alone, *shared))
        yield "登记服务：粘贴 60 个名字", lambda: paste.text.setPlainText(names)
        yield "登记服务：放下粘贴", lambda: paste.done(0)
        yield "登记服务：已有的活动", lambda: form.heading.way.buttons[1].click()
        yield "登记服务：新的活动", lambda: form.heading.way.buttons[0].click()
        yield "登记服务：确认到场并记分", form.save_and_confirm
        close_dialogs(self.window)

    def _honours(self) -> Iterator[Action]:
        yield "荣誉证书：转到", self._tab(3)
        page = self.window.page(2)
        assert isinstance(page, HonoursPage)
        pane = page.rounds
        for step in (Step.CANDIDATES, Step.CHECK, Step.PROOF, Step.ISSUE, Step.CHOOSE):
            yield f"表彰：第 {int(step)} 步", lambda step=step: pane.steps.steps[step].click()
        yield "表彰：转到候选人", lambda: pane.steps.steps[Step.CANDIDATES].click()
        yield "表彰：选一位候选人", lambda: _select(pane.candidates.table, 2)
        yield "表彰：不列入…", pane.candidates.open_exclude
        close_dialogs(self.window)
        yield "表彰：加入…", pane.candidates.open_add
        form: Any = pane.candidates.form
        person = self._placed_low()
        yield "表彰：加入，填好", lambda: _fill(form, resident_id=person, reason="事迹突出")
        yield "表彰：加入，确定", form.ok.click
        close_dialogs(self.window)
        yield "表彰：称呼", lambda: pane.candidates.set_honorific("同志")
        yield "表彰：另办一轮", pane.fresh.click
        yield "表彰：换季度", lambda: _choose(pane.choose.quarter, 1)
        yield "证书登记：第一次打开", lambda: page.views.buttons[1].click()
        register: Any = page.pane("register")
        yield from self._record_page("证书登记", register.page)
        yield "证书登记：单张证书…", lambda: register.page.buttons[next(iter(register.page.buttons))].click()
        close_dialogs(self.window)
        yield "核对：第一次打开", lambda: page.views.buttons[2].click()
        verify: Any = page.pane("verify")
        yield "核对：一个编号", lambda: (verify.field.setText("鸿运-2026-0001"), verify.check.click())
        for number, name in enumerate(("表彰", "证书登记", "核对")):
            yield f"{name}：再一次打开", page.views.buttons[number].click

    def _placed_low(self) -> int:
        """Somebody with points in the quarter of the round who does not stand in line for it."""
        quarter = ("2026-07-01", "2026-09-30")
        return self.window.desk.store.sql(
            "SELECT resident_id FROM account WHERE id IN (SELECT account_id FROM entry WHERE counter = 'issue'"
            " AND service_date BETWEEN ? AND ? GROUP BY account_id ORDER BY sum(amount) LIMIT 1)",
            quarter,
        )[0][0]

    def _top(self) -> Iterator[Action]:
        """The search above the pages, the menus, and what they open."""
        search = self.window.top.search
        for words in ("z", "zh", "王", "王小", "1102", "5678", "服务"):
            yield f"全局搜索：{words}", lambda words=words: _type(search, words)
        yield "全局搜索：打开一个人", lambda: self.window.go("resident", 5000)
        yield "全局搜索：打开一间房", lambda: self.window.go("dwelling", 1000)
        yield "全局搜索：打开一个人的积分", lambda: self.window.go("points_of", 6000)
        yield "全局搜索：打开一场活动", lambda: self.window.go("activity", 1000)
        yield "F9", self.window.desk.privacy.toggle
        yield "F9（再）", self.window.desk.privacy.toggle
        yield "编辑菜单", lambda: self.window.menus.edit.popup(self.window.mapToGlobal(self.window.rect().center()))
        close_dialogs(self.window)
        actions = {action.text(): action for action in self.window.findChildren(QAction)}
        for text in _DIALOGS:
            yield f"菜单：{text}", actions[text].trigger
            close_dialogs(self.window)
        yield from self._sizes("志愿积分")
        yield "字号：转到微网实格", self._tab(1)
        yield from self._sizes("微网实格")
        yield "字号：转到志愿积分", self._tab(2)

    def _sizes(self, front: str) -> Iterator[Action]:
        for px in (20, 15):
            yield f"字号：{px}（{front}）", lambda px=px: self.window.set_type_size(px)

    def _imports(self) -> Iterator[Action]:
        # The day's copy is written down too: between preview and import it would have the import refused.
        self.window.daily.stop()
        for number, (name, file) in enumerate(zip(("花名册", "签到表"), self.paper, strict=False)):
            yield f"导入{name}：转到", self._tab(number + 1)
            yield f"导入{name}：打开", lambda: QTest.keyClick(self.window, Qt.Key.Key_I, _CTRL)
            dialog: Any = _dialog()
            yield f"导入{name}：读文件，看预览", lambda file=file, dialog=dialog: dialog.load(file)
            for button in dialog.tab_bar.buttons:
                if button.isEnabled():
                    yield f"导入{name}：{button.text().split()[0]}", button.click
            yield f"导入{name}：导入，最后一步", dialog.ok.click
            close_dialogs(self.window)

    def _record_page(self, name: str, page: RecordPage[Any]) -> Iterator[Action]:
        """Scroll, sort by each column, set each filter, type into the search."""
        yield from self._scroll(name, page.table)
        for number, column in enumerate(page.spec.columns):
            if column.sort:
                for order in ("升", "降"):
                    yield f"{name}：按{column.title}排（{order}）", lambda n=number: _sort(page.table, n)
        for each in page.spec.filters:
            box = page.filters[each.key]
            box.fill()
            for place in range(1, min(box.count(), 4)):
                yield f"{name}：筛选{box.itemText(place)}", lambda box=box, n=place: _choose(box, n)
            yield f"{name}：不筛选{each.everything}", lambda box=box: _choose(box, 0)
        if page.search is not None:
            for words in ("z", "zh", "王", "1", "服务", ""):
                yield f"{name}：搜索“{words}”", lambda words=words: _type(page.search, words)

    def _scroll(self, name: str, table: TableView[Any]) -> Iterator[Action]:
        bar = table.verticalScrollBar()
        yield f"{name}：翻到中间", lambda: bar.setValue(bar.maximum() // 2)
        yield f"{name}：翻到末尾", lambda: bar.setValue(bar.maximum())


def _dialog() -> QWidget:
    shown = QApplication.activeModalWidget()
    assert shown is not None
    return shown


def _select(table: TableView[Any], place: int) -> None:
    index = table.rows.index(min(place, table.rows.rowCount() - 1), 0)
    table.scrollTo(index)
    table.setFocus()
    table.selectRow(index.row())


def _sort(table: TableView[Any], column: int) -> None:
    table.horizontalHeader().sectionClicked.emit(column)


def _choose(box: QComboBox, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def _type(line: QLineEdit | None, text: str) -> None:
    assert line is not None
    line.setFocus()
    line.clear()
    if text:
        type_text(line, text)


def _fill(form: Any, **values: object) -> None:
    for name, value in values.items():
        form.editors[name].set_value(value)
