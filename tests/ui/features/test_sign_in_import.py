# SPDX-License-Identifier: GPL-3.0-or-later
"""A sign-in sheet is imported by clicks and keys: looked over, doubtful rows settled, recorded once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.points import balances, ledger, ranking
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.teams import register
from hongyun_desktop.core.teams.rules import TeamKind, TeamValues
from hongyun_desktop.exchange.reading import read_workbook
from hongyun_desktop.ui.features.points.sign_in_import import SignInImport, open_sign_in_import
from hongyun_desktop.ui.kit.desk import Desk
from tests.office import ROSTER, SHEET, take_in
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

LEFT = Qt.MouseButton.LeftButton
UNKNOWN, AMBIGUOUS = 0, 3  # places among the four problem rows of the sample


@pytest.fixture
def neighbours(desk: Desk) -> Desk:
    """The desk with the office's roster taken in."""
    take_in(desk.store)
    return desk


def opened(qtbot: QtBot, desk: Desk, file: Path | None = SHEET) -> SignInImport:
    parent = QWidget()
    parent.resize(1200, 700)
    qtbot.addWidget(parent)
    desk.speaker.host = parent
    dialog = open_sign_in_import(desk, parent, file)
    assert isinstance(dialog, SignInImport)
    return dialog


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, LEFT)


def look_at_problem(qtbot: QtBot, dialog: SignInImport, place: int) -> None:
    click(qtbot, dialog.tab_bar.buttons[3])
    dialog.problem_list.table.selectRow(place)


def tab_texts(dialog: SignInImport) -> list[str]:
    return [button.text() for button in dialog.tab_bar.buttons]


def choose_candidate(qtbot: QtBot, dialog: SignInImport, steps: int) -> None:
    box = dialog.who.box
    box.showPopup()
    for _ in range(steps):
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)


def strange_sheet(folder: Path) -> Path:
    """A sheet whose hours nobody would know by their heading."""
    file = folder / "签到.csv"
    file.write_text("姓名,住址,活动日期,活动,干了多久\n曹大山,2-1-1002,2026-09-26,清扫,2\n", encoding="utf-8")
    return file


def assign_hours(qtbot: QtBot, dialog: SignInImport) -> None:
    box = dialog.columns.boxes["干了多久"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    for _ in range(box.findData("hours") - box.currentIndex()):
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)


def test_the_sample_sheet_is_recorded_by_clicks(qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker) -> None:
    dialog = opened(qtbot, neighbours, None)
    speaker.files.append(SHEET)
    click(qtbot, dialog.invite.buttons[0])
    assert dialog.facts.text() == "8 场，59 人，161 条，346.5 小时，3465 分"
    assert tab_texts(dialog) == ["栏目", "要记的 161", "已记过 0", "问题行 4"]
    assert dialog.ok.text() == "导入：记 161 条、346.5 小时、3465 分"
    click(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: bool(speaker.toasts))
    assert speaker.toasts == ["记了 59 人、346.5 小时、3465 分。记错了？到“记分记录”里把这一次整批更正。"]
    assert speaker.undo is None
    assert len(dialog.result_state.buttons) == 2
    assert ranking.quarter_ranking(neighbours.store, Quarter.parse("2026Q3"))[0].name == "曹大山"
    assert ledger.verify(neighbours.store) == []


def test_the_same_sheet_again_has_nothing_to_record_and_says_so(qtbot: QtBot, neighbours: Desk) -> None:
    click(qtbot, opened(qtbot, neighbours).ok)
    newest = journal.entries(neighbours.store, 1)
    dialog = opened(qtbot, neighbours)
    assert tab_texts(dialog)[1:3] == ["要记的 0", "已记过 161"]
    assert dialog.notice.text() == "这张表里的 161 条以前都记过了，没有要记的。"
    assert not dialog.ok.isEnabled()
    assert journal.entries(neighbours.store, 1) == newest


