# SPDX-License-Identifier: GPL-3.0-or-later
"""整治任务 by clicks and keys: the board, the calendar, the parties with their letters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QFont, QFontMetricsF
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.rectification import chasing, listing, tasks
from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.rules import ChaseWay, State, TaskRow
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.rectification.board import BoardPane
from hongyun_desktop.ui.features.rectification.board_cards import MIME, progress_ways
from hongyun_desktop.ui.features.rectification.calendar_view import CalendarPane
from hongyun_desktop.ui.features.rectification.cells import shortened
from hongyun_desktop.ui.features.rectification.detail import TaskDialog
from hongyun_desktop.ui.features.rectification.letters import LetterDialog
from hongyun_desktop.ui.features.rectification.page import BOARD, RectificationPage
from hongyun_desktop.ui.features.rectification.parties_pane import LETTERS, PartiesPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.month_grid import month_on
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.ui.fakes import FakeSpeaker
from tests.ui.scenes.rectification_tasks import add_task
from tests.ui.typing_text import type_text

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def some(store: Store) -> dict[str, int]:
    """One 登记 that is not due, one 派单 that is overdue, one 整治中 of which 80 of 200 are done."""
    return {
        "new": add_task(store, 2, date(2026, 10, 1), date(2026, 10, 20)),
        "given": add_task(store, 1, date(2026, 9, 1), date(2026, 9, 30), until=State.ASSIGNED),
        "half": add_task(store, 0, date(2026, 9, 1), date(2026, 10, 9), until=State.IN_PROGRESS, done=80),
    }


def board_of(qtbot: QtBot, desk: Desk) -> BoardPane:
    pane = BoardPane(desk)
    qtbot.addWidget(pane)
    pane.resize(1130, 540)
    pane.show()
    pane.activateWindow()
    return pane


def state_of(store: Store, task_id: int) -> State:
    return tasks.get_task(store, task_id).row.state


def drop(pane: BoardPane, task_id: int, to: State) -> None:
    """Let a card fall on a column, as Qt tells of it."""
    data = QMimeData()
    data.setData(MIME, str(task_id).encode())
    action, cards = Qt.DropAction.MoveAction, pane.columns[to].cards
    cards.dropEvent(QDropEvent(QPointF(20, 20), action, data, Qt.MouseButton.LeftButton, NONE))


def test_each_state_has_its_column_with_a_count(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = board_of(qtbot, desk)
    counts = {column.head.text(): column.count.text() for column in pane.columns.values()}
    assert counts == {"登记": "1 条", "派单": "1 条", "整治中": "1 条", "待验收": "0 条", "已销号": "0 条"}
    cards = pane.columns[State.ASSIGNED].cards.cards
    assert "超期8天" in str(cards.index(0, 0).data())
    half = pane.columns[State.IN_PROGRESS].cards.cards
    assert "办了一半" in str(half.index(0, 0).data())


def test_the_model_of_a_column_is_sound(
    qtbot: QtBot, desk: Desk, some: dict[str, int], qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(board_of(qtbot, desk).columns[State.ASSIGNED].cards.cards)


def test_alt_and_an_arrow_take_a_card_to_the_next_column(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = board_of(qtbot, desk)
    cards = pane.columns[State.ASSIGNED].cards
    cards.take(0)
    qtbot.keyClick(cards, Qt.Key.Key_Right, ALT)
    assert state_of(desk.store, some["given"]) is State.IN_PROGRESS
    assert pane.columns[State.IN_PROGRESS].cards.selected_id() == some["given"]


def test_a_step_that_must_be_explained_asks_first(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = board_of(qtbot, desk)
    drop(pane, some["new"], State.ASSIGNED)
    form = pane.findChild(RecordForm)
    assert form is not None
    assert state_of(desk.store, some["new"]) is State.REGISTERED
    type_text(form.editors["party"].input, "环境美育队")
    form.submit()
    assert state_of(desk.store, some["new"]) is State.ASSIGNED


def test_a_forbidden_drop_says_why(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, some: dict[str, int]) -> None:
    pane = board_of(qtbot, desk)
    drop(pane, some["new"], State.CLOSED)
    assert "不能直接到“已销号”" in speaker.refusals[0]
    assert "“派单”（派单）" in speaker.refusals[0]
    assert state_of(desk.store, some["new"]) is State.REGISTERED


def test_arrows_walk_between_cards_and_columns_and_enter_opens(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = board_of(qtbot, desk)
    first = pane.columns[State.REGISTERED].cards
    first.take(0)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    second = pane.columns[State.ASSIGNED].cards
    assert second.selected_id() == some["given"]
    qtbot.keyClick(second, Qt.Key.Key_Return)
    dialog = pane.findChild(TaskDialog)
    assert dialog is not None
    assert dialog.panel.card is not None
    assert dialog.panel.card.row.task_id == some["given"]
    dialog.reject()


def test_the_board_is_narrowed_by_its_search(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = board_of(qtbot, desk)
    type_text(pane.search, "淤泥")
    qtbot.waitUntil(lambda: pane.columns[State.ASSIGNED].count.text() == "0 条", timeout=2000)
    assert pane.columns[State.IN_PROGRESS].count.text() == "1 条"


def test_of_many_cards_only_those_in_view_are_fetched(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(120):
        add_task(desk.store, number, date(2026, 10, 1))
    fetched: list[int] = []
    rows = listing.rows

    def counted(store: Store, ids: Sequence[int]) -> list[TaskRow]:
        fetched.append(len(ids))
        return rows(store, ids)

    monkeypatch.setattr(listing, "rows", counted)
    pane = board_of(qtbot, desk)
    pane.grab()
    assert fetched == [50]
    bar = pane.columns[State.REGISTERED].cards.verticalScrollBar()
    for place in range(0, bar.maximum() // 4, 60):
        bar.setValue(place)
        pane.grab()
    assert fetched == [50]
    bar.setValue(bar.maximum())
    pane.grab()
    assert fetched == [50, 20]


def test_the_calendar_counts_what_is_due_and_walks_by_keys(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = CalendarPane(desk)
    qtbot.addWidget(pane)
    pane.show()
    pane.activateWindow()
    assert pane.tools.month.text() == "2026年10月"
    mark = pane.grid.mark(date(2026, 9, 30))
    assert mark is not None
    assert (mark.words, mark.warns) == ("超期 1", True)
    pane.grid.setFocus()
    qtbot.keyClick(pane.grid, Qt.Key.Key_Right)
    assert pane.grid.day == date(2026, 10, 9)
    assert pane.under.text() == "1 条到期"
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
    assert pane.tasks.selected_id() == some["half"]
    qtbot.keyClick(pane.tasks, Qt.Key.Key_Return)
    dialog = pane.findChild(TaskDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.keyClick(pane.grid, Qt.Key.Key_PageUp)
    assert pane.tools.month.text() == "2026年9月"
    qtbot.keyClick(pane.grid, Qt.Key.Key_Home)
    assert pane.grid.day == date(2026, 10, 8)


def test_a_click_picks_a_day(qtbot: QtBot, desk: Desk, some: dict[str, int]) -> None:
    pane = CalendarPane(desk)
    qtbot.addWidget(pane)
    pane.show()
    place = pane.grid.place_of(date(2026, 10, 20)).center().toPoint()
    qtbot.mouseClick(pane.grid, Qt.MouseButton.LeftButton, pos=place)
    assert pane.day.text() == "10月20日 星期二"
    assert pane.under.text() == "1 条到期"


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_on_keeps_the_day_where_there_is_one(day: date, months: int, there: date) -> None:
    assert month_on(day, months) == there


def parties_of(qtbot: QtBot, desk: Desk) -> PartiesPane:
    pane = PartiesPane(desk)
    qtbot.addWidget(pane)
    pane.resize(1130, 540)
    pane.show()
    return pane


def test_parties_are_listed_with_their_tasks_and_chased(
    qtbot: QtBot, desk: Desk, some: dict[str, int], qtmodeltester: ModelTester
) -> None:
    pane = parties_of(qtbot, desk)
    assert pane.party() == "街道城管"
    assert pane.tasks.rows.rowCount() == 2
    qtbot.mouseClick(pane.chase, Qt.MouseButton.LeftButton)
    form = pane.findChild(RecordForm)
    assert form is not None
    type_text(form.editors["answer"].input, "下周来")
    form.submit()
    assert [line[1].answer for line in chasing.chases_of_party(desk.store, "街道城管")] == ["下周来", "下周来"]
    assert pane.chases.rows.rowCount() == 2
    qtmodeltester.check(pane.parties.rows)


def test_a_letter_takes_the_ticked_tasks_and_gets_its_number(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, some: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    monkeypatch.setattr(
        "hongyun_desktop.ui.features.rectification.letters.show_letter",
        lambda _desk, _parent, letter_id: shown.append(letter_id),
    )
    pane = parties_of(qtbot, desk)
    qtbot.mouseClick(pane.reminder, Qt.MouseButton.LeftButton)
    dialog = pane.findChild(LetterDialog)
    assert dialog is not None
    assert dialog.ticked == {some["given"]}  # what is overdue stands in it unless somebody says otherwise
    dialog.addressee.clear()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.problem.isVisible()
    type_text(dialog.addressee, "街道城管中队")
    dialog.tasks.selectRow(1)
    qtbot.keyClick(dialog.tasks, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    letter = chasing.letters(desk.store)[0]
    assert (letter.kind, letter.addressee) == (LetterKind.REMINDER, "街道城管中队")
    assert set(letter.task_ids) == {some["given"], some["half"]}
    assert shown == [letter.letter_id]
    assert letter.number in speaker.toasts[0]
    assert pane.letters.rows.rowCount() == 1


def test_what_became_otherwise_since_a_letter_went_out_stands_below_it(
    qtbot: QtBot, desk: Desk, some: dict[str, int]
) -> None:
    chasing.issue_letter(desk.store, LetterKind.REMINDER, [some["given"]], "街道城管", date(2026, 10, 7), {})
    pane = parties_of(qtbot, desk)
    pane.tabs.set_value(LETTERS)
    pane.letters.selectRow(0)
    assert "没有变过" in pane.differences.told.text()
    known = tasks.values_of(desk.store, some["given"])
    desk.did(tasks.save_task(desk.store, replace(known, due_on=date(2026, 10, 30)), some["given"]), "")
    pane.letters.selectRow(0)
    assert pane.differences.told.text() == "后来又变了的，有 1 处："
    rows = pane.differences.table.rows
    assert [rows.index(0, column).data() for column in range(4)] == ["2026-002", "期限", "2026-09-30", "2026-10-30"]
    qtbot.mouseClick(pane.show_letter, Qt.MouseButton.LeftButton)
    assert [each.windowTitle() for each in pane.findChildren(PdfPreview)] == ["整改提醒函"]


def test_without_parties_the_view_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    pane = parties_of(qtbot, desk)
    assert pane.nobody.isVisible()
    assert not pane.right.isVisible()


def test_a_chase_is_read_on_two_lines_with_days_of_this_year_short(
    qtbot: QtBot, desk: Desk, some: dict[str, int]
) -> None:
    chasing.add_chase(
        desk.store, [some["half"]], ChaseWay.PHONE, date(2026, 10, 7), "", "挖机排不开", date(2026, 10, 20)
    )
    pane = parties_of(qtbot, desk)
    rows = pane.chases.rows
    assert [rows.index(0, column).data() for column in (0, 2)] == [
        "10月7日", "电话：挖机排不开；答应 10月20日",
    ]  # fmt: skip
    assert pane.chases.wordWrap()


@pytest.mark.parametrize(
    ("text", "end"),
    [("川陕路黑臭水体裸露治理（第2段）", "…（第2段）"), ("川陕路黑臭水体裸露治理，雨天倒灌", "…")],
)
def test_the_number_at_the_end_of_a_title_is_not_cut(qtbot: QtBot, text: str, end: str) -> None:
    metrics = QFontMetricsF(QFont())
    width = metrics.horizontalAdvance("汉" * 12)
    shown = shortened(metrics, text, width)
    assert shown.endswith(end)
    assert shown.startswith("川陕路黑臭")
    assert metrics.horizontalAdvance(shown) <= width
    assert shortened(metrics, text, 2 * width) == text


def test_an_amount_on_a_card_keeps_its_unit_or_gives_way_to_a_share(store: Store, some: dict[str, int]) -> None:
    row = listing.rows(store, [some["half"]])[0]
    assert progress_ways(row) == ("80/200 吨", "80/200 吨", "40%")


def test_an_empty_board_and_list_begin_with_the_first_task(qtbot: QtBot, desk: Desk) -> None:
    page = RectificationPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert not page.list.order.isVisible()
    page.views.set_value(BOARD)
    nothing = page.pane(BOARD).findChild(EmptyState)
    assert nothing is not None
    (new,) = nothing.buttons
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    form = page.findChild(RecordForm)
    assert form is not None
    assert form.title.text() == "新增整治任务"
    form.reject()
