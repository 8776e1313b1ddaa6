# SPDX-License-Identifier: GPL-3.0-or-later
"""Batches, rules and the export of the ranking by clicks and keys."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.honours import rounds
from hongyun_desktop.core.points import balances, crediting, ledger, point_rules
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points.batches_pane import BatchesPane
from hongyun_desktop.ui.features.points.page import BATCHES, PointsPage
from hongyun_desktop.ui.features.points.rules_dialog import RulesDialog
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.turns import TURN_MS
from tests.core.points.neighbourhood import hold, settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.test_points import CLICK, column, page_of

OCTOBER = date(2026, 10, 6)


@pytest.fixture
def people(store: Store) -> list[int]:
    """罗喆 and 王秀英, who swept together and were recorded in one batch."""
    people = settle(store, "3", "2", "1102", "罗喆", "王秀英")
    crediting.credit(store, people, hold(store, "清扫楼道", OCTOBER), 150)
    return people


def batches_of(page: PointsPage) -> BatchesPane:
    """The view of the batches, in front."""
    page.views.set_value(BATCHES)
    made = page.pane(BATCHES)
    assert isinstance(made, BatchesPane)
    return made


def test_without_batches_the_view_says_what_to_do_first(qtbot: QtBot, desk: Desk) -> None:
    pane = batches_of(page_of(qtbot, desk))
    assert pane.list.empty.isVisible()
    assert "先登记服务" in pane.list.empty.sentence.text()


def test_a_batch_tells_when_by_whom_and_how_much(
    qtbot: QtBot, desk: Desk, people: list[int], qtmodeltester: ModelTester
) -> None:
    pane = batches_of(page_of(qtbot, desk))
    shown = [str(pane.list.table.rows.index(0, number).data()) for number in range(10)]
    assert shown[:8] == ["1", "2026-10-08 09:00", "登记", "清扫楼道", "2", "2", "5", "50"]
    assert shown[9] == "有效"
    pane.list.table.select_id(1)
    assert set(column(pane.list.detail.table, 0)) == {"王秀英", "罗喆"}
    qtmodeltester.check(pane.list.table.rows)
    qtmodeltester.check(pane.list.detail.table.rows)


def test_taking_a_batch_back_is_asked_first(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, people: list[int]) -> None:
    pane = batches_of(page_of(qtbot, desk))
    pane.list.table.select_id(1)
    qtbot.mouseClick(pane.list.detail.take_back, CLICK)
    assert "要更正第 1 次记的分吗？" in speaker.questions[0]
    assert "2 人、5 小时、50 分" in speaker.questions[0]
    assert "给的积分和小时全部收回" in speaker.questions[0]
    assert "证书" not in speaker.questions[0]
    assert balances.balance(desk.store, people[0]) == 25
    speaker.answers.append(True)
    pane.list.table.setFocus()
    qtbot.keyClick(pane.list.table, Qt.Key.Key_Delete)
    assert speaker.toasts == ["已更正第 1 次记的分，共 2 条。"]
    assert [balances.balance(desk.store, each) for each in people] == [0, 0]
    assert str(pane.list.table.rows.index(0, 9).data()) == "已更正"
    assert not pane.list.detail.take_back.isEnabled()


def test_taking_a_batch_back_names_the_certificates_that_state_its_hours(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, people: list[int]
) -> None:
    rounds.hold_round(desk.store, Quarter.of(OCTOBER), "季度志愿之星", 2, lambda _sheet: None, {})
    page = page_of(qtbot, desk)
    pane = batches_of(page)
    pane.list.table.select_id(1)
    qtbot.mouseClick(pane.list.detail.take_back, CLICK)
    told = "已签发的证书写着这些小时，不会跟着改：鸿运荣字〔2026〕第0001号等 2 张。"
    assert told in speaker.questions[0]
    assert "请到“荣誉证书 ▸ 证书登记”里勘误换发；已经签收的，撤回后另发。" in speaker.questions[0]
    page.show_record("entry", 1)
    qtbot.waitUntil(lambda: page.person.why.reverse.isVisible())
    qtbot.mouseClick(page.person.why.reverse, CLICK)
    form = page.findChild(RecordForm)
    assert form is not None
    assert "已签发的证书写着这些小时，不会跟着改：鸿运荣字〔2026〕第0002号。" in form.note.text()
    qtbot.wait(2 * TURN_MS)
    assert form.note.height() >= form.note.heightForWidth(form.note.width()), "all of it is seen"


def test_undo_of_points_says_where_they_are_corrected(desk: Desk, speaker: FakeSpeaker, people: list[int]) -> None:
    desk.undo()
    assert speaker.refusals == [
        "这一步不能撤销。积分请到“志愿积分 ▸ 记分记录”里更正；证书请到“荣誉证书 ▸ 证书登记”里勘误换发或撤回。"
    ]


def test_a_batch_whose_points_were_spent_is_left_whole_and_names_who_spent_them(
    qtbot: QtBot, desk: Desk, store: Store, speaker: FakeSpeaker, people: list[int]
) -> None:
    account_id = store.value("SELECT id FROM account WHERE resident_id = ?", (people[0],))
    with store.unit("entry_reversed") as unit:
        ledger.append(unit, [Posting(account_id, "redeem", -20, OCTOBER, "reward 1")])
    pane = batches_of(page_of(qtbot, desk))
    pane.list.table.select_id(1)
    speaker.answers.append(True)
    qtbot.mouseClick(pane.list.detail.take_back, CLICK)
    assert speaker.refusals == ["罗喆 的积分已经用掉一部分，还差 20 分，这一次记的整批都没有更正。"]
    assert balances.balance(store, people[1]) == 25


def test_a_line_of_a_batch_opens_its_entry(qtbot: QtBot, desk: Desk, people: list[int]) -> None:
    page = page_of(qtbot, desk)
    desk.opening.connect(page.show_record)
    pane = batches_of(page)
    pane.list.table.select_id(1)
    detail = pane.list.detail
    detail.table.select_id(detail.table.rows.id_at(0))
    qtbot.keyClick(detail.table, Qt.Key.Key_Return)
    qtbot.wait(2 * TURN_MS)
    assert page.person.resident_id in people
    assert page.person.entries.selected_ids()


def test_a_later_rule_is_added_and_earlier_entries_stay(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, people: list[int]
) -> None:
    page = page_of(qtbot, desk)
    page.more.menu().actions()[1].trigger()
    dialog = page.findChild(RulesDialog)
    assert dialog is not None
    assert column(dialog.table, 1) == ["每小时10分"]
    assert column(dialog.table, 4) == ["自带"]
    qtbot.mouseClick(dialog.add, CLICK)
    form = dialog.findChild(RecordForm)
    assert form is not None
    form.editors["points_per_hour"].set_value(12)
    form.editors["starts_on"].set_value(OCTOBER)
    qtbot.mouseClick(form.ok, CLICK)
    assert form.trouble.text() == "2026-10-06 及以前的服务已按原规则记过分，新规则请从后一天起。"
    form.editors["starts_on"].set_value(date(2026, 11, 1))
    qtbot.keyClicks(form.editors["cap_per_day"].input, "60")
    qtbot.mouseClick(form.ok, CLICK)
    assert speaker.toasts == ["新规则已加上，以前记的积分不变。"]
    assert column(dialog.table, 1) == ["每小时12分，每天最多60分", "每小时10分"]
    assert column(dialog.table, 4) == ["未开始", "自带"]
    assert balances.balance(desk.store, people[0]) == 25
    qtbot.mouseClick(dialog.done_button, CLICK)


def test_a_rule_without_a_day_is_asked_for_one(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    page.more.menu().actions()[1].trigger()
    dialog = page.findChild(RulesDialog)
    assert dialog is not None
    form = dialog.open_form()
    form.editors["starts_on"].set_value(None)
    form.submit()
    assert form.problems["starts_on"].text() == "请写上日期。"
    assert point_rules.all_rules(desk.store) == []
    form.reject()
    dialog.reject()


def test_the_ranking_is_exported_as_a_workbook_and_journaled(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, people: list[int], tmp_path: Path
) -> None:
    page = page_of(qtbot, desk)
    export = page.more.menu().actions()[2]
    export.trigger()
    assert speaker.toasts == []
    file = tmp_path / "排名.xlsx"
    speaker.files.append(file)
    export.trigger()
    assert speaker.toasts == [f"导出 2 人的排名，存成“排名.xlsx”（在“{tmp_path.name}”里）。"]
    newest = journal.entries(desk.store, 1)[0]
    assert (newest.code, newest.params["what"]) == ("exported", "2026年第四季度积分排名")
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["名次", "姓名", "住址", "积分", "小时", "星级"]
    assert rows[1][0] == 1
    assert {row[1] for row in rows[1:]} == {"罗喆", "王秀英"}
    assert rows[1][2:] == ["3-2-1102", 25, 2.5, ""]