def test_an_ambiguous_row_is_settled_by_choosing_a_candidate(
    qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker
) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, AMBIGUOUS)
    assert dialog.who.box.count() == 3
    second = dialog.who.box.itemText(2)
    choose_candidate(qtbot, dialog, 2)
    row = dialog.problem_list.table.selected_row()
    assert row is not None
    assert dialog.problem_list.reason.text() == f"已认作：{second}"
    neighbours.privacy.toggle()
    assert dialog.problem_list.reason.text() == "已认作：••••"
    neighbours.privacy.toggle()
    assert tab_texts(dialog)[1::2] == ["要记的 162", "问题行 3"]
    assert dialog.plan is not None
    person = dialog.plan.chosen[row.key].resident_id
    click(qtbot, dialog.ok)
    assert balances.balance(neighbours.store, person) > 0
    qtbot.waitUntil(lambda: bool(speaker.toasts))
    assert speaker.toasts[0] == "记了 60 人、348.5 小时、3485 分。记错了？到“记分记录”里把这一次整批更正。"


def test_a_row_that_was_settled_is_not_asked_of_again(qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, AMBIGUOUS)
    choose_candidate(qtbot, dialog, 2)
    second = dialog.who.box.currentText()
    click(qtbot, dialog.ok)
    again = opened(qtbot, neighbours)
    assert tab_texts(again)[1:] == ["要记的 0", "已记过 162", "问题行 3"]
    look_at_problem(qtbot, again, 3)
    assert again.problem_list.reason.text() == f"已认作：{second}"
    click(qtbot, again.who.back)
    assert tab_texts(again)[3] == "问题行 4"
    again.close()
    assert len(speaker.questions) == 1


def test_a_choice_can_be_taken_back(qtbot: QtBot, neighbours: Desk) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, AMBIGUOUS)
    choose_candidate(qtbot, dialog, 1)
    assert not dialog.who.back.isHidden()
    click(qtbot, dialog.who.back)
    assert dialog.chosen == {}
    assert tab_texts(dialog)[1::2] == ["要记的 161", "问题行 4"]


def test_who_was_settled_is_not_thrown_away_by_esc(qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, AMBIGUOUS)
    choose_candidate(qtbot, dialog, 1)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert speaker.questions == ["这里改的、选的还没有导入。真的不要了吗？"]
    assert dialog.isVisible()
    speaker.answers.append(True)
    dialog.close()
    assert not dialog.isVisible()


def test_another_file_asks_before_it_takes_the_place_of_what_was_settled(
    qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker
) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, AMBIGUOUS)
    choose_candidate(qtbot, dialog, 1)
    speaker.files.append(ROSTER)
    click(qtbot, dialog.other_file)
    assert len(speaker.questions) == 1
    assert dialog.file_name.text() == SHEET.name
    speaker.files.append(SHEET)
    speaker.answers.append(True)
    click(qtbot, dialog.other_file)
    assert dialog.chosen == {}


def test_nothing_is_asked_where_nobody_settled_anything(qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker) -> None:
    first = opened(qtbot, neighbours)
    look_at_problem(qtbot, first, AMBIGUOUS)
    choose_candidate(qtbot, first, 2)
    click(qtbot, first.ok)
    click(qtbot, first.cancel)
    known = opened(qtbot, neighbours)
    assert known.chosen
    qtbot.keyClick(known, Qt.Key.Key_Escape)
    assert not known.isVisible()
    assert speaker.questions == []


