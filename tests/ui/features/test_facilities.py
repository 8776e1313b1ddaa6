# SPDX-License-Identifier: GPL-3.0-or-later
"""设施 by clicks: the table, the panel beside it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import FacilityValues, Outcome, Work
from hongyun_desktop.ui.features.rectification.facilities_pane import FacilitiesPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from tests.ui.typing_text import type_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shed(desk: Desk) -> int:
    """A parking shed that should have been looked at on 2026-10-01."""
    values = FacilityValues(
        "电瓶车停车棚", "电瓶车停车棚", "5栋北侧", Work.BUILT, date(2025, 7, 1), 8_600_000, "社区", "鸿运小区物业",
        inspect_every_months=3, next_inspection_on=date(2026, 10, 1),
    )  # fmt: skip
    return keeping.save_facility(desk.store, values).params["facility_id"]


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk, shed: int) -> FacilitiesPane:
    made = FacilitiesPane(desk)
    qtbot.addWidget(made)
    made.resize(1170, 600)
    made.show()
    made.show_facility(shed)
    return made


def test_what_is_known_of_a_facility_is_told_line_by_line(pane: FacilitiesPane) -> None:
    panel = pane.page.detail
    assert panel.facts.text().splitlines() == [
        "电瓶车停车棚 · 5栋北侧", "新建 2025-07-01，花费 86,000.00 元", "出资方：社区", "管护：鸿运小区物业",
        "每 3 个月检查一次，下次 2026-10-01",
    ]  # fmt: skip


def test_a_facility_that_was_registered_is_selected(pane: FacilitiesPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.page.buttons["登记设施"], LEFT)
    form = pane.findChild(RecordForm)
    assert form is not None
    type_text(form.editors["name"].input, "榕树下的座椅")
    qtbot.mouseClick(form.ok, LEFT)
    row = pane.page.table.selected_row()
    assert row is not None
    assert row.name == "榕树下的座椅"


def test_an_inspection_that_is_late_is_told_in_the_table_and_the_panel(pane: FacilitiesPane) -> None:
    panel, rows = pane.page.detail, pane.page.table.rows
    late = [str(rows.index(0, column).data()) for column in range(rows.columnCount())]
    assert "超期7天" in late
    assert panel.late.isVisible()
    assert panel.late.text() == "超期7天"


def test_an_inspection_is_written_down_and_its_task_stands_below(
    pane: FacilitiesPane, desk: Desk, qtbot: QtBot, shed: int
) -> None:
    panel = pane.page.detail
    qtbot.mouseClick(panel.look, LEFT)
    form = panel.findChild(RecordForm)
    assert form is not None
    form.editors["outcome"].set_value(Outcome.FAULT)
    form.editors["finding"].set_value("顶棚漏雨")
    form.submit()
    assert [row.finding for row in keeping.inspections(desk.store, shed)] == ["顶棚漏雨"]
    assert panel.tasks.isVisible()
    assert not panel.late.isVisible()
