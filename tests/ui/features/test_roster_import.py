# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster is imported by clicks and keys: looked over, decided, written, undone."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from hongyun_desktop.core.import_layout import assigned_for
from hongyun_desktop.core.roster import importing, residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange.reading import read_workbook
from hongyun_desktop.ui.features.roster.importing import RosterImport, open_roster_import
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.overlay import Overlay
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.ticks import TickTable
from tests.exchange.sheets import write_xlsx
from tests.office import DATA, ROSTER, SHEET, take_in
from tests.ui.fakes import FakeSpeaker

EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["roster-office.xlsx"]
LEFT = Qt.MouseButton.LeftButton


def opened(qtbot: QtBot, desk: Desk, file: Path | None = None) -> RosterImport:
    parent = QWidget()
    parent.resize(1200, 700)
    qtbot.addWidget(parent)
    desk.speaker.host = parent
    dialog = open_roster_import(desk, parent, file)
    assert isinstance(dialog, RosterImport)
    return dialog


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, LEFT)


def click_tab(qtbot: QtBot, dialog: RosterImport, key: str) -> None:
    click(qtbot, dialog.tab_bar.buttons[list(dialog.tabs).index(key)])


def tab_texts(dialog: RosterImport) -> list[str]:
    return [button.text() for button in dialog.tab_bar.buttons]


def csv(folder: Path, *rows: str) -> Path:
    file = folder / "名单.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def people(store: Store) -> list[tuple[str, str]]:
    return [(row.name, row.address.short if row.address else "") for row in residents.every_resident(store)]


def tick_first(qtbot: QtBot, table: object, row: int = 0) -> None:
    """Click the box of a row."""
    assert isinstance(table, TickTable)
    cell: QRect = table.visualRect(table.rows.index(row, table.tick_column))
    qtbot.mouseClick(table.viewport(), LEFT, pos=cell.center())