def test_headings_assigned_by_hand_are_not_thrown_away_by_esc(
    qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    dialog = opened(qtbot, neighbours, strange_sheet(tmp_path))
    assign_hours(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(speaker.questions) == 1
    click(qtbot, dialog.columns.forget)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(speaker.questions) == 1


def test_esc_empties_the_search_for_a_person_before_it_closes_anything(qtbot: QtBot, neighbours: Desk) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, UNKNOWN)
    qtbot.keyClicks(dialog.who.search, "cds")
    dialog.who.search.search_now()
    for text in ("cds", ""):
        qtbot.keyClick(dialog.who.search, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.who.search.text() == text
    qtbot.keyClick(dialog.who.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_somebody_unknown_is_found_by_typing(qtbot: QtBot, neighbours: Desk) -> None:
    residents.save_resident(neighbours.store, ResidentValues("䶮小满"))
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, UNKNOWN)
    assert dialog.who.box.isHidden()
    type_text(dialog.who.search, "䶮小满")
    qtbot.keyClick(dialog.who.search, Qt.Key.Key_Return)
    assert tab_texts(dialog)[1::2] == ["要记的 162", "问题行 3"]
    row = dialog.problem_list.table.selected_row()
    assert row is not None
    assert row.text(neighbours.privacy) == "已认作：䶮小满"


def test_f9_hides_whom_a_doubtful_row_may_mean(qtbot: QtBot, neighbours: Desk) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, AMBIGUOUS)
    name = dialog.problem_list.table.rows.index(AMBIGUOUS, 2).data()
    shown = [dialog.problem_list.reason.text(), dialog.problem_list.table.rows.index(AMBIGUOUS, 3).data()]
    assert all(name in text for text in shown)
    neighbours.privacy.toggle()
    shown = [dialog.problem_list.reason.text(), dialog.problem_list.table.rows.index(AMBIGUOUS, 3).data()]
    shown += [dialog.problem_list.as_it_stood.text(), dialog.who.box.itemText(1)]
    assert not any(name in text for text in shown)


def test_rows_with_other_problems_ask_for_nobody(qtbot: QtBot, neighbours: Desk) -> None:
    dialog = opened(qtbot, neighbours)
    look_at_problem(qtbot, dialog, 1)
    assert dialog.who.isHidden()
    assert "2026-13-40" in dialog.problem_list.reason.text()


def test_a_roster_is_refused_as_a_sign_in_sheet(qtbot: QtBot, neighbours: Desk) -> None:
    dialog = opened(qtbot, neighbours, ROSTER)
    assert "不像签到表" in dialog.notice.text()
    assert not dialog.ok.isEnabled()


def test_a_strange_heading_is_assigned(qtbot: QtBot, neighbours: Desk, tmp_path: Path) -> None:
    file = strange_sheet(tmp_path)
    dialog = opened(qtbot, neighbours, file)
    assert dialog.notice.text().startswith("没有认出服务时长。")
    assign_hours(qtbot, dialog)
    assert dialog.ok.text() == "导入：记 1 条、2 小时、20 分"
    click(qtbot, dialog.ok)
    assert opened(qtbot, neighbours, file).notice.text().startswith("这些栏目以前指定过")


def test_problem_rows_are_saved_as_a_table(
    qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    dialog = opened(qtbot, neighbours)
    out = tmp_path / "问题行.xlsx"
    speaker.files.append(out)
    click(qtbot, dialog.save_problems)
    assert len(read_workbook(out)[0].rows) == 5


def test_the_preview_models_keep_their_promises(qtbot: QtBot, neighbours: Desk, qtmodeltester: ModelTester) -> None:
    dialog = opened(qtbot, neighbours)
    for pane in (dialog.to_record, dialog.recorded, dialog.problem_list):
        qtmodeltester.check(pane.table.rows)


def test_teams_that_the_sheet_names_are_registered_together_by_one_click_and_that_is_undone(
    qtbot: QtBot, neighbours: Desk, speaker: FakeSpeaker
) -> None:
    dialog = opened(qtbot, neighbours)
    click(qtbot, dialog.ok)
    names = ("环境美育队", "鸿运舞蹈队", "关爱互助队", "文明宣导队")
    assert all(name in dialog.result_state.sentence.text() for name in names)
    together = dialog.result_state.buttons[1]
    assert together.text() == "一起登记这 4 支队伍"
    click(qtbot, together)
    teams = register.list_teams(neighbours.store)
    assert sorted(team.name for team in teams) == sorted(names)
    assert {team.name: team.kind for team in teams}["鸿运舞蹈队"] is TeamKind.INTEREST
    assert len(register.activity_window(neighbours.store, teams[0].team_id).ids) > 0
    assert "登记了 4 支队伍" in dialog.result_state.sentence.text()
    assert not together.isVisible()
    assert speaker.undo is not None
    speaker.undo()
    assert register.list_teams(neighbours.store) == ()
    click(qtbot, opened(qtbot, neighbours).cancel)


def test_a_team_that_is_registered_is_not_offered(qtbot: QtBot, neighbours: Desk) -> None:
    for name in ("环境美育队", "鸿运舞蹈队", "关爱互助队", "文明宣导队"):
        register.save_team(neighbours.store, TeamValues(name))
    dialog = opened(qtbot, neighbours)
    click(qtbot, dialog.ok)
    assert [each.text() for each in dialog.result_state.buttons] == ["问题行另存为表格…"]
