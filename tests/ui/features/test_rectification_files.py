# SPDX-License-Identifier: GPL-3.0-or-later
"""整治台账 coming in, and reports going out and handed in."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.rectification import listing, reports, tasks
from hongyun_desktop.core.rectification.paper_words import period_name, quarter_of, year_of
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import Period, State
from hongyun_desktop.ui.features.rectification.importing import TaskImport, open_task_import
from hongyun_desktop.ui.features.rectification.period_choice import DAYS, PeriodChoice
from hongyun_desktop.ui.features.rectification.report_dialog import CHART, HANDED, open_reports
from hongyun_desktop.ui.features.rectification.report_outputs import Source
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from tests.ui.fakes import FakeSpeaker
from tests.ui.scenes.rectification_tasks import add_task
from tests.ui.typing_text import type_text

LEDGER = Path(__file__).parents[2] / "data" / "rectification.xlsx"


def test_a_ledger_is_looked_over_then_imported(qtbot: QtBot, desk: Desk, page: QWidget, speaker: FakeSpeaker) -> None:
    dialog = open_task_import(desk, page, LEDGER)
    assert isinstance(dialog, TaskImport)
    assert dialog.tab_bar.buttons[1].text() == "新增 25"
    dialog.show_tab("totals")
    rows = dialog.totals.table.rows
    figures = {
        (rows.index(n, 0).data(), rows.index(n, 1).data()): rows.index(n, 3).data() for n in range(rows.rowCount())
    }
    assert figures["垃圾杂草", "吨"] == "200"
    assert figures["排污沟", "吨"] == "300"
    assert figures["店招更换", "个"] == "21"
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert listing.counts(desk.store).closed == 25
    qtbot.waitUntil(lambda: bool(speaker.toasts))
    assert speaker.toasts == ["导入了整治台账：新增 25 条。"]


def test_the_same_ledger_again_changes_nothing_and_says_so(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    first = open_task_import(desk, page, LEDGER)
    assert isinstance(first, TaskImport)
    qtbot.mouseClick(first.ok, Qt.MouseButton.LeftButton)
    again = open_task_import(desk, page, LEDGER)
    assert isinstance(again, TaskImport)
    assert again.notice.text() == "表里的 25 条和资料里一样，没有要导入的。"
    assert not again.ok.isEnabled()
    again.reject()


def test_rows_with_problems_are_told_and_saved_as_a_table(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        "问题描述,类别,点位,数量,单位,发现日期,整改期限\n"
        "排污沟淤泥,排污沟,川陕路86号,很多,吨,2026-03-01,\n"
        "店招破损,店招更换,鸿运大道12号,21,个,2026-03-09,2026-13-40\n",
        encoding="utf-8",
    )
    dialog = open_task_import(desk, page, ledger)
    assert isinstance(dialog, TaskImport)
    dialog.show_tab("problems")
    assert dialog.problem_list.hint.text() == "2 行有问题：1 条照样导入，只是日期留空；1 行不导入。"
    rows = dialog.problem_list.table.rows
    assert [rows.index(place, 4).data() for place in range(2)] == ["不导入", "日期留空"]
    speaker.files.append(tmp_path / "问题行.xlsx")
    dialog.save_problems.click()
    assert (tmp_path / "问题行.xlsx").exists()
    dialog.reject()


def test_a_column_may_be_taken_for_something_else_and_is_remembered(desk: Desk, page: QWidget) -> None:
    dialog = open_task_import(desk, page, LEDGER)
    assert isinstance(dialog, TaskImport)
    dialog.columns.assigned.emit("责任单位", "")
    assert dialog.plan is not None
    assert {line.party for _key, line in dialog.plan.new} == {""}
    dialog.ok.click()
    again = open_task_import(desk, page, LEDGER)
    assert isinstance(again, TaskImport)
    assert again.opened is not None
    assert again.opened.remembered
    again.reject()


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (quarter_of(date(2026, 11, 24)), "2026年第四季度"),
        (year_of(date(2026, 3, 1)), "2026年"),
        (Period(date(2026, 1, 2), date(2026, 3, 4)), "2026-01-02 至 2026-03-04"),
    ],
)
def test_a_period_is_called_by_its_name(period: Period, words: str) -> None:
    assert period_name(period) == words


def test_periods_are_stepped_through_and_typed(qtbot: QtBot, desk: Desk) -> None:
    choice = PeriodChoice(desk, date(2026, 10, 8))
    qtbot.addWidget(choice)
    choice.show()
    qtbot.mouseClick(choice.earlier, Qt.MouseButton.LeftButton)
    assert choice.words.text() == "2026年第三季度"
    qtbot.mouseClick(choice.kinds.buttons[1], Qt.MouseButton.LeftButton)
    assert choice.period() == year_of(date(2026, 1, 1))
    qtbot.mouseClick(choice.kinds.buttons[2], Qt.MouseButton.LeftButton)
    choice.first.set_value(date(2026, 10, 9))
    assert choice.period_or_none()[0] is None
    choice.first.set_value(date(2026, 10, 1))
    assert choice.period() == Period(date(2026, 10, 1), date(2026, 10, 8))


def test_the_sums_of_a_period_are_shown_before_anything_is_made(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    add_task(desk.store, 0, date(2026, 10, 2), until=State.IN_PROGRESS, done=80)
    add_task(desk.store, 6, date(2026, 8, 2))
    dialog = open_reports(desk, page)
    rows = dialog.totals.rows
    assert [rows.index(0, column).data() for column in range(6)] == ["排污沟", "吨", "1", "200", "80", "0"]
    qtbot.mouseClick(dialog.period.kinds.buttons[1], Qt.MouseButton.LeftButton)
    assert rows.index(0, 3).data() == "400"
    dialog.period.kinds.set_value("days")
    dialog.period.first.set_value(None)
    assert dialog.problem.text() == "请写上日期。"
    assert not dialog.hand_in.isEnabled()
    dialog.reject()


def test_a_report_begins_with_the_newest_quarter_that_holds_a_task(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    add_task(desk.store, 6, date(2026, 5, 2))
    dialog = open_reports(desk, page)
    assert dialog.period.words.text() == "2026年第二季度"
    assert dialog.hand_in.isEnabled()
    qtbot.mouseClick(dialog.period.later, Qt.MouseButton.LeftButton)
    assert not dialog.hand_in.isEnabled()
    assert "没有可报送的" in dialog.hand_in.toolTip()
    dialog.reject()


def test_files_of_a_report_are_called_by_their_period(
    qtbot: QtBot, desk: Desk, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_task(desk.store, 6, date(2026, 5, 2))
    names: list[str] = []
    monkeypatch.setattr(desk.speaker, "save_file", lambda _title, name, _patterns: names.append(name))
    dialog = open_reports(desk, page)
    assert "“整治报告_鸿运小区_2026年第二季度.pdf”" in dialog.files.text()
    for made in ("Excel 表格…", "Word 文件…"):
        qtbot.mouseClick(dialog.outputs[made], Qt.MouseButton.LeftButton)
    assert names == ["整治报告_鸿运小区_2026年第二季度.xlsx", "整治报告_鸿运小区_2026年第二季度.docx"]
    days = Source(pytest.fail, Period(date(2026, 1, 2), date(2026, 3, 4)))
    assert days.file(desk, "整治报告") == "整治报告_鸿运小区_2026-01-02至2026-03-04.pdf"
    dialog.reject()


def test_columns_of_a_preview_are_as_wide_as_what_is_in_them(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    dialog = open_task_import(desk, page, LEDGER)
    assert isinstance(dialog, TaskImport)
    wide = {column.title: column.width or 0 for column in dialog.new.table.rows.columns}
    assert wide["类别"] >= 8  # 乱堆乱放乱搭乱建
    assert wide["问题描述"] > wide["地点"] > wide["状态"]
    dialog.reject()


def test_a_report_handed_in_is_frozen_and_later_differences_are_listed(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    task_id = add_task(desk.store, 0, date(2026, 10, 2), until=State.IN_PROGRESS, done=80)
    dialog = open_reports(desk, page)
    qtbot.mouseClick(dialog.hand_in, Qt.MouseButton.LeftButton)
    form = dialog.findChild(RecordForm)
    assert form is not None
    type_text(form.editors["handed_to"].input, "街道办城管办")
    form.submit()
    assert dialog.tabs.value() == HANDED
    assert "没有变过" in dialog.handed.differences.told.text()
    tasks.set_quantities(desk.store, task_id, [Quantity("吨", 200_000, 150_000)])
    dialog.handed.reload()
    assert "有 2 处" in dialog.handed.differences.told.text()
    assert dialog.handed.differences.table.rows.index(1, 0).data() == "2026-001"
    assert reports.handed(desk.store)[0].handed_to == "街道办城管办"
    dialog.reject()


def test_the_sums_are_seen_as_the_chart_that_the_paper_prints(demo_desk: Desk, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    dialog = open_reports(demo_desk, page)
    dialog.period.kinds.set_value(DAYS)
    dialog.period.first.set_value(date(2024, 1, 1))
    dialog.period.last.set_value(date(2026, 12, 31))
    dialog.looks.set_value(CHART)
    assert dialog.chart.is_made
    assert "排污沟 计划 300 完成 300 吨" in dialog.chart.accessibleName()