def test_the_office_roster_comes_in_by_three_clicks(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    dialog = opened(qtbot, desk)
    assert not dialog.ok.isEnabled()
    speaker.files.append(ROSTER)
    click(qtbot, dialog.invite.buttons[0])
    assert dialog.facts.text() == "352 户（空置 14 户），935 人"
    assert tab_texts(dialog) == ["栏目", "新增 935", "变更 0", "表里没有的 0", "问题行 25", "没有变化 0"]
    assert dialog.ok.text() == "导入：新增 935 人"
    click(qtbot, dialog.ok)
    assert len(people(desk.store)) == EXPECTED["residents"]
    qtbot.waitUntil(lambda: bool(speaker.toasts))
    assert speaker.toasts == ["导入了花名册：新增 935 人。"]
    assert speaker.undo is not None
    assert "还有 25 行" in dialog.result_state.sentence.text()


def test_the_result_tells_whose_number_is_missing_from_rows_left_out_and_ends_once_they_are_saved(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    assert dialog.plan is not None
    taken = sum(each.is_taken for each in dialog.plan.problems)
    told = f"25 行有问题：{taken} 人照样导入，只是身份证号留空；{25 - taken} 行不导入。"
    assert dialog.lists.problems.hint.text() == told
    click(qtbot, dialog.ok)
    assert told in dialog.result_state.sentence.text()
    assert not dialog.finish.isVisible()
    speaker.files.append(tmp_path / "problems.xlsx")
    click(qtbot, dialog.result_state.buttons[0])
    assert not dialog.result_state.buttons[0].isVisible()
    assert dialog.finish.text() == "完成"
    click(qtbot, dialog.finish)
    assert not dialog.isVisible()


def test_an_import_can_be_undone_from_its_result(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    click(qtbot, dialog.ok)
    click(qtbot, dialog.result_state.buttons[1])
    assert people(desk.store) == []
    assert speaker.toasts[-1].startswith("已撤销")
    assert not dialog.isVisible()


def test_the_same_roster_again_changes_nothing_and_says_so(qtbot: QtBot, desk: Desk) -> None:
    take_in(desk.store)
    dialog = opened(qtbot, desk, ROSTER)
    assert dialog.notice.text() == "表里的 935 人和资料里一样，没有要导入的。"
    assert not dialog.ok.isEnabled()
    assert "没有变化 935" in tab_texts(dialog)


def test_a_hand_edit_is_kept_unless_its_box_is_ticked(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    file = csv(tmp_path, "姓名,住址,与户主关系", "罗喆,3-2-1102,户主", "吕静,3-2-1103,户主")
    click(qtbot, opened(qtbot, desk, file).ok)
    for row in residents.every_resident(desk.store):
        residents.save_resident(desk.store, ResidentValues(row.name, "父母"), row.resident_id)
    dialog = opened(qtbot, desk, file)
    assert not dialog.ok.isEnabled()
    click_tab(qtbot, dialog, "changes")
    table = dialog.lists.changes.table
    assert [table.rows.index(0, column).data() for column in range(5)] == [
        "罗喆",
        "3-2-1102",
        "与户主关系",
        "父母",
        "户主",
    ]
    tick_first(qtbot, table)
    assert dialog.ok.text() == "导入：变更 1 处"
    click(qtbot, dialog.ok)
    assert [row.relation for row in residents.every_resident(desk.store)] == ["户主", "父母"]
    qtbot.waitUntil(lambda: speaker.toasts[-1:] == ["导入了花名册：变更 1 处。"])


def test_boxes_are_ticked_by_space_for_all_selected_rows_and_again_off(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    file = csv(tmp_path, "姓名,住址", "罗喆,3-2-1102", "吕静,3-2-1103")
    click(qtbot, opened(qtbot, desk, file).ok)
    dialog = opened(qtbot, desk, csv(tmp_path, "姓名,住址", "黄鑫,3-2-1102"))
    click_tab(qtbot, dialog, "absent")
    table = dialog.lists.absent.table
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.ok.text() == "导入：新增 1 人，变更 2 处"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.ok.text() == "导入：新增 1 人"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert people(desk.store) == [("罗喆", ""), ("吕静", ""), ("黄鑫", "3-2-1102")]


def test_nobody_is_removed_by_absence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    click(qtbot, opened(qtbot, desk, csv(tmp_path, "姓名,住址", "罗喆,3-2-1102")).ok)
    dialog = opened(qtbot, desk, csv(tmp_path, "姓名,住址", "黄鑫,3-2-1103"))
    assert "表里没有的 1" in tab_texts(dialog)
    click(qtbot, dialog.ok)
    assert people(desk.store) == [("罗喆", "3-2-1102"), ("黄鑫", "3-2-1103")]


def test_tab_goes_through_what_came_out_before_it_comes_to_the_import(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, csv(tmp_path, "姓名,住址", "罗喆,3-2-1102"))
    dialog.other_file.setFocus()
    passed: list[QWidget | None] = []
    while dialog.focusWidget() is not dialog.ok and len(passed) < 12:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
    assert passed == [*dialog.tab_bar.buttons, dialog.lists.new.table, dialog.cancel, dialog.ok]


def test_a_hidden_sheet_is_not_read_and_that_is_said(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    now, before = [("姓名", "住址"), ("罗喆", "3-2-1102")], [("姓名", "住址"), ("吕静", "3-2-1103")]
    dialog = opened(qtbot, desk, write_xlsx(tmp_path / "名册.xlsx", {"名册": now, "去年的": before}, hidden=["去年的"]))
    assert "隐藏的工作表没有读：去年的" in dialog.notice.text()
    click(qtbot, dialog.ok)
    assert people(desk.store) == [("罗喆", "3-2-1102")]


def test_a_row_that_nothing_was_made_of_is_told_above_the_lists(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    rows = [("姓名", "住址", "电话"), ("罗喆", "3-2-1102", ""), ("", "", "13800001111")]
    dialog = opened(qtbot, desk, write_xlsx(tmp_path / "名册.xlsx", {"3栋": rows}))
    assert "这些行没有读：“3栋”第 3 行。" in dialog.notice.text()
    assert dialog.notice.isVisibleTo(dialog)


def test_somebody_who_moved_house_is_moved_by_a_tick(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    click_tab(qtbot, dialog, "problems")
    row = EXPECTED["id_in_two_dwellings"][0]["row"]
    table = dialog.lists.problems.table
    first = [each.problem for each in map(table.rows.row_at, range(3)) if each is not None]
    assert [problem.is_taken for problem in first] == [False] * 3, "what is left out stands first"
    table.selectRow(next(place for place, problem in enumerate(first) if problem.row == row))
    assert dialog.lists.problems.reason.text().startswith("这个身份证号已在另一户（1-1-101），没有导入。")
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.moves == {("花名册", row)}
    settled = table.selected_row()
    assert settled is not None
    assert (settled.problem.row, settled.settled) == (row, "按搬家处理：住址改成这一行的。")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert len(speaker.questions) == 1, "what was ticked is not thrown away unasked"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.moves == frozenset()
    assert "问题行 25" in tab_texts(dialog)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(speaker.questions) == 1


def test_problem_rows_show_their_reason_with_masked_numbers(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    click_tab(qtbot, dialog, "problems")
    pane = dialog.lists.problems
    pane.table.selectRow(6)
    assert "510***********4111" in pane.reason.text()
    assert "吕宇航" in pane.as_it_stood.text()
    shown = pane.reason.text() + pane.as_it_stood.text()
    assert "510199198901224111" not in shown
    desk.privacy.toggle()
    assert "吕宇航" not in pane.as_it_stood.text()


def test_problem_rows_are_saved_as_a_table(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    out = tmp_path / "问题行.xlsx"
    speaker.files.append(out)
    click(qtbot, dialog.save_problems)
    assert len(read_workbook(out)[0].rows) == 26
    assert speaker.toasts == [f"25 行问题已另存成表格{saved_as(out)}。"]


def test_unknown_headings_are_assigned_and_known_the_next_time(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, "称呼,在哪住,怎么找", "罗喆,3-2-1102,13800001111")
    dialog = opened(qtbot, desk, file)
    assert "找不到表头" in dialog.notice.text()
    assert dialog.tab_bar.value() == "columns"
    for heading, field in (("称呼", "name"), ("在哪住", "address"), ("怎么找", "phone")):
        choose(qtbot, dialog, heading, field)
    assert dialog.notice.text() == ""
    assert dialog.ok.text() == "导入：新增 1 人"
    click(qtbot, dialog.ok)
    assert residents.every_resident(desk.store)[0].phones == ("13800001111",)
    assert assigned_for(desk.store, "roster", ("称呼", "在哪住", "怎么找"))["称呼"] == "name"
    file.write_text(file.read_text(encoding="utf-8") + "\n吕静,3-2-1103,", encoding="utf-8")
    again = opened(qtbot, desk, file)
    assert again.notice.text() == "这些栏目以前指定过，已照着认。"
    assert again.ok.text() == "导入：新增 1 人"


def test_headings_are_remembered_even_where_the_rows_change_nothing(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    file = csv(tmp_path, "姓名,住址,爱好", "罗喆,3-2-1102,")
    click(qtbot, opened(qtbot, desk, file).ok)
    dialog = opened(qtbot, desk, file)
    click_tab(qtbot, dialog, "columns")
    choose(qtbot, dialog, "爱好", "tags")
    assert dialog.ok.text() == "记住这些栏目"
    click(qtbot, dialog.ok)
    assert assigned_for(desk.store, "roster", ("姓名", "住址", "爱好")) == {"爱好": "tags"}
    assert speaker.toasts[-1] == "记住了，下次遇到这些栏目会照着认。"
    assert not dialog.isVisible()


def choose(qtbot: QtBot, dialog: RosterImport, heading: str, field: str) -> None:
    """Choose a meaning in the box of a heading by keys."""
    box = dialog.columns.boxes[heading]
    steps = box.findData(field) - box.currentIndex()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    for _ in range(steps):
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)


def test_a_roster_without_an_address_column_says_so_in_one_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, csv(tmp_path, "姓名,性别", "罗喆,男"))
    assert dialog.notice.text().startswith("没有认出住址。")
    assert not dialog.ok.isEnabled()


def test_the_programs_own_reading_comes_back(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, csv(tmp_path, "姓名,住址,备注", "罗喆,3-2-1102,甲"))
    click_tab(qtbot, dialog, "columns")
    assert dialog.columns.forget.isHidden()
    choose(qtbot, dialog, "姓名", "head")
    assert dialog.opened is not None
    assert dialog.opened.assigned == {"姓名": "head"}
    click(qtbot, dialog.columns.forget)
    assert dialog.opened.assigned == {}


def test_a_sign_in_sheet_is_refused_as_a_roster(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, SHEET)
    assert "像是签到表" in dialog.notice.text()
    assert not dialog.ok.isEnabled()


def test_a_file_that_cannot_be_read_says_why_and_another_may_be_chosen(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    dialog = opened(qtbot, desk, broken)
    assert "坏的.xlsx" in dialog.fault.text()
    speaker.files.append(ROSTER)
    click(qtbot, dialog.invite.buttons[0])
    assert dialog.fault.isHidden()
    assert dialog.ok.isEnabled()


def test_a_file_may_be_dropped(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv(tmp_path, "姓名,住址", "罗喆,3-2-1102")))])
    action = Qt.DropAction.CopyAction
    dialog.dropEvent(QDropEvent(QPointF(5, 5), action, data, LEFT, Qt.KeyboardModifier.NoModifier))
    assert dialog.file_name.text() == "名单.csv"


def test_nothing_opens_while_a_job_writes(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(desk.jobs), "writing", True)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert open_roster_import(desk, parent) is None
    assert isinstance(desk.speaker, FakeSpeaker)
    assert len(desk.speaker.refusals) == 1


def test_a_plan_that_others_made_old_is_refused(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, csv(tmp_path, "姓名,住址", "罗喆,3-2-1102"))
    residents.save_resident(desk.store, ResidentValues("吕静"))
    click(qtbot, dialog.ok)
    assert len(speaker.refusals) == 1
    assert people(desk.store) == [("吕静", "")]


@pytest.fixture
def busy_desk(qapp: QApplication, store: Store) -> Iterator[Desk]:
    """A desk whose jobs run on the worker thread."""
    made = Desk(store, FakeSpeaker())
    yield made
    made.jobs.close()


def test_a_file_is_read_and_written_beside_the_window(qtbot: QtBot, busy_desk: Desk) -> None:
    dialog = opened(qtbot, busy_desk, ROSTER)
    assert dialog.waiting
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=30_000)
    click(qtbot, dialog.ok)
    assert not dialog.ok.isEnabled()
    assert isinstance(busy_desk.speaker, FakeSpeaker)
    qtbot.waitUntil(lambda: bool(busy_desk.speaker.toasts), timeout=30_000)  # pyright: ignore[reportAttributeAccessIssue]
    assert len(people(busy_desk.store)) == 935


def test_an_import_that_was_stopped_leaves_the_preview_as_it_was(
    qtbot: QtBot, busy_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_store: Store, _plan: object, _choices: object, _meanings: object, tell: Progress) -> None:
        for _ in range(1_000):
            tell(1, 10)
            time.sleep(0.01)
        raise AssertionError("nobody stopped it")

    dialog = opened(qtbot, busy_desk, ROSTER)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=30_000)
    monkeypatch.setattr(importing, "apply_import", slow)
    click(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: any(panel.isVisible() for panel in dialog.findChildren(Overlay)), timeout=5_000)
    panel = next(panel for panel in dialog.findChildren(Overlay) if panel.isVisible())
    (stop,) = panel.findChildren(QPushButton)
    click(qtbot, stop)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=5_000)
    assert dialog.ok.text() == "导入：新增 935 人"
    assert people(busy_desk.store) == []


def test_the_preview_models_keep_their_promises(
    qtbot: QtBot, desk: Desk, qtmodeltester: ModelTester, tmp_path: Path
) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    for pane in (dialog.lists.new, dialog.lists.changes, dialog.lists.absent, dialog.lists.problems):
        qtmodeltester.check(pane.table.rows)


def test_hiding_names_after_the_dialog_is_gone_looks_at_no_table_of_it(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    click_tab(qtbot, dialog, "problems")
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    with qtbot.captureExceptions() as caught:
        desk.privacy.toggle()
        desk.privacy.toggle()
    assert caught == []


def test_the_notice_says_which_heads_to_look_at_and_what_a_part_of_a_sheet_is(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    heading = ("房号", "姓名", "与户主关系")
    rows = [
        (*heading, "", *heading), ("3-2-1102", "罗喆", "户主", "", "车库旁", "李伟", "户主"),
        ("3-2-1102", "吕静", "户主", "", "", "", ""),
    ]  # fmt: skip
    dialog = opened(qtbot, desk, write_xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert "请核对谁是户主：3-2-1102 罗喆、吕静。" in dialog.notice.text()
    assert "“E列起”指同一张工作表里从 E 列开始的那张表。" in dialog.notice.text()
    desk.privacy.toggle()
    assert "请核对谁是户主：3-2-1102 ••••、••••。" in dialog.notice.text()
